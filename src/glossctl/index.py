"""The compiled index: one SQLite file for each glossary file. Open, read, keep; what fills it is ``compiling``'s.

The index is only ever a copy. Whatever is wrong with it (missing, stale, torn, foreign, of another version, on a full
or read-only disk) it is built again, in memory where it can't be kept, and the answer is the same.

An index file's name holds the folded path and the stamp (modification time, size, inode) of the glossary it was made
from, so a changed glossary looks for another file, and no file is ever replaced by another content: what an open
process reads stays as it was, on Windows too.
"""

import os
import sqlite3
import sys
import time
import zlib
from _thread import allocate_lock  # threading's own, without its import
from stat import S_ISREG

from glossctl.entries import FIELDS, KINDS, Avoid, CheckSettings, Entry, Header, Link
from glossctl.errors import GlossctlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from glossctl.entries import Kind

    Row = tuple[Any, ...]
    Fill = Callable[[sqlite3.Connection], None]

FORMAT = 13  # raise it with every change of the tables or of the folding: older files are then built anew
SUFFIX = ".index"
NAME, ALIAS, EXPANSION, FORM = range(4)  # how a key is related to its entry, best first
AVOIDED, BEGINS = 4, 5  # of a phrase: a word to avoid; the first word of longer phrases

UNIT, RECORD = "\x1f", "\x1e"  # ASCII's own separators hold lists: json costs 5 ms to import
_MAGIC = 0x476C6F73  # "Glos", in SQLite's application_id
_CHECKED_BYTES = 4 << 20  # up to here the checksum of the whole file is read at each opening (1 ms a MB)
_RACY_NS = 2_000_000_000  # a glossary changed this shortly before its index may change again within one clock tick
_READ_AT_ONCE = 1000
_PHRASES_AT_ONCE = 500
_TAGGED_ENTRIES = 50_000
_OLD_TEMPORARY_SECONDS = 3600
_CAP_BYTES = 4 << 30  # of the whole folder; least recently built files go first

_STORED = tuple(field for field in FIELDS if field.name not in ("language", "glossary"))  # these are the header's
COLUMNS = ",".join(f'"{field.name}"' for field in _STORED)


class Index:
    """One glossary file, compiled and open for reading.

    Reads go through ``rows``, which builds the index anew, in memory, when the file turns out to be damaged.
    """

    def __init__(
        self, connection: sqlite3.Connection, rebuild: "Callable[[], sqlite3.Connection] | None" = None
    ) -> None:
        self._connection = connection
        self._rebuild = rebuild
        self._header: Header | None = None
        self.searched: object | None = None  # what ``searchable`` keeps of its tables, as long as the index is open
        self._lock = allocate_lock()  # SQLite is safe among threads, Python's kept statements are not

    def rows(self, statement: str, parameters: "Sequence[Any]" = ()) -> "list[Row]":
        """Return the rows of an SQL query."""
        with self._lock:
            try:
                return self._connection.execute(statement, parameters).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                if self._rebuild is None:
                    raise
                anew = self._rebuild()
                self._connection.close()
                self._connection, self._rebuild = anew, None
                return self._connection.execute(statement, parameters).fetchall()

    @property
    def header(self) -> Header:
        """What the glossary says of itself."""
        if self._header is None:
            meta: dict[str, str] = dict(self.rows("SELECT name, value FROM meta"))
            links = (Link(*part.split(UNIT)) for part in _split(meta["see_also"], RECORD))
            known, exclude, select, ignore, baseline = meta["check"].split(RECORD)
            check = CheckSettings(_split(known), _split(exclude), _split(select), _split(ignore), baseline)
            self._header = Header(
                meta["name"], meta["title"], meta["language"], tuple(links), _split(meta["tags"]), check=check
            )
        return self._header

    def count(self) -> int:
        """Return how many entries there are."""
        return sum(self._counts().values())

    def _counts(self) -> "dict[str, int]":
        """Return how many entries of each kind there are; they are numbered from 0, in the order of KINDS."""
        counts: dict[str, str] = dict(self.rows("SELECT name, value FROM meta WHERE name IN (?, ?, ?)", KINDS))
        return {kind: int(counts[kind]) for kind in KINDS}

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

    def entries(self, ids: "Iterable[int]") -> "list[Entry]":
        """Return the entries of these ids, in the order of the ids."""
        header = self.header
        statement = f"SELECT {COLUMNS} FROM entry WHERE id = ?"  # noqa: S608 — a constant of this module
        return [_entry(row, header) for one in ids for row in self.rows(statement, (one,))]

    def all(self, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield every entry, or those of one kind, in file order."""
        header = self.header
        counts = self._counts()
        start = sum(counts[one] for one in KINDS[: KINDS.index(kind)]) if kind else 0
        end = start + counts[kind] if kind else sum(counts.values())
        statement = f"SELECT {COLUMNS} FROM entry WHERE id >= ? AND id < ? ORDER BY id"  # noqa: S608 — constant
        for first in range(start, end, _READ_AT_ONCE):
            for row in self.rows(statement, (first, min(first + _READ_AT_ONCE, end))):
                yield _entry(row, header)

    def completions(self, prefix: str, limit: int) -> "list[tuple[str, str]]":
        """Return (name, definition) of the entries with a name or alias whose key begins with ``prefix``."""
        statement = (
            "SELECT DISTINCT entry.name, entry.definition FROM key JOIN entry ON entry.id = key.entry"
            " WHERE key.key >= ? AND key.key < ? AND key.relation <= ? ORDER BY key.key"
        )
        bounds = (prefix, prefix + "\U0010ffff", ALIAS)
        found = self.rows(f"{statement} LIMIT ?", (*bounds, limit))
        if len(found) == limit:  # the last is among them: what all of them begin with is then what every one does
            found[-1:] = self.rows(f"{statement} DESC LIMIT 1", bounds)
        return found

    def tags(self) -> set[str]:
        """Return the tags of the entries; of a huge glossary, of its first ones."""
        rows = self.rows("SELECT DISTINCT tags FROM entry WHERE id < ?", (_TAGGED_ENTRIES,))
        return {tag for (tags,) in rows for tag in _split(tags)}

    def image(self) -> "str | bytes":
        """Return what another process can open the index by: its file, or where none is kept, what it holds."""
        (_, _, place), *_ = self.rows("PRAGMA database_list")
        with self._lock:
            return str(place) if place else self._connection.serialize()

    def close(self) -> None:
        """Let go of the file; whatever is asked after that is a GlossctlError."""
        with self._lock:
            self._connection.close()
            self._rebuild = _refuse
            self.searched = None


class _Connection(sqlite3.Connection):
    """A connection that is closed when nobody holds it any more, without the warning that Python 3.13 has for that."""

    def __del__(self) -> None:
        try:
            self.close()
        except sqlite3.ProgrammingError:  # it could not be opened in the first place
            return


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

    def anew() -> sqlite3.Connection:
        _remove(place or "")
        return _in_memory(fill)

    place = _place(path, folder) if folder else None
    if place:
        connection = _connect(place) if _is_fresh(place, path) else None
        connection = connection or _compile(place, path, fill)
        if connection:
            return Index(connection, anew)
    return Index(_in_memory(fill))


def _in_memory(fill: "Fill") -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=_Connection)
    try:
        fill(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_image(image: "str | bytes") -> Index:
    """Return the index that ``Index.image`` tells of. Raises GlossctlError where its file is gone or broken."""
    if isinstance(image, str):
        connection = _connect(image)
        if connection is None:
            raise GlossctlError(f"the index {image} can't be read", "run it again")
        return Index(connection)
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=_Connection)
    connection.deserialize(image)
    return Index(connection)


def index_size(path: str, folder: str | None) -> int | None:
    """Return the size in bytes of the fresh index of a glossary file; None where there is none."""
    place = _place(path, folder) if folder else None
    return os.stat(place).st_size if place and os.path.exists(place) else None


def _prefix(path: str) -> str:
    return f"{zlib.crc32(os.path.abspath(path).encode('utf-8', 'surrogatepass')):08x}-"


def _place(path: str, folder: str) -> str | None:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    if not S_ISREG(stat.st_mode):  # a pipe can be read just once and changes unseen
        return None
    stamp = f"{FORMAT} {stat.st_mtime_ns} {stat.st_size} {stat.st_ino} {os.path.abspath(path)}"
    return os.path.join(folder, f"{_prefix(path)}{zlib.crc32(stamp.encode('utf-8', 'surrogatepass')):08x}{SUFFIX}")


def _is_fresh(place: str, path: str) -> bool:
    """Tell whether the index at ``place`` was surely made from ``path`` as it now is.

    Its name says so already; but a glossary written twice within one tick of the clock has the same stamp both times,
    and so has one whose modification time was set back. So an index that is not clearly younger than the last change of
    its glossary, or of what the disk notes of it, counts only when the glossary's content is the same.
    """
    try:
        made, stat = os.stat(place).st_mtime_ns, os.stat(path)
        changed = max(stat.st_mtime_ns, stat.st_ctime_ns)
        if made > changed + _RACY_NS:
            return True
        with open(path, "rb") as file:
            same = f"{zlib.crc32(file.read()):08x}" == _noted(place, "checksum")
        if same and time.time_ns() > changed + _RACY_NS:
            os.utime(place)
    except OSError:
        return False
    return same


def _noted(place: str, name: str) -> str | None:
    connection = _connect(place)
    if not connection:
        return None
    try:
        rows = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
    return rows[0][0] if rows else None


def _uri(place: str) -> str:
    quoted = place.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if sys.platform == "win32":
        quoted = "/" + quoted.replace("\\", "/")
    return f"file://{quoted}?mode=ro&immutable=1"


def _connect(place: str) -> sqlite3.Connection | None:
    """Return a connection to the index file, or None where it isn't whole."""
    connection = None
    try:
        if not _is_whole(place):
            return None
        connection = sqlite3.connect(_uri(place), uri=True, check_same_thread=False, factory=_Connection)
        connection.execute("SELECT value FROM meta WHERE name = 'name'").fetchone()
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        if connection:
            connection.close()
        return None
    return connection


def _is_whole(place: str) -> bool:
    """Tell whether magic number, size and, in a small file, checksum are those that ``_seal`` wrote."""
    if not S_ISREG(os.stat(place).st_mode):  # opening a named pipe would wait for a writer
        return False
    with open(place, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(100)
        if len(head) < 100 or not head.startswith(b"SQLite format 3\0") or _number(head, 68) != _MAGIC:
            return False
        page = int.from_bytes(head[16:18], "big")
        if size != (65536 if page == 1 else page) * _number(head, 28):
            return False
        if size > _CHECKED_BYTES:
            return True
        return _checksum(head + file.read()) == _number(head, 60)


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")


def _checksum(content: bytes) -> int:
    return zlib.crc32(content[64:], zlib.crc32(content[:60]))


def _compile(place: str, path: str, fill: "Fill") -> sqlite3.Connection | None:
    """Build the index into a file of its own, move it to ``place``, and return a connection; None if it can't be."""
    folder = os.path.dirname(place)
    temporary = f"{place}.{os.getpid()}.{time.time_ns():x}.tmp"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _write(temporary, fill)
        if _place(path, folder) != place:  # the glossary changed while it was read: good for now, not worth keeping
            os.unlink(temporary)
            return None
        os.replace(temporary, place)
        _sync_folder(folder)
        _sweep(folder, place, _prefix(path))
    except (OSError, sqlite3.Error):
        _remove(temporary)
        return None
    except BaseException:
        _remove(temporary)
        raise
    return _connect(place)


def _write(temporary: str, fill: "Fill") -> None:
    connection = sqlite3.connect(temporary)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {_MAGIC}")
        fill(connection)
    finally:
        connection.close()
    _seal(temporary)


def _seal(temporary: str) -> None:
    """Write the checksum of a finished file into its user_version field, and the file to the disk."""
    with open(temporary, "r+b") as file:
        if os.fstat(file.fileno()).st_size <= _CHECKED_BYTES:
            checksum = _checksum(file.read())
            file.seek(60)
            file.write(checksum.to_bytes(4, "big"))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    if sys.platform == "win32":  # a folder can't be opened there; the file system journals the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: str, kept: str, prefix: str) -> None:
    """Remove older indexes of the same glossary, forgotten temporaries, and what is over the folder's cap."""
    found = []
    now = time.time()
    with os.scandir(folder) as files:
        for file in files:
            if file.path == kept or SUFFIX not in file.name:
                continue
            stat = file.stat(follow_symlinks=False)
            temporary = file.name.endswith(".tmp")
            if now - stat.st_mtime > _OLD_TEMPORARY_SECONDS if temporary else file.name.startswith(prefix):
                _remove(file.path)
            elif not temporary:
                found.append((stat.st_mtime, stat.st_size, file.path))
    total = os.stat(kept).st_size
    for _, size, path in sorted(found, reverse=True):
        total += size
        if total > _CAP_BYTES:
            _remove(path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
