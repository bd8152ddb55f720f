"""The rows of somebody's list to entries: what every tabular format has in common when it is read.

A row is a list of cells. Which field a cell belongs to is ``columns``'s, what a list's cell holds ``cells``'s; how a
text is cut into cells is the format's.
"""

import re
from collections import Counter
from itertools import islice

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import KINDS, LISTS, Contents, Entry
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import fullforms, names
from glossctl.exchange.lists.cells import split, split_avoid, split_links
from glossctl.exchange.lists.columns import (
    FIELDS,
    IDENTIFIER,
    LABEL,
    LANGUAGE,
    MEANING,
    PEOPLE,
    SHORT,
    SKIP,
    assign,
    is_heading,
    stands_out,
)
from glossctl.exchange.lists.headers import header_of, language_of
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import Reading
from glossctl.syntax.markup import is_web_address
from glossctl.text import fold, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.protocol import Options

    Row = Sequence[str]
    Inline = Callable[[str], tuple[str, tuple[str, ...]]]  # a cell's markup to its text and the targets of its links

HEADINGS = {field.name: field.label for field in ENTRY_FIELDS}  # of the tables that people read; scripts get the names
_OURS = frozenset(FIELDS) | frozenset(HEADINGS.values())
_BREAK = re.compile(r"[\t\n\v\f\r]")
_PREAMBLE = 10  # rows within which a heading may come late
_LOOK = 60  # rows among which a heading stands out
_JUDGED = 1000  # rows of which each is tried for a full form
_SAMPLE = 5000  # rows by which a column is judged
_LISTS = frozenset(LISTS) - {"links"}
_CARRIED = _LISTS | {"source", "case", "status", "id", "reading", "of"}  # just as they were found
_SINGLE = frozenset(("name", SHORT, "expansion", "status", "source", LANGUAGE))
_BLANK = frozenset(
    (
        "",
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "n.a.",
        "k.a.",
        "n.v.t.",
        "s/o",
        "na",
        "none",
        "nil",
        "null",
        "tbd",
        "tba",
        "?",
        ".",
    )
)
_LEFT_OUT = {
    IDENTIFIER: ("column of identifiers", "columns of identifiers"),
    PEOPLE: ("column of people", "columns of people"),
}
_NOTHING = _BLANK - {"tbd", "tba", "?"}  # in a text; those are placeholders, which ``validate`` finds
_SENTENCES = re.compile(r"\n|[.;。；]\s|\s[-–—]\s")


def as_definition(texts: "Iterable[str]") -> str:
    """Return the definition that the texts of several cells make: a line break in a cell parts paragraphs."""
    return "\n\n".join(part for text in texts for line in text.splitlines() for part in paragraphs(line))


class RowReader:
    """Reads the rows of one table after another into entries, and tallies what it can't carry."""

    def __init__(self, path: str, options: "Options", inline: "Inline") -> None:
        self.path = path
        self.columns = options.columns
        self.language = options.language
        self.inline = inline
        self.carried = inline  # for the cells that become part of an entry: a format may count what they lose
        self.header = header_of(path)
        self.entries: list[Entry] = []
        self.nameless: list[int] = []
        self.dead_links = 0
        self.repeated = 0
        self.letters = 0
        self.left_out: dict[str, dict[str, None]] = {field: {} for field in _LEFT_OUT}  # and the headings of each
        self.others: Counter[str] = Counter()  # languages of rows that are left out
        self.moved: list[int] = []
        self.echoes: list[int] = []
        self.preamble = 0
        self.place = "line"
        self.tells_columns = True
        self.exact = False
        self._tables = 0
        self._notes: dict[str, None] = {}
        self.described("", "")

    def described(self, title: str, language: str) -> None:
        """Take what the source says of itself; the language that was asked for goes before what it says."""
        said = ((self.language, ""), (language, "as the file says"), (language_of(self.path), "from the file's name"))
        tag, why = next(((tag, why) for tag, why in said if tag), ("", ""))
        self.header = self.header.replace(title=" ".join(title.split()), language=tag or "en")
        self._notes.pop(self._language_note, None)
        self._language_note = f"language: {tag} ({why})" if why and tag != "en" else ""
        if self._language_note:
            self._notes[self._language_note] = None

    _language_note = ""

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
        start = self._heading_at([row for _, row in sample[:_LOOK]]) if headed is None else 0 if headed else None
        if start is not None:
            headings = tuple(" ".join(self.inline(cell)[0].split()) for cell in sample[start][1])
            self.preamble += start
            del sample[: start + 1]
        width = max(map(len, (headings, *(row for _, row in sample))))
        table = _Table(self, headings, assign(headings, width, self.columns, self.path))
        table.judge([row for _, row in sample])
        for line, row in sample:
            table.take(line, row)
        del sample
        for line, row in full:
            table.take(line, row)
        if self.tells_columns:
            self._notes[table.note()] = None

    def read_exactly(self, rows: "Iterable[tuple[int, Row]]", columns: "Columns") -> None:
        """Take rows whose cells are what the columns say, as text: nothing in them is judged, moved or read."""
        before = self.columns, self.inline, self.carried, self.tells_columns
        self.columns, self.tells_columns, self.exact = columns, False, True
        self.inline = self.carried = lambda cell: (cell, ())
        self.read(rows, headed=False)
        self.columns, self.inline, self.carried, self.tells_columns = before
        self.exact = False

    def _heading_at(self, rows: "Sequence[Row]") -> int | None:
        """Return which of the first rows is the heading: behind lone cells (a title, a remark) at most."""
        theirs = [theirs for theirs, _ in self.columns.named]
        for at, row in enumerate(rows[:_PREAMBLE]):
            if is_heading(row, theirs):
                return at
            if sum(bool(cell.strip()) for cell in row) > 1:
                return at if not self.columns.placed and stands_out(row, rows[at + 1 :]) else None
        return None

    def reading(self, losses: "Iterable[str]" = (), notes: "Iterable[str]" = ()) -> Reading:
        """Return what was read. Raises FileError (X002) when that is not one entry."""
        if not self.entries:
            raise FileError([Fault(self.path, 0, 0, "X002", self._nothing())])
        said = [*self._notes, *notes]
        if self.echoes:
            echoes = counted(len(self.echoes), "full form that repeats the name", "full forms that repeat the name")
            said.append(f"{echoes} ({self.where(self.echoes)}): left out")
        if self.moved:
            moved = f"{counted(len(self.moved), 'text')} too long for a full form ({self.where(self.moved)})"
            said.append(f"{moved}: taken as the definition")
        return Reading(Contents(self.header, tuple(self.entries)), self._losses(losses), tuple(said))

    def _losses(self, losses: "Iterable[str]") -> tuple[str, ...]:
        """Return what was not carried: what the format counted, then what the rows held."""
        lost = list(losses)
        if self.others:
            tags = ", ".join(f"{tag} {count:,}" for tag, count in self.others.most_common(5))
            lost.insert(0, f"{counted(self.others.total(), 'row')} in other languages ({tags})")
        if self.nameless:
            lost.append(f"{counted(len(self.nameless), 'row')} without a name ({self.where(self.nameless)})")
        if self.preamble:
            lost.append(f"{counted(self.preamble, 'row')} before the heading")
        if self.dead_links:
            lost.append(counted(self.dead_links, "link that is no web address", "links that are no web addresses"))
        if self.repeated:
            lost.append(counted(self.repeated, "repeated heading"))
        if self.letters:
            lost.append(counted(self.letters, "letter above its rows", "letters above their rows"))
        for field, headings in self.left_out.items():
            if headings:
                lost.append(f"{counted(len(headings), *_LEFT_OUT[field])} ({', '.join(headings)})")
        return tuple(lost)

    def where(self, places: "Sequence[int]") -> str:
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
        ours = {"name", "expansion"} <= set(fields) and bool(headings) and set(headings) <= _OURS
        self.ours = ours or reader.exact
        self.share = 0.0
        self.found = [0, 0]  # definitions and full forms in the column that may hold either

    def judge(self, rows: "Sequence[Row]") -> None:
        """Settle each column by what the whole of it holds."""
        for at, field in enumerate(self.fields):
            if field == IDENTIFIER and not self._holds_identifiers(at, rows):
                self.fields[at] = LABEL
        unsure = [at for at, field in enumerate(self.fields) if field == MEANING]
        if not unsure and not {"expansion", "definition"} & set(self.fields):
            labelled = [at for at, field in enumerate(self.fields) if field == LABEL and self._holds_text(at, rows)]
            if labelled:
                unsure = [max(labelled, key=lambda at: sum(len(row[at]) for row in rows if len(row) > at))]
                self.fields[unsure[0]] = MEANING
        chosen = -1
        if unsure and "name" in self.fields and not {"expansion", SHORT} & set(self.fields):
            shares = [self._share(at, rows) for at in unsure]
            self.share = max(shares)
            chosen = unsure[shares.index(self.share)]
        self.fields = [
            "definition" if field == MEANING and at != chosen else field for at, field in enumerate(self.fields)
        ]
        self._choose_language(rows)

    def _share(self, at: int, rows: "Sequence[Row]") -> float:
        name, inline = self.fields.index("name"), self.reader.inline
        return fullforms.share_of(
            (names.parse(inline(row[name])[0].strip())[0], inline(row[at])[0])
            for row in rows[:_JUDGED]
            if len(row) > max(name, at)
        )

    def _holds_identifiers(self, at: int, rows: "Sequence[Row]") -> bool:
        values = [row[at].strip() for row in rows if len(row) > at and row[at].strip()]
        return all(len(value) <= 64 and len(value.split()) < 3 for value in values)

    def _holds_text(self, at: int, rows: "Sequence[Row]") -> bool:
        values = [row[at].strip() for row in rows if len(row) > at and row[at].strip()]
        return any(not all(map(is_web_address, value.split())) for value in values)

    def _choose_language(self, rows: "Sequence[Row]") -> None:
        """Choose the language to read where each row says its own: the one asked for, else the commonest."""
        if LANGUAGE not in self.fields or self.reader.language:
            return
        at = self.fields.index(LANGUAGE)
        counts = Counter(tag for row in rows if len(row) > at and (tag := row[at].strip()))
        if counts:
            self.reader.language = counts.most_common(1)[0][0]
            self.reader.header = self.reader.header.replace(language=self.reader.language)

    def note(self) -> str:
        """Return which column was taken for what."""
        meaning = " or ".join(
            word for word, number in zip(("definition", "expansion"), self.found, strict=True) if number
        )
        spoken = {
            SHORT: "name",
            SKIP: "left out",
            IDENTIFIER: "left out",
            PEOPLE: "left out",
            MEANING: meaning or "definition",
        }
        parts = []
        for at, field in enumerate(self.fields):
            heading = self._heading(at)
            said = f'definition, as "{heading}: …"' if field == LABEL and self._label(at) else spoken.get(field, field)
            parts.append(f"{heading} -> {'definition' if said == LABEL else said}")
        return f"columns: {', '.join(parts[:20])}{', …' if len(parts) > 20 else ''}"

    def _heading(self, at: int) -> str:
        return self._label(at) or f"column {at + 1}"

    def _label(self, at: int) -> str:
        return self.headings[at] if at < len(self.headings) else ""

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
            if field in _LEFT_OUT:
                self.reader.left_out[field][self._heading(at)] = None
                continue
            text, linked = self.reader.carried(cell)
            targets += linked
            text = text.strip()
            if text and (field == "name" or self.ours or text.lower() not in _NOTHING):
                self._put(found, field, at, text, linked)
        if LANGUAGE in found and found[LANGUAGE][0].lower() != self.reader.language.lower():
            self.reader.others[found[LANGUAGE][0]] += 1
            return
        is_lone = not self.ours and self.reader.place != "record" and found.keys() == {"name"}
        if is_lone and _is_letter(found["name"][0]):
            self.reader.letters += 1
            return
        entry = self._entry(line, found, targets)
        if entry:
            self.reader.entries.append(entry)
        elif found or targets:
            self.reader.nameless.append(line)

    def _put(self, found: dict[str, list[str]], field: str, at: int, text: str, linked: "Sequence[str]" = ()) -> None:
        """Sort a cell's text to its field; what the field can't hold becomes a paragraph of the definition."""
        if field in _LISTS:
            self._put_list(found, field, text, linked)
            return
        if field == LABEL and (tokens := text.split()) and all(map(is_web_address, tokens)):
            found.setdefault("links", []).extend(tokens)
            return
        if field in ("definition", MEANING):
            if field == MEANING:
                found[MEANING] = [str(len(found.get("definition", ())))]
            found.setdefault("definition", []).append(text)
            return
        if (
            (field in _SINGLE and field not in found)
            or (field == "avoid")
            or (field in ("case", "kind") and _is_one(field, text))
        ):
            found.setdefault(field, []).append(text)
            return
        if field == "kind" and not self.ours:
            found.setdefault("tags", []).extend(split(text, "tags"))
            return
        if field == "links" and self._put_links(found, text, linked):
            return
        label = field.partition(".")[2] or self._label(at)
        found.setdefault(LABEL if label else "definition", []).append(f"{label}: {text}" if label else text)

    def _put_list(self, found: dict[str, list[str]], field: str, text: str, linked: "Sequence[str]") -> None:
        """Take the values of a list: an address is no related term, nor are the words of a link to another site."""
        values = split(text, field)
        if not self.ours:
            values = [value for value in values if value.lower() not in _BLANK]
        if field == "related" and not self.ours:
            if linked and all(map(is_web_address, linked)) and len(values) <= len(linked):
                return
            found.setdefault("links", []).extend(value for value in values if is_web_address(value))
            values = [value for value in values if not is_web_address(value)]
        found.setdefault(field, []).extend(values)

    def _put_links(self, found: dict[str, list[str]], text: str, linked: "Sequence[str]") -> bool:
        """Take the addresses in a text; tell whether it holds nothing else."""
        tokens = split_links(text)
        links = found.setdefault("links", [])
        if self.ours or all(map(_is_address, tokens)):
            links.extend(tokens)
            return True
        links.extend(word for token in tokens if is_web_address(word := token.strip("()[].,;")))
        return text.lower() in _BLANK

    def _entry(self, line: int, found: dict[str, list[str]], targets: "Sequence[str]") -> Entry | None:
        name, expansion = _line(found, "name"), _line(found, "expansion")
        aliases = found.get("aliases", [])
        definition = found.get("definition", [])
        if short := _line(found, SHORT):
            name, expansion, aliases = _settled(name, short, expansion, aliases)
        if not name:
            return None
        if not self.ours:
            name, inside, others = names.parse(name)
            aliases = [*aliases, *(other for other in others if other not in aliases)]
            if inside and not expansion:
                expansion = inside
            elif inside and inside != expansion:
                aliases = [*aliases, inside]
            if MEANING in found:
                expansion = self._split(line, name, expansion, definition, int(found[MEANING][0]))
            elif expansion:
                expansion, definition = self._checked(line, name, expansion, found, definition)
        definition = [*definition, *found.get(LABEL, ())]  # what has no label first
        header = self.reader.header
        fields: dict[str, Any] = {
            field: tuple(values) if field in _LISTS else _line(found, field)
            for field, values in found.items()
            if field in _CARRIED
        }
        if "kind" in found:
            fields["kind"] = found["kind"][0].lower()
        if "avoid" in found:
            fields["avoid"] = tuple(word for cell in found["avoid"] for word in split_avoid(cell))
        fields["links"] = self._links(found.get("links", []), targets)
        fields["aliases"] = tuple(aliases)
        return Entry(
            name,
            expansion=expansion or None,
            definition=as_definition(definition),
            language=header.language,
            glossary=header.name,
            **fields,
        )

    def _split(self, line: int, name: str, expansion: str, definition: list[str], at: int) -> str:
        """Take the full form, where there is one, out of a text that may begin with it."""
        if definition[at] == name:
            self.reader.echoes.append(line)
            definition[at] = ""
        elif not expansion:
            expansion, definition[at] = fullforms.split(name, definition[at], self.share)
        self.found[bool(expansion)] += 1
        return expansion

    def _checked(
        self, line: int, name: str, expansion: str, found: "dict[str, list[str]]", definition: list[str]
    ) -> tuple[str, list[str]]:
        """Return what is a full form of the text in a column of them, and the definition with the rest."""
        whole = found["expansion"][0] if "expansion" in found else expansion
        if expansion == name:
            self.reader.echoes.append(line)
            return "", definition
        if _SENTENCES.search(whole):
            head, rest = fullforms.split(name, whole, 1.0)
            if head and rest:
                return head, [rest, *definition]
        if _is_prose(name, whole):
            self.reader.moved.append(line)
            return "", [whole, *definition]
        return expansion, definition

    def _links(self, links: "Sequence[str]", targets: "Sequence[str]") -> tuple[str, ...]:
        kept = [target for target in targets if is_web_address(target)]
        self.reader.dead_links += len(targets) - len(kept)
        return tuple(dict.fromkeys((*links, *kept))) if targets else tuple(links)


def _settled(name: str, short: str, expansion: str, aliases: list[str]) -> tuple[str, str, list[str]]:
    """Return name, full form and aliases of a row that has a term and a short form: the letters say which is which."""
    if not name or fold(name) == fold(short):
        return short, expansion, aliases
    if expansion:
        return short, expansion, [*aliases, name]
    if fullforms.shortens(name, short) and not fullforms.shortens(short, name):
        return name, short, aliases
    return short, name, aliases


def _line(found: "dict[str, list[str]]", field: str) -> str:
    text = found[field][0] if field in found else ""
    return " ".join(text.split()) if _BREAK.search(text) else text


def _is_letter(name: str) -> bool:
    """Tell whether a row is but the letter that the rows below begin with."""
    return len(name) == 1 and (name.isupper() or name in "#0")


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
    return long and not fullforms.is_full_form(name, text)
