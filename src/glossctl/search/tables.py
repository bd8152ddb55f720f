"""What search reads from an index: its own tables, made when a glossary is compiled, and how to read them back.

An exact look-up touches none of it. Names are kept as sorted blobs by length, because a misspelling is compared with
every name of about its length and a million rows cost 340 ms to load where their text costs 60. Texts are kept as
postings with BM25's share of each already worked out: adding them up takes 3 ms for a description at 147,306 entries
where FTS5 takes 16, and needs no extension of SQLite.
"""

import math
import operator
import sys
from array import array
from collections import Counter, defaultdict
from functools import cached_property, lru_cache

from glossctl.index import ALIAS, EXPANSION, FORM, NAME
from glossctl.search.tokens import stemmed, stems, without_brackets, words
from glossctl.text import fold, inflections, is_inflection

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Literal

    from glossctl.entries import Entry
    from glossctl.index import Index

    Packed = tuple[Any, ...]
    Table = Literal["spelling", "vocabulary"]

SEPARATOR = ";"  # after each alias and each hint
SHORTEST_RESPELLED = 4  # letters: of a shorter word, almost any other is a slip away
_AT_ONCE = 500  # parameters of one query: SQLite may allow but 999
FIELD_WEIGHTS = (2.0, 2.0, 2.0, 1.0, 1.0, 1.0)  # of BM25: name, aliases, expansion, hints, tags, definition

_TABLES = """
CREATE TABLE spelling(length INTEGER PRIMARY KEY, names TEXT, common BLOB);
CREATE TABLE vocabulary(length INTEGER PRIMARY KEY, names TEXT, common BLOB);
CREATE TABLE spelled(spelling TEXT, relation INTEGER, entry INTEGER, PRIMARY KEY(spelling, relation, entry))
  WITHOUT ROWID;
CREATE TABLE stem(stem TEXT PRIMARY KEY, count INTEGER, entries BLOB, parts BLOB);
CREATE TABLE stems(entry INTEGER PRIMARY KEY, fields TEXT);
CREATE TABLE common(entries BLOB);
"""


def names(entry: "Entry") -> "Iterator[tuple[str, int, bool]]":
    """Yield (text, relation, whether it is the whole name) of what an entry may be called; a title is an alias.

    A name with a bracket is three: the whole, the whole without the bracketed part, and that part by itself.
    """
    for text, relation in _written(entry):
        yield text, relation, True
        for part in without_brackets(text):
            yield part, relation, False


def _written(entry: "Entry") -> "Iterator[tuple[str, int]]":
    yield entry.name, NAME
    for text in (*entry.aliases, *entry.titles):
        yield text, ALIAS
    if entry.expansion:
        yield entry.expansion, EXPANSION
    for text in entry.forms:
        yield text, FORM


def begin(connection: "sqlite3.Connection") -> None:
    """Make the empty tables that search reads."""
    connection.executescript(_TABLES)


class Gathering:
    """What some entries say to a search, gathered by whoever reads them: the greater part of the work."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.called: list[str] = []  # the name of each entry
        self.spelled: list[tuple[str, int, int]] = []
        self.numbers: list[int] = []  # of the entries, in the order in which they went by
        self.words: list[str] = []  # of each definition, each once
        self.lengths: list[int] = []  # of each definition, in stems
        self.found: defaultdict[str, list[float]] = defaultdict(list)  # by stem: entry, weight, entry, weight...

    def add(self, number: int, entry: "Entry") -> tuple[int, str]:
        """Take in one entry; return its row of stems. Cost: 25 µs."""
        self.numbers.append(number)
        name = words(entry.name)
        others: list[str] = []  # words of aliases and titles, each with a separator after it
        expansion: list[str] = []
        for text, relation, whole in names(entry):
            spelled = words(text)
            self._call(" ".join(spelled), relation, number, whole and text)
            if whole and relation == ALIAS:
                others += spelled
                others.append(SEPARATOR)
            elif whole and relation == EXPANSION:
                expansion = spelled
        self.called.append(" ".join(name))
        defined = words("\n".join((entry.definition, *entry.mottos)) if entry.mottos else entry.definition)
        self.words += set(defined)
        hints = [one for text in entry.hints for one in (*words(text), SEPARATOR)]
        tags = [one for text in entry.tags for one in _tag_stems(text)]
        written = name, others, expansion, hints, tags, stemmed(defined)
        fields = *(stemmed(field, stop=False) for field in written[:3]), stemmed(hints), *written[4:]
        weights: dict[str, float] = {}
        for weight, field in zip(FIELD_WEIGHTS, fields, strict=True):
            for one in field:
                weights[one] = weights.get(one, 0.0) + weight
        weights.pop(SEPARATOR, None)
        for one, weight in weights.items():
            self.found[one] += (number, weight)
        self.lengths.append(len(fields[-1]))
        return number, "\n".join(map(" ".join, written))

    def _call(self, name: str, relation: int, number: int, whole: "str | Literal[False]") -> None:
        """Take in a spelling of an entry's name; ``whole`` is the name as it is written, or False for a part of it."""
        if name:
            self.names.add(name)
            if not whole or name != fold(whole):  # else the core's own table of keys has it
                self.spelled.append((name, relation, number))

    def packed(self) -> "Packed":
        """Return what was gathered as few values, quick to send from one process to another."""
        ids, weights, counts = array("I"), array("f"), array("I")
        for found in self.found.values():
            ids.extend(found[::2])  # type: ignore[arg-type]  # every other one is an int
            weights.extend(found[1::2])
            counts.append(len(found) // 2)
        lists = (self.names, self.called, self.spelled, dict(Counter(self.words)), list(self.found))
        arrays = (array("I", self.numbers), array("I", self.lengths), counts, ids, weights)
        return *lists, *(one.tobytes() for one in arrays)


class Gathered:
    """What all entries say to a search, taken in in parts, in any order. Cost: ``take`` 4 µs an entry, ``write`` 6."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.called: list[str] = []
        self.spelled: list[tuple[str, int, int]] = []
        self.numbers = array("I")
        self.words: dict[str, int] = {}  # in how many definitions a word stands as it is
        self.lengths = array("I")
        self._entries: dict[str, array[int]] = {}  # by stem: where it stands
        self._weights: dict[str, array[float]] = {}  # by stem: how often, times the weight of the field

    def take(self, packed: "Packed") -> None:
        """Take in what was gathered of some entries."""
        found, called, spelled, words, order, *packs = packed
        self.names |= found
        self.called += called
        self.spelled += spelled
        known = self.words.get
        for word, count in words.items():
            self.words[word] = known(word, 0) + count
        numbers, lengths, counts, ids, weights = map(_unpacked, "IIIIf", packs)
        self.numbers.extend(numbers)
        self.lengths.extend(lengths)
        start = 0
        for one, count in zip(order, counts, strict=True):
            end = start + count
            if one in self._entries:
                self._entries[one].extend(ids[start:end])
                self._weights[one].extend(weights[start:end])
            else:
                self._entries[one], self._weights[one] = ids[start:end], weights[start:end]
            start = end

    def write(self, connection: "sqlite3.Connection") -> None:
        """Write all that was gathered, but for the rows of stems, into the tables."""
        connection.executemany("INSERT OR IGNORE INTO spelled VALUES (?, ?, ?)", self.spelled)
        connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", self.spellings(self.names))
        connection.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", self.spellings(self.vocabulary()))
        connection.executemany("INSERT INTO stem VALUES (?, ?, ?, ?)", self.postings())
        common = bytearray(len(self.numbers))
        for number, value in zip(self.numbers, self.common(self.called), strict=True):
            common[number] = value
        connection.execute("INSERT INTO common VALUES (?)", (bytes(common),))
        meta = (("search_entries", len(self.numbers)), ("search_length", self.average()))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", ((name, str(value)) for name, value in meta))

    def common(self, called: "Iterable[str]") -> bytes:
        """Return for each name how common it is in definitions, 0 to 255.

        That is the logarithm of how many hold it over that of all, so that the size of the glossary cancels out.
        """
        most = math.log1p(max(len(self.lengths), 9))
        return bytes(min(255, round(255 * math.log1p(self.words.get(name, 0)) / most)) for name in called)

    def average(self) -> float:
        """Return the mean length of a definition, in stems."""
        return sum(self.lengths) / max(len(self.lengths), 1) or 1.0

    def vocabulary(self) -> set[str]:
        """Return the words of names and definitions that a slip may have been made in."""
        words = {word for name in self.names for word in name.split()}.union(self.words)
        return {word for word in words if len(word) >= SHORTEST_RESPELLED}

    def spellings(self, names: "Iterable[str]") -> "Iterator[tuple[int, str, bytes]]":
        """Yield (length, the names of that length, how common each is as a byte), shortest first."""
        by_length: dict[int, list[str]] = {}
        for name in names:
            by_length.setdefault(len(name), []).append(name)
        for length, found in sorted(by_length.items()):
            found.sort()
            yield length, "\n".join(found), self.common(found)

    def postings(self) -> "Iterator[tuple[str, int, bytes, bytes]]":
        """Yield (stem, how many entries have it, their ids, what it says of each as a byte), by stem."""
        lengths = array("I", bytes(4 * len(self.lengths)))
        for number, length in zip(self.numbers, self.lengths, strict=True):
            lengths[number] = length
        shares: dict[float, _Shares] = {}
        for one in sorted(self._entries):
            entries, weights = self._in_order(one)
            for weight in set(weights) - shares.keys():
                shares[weight] = _Shares(weight, self.average())
            parts = bytes([shares[weight][lengths[number]] for number, weight in zip(entries, weights, strict=True)])
            if sys.byteorder == "big":
                entries.byteswap()
            yield one, len(entries), entries.tobytes(), parts

    def _in_order(self, stem: str) -> "tuple[array[int], array[float]]":
        """Return the entries that have a stem, by id, with their weights; roles may have gone by before terms."""
        entries, weights = self._entries[stem], self._weights[stem]
        if self._ascending:
            return entries, weights
        pairs = sorted(zip(entries, weights, strict=True))
        return array("I", [entry for entry, _ in pairs]), array("f", [weight for _, weight in pairs])

    @cached_property
    def _ascending(self) -> bool:
        return all(map(operator.lt, self.numbers, self.numbers[1:]))


class _Shares(dict[int, int]):
    """What a stem of some weight says of an entry, 0 to 255, by the entry's length, as lengths turn up."""

    def __init__(self, weight: float, average: float) -> None:
        self.weight = weight
        self.average = average

    def __missing__(self, length: int) -> int:
        self[length] = round(255 * self.weight / (self.weight + length_norm(length, self.average)))
        return self[length]


@lru_cache(1 << 12)
def _tag_stems(tag: str) -> tuple[str, ...]:
    return tuple(stems(tag, stop=False))


def _unpacked(kind: str, pack: bytes) -> "array[Any]":
    unpacked = array(kind)
    unpacked.frombytes(pack)
    return unpacked


def length_norm(length: int, average: float) -> float:
    """Return BM25's k1 * (1 - b + b * length / average), with k1 .8 and b .75."""
    return 0.8 * (0.25 + 0.75 * length / average)


class Searchable:
    """The search tables of one open index. What was read is kept, so that the next query of a batch is faster."""

    def __init__(self, index: "Index") -> None:
        self._rows = index.rows
        self._index = index
        self._spellings: dict[tuple[Table, int], tuple[list[str], bytes]] = {}
        self._counts: dict[str, int] = {}
        meta = index.meta("search_entries", "search_length", "term")
        self.entries = int(meta["search_entries"])
        self.length = float(meta["search_length"])
        self.terms = int(meta["term"])  # the ids from here on are those of roles and audiences

    def spellings(self, length: int, table: "Table" = "spelling") -> tuple[list[str], bytes]:
        """Return the names (or the words of the vocabulary) of this length, sorted, and for each how common it is."""
        if (table, length) not in self._spellings:
            rows = self._rows(f"SELECT names, common FROM {table} WHERE length = ?", (length,))  # noqa: S608 — of two
            self._spellings[table, length] = (rows[0][0].split("\n"), rows[0][1]) if rows else ([], b"")
        return self._spellings[table, length]

    def longest(self, table: "Table" = "spelling") -> int:
        """Return the length of the longest name (or word of the vocabulary); 0 where there is none."""
        return self._rows(f"SELECT max(length) FROM {table}")[0][0] or 0  # noqa: S608 — of two

    def named(self, name: str) -> "list[tuple[int, int]]":
        """Return (relation, entry id) of the entries with this spelling, best relation first."""
        return self._rows(
            "SELECT relation, entry FROM key WHERE key = ? UNION SELECT relation, entry FROM spelled WHERE spelling = ?"
            " ORDER BY relation, entry",
            (name, name),
        )

    def written(self, text: str, numbers: "Sequence[int]") -> list[int]:
        """Return those of the entries that have exactly ``text`` as a name, alias, title, form or expansion."""
        return [
            number
            for number, entry in zip(numbers, self._index.entries(numbers), strict=True)
            if text in entry.called()
        ]

    def inflects(self, query: str, number: int) -> bool:
        """Tell whether the query may be an inflection of what the entry is called."""
        (entry,) = self._index.entries([number])
        forms = inflections(fold(query))
        return any(is_inflection(query, text) for text in entry.called() if fold(text) in forms)

    def beginning(self, start: str, limit: int) -> list[str]:
        """Return up to ``limit`` spellings that begin with ``start``, shortest first."""
        rows = self._rows(
            "SELECT key FROM (SELECT key FROM key WHERE key > ? AND key < ? UNION SELECT spelling FROM spelled"
            " WHERE spelling > ? AND spelling < ?) ORDER BY length(key), key LIMIT ?",
            (start, start + "\U0010ffff") * 2 + (limit,),
        )
        return [name for (name,) in rows]

    @cached_property
    def common(self) -> bytes:
        """How common the name of each entry is in the definitions of all, 0 to 255, by id."""
        common: bytes = self._rows("SELECT entries FROM common")[0][0]
        return common

    def entries_with(self, stem: str) -> int:
        """Return how many entries have the stem in any field."""
        if stem not in self._counts:
            rows = self._rows("SELECT count FROM stem WHERE stem = ?", (stem,))
            self._counts[stem] = rows[0][0] if rows else 0
        return self._counts[stem]

    def count(self, stems: "Iterable[str]") -> None:
        """Look up how many entries have each of many stems, in one query for some hundreds."""
        new = [stem for stem in stems if stem not in self._counts]
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._rows(f"SELECT stem, count FROM stem WHERE stem IN ({marks})", tuple(some))  # noqa: S608 — question marks
            counts: dict[str, int] = dict(rows)
            self._counts.update((stem, counts.get(stem, 0)) for stem in some)

    def stems_beginning(self, start: str, limit: int) -> list[str]:
        """Return up to ``limit`` stems longer than ``start`` that begin with it, those of most entries first."""
        rows = self._rows(
            "SELECT stem FROM stem WHERE stem > ? AND stem < ? ORDER BY count DESC, stem LIMIT ?",
            (start, start + "\U0010ffff", limit),
        )
        return [stem for (stem,) in rows]

    def postings(self, stem: str) -> "tuple[array[int], bytes]":
        """Return the ids of the entries that have the stem, and for each, of 255, how much it says of the entry."""
        ids = array("I")
        rows = self._rows("SELECT entries, parts FROM stem WHERE stem = ?", (stem,))
        if not rows:
            return ids, b""
        ids.frombytes(rows[0][0])
        if sys.byteorder == "big":
            ids.byteswap()
        return ids, rows[0][1]

    def fields(self, number: int) -> "list[str]":
        """Return the stems of an entry, one string for each field: name, aliases with ";" after each, ..."""
        fields: str = self._rows("SELECT fields FROM stems WHERE entry = ?", (number,))[0][0]
        return fields.split("\n")


def searchable(index: "Index") -> Searchable:
    """Return the search tables of an open index, the same object each time."""
    if not isinstance(index.searched, Searchable):
        index.searched = Searchable(index)
    return index.searched
