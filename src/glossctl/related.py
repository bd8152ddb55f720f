"""The tree of related terms."""

from glossctl.entries import Branch
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossctl.entries import Entry

DEEPEST = 100  # levels: nobody reads further, and the tree is built by recursion


def related(root: "Entry", senses: "Callable[[str], Sequence[Entry]]", depth: int) -> Branch:
    """Return the tree of terms related to ``root``, ``depth`` levels deep, in the order the entries list them.

    No tree is deeper than ``DEEPEST``. ``senses`` maps a name to the entries it names; the first one counts. Each term
    appears once, as near to the root as possible; an undefined name is a leaf without an entry. Cost: one look-up a
    name.
    """
    seen = {fold(root.name)}
    children: dict[str, list[tuple[str, Entry | None]]] = {}
    level = [root]
    for _ in range(min(depth, DEEPEST)):
        next_level = []
        for entry in level:
            branches = children.setdefault(fold(entry.name), [])
            for name in entry.related:
                target = next(iter(senses(name)), None)
                label = target.name if target else name
                if fold(label) in seen:
                    continue
                seen.add(fold(label))
                branches.append((label, target))
                if target:
                    next_level.append(target)
        level = next_level

    def branch(name: str, entry: "Entry | None") -> Branch:
        return Branch(name, entry, tuple(branch(*child) for child in children.get(fold(name), ())))

    return branch(root.name, root)
