"""Reading the bytes of a file, with a one-line error if that fails. Readers decide what the bytes mean."""

import os
from stat import S_ISBLK, S_ISCHR, S_ISFIFO

from glossctl.errors import Fault, FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

PATIENCE_SECONDS = 10.0  # for a pipe to be opened by whoever writes to it
_DEVICE_BYTES = 64 << 20  # read from a device at most: some never end, unlike a terminal or /dev/null


def content(path: str, limit: int = -1) -> bytes:
    """Return the bytes of a file, a pipe or a device: at most one more than ``limit``, if given.

    Raises FileError (F001) if it can't be read or never ends.
    """
    try:
        with _opened(path) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not (S_ISCHR(mode) or S_ISBLK(mode)):
                return file.read(limit + 1 if limit >= 0 else -1)
            read = file.read(_DEVICE_BYTES)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(read) == _DEVICE_BYTES:
        raise FileError([Fault(path, 0, 0, "F001", "is a device without an end, not a file")])
    return read


def _opened(path: str) -> "BinaryIO":
    """Open a file. A named pipe that nobody writes to raises an error after a while, where ``open`` would block."""
    if not os.path.exists(path) or not S_ISFIFO(os.stat(path).st_mode):
        return open(path, "rb")
    import select  # only for a pipe

    file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")  # noqa: SIM115 — the caller closes it
    poll = select.poll()
    poll.register(file, select.POLLIN | select.POLLHUP)
    if not poll.poll(PATIENCE_SECONDS * 1000):
        file.close()
        raise FileError([Fault(path, 0, 0, "F001", "is a pipe that nobody writes to")])
    os.set_blocking(file.fileno(), True)
    return file


def unreadable(path: str, error: OSError | ValueError) -> FileError:
    """Return the error for a file that the system can't read."""
    if not path:
        hint = "a variable on the command line may be unset"
        return FileError([Fault('""', 0, 0, "F001", "no file has an empty name")], hint)
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return FileError([Fault(path, 0, 0, "F001", reason[:1].lower() + reason[1:])])
