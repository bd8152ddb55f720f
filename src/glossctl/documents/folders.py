"""From paths to documents: a folder as git sees it, tracked and not ignored, else all that is in it."""

import os
import subprocess

from glossctl.errors import Fault, FileError
from glossctl.files.git import git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LEFT_OUT = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache"))


def walk(
    paths: "Sequence[str]",
    exclude: "Sequence[str]" = (),
    root: str = ".",
    is_document: "Callable[[str], bool] | None" = None,
) -> "Iterator[str]":
    """Yield the documents that some paths name, each once: files as they are named, folders with all that is in them.

    A folder in a repository is walked as git sees it, tracked or new but not ignored; any other one whole, but for
    folders of tools. Links to folders are not followed. ``exclude`` are patterns as in .gitignore, relative to
    ``root``; they count for named files, too. ``is_document`` tells by its path whether a file in a folder is a
    document; by default its ending does. The order is that of ``paths``, in a folder by name. Raises FileError (F001)
    for a path that is not there.
    """
    if is_document is None:
        from glossctl.syntax.readers import format_of

        def is_document(path: str) -> bool:
            return bool(format_of(path))

    is_excluded = excluding(exclude, root)
    seen: set[str] = set()
    for path in map(os.fspath, paths):
        if os.path.isdir(path):
            found = (name for name in _folder(path) if is_document(name))
        elif os.path.lexists(path):
            found = (name for name in [path])
        else:
            raise FileError([Fault(path, 0, 0, "F001", "no such file or directory")])
        for name in found:
            key = os.path.realpath(name)
            if key not in seen and not is_excluded(name):
                seen.add(key)
                yield name


def excluding(patterns: "Sequence[str]", root: str) -> "Callable[[str], bool]":
    """Return what tells whether a path is excluded by patterns as in .gitignore, relative to ``root``."""
    if not patterns:
        return lambda _: False
    import pathspec  # only where there are patterns

    spec = pathspec.GitIgnoreSpec.from_lines(patterns)
    base = os.path.realpath(root)

    def is_excluded(path: str) -> bool:
        relative = os.path.relpath(
            os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path)), base
        )
        return not relative.startswith(os.pardir) and spec.match_file(relative.replace(os.sep, "/"))

    return is_excluded


def _folder(folder: str) -> "Iterator[str]":
    names = _tracked(folder)
    if names is None:
        yield from _all(folder)
        return
    for name in names:
        path = _below(folder, name)
        if os.path.isfile(path):  # one that was removed since is tracked still; a link to a folder is none
            yield path


def _tracked(folder: str) -> "list[str] | None":
    """Return the names git lists in a folder, sorted; None where it can't say."""
    try:
        done = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode:
        return None
    return sorted({os.fsdecode(name) for name in done.stdout.split(b"\0") if name})


def _all(folder: str) -> "Iterator[str]":
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        for name in sorted(files):
            yield _below(place, name)


def _below(folder: str, name: str) -> str:
    """Return the path of a file in a folder, as one would type it: without a dot before it."""
    return os.path.join(folder, name) if os.path.normpath(folder) != os.curdir else name
