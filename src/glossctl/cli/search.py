"""``search``: ranked entries for a few words, a half-remembered name, a typo or a description."""

from glossctl.cli import settings as settle
from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import Hits
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings


def run(settings: "Settings", query: "Sequence[str]", limit: int, tag: str, kind: str) -> int:
    """Show the ``limit`` best entries for the words together; ``-`` alone asks each line of standard input."""
    glossary = settings.glossary()
    only = settle.kind(kind)

    def show(text: str) -> int:
        hits = glossary.search(text, limit, only, tag)
        if hits or settings.output == "json":
            settings.show(settings.renderer.hits(text, hits))
        settings.say_fallbacks(glossary, (hit.entry for hit in hits))
        if hits:
            return FOUND
        from glossctl.cli import misses  # only on a miss

        if within := misses.narrowed(tag, kind):
            console.error(f'nothing found for "{text}"{within}', misses.near_tags(tag, glossary))
        else:
            misses.report(text, glossary, message=f'nothing found for "{text}"')
        return MISSED

    if not console.is_input(query):
        return show(" ".join(query))
    status = FOUND
    for line in settings.queries():
        if line.strip():
            status = max(status, show(line))
        elif settings.output == "json":  # a document for every line keeps both sides in step
            settings.show(settings.renderer.hits(line, Hits()))
        console.flush()
    return status
