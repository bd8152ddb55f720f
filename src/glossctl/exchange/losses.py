"""What a format can't carry, counted and in words: nothing is dropped without being named here."""

from glossctl.entries import FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from glossctl.entries import Contents, Entry, Header

_FIRST = ("definition", "expansion", "aliases", "links", "related", "tags")  # what a reader would miss most
_ORDER = {name: place for place, name in enumerate(_FIRST)} | {"kind": len(FIELDS)}
_SILENT = ("name", "language", "glossary")  # the name is always carried; the rest is the header's
NOUNS = {
    field.name: (field.noun, field.nouns)
    for field in sorted(FIELDS, key=lambda field: _ORDER.get(field.name, len(_FIRST)))
    if field.name not in _SILENT
}


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``number`` with its noun.

    >>> counted(1, "link"), counted(12, "link"), counted(2000, "entry", "entries")
    ('1 link', '12 links', '2,000 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def uncarried(entries: "Iterable[Entry]", carried: "Collection[str]") -> tuple[str, ...]:
    """Return what the fields that are not in ``carried`` hold, as "12 links": values of lists are counted singly.

    ``kind`` counts the roles and audiences, which become plain terms where it isn't carried.

    >>> from glossctl.entries import Entry
    >>> uncarried([Entry("MIG", links=("https://a.example", "https://b.example"))], ("definition",))
    ('2 links',)
    """
    counts = dict.fromkeys((field for field in NOUNS if field not in carried), 0)
    for entry in entries:
        for field in counts:
            value = getattr(entry, field)
            if isinstance(value, tuple):
                counts[field] += len(value)
            elif field == "kind":
                counts[field] += value != "term"
            else:
                counts[field] += bool(value)
    return tuple(counted(count, *NOUNS[field]) for field, count in counts.items() if count)


def uncarried_header(header: "Header", carried: "Collection[str]" = ()) -> tuple[str, ...]:
    """Return what a header says beyond name and language, where the fields are not in ``carried``."""
    lost = []
    if header.title and "title" not in carried:
        lost.append("the glossary's title")
    if header.see_also and "see_also" not in carried:
        lost.append(counted(len(header.see_also), "pointer to another glossary", "pointers to other glossaries"))
    if header.tags and "tags" not in carried:
        lost.append(f"the list of {counted(len(header.tags), 'permitted tag')}")
    return tuple(lost)


def lossy(contents: "Contents", carried: "Collection[str]", of_header: "Collection[str]" = ()) -> tuple[str, ...]:
    """Return all that a format which carries just these fields of entries and header leaves behind."""
    return uncarried(contents.entries, carried) + uncarried_header(contents.header, of_header)
