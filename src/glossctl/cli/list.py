"""``list``: every entry, one line each."""

from glossctl.cli import settings as settle
from glossctl.cli.exits import FOUND, MISSED
from glossctl.render import console
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Entry


def run(settings: "Settings", tag: str, kind: str, tags: bool) -> int:
    """Show the entries, or those of one tag and one kind; with ``tags`` the tags of these instead."""
    glossary = settings.glossary()
    entries = glossary.entries(settle.kind(kind), tag)
    counts = _counts(entries) if tags else {}
    if entries and tags and not counts:
        console.error("no entry has a tag")
    if settings.output == "json" or (counts if tags else entries):
        settings.show(settings.renderer.tags(counts) if tags else settings.renderer.entries(entries))
    if entries:
        settings.say_fallbacks(glossary, entries)
        return FOUND if counts or not tags else MISSED
    from glossctl.cli import misses  # only on a miss

    within = misses.narrowed(tag, kind)
    console.error(f"no entry{within}" if within else "there are no entries", misses.near_tags(tag, glossary))
    return MISSED


def _counts(entries: "Sequence[Entry]") -> dict[str, int]:
    """Return each tag, by name, with the number of entries that have it."""
    counts: dict[str, int] = {}
    for entry in entries:
        for tag in dict.fromkeys(entry.tags):
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items(), key=lambda row: fold(row[0])))
