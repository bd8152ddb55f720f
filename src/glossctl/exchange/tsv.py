"""Tab-separated values, quoted as spreadsheets do it. Lossless but for the header; all else as in ``csv``."""

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
    """Return the entries of a TSV text; where there is no tab, of another delimiter's. Raises FileError (X002)."""
    return delimited.read(text, path, options, "\t")


def write(contents: "Contents", options: Options = DEFAULT) -> "Writing":
    """Return ``contents`` as TSV."""
    return delimited.write(contents, options.columns, "\t")
