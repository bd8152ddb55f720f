"""Tab-separated values, quoted as spreadsheets do it. Lossless but for the header; all else as in ``csv``."""

from glossctl.exchange.lists import delimited
from glossctl.exchange.lists.columns import RECOGNISE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents
    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.protocol import Reading, Writing


def read(text: str, path: str = "<text>", columns: "Columns" = RECOGNISE) -> "Reading":
    """Return the entries of a TSV text; where there is no tab, of another delimiter's. Raises FileError (X002)."""
    return delimited.read(text, path, columns, "\t")


def write(contents: "Contents", columns: "Columns" = RECOGNISE) -> "Writing":
    """Return ``contents`` as TSV."""
    return delimited.write(contents, columns, "\t")
