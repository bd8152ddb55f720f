"""Reading the compiled index: one SQLite file for each glossary file. ``storage`` stores the files.

The index is only a copy. Whatever is wrong with it (missing, stale, torn, another user's, of another version, on a full
or read-only disk), it is rebuilt, in memory if it can't be stored, and the answers are the same.
"""

import os
from _thread import RLock  # threading's own, without its import

from glossctl.entries import FIELDS, KINDS, Avoid, CheckSettings, Entry, Header, Link
from glossctl.errors import GlossctlError
from glossctl.index import storage
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
        import _sqlite3 as sqlite3  # the same functions without the date adapters, which take 1.5 ms to load
    except ImportError:  # not CPython, or built differently
        import sqlite3

NAME, ALIAS, EXPANSION, FORM = range(4)  # how a key is related to its entry, best first
RELATIONS = (NAME, ALIAS, EXPANSION)
AVOIDED, BEGINS = 4, 5  # of phrases only: a word to avoid; the first word of longer phrases

UNIT, RECORD = "\x1f", "\x1e"  # ASCII's separators store lists: importing json costs 5 ms
_ENTRIES_AT_ONCE = 1000
_PHRASES_AT_ONCE = 500
_TAGGED_ENTRIES = 50_000  # whose tags are read

_STORED = tuple(field for field in FIELDS if field.name not in ("language", "glossary"))  # these are the header's
COLUMNS = ",".join(f'"{field.name}"' for field in _STORED)

# SQLite is thread-safe, Python's cached statements are not. One lock for all, held across a fork: a thread inside
# SQLite at that moment would leave the child with mutexes that nobody ever releases.
_LOCK = RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)


class Index:
    """One glossary file, compiled and open for reading.

    Reads go through ``rows``, which rebuilds the index in memory if the file turns out to be damaged, and reopens it in
    a child process: SQLite connections must not cross a fork.
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
        self.searched: object | None = None  # the search tables that ``searchable`` caches until the index closes

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
        """Reconnect in this process."""
        _INHERITED.append(self._connection)  # not closed: it is still the parent's
        self._connection = self._reopen() if self._reopen else self._connection
        self._process = os.getpid()

    def _build_anew(self) -> None:
        """Compile the glossary again, in memory. Reraises the current error if that was done already."""
        if self._rebuild is None:
            raise
        connection = self._rebuild()
        self._connection.close()
        self._connection, self._reopen, self._rebuild = connection, self._rebuild, None

    @property
    def header(self) -> Header:
        """The glossary's header."""
        if self._header is None:
            meta = self.meta("name", "title", "language", "tags", "see_also", "check", "translates")
            links = (Link(*part.split(UNIT)) for part in _split(meta["see_also"], RECORD))
            known, exclude, select, ignore, baseline = meta["check"].split(RECORD)
            check = CheckSettings(_split(known), _split(exclude), _split(select), _split(ignore), baseline)
            fields = (meta["name"], meta["title"], meta["language"], tuple(links), _split(meta["tags"]))
            self._header = Header(*fields, meta["translates"], check)
        return self._header

    def meta(self, *names: str) -> "dict[str, str]":
        """Return the texts stored under these names. If any is missing, rebuilds the index."""
        statement = f"SELECT name, value FROM meta WHERE name IN ({', '.join('?' * len(names))})"  # noqa: S608 — only ?
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
        """Return (relation, entry number) of each entry with this key, best relation first, then file order."""
        return self.rows("SELECT relation, entry FROM key WHERE key = ? ORDER BY relation, entry", (key,))

    def phrases(self, leads: "Sequence[str]") -> "list[tuple[str, str, int, int]]":
        """Return (lead, phrase, relation, entry number) of the phrases for documents that begin with these leads.

        A lead is the first one or two words of a phrase; words to avoid also have the empty lead. The first word of
        longer phrases has a row of its own, without a phrase. Cost: about a microsecond a lead.
        """
        rows: list[tuple[str, str, int, int]] = []
        for first in range(0, len(leads), _PHRASES_AT_ONCE):
            batch = leads[first : first + _PHRASES_AT_ONCE]
            placeholders = ",".join("?" * len(batch))
            statement = f"SELECT lead, phrase, relation, entry FROM phrase WHERE lead IN ({placeholders})"  # noqa: S608 — only ?
            rows += self.rows(statement, batch)
        return rows

    def named(self, id_: str) -> int | None:
        """Return the number of the entry with this id (see ``slugs.ids``); None if none or several have it."""
        short = self.rows("SELECT entry FROM concept WHERE id = ? AND is_full = 0", (id_,))
        rows = short or self.rows("SELECT entry FROM concept WHERE id = ? AND is_full = 1", (id_,))
        return rows[0][0] if len(rows) == 1 else None

    def id_of(self, number: int) -> str:
        """Return the id that ``named`` maps to this number; "" if there is none."""
        rows = self.rows("SELECT id FROM concept WHERE entry = ? ORDER BY is_full", (number,))
        return next((id_ for (id_,) in rows if self.named(id_) == number), "")

    def entries(self, numbers: "Iterable[int]") -> "list[Entry]":
        """Return the entries with these numbers, in the order of the numbers."""
        header = self.header
        statement = f"SELECT {COLUMNS} FROM entry WHERE number = ?"  # noqa: S608 — a constant of this module
        return [_entry(row, header) for number in numbers for row in self.rows(statement, (number,))]

    def all(self, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield every entry, or those of one kind, in file order."""
        header = self.header
        counts = self._counts()
        start = sum(counts[earlier] for earlier in KINDS[: KINDS.index(kind)]) if kind else 0
        end = start + counts[kind] if kind else sum(counts.values())
        statement = f"SELECT {COLUMNS} FROM entry WHERE number >= ? AND number < ? ORDER BY number"  # noqa: S608 — constant
        for first in range(start, end, _ENTRIES_AT_ONCE):
            for row in self.rows(statement, (first, min(first + _ENTRIES_AT_ONCE, end))):
                yield _entry(row, header)

    def completions(
        self, prefix: str, limit: int, relations: "Sequence[int]" = RELATIONS, acronyms: bool = False
    ) -> "list[Completion]":
        """Return (text, name, definition) of the entries with a key of these relations that begins with ``prefix``.

        The text is the name, alias, job title or full form with that prefix, the best one of each entry; entries are
        ordered by key. ``acronyms`` leaves out entries without a full form.
        """
        placeholders = ",".join("?" * len(relations))
        statement = (
            "SELECT key.entry, key.key, key.relation, name, definition, aliases, titles, expansion"  # noqa: S608 — only ?
            " FROM key JOIN entry ON entry.number = key.entry"
            f" WHERE key.key >= ? AND key.key < ? AND key.relation IN ({placeholders})"
            f"{' AND expansion > ?' if acronyms else ''} ORDER BY key.key"
        )
        bounds = (prefix, prefix + "\U0010ffff", *relations, *([""] if acronyms else []))
        rows = self.rows(f"{statement} LIMIT ?", (*bounds, 2 * limit))  # an entry may match by several of its keys
        if len(rows) == 2 * limit:  # include the last row: then a prefix common to the rows is common to all matches
            rows = rows[:limit]
            rows[-1:] = self.rows(f"{statement} DESC LIMIT 1", bounds)
        best: dict[int, Row] = {}
        for row in rows:
            if row[0] not in best or row[2] < best[row[0]][2]:
                best[row[0]] = row
        return [(_matched_text(row), row[3], row[4]) for row in best.values()][:limit]

    def count_completions(self, prefix: str, relations: "Sequence[int]" = RELATIONS) -> int:
        """Return how many entries have a key of these relations that begins with ``prefix``."""
        if not prefix:
            return self.count()
        placeholders = ",".join("?" * len(relations))
        statement = (
            "SELECT count(DISTINCT entry) FROM key"  # noqa: S608 — only ?
            f" WHERE key >= ? AND key < ? AND relation IN ({placeholders})"
        )
        ((number,),) = self.rows(statement, (prefix, prefix + "\U0010ffff", *relations))
        return int(number)

    def beginning(self, prefix: str, limit: int) -> "list[tuple[Entry, int]]":
        """Return up to ``limit`` entries with a key that begins with ``prefix``, and their best relations, by key."""
        statement = "SELECT entry, relation FROM key WHERE key >= ? AND key < ? AND relation <= ? ORDER BY key LIMIT ?"
        best: dict[int, int] = {}
        for number, relation in self.rows(statement, (prefix, prefix + "\U0010ffff", EXPANSION, 2 * limit)):
            best[number] = min(relation, best.get(number, relation))
        matches = list(best.items())[:limit]
        return [(entry, relation) for number, relation in matches for entry in self.entries([number])]

    def number(self, entry: Entry) -> int | None:
        """Return the number of an entry; None if the index doesn't have it."""
        numbers = (number for relation, number in self.senses(fold(entry.name)) if relation == NAME)
        return next((number for number in numbers if self.entries([number]) == [entry]), None)

    def first(self, kind: "Kind") -> int:
        """Return the number of the first entry of a kind; the others follow in file order."""
        counts = self._counts()
        return sum(counts[earlier] for earlier in KINDS[: KINDS.index(kind)])

    def tags(self) -> set[str]:
        """Return the tags of the entries; in a huge glossary, of the first 50,000."""
        rows = self.rows("SELECT DISTINCT tags FROM entry WHERE number < ?", (_TAGGED_ENTRIES,))
        return {tag for (tags,) in rows for tag in _split(tags)}

    def image(self) -> "str | bytes":
        """Return what another process needs to open the index: its path, or its content if it has no file."""
        (_, _, path), *_ = self.rows("PRAGMA database_list")
        with _LOCK:
            return str(path) if path else self._connection.serialize()

    def close(self) -> None:
        """Release the file; later queries raise GlossctlError."""
        with _LOCK:
            self._connection.close()
            self._reopen = self._rebuild = _refuse
            self.searched = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be queried."""
        return self._rebuild is not _refuse


def _matched_text(row: "Row") -> str:
    """Return the text that a row of ``completions`` matched, as its entry spells it."""
    _, key, relation, name, _, aliases, titles, expansion = row
    if relation == NAME:
        return str(name)
    if relation == EXPANSION:
        return str(expansion)
    texts = (*_split(aliases), *_split(titles))
    return next((text for text in texts if fold(text) == key), str(name))


_INHERITED: list[sqlite3.Connection] = []  # from the parent process: closing them after a fork is unsafe


def _refuse() -> sqlite3.Connection:
    raise GlossctlError("this glossary is closed", "load it again")


def _split(text: str, separator: str = UNIT) -> tuple[str, ...]:
    return tuple(text.split(separator)) if text else ()


def _entry(row: "Row", header: Header) -> Entry:
    values = {field.name: _value(field.type, stored) for field, stored in zip(_STORED, row, strict=True)}
    return Entry(language=header.language, glossary=header.name, **values)


def _value(type_: str, stored: "str | None") -> "Any":
    """Return the field's value from its column."""
    if type_ == "list":
        return _split(stored or "")
    if type_ == "avoid":
        return tuple(Avoid(*part.split(UNIT)) for part in _split(stored or "", RECORD))
    return stored


def row(entry: Entry) -> "Row":
    """Return the row of an entry, in the order of ``COLUMNS``."""
    return tuple(_stored(getattr(entry, field.name)) for field in _STORED)


def _stored(value: "Any") -> "str | None":
    if not isinstance(value, tuple):
        return value  # type: ignore[no-any-return]
    if value and isinstance(value[0], Avoid):
        return RECORD.join(UNIT.join((plain(avoid.word), plain(avoid.reason))) for avoid in value)
    return joined(value)


def joined(texts: tuple[str, ...]) -> str:
    """Return texts joined into one, which ``_split`` reverses."""
    return UNIT.join(map(plain, texts)) if texts else ""


def plain(text: str) -> str:
    """Return ``text`` with spaces for the two characters that separate stored lists."""
    return text if text.isprintable() else text.replace(UNIT, " ").replace(RECORD, " ")


def open_index(path: str, folder: str | None, fill: "Fill") -> Index:
    """Return the index of the glossary file ``path``, compiling it if ``folder`` has no fresh one.

    ``fill`` reads the glossary and writes its tables into an empty database. ``folder`` None stores nothing. Errors of
    the glossary are raised; errors of the cache never are.
    """

    def rebuild() -> sqlite3.Connection:
        if file:
            storage.forget(file)
        return _in_memory(fill)

    def opened() -> sqlite3.Connection | None:
        with _LOCK:
            return storage.opened(file) if file else None

    def reopen() -> sqlite3.Connection:
        return opened() or _in_memory(fill)

    file = storage.place_of(path, folder) if folder else None
    if file and (connection := opened() or storage.compiled(file, fill)):
        return Index(connection, reopen, rebuild)
    return Index(_in_memory(fill), reopen)


def _in_memory(fill: "Fill") -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=storage.Connection)
    try:
        fill(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_image(image: "str | bytes") -> Index:
    """Open an index from ``Index.image``. Raises GlossctlError if its file is gone or broken."""
    if isinstance(image, str):
        connection = storage.connected(image)
        if connection is None:
            raise GlossctlError(f"the index {image} can't be read", "run it again")
        return Index(connection)
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=storage.Connection)
    connection.deserialize(image)
    return Index(connection)


def index_size(path: str, folder: str | None) -> int | None:
    """Return the size in bytes of the fresh index of a glossary file; None if there is none."""
    file = storage.place_of(path, folder) if folder else None
    return storage.size(file) if file else None
