"""Markdown pages that hold a list of terms, and a table of a glossary. Lossless but for the header, as ``csv`` is.

Read as GitHub, Hugo, kramdown, Pandoc, MkDocs, Docusaurus and Obsidian show a page: its tables, definition lists, items
and paragraphs that begin with a term, folded texts, abbreviations (``*[MIG]: ...``), or a heading for each term,
whichever are the terms of the page. Lines that are no entry are counted. Source: CommonMark 0.31, GitHub's tables.
"""

from glossctl.exchange.lists import pages
from glossctl.exchange.lists.pipes import written
from glossctl.exchange.lists.rows import HEADINGS
from glossctl.exchange.lists.tables import table
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.looks import looks
from glossctl.syntax.pages import markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "markdown", "html", "yaml", "contextive")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of a Markdown page. Raises FileError (X002) when there are none."""
    return pages.read(markdown.read_file(text, path), path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a pipe table.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text, end="")
    | Name | Full form | Definition |
    | --- | --- | --- |
    | MIG | Multi-Instance GPU | |
    """
    made = table(contents, options.columns, HEADINGS)
    return Writing(written(made.headings, made.rows), made.losses)
