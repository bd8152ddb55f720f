"""Prose with places: the blocks of text that a reader of a document sees, and where each character of them stands.

The readers of the formats, one file each in this room, fill a ``Builder``; what is searched for in prose, and what
becomes of it, is the business of the rooms above.

A block is one paragraph, heading, item or cell as it is read: across emphasis, links and line breaks, with escapes and
entities resolved. What is no prose but stands in the middle of it (code, an image, an address) leaves ``GAP`` behind,
so that the words on both sides are not taken for neighbours.
"""

import re
from bisect import bisect_right

from glossctl.entries import Value
from glossctl.errors import GlossctlError
from glossctl.syntax.directives import Directive, directives

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    Kind = Literal["paragraph", "heading", "item", "quote", "cell", "term", "definition", "caption", "comment"]
    Markup = Literal["link", "strong", "em", "strike", "file"]

GAP = "\ufffc"  # the object replacement character: what Unicode keeps for things that are not text
MOST_LINES = 1_000_000  # of a document
MOST_BLOCKS = 1_000_000  # of a document; some 600 bytes each
_LINE_END = re.compile(r"\r\n|[\r\n]")


class Span(Value):
    """A run of characters of a block: ``text`` as it is read, from ``start`` to ``end`` in the document.

    ``is_literal``: the document has just these characters there; else it has an entity for them.
    """

    text: str
    start: int
    end: int
    is_literal: bool = True


class Mark(Value):
    """What a part of a block's text is: ``start`` and ``end`` are offsets in that text."""

    markup: "Markup"
    start: int
    end: int


class Block:
    """One block of prose.

    ``text`` is what a reader sees; a line break within is the document's own. ``number`` counts the blocks of the
    document from 0. ``row`` counts its table rows from 1 and is 0 outside tables: cells of one row share it. Marks are
    in the order in which they end.
    """

    __slots__ = ("text", "kind", "number", "row", "marks", "_starts", "_places", "_sizes")
    text: str
    kind: "Kind"
    number: int
    row: int
    marks: tuple[Mark, ...]
    _starts: list[int]  # where each piece begins in the text
    _places: list[int]  # and in the document
    _sizes: list[int]  # its length in the document where the document has something else; 0 where it has the same

    def __init__(
        self, text: str, kind: "Kind", number: int, row: int, marks: tuple[Mark, ...], pieces: "Pieces"
    ) -> None:
        self.text = text
        self.kind = kind
        self.number = number
        self.row = row
        self.marks = marks
        self._starts, self._places, self._sizes = pieces

    def __repr__(self) -> str:
        return f"Block({self.text!r}, {self.kind!r}, number={self.number}, row={self.row})"

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the document, as two offsets; it must not be empty."""
        first = bisect_right(self._starts, start) - 1
        place = self._places[first] + (0 if self._sizes[first] else start - self._starts[first])
        last = bisect_right(self._starts, end - 1) - 1
        size = self._sizes[last] or end - self._starts[last]
        return place, self._places[last] + size

    def spans(self, with_gaps: bool = False) -> "Iterator[Span]":
        """Yield the runs that the document has in one piece, in order.

        Without ``with_gaps`` what was left out is not among them; with it, together they are the text.
        """
        ends = [*self._starts[1:], len(self.text)]
        for start, end, place, size in zip(self._starts, ends, self._places, self._sizes, strict=True):
            text = self.text[start:end]
            if size:
                if with_gaps or text.strip(GAP):
                    yield Span(text, place, place + size, is_literal=False)
            elif with_gaps:
                yield Span(text, place, place + len(text))
            else:
                for run in _RUN.finditer(text):
                    yield Span(run[0], place + run.start(), place + run.end())


Pieces = tuple[list[int], list[int], list[int]]
_RUN = re.compile(f"[^{GAP}]+")
Segment = tuple[int, int, int]  # of a text put together from parts of a document: start in it, start there, length
_FAR = 1 << 62


def located(segments: "Sequence[Segment]", at: int) -> int:
    """Return where in the document a character of a text stands that was put together from segments of it."""
    begins, place, length = segments[max(bisect_right(segments, (at, _FAR, _FAR)) - 1, 0)]
    return place + min(max(at - begins, 0), length)


def between(segments: "Sequence[Segment]", start: int, end: int) -> "list[Segment]":
    """Return the segments of a part of the text that was put together from ``segments``, counted from its start."""
    first = max(bisect_right(segments, (start, _FAR, _FAR)) - 1, 0)
    last = bisect_right(segments, (end, 0, 0))
    return [(begins - start, place, length) for begins, place, length in segments[first:last]]


class Prose:
    """The prose of a document.

    ``text`` is the document as it was decoded; ``directives`` are the comments in it that speak to glossctl. Both they
    and the blocks are in the document's order.
    """

    __slots__ = ("text", "blocks", "directives", "_lines")
    text: str
    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...]
    _lines: list[int] | None

    def __init__(self, text: str, blocks: tuple[Block, ...], directives: tuple[Directive, ...] = ()) -> None:
        self.text = text
        self.blocks = blocks
        self.directives = directives
        self._lines = None

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1; columns count code points."""
        if self._lines is None:
            self._lines = line_starts(self.text)
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def line_starts(text: str) -> list[int]:
    """Return the offset of each line; lines end as editors end them: at LF, CR LF or CR."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


class Builder:
    """Gathers the blocks of one document; a reader calls it from the document's beginning to its end.

    ``open``, then ``add`` (characters as they stand), ``put`` (others in their place) and ``gap``, then ``close``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self.row = 0
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._places: list[int] = []
        self._sizes: list[int] = []
        self._last = 0  # where the block before began
        self._sorted = True
        self._end = -1  # of the piece that may grow, in the document
        self._marks: list[Mark] = []
        self._open: list[tuple[Markup, int]] = []

    def add(self, start: int, end: int) -> None:
        """Add the characters of the document between two offsets."""
        if start >= end:
            return
        if start != self._end:
            self._starts.append(self._length)
            self._places.append(start)
            self._sizes.append(0)
        self._parts.append(self.text[start:end])
        self._length += end - start
        self._end = end

    def add_through(self, segments: "Sequence[Segment]", start: int, end: int) -> None:
        """Add ``start`` to ``end`` of a text that was put together from segments of the document, in their order."""
        at = bisect_right(segments, (start, _FAR, _FAR)) - 1
        if at >= 0:
            begins, place, length = segments[at]
            if end - begins <= length:  # as a rule it is in one
                self.add(place + start - begins, place + end - begins)
                return
        at = max(at, 0)
        while at < len(segments) and segments[at][0] < end:
            begins, place, length = segments[at]
            self.add(place + max(start - begins, 0), place + min(end - begins, length))
            at += 1

    def put(self, shown: str, start: int, end: int) -> None:
        """Add ``shown``, which stands for what the document has between two offsets (an entity, a gap)."""
        self._starts.append(self._length)
        self._places.append(start)
        self._sizes.append(max(end - start, 1))
        self._parts.append(shown)
        self._length += len(shown)
        self._end = -1

    def gap(self, start: int, end: int) -> None:
        """Say that something is left out here that is not prose."""
        self.put(GAP, start, end)

    def begin(self, markup: "Markup") -> None:
        """Begin a marked part of the block."""
        self._open.append((markup, self._length))

    def end(self, markup: "Markup") -> None:
        """End the innermost part that was begun with ``markup``."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == markup:
                _, start = self._open.pop(at)
                if start < self._length:
                    self._marks.append(Mark(markup, start, self._length))
                return

    def mark(self, marks: "Iterable[Mark]") -> None:
        """Add marks of the block whose places are known."""
        self._marks += marks

    def close(self, kind: "Kind", row: int = 0) -> None:
        """End the block; it is kept where it holds a letter or a digit."""
        text = "".join(self._parts)
        pieces = (self._starts, self._places, self._sizes)
        marks = self._marks
        self._parts, self._starts, self._places, self._sizes = [], [], [], []
        self._length, self._end, self._marks, self._open = 0, -1, [], []
        text = without_addresses(text, marks)
        if _WORD.search(text):
            if len(self.blocks) >= MOST_BLOCKS:
                raise GlossctlError(f"has more than {MOST_BLOCKS:,} paragraphs, headings and cells")
            self._sorted = self._sorted and pieces[1][0] >= self._last
            self._last = pieces[1][0]
            self.blocks.append(Block(text, kind, len(self.blocks), row, tuple(marks), pieces))

    def comment(self, text: str, start: int) -> None:
        """Take the directives of a comment that begins at an offset."""
        if "glossctl" in text:
            self.directives += directives(text, self.line(start))

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        text = self.text
        return 1 + text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)

    def prose(self) -> Prose:
        """Return what was gathered, in the document's order."""
        if not self._sorted:
            self.blocks.sort(key=lambda block: block._places[0])
            for number, block in enumerate(self.blocks):
                block.number = number
        self.directives.sort(key=lambda directive: directive.line)
        return Prose(self.text, tuple(self.blocks), tuple(self.directives))


_WORD = re.compile(r"[^\W_]")
_HINT = re.compile(r"[./@\\]\w|[/~]\s|://")
_TOKEN = re.compile(rf"[^\s{GAP}<>\"“”‘’`|]+")
_OPENING = "([{*_'«"
_CLOSING = ")]}*_'»,;:!?."
_ADDRESS = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\.\w|mailto:)"  # a scheme
    r"|[\w.+-]+@[\w-]+\.\w"  # a mailbox
    r"|(?:~|\.{1,2})?/\w"  # a path from the root, from home, or from here
    r"|[A-Za-z]:\\\w"  # one of Windows
    r"|(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/"  # a host with a path
    r"|[\w.@-]+(?:/[\w.@-]+)*/[\w.@-]*\.[a-z][a-z0-9]*\Z"  # folders and a file
    r"|(?:[\w.@-]+/){2,}\Z|[a-z][\w.@-]*/\Z"  # folders
)
_FILE = re.compile(r"\.?[\w@-]{2,}(?:\.[\w@-]+)*\.[a-z][a-z0-9]{1,9}|[\w.-]+\.[chr]|\.[a-z][\w.-]+")


def without_addresses(text: str, marks: list[Mark]) -> str:
    """Return ``text`` with a gap of the same length for each address and path, and mark the names of files in it.

    A name of a file stays, for it may be the name of something ("Node.js"): what is looked for decides.
    """
    if not _HINT.search(text):
        return text
    parts, last, checked = [], 0, -1
    for hint in _HINT.finditer(text):
        if hint.start() < checked:
            continue
        start = hint.start()
        while start > max(checked, 0) and _TOKEN.match(text[start - 1]):
            start -= 1
        token = _TOKEN.match(text, start)
        if not token:
            continue
        checked = token.end()
        word = token[0].lstrip(_OPENING)
        start = checked - len(word)
        word = word.rstrip(_CLOSING)
        if _ADDRESS.match(word):
            parts += [text[last:start], GAP * len(word)]
            last = start + len(word)
        elif _FILE.fullmatch(word):
            marks.append(Mark("file", start, start + len(word)))
    return "".join([*parts, text[last:]]) if parts else text
