"""Storing compiled indexes: which file belongs to a glossary, whether it can be trusted, how it is written.

An index is trusted only if it is the user's own, complete, in this program's format, and made from the glossary as it
is now. That takes the owner and permissions of folder and file, checksum, path, stamp and, where the clock is too
coarse, a digest of the content. Any other index is compiled again.
"""

import os
import sys
import time
import zlib
from stat import S_ISDIR, S_ISREG

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Fill = Callable[[sqlite3.Connection], None]
else:
    try:
        import _sqlite3 as sqlite3  # the same functions without the date adapters, which take 1.5 ms to load
    except ImportError:  # not CPython, or built differently
        import sqlite3

FORMAT = 15  # raise it with every change of the tables or of folding, so that older files are rebuilt
SUFFIX = ".index"
_SEAL = ".seal"
_MAGIC = 0x476C6F73  # "Glos", in SQLite's application_id
_SMALL_BYTES = 4 << 20  # smaller files are checksummed each time they are opened (1 ms a MB)
_CHUNK = 1 << 16  # bigger ones need fresh memory each time, which takes three times as long
_RACY_NS = 2_000_000_000  # a glossary changed this shortly before its index may change again within one clock tick
_OLD_TEMPORARY_SECONDS = 3600
_CAP_BYTES = 4 << 30  # of the whole folder; the least recently built files go first
_OTHERS_WRITE = 0o022


class Connection(sqlite3.Connection):
    """A connection that closes when it is garbage-collected, without the warning of Python 3.13."""

    def __del__(self) -> None:
        try:
            self.close()
        except sqlite3.ProgrammingError:  # it was never opened, or belongs to another thread
            return


class IndexFile:
    """The file in ``folder`` that holds the index of one state of a glossary file."""

    __slots__ = ("folder", "glossary", "path", "stamp")

    def __init__(self, glossary: str, folder: str, stamp: str) -> None:
        self.glossary = glossary
        self.folder = folder
        self.stamp = stamp
        self.path = os.path.join(folder, f"{_prefix(glossary)}{_short(stamp)}{SUFFIX}")


def place_of(glossary: str, folder: str) -> IndexFile | None:
    """Return the index file for the current state of a glossary file; None if none can be stored.

    A changed glossary gets another index file, so no file ever changes while someone reads it.
    """
    try:
        stat = os.stat(glossary)
    except OSError:
        return None
    if not S_ISREG(stat.st_mode):  # a pipe can be read only once, and nothing shows that it changed
        return None
    changed = f"{stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_size} {stat.st_ino}"
    path = os.path.abspath(glossary).encode("utf-8", "backslashreplace").decode()  # SQLite rejects lone surrogates
    return IndexFile(glossary, folder, f"{FORMAT} {changed} {path}")


def _prefix(glossary: str) -> str:
    return f"{_short(os.path.abspath(glossary))}-"


def _short(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def digest(content: bytes) -> str:
    """Return the SHA-256 of a glossary file's content, in hexadecimal."""
    from hashlib import sha256  # 2 ms, where a glossary is read anyway

    return sha256(content).hexdigest()


def opened(place: IndexFile) -> sqlite3.Connection | None:
    """Return a connection to the index at ``place``; None if there is none that can be trusted."""
    connection = connected(place.path)
    if connection is None:
        return None
    try:
        if _is_of(connection, place):
            return connection
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        pass
    connection.close()
    return None


def connected(path: str) -> sqlite3.Connection | None:
    """Return a connection to an index file, whatever it was made from; None if it isn't ours or isn't complete."""
    try:
        if not _is_ours(os.path.dirname(path)) or not _is_whole(path):
            return None
        connection = sqlite3.connect(_uri(path), uri=True, check_same_thread=False, factory=Connection)
        connection.execute("PRAGMA trusted_schema = OFF")
    except (OSError, sqlite3.Error):
        return None
    return connection


def _uri(path: str) -> str:
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if sys.platform == "win32":
        quoted = "/" + quoted.replace("\\", "/")
    return f"file://{quoted}?mode=ro&immutable=1"


def _is_ours(folder: str) -> bool:
    """Tell whether nobody else can put files into ``folder`` or replace it with a link."""
    if not hasattr(os, "geteuid"):
        return os.path.isdir(folder)
    stat = os.stat(folder)
    owners = {stat.st_uid, os.lstat(folder).st_uid}
    return S_ISDIR(stat.st_mode) and owners == {os.geteuid()} and not stat.st_mode & _OTHERS_WRITE


def _is_of(connection: sqlite3.Connection, place: IndexFile) -> bool:
    """Tell whether an index holds only plain tables and was made from the current state of its glossary.

    A glossary written twice within one clock tick has the same stamp both times. So an index that is not clearly newer
    than the last change of its glossary is trusted only if the digest of the content matches.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchone():
        return False
    meta = dict(connection.execute("SELECT name, value FROM meta WHERE name IN ('stamp', 'digest')").fetchall())
    if meta.get("stamp") != place.stamp:
        return False
    made, stat = os.stat(place.path).st_mtime_ns, os.stat(place.glossary)
    changed = max(stat.st_mtime_ns, stat.st_ctime_ns)
    if made > changed + _RACY_NS:
        return True
    with open(place.glossary, "rb") as file:
        is_same = digest(file.read()) == meta.get("digest")
    if is_same and time.time_ns() > changed + _RACY_NS:
        os.utime(place.path)
    return is_same


def _is_whole(path: str) -> bool:
    """Tell whether a file is ours and has the magic number, size and checksum that ``_seal`` wrote."""
    stat = os.lstat(path)
    if not S_ISREG(stat.st_mode):  # a link, or a named pipe, which would block until someone writes to it
        return False
    if hasattr(os, "geteuid") and (stat.st_uid != os.geteuid() or stat.st_mode & _OTHERS_WRITE):
        return False
    with open(path, "rb") as file:
        head = file.read(100)
        if len(head) < 100 or not head.startswith(b"SQLite format 3\0") or _number(head, 68) != _MAGIC:
            return False
        page = int.from_bytes(head[16:18], "big")
        if stat.st_size != (65536 if page == 1 else page) * _number(head, 28):
            return False
        if stat.st_size > _SMALL_BYTES and _sealed_state(path) == _state(stat):
            return True
        checksum = zlib.crc32(head[64:], zlib.crc32(head[:60]))
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    if checksum != _number(head, 60):
        return False
    if stat.st_size > _SMALL_BYTES:
        _note_state(path)
    return True


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")


def _state(stat: os.stat_result) -> str:
    return f"{stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_size} {stat.st_ino}"


def _sealed_state(path: str) -> str:
    """Return the state in which a big index was last verified; writing to it changes its times."""
    try:
        with open(path + _SEAL, encoding="ascii") as file:
            return file.read(200)
    except (OSError, UnicodeDecodeError):
        return ""


def _note_state(path: str) -> None:
    seal = path + _SEAL
    try:
        _remove(seal)
        with open(_created(seal), "w", encoding="ascii") as file:
            file.write(_state(os.lstat(path)))
    except OSError:  # then it is verified again next time
        return


def _created(path: str) -> int:
    """Create a new file that nobody else can read, and return its descriptor."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)


def compiled(place: IndexFile, fill: "Fill") -> sqlite3.Connection | None:
    """Build the index in a temporary file, move it into place and return a connection; None if that fails."""
    temporary = f"{place.path}.{os.getpid()}.{time.time_ns():x}.tmp"
    try:
        _prepare(place.folder)
        os.close(_created(temporary))
        _write(temporary, place, fill)
        now = place_of(place.glossary, place.folder)
        if now is None or now.stamp != place.stamp:  # the glossary changed while it was read: don't store this
            os.unlink(temporary)
            return None
        os.replace(temporary, place.path)
        _sync_folder(place.folder)
        if os.lstat(place.path).st_size > _SMALL_BYTES:
            _note_state(place.path)
        _sweep(place.folder, place.path, _prefix(place.glossary))
    except (OSError, sqlite3.Error):
        _remove(temporary)
        return None
    except BaseException:
        _remove(temporary)
        raise
    return opened(place)


def _prepare(folder: str) -> None:
    """Create the folder for this user alone. Raises PermissionError if it is somebody else's."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if hasattr(os, "geteuid") and os.stat(folder).st_uid == os.geteuid() and os.stat(folder).st_mode & 0o077:
        os.chmod(folder, 0o700)
    if not _is_ours(folder):
        raise PermissionError(folder)


def _write(temporary: str, place: IndexFile, fill: "Fill") -> None:
    connection = sqlite3.connect(temporary)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {_MAGIC}")
        fill(connection)
        connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (place.stamp,))
        connection.commit()
    finally:
        connection.close()
    _seal(temporary)


def _seal(temporary: str) -> None:
    """Write the checksum of a finished file into its user_version field, and sync it to disk."""
    with open(os.open(temporary, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)), "r+b") as file:
        head = file.read(64)
        checksum = zlib.crc32(head[:60])
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
        file.seek(60)
        file.write(checksum.to_bytes(4, "big"))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    if sys.platform == "win32":  # folders can't be opened there, and the file system journals renames
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: str, current: str, prefix: str) -> None:
    """Remove older indexes of the same glossary, orphaned temporary files, and whatever exceeds the folder's cap."""
    others = []
    with os.scandir(folder) as files:
        for file in files:
            if file.path in (current, current + _SEAL) or SUFFIX not in file.name:
                continue
            stat = file.stat(follow_symlinks=False)
            if file.name.endswith(".tmp"):
                if _is_orphaned(file.name, stat.st_mtime):
                    _remove(file.path)
            elif file.name.startswith(prefix) or (file.name.endswith(_SEAL) and not _has_index(file.path)):
                _remove(file.path)
            else:
                others.append((stat.st_mtime, stat.st_size, file.path))
    total = os.stat(current).st_size
    for _, size, path in sorted(others, reverse=True):
        total += size
        if total > _CAP_BYTES:
            _remove(path)


def _has_index(seal: str) -> bool:
    return os.path.lexists(seal.removesuffix(_SEAL))


def _is_orphaned(name: str, written: float) -> bool:
    """Tell whether the writer of a temporary file is gone: no such process, or no write for an hour."""
    if time.time() - written > _OLD_TEMPORARY_SECONDS:
        return True
    pid = name.split(".")[-3]
    if sys.platform == "win32" or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def size(place: IndexFile) -> int | None:
    """Return the size in bytes of the index at ``place``; None if there is none."""
    return os.stat(place.path).st_size if os.path.exists(place.path) else None


def forget(place: IndexFile) -> None:
    """Remove an index that turned out to be damaged."""
    _remove(place.path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
