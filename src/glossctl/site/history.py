"""When entries were added and changed, as far as git knows: its versions of a glossary file, compared.

The oldest version that there is counts as the beginning, not as news: so a shallow clone announces nothing.
"""

import os
import re
import subprocess
from datetime import UTC, datetime
from itertools import pairwise

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    News = Literal["new", "changed"]
    Key = tuple[str, str | None]  # an entry's name and full form

_VERSIONS = 60
_SECONDS = 20.0
_TABLE = re.compile(r"^(?=\[\[(?:term|role|audience)\]\])", re.MULTILINE)


class Change(Value):
    """That the entry of a name and full form was new or changed at a time (RFC 3339)."""

    when: str
    news: "News"
    name: str
    expansion: str | None = None


class History(Value):
    """What git knows of some files: when they were last committed ("" where never), and the changes, newest first."""

    updated: str = ""
    changes: tuple[Change, ...] = ()


NOTHING = History()


def history(paths: "Iterable[str]") -> History:
    """Return what git knows of these files; nothing of one that is in no repository, or where there is no git."""
    changes: list[Change] = []
    updated = ""
    for path in paths:
        versions = _versions(path)
        updated = max(updated, versions[0][0]) if versions else updated
        for (when, after), (_, before) in pairwise(versions):
            changes += _compared(when, before, after)
    return History(updated, tuple(sorted(changes, key=lambda change: change.when, reverse=True)))


def _versions(path: str) -> list[tuple[str, str]]:
    """Return the date and text of each version of a file, newest first. Dates are in UTC, so that they sort."""
    folder, name = os.path.split(os.path.realpath(path))
    if "\n" in name:
        return []
    log = _git(folder, b"", "log", "--no-show-signature", f"--max-count={_VERSIONS}", "--format=%H %ct", "--", name)
    commits = [line.split() for line in log.decode("ascii", "replace").splitlines()]
    asked = "".join(f"{commit}:./{name}\n" for commit, _ in commits)
    answer = _git(folder, os.fsencode(asked), "cat-file", "--batch") if commits else b""
    versions = []
    for _, seconds in commits:
        head, _, answer = answer.partition(b"\n")
        parts = head.split()
        if len(parts) != 3 or parts[1] != b"blob":  # where a commit removed it, "... missing"
            break
        size = int(parts[2])
        when = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        versions.append((when, answer[:size].decode("utf-8", "replace")))
        answer = answer[size + 1 :]
    return versions


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


def _compared(when: str, before: str, after: str) -> "Iterator[Change]":
    """Yield the changes from one version to the next; only the tables that differ are parsed."""
    old_tables, new_tables = _TABLE.split(before)[1:], _TABLE.split(after)[1:]
    kept = {*old_tables} & {*new_tables}
    old = [entry for table in old_tables if table not in kept for entry in _entries(table)]
    new = [entry for table in new_tables if table not in kept for entry in _entries(table)]
    told = set(map(_told, old))
    for entry in new:
        if _told(entry) in told:
            continue
        known = any((entry.kind, entry.name) == (other.kind, other.name) for other in old)
        yield Change(when, "changed" if known else "new", entry.name, entry.expansion)


def _entries(table: str) -> tuple[Entry, ...]:
    try:
        contents, _ = toml.parse(table)
    except FileError:
        return ()
    return contents.entries


def _told(entry: Entry) -> tuple[object, ...]:
    """Return what of an entry a reader is told: links, tags and related terms may change without being news."""
    return entry.kind, entry.name, entry.expansion, entry.definition, entry.aliases, entry.mottos, entry.titles
