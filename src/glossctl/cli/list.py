"""``list``: every entry, one line each."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import KINDS
from glossctl.errors import UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings
    from glossctl.entries import Kind
    from glossctl.glossary import Glossary


def run(settings: "Settings", tag: str, kind: str) -> int:
    """Show the entries, or those of one tag and one kind."""
    glossary = settings.glossary()
    found = glossary.entries(_kind(kind), tag)
    if found or settings.output == "json":
        settings.show(settings.renderer.entries(found))
    if found:
        return FOUND
    asked = [f'{label} "{value}"' for label, value in (("tag", tag), ("kind", kind)) if value]
    near = _near_tag(tag, glossary) if tag else None
    console.error(f"no entry with {' and '.join(asked)}" if asked else "there are no entries", near)
    return MISSED


def _near_tag(tag: str, glossary: "Glossary") -> str | None:
    import difflib  # only for a hint

    tags = sorted({one for entry in glossary.entries() for one in entry.tags})
    near = difflib.get_close_matches(tag.lower(), tags, n=3)
    return f"near tags: {', '.join(near)}" if near else None


def _kind(kind: str) -> "Kind | None":
    for known in KINDS:
        if kind == known:
            return known
    if kind:
        raise UsageError(f'--kind: there is no kind "{kind}"', f"choose one of {', '.join(KINDS)}")
    return None
