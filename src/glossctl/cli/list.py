"""``list``: every entry, one line each."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import KINDS
from glossctl.errors import UsageError
from glossctl.render import console
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Entry, Kind
    from glossctl.glossary import Glossary


def run(settings: "Settings", tag: str, kind: str, tags: bool) -> int:
    """Show the entries, or those of one tag and one kind; with ``tags`` the tags of these instead."""
    glossary = settings.glossary()
    entries = glossary.entries(_kind(kind), tag)
    counts = _counts(entries) if tags else {}
    if entries and tags and not counts:
        console.error("no entry has a tag")
    if settings.output == "json" or (counts if tags else entries):
        settings.show(settings.renderer.tags(counts) if tags else settings.renderer.entries(entries))
    if entries:
        return FOUND if counts or not tags else MISSED
    asked = [f'{label} "{value}"' for label, value in (("tag", tag), ("kind", kind)) if value]
    near = _near_tag(tag, glossary) if tag else None
    console.error(f"no entry with {' and '.join(asked)}" if asked else "there are no entries", near)
    return MISSED


def _counts(entries: "Sequence[Entry]") -> dict[str, int]:
    """Return each tag, by name, with the number of entries that have it."""
    counts: dict[str, int] = {}
    for entry in entries:
        for tag in dict.fromkeys(entry.tags):
            counts[tag] = counts.get(tag, 0) + 1
    return dict(sorted(counts.items(), key=lambda row: fold(row[0])))


def _near_tag(tag: str, glossary: "Glossary") -> str | None:
    import difflib  # only for a hint

    near = difflib.get_close_matches(tag.lower(), glossary.tags(), n=3)
    return f"near tags: {', '.join(near)}" if near else None


def _kind(kind: str) -> "Kind | None":
    for known in KINDS:
        if kind == known:
            return known
    if kind:
        raise UsageError(f'--kind: there is no kind "{kind}"', f"choose one of {', '.join(KINDS)}")
    return None
