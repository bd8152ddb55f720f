"""When entries were added and changed, as far as git knows: its versions of a glossary file, compared.

The oldest version that there is counts as the beginning, not as news: so a shallow clone announces nothing.
"""

import os
import re
import subprocess
from datetime import UTC, datetime

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    News = Literal["new", "changed"]

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
        changes += _changes(versions)
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


def _changes(versions: "Sequence[tuple[str, str]]") -> "Iterator[Change]":
    """Yield the changes from each version to the next. One that is no TOML is passed over, as if it had never been."""
    when, after = "", None
    for date, before in versions:
        tables = _TABLE.split(before)[1:]
        if after is not None:
            kept = {*tables} & {*after}
            old, new = (_entries(table for table in every if table not in kept) for every in (tables, after))
            if old is None:
                continue
            if new is not None:
                yield from (Change(when, news, entry.name, entry.expansion) for news, entry in _news(old, new))
        when, after = date, tables


def _entries(tables: "Iterable[str]") -> list[Entry] | None:
    """Return the entries of the tables of a file; None where one is no TOML."""
    try:
        return [entry for table in tables for entry in toml.parse(table)[0].entries]
    except FileError:
        return None


def _news(old: "Sequence[Entry]", new: "Sequence[Entry]") -> "Iterator[tuple[News, Entry]]":
    told = set(map(_told, old))
    names = {(entry.kind, entry.name) for entry in old}
    for entry in new:
        if _told(entry) not in told:
            yield "changed" if (entry.kind, entry.name) in names else "new", entry


def _told(entry: Entry) -> tuple[object, ...]:
    """Return what of an entry a reader is told: links, tags and related terms may change without being news."""
    return entry.kind, entry.name, entry.expansion, entry.definition, entry.aliases, entry.mottos, entry.titles
