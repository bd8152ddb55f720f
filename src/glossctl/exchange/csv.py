"""Comma-separated values: a row an entry, all fields, as spreadsheets have it. Lossless but for the header.

Read: any of , ; tab | as the delimiter, a heading or none, rows of any length, HTML in cells. Written: the fields'
names as headings, lists parted by "; " (a backslash before a separator that belongs to a value), a "'" before what a
spreadsheet would run as a formula; reading takes both back. What text an entry can't have in a table: control
characters, and line breaks outside its definition. Source: RFC 4180; OWASP, "CSV Injection".
"""

from glossctl.exchange.lists import delimited
from glossctl.exchange.protocol import DEFAULT, Options
from glossctl.syntax.looks import looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents
    from glossctl.exchange.protocol import Reading, Writing


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return not looks(text)


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the entries of a CSV text; its delimiter is guessed. Raises FileError (X002) when there are none."""
    return delimited.read(text, path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> "Writing":
    r"""Return ``contents`` as CSV.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text
    'name,expansion,definition\nMIG,Multi-Instance GPU,\n'
    """
    return delimited.write(contents, options.columns, ",")
