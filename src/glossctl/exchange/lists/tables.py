"""Entries to the rows of a table: what every tabular format has in common when it is written."""

from glossctl.entries import Value
from glossctl.exchange.lists.cells import join, join_avoid, join_links
from glossctl.exchange.lists.columns import FIELDS, SKIP
from glossctl.exchange.losses import uncarried, uncarried_header
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossctl.entries import Contents, Entry
    from glossctl.exchange.lists.columns import Columns

ORDER = (
    "name",
    "expansion",
    "definition",
    *(field for field in FIELDS if field not in ("name", "expansion", "definition")),
)
BASE = ("name", "expansion", "definition")  # columns of every table, so that its reader has nothing to guess


class Table(Value):
    """A glossary as headings and rows; ``losses`` is what the columns leave out."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    rows: "Sequence[Sequence[str]]"
    losses: tuple[str, ...]


def table(contents: "Contents", columns: "Columns", titles: "Mapping[str, str] | None" = None) -> Table:
    """Return the table of ``contents``: the columns that are asked for, else all that some entry fills.

    ``titles`` are the headings of the fields; without them a field's own name heads its column.
    """
    named = [(theirs, field) for theirs, field in columns.named if field != SKIP]
    if not named:
        fields = [field for field in columns.placed if field != SKIP] or _filled(contents)
        named = [((titles or {}).get(field, field.partition(".")[2] or field), field) for field in fields]
    labels = [fold(field.partition(".")[2]) for _, field in named if "." in field]
    rows = [[_cell(entry, field, labels) for _, field in named] for entry in contents.entries]
    carried = {field.partition(".")[0] if "definition" in dict(named).values() else field for _, field in named}
    losses = [*uncarried(contents.entries, carried), *uncarried_header(contents.header)]
    if contents.header.language not in ("", "en"):
        losses.append(f"the language ({contents.header.language})")
    return Table(tuple(theirs for theirs, _ in named), tuple(field for _, field in named), rows, tuple(losses))


def _filled(contents: "Contents") -> list[str]:
    def fills(entry: "Entry", field: str) -> bool:
        return entry.kind != "term" if field == "kind" else bool(getattr(entry, field))

    return [field for field in ORDER if field in BASE or any(fills(entry, field) for entry in contents.entries)]


def _cell(entry: "Entry", field: str, labels: "Sequence[str]") -> str:
    if field == "definition" or "." in field:
        return "\n\n".join(_paragraphs(entry, field, labels))
    if field == "links":
        return join_links(entry.links)
    if field == "avoid":
        return join_avoid(entry.avoid)
    value = getattr(entry, field)
    return join(value) if isinstance(value, tuple) else value or ""


def _paragraphs(entry: "Entry", field: str, labels: "Sequence[str]") -> "Iterator[str]":
    """Yield the paragraphs of a definition that belong in a column: "definition.Usage" those that begin "Usage: "."""
    wanted = fold(field.partition(".")[2])
    for part in entry.definition.split("\n\n") if entry.definition else ():
        label, colon, rest = part.partition(": ")
        key = fold(label) if colon else ""
        if wanted and key == wanted:
            yield rest
        elif not wanted and (not key or key not in labels):
            yield part
