"""AsciiDoc with a list of terms: ``glossary`` blocks, which are written, definition lists, tables, lists, sections.

Written: each term over its definition, and the rest in lines with a label, which are read back. Nothing is included.
Source: AsciiDoc Language, Description Lists, Glossary.
"""

from glossctl.exchange.lists import pages
from glossctl.exchange.lists.labels import on_a_line, paragraphs
from glossctl.exchange.losses import uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.escapes import asciidoc as escape
from glossctl.syntax.looks import looks
from glossctl.syntax.pages import asciidoc
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "asciidoc", "yaml")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of an AsciiDoc page. Raises FileError (X002) when there are none."""
    return pages.read(asciidoc.read(text), path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a page with a glossary.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text, end="")
    // Written by glossctl.
    = team
    <BLANKLINE>
    [glossary]
    MIG::
    +
    _Full form_: Multi-Instance GPU
    """
    lines = [asciidoc.OURS, f"= {escape(one_line(contents.header.title or contents.header.name))}", "", "[glossary]"]
    for number, entry in enumerate(contents.entries):
        said = list(paragraphs(entry))
        bare = "" if said else " {empty}"  # else the next term would be another name of it
        lines += [""] * bool(number) + [f"{escape(on_a_line(entry.name))}::{bare}"]
        for label, text in said:
            lines += ["+", f"_{label}_: {escape(on_a_line(text))}" if label else escape(on_a_line(text))]
    return Writing("\n".join(lines) + "\n", uncarried_header(contents.header, ("title",)))
