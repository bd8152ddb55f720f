"""When entries were added and changed, as far as git knows: its versions of a glossary file, compared.

The oldest version that there is counts as the beginning, not as news: so a shallow clone announces nothing.
"""

import re

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError
from glossctl.files.versions import versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    News = Literal["new", "changed"]

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
        known = versions(path)
        updated = max(updated, known[0][0]) if known else updated
        changes += _changes(known)
    return History(updated, tuple(sorted(changes, key=lambda change: change.when, reverse=True)))


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
