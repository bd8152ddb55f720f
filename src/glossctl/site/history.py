"""When entries were added and changed, by comparing the versions of a glossary file in git.

The oldest version is the baseline, not news, so a shallow clone announces nothing.
"""

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError
from glossctl.files.versions import versions
from glossctl.toml.blocks import entry_tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    News = Literal["new", "changed"]


class Change(Value):
    """An entry, by name and full form, that was new or changed at a time (RFC 3339)."""

    when: str
    news: "News"
    name: str
    expansion: str | None = None


class History(Value):
    """The history of files in git: the last commit ("" if there is none), and the changes, newest first."""

    updated: str = ""
    changes: tuple[Change, ...] = ()


NOTHING = History()


def history(paths: "Iterable[str]") -> History:
    """Return the history of these files; empty for files outside a repository, or without git."""
    changes: list[Change] = []
    updated = ""
    for path in paths:
        known = versions(path)
        updated = max(updated, known[0][0]) if known else updated
        changes += _changes(known)
    return History(updated, tuple(sorted(changes, key=lambda change: change.when, reverse=True)))


def _changes(versions: "Sequence[tuple[str, str]]") -> "Iterator[Change]":
    """Yield the changes from each version to the next, skipping versions that aren't TOML."""
    when, after = "", None
    for date, before in versions:
        tables = entry_tables(before)
        if after is not None:
            unchanged = {*tables} & {*after}
            old, new = (_entries(table for table in every if table not in unchanged) for every in (tables, after))
            if old is None:
                continue
            if new is not None:
                yield from (Change(when, news, entry.name, entry.expansion) for news, entry in _news(old, new))
        when, after = date, tables


def _entries(tables: "Iterable[str]") -> list[Entry] | None:
    """Return the entries in the tables of a file; None if one isn't TOML."""
    try:
        return [entry for table in tables for entry in toml.parse(table)[0].entries]
    except FileError:
        return None


def _news(old: "Sequence[Entry]", new: "Sequence[Entry]") -> "Iterator[tuple[News, Entry]]":
    known = set(map(_visible_text, old))
    names = {(entry.kind, entry.name) for entry in old}
    for entry in new:
        if _visible_text(entry) not in known:
            yield "changed" if (entry.kind, entry.name) in names else "new", entry


def _visible_text(entry: Entry) -> tuple[object, ...]:
    """Return the fields whose changes are news; links, tags and related terms are not among them."""
    return entry.kind, entry.name, entry.expansion, entry.definition, entry.aliases, entry.mottos, entry.titles
