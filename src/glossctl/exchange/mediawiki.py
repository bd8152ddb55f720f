"""Pages of MediaWiki that hold a list of terms: tables, definition lists, headings, lists; read only.

Templates are not expanded but counted; nothing is fetched. Source: MediaWiki, Help:Formatting, Help:Tables.
"""

from glossctl.exchange.lists import pages
from glossctl.exchange.protocol import DEFAULT, Options
from glossctl.syntax.looks import looks
from glossctl.syntax.pages import mediawiki

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.exchange.protocol import Reading


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "mediawiki")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the entries of a page of MediaWiki. Raises FileError (X002) when there are none."""
    return pages.read(mediawiki.read(text), path, options)
