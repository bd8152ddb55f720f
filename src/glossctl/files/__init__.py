"""What a file holds, as bytes, or in one line why that can't be had. What the bytes mean is the readers' business."""

import os
from stat import S_ISBLK, S_ISCHR, S_ISFIFO

from glossctl.errors import Fault, FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

PATIENCE_SECONDS = 10.0  # for a pipe to be opened by whoever writes to it
_DEVICE_BYTES = 64 << 20  # read of a device, of which some never end; a terminal, or /dev/null, does


def content(path: str, limit: int = -1) -> bytes:
    """Return the bytes of a file, a pipe or a device: no more than one above ``limit``, where there is one.

    Raises FileError (F001) where it can't be read, or never ends.
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
    """Open a file; a named pipe that nobody writes to is an error after a while, where ``open`` would wait for ever."""
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
    """Return the error of a file that the system does not let us read."""
    if not path:
        hint = "a variable on the command line may be unset"
        return FileError([Fault('""', 0, 0, "F001", "no file has an empty name")], hint)
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return FileError([Fault(path, 0, 0, "F001", reason[:1].lower() + reason[1:])])
