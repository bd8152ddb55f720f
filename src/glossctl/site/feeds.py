"""The feed of changes."""

import uuid

from glossctl.site.data import address
from glossctl.syntax.inline import plain
from glossctl.text import first_sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossctl.entries import Header
    from glossctl.site.history import Change, History
    from glossctl.site.items import Item

_MOST_NEWS = 50


class News:
    """An entry of the feed."""

    __slots__ = ("change", "id", "item", "link", "summary", "title")

    def __init__(self, change: "Change", item: "Item", label: str, root: str, base_url: str) -> None:
        self.change = change
        self.item = item
        full = f" ({item.entry.expansion})" if item.entry.expansion else ""
        self.title = f"{label}: {item.entry.name}{full}"
        self.id = _urn(f"{root}#{item.anchor}@{change.when}")
        self.link = address(item, base_url)
        self.summary = plain(first_sentence(item.entry.definition))


def news(
    header: "Header", items: "Sequence[Item]", history: "History", base_url: str, say: "Mapping[str, str]"
) -> "Iterator[News]":
    """Yield the latest change of each existing entry, newest first."""
    places: dict[tuple[str, str | None], Item] = {(item.entry.name, item.entry.expansion): item for item in items}
    shown = 0
    for change in history.changes:
        item = places.pop((change.name, change.expansion), None)
        if item and shown < _MOST_NEWS:
            shown += 1
            yield News(change, item, say[change.news], base_url or header.name, base_url)


def feed_id(header: "Header", base_url: str) -> str:
    """Return the permanent id of the feed: the site's address, else a unique name. Source: RFC 4287."""
    return base_url or _urn(header.name)


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
