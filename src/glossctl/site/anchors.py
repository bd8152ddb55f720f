"""The anchors of entries on the page: they depend on the content of an entry, never on its position in the file.

The anchor of an entry is the slug of its name, or its ``id``. If several entries share it, it lists them all, and each
has a longer one: of its name and full form, else with a few digits of a hash of what distinguishes it. So a link made
when there was one sense still works when there are two. Full forms and aliases are anchors too, unless a name has them;
one that several entries share leads to all of them.
"""

import hashlib

from glossctl.files.slugs import slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.entries import Entry

_DIGITS = 6


class Anchors:
    """The anchors of entries, by position.

    ``own`` is each entry's anchor. ``shared`` are anchors that list several entries, and ``names`` has their spelling;
    ``others`` holds for each entry the anchors of further names that lead only to it, by name.
    """

    __slots__ = ("names", "others", "own", "shared")

    def __init__(self, entries: "Sequence[Entry]") -> None:
        named: dict[str, list[int]] = {}
        for at, entry in enumerate(entries):
            named.setdefault(base(entry), []).append(at)
        self.shared = {anchor: tuple(places) for anchor, places in named.items() if len(places) > 1}
        self.names = {anchor: min(entries[at].name for at in places) for anchor, places in self.shared.items()}
        self.own = [base(entry) for entry in entries]
        self._separate(entries, named)
        taken = {*named, *self.own}
        further: dict[str, dict[int, str]] = {}
        for at, entry in enumerate(entries):
            for name in _further(entry):
                if (anchor := slug(name)) not in taken:
                    further.setdefault(anchor, {}).setdefault(at, name)
        self.others: list[dict[str, str]] = [{} for _ in entries]
        for anchor, names in further.items():
            if len(names) > 1:
                self.shared[anchor] = tuple(names)
                self.names[anchor] = min(names.values())
            else:
                ((at, name),) = names.items()
                self.others[at][name] = anchor

    def _separate(self, entries: "Sequence[Entry]", named: "dict[str, list[int]]") -> None:
        """Give each entry that shares an anchor its own, as short as possible."""
        left = [at for places in named.values() if len(places) > 1 for at in places]
        taken = set(named)
        for make_anchor in (_full, _hashed, _with_text, _with_all):
            candidates: dict[str, list[int]] = {}
            for at in left:
                candidates.setdefault(make_anchor(entries[at]), []).append(at)
            left = []
            for anchor, places in candidates.items():
                if len(places) > 1 or anchor in taken:
                    left += places
                else:
                    self.own[places[0]] = anchor
                    taken.add(anchor)
        seen: dict[str, int] = {}
        for at in left:  # identical entries: any order will do
            anchor = _with_all(entries[at])
            seen[anchor] = seen.get(anchor, 0) + 1
            self.own[at] = f"{anchor}-{seen[anchor]}"


def base(entry: "Entry") -> str:
    """Return the anchor that an entry would have if no other shared it: of its ``id``, else of its name."""
    return slug(entry.id or entry.name)


def _further(entry: "Entry") -> "Iterator[str]":
    """Yield the further names of an entry, and its name, whose anchor an ``id`` may replace."""
    yield entry.name
    if entry.expansion:
        yield entry.expansion
    yield from entry.aliases


def _full(entry: "Entry") -> str:
    return slug(f"{entry.name} {entry.expansion or entry.kind}")


def _hashed(entry: "Entry") -> str:
    return _digest(entry, entry.name, entry.expansion or "", entry.kind)


def _with_text(entry: "Entry") -> str:
    return _digest(entry, entry.name, entry.expansion or "", entry.kind, entry.definition)


def _with_all(entry: "Entry") -> str:
    return _digest(entry, repr(entry))


def _digest(entry: "Entry", *parts: str) -> str:
    hashed = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f"{base(entry)}-{hashed}"
