"""Atomic file replacement: lock, read, change, write a temporary file, rename. Knows nothing of glossaries.

Readers see either the old content or the new, whenever this process is killed. The new content goes to a temporary file
in the same folder and is synced to disk before the rename. Writers exclude each other with a lock that the system
releases when its holder dies, so no lock is ever stale; the next writer removes what a killed one left behind. A
symbolic link stays and its target is replaced. Owner, permissions and extended attributes (access lists among them)
are preserved where the system allows it; other hard links keep the old content.
"""

import contextlib
import errno
import os
import stat
import sys
import time

from glossctl.errors import GlossctlError
from glossctl.files.text import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE_SECONDS = 60  # while nobody changes the folder
_LONGEST_SECONDS = 600  # behind a queue of writers
_POLL_SECONDS = 0.01
_ROUNDS = 5
_SUFFIX = ".new"
_TOKEN_BYTES = 8
_MOST_NAME_BYTES = 100  # of the target's name, in the temporary file's
_BOM = b"\xef\xbb\xbf"
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def rewrite(path: str, change: "Callable[[str], str]", new: str | None = None) -> bool:
    """Replace the text of a file with ``change(text)`` and tell whether it changed; ``change`` may run several times.

    ``new`` is the text to start from if there is no file. If ``change`` raises, the file stays as it was. Line ends and
    a byte-order mark are preserved. Raises GlossctlError if the file can't be read or written.
    """
    with _one_line_errors(path):
        target = _target(path)
        with _locked(target, path):
            for _ in range(_ROUNDS):
                before, content = _read(target, path)
                if before is None and new is None:
                    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
                mark = _BOM if content.startswith(_BOM) else b""
                text = (new or "") if before is None else decode(content, path)
                after = change(text)
                if after == text and before is not None:
                    return False
                if _replace(target, mark + after.encode(), before):
                    return True
            raise GlossctlError(f"can't write {path}: another program keeps changing it")


def put(path: str, content: bytes, overwrite: bool = False) -> None:
    """Write ``content`` to a new file or, with ``overwrite``, over an existing one.

    Raises FileExistsError if it exists and must not be overwritten, GlossctlError if it can't be written.
    """
    with _one_line_errors(path):
        target = _target(path)
        with _locked(target, path):
            for _ in range(_ROUNDS):
                before, _old = _read(target, path)
                if before is not None and not overwrite:
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
                if _replace(target, content, before):
                    return
            raise GlossctlError(f"can't write {path}: another program keeps changing it")


@contextlib.contextmanager
def _one_line_errors(path: str) -> "Iterator[None]":
    """Turn system errors into one-line GlossctlErrors."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        folder = os.path.dirname(os.path.realpath(path))
        reason = error.strerror or str(error)
        if isinstance(error, FileNotFoundError) and not os.path.isdir(folder):
            reason = f"there is no folder {folder}"
        raise GlossctlError(f"can't write {path}: {reason[:1].lower()}{reason[1:]}") from error


def _target(path: str) -> str:
    if not path:
        raise GlossctlError("can't write a file with an empty name", "a variable on the command line may be unset")
    if path.endswith(_SEPARATORS):  # "pages/" asks for a folder, and must not become a file of that name
        raise GlossctlError(f"can't write {path}: it is a folder's name", "name the file in it")
    try:
        return os.path.realpath(path)
    except ValueError as error:  # a zero byte
        raise GlossctlError(f"can't write {path}: {error}") from error


def _read(target: str, path: str) -> "tuple[os.stat_result | None, bytes]":
    """Return the status and content of a file; the status is None if there is no file.

    Raises GlossctlError if it isn't a plain file or is read-only.
    """
    try:
        before = os.stat(target)
    except FileNotFoundError:
        return None, b""
    if not stat.S_ISREG(before.st_mode):
        kind = "a folder" if stat.S_ISDIR(before.st_mode) else "no plain file"
        raise GlossctlError(f"can't write {path}: it is {kind}")
    if not before.st_mode & 0o222 or not os.access(target, os.W_OK):  # replacing it would bypass the protection
        raise GlossctlError(f"can't write {path}: it is read-only")
    with open(target, "rb") as file:
        return os.fstat(file.fileno()), file.read()


def _replace(target: str, content: bytes, before: "os.stat_result | None") -> bool:
    """Replace ``target`` with ``content``. Does nothing and returns False if it changed since ``before``."""
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, _prefix(name) + os.urandom(_TOKEN_BYTES).hex() + _SUFFIX)
    mode = 0o666 if before is None else 0o600  # the umask applies to a new file
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            if before is not None:
                _copy_attributes(file.fileno(), target, before)
            os.fsync(file.fileno())
        if _stamp(target) != (before and _stamp_of(before)):
            return False
        _rename(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    _sync_folder(folder)
    return True


def _stamp(target: str) -> tuple[int, int, int] | None:
    try:
        return _stamp_of(os.stat(target))
    except FileNotFoundError:
        return None


def _stamp_of(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _copy_attributes(handle: int, target: str, before: os.stat_result) -> None:
    """Give a new file the owner, extended attributes and permissions of the old one, as far as we may."""
    if hasattr(os, "fchown"):
        try:
            os.fchown(handle, before.st_uid, before.st_gid)
        except OSError:
            with contextlib.suppress(OSError):
                os.fchown(handle, -1, before.st_gid)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for attribute in os.listxattr(target):
                os.setxattr(handle, attribute, os.getxattr(target, attribute))
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _rename(temporary: str, target: str) -> None:
    for _ in range(50 if sys.platform == "win32" else 0):  # there an open reader blocks renaming for a moment
        with contextlib.suppress(PermissionError):
            os.replace(temporary, target)
            return
        time.sleep(_POLL_SECONDS)
    os.replace(temporary, target)


def _sync_folder(folder: str) -> None:
    with contextlib.suppress(OSError):  # Windows can't open folders, and some file systems can't sync them
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _locked(target: str, path: str) -> "Iterator[None]":
    """Hold the lock of a file's folder, and remove what killed writers of the file left there."""
    folder, name = os.path.split(target)
    with contextlib.ExitStack() as stack:
        if _take_lock(folder, name, path, stack):
            _sweep(folder, _prefix(name))
        yield


def _prefix(name: str) -> str:
    return f".{shortened(name)}."


def shortened(name: str) -> str:
    """Return a file's name cut short, so that a prefix and a suffix fit into 255 bytes."""
    return os.fsencode(name)[:_MOST_NAME_BYTES].decode("utf-8", "ignore")


def _sweep(folder: str, prefix: str) -> None:
    length = len(prefix) + 2 * _TOKEN_BYTES + len(_SUFFIX)
    for name in os.listdir(folder):
        if len(name) == length and name.startswith(prefix) and name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _take_lock(folder: str, name: str, path: str, stack: contextlib.ExitStack) -> bool:
    """Wait for the lock, longer while other writers get on.

    Returns False if the folder can't be locked; then only the file's stamp is compared.
    """
    start = progress = time.monotonic()
    changed = os.stat(folder).st_mtime_ns
    try:
        handle = _open_lock(folder, name, stack)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    while True:
        try:
            _try_lock(handle)
            return True
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EINTR):
                return False  # some network file systems can't lock folders
        now = time.monotonic()
        latest = os.stat(folder).st_mtime_ns
        if latest != changed:
            changed, progress = latest, now
        if now - progress > _PATIENCE_SECONDS or now - start > _LONGEST_SECONDS:
            raise GlossctlError(f"can't write {path}: another writer has been busy in its folder for a minute")
        time.sleep(_POLL_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _open_lock(folder: str, name: str, stack: contextlib.ExitStack) -> int:
        lock = os.path.join(folder, f".{name}.lock")
        handle = os.open(lock, os.O_RDWR | os.O_CREAT)
        stack.callback(_remove_lock, handle, lock)
        return handle

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _remove_lock(handle: int, lock: str) -> None:
        os.close(handle)  # releases the lock
        with contextlib.suppress(OSError):  # another writer has it open, and removes it in turn
            os.unlink(lock)
else:
    import fcntl

    def _open_lock(folder: str, name: str, stack: contextlib.ExitStack) -> int:
        handle = os.open(folder, os.O_RDONLY)  # the folder itself, so no lock file is left behind
        stack.callback(os.close, handle)
        return handle

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
