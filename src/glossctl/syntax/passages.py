"""What the readers that are written by hand share: lines joined to a passage, and the inline markup in it.

reStructuredText, AsciiDoc and comments have no parser for Python that keeps columns; they are read line by line, and a
passage's inline markup by one expression. Measured: ten times as fast as docutils, and its places are right.
"""

import re
from bisect import bisect_right
from operator import itemgetter

from glossctl.syntax.spans import located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from glossctl.syntax.spans import Builder, Kind, Markup, Segment

    Action = Callable[["Passage", "re.Match[str]"], None]

LINE = re.compile(r"([^\r\n]*)(\r\n|[\r\n]|\Z)")


def lines(text: str) -> list[tuple[int, int]]:
    """Return where each line begins and ends, without its line end; lines end at LF, CR LF or CR."""
    spans = [match.span(1) for match in LINE.finditer(text)]
    if len(spans) > 1 and spans[-1][0] == spans[-2][1] == len(text):
        spans.pop()  # what is matched at the end of a last line without a line end
    return spans


class Passage:
    """Lines of a document joined to one text, from which a block is built."""

    __slots__ = ("builder", "text", "segments")

    def __init__(self, builder: "Builder", spans: "Iterable[tuple[int, int]]") -> None:
        self.builder = builder
        self.segments: list[Segment] = []
        parts = []
        at = 0
        for start, end in spans:
            self.segments.append((at, start, end - start))
            parts.append(builder.text[start:end])
            at += end - start + 1
        self.text = "\n".join(parts)

    def add(self, start: int, end: int) -> None:
        """Add a part of the passage as it stands."""
        at = max(bisect_right(self.segments, start, key=itemgetter(0)) - 1, 0)
        while at < len(self.segments) and self.segments[at][0] < end:
            begins, place, length = self.segments[at]
            self.builder.add(place + max(start - begins, 0), place + min(end - begins, length))
            if start <= begins + length < end:  # the line break; in a cell of a table there is none
                place += length
                if self.builder.text[place] in "\r\n":
                    self.builder.add(place, place + 1)
                else:
                    self.builder.put("\n", place, place + 1)
            at += 1

    def put(self, shown: str, start: int, end: int) -> None:
        """Add ``shown`` in the place of a part."""
        self.builder.put(shown, self.place(start), self.place(end - 1) + 1)

    def gap(self, start: int, end: int) -> None:
        """Leave a part out."""
        self.builder.gap(self.place(start), self.place(end - 1) + 1)

    def place(self, at: int) -> int:
        """Return where a character of the passage stands in the document."""
        return located(self.segments, at)


class Inline:
    """The inline markup of a format: rules that are tried from left to right, at each place in their order.

    A rule is a name, an expression, and what to do with a match: ``gap``, ``unseen`` or another function; or a word for
    "read on within the named group that matched", which says how the text is marked ("strong"; "" not at all).
    ``begins`` matches what each of them begins with, so that the rules are tried at few places.
    """

    def __init__(self, begins: str, *rules: "tuple[str, str, Action | Markup | Literal['']]") -> None:
        self.begins = re.compile(begins)
        self.pattern = re.compile("|".join(f"(?P<rule_{name}>{rule})" for name, rule, _ in rules), re.DOTALL)
        self.actions = {f"rule_{name}": action for name, _, action in rules}
        self.groups = {f"rule_{name}": _GROUP.findall(rule) for name, rule, _ in rules}

    def close(self, passage: Passage, kind: "Kind", row: int = 0) -> None:
        """Add a whole passage as a block."""
        self.add(passage, 0, len(passage.text))
        passage.builder.close(kind, row)

    def add(self, passage: Passage, start: int, end: int, markup: "Markup | Literal['']" = "", depth: int = 0) -> None:
        """Add a part of a passage, marked as what is said."""
        if markup:
            passage.builder.begin(markup)
        at = start
        while depth < _NESTING and (begins := self.begins.search(passage.text, at, end)):
            at = begins.start()
            match = self.pattern.match(passage.text, at, end)
            if not match:
                at += 1
                continue
            passage.add(start, at)
            rule = match.lastgroup or ""
            action = self.actions[rule]
            if isinstance(action, str):
                group = next(group for group in self.groups[rule] if match[group] is not None)
                self.add(passage, *match.span(group), action, depth + 1)
            else:
                action(passage, match)
            start = at = max(match.end(), at + 1)
        passage.add(start, end)
        if markup:
            passage.builder.end(markup)


_GROUP = re.compile(r"\(\?P<(\w+)>")
_NESTING = 20  # levels of markup within markup


def gap(passage: Passage, match: "re.Match[str]") -> None:
    """Leave out what is seen, but is no prose."""
    passage.gap(*match.span())


def unseen(passage: Passage, match: "re.Match[str]") -> None:
    """Leave out what a reader doesn't see."""
