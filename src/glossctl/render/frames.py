"""What every screen is made of: styles, the frame, the line of a term, a label beside its text, a link.

No content has a colour of its own. A colour that is easy to read on a dark ground is hard to read on a light one, and
which of the two it is, nobody can ask; weight, slant and an underline hold on both. Only labels and sources are dim.
Texts are never parsed as Rich markup: every string goes through ``line``.
"""

import unicodedata

from rich.box import ROUNDED
from rich.cells import cell_len
from rich.constrain import Constrain
from rich.panel import Panel
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from glossctl.text import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

    from glossctl.entries import Entry

_HUGE = 100_000  # characters
_FROM_THE_RIGHT = ("R", "AL", "AN")
WIDEST = 96  # columns: beyond that a line of prose is hard to follow back to its start
TERM = "bold not dim"  # a panel's title would else be as dim as its border
PLAIN = "not dim"
QUIET = "dim"
MARKED = "underline"
QUOTED = "italic"
BETWEEN = " · "
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


def line(text: str, style: str | Style = "") -> Text:
    """Return one line of text, which wraps between words and is never cut."""
    return Text(isolated(visible(one_line(text))), style, overflow="fold")


def isolated(text: str) -> str:
    """Return a text that is read from the right, or has a part that is, so that it leaves what is around it alone.

    Source: Unicode UAX #9, 2.4 (FSI and PDI).
    """
    if text.isascii() or not any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in text):
        return text
    return f"\u2068{text}\u2069"


def prose(text: str) -> "RenderableType":
    """Return a paragraph, which wraps between words; a huge one by the line, since Rich takes 5 µs a character."""
    return Huge(text) if len(text) > _HUGE and text.isascii() else line(text)


class Huge:
    """A paragraph of ASCII that is wrapped as it is written."""

    def __init__(self, text: str) -> None:
        self.text = visible(one_line(text))

    def __rich_console__(self, _: "Console", options: "ConsoleOptions") -> "Iterator[Segment]":
        from textwrap import wrap  # only for a paragraph that nobody reads to its end

        for row in wrap(self.text, options.max_width):
            yield Segment(row)
            yield Segment.line()


def listed(texts: "Iterable[str]") -> Text:
    """Return texts on one line, parted as everywhere."""
    return Text(BETWEEN.join(isolated(visible(one_line(text))) for text in texts), overflow="fold")


def term(entry: "Entry") -> Text:
    """Return the line that an entry leads with: its name, then its full form, or what else it is."""
    head = Text(overflow="fold").append_text(line(entry.name, TERM))
    if entry.expansion:
        head.append("  ").append_text(line(entry.expansion))
    if entry.kind != "term":
        head.append(f"  {entry.kind}", QUIET)
    if entry.status and entry.status != "current":
        head.append("  ").append_text(line(entry.status, "bold"))
    return head


def link(url: str) -> Text:
    """Return an address, underlined; to click on where it is one of the web or of mail."""
    safe = url.lower().startswith(_SAFE_SCHEMES) and url.isprintable() and " " not in url
    return line(url, Style(underline=True, link=url) if safe else "")


def frame(body: "RenderableType", title: Text | None = None, source: Text | None = None) -> Panel:
    """Return ``body`` in a frame; ``source`` says in its lower edge where it is from."""
    return Panel(
        body,
        box=ROUNDED,
        title=title,
        title_align="left",
        subtitle=source,
        subtitle_align="right",
        border_style=QUIET,
        padding=(0, 1),
        width=None,
    )


class Page:
    """Renderables one under another, no wider than a line of prose should be."""

    def __init__(self, parts: "Iterable[RenderableType]") -> None:
        self.parts = tuple(parts)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[RenderableType]":
        for part in self.parts:
            yield Constrain(part, WIDEST)


class Labelled:
    """A label and, beside it, a text that wraps under itself; Table.grid would do and costs 3 ms to import."""

    def __init__(self, label: str, value: Text, style: str = QUIET) -> None:
        self.label = label
        self.value = value
        self.style = style

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        width = cell_len(self.label)
        label = self.label
        for part in self.value.wrap(console, max(options.max_width - width, 8), overflow="fold"):
            part.rstrip()
            yield Text().append(label, self.style).append_text(part)
            label = " " * width


class Divider:
    """A quiet line across the frame, with a few words in its middle."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        mark = "-" if options.ascii_only else "─"
        yield Text(f" {self.words} ".center(options.max_width, mark)[: options.max_width], QUIET)
