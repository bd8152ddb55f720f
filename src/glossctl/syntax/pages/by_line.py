"""What the readers that go through a page line by line share: the cursor, the title, and runs of inline markup."""

import re

from glossctl.syntax.pages import HARD, Heading, Page, Run, Runs, filled, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_BREAK = re.compile(f"([\n{HARD}])")


def page_of(text: str) -> tuple[Page, str]:
    """Return an empty page for a text, and the text with its lines ended by LF."""
    page = Page([])
    page.filled = filled(text)
    return page, text.replace("\r\n", "\n").replace("\r", "\n")


def title_of(page: Page) -> str:
    """Return the title of a page: its first heading, where that is the only one of its level; else ""."""
    heads = [block for block in page.blocks if isinstance(block, Heading) and block.level == 1]
    return text_of(heads[0].runs) if len(heads) == 1 and heads[0] is page.blocks[0] else ""


def next_filled(lines: "Sequence[str]", at: int) -> int:
    """Return the number of the first line from ``at`` on that isn't blank; that behind the last for none."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


class Cursor:
    """A place among lines, for readers that take one after another."""

    def __init__(self, lines: "Sequence[str]") -> None:
        self.lines = lines
        self.at = 0

    @property
    def ended(self) -> bool:
        """Whether all lines are read."""
        return self.at >= len(self.lines)

    @property
    def line(self) -> str:
        """The current line without the space at its end; "" behind the last."""
        return "" if self.ended else self.lines[self.at].rstrip()

    def take(self) -> str:
        """Return the current line and step over it."""
        line = self.line
        self.at += 1
        return line


def inline(
    pattern: "re.Pattern[str]",
    text: str,
    plain: "Callable[[str], Iterable[Run]]",
    marked: "Callable[[re.Match[str]], Iterable[Run]]",
) -> Runs:
    """Return the runs of a text: what ``plain`` makes of the text around matches, and ``marked`` of each of these."""
    runs: list[Run] = []
    at = 0
    for match in pattern.finditer(text):
        runs += plain(text[at : match.start()])
        runs += marked(match)
        at = match.end()
    return (*runs, *plain(text[at:]))


def broken(text: str, like: Run = Run("")) -> list[Run]:  # noqa: B008  # a value that nobody changes
    """Return text as runs that are marked as ``like``, with a run for each line break."""
    return [like.replace(text=part) if part not in ("\n", HARD) else Run(part) for part in _BREAK.split(text) if part]
