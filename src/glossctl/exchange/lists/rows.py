"""The rows of somebody's list to entries: what every tabular format has in common when it is read.

A row is a list of cells. Which field a cell belongs to is ``columns``'s, what a list's cell holds ``cells``'s; how a
text is cut into cells is the format's.
"""

import re
from itertools import islice

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import KINDS, LISTS, Contents, Entry, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists.cells import split, split_avoid, split_links
from glossctl.exchange.lists.columns import (
    FIELDS,
    LABEL,
    MEANING,
    SHORT,
    SKIP,
    assign,
    holds_full_forms,
    is_heading,
    is_short_for,
)
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import Reading
from glossctl.syntax.markup import is_web_address
from glossctl.text import fold, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from glossctl.exchange.lists.columns import Columns

    Row = Sequence[str]
    Inline = Callable[[str], tuple[str, tuple[str, ...]]]  # a cell's markup to its text and the targets of its links

HEADINGS = {field.name: field.label for field in ENTRY_FIELDS}  # of the tables that people read; scripts get the names
_OURS = frozenset(FIELDS) | frozenset(HEADINGS.values())
_BREAK = re.compile(r"[\t\n\v\f\r]")
_PREAMBLE = 10  # rows within which a heading may come late
_SAMPLE = 5000  # rows by which a column is judged
_LISTS = frozenset(LISTS) - {"links"}
_SINGLE = frozenset(("name", SHORT, "expansion", "status", "source"))
_BLANK = frozenset(("", "-", "–", "—", "n/a", "none", "tbd", "?"))


def header_of(path: str) -> Header:
    """Return the header of a glossary that has none of its own: named as its file, without folder and ending.

    >>> header_of("lists/acronyms.csv").name, header_of("<standard input>").name
    ('acronyms', 'glossary')
    """
    stem = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem = (stem.rpartition(".")[0] or stem).strip()
    return Header("glossary" if not stem or stem.startswith("<") else stem)


def as_definition(texts: "Iterable[str]") -> str:
    """Return the definition that the texts of several cells make: a line break in a cell parts paragraphs."""
    return "\n\n".join(part for text in texts for line in text.splitlines() for part in paragraphs(line))


class RowReader:
    """Reads the rows of one table after another into entries, and tallies what it can't carry."""

    def __init__(self, path: str, columns: "Columns", inline: "Inline") -> None:
        self.path = path
        self.columns = columns
        self.inline = inline
        self.carried = inline  # for the cells that become part of an entry: a format may count what they lose
        self.header = header_of(path)
        self.entries: list[Entry] = []
        self.nameless: list[int] = []
        self.dead_links = 0
        self.repeated = 0
        self.moved: list[int] = []
        self.echoes: list[int] = []
        self.preamble = 0
        self.place = "line"
        self.tells_columns = True
        self._tables = 0
        self._notes: dict[str, None] = {}

    def read(self, rows: "Iterable[tuple[int, Row]]", headed: bool | None = None) -> None:
        """Take the rows of one table, each with its line; blank rows are nothing.

        ``headed`` says whether the first is a heading; None: look, it may come first, behind lone cells, or not at all.
        """
        full = (pair for pair in rows if any(cell and not cell.isspace() for cell in pair[1]))
        sample = list(islice(full, _SAMPLE))
        if not sample:
            return
        self._tables += 1
        headings: tuple[str, ...] = ()
        start = self._heading_at([row for _, row in sample[:_PREAMBLE]]) if headed is None else 0 if headed else None
        if start is not None:
            headings = tuple(" ".join(self.inline(cell)[0].split()) for cell in sample[start][1])
            self.preamble += start
            del sample[: start + 1]
        width = max(map(len, (headings, *(row for _, row in sample))))
        table = _Table(self, headings, assign(headings, width, self.columns, self.path))
        table.judge([row for _, row in sample])
        if self.tells_columns:
            self._notes[table.note()] = None
        for line, row in sample:
            table.take(line, row)
        del sample
        for line, row in full:
            table.take(line, row)

    def _heading_at(self, rows: "Sequence[Row]") -> int | None:
        """Return which of the first rows is the heading: behind lone cells (a title, a remark) at most."""
        for at, row in enumerate(rows):
            if is_heading(row, [theirs for theirs, _ in self.columns.named]):
                return at
            if sum(bool(cell.strip()) for cell in row) > 1:
                return None
        return None

    def reading(self, losses: "Iterable[str]" = (), notes: "Iterable[str]" = ()) -> Reading:
        """Return what was read. Raises FileError (X002) when that is not one entry."""
        if not self.entries:
            raise FileError([Fault(self.path, 0, 0, "X002", self._nothing())])
        lost = list(losses)
        if self.nameless:
            lost.append(f"{counted(len(self.nameless), 'row')} without a name ({self._where(self.nameless)})")
        if self.preamble:
            lost.append(f"{counted(self.preamble, 'row')} before the heading")
        if self.dead_links:
            lost.append(counted(self.dead_links, "link that is no web address", "links that are no web addresses"))
        if self.repeated:
            lost.append(counted(self.repeated, "repeated heading"))
        said = [*self._notes, *notes]
        if self.echoes:
            echoes = counted(len(self.echoes), "full form that repeats the name", "full forms that repeat the name")
            said.append(f"{echoes} ({self._where(self.echoes)}): left out")
        if self.moved:
            moved = f"{counted(len(self.moved), 'text')} too long for a full form ({self._where(self.moved)})"
            said.append(f"{moved}: taken as the definition")
        return Reading(Contents(self.header, tuple(self.entries)), tuple(lost), tuple(said))

    def _where(self, places: "Sequence[int]") -> str:
        """Return the first of the places of rows, in words."""
        first = ", ".join(map(str, places[:5])) + (", …" if len(places) > 5 else "")
        return f"{self.place if len(places) == 1 else f'{self.place}s'} {first}"

    def _nothing(self) -> str:
        if self.nameless:
            return f"no row has a name ({counted(len(self.nameless), 'row')})"
        has_heading = self._tables and self.tells_columns and self.place == "line"
        return "there is nothing below the heading" if has_heading else "there are no entries in it"


class _Table:
    """One table: its headings, the field of each column, and the rows turned into entries."""

    def __init__(self, reader: RowReader, headings: "Row", fields: list[str]) -> None:
        self.reader = reader
        self.headings = headings
        self.fields = fields
        self.keys = [fold(heading) for heading in headings]
        # A table of ours holds exactly what its headings say: nothing in it is judged or moved
        self.ours = {"name", "expansion"} <= set(fields) and bool(headings) and set(headings) <= _OURS

    def judge(self, rows: "Sequence[Row]") -> None:
        """Settle each column that may hold full forms or definitions by what the whole of it holds."""
        unsure = [at for at, field in enumerate(self.fields) if field == MEANING]
        if "name" in self.fields and not {"expansion", SHORT} & set(self.fields):
            name = self.fields.index("name")
            inline = self.reader.inline
            for at in unsure or [at for at, field in enumerate(self.fields) if field == LABEL]:
                pairs = ((inline(row[name])[0], inline(row[at])[0]) for row in rows if len(row) > max(name, at))
                if holds_full_forms(pairs):
                    self.fields[at] = "expansion"
                    break
        self.fields = ["definition" if field == MEANING else field for field in self.fields]

    def note(self) -> str:
        """Return which column was taken for what."""
        spoken = {LABEL: "definition", SHORT: "name", SKIP: "left out"}
        parts = [f"{self._heading(at)} -> {spoken.get(field, field)}" for at, field in enumerate(self.fields)]
        return f"columns: {', '.join(parts[:20])}{', …' if len(parts) > 20 else ''}"

    def _heading(self, at: int) -> str:
        return (self.headings[at] if at < len(self.headings) else "") or f"column {at + 1}"

    def take(self, line: int, row: "Row") -> None:
        """Make an entry of a row and keep it, or tally why there is none."""
        if self.keys and fold(row[0]) == self.keys[0] and [fold(cell) for cell in row] == self.keys:
            self.reader.repeated += 1
            return
        found: dict[str, list[str]] = {}
        targets: list[str] = []
        for at, cell in enumerate(row):
            field = self.fields[at] if at < len(self.fields) else "definition"
            if not cell or field == SKIP:
                continue
            text, linked = self.reader.carried(cell)
            targets += linked
            if text := text.strip():
                self._put(found, field, at, text)
        entry = self._entry(line, found, targets)
        if entry:
            self.reader.entries.append(entry)
        elif found or targets:
            self.reader.nameless.append(line)

    def _put(self, found: dict[str, list[str]], field: str, at: int, text: str) -> None:
        """Sort a cell's text to its field; what the field can't hold becomes a paragraph of the definition."""
        if field in _LISTS:
            found.setdefault(field, []).extend(split(text, field))
            return
        if field == LABEL and (tokens := text.split()) and all(map(is_web_address, tokens)):
            found.setdefault("links", []).extend(tokens)
            return
        if field == "definition":
            found.setdefault(field, []).append(text)
            return
        if (
            (field in _SINGLE and field not in found)
            or (field == "avoid")
            or (field in ("case", "kind") and _is_one(field, text))
        ):
            found.setdefault(field, []).append(text)
            return
        if field == "links":
            tokens = split_links(text)
            if self.ours or all(map(_is_address, tokens)):
                found.setdefault(field, []).extend(tokens)
                return
            found.setdefault(field, []).extend(
                word for token in tokens if is_web_address(word := token.strip("()[].,;"))
            )
            if text.lower() in _BLANK:
                return
        label = field.partition(".")[2] or (self.headings[at] if at < len(self.headings) else "")
        found.setdefault("definition", []).append(f"{label}: {text}" if label else text)

    def _entry(self, line: int, found: dict[str, list[str]], targets: "Sequence[str]") -> Entry | None:
        name, expansion = _line(found, "name"), _line(found, "expansion")
        aliases = found.get("aliases", [])
        if short := _line(found, SHORT):
            if name and fold(name) != fold(short):
                expansion, aliases = (expansion, [*aliases, name]) if expansion else (name, aliases)
            name = short
        if not name:
            return None
        definition = found.get("definition", [])
        if not self.ours and expansion:
            if expansion == name:
                self.reader.echoes.append(line)
                expansion = ""
            elif _is_prose(name, found["expansion"][0] if "expansion" in found else expansion):
                self.reader.moved.append(line)
                definition, expansion = [found["expansion"][0], *definition], ""
        header = self.reader.header
        return Entry(
            name,
            found["kind"][0].lower() if "kind" in found else "term",  # type: ignore[arg-type]  # _is_one held it
            expansion or None,
            definition=as_definition(definition),
            links=self._links(found.get("links", []), targets),
            avoid=tuple(word for cell in found.get("avoid", ()) for word in split_avoid(cell)),
            language=header.language,
            glossary=header.name,
            source=_line(found, "source") or None,
            case=_line(found, "case"),
            status=_line(found, "status"),
            **{field: tuple(found.get(field, ())) for field in _LISTS} | {"aliases": tuple(aliases)},
        )

    def _links(self, links: "Sequence[str]", targets: "Sequence[str]") -> tuple[str, ...]:
        kept = [target for target in targets if is_web_address(target)]
        self.reader.dead_links += len(targets) - len(kept)
        return tuple(dict.fromkeys((*links, *kept))) if targets else tuple(links)


def _line(found: "dict[str, list[str]]", field: str) -> str:
    text = found[field][0] if field in found else ""
    return " ".join(text.split()) if _BREAK.search(text) else text


def _is_one(field: str, text: str) -> bool:
    return text.lower() in (KINDS if field == "kind" else ("loose", "strict"))


def _is_address(token: str) -> bool:
    """Tell whether a word in a column of links may be one: an address, a path, a host with a path."""
    return (
        is_web_address(token)
        or (token[0].isalnum() and ("." in token.partition("/")[0]) and token[-1] not in ".,")
        or token[0] in "/#"
    )


def _is_prose(name: str, text: str) -> bool:
    """Tell whether a text in a column of full forms is too long to be one: a paragraph, or sentences."""
    words = len(text.split())
    long = words > 12 + 2 * len(name) or (words > 12 and ". " in text.rstrip()) or "\n" in text.strip()
    return long and not is_short_for(name, text)
