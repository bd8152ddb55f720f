"""O: the order of a file."""

from glossctl.entries import KINDS
from glossctl.rules import quoted, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Path, Subject


@rule("O001", "not-sorted")
def not_sorted(subject: "Subject") -> "Iterator[Finding]":
    """Find the first entry that stands in the wrong place: terms, roles, then audiences, each sorted by name.

    Sorted files show at once what is there, and merge without conflicts. Names are compared as look-ups compare them,
    without capitals, accents and hyphens. One fault a file.

    Wrong: `MPS` before `MIG`; a `[[role]]` between two `[[term]]` tables.

    Mend: `glossctl format FILE` sorts it.
    """
    numbers: dict[Path, int] = {path: number for number, (path, _) in enumerate(subject.rows)}
    written = [numbers[path] for path in subject.places.order() if path in numbers]
    ranks = [(KINDS.index(subject.rows[number][1].kind), subject.keys[number]) for number in written]
    misplaced = [at for at in range(1, len(ranks)) if ranks[at] < ranks[at - 1]]
    if misplaced:
        at = misplaced[0]
        name, before = (subject.rows[written[one]][1].name for one in (at, at - 1))
        more = f", and {len(misplaced) - 1} more" if len(misplaced) > 1 else ""
        message = f"{quoted(name)} stands behind {quoted(before)}{more}: not sorted; format sorts the file"
        yield subject.at(written[at]), message
