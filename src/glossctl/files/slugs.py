"""File names and URI ids from entry names: safe on every platform, and distinct."""

import unicodedata

from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossctl.entries import Entry

_LONGEST, _LONGEST_BYTES = 80, 230  # a file name may have 255 bytes, including a number and an extension
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
RESERVED = _DEVICES | {"index", "readme", "search"}  # on Windows; on a site


def slug(name: str) -> str:
    """Return ``name`` as letters, digits and hyphens, in lower case; "term" if none is left.

    >>> slug("Multi-Instance GPU"), slug("../../etc/passwd"), slug("NUL"), slug("用語集")
    ('multi-instance-gpu', 'etc-passwd', 'nul-term', '用語集')
    """
    text = fold(name)
    if not text.replace(" ", "").isalnum():  # most names skip this loop: an index needs the slugs of all names
        text = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in text)
    made = "-".join(text.split())[:_LONGEST].encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").strip("-")
    return f"{made}-term" if made in RESERVED else made or "term"


def ids_of(entry: "Entry") -> tuple[str, ...]:
    """Return the id of an entry and the longer id it gets if others share the first.

    >>> from glossctl.entries import Entry
    >>> ids_of(Entry("DRA", expansion="Dynamic Resource Allocation")), ids_of(Entry("コンテナ", id="container"))
    (('dra', 'dra-dynamic-resource-allocation'), ('container',))
    """
    if entry.id:
        return (entry.id,)
    return slug(entry.name), slug(f"{entry.name} {entry.expansion or entry.kind}")


def ids(entries: "Iterable[Entry]") -> list[str]:
    """Return the id of each entry, in order: its own ``id``, else the slug of its name.

    Entries that share a slug get the slug of name and full form instead, or "" if they share that too.

    >>> from glossctl.entries import Entry
    >>> ids([Entry("RAG", expansion="Red, Amber, Green"), Entry("MIG"), Entry("RAG")])
    ['rag-red-amber-green', 'mig', 'rag-term']
    """
    both = [ids_of(entry) for entry in entries]
    short: dict[str, int] = {}
    full: dict[str, int] = {}
    for known in both:
        short[known[0]] = short.get(known[0], 0) + 1
        full[known[-1]] = full.get(known[-1], 0) + 1

    def settled(known: tuple[str, ...]) -> str:
        if short[known[0]] == 1:
            return known[0]
        return known[-1] if len(known) > 1 and full[known[-1]] == 1 and known[-1] not in short else ""

    return list(map(settled, both))


def places(entries: "Iterable[Entry]") -> dict[str, int]:
    """Return the position of each entry by each unambiguous id: the one from ``ids`` and the longer one.

    >>> from glossctl.entries import Entry
    >>> places([Entry("RAG", expansion="Red, Amber, Green"), Entry("MIG")])
    {'rag': 0, 'mig': 1, 'rag-red-amber-green': 0, 'mig-term': 1}
    """
    short: dict[str, list[int]] = {}
    full: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        known = ids_of(entry)
        short.setdefault(known[0], []).append(place)
        if len(known) > 1:
            full.setdefault(known[1], []).append(place)
    for id_, numbers in full.items():
        short.setdefault(id_, numbers)
    return {id_: numbers[0] for id_, numbers in short.items() if len(numbers) == 1}


def place_of(translation: "Entry", source_places: "Mapping[str, int]") -> int | None:
    """Return the position of the entry it translates, given the ``places`` of the sources; None for an orphan."""
    return next((source_places[id_] for id_ in ids_of(translation) if id_ in source_places), None)


def distinct(slugs: "Iterable[str]") -> list[str]:
    """Return the slugs in order, repeated ones with the first free number appended.

    >>> distinct(["rag", "mig", "rag", "rag-2"])
    ['rag', 'mig', 'rag-2', 'rag-2-2']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    made = []
    for slug in slugs:
        candidate, key = slug, slug.casefold()
        while candidate.casefold() in taken:
            numbers[key] = numbers.get(key, 1) + 1
            candidate = f"{slug}-{numbers[key]}"
        taken.add(candidate.casefold())
        made.append(candidate)
    return made
