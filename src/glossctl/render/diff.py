"""The difference between two texts, as ``diff -u`` shows it."""

import difflib

from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import RenderableType

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


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line feeds: what Unicode calls line breaks besides stays in its line."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
