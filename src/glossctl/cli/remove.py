"""``remove``: an entry out of a glossary of one's own."""

from glossctl.cli import targets
from glossctl.cli.exits import FOUND, MISSED
from glossctl.editing.remove import remove
from glossctl.files import rewrite
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Entry


def run(settings: "Settings", name: "Sequence[str]", sense: str, user: bool, glossary: "Sequence[str]") -> int:
    """Remove the entry of a name from the nearest file that has it, and say from which."""
    term = " ".join(name)
    paths = targets.own(settings.named(glossary), user, settings.environment)
    path = targets.holding(term, paths, "remove")
    if path is None:
        return MISSED
    removed: list[Entry | None] = []

    def change(text: str) -> str:
        result, entry = remove(text, term, sense or None, path)
        removed.append(entry)
        return result

    rewrite.rewrite(path, change)
    entry = removed[-1]
    if entry is None:  # another writer was quicker
        console.error(f'"{term}" is not in {path} any more')
        return MISSED
    full_form = f" ({entry.expansion})" if entry.expansion else ""
    console.say(f"removed {entry.name}{full_form} from {path}")
    return FOUND
