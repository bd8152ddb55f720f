"""Plain text to prose with places: paragraphs parted by empty lines."""

import re

from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Prose

_PARAGRAPH = re.compile(r"\S[^\r\n]*(?:(?:\r\n|[\r\n])[^\r\n]*\S[^\r\n]*)*")
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+", re.MULTILINE)


def read(text: str) -> "Prose":
    """Return the prose of a plain text; a line that begins as an item of a list does is a block of its own."""
    builder = Builder(text)
    for paragraph in _PARAGRAPH.finditer(text):
        add(builder, *paragraph.span())
    return builder.prose()


def add(builder: Builder, start: int, end: int) -> None:
    """Add a paragraph that stands between two offsets, and the items of a list in it."""
    items = [(item.start(), item.end()) for item in _ITEM.finditer(builder.text, start, end)]
    first = items[0][0] if items else end
    if first > start:
        builder.add(start, first)
        builder.close("paragraph")
    for at, (_, begins) in enumerate(items):
        builder.add(begins, items[at + 1][0] if at + 1 < len(items) else end)
        builder.close("item")
