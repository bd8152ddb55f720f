"""The versions of a file that git knows. What they mean is the rooms' above."""

import os
import subprocess
from datetime import UTC, datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSIONS = 60
_SECONDS = 20.0


def versions(path: str, most: int = _VERSIONS) -> list[tuple[str, str]]:
    """Return the date and text of up to ``most`` versions of a file, newest first; none where git knows nothing of it.

    Dates are in UTC, so that they sort.
    """
    folder, name = os.path.split(os.path.realpath(path))
    if "\n" in name:
        return []
    log = _git(folder, b"", "log", "--no-show-signature", f"--max-count={most}", "--format=%H %ct", "--", name)
    commits = [line.split() for line in log.decode("ascii", "replace").splitlines()]
    asked = "".join(f"{commit}:./{name}\n" for commit, _ in commits)
    answer = _git(folder, os.fsencode(asked), "cat-file", "--batch") if commits else b""
    found = []
    for _, seconds in commits:
        head, _, answer = answer.partition(b"\n")
        parts = head.split()
        if len(parts) != 3 or parts[1] != b"blob":  # where a commit removed it, "... missing"
            break
        size = int(parts[2])
        when = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        found.append((when, answer[:size].decode("utf-8", "replace")))
        answer = answer[size + 1 :]
    return found


def last_changes(folder: str) -> dict[str, str]:
    """Return the commit that last changed each file in a folder, by its path there; empty where git knows nothing."""
    log = _git(
        folder, b"", "log", "--no-show-signature", "--relative", "--format=%x00%H", "--name-only", "-z", "--", "."
    )
    found: dict[str, str] = {}
    commit = ""
    for part in os.fsdecode(log).split("\0"):
        part = part.strip("\n")
        if _is_commit(part):
            commit = part
        elif part and commit:
            found.setdefault(part, commit)
    return found


def _is_commit(text: str) -> bool:
    return len(text) >= 40 and set(text) <= set("0123456789abcdef")


def texts_at(folder: str, wanted: "Sequence[tuple[str, str]]") -> list[str | None]:
    """Return the text of each (commit, path in the folder) that is ``wanted``; None where it wasn't there."""
    asked = "".join(f"{commit}:./{path}\n" for commit, path in wanted if "\n" not in path)
    answer = _git(folder, os.fsencode(asked), "cat-file", "--batch") if asked else b""
    texts: list[str | None] = []
    for _, path in wanted:
        head, _, rest = answer.partition(b"\n") if "\n" not in path else (b"", b"", answer)
        parts = head.rsplit(b" ", 2)
        if len(parts) == 3 and parts[1] == b"blob":
            size = int(parts[2])
            texts.append(rest[:size].decode("utf-8", "replace"))
            rest = rest[size + 1 :]
        else:
            texts.append(None)
        answer = rest
    return texts


def _git(folder: str, given: bytes, *argv: str) -> bytes:
    """Return what a git command prints; nothing where it fails, or there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 — words of our own and a name behind "--"
            ["git", "-C", folder, *argv],  # noqa: S607 — where git is, the user's PATH says
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return b""
    return done.stdout if done.returncode == 0 else b""
