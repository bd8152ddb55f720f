"""The versions of a file that git knows. What they mean is the rooms' above."""

import os
import subprocess
from datetime import UTC, datetime

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
