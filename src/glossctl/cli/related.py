"""``related``: the tree of related terms."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import Branch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings


def run(settings: "Settings", term: "Sequence[str]", depth: int) -> int:
    """Show the tree of what the term is related to, ``depth`` levels deep."""
    glossary = settings.glossary()
    query = " ".join(term)
    tree = glossary.related(query, depth)
    if tree is None:
        if settings.output == "json":
            settings.show(settings.renderer.tree(query, Branch(query)))
        from glossctl.cli import misses  # only on a miss

        misses.report(query, glossary, glossary.answer(query).suggestions)
        return MISSED
    settings.show(settings.renderer.tree(query, tree))
    return FOUND
