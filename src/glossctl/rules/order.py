"""O: the order of a file."""

from glossctl.rules import quoted, rule
from glossctl.toml.write import sort_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Path, Subject


@rule("O001", "not-sorted")
def not_sorted(subject: "Subject") -> "Iterator[Finding]":
    """Find the first entry in the wrong place: terms, roles, then audiences, each sorted by name.

    Sorted files are easy to read and merge without conflicts. Names are compared as look-ups compare them,
    without capitals, accents and hyphens; a translation is sorted by its ids, in the order of its source. One fault a
    file.

    Wrong: `MPS` before `MIG`; a `[[role]]` between two `[[term]]` tables.

    Mend: `glossctl format FILE` sorts it.
    """
    numbers: dict[Path, int] = {path: number for number, (path, _) in enumerate(subject.rows)}
    written = [numbers[path] for path in subject.places.order() if path in numbers]
    ranks = [sort_key(subject.rows[number][1], subject.header) for number in written]
    misplaced = [at for at in range(1, len(ranks)) if ranks[at] < ranks[at - 1]]
    if misplaced:
        at = misplaced[0]
        name, before = (subject.rows[written[place]][1].name for place in (at, at - 1))
        more = f", and {len(misplaced) - 1} more" if len(misplaced) > 1 else ""
        message = f"{quoted(name)} comes after {quoted(before)}{more}: not sorted; format sorts the file"
        yield subject.at(written[at]), message
