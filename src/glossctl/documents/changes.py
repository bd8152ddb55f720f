"""Which lines of the documents changed since a revision, as git tells it."""

import os
import re
import subprocess

from glossctl.errors import GlossctlError, UsageError
from glossctl.files.git import git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Lines = dict[str, list[tuple[int, int]] | None]  # by real path: first and last of each run; None: all of it

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_OPTIONS = (
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--no-prefix",
    "--unified=0",
    "--ignore-submodules",
)


def changed_lines(revision: str, folder: str = ".") -> "Lines":
    """Return the lines that changed since the merge base of a revision and HEAD, files that are new as a whole.

    Raises GlossctlError where git is missing or ``folder`` is in no repository, UsageError for an unknown revision.
    """
    root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))
    known = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if known.returncode:
        raise UsageError(f'git knows no revision "{revision}"', "as in origin/main or HEAD~1; fetch it first")
    base = _run(folder, "merge-base", known.stdout.decode().strip(), "HEAD")
    start = (base.stdout if base.returncode == 0 else known.stdout).decode().strip()
    lines: Lines = {}
    for name, runs in _hunks(_git(root, "diff", *_OPTIONS, start)):
        lines[os.path.realpath(os.path.join(root, name))] = runs
    for new in filter(None, _git(root, "ls-files", "-z", "--others", "--exclude-standard").split(b"\0")):
        lines[os.path.realpath(os.path.join(root, os.fsdecode(new)))] = None
    return lines


def _hunks(diff: bytes) -> "Iterator[tuple[str, list[tuple[int, int]]]]":
    """Yield each file of a diff without context, and the lines it has new."""
    name, within = "", 0
    runs: list[tuple[int, int]] = []
    for line in diff.split(b"\n"):
        if within:  # a line of a file may look like one of the diff's own
            within -= line[:1] in (b"-", b"+")
        elif line.startswith(b"+++ "):
            if name:
                yield name, runs
            name, runs = _name(line[4:]), []
        elif match := _HUNK.match(line):
            old, first, count = int(match[1] or 1), int(match[2]), int(match[3] or 1)
            within = old + count
            if count:
                runs.append((first, first + count - 1))
    if name:
        yield name, runs


def _name(written: bytes) -> str:
    """Return a file's name as git writes it: in quotes with escapes where it holds odd characters."""
    name = written.rstrip(b"\t")
    if name.startswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return os.fsdecode(name)


def is_changed(lines: "Lines", path: str, first: int, last: int) -> bool:
    """Tell whether any of the lines of a document changed."""
    real = os.path.realpath(path)
    if real not in lines:
        return False
    runs = lines[real]
    return runs is None or any(start <= last and first <= end for start, end in runs)


def _git(folder: str, *words: str) -> bytes:
    done = _run(folder, *words)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GlossctlError(f"git says: {lines[-1] if lines else 'nothing'}", "changes are known in a repository only")
    return done.stdout


def _run(folder: str, *words: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return git(folder, *words, filtered=words[0] == "diff")
    except (OSError, subprocess.SubprocessError) as error:
        raise GlossctlError("git can't be run, and it knows what changed", str(error)) from error
