"""Entries as the page shows them: names with anchors, prose in spans, links that lead somewhere safe."""

from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlsplit

from glossctl.entries import Value
from glossctl.fingerprint import fingerprint
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
    """A name, and the anchor by which it is reached; empty where another entry has that."""

    text: str
    anchor: str = ""


class Target(Value):
    """A text and where it leads; ``href`` is empty where it leads nowhere."""

    text: str
    href: str = ""


class Block(Value):
    """A paragraph, a heading within the definition, or a list with the spans of each of its items."""

    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    heading: bool = False


_HOLDS = "current"


@dataclass(slots=True)
class Item:
    """An entry on the page, the ``number``-th of the glossary. ``sort`` is its place in the alphabet.

    ``base`` is the anchor it would have alone, ``page`` the file it stands in, empty where there is but one.
    ``language`` is said where it is another than the page's: the entry isn't translated. Of a translation, ``origin``
    are the source's name and full form where they differ, and ``is_older`` says that the source has changed since.
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
        self.hints = "|".join(hint.replace("|", " ") for hint in self.entry.hints)

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
        """What a role says of itself."""
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
        """What the team thinks of it, unless that is only that it holds."""
        return "" if self.entry.status == _HOLDS else self.entry.status

    @property
    def links(self) -> tuple[Target, ...]:
        """Pages about it, shown by their host."""
        return tuple(Target(shown(url), url) for url in self.entry.links if is_safe(url))

    @property
    def tags(self) -> tuple[Target, ...]:
        """Its subjects; each leads to a search for it."""
        return tuple(Target(tag, f"?q={quote_plus(tag)}") for tag in self.entry.tags)

    @property
    def source(self) -> Target | None:
        """What it was taken from."""
        said = self.entry.source
        if not said:
            return None
        return Target(shown(said), said) if is_safe(said) else Target(said)


def shown(url: str) -> str:
    """Return a link as a reader is shown it: the host, without "www"; the mailbox.

    >>> shown("https://www.nvidia.com/en-us/mig/"), shown("mailto:glossary@example.com")
    ('nvidia.com', 'glossary@example.com')
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:  # square brackets that are no address
        host = None
    return (host or url.partition(":")[2] or url).removeprefix("www.")


def blocks(definition: str) -> tuple[Block, ...]:
    """Return the paragraphs of a definition; items one after the other are one list."""
    made: list[Block] = []
    paragraphs = definition.split("\n\n") if definition else []
    for at, paragraph in enumerate(paragraphs):
        mark = item_mark(paragraph)
        if not mark:
            made.append(Block(spans(paragraph), heading=is_heading(paragraphs, at)))
            continue
        item = spans(paragraph[len(mark) :])
        if made and made[-1].items:
            made[-1] = Block(items=(*made[-1].items, item))
        else:
            made.append(Block(items=(item,)))
    return tuple(made)


def items(
    entries: "Sequence[Entry]", anchors: "Anchors", language: str = "", sources: "Sequence[Entry]" = ()
) -> list[Item]:
    """Return the entries as items, in the order of ``entries``: those of a page in ``language``.

    Of a translation ``sources`` are what they were made from, in the same order.
    """
    several = len({entry.glossary for entry in entries}) > 1
    made = []
    for at, entry in enumerate(entries):
        others = anchors.others[at]
        made.append(
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
    return made


def _translated(entry: "Entry", source: "Entry", language: str) -> "dict[str, Any]":
    """Return what an item says of how an entry was translated."""
    if entry.language == source.language != language:
        return {"language": source.language}
    names = {fold(name) for name in entry.called()}
    origin = tuple(name for name in (source.name, source.expansion) if name and fold(name) not in names)
    return {
        "origin": origin,
        "origin_language": source.language,
        "is_older": bool(entry.of) and entry.of != fingerprint(source),
    }
