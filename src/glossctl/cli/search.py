"""``search``: ranked entries for a few words, a half-remembered name, a typo or a description."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.glossary import Glossary


def run(settings: "Settings", query: "Sequence[str]", limit: int) -> int:
    """Show the ``limit`` best entries for the words together; ``-`` alone asks each line of standard input."""
    glossary = settings.glossary()
    if not console.is_input(query):
        return _show(" ".join(query), glossary, settings, limit)
    status = FOUND
    for line in console.queries():
        if line.strip():
            status = max(status, _show(line, glossary, settings, limit))
        elif settings.output == "json":  # a document for every line keeps both sides in step
            settings.show(settings.renderer.hits(line, ()))
        console.flush()
    return status


def _show(query: str, glossary: "Glossary", settings: "Settings", limit: int) -> int:
    hits = glossary.search(query, limit)
    if hits or settings.output == "json":
        settings.show(settings.renderer.hits(query, hits))
    if hits:
        return FOUND
    from glossctl.cli import misses  # only on a miss

    misses.report(query, glossary, message=f'nothing found for "{query}"')
    return MISSED
