"""The layout of a glossary file: the spans of its tables, keys and values, and the comments of each.

Owns spans and comments, not values: ``toml.read`` has read the text before, so it is valid TOML.

A comment belongs to the key below it. Above a table, comment lines that touch it are its own; a block between blank
lines is a section heading before it, or, before the first table, the file's preamble. Lines that touch the key above
but not the table below end the table above. A separate block after the last table is the footer.
"""

import re

from glossctl import toml
from glossctl.errors import GlossctlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Block = list[str]  # adjacent comment lines, without the space around them

_BASIC = r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}|"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'''(?:[^']|'{1,2}(?!'))*+'{3,5}|'[^'\n]*+'"
_PART = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_ELEMENT = re.compile(
    rf"""[ \t]*(?:(?P<blank>\r?\n|\Z)
    |(?P<comment>\#[^\r\n]*)
    |\[(?P<array>\[)?[ \t]*(?P<table>{_KEY})[ \t]*\]\]?
    |(?P<key>{_KEY})[ \t]*=[ \t]*)""",
    re.VERBOSE,
)
_TOKEN = re.compile(
    rf"(?P<string>{_BASIC}|{_LITERAL})|(?P<comment>#[^\r\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)"
    r"|(?P<line>\r?\n)|(?P<space>[ \t]+)|(?P<bare>[^\s\"'#\[\]{},]+)"
)
_REST = re.compile(r"[ \t]*(?P<note>#[^\r\n]*)?(?:\r?\n|\Z)")
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

    def __init__(self, key: tuple[str, ...], start: int, value: tuple[int, int], comments: "Block", note: str) -> None:
        self.key = key
        self.start = start
        self.value_start, self.value_end = value
        self.comments = comments
        self.note = note


class TableSpan:
    """A table: its section heading begins at ``start``, its own comments at ``own``; ``end`` is after everything.

    ``path`` is ("term",) for a [[term]]; an entry's subtables (``[[term.avoid]]``) are in its ``tables``.
    """

    __slots__ = ("path", "heading", "start", "own", "end", "apart", "comments", "note", "statements", "tables", "after")

    def __init__(self, path: tuple[str, ...], heading: int, apart: "list[Block]", comments: "Block", note: str) -> None:
        self.path = path
        self.heading = heading
        self.start = self.own = heading
        self.end = heading
        self.apart = apart
        self.comments = comments
        self.note = note
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

    __slots__ = ("blocks", "starts", "end", "touches_above", "blank")

    def __init__(self, touching: bool) -> None:
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        self.end = 0
        self.touches_above = False
        self.blank = not touching  # the line above is blank, or there is none

    def add(self, line: str, start: int, end: int) -> None:
        if self.blank or not self.blocks:
            self.touches_above = self.touches_above or not (self.blank or self.blocks)
            self.blocks.append([])
            self.starts.append(start)
        self.blocks[-1].append(line)
        self.end = end
        self.blank = False

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
        self.comments = _Comments(False)
        self.table: TableSpan | None = None

    def run(self) -> None:
        at, text = 0, self.text
        while at < len(text):
            match = _ELEMENT.match(text, at)
            if match is None:
                raise not_followed(text, at)
            if match["blank"] is not None:
                self.comments.blank = True
                at = match.end()
            elif comment := match["comment"]:
                rest = _rest(text, match.end())
                self.comments.add(comment.rstrip(), at, rest.end())
                at = rest.end()
            elif key := match["key"]:
                at = self._statement(_parts(key), at, match.end())
            else:
                at = self._heading(_parts(match["table"]), at, match.end())
        self._close()

    def _statement(self, key: tuple[str, ...], start: int, value: int) -> int:
        value_end = _value_end(self.text, value)
        rest = _rest(self.text, value_end)
        note = (rest["note"] or "").rstrip()
        statement = Statement(key, start, (value, value_end), self.comments.lines(), note)
        if self.table is None:
            self.layout.root.append(statement)
        else:
            innermost = self.table.tables[-1] if self.table.tables else self.table
            innermost.statements.append(statement)
        self._advance(rest.end())
        return rest.end()

    def _advance(self, end: int) -> None:
        self.layout.end = end
        if self.table is not None:
            self.table.end = end
        self.comments = _Comments(True)

    def _heading(self, path: tuple[str, ...], start: int, end: int) -> int:
        rest = _rest(self.text, end)
        note = (rest["note"] or "").rstrip()
        if len(path) > 1 and self.table is not None and path[:1] == self.table.path:
            self.table.tables.append(TableSpan(path, start, [], self.comments.lines(), note))
            self._advance(rest.end())
            return rest.end()
        comments = self._without_after()
        own = comments.blocks.pop() if comments.blocks and not comments.blank else []
        own_start = comments.starts[len(comments.blocks)] if own else start
        if self.table is None and not self.layout.root:
            if not comments.blocks and (count := _schema_lines(own)):
                own_start = self._line_start(own_start, count)
                comments.blocks, own = [own[:count]], own[count:]
            self.layout.preamble, comments.blocks = comments.blocks, []
        table = TableSpan(path, start, comments.blocks, own, note)
        table.own = own_start
        table.start = comments.starts[0] if comments.blocks else own_start
        self.layout.tables.append(table)
        self.table = table
        self._advance(rest.end())
        return rest.end()

    def _line_start(self, at: int, count: int) -> int:
        for _ in range(count):
            at = self.text.index("\n", at) + 1
        return at

    def _without_after(self, closing: bool = False) -> _Comments:
        """Give the table above the block that touches it; return the other comments."""
        comments = self.comments
        if (
            self.table is not None
            and comments.touches_above
            and (closing or len(comments.blocks) > 1 or comments.blank)
        ):
            self.table.after = comments.blocks.pop(0)
            start = comments.starts.pop(0)
            self.layout.end = self.table.end = self._line_start_or_end(start, len(self.table.after))
        return comments

    def _line_start_or_end(self, at: int, count: int) -> int:
        for _ in range(count):
            at = self.text.find("\n", at) + 1
            if not at:
                return len(self.text)
        return at

    def _close(self) -> None:
        comments = self._without_after(closing=True)
        if not self.layout.tables and not self.layout.root:
            self.layout.preamble, self.layout.end = comments.blocks, comments.end
        else:
            self.layout.footer = comments.blocks


def _schema_lines(block: "Block") -> int:
    """Return how many lines of a block at the top of a file belong to the file: up to the directive to editors."""
    return max((number for number, line in enumerate(block, 1) if line.startswith(_SCHEMA)), default=0)


def _rest(text: str, at: int) -> "re.Match[str]":
    match = _REST.match(text, at)
    if match is None:
        raise not_followed(text, at)
    return match


def not_followed(text: str, at: int) -> GlossctlError:
    """Return the error for TOML that this scanner can't follow."""
    return GlossctlError(f"can't follow the layout of line {text.count(chr(10), 0, at) + 1}")


def _parts(key: str) -> tuple[str, ...]:
    if key.isascii() and key.isalnum():
        return (key,)
    return tuple(map(_part, re.findall(_PART, key)))


def _part(source: str) -> str:
    if source.startswith('"') and "\\" in source:  # a quoted key may have escapes such as \u0074
        part: str = toml.document(f"key = {source}", "")["key"]
        return part
    return source[1:-1] if source[0] in "\"'" else source


def _tokens(text: str, at: int) -> "Iterator[re.Match[str]]":
    while match := _TOKEN.match(text, at):
        yield match
        at = match.end()
    raise not_followed(text, at)


def _value_end(text: str, start: int) -> int:
    depth, end = 0, start
    for token in _tokens(text, start):
        kind = token.lastgroup
        if kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
        if depth == 0:
            if kind in ("string", "close"):
                return token.end()
            if kind != "bare":  # a date and its time may be separated by a space; ``read`` rejects them anyway
                return end
            end = token.end()
            if end == len(text):
                return end
    return end


def items(source: str) -> "tuple[list[Item], Block]":
    """Return the items of an array, given its source, and the comments after the last item."""
    array: list[Item] = []
    comments: Block = []
    depth, start, same_line = 0, -1, False
    for token in _tokens(source, 0):
        kind = token.lastgroup
        if kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
            if depth == 0:
                break
            if depth == 1 and kind == "open":
                continue
        if kind == "line":
            same_line = False
        elif kind == "comment":
            if same_line and array and not array[-1].note:
                array[-1].note = token.group().rstrip()
            else:
                comments.append(token.group().rstrip())
        elif kind in ("string", "bare", "open") and start < 0:
            start = token.start()
        if start >= 0 and depth == 1 and kind in ("string", "bare", "close"):
            array.append(Item(source[start : token.end()], comments))
            comments, start, same_line = [], -1, True
    return array, comments
