"""The versions of a file in git."""

import os
import subprocess
from datetime import UTC, datetime

from glossctl.files.git import git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSIONS = 60
_SECONDS = 20.0


def versions(path: str, most: int = _VERSIONS) -> list[tuple[str, str]]:
    """Return the date and text of up to ``most`` versions of a file, newest first; none if git doesn't track it.

    Dates are in UTC, so that they sort.
    """
    folder, name = os.path.split(os.path.realpath(path))
    if "\n" in name:
        return []
    log = _git(folder, b"", "log", f"--max-count={most}", "--format=%H %ct", "--", name)
    commits = [line.split() for line in log.decode("ascii", "replace").splitlines()]
    requests = "".join(f"{commit}:./{name}\n" for commit, _ in commits)
    output = _git(folder, os.fsencode(requests), "cat-file", "--batch") if commits else b""
    history = []
    for _, seconds in commits:
        head, _, output = output.partition(b"\n")
        parts = head.split()
        if len(parts) != 3 or parts[1] != b"blob":  # where a commit removed it, "... missing"
            break
        size = int(parts[2])
        when = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        history.append((when, output[:size].decode("utf-8", "replace")))
        output = output[size + 1 :]
    return history


def last_changes(folder: str) -> dict[str, str]:
    """Return the commit that last changed each file in a folder, by its path there; empty outside git."""
    log = _git(folder, b"", "log", "--relative", "--format=%x00%H", "--name-only", "-z", "--", ".")
    commits: dict[str, str] = {}
    commit = ""
    for part in os.fsdecode(log).split("\0"):
        part = part.strip("\n")
        if _is_commit(part):
            commit = part
        elif part and commit:
            commits.setdefault(part, commit)
    return commits


def _is_commit(text: str) -> bool:
    return len(text) >= 40 and set(text) <= set("0123456789abcdef")


def texts_at(folder: str, revisions: "Sequence[tuple[str, str]]") -> list[str | None]:
    """Return the text of each (commit, path in the folder); None where the file didn't exist."""
    requests = "".join(f"{commit}:./{path}\n" for commit, path in revisions if "\n" not in path)
    output = _git(folder, os.fsencode(requests), "cat-file", "--batch") if requests else b""
    texts: list[str | None] = []
    for _, path in revisions:
        head, _, rest = output.partition(b"\n") if "\n" not in path else (b"", b"", output)
        parts = head.rsplit(b" ", 2)
        if len(parts) == 3 and parts[1] == b"blob":
            size = int(parts[2])
            texts.append(rest[:size].decode("utf-8", "replace"))
            rest = rest[size + 1 :]
        else:
            texts.append(None)
        output = rest
    return texts


def _git(folder: str, given: bytes, *argv: str) -> bytes:
    """Return the output of a git command; empty if it fails or git isn't installed."""
    try:
        done = git(folder, *argv, given=given, seconds=_SECONDS)
    except (OSError, subprocess.SubprocessError, ValueError):
        return b""
    return done.stdout if done.returncode == 0 else b""
