"""``list``: every entry, one line each."""

import os

from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import KINDS
from glossctl.errors import UsageError
from glossctl.render import console
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings
    from glossctl.entries import Kind
    from glossctl.glossary import Glossary


def run(settings: "Settings", tag: str = "", kind: str = "", glossary: str = "") -> int:
    """Show the entries, or those of one tag, one kind and one glossary (by its name)."""
    opened = settings.glossary()
    _check_name(glossary, opened)
    found = opened.entries(_kind(kind), tag, glossary)
    if found or settings.output == "json":
        settings.show(settings.renderer.entries(found))
    if found:
        return FOUND
    asked = [f'{label} "{value}"' for label, value in (("tag", tag), ("kind", kind), ("glossary", glossary)) if value]
    near = _near_tag(tag, opened) if tag else None
    console.error(f"no entry with {' and '.join(asked)}" if asked else "there are no entries", near)
    return MISSED


def _check_name(name: str, opened: "Glossary") -> None:
    known = [row.glossary for row in opened.sources() if row.glossary] if name else []
    if name and fold(name) not in map(fold, known):
        raise UsageError(
            f'--glossary: there is no "{name}"', f"in force: {', '.join(known)}; a file's name ends in .toml"
        )


def _near_tag(tag: str, opened: "Glossary") -> str | None:
    import difflib  # only for a hint

    tags = sorted({one for entry in opened.entries() for one in entry.tags})
    near = difflib.get_close_matches(tag.lower(), tags, n=3)
    return f"near tags: {', '.join(near)}" if near else None


def _kind(kind: str) -> "Kind | None":
    for known in KINDS:
        if kind == known:
            return known
    if kind:
        raise UsageError(f'--kind: there is no kind "{kind}"', f"choose one of {', '.join(KINDS)}")
    return None


def parted(glossaries: "list[str]") -> tuple[list[str], str]:
    """Return the paths and the name among the values of ``--glossary``, which stands for both on this command."""
    paths = [value for value in glossaries if os.path.exists(value) or value.endswith(".toml") or os.sep in value]
    names = [value for value in glossaries if value not in paths]
    if len(names) > 1:
        raise UsageError("--glossary: one name at a time", "leave it out to list every glossary in force")
    return paths, names[0] if names else ""
