"""Many files into a folder at once: a new folder appears whole, in one that is there each file is replaced whole.

Unlike ``rewrite`` nothing waits for the disk: what is written here can be made again, and a thousand files that each
wait take minutes. A file that would not change is not touched, so that its date says when it did.
"""

import contextlib
import os
import shutil
import tempfile

from glossctl.errors import GlossctlError
from glossctl.files.rewrite import shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = ".new"


def write_tree(folder: str, files: "Iterable[tuple[str, str]]") -> list[str]:
    """Write (relative path, text) files into ``folder`` and return the paths of those that changed.

    The paths have "/" and stay inside. What else stands there stays. Raises GlossctlError where it can't be written.
    """
    if not folder:
        raise GlossctlError("can't write to a folder with an empty name", "a variable on the command line may be unset")
    try:
        if os.path.lexists(folder):
            return [path for path, text in files if _put(folder, path, text.encode())]
        return _whole(folder, files)
    except RecursionError as error:  # so deep that no system knows it
        raise GlossctlError(f"can't write {folder}: file name too long") from error
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise GlossctlError(f"can't write {folder}: {reason[:1].lower()}{reason[1:]}") from error


def _whole(folder: str, files: "Iterable[tuple[str, str]]") -> list[str]:
    """Make a folder beside the one that is wanted, and give it its name when all is in it."""
    place, name = os.path.split(os.path.abspath(folder))
    os.makedirs(place, exist_ok=True)
    made = tempfile.mkdtemp(_SUFFIX, f".{shortened(name)}.", place)
    try:
        written = [path for path, text in files if _put(made, path, text.encode())]
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(made, 0o777 & ~umask)
        os.rename(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return written


def _put(folder: str, path: str, content: bytes) -> bool:
    parts = path.split("/")
    if os.path.isabs(path) or not {"", ".", ".."}.isdisjoint(parts):
        raise GlossctlError(f"{path} would climb out of {folder}")
    target = os.path.join(folder, *parts)
    with contextlib.suppress(OSError), open(target, "rb") as file:
        if not os.path.islink(target) and file.read() == content:
            return False
    if len(parts) > 1:
        os.makedirs(os.path.dirname(target), exist_ok=True)
    temporary = os.path.join(os.path.dirname(target), f".{shortened(parts[-1])}.{os.getpid()}{_SUFFIX}")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    return True
