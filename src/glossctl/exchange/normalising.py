"""Values as every text format can hold them, and what that takes away, counted.

A name, a tag or a link is one line, and a list holds each of its items once: a cell, a label and a set of triples can't
say otherwise. JSON can, and is left alone.
"""

import re

from glossctl.entries import FIELDS, Avoid, names_of
from glossctl.exchange.losses import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from glossctl.entries import Contents, Entry

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_KEYS = tuple((field.name, field.name == "definition") for field in FIELDS if field.type != "kind")
_EMPTY: "dict[str, str | None]" = {"name": "\ufffd", **dict.fromkeys(names_of("optional"))}  # an entry needs a name


class _Tally:
    """Makes values normal and counts what that changes."""

    def __init__(self) -> None:
        self.breaks = 0
        self.repeats = 0

    def line(self, text: str) -> str:
        """Return a text on one line."""
        if text.isprintable():
            return text
        made = " ".join(part for part in _CONTROLS.split(text) if part).strip()
        self.breaks += made != text
        return made

    def prose(self, text: str) -> str:
        """Return paragraphs without line breaks within."""
        if text.isprintable():
            return text
        parts = [_CONTROLS.sub(" ", part).strip() for part in text.split("\n\n")]
        made = "\n\n".join(filter(None, parts))
        self.breaks += made != text
        return made

    def items(self, values: "tuple[Any, ...]") -> "tuple[Any, ...]":
        """Return a list with each item once, on one line."""
        made = tuple(dict.fromkeys(item for value in values if (item := self._item(value))))
        self.repeats += len(values) - len(made)
        return made

    def _item(self, value: "str | Avoid") -> "str | Avoid | None":
        if isinstance(value, str):
            return self.line(value)
        word = self.line(value.word)
        return Avoid(word, self.line(value.reason)) if word else None

    def entry(self, entry: "Entry") -> "Entry":
        """Return an entry with normal values; itself where all are."""
        changes: dict[str, Any] = {}
        for name, is_prose in _KEYS:
            value = getattr(entry, name)
            if not value:
                continue
            made = (
                self.items(value) if isinstance(value, tuple) else self.prose(value) if is_prose else self.line(value)
            )
            if made != value:
                changes[name] = made or _EMPTY.get(name, made)
        return entry.replace(**changes) if changes else entry


def normalised(contents: "Contents") -> "tuple[Contents, tuple[str, ...]]":
    r"""Return a glossary whose values every text format can hold, and what that takes away, in words.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> made, lost = normalised(Contents(Header("team"), (Entry("A\nB", tags=("x", "x")),)))
    >>> made.entries[0].name, made.entries[0].tags, lost
    ('A B', ('x',), ('1 line break within a value', '1 repeated item of a list'))
    """
    tally = _Tally()
    entries = tuple(map(tally.entry, contents.entries))
    others = tuple(other.replace(entries=tuple(map(tally.entry, other.entries))) for other in contents.translations)
    losses = []
    if tally.breaks:
        losses.append(counted(tally.breaks, "line break within a value", "line breaks within values"))
    if tally.repeats:
        losses.append(counted(tally.repeats, "repeated item of a list", "repeated items of lists"))
    return (contents.replace(entries=entries, translations=others) if losses else contents), tuple(losses)
