"""Items to pages: sections by letter, entries that share an anchor together, and a page a letter if there are many."""

import zlib
from dataclasses import dataclass, field
from itertools import groupby

from glossctl.entries import Value
from glossctl.files.slugs import slug
from glossctl.languages.sorting import own_letter, text_key
from glossctl.site.items import Item, Target, items
from glossctl.site.letters import file_name, letter
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossctl.entries import Entry
    from glossctl.site.anchors import Anchors

HOME = "index.html"
SPLIT_FROM = 2000  # entries: 400 kB in one page, two seconds on a slow line
_PAGE_BYTES = 45_000  # compressed, of the words alone: markup, style and script add less than that again


class Group(Value):
    """Entries shown together: one, or several that share ``anchor``.

    With a ``name`` it is only a pointer to entries elsewhere that also have that name.
    """

    items: "tuple[Item, ...]"
    anchor: str = ""
    name: str = ""

    @property
    def links(self) -> tuple[Target, ...]:
        """The targets of a pointer."""
        return tuple(Target(item.name.text, item.href) for item in self.items)


@dataclass(slots=True)
class Section:
    """The entries of a letter, or all roles or audiences."""

    label: str
    anchor: str
    groups: list[Group]
    page: str = ""
    wide: bool = False

    @property
    def href(self) -> str:
        """The address of the section, from any page of the site."""
        return f"{self.page}#{self.anchor}"

    @property
    def first(self) -> str:
        """The first name of the section."""
        return self.groups[0].name or self.groups[0].items[0].name.text

    @property
    def last(self) -> str:
        """The last name of the section."""
        return self.groups[-1].name or self.groups[-1].items[-1].name.text


@dataclass(slots=True)
class Page:
    """A file of the site: its name and the sections on it. ``ranges`` are the sections of the other pages."""

    name: str
    sections: list[Section]
    ranges: list[Section] = field(default_factory=list)


def pages(
    entries: "Sequence[Entry]",
    anchors: "Anchors",
    labels: "Mapping[str, str]",
    split_from: int = SPLIT_FROM,
    language: str = "",
    sources: "Sequence[Entry]" = (),
) -> tuple[list[Page], list[Item]]:
    """Return the pages of a glossary, the first page first, and its items in the order of ``entries``.

    They are sorted by the rules of ``language``. For a translation, ``sources`` are the sources of ``entries``.
    """
    page_items = items(entries, anchors, language, sources)
    terms = _grouped([item for item in page_items if item.entry.kind == "term"], anchors, page_items, language)
    by_letter = [
        Section(label, f"_{file_name(label)}", list(groups))
        for label, groups in groupby(terms, key=lambda group: _label(group, language))
    ]
    people = [
        Section(labels[kind], f"_{kind}s", _grouped(rows, anchors, None, language), wide=True)
        for kind in ("role", "audience")
        if (rows := [item for item in page_items if item.entry.kind == kind])
    ]
    if len(entries) < split_from:
        site_pages = [Page(HOME, by_letter + people)]
    else:
        others = [Page(section.page, [section]) for whole in by_letter for section in _split(whole)]
        site_pages = [Page(HOME, people, [page.sections[0] for page in others]), *others]
        for page in site_pages:
            for section in page.sections:
                section.page = page.name
                for group in section.groups:
                    for item in () if group.name else group.items:
                        item.page = page.name
    _link_related(page_items, anchors)
    return site_pages, page_items


def _label(group: Group, language: str) -> str:
    """Return the letter of a group."""
    name = group.name or group.items[0].entry.reading or group.items[0].name.text
    return own_letter(name, language) or letter(slug(name))


def _grouped(rows: "list[Item]", anchors: "Anchors", every: "Sequence[Item] | None", language: str = "") -> list[Group]:
    """Return entries in alphabetical order, grouped if they share an anchor; with ``every`` entry, pointers too."""
    rows = sorted(rows, key=lambda item: item.sort)
    place = {item.number: at for at, item in enumerate(rows)}
    joined: dict[int, tuple[str, int]] = {}  # position of a group's first entry -> its anchor and size
    groups: list[tuple[tuple[str, str], Group]] = []
    for anchor, numbers in anchors.shared.items():
        places = sorted(place.get(number, -1) for number in numbers)
        if places[0] >= 0 and places[-1] - places[0] == len(places) - 1 and anchor == rows[places[0]].base:
            joined[places[0]] = anchor, len(places)
        elif every is not None:
            pointed = tuple(sorted((every[number] for number in numbers), key=lambda item: item.sort))
            groups.append(
                ((text_key(anchors.names[anchor], language), "~"), Group(pointed, anchor, anchors.names[anchor]))
            )
    at = 0
    while at < len(rows):
        anchor, count = joined.get(at, ("", 1))
        groups.append(((rows[at].sort[0], f"{at:09}"), Group(tuple(rows[at : at + count]), anchor)))
        at += count
    return [group for _, group in sorted(groups, key=lambda pair: pair[0])]


def _split(section: Section) -> list[Section]:
    """Split a section into parts of about the same size, so that each page stays small."""
    sizes = [sum(_size(item) for item in group.items) if not group.name else 0 for group in section.groups]
    words = "".join(f"{item.entry.definition}{item.hints}" for group in section.groups for item in group.items)
    parts = -(-len(zlib.compress(words.encode("utf-8", "replace"), 1)) // _PAGE_BYTES)
    limit = sum(sizes) / max(parts, 1)
    sections: list[Section] = []
    filled = 0.0
    stem = file_name(section.label)
    for group, size in zip(section.groups, sizes, strict=True):
        if not sections or filled + size / 2 > limit * len(sections):
            number = len(sections) + 1
            label = section.label if parts <= 1 else f"{section.label} {number}"
            page = "".join((stem, f"-{number}" if sections else "", ".html"))
            sections.append(Section(label, section.anchor, [], page))
        sections[-1].groups.append(group)
        filled += size
    return sections


def _size(item: Item) -> int:
    return len(item.name.text) + len(item.entry.definition) + len(item.hints) + 100


def _link_related(rows: "Sequence[Item]", anchors: "Anchors") -> None:
    """Link each related term to the entry with that name, else full form, else alias."""
    places: dict[str, str] = {}
    for item in rows:
        places.setdefault(
            fold(item.entry.name), f"{item.page}#{item.base if item.base in anchors.shared else item.anchor}"
        )
    for item in rows:
        if item.entry.expansion:
            places.setdefault(fold(item.entry.expansion), item.href)
    for item in rows:
        for alias in item.entry.aliases:
            places.setdefault(fold(alias), item.href)
    for item in rows:
        item.see = tuple(Target(name, places.get(fold(name), "")) for name in item.entry.related)
