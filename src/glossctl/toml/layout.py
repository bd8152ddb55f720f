"""The layout of a glossary file: the spans of its tables, keys and values, and the comments of each.

Owns spans and comments, not values: ``toml.read`` has read the text before, so it is valid TOML.

A comment belongs to the key below it. Above a table, comment lines that touch it are its own; a block between blank
lines is a section heading before it, or, before the first table, the file's preamble. Lines that touch the key above
but not the table below end the table above. A separate block after the last table is the footer.
"""

from glossctl.errors import GlossctlError
from glossctl.toml.source import parts, statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.toml.source import Piece

    Block = list[str]  # adjacent comment lines, without the space around them

_SCHEMA = "#:schema"


class Item:
    """An item of an array: its source, the comments above it, and the comment after it (``note``)."""

    __slots__ = ("source", "comments", "note")

    def __init__(self, source: str, comments: "Block", note: str = "") -> None:
        self.source = source
        self.comments = comments
        self.note = note


class Statement:
    """A key with its value: the span of the value, the comments above, and the comment after it (``note``)."""

    __slots__ = ("key", "start", "value_start", "value_end", "comments", "note")

    def __init__(self, piece: "Piece", comments: "Block") -> None:
        self.key = tuple(map(str, piece.path))
        self.start = piece.start
        self.value_start = piece.value_start
        self.value_end = piece.value_end
        self.comments = comments
        self.note = piece.note


class TableSpan:
    """A table: its section heading begins at ``start``, its own comments at ``own``; ``end`` is after everything.

    ``path`` is ("term",) for a [[term]]; an entry's subtables (``[[term.avoid]]``) are in its ``tables``.
    """

    __slots__ = ("path", "heading", "start", "own", "end", "apart", "comments", "note", "statements", "tables", "after")

    def __init__(self, piece: "Piece", apart: "list[Block]", comments: "Block") -> None:
        self.path = tuple(map(str, piece.path))
        self.heading = self.start = self.own = piece.line
        self.end = piece.end
        self.apart = apart
        self.comments = comments
        self.note = piece.note
        self.statements: list[Statement] = []
        self.tables: list[TableSpan] = []
        self.after: Block = []

    def line(self, text: str) -> int:
        """Return the line, from 1, of the heading in the text that was scanned."""
        return text.count("\n", 0, self.heading) + 1


class Layout:
    """A whole file: ``root`` holds the keys above all tables; ``end`` is where the footer may begin."""

    __slots__ = ("preamble", "root", "tables", "footer", "end")

    def __init__(self) -> None:
        self.preamble: list[Block] = []
        self.root: list[Statement] = []
        self.tables: list[TableSpan] = []
        self.footer: list[Block] = []
        self.end = 0

    def of(self, kind: str) -> list[TableSpan]:
        """Return the tables of one kind, in file order."""
        return [table for table in self.tables if table.path == (kind,)]

    def refuse_value(self, kind: str, path: str) -> None:
        """Raise GlossctlError if the entries of a kind are one value (``term = [...]``), not tables."""
        if any(statement.key[0] == kind for statement in self.root):
            raise GlossctlError(
                f'{path}: its {kind}s are one value ("{kind} = ..."), not [[{kind}]] tables',
                "lay it out first",
                "one-value",
                (path,),
            )


class _Comments:
    """The comments since the last key or table: blocks, their offsets, and whether they touch their neighbours."""

    __slots__ = ("blocks", "starts", "end", "touches_above")

    def __init__(self, end: int = -1) -> None:
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        self.end = end  # of the line above; -1 at the top of the file
        self.touches_above = False

    def add(self, piece: "Piece") -> None:
        is_apart = self.is_apart(piece)
        if is_apart or not self.blocks:
            self.touches_above = self.touches_above or not (is_apart or self.blocks)
            self.blocks.append([])
            self.starts.append(piece.line)
        self.blocks[-1].append(piece.note)
        self.end = piece.end

    def is_apart(self, piece: "Piece") -> bool:
        """Tell whether the line above a piece is blank, or there is none."""
        return piece.line > self.end

    def lines(self) -> "Block":
        return [line for block in self.blocks for line in block]


def scan(text: str) -> Layout:
    """Scan TOML text without a byte-order mark; line ends may be LF or CRLF."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.layout


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.layout = Layout()
        self.comments = _Comments()
        self.table: TableSpan | None = None

    def run(self) -> None:
        for piece in statements(self.text):
            if piece.kind == "comment":
                self.comments.add(piece)
            elif piece.kind == "key":
                self._statement(piece)
            elif piece.kind == "stray":
                line = self.text.count("\n", 0, piece.start) + 1
                raise GlossctlError(f"can't follow the layout of line {line}")
            else:
                self._heading(piece)
        self._close()

    def _statement(self, piece: "Piece") -> None:
        statement = Statement(piece, self.comments.lines())
        if self.table is None:
            self.layout.root.append(statement)
        else:
            innermost = self.table.tables[-1] if self.table.tables else self.table
            innermost.statements.append(statement)
        self._advance(piece.end)

    def _advance(self, end: int) -> None:
        self.layout.end = end
        if self.table is not None:
            self.table.end = end
        self.comments = _Comments(end)

    def _heading(self, piece: "Piece") -> None:
        if len(piece.path) > 1 and self.table is not None and piece.path[:1] == self.table.path:
            self.table.tables.append(TableSpan(piece, [], self.comments.lines()))
            self._advance(piece.end)
            return
        comments = self._without_after(piece)
        own = comments.blocks.pop() if comments.blocks and not comments.is_apart(piece) else []
        own_start = comments.starts[len(comments.blocks)] if own else piece.line
        if self.table is None and not self.layout.root:
            if not comments.blocks and (count := _schema_lines(own)):
                own_start = self._line_after(own_start, count)
                comments.blocks, own = [own[:count]], own[count:]
            self.layout.preamble, comments.blocks = comments.blocks, []
        table = TableSpan(piece, comments.blocks, own)
        table.own = own_start
        table.start = comments.starts[0] if comments.blocks else own_start
        self.layout.tables.append(table)
        self.table = table
        self._advance(piece.end)

    def _without_after(self, heading: "Piece | None" = None) -> _Comments:
        """Give the table above the block that touches it; return the other comments. No heading: the text ends."""
        comments = self.comments
        if (
            self.table is not None
            and comments.touches_above
            and (heading is None or len(comments.blocks) > 1 or comments.is_apart(heading))
        ):
            self.table.after = comments.blocks.pop(0)
            start = comments.starts.pop(0)
            self.layout.end = self.table.end = self._line_after(start, len(self.table.after))
        return comments

    def _line_after(self, at: int, count: int) -> int:
        """Return the offset ``count`` lines after ``at``; the end of the text if it has fewer."""
        for _ in range(count):
            at = self.text.find("\n", at) + 1
            if not at:
                return len(self.text)
        return at

    def _close(self) -> None:
        comments = self._without_after()
        if not self.layout.tables and not self.layout.root:
            self.layout.preamble, self.layout.end = comments.blocks, max(comments.end, 0)
        else:
            self.layout.footer = comments.blocks


def _schema_lines(block: "Block") -> int:
    """Return how many lines of a block at the top of a file belong to the file: up to the directive to editors."""
    return max((number for number, line in enumerate(block, 1) if line.startswith(_SCHEMA)), default=0)


def items(source: str) -> "tuple[list[Item], Block]":
    """Return the items of an array, given its source, and the comments after the last item."""
    array: list[Item] = []
    comments: Block = []
    end = 0  # of the last item
    for piece in parts(source, 0):
        if piece.kind == "comment" and piece.start < end:
            array[-1].comments.append(piece.note)
        elif piece.kind == "comment":
            if array and not array[-1].note and "\n" not in source[end : piece.start]:
                array[-1].note = piece.note
            else:
                comments.append(piece.note)
        elif len(piece.path) == 1:
            array.append(Item(source[piece.start : piece.value_end], comments))
            comments, end = [], piece.value_end
    return array, comments
