"""The tree of related terms."""

from glossctl.entries import Branch
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossctl.entries import Entry

DEEPEST = 100  # levels: nobody reads further, and the tree is walked by recursion


def related(root: "Entry", senses: "Callable[[str], Sequence[Entry]]", depth: int) -> Branch:
    """Return the tree of what ``root`` is related to, ``depth`` levels deep, in the order the entries give.

    No tree is deeper than ``DEEPEST``. ``senses`` maps a name to the entries it names; the first one counts. A term
    stands in the tree once, as near to the root as it can; a name that nothing defines is a leaf without an entry.
    Cost: one look-up a name.
    """
    seen = {fold(root.name)}
    children: dict[str, list[tuple[str, Entry | None]]] = {}
    level = [root]
    for _ in range(min(depth, DEEPEST)):
        following = []
        for entry in level:
            mine = children.setdefault(fold(entry.name), [])
            for name in entry.related:
                found = next(iter(senses(name)), None)
                shown = found.name if found else name
                if fold(shown) in seen:
                    continue
                seen.add(fold(shown))
                mine.append((shown, found))
                if found:
                    following.append(found)
        level = following

    def branch(name: str, entry: "Entry | None") -> Branch:
        return Branch(name, entry, tuple(branch(*child) for child in children.get(fold(name), ())))

    return branch(root.name, root)
