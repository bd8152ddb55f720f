"""The difference between two texts, as ``diff -u`` shows it."""

import difflib
import re

from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from rich.console import RenderableType

    from glossctl.languages.report import Changed

    Side = Literal["both", "old", "new"]
    Piece = tuple[Side, str]

_WORD = re.compile(r"[\u1100-\U0010ffff]|[^\s\u1100-\U0010ffff]+\s*|\s+")
_STYLES = {"+++": "bold", "---": "bold", "@@": "cyan", "+": "green", "-": "red"}


def diff(before: str, after: str, path: str, color: bool) -> "RenderableType":
    """Return the unified difference; empty where there is none."""
    lines = [visible(_whole(line)) for line in difflib.unified_diff(_lines(before), _lines(after), path, path)]
    if before != after and not lines:
        return f"{path}: only line ends differ\n"
    if not color:
        return "".join(lines)
    from rich.console import Group  # only for colour
    from rich.text import Text

    text = Text(no_wrap=True, overflow="ignore", end="")
    for line in lines:
        text.append(line, next((style for mark, style in _STYLES.items() if line.startswith(mark)), ""))
    return Group(text)  # alone, it would be joined with what else is printed, and wrapped


def change(changed: "Changed") -> "list[Piece]":
    """Return how the source of a translation has changed; empty where its earlier text isn't known."""
    if changed.before is None:
        return []
    before, now = changed.before, changed.now
    parts = [(before.name, now.name), (before.expansion or "", now.expansion or "")]
    pieces: list[Piece] = []
    for old, new in [*(pair for pair in parts if pair[0] != pair[1]), (before.definition, now.definition)]:
        if pieces:
            pieces.append(("both", " "))
        pieces += words(old, new)
    return pieces


def marked(pieces: "Sequence[Piece]", old: tuple[str, str], new: tuple[str, str]) -> str:
    """Return pieces as one text, what went and what came between a beginning and an end, without the space behind."""
    signs = {"both": ("", ""), "old": old, "new": new}
    made = ""
    for side, text in pieces:
        bare = text.rstrip()
        made += "".join((signs[side][0], bare, signs[side][1], text[len(bare) :])) if bare else text
    return made


def words(before: str, after: str) -> "list[Piece]":
    """Return two texts as pieces of words that are in both, in the old one or in the new one, in reading order.

    A character of Chinese, Japanese or Korean is a word of its own.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for way, start, end, begin, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "equal":
            pieces.append(("both", "".join(old[start:end])))
            continue
        pieces += [("old", "".join(old[start:end]))] if end > start else []
        pieces += [("new", "".join(new[begin:stop]))] if stop > begin else []
    return pieces


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line feeds: what Unicode calls line breaks besides stays in its line."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
