"""Entries as the page shows them: names with anchors, prose in spans, safe links."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from glossctl.entries import Value
from glossctl.files.fingerprint import fingerprint
from glossctl.languages.sorting import sort_key
from glossctl.site.anchors import base
from glossctl.syntax.inline import Span, is_safe, spans
from glossctl.syntax.prose import is_heading, item_mark
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from glossctl.entries import Avoid, Entry
    from glossctl.site.anchors import Anchors


class Name(Value):
    """A name and its anchor, which is empty if another entry has it."""

    text: str
    anchor: str = ""


class Target(Value):
    """A text and its link; ``href`` is empty if there is none."""

    text: str
    href: str = ""


class Block(Value):
    """A paragraph, a heading within the definition, or a list with the spans of each of its items."""

    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    heading: bool = False


_CURRENT = "current"


@dataclass(slots=True)
class Item:
    """An entry on the page, the ``number``-th of the glossary. ``sort`` is its sort key.

    ``base`` is the anchor it would have alone, ``page`` its file, empty if there is only one. ``language`` is set if it
    isn't the page's: the entry isn't translated. For a translation, ``origin`` holds the source's name and full form if
    they differ, and ``is_older`` says that the source has changed since.
    """

    entry: "Entry"
    number: int
    anchor: str
    base: str
    name: Name
    full: Name | None
    also: tuple[Name, ...]
    sort: tuple[str, str, str]
    page: str = ""
    see: tuple[Target, ...] = ()
    glossary: str = ""
    language: str = ""
    origin: tuple[str, ...] = ()
    origin_language: str = ""
    is_older: bool = False
    blocks: tuple[Block, ...] = field(init=False)
    hints: str = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = blocks(self.entry.definition)
        self.hints = "|".join(map(_searched, self.entry.hints))

    @property
    def href(self) -> str:
        """The address of the entry, from any page of the site."""
        return f"{self.page}#{self.anchor}"

    @property
    def other_names(self) -> list[str]:
        """The aliases and the full form, each once."""
        return list(dict.fromkeys((*self.entry.aliases, *filter(None, (self.entry.expansion,)))))

    @property
    def mottos(self) -> tuple[str, ...]:
        """The mottos of a role."""
        return self.entry.mottos

    @property
    def titles(self) -> tuple[Name, ...]:
        """The job titles of an audience."""
        return tuple(map(Name, self.entry.titles))

    @property
    def avoid(self) -> "tuple[Avoid, ...]":
        """The words not to use for it."""
        return self.entry.avoid

    @property
    def status(self) -> str:
        """The status of the entry, unless it is current."""
        return "" if self.entry.status == _CURRENT else self.entry.status

    @property
    def links(self) -> tuple[Target, ...]:
        """The entry's links, shown by their host."""
        return tuple(Target(shown(url), url) for url in self.entry.links if is_safe(url))

    @property
    def tags(self) -> tuple[Target, ...]:
        """The entry's tags; each links to a search for it."""
        return tuple(Target(tag, f"?q={quote_plus(tag)}") for tag in self.entry.tags)

    @property
    def source(self) -> Target | None:
        """Where the entry was taken from."""
        source = self.entry.source
        if not source:
            return None
        return Target(shown(source), source) if is_safe(source) else Target(source)


@cache
def _stop_words() -> frozenset[str]:
    """Return the words that the page's search passes over, as its script lists them."""
    listed = re.search(r"STOP = new Set\(`([^`]*)`", Path(__file__).with_name("page.js").read_text(encoding="utf-8"))
    return frozenset(listed[1].split() if listed else ())


def _searched(hint: str) -> str:
    """Return a hint without the words that are never searched: a tenth of the page."""
    words = hint.replace("|", " ").split()
    return " ".join([word for word in words if word.lower().strip("?!.,;:") not in _stop_words()] or words)


def shown(url: str) -> str:
    """Return a link as readers see it: the host, without "www", or the mailbox.

    >>> shown("https://www.nvidia.com/en-us/mig/"), shown("mailto:glossary@example.com")
    ('nvidia.com', 'glossary@example.com')
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:  # square brackets that are no address
        host = None
    return (host or url.partition(":")[2] or url).removeprefix("www.")


def blocks(definition: str) -> tuple[Block, ...]:
    """Return the paragraphs of a definition; consecutive items make one list."""
    parsed: list[Block] = []
    paragraphs = definition.split("\n\n") if definition else []
    for at, paragraph in enumerate(paragraphs):
        mark = item_mark(paragraph)
        if not mark:
            parsed.append(Block(spans(paragraph), heading=is_heading(paragraphs, at)))
            continue
        item = spans(paragraph[len(mark) :])
        if parsed and parsed[-1].items:
            parsed[-1] = Block(items=(*parsed[-1].items, item))
        else:
            parsed.append(Block(items=(item,)))
    return tuple(parsed)


def items(
    entries: "Sequence[Entry]", anchors: "Anchors", language: str = "", sources: "Sequence[Entry]" = ()
) -> list[Item]:
    """Return the entries as items of a page in ``language``, in the order of ``entries``.

    For a translation, ``sources`` are their sources, in the same order.
    """
    several = len({entry.glossary for entry in entries}) > 1
    rows = []
    for at, entry in enumerate(entries):
        others = anchors.others[at]
        rows.append(
            Item(
                entry,
                at,
                anchors.own[at],
                base(entry),
                Name(entry.name, others.get(entry.name, "")),
                Name(entry.expansion, others.get(entry.expansion, "")) if entry.expansion else None,
                tuple(Name(alias, others.get(alias, "")) for alias in entry.aliases),
                (sort_key(entry, language), fold(entry.name), fold(entry.expansion or "")),
                glossary=entry.glossary if several else "",
                **(_translated(entry, sources[at], language) if sources else {}),
            )
        )
    return rows


def _translated(entry: "Entry", source: "Entry", language: str) -> "dict[str, Any]":
    """Return an item's fields about the translation of its entry."""
    if entry.language == source.language != language:
        return {"language": source.language}
    names = {fold(name) for name in entry.called()}
    origin = tuple(name for name in (source.name, source.expansion) if name and fold(name) not in names)
    return {
        "origin": origin,
        "origin_language": source.language,
        "is_older": bool(entry.of) and entry.of != fingerprint(source),
    }
