"""Answers that are lists, for reading on a terminal: aligned columns without a box, each row cut to a line."""

from rich.cells import cell_len
from rich.text import Text

from glossctl.render import console
from glossctl.render.frames import QUIET, TERM, Labelled, Page, line, link
from glossctl.text import first_sentence, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from glossctl.entries import Entry, Expansion, SourceRow
    from glossctl.languages.report import Changed, LanguageRow
    from glossctl.render import Expanded

_GAP = "  "
_LEAST = 16  # columns: in less, a sentence says nothing and is left out
_FEW = 8  # ids of a kind shown where nobody asked for all
_NAMES, _FULL_FORMS = 0.36, 0.36  # of the width, what a column takes at most


class _Columns:
    """Rows of texts under one another, as wide as their widest but for a ``share`` of the line; the last has the rest.

    A row that has less room than it needs ends in an ellipsis. ``number`` is the column that is flush right, ``below``
    what stands under each row, indented.
    """

    def __init__(
        self,
        rows: "Iterable[tuple[Text, ...]]",
        *shares: float,
        number: int = -1,
        below: "Sequence[Sequence[Text]]" = (),
    ) -> None:
        self.rows = list(rows)
        self.shares = shares
        self.number = number
        self.below = below

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[RenderableType]":
        room = options.max_width
        needed = [max(map(_width, column)) for column in zip(*self.rows, strict=True)]
        first, *others = self.shares
        unused = sum(share for share, width in zip(others, needed[1:], strict=False) if not width)
        shares = (first + unused, *others)
        widths = [min(width, int(share * room)) for width, share in zip(needed, shares, strict=False)]
        rest = room - sum(width + len(_GAP) for width in widths if width)
        if rest < min(_LEAST, needed[-1]):  # what little would be shown of the last column is worth more before it
            widths[-1] = min(needed[-2], max(rest, 0) + widths[-1])
            rest = 0
        for at, row in enumerate(self.rows):
            yield self._line(row, [*widths, rest])
            yield from (Labelled(_GAP, text) for text in (self.below[at] if self.below else ()))

    def _line(self, row: tuple[Text, ...], widths: list[int]) -> Text:
        made = Text(no_wrap=True)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            if width:
                made.append(_GAP if made else "").append_text(_fitted(cell, width, column == self.number))
        made.rstrip()
        return made


def _width(cell: Text) -> int:
    return cell_len(cell.plain)


def _fitted(cell: Text, width: int, right: bool) -> Text:
    """Return ``cell`` exactly ``width`` columns wide."""
    fitted = cell.copy()
    fitted.truncate(width, overflow="ellipsis")
    space = " " * (width - _width(fitted))
    return Text(space).append_text(fitted) if right else fitted.append(space)


def entries(entries: "Sequence[Entry]") -> "RenderableType":
    """Render entries: name, full form, first sentence; under the glossary's name where there are several."""
    glossaries: dict[str, list[Entry]] = {}
    for entry in entries:
        glossaries.setdefault(entry.glossary, []).append(entry)
    parts: list[RenderableType] = []
    for name, rows in glossaries.items():
        if len(glossaries) > 1:
            parts += [*([Text()] if parts else []), line(f"{name}, {_count(len(rows))}", QUIET)]
        parts.append(_Columns(map(_entry, rows), _NAMES, _FULL_FORMS))
    return Page(parts)


def _entry(entry: "Entry") -> tuple[Text, ...]:
    return line(entry.name, TERM), line(entry.expansion or ""), line(first_sentence(entry.definition))


def _count(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def tags(counts: "Mapping[str, int]") -> "RenderableType":
    """Render tags: each with the number of entries that have it."""
    rows = [(line(tag, TERM), line(f"{count:,}"), Text()) for tag, count in counts.items()]
    return Page([_Columns(rows, 0.7, 0.3, number=1)])


def expansions(results: "Sequence[Expanded]") -> "RenderableType":
    """Render full forms: acronym, full form, glossary."""
    return Page([_Columns((_expansion(expansion) for _, rows in results for expansion in rows), 0.3, 0.6)])


def _expansion(expansion: "Expansion") -> tuple[Text, ...]:
    return line(expansion.acronym, TERM), line(expansion.expansion), line(expansion.glossary, QUIET)


def languages(rows: "Sequence[LanguageRow]", whole: bool) -> "RenderableType":
    """Render translations: how many entries are well, and which are not; with ``whole`` all of these, and changes."""
    shown = [
        (
            line(row.language, TERM),
            line(f"{len(row.present):,} of {row.entries:,}"),
            line("; ".join(f"{len(ids):,} {label}" for label, ids in _unwell(row)) or "up to date"),
        )
        for row in rows
    ]
    return Page([_Columns(shown, 0.3, 0.3, below=[list(_of_language(row, whole)) for row in rows])])


def _unwell(row: "LanguageRow") -> "list[tuple[str, tuple[str, ...]]]":
    changed = tuple(change.id for change in row.out_of_date)
    groups = (
        ("missing", row.missing),
        ("out of date", changed),
        ("without of", row.without_of),
        ("orphaned", row.orphans),
    )
    return [(label, ids) for label, ids in groups if ids]


def _of_language(row: "LanguageRow", whole: bool) -> "Iterator[Text]":
    yield line(console.short_path(row.path), QUIET)
    for label, ids in _unwell(row):
        if whole and label == "out of date":
            yield from map(_changed, row.out_of_date)
            continue
        few = ids if whole else ids[:_FEW]
        more = f" and {len(ids) - len(few):,} more" if len(ids) > len(few) else ""
        yield line(f"{label}  ", QUIET).append_text(line(", ".join(few) + more))


def _changed(changed: "Changed") -> Text:
    """Return how the source of a translation has changed, as ``git diff --word-diff`` marks it."""
    from glossctl.render.diff import change, marked  # loads difflib

    text = marked(change(changed), ("[-", "-]"), ("{+", "+}"))
    return (
        line("out of date  ", QUIET).append_text(line(changed.id, TERM)).append_text(line(f"  {text}" if text else ""))
    )


def sources(rows: "Sequence[SourceRow]") -> "RenderableType":
    """Render layers: name, why it counts, number of entries, title; beneath, its file and what it points to."""
    shown = [
        (
            line(row.glossary or "broken", TERM),
            line(row.reason),
            line("" if row.error else f"{row.entries:,}"),
            line(row.error or row.title),
        )
        for row in rows
    ]
    return Page([_Columns(shown, 0.4, 0.2, 0.2, number=2, below=[list(_below(row)) for row in rows])])


def _below(row: "SourceRow") -> "Iterator[Text]":
    path = line(console.short_path(row.path))
    if row.index_bytes is not None:
        path.append(f"  index {_size(row.index_bytes)}", QUIET)
    yield path
    for pointer in row.see_also:
        label = Text().append("see also ", QUIET)
        yield label.append(f"{visible(one_line(pointer.title))}  ").append_text(link(pointer.url))


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"
