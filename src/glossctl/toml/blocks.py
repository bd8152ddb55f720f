"""A big glossary file in blocks: cut before the headers of its tables, each block parsed by itself, in bounded memory.

What comes out equals what the whole text at once gives, entry for entry and fault for fault. A block that parses by
itself ends where a statement ends, so that the next begins where one begins; it may depend on the blocks before it only
through a table it doesn't open itself, and then the root of its document shows a table where a list should be. Wherever
that can't be told for sure (a header inside a string, [glossary] behind the entries) ``UnsureError`` is raised, and the
whole text has to be read at once: slower, and the same.
"""

import tomllib

from glossctl.toml import HEADS, TABLES, Reader, not_toml, where
from glossctl.toml import quick as toml_quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from glossctl.entries import Entry, Header
    from glossctl.errors import Fault

BLOCK_BYTES = 4 << 20  # some 17,000 entries: .7 s of work, 50 MB; smaller ones say more often what they share
_HEADERS = {table: f"\n[[{table}]]".encode() for table in TABLES}


class UnsureError(Exception):
    """A block can't be read by itself."""


class Block:
    """A part of a file: its content, how many lines and tables of each kind stand before it, how many it has itself."""

    __slots__ = ("content", "lines", "before", "tables")

    def __init__(self, content: bytes, lines: int, before: "Mapping[str, int]", tables: "Mapping[str, int]") -> None:
        self.content = content
        self.lines = lines
        self.before = before
        self.tables = tables


def head(content: bytes) -> bytes:
    """Return what stands before the first table of an entry."""
    return content[: _next_header(content, 0)]


def header(content: bytes, path: str) -> "tuple[Header, list[Fault]]":
    """Return what the head of a file says of the glossary, and the faults of its shape. Raises UnsureError."""
    text = _text(head(content))
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnsureError from error
    if not document.keys() <= set(HEADS):
        raise UnsureError
    reader = Reader(text, path)
    return reader.header(document), reader.sorted_faults()


def count(content: bytes) -> dict[str, int]:
    """Return how many tables of each kind ``content`` has, going by the lines that look like their headers."""
    return {table: content.count(mark) + content.startswith(mark[1:]) for table, mark in _HEADERS.items()}


def cut(content: bytes, size: int = BLOCK_BYTES) -> "Iterator[Block]":
    """Yield the blocks of a file without its head, each of at least ``size`` > 0 bytes but for the last."""
    at = _next_header(content, 0)
    lines = content.count(b"\n", 0, at)
    before = dict.fromkeys(TABLES, 0)
    while at < len(content):
        end = _next_header(content, at + size)
        block = content[at:end]
        tables = count(block)
        yield Block(block, lines, dict(before), tables)
        lines += block.count(b"\n")
        for table, number in tables.items():
            before[table] += number
        at = end


def read_block(block: Block, path: str, header: "Header") -> "tuple[dict[str, list[Entry]], list[Fault]]":
    """Return the entries of a block by kind of table, and the faults of its shape.

    Raises FileError where the text is no TOML, and UnsureError.
    """
    text = _text(block.content)
    document = toml_quick.tables(text) or _document(text, path, block.lines)
    for table in TABLES:
        rows = document.get(table, [])
        if not isinstance(rows, list) or len(rows) != block.tables[table]:
            raise UnsureError
    if not document.keys() <= TABLES.keys():
        raise UnsureError
    reader = Reader(text, path, block.lines, block.before)
    entries = {table: list(reader.entries(document, table, header)) for table in TABLES}
    return entries, reader.sorted_faults()


def _document(text: str, path: str, lines: int) -> "dict[str, Any]":
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column, reason = where(error)
        if not line or reason.startswith("Cannot ") or _leans(text, line):
            raise UnsureError from error  # may go on in the next block, or clash earlier with one before
        raise not_toml(path, line, column, reason, text, lines) from error
    except (ValueError, RecursionError) as error:
        raise UnsureError from error


def _leans(text: str, line: int) -> bool:
    """Tell whether a table that may belong to a block before is opened up to ``line``; rather too often."""
    opened = (one.strip() for one in text.split("\n", line)[:line])
    return any(one.startswith("[") and not one.startswith(tuple(f"[[{table}]]" for table in TABLES)) for one in opened)


def _next_header(content: bytes, start: int) -> int:
    """Return where the next line that looks like the header of an entry's table begins; at the end where none is."""
    if not start and content.startswith(tuple(mark[1:] for mark in _HEADERS.values())):
        return 0
    at = content.find(b"\n[[", max(start - 1, 0))
    while at >= 0 and not content.startswith(tuple(_HEADERS.values()), at):
        at = content.find(b"\n[[", at + 1)
    return at + 1 if at >= 0 else len(content)


def _text(content: bytes) -> str:
    return content.decode("utf-8")
