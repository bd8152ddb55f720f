"""Glossaries of Sphinx, and other reStructuredText with a list of terms. Written: one ``glossary`` directive.

Read: that directive, definition lists, tables, lists and sections; ``:term:`` makes related terms. Written: each term
over its definition, and the rest in lines with a label, which are read back. No directive is run, no file included.
Source: Sphinx, Glossary; Docutils, reStructuredText.
"""

from glossctl.exchange.lists import pages
from glossctl.exchange.lists.labels import on_a_line, paragraphs
from glossctl.exchange.losses import uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.escapes import rst as escape
from glossctl.syntax.looks import looks
from glossctl.syntax.pages import rst
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "sphinx", "markdown", "yaml")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of a reStructuredText. Raises FileError (X002) when there are none."""
    return pages.read(rst.read(text), path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a page with a glossary directive.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text, end="")
    .. Written by glossctl.
    <BLANKLINE>
    team
    ====
    <BLANKLINE>
    .. glossary::
    <BLANKLINE>
       MIG
          *Full form*: Multi-Instance GPU
    """
    title = escape(one_line(contents.header.title or contents.header.name))
    width = len(title) if title.isascii() else 2 * len(title)  # a wide character takes two columns
    lines = [rst.OURS, "", title, "=" * max(width, 4), "", ".. glossary::"]
    for entry in contents.entries:
        lines += ["", f"   {escape(on_a_line(entry.name))}"]
        for number, (label, text) in enumerate(paragraphs(entry)):
            marked = f"*{label}*: {escape(on_a_line(text))}" if label else escape(on_a_line(text))
            lines += [""] * bool(number) + [f"      {marked}"]
    return Writing("\n".join(lines) + "\n", uncarried_header(contents.header, ("title",)))
