"""Writing many files into a folder: a new one appears complete, in an existing one each file is replaced whole.

Unlike ``rewrite`` it doesn't sync to disk: the files can be made again, and syncing a thousand takes minutes. An
unchanged file isn't touched, so its date says when it last changed.
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

    The paths use "/" and must stay inside. Other files are left alone. Raises GlossctlError if writing fails.
    """
    if not folder:
        raise GlossctlError("can't write to a folder with an empty name", "a variable on the command line may be unset")
    try:
        if os.path.lexists(folder):
            return [path for path, text in files if _put(folder, path, text.encode())]
        return _whole(folder, files)
    except RecursionError as error:  # nested deeper than any system allows
        raise GlossctlError(f"can't write {folder}: file name too long") from error
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise GlossctlError(f"can't write {folder}: {reason[:1].lower()}{reason[1:]}") from error


def _whole(folder: str, files: "Iterable[tuple[str, str]]") -> list[str]:
    """Fill a temporary folder beside the target, then rename it."""
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
