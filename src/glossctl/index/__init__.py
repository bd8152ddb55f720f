"""The compiled index: one SQLite file for each glossary file, opened and read. Where it is kept is ``kept``'s.

The index is only ever a copy. Whatever is wrong with it (missing, stale, torn, foreign, of another version, on a full
or read-only disk) it is built again, in memory where it can't be kept, and the answer is the same.
"""

import os
from _thread import RLock  # threading's own, without its import

from glossctl.entries import FIELDS, KINDS, Avoid, CheckSettings, Entry, Header, Link
from glossctl.errors import GlossctlError
from glossctl.index import kept
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from glossctl.entries import Kind

    Row = tuple[Any, ...]
    Completion = tuple[str, str, str]  # what is typed, the name of its entry, the definition
    Fill = Callable[[sqlite3.Connection], None]
else:
    try:
        import _sqlite3 as sqlite3  # all that sqlite3 hands out, without its dates, which take 1.5 ms to load
    except ImportError:  # an interpreter that is built in another way
        import sqlite3

NAME, ALIAS, EXPANSION, FORM = range(4)  # how a key is related to its entry, best first
RELATIONS = (NAME, ALIAS, EXPANSION)
AVOIDED, BEGINS = 4, 5  # of a phrase: a word to avoid; the first word of longer phrases

UNIT, RECORD = "\x1f", "\x1e"  # ASCII's own separators hold lists: json costs 5 ms to import
_READ_AT_ONCE = 1000
_PHRASES_AT_ONCE = 500
_TAGGED_ENTRIES = 50_000

_STORED = tuple(field for field in FIELDS if field.name not in ("language", "glossary"))  # these are the header's
COLUMNS = ",".join(f'"{field.name}"' for field in _STORED)


# SQLite is safe among threads, Python's kept statements are not. One lock for all, held across a fork: a thread inside
# SQLite at that moment would leave a child with mutexes that nobody ever gives back.
_LOCK = RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)


class Index:
    """One glossary file, compiled and open for reading.

    Reads go through ``rows``, which builds the index anew, in memory, when the file turns out to be damaged, and opens
    it again in a child process: SQLite must not carry a connection over a fork.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        reopen: "Callable[[], sqlite3.Connection] | None" = None,
        rebuild: "Callable[[], sqlite3.Connection] | None" = None,
    ) -> None:
        self._connection = connection
        self._reopen = reopen
        self._rebuild = rebuild
        self._process = os.getpid()
        self._header: Header | None = None
        self.searched: object | None = None  # what ``searchable`` keeps of its tables, as long as the index is open

    def rows(self, statement: str, parameters: "Sequence[Any]" = ()) -> "list[Row]":
        """Return the rows of an SQL query."""
        if self._process != os.getpid():
            self._renew()
        with _LOCK:
            try:
                return self._connection.execute(statement, parameters).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                self._build_anew()
                return self._connection.execute(statement, parameters).fetchall()

    def _renew(self) -> None:
        """Take a connection of this process's own."""
        _INHERITED.append(self._connection)  # not closed: it is still the parent's
        self._connection = self._reopen() if self._reopen else self._connection
        self._process = os.getpid()

    def _build_anew(self) -> None:
        """Compile the glossary again, in memory. Raises the error at hand where that was done already."""
        if self._rebuild is None:
            raise
        anew = self._rebuild()
        self._connection.close()
        self._connection, self._reopen, self._rebuild = anew, self._rebuild, None

    @property
    def header(self) -> Header:
        """What the glossary says of itself."""
        if self._header is None:
            meta = self.meta("name", "title", "language", "tags", "see_also", "check", "translates")
            links = (Link(*part.split(UNIT)) for part in _split(meta["see_also"], RECORD))
            known, exclude, select, ignore, baseline = meta["check"].split(RECORD)
            check = CheckSettings(_split(known), _split(exclude), _split(select), _split(ignore), baseline)
            said = (meta["name"], meta["title"], meta["language"], tuple(links), _split(meta["tags"]))
            self._header = Header(*said, meta["translates"], check)
        return self._header

    def meta(self, *names: str) -> "dict[str, str]":
        """Return what the index notes under these names, all of them texts; where it doesn't, it is built anew."""
        statement = f"SELECT name, value FROM meta WHERE name IN ({', '.join('?' * len(names))})"  # noqa: S608 — marks
        for _ in range(2):
            meta: dict[str, str] = dict(self.rows(statement, names))
            if meta.keys() == set(names) and all(isinstance(value, str) for value in meta.values()):
                return meta
            with _LOCK:
                if self._rebuild is not None:
                    self._build_anew()
        raise GlossctlError("the compiled index is damaged", "remove it from the cache folder")

    def count(self) -> int:
        """Return how many entries there are."""
        return sum(self._counts().values())

    def _counts(self) -> "dict[str, int]":
        """Return how many entries of each kind there are; they are numbered from 0, in the order of KINDS."""
        return {kind: int(count) for kind, count in self.meta(*KINDS).items()}

    def senses(self, key: str) -> "list[tuple[int, int]]":
        """Return (relation, entry id) for each entry that ``key`` names, best relation first, then file order."""
        return self.rows("SELECT relation, entry FROM key WHERE key = ? ORDER BY relation, entry", (key,))

    def phrases(self, leads: "Sequence[str]") -> "list[tuple[str, str, int, int]]":
        """Return (lead, phrase, relation, entry id) of what is written in documents and begins with these leads.

        A lead is a phrase's one or two first words; words to avoid have the empty lead, too. A word with which longer
        phrases begin has a row of its own, without a phrase. Cost: about a microsecond a lead.
        """
        found: list[tuple[str, str, int, int]] = []
        for first in range(0, len(leads), _PHRASES_AT_ONCE):
            some = leads[first : first + _PHRASES_AT_ONCE]
            marks = ",".join("?" * len(some))
            statement = f"SELECT lead, phrase, relation, entry FROM phrase WHERE lead IN ({marks})"  # noqa: S608 — marks
            found += self.rows(statement, some)
        return found

    def named(self, id_: str) -> int | None:
        """Return the number of the entry with this id, as ``slugs.ids`` gives them; None where none or several have."""
        short = self.rows("SELECT entry FROM concept WHERE id = ? AND is_full = 0", (id_,))
        found = short or self.rows("SELECT entry FROM concept WHERE id = ? AND is_full = 1", (id_,))
        return found[0][0] if len(found) == 1 else None

    def id_of(self, number: int) -> str:
        """Return the id by which the entry of this number is ``named``; "" where there is none."""
        rows = self.rows("SELECT id FROM concept WHERE entry = ? ORDER BY is_full", (number,))
        return next((id_ for (id_,) in rows if self.named(id_) == number), "")

    def entries(self, ids: "Iterable[int]") -> "list[Entry]":
        """Return the entries of these ids, in the order of the ids."""
        header = self.header
        statement = f"SELECT {COLUMNS} FROM entry WHERE number = ?"  # noqa: S608 — a constant of this module
        return [_entry(row, header) for one in ids for row in self.rows(statement, (one,))]

    def all(self, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield every entry, or those of one kind, in file order."""
        header = self.header
        counts = self._counts()
        start = sum(counts[one] for one in KINDS[: KINDS.index(kind)]) if kind else 0
        end = start + counts[kind] if kind else sum(counts.values())
        statement = f"SELECT {COLUMNS} FROM entry WHERE number >= ? AND number < ? ORDER BY number"  # noqa: S608 — constant
        for first in range(start, end, _READ_AT_ONCE):
            for row in self.rows(statement, (first, min(first + _READ_AT_ONCE, end))):
                yield _entry(row, header)

    def completions(
        self, prefix: str, limit: int, relations: "Sequence[int]" = RELATIONS, acronyms: bool = False
    ) -> "list[Completion]":
        """Return (text, name, definition) of the entries with a key of these relations that begins with ``prefix``.

        The text is what begins so, as it is written: a name, an alias, a job title or a full form, the best of an
        entry; entries come in the order of their keys. ``acronyms`` leaves out entries without a full form.
        """
        marks = ",".join("?" * len(relations))
        statement = (
            "SELECT key.entry, key.key, key.relation, name, definition, aliases, titles, expansion"  # noqa: S608 — marks
            " FROM key JOIN entry ON entry.number = key.entry"
            f" WHERE key.key >= ? AND key.key < ? AND key.relation IN ({marks})"
            f"{' AND expansion > ?' if acronyms else ''} ORDER BY key.key"
        )
        bounds = (prefix, prefix + "\U0010ffff", *relations, *([""] if acronyms else []))
        rows = self.rows(f"{statement} LIMIT ?", (*bounds, 2 * limit))  # an entry may be there by several of its keys
        if len(rows) == 2 * limit:  # the last is among them: what all of them begin with is then what every one does
            rows = rows[:limit]
            rows[-1:] = self.rows(f"{statement} DESC LIMIT 1", bounds)
        best: dict[int, Row] = {}
        for row in rows:
            if row[0] not in best or row[2] < best[row[0]][2]:
                best[row[0]] = row
        return [(_written(row), row[3], row[4]) for row in best.values()][:limit]

    def count_completions(self, prefix: str, relations: "Sequence[int]" = RELATIONS) -> int:
        """Return how many entries have a key of these relations that begins with ``prefix``."""
        if not prefix:
            return self.count()
        marks = ",".join("?" * len(relations))
        statement = (
            "SELECT count(DISTINCT entry) FROM key"  # noqa: S608 — marks
            f" WHERE key >= ? AND key < ? AND relation IN ({marks})"
        )
        ((number,),) = self.rows(statement, (prefix, prefix + "\U0010ffff", *relations))
        return int(number)

    def beginning(self, prefix: str, limit: int) -> "list[tuple[Entry, int]]":
        """Return up to ``limit`` entries with a key that begins with ``prefix``, and their relations to it, by key."""
        statement = "SELECT entry, relation FROM key WHERE key >= ? AND key < ? AND relation <= ? ORDER BY key LIMIT ?"
        found: dict[int, int] = {}
        for one, relation in self.rows(statement, (prefix, prefix + "\U0010ffff", EXPANSION, 2 * limit)):
            found[one] = min(relation, found.get(one, relation))
        few = list(found.items())[:limit]
        return [(entry, relation) for one, relation in few for entry in self.entries([one])]

    def number(self, entry: Entry) -> int | None:
        """Return the number of an entry; None where it isn't here."""
        numbers = (number for relation, number in self.senses(fold(entry.name)) if relation == NAME)
        return next((number for number in numbers if self.entries([number]) == [entry]), None)

    def first(self, kind: "Kind") -> int:
        """Return the number of the first entry of a kind; the others follow in file order."""
        counts = self._counts()
        return sum(counts[one] for one in KINDS[: KINDS.index(kind)])

    def tags(self) -> set[str]:
        """Return the tags of the entries; of a huge glossary, of its first ones."""
        rows = self.rows("SELECT DISTINCT tags FROM entry WHERE number < ?", (_TAGGED_ENTRIES,))
        return {tag for (tags,) in rows for tag in _split(tags)}

    def image(self) -> "str | bytes":
        """Return what another process can open the index by: its file, or where none is kept, what it holds."""
        (_, _, place), *_ = self.rows("PRAGMA database_list")
        with _LOCK:
            return str(place) if place else self._connection.serialize()

    def close(self) -> None:
        """Let go of the file; whatever is asked after that is a GlossctlError."""
        with _LOCK:
            self._connection.close()
            self._reopen = self._rebuild = _refuse
            self.searched = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be asked."""
        return self._rebuild is not _refuse


def _written(row: "Row") -> str:
    """Return the text of a row of ``completions`` as its entry has it."""
    _, key, relation, name, _, aliases, titles, expansion = row
    if relation == NAME:
        return str(name)
    if relation == EXPANSION:
        return str(expansion)
    texts = (*_split(aliases), *_split(titles))
    return next((text for text in texts if fold(text) == key), str(name))


_INHERITED: list[sqlite3.Connection] = []  # of the process that forked this one: closing them here would be unsafe


def _refuse() -> sqlite3.Connection:
    raise GlossctlError("this glossary is closed", "load it again")


def _split(text: str, separator: str = UNIT) -> tuple[str, ...]:
    return tuple(text.split(separator)) if text else ()


def _entry(row: "Row", header: Header) -> Entry:
    values = {field.name: _value(field.type, stored) for field, stored in zip(_STORED, row, strict=True)}
    return Entry(language=header.language, glossary=header.name, **values)


def _value(type_: str, stored: "str | None") -> "Any":
    """Return a field's value from what its column holds."""
    if type_ == "list":
        return _split(stored or "")
    if type_ == "avoid":
        return tuple(Avoid(*part.split(UNIT)) for part in _split(stored or "", RECORD))
    return stored


def row(entry: Entry) -> "Row":
    """Return what the columns of ``COLUMNS`` hold of an entry."""
    return tuple(_stored(getattr(entry, field.name)) for field in _STORED)


def _stored(value: "Any") -> "str | None":
    if not isinstance(value, tuple):
        return value  # type: ignore[no-any-return]
    if value and isinstance(value[0], Avoid):
        return RECORD.join(UNIT.join((plain(avoid.word), plain(avoid.reason))) for avoid in value)
    return joined(value)


def joined(texts: tuple[str, ...]) -> str:
    """Return a list of texts as one text that ``_split`` parts again."""
    return UNIT.join(map(plain, texts)) if texts else ""


def plain(text: str) -> str:
    """Return ``text`` without the two characters that part the lists here."""
    return text if text.isprintable() else text.replace(UNIT, " ").replace(RECORD, " ")


def open_index(path: str, folder: str | None, fill: "Fill") -> Index:
    """Return the index of the glossary file ``path``, compiled where none in ``folder`` is fresh.

    ``fill`` reads the glossary and writes its tables into an empty database. ``folder`` None keeps nothing. What is
    wrong with the glossary is raised; what goes wrong with the cache never is.
    """

    def rebuild() -> sqlite3.Connection:
        if place:
            kept.forget(place)
        return _in_memory(fill)

    def opened() -> sqlite3.Connection | None:
        with _LOCK:
            return kept.opened(place) if place else None

    def reopen() -> sqlite3.Connection:
        return opened() or _in_memory(fill)

    place = kept.place_of(path, folder) if folder else None
    if place and (connection := opened() or kept.compiled(place, fill)):
        return Index(connection, reopen, rebuild)
    return Index(_in_memory(fill), reopen)


def _in_memory(fill: "Fill") -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=kept.Connection)
    try:
        fill(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_image(image: "str | bytes") -> Index:
    """Return the index that ``Index.image`` tells of. Raises GlossctlError where its file is gone or broken."""
    if isinstance(image, str):
        connection = kept.connected(image)
        if connection is None:
            raise GlossctlError(f"the index {image} can't be read", "run it again")
        return Index(connection)
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=kept.Connection)
    connection.deserialize(image)
    return Index(connection)


def index_size(path: str, folder: str | None) -> int | None:
    """Return the size in bytes of the fresh index of a glossary file; None where there is none."""
    place = kept.place_of(path, folder) if folder else None
    return kept.size(place) if place else None
