"""From results and errors to exit statuses. 0 found or clean, 1 nothing found or findings, 2 anything wrong."""

import errno
import sys

from glossctl.errors import GlossctlError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FOUND = CLEAN = 0
MISSED = FINDINGS = 1
WRONG = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
_NO_MEMORY = (  # what loading a library and C code say where they get no memory
    "failed to map segment from shared object",
    "Cannot allocate memory",
    "error return without exception set",
)


def settle(action: "Callable[[], int]") -> int:
    """Run ``action`` and return the exit status; every error becomes one line on standard error."""
    try:
        try:
            status = action()
        finally:
            console.flush()
    except GlossctlError as error:
        from glossctl.cli.hints import hint  # only for an error

        console.error(error.message, hint(error))
        return WRONG
    except KeyboardInterrupt:
        console.abandon()
        return INTERRUPTED
    except BrokenPipeError:
        console.abandon()
        return FOUND
    except OSError as error:
        console.abandon()
        return _failed(error)
    except MemoryError:
        return _out_of_memory()
    except Exception as error:  # noqa: BLE001 — the one boundary: a traceback would be no answer for a reader
        if any(reason in str(error) for reason in _NO_MEMORY):
            return _out_of_memory()
        console.error(f"this is a bug in glossctl: {type(error).__name__}: {error}", "GLOSSCTL_DEBUG=1 shows where")
        return _debug(error)
    return status


def _failed(error: OSError) -> int:
    if error.errno == errno.ENOMEM:
        return _out_of_memory()
    if sys.platform == "win32" and error.errno == errno.EINVAL:  # how Windows says that a pipe is closed
        return FOUND
    if isinstance(error, FileNotFoundError) and error.filename is None:  # so os.getcwd says it
        console.error("the current folder is gone", "cd to one that is there")
        return WRONG
    where = f"{error.filename}: " if error.filename else "standard output: "
    console.error(where + (error.strerror or str(error)))
    return WRONG


def _out_of_memory() -> int:
    console.error("out of memory")
    return WRONG


def _debug(error: Exception) -> int:
    import os

    if os.environ.get("GLOSSCTL_DEBUG"):
        raise error
    return WRONG
