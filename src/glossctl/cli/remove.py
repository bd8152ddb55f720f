"""``remove``: an entry out of a glossary of one's own."""

import os

from glossctl.cli import targets
from glossctl.cli.exits import FOUND, MISSED
from glossctl.editing.remove import remove
from glossctl.files import rewrite
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossctl.entries import Entry


def run(
    name: str,
    sense: str | None = None,
    glossaries: "Sequence[str]" = (),
    user: bool = False,
    environment: "Mapping[str, str]" = os.environ,
) -> int:
    """Remove the entry of ``name`` from the nearest file that has it, and say from which."""
    path = targets.holding(name, targets.own(glossaries, user, environment), "remove")
    if path is None:
        return MISSED
    removed: list[Entry | None] = []

    def change(text: str) -> str:
        result, entry = remove(text, name, sense, path)
        removed.append(entry)
        return result

    rewrite.rewrite(path, change)
    entry = removed[-1]
    if entry is None:  # another writer was quicker
        console.error(f'"{name}" is not in {path} any more')
        return MISSED
    full_form = f" ({entry.expansion})" if entry.expansion else ""
    console.say(f"removed {entry.name}{full_form} from {path}")
    return FOUND
