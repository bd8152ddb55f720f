"""Reading a big glossary file in blocks, each parsed by itself, in bounded memory.

The file is cut before table headers. The result is the same as reading the whole text, entry for entry and fault for
fault. A block that parses by itself ends with a complete statement, so the next one starts with a new one. A block can
depend on an earlier one only through a table it doesn't open itself, and then its document has a table where a list
should be. Where that isn't certain (a header inside a string, [glossary] after the entries), ``UnsureError`` is raised
and the caller reads the whole text at once, which is slower.
"""

import re
import tomllib

from glossctl.toml import HEADS, TABLES, DocumentReader, not_toml, where
from glossctl.toml import quick as toml_quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from glossctl.entries import Entry, Header
    from glossctl.errors import Fault

BLOCK_BYTES = 4 << 20  # some 17,000 entries: .7 s of work, 50 MB; smaller blocks repeat more of what they share
_TABLES = re.compile(r"^(?=\[\[(?:" + "|".join(TABLES) + r")\]\])", re.MULTILINE)
_HEADERS = {table: f"\n[[{table}]]".encode() for table in TABLES}


class UnsureError(Exception):
    """A block can't be read by itself."""


class Block:
    """A part of a file: its content and tables, and how many lines and tables of each kind come before it."""

    __slots__ = ("content", "lines", "before", "tables")

    def __init__(self, content: bytes, lines: int, before: "Mapping[str, int]", tables: "Mapping[str, int]") -> None:
        self.content = content
        self.lines = lines
        self.before = before
        self.tables = tables


def head(content: bytes) -> bytes:
    """Return everything before the first table of an entry."""
    return content[: _next_header(content, 0)]


def header(content: bytes, path: str) -> "tuple[Header, list[Fault]]":
    """Return the header from the head of a file, and the faults of its shape. Raises UnsureError."""
    text = _text(head(content))
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnsureError from error
    if not document.keys() <= set(HEADS):
        raise UnsureError
    reader = DocumentReader(text, path)
    return reader.header(document), reader.sorted_faults()


def count(content: bytes) -> dict[str, int]:
    """Count the tables of each kind in ``content`` by the lines that look like their headers."""
    return {table: content.count(line) + content.startswith(line[1:]) for table, line in _HEADERS.items()}


def entry_tables(text: str) -> list[str]:
    """Return the text of each entry's table, for comparing many versions of a file: forty times as fast as scanning.

    A table may be cut inside a string that has a line like a header; then it isn't TOML.
    """
    return _TABLES.split(text)[1:]


def cut(content: bytes, size: int = BLOCK_BYTES) -> "Iterator[Block]":
    """Yield the blocks of a file after its head, each of at least ``size`` > 0 bytes except the last."""
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

    Raises FileError if the text isn't TOML, and UnsureError.
    """
    text = _text(block.content)
    document = toml_quick.tables(text) or _document(text, path, block.lines)
    for table in TABLES:
        rows = document.get(table, [])
        if not isinstance(rows, list) or len(rows) != block.tables[table]:
            raise UnsureError
    if not document.keys() <= TABLES.keys():
        raise UnsureError
    reader = DocumentReader(text, path, block.lines, block.before)
    entries = {table: list(reader.entries(document, table, header)) for table in TABLES}
    return entries, reader.sorted_faults()


def _document(text: str, path: str, lines: int) -> "dict[str, Any]":
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column, reason = where(error)
        if not line or reason.startswith("Cannot ") or _may_depend_on_earlier(text, line):
            raise UnsureError from error  # it may continue in the next block, or clash with an earlier one
        raise not_toml(path, line, column, reason, text, lines) from error
    except (ValueError, RecursionError) as error:
        raise UnsureError from error


def _may_depend_on_earlier(text: str, line: int) -> bool:
    """Tell whether a table that may belong to an earlier block is opened up to ``line``; in doubt, yes."""
    own = tuple(f"[[{table}]]" for table in TABLES)
    stripped = (row.strip() for row in text.split("\n", line)[:line])
    return any(row.startswith("[") and not row.startswith(own) for row in stripped)


def _next_header(content: bytes, start: int) -> int:
    """Return the offset of the next line that looks like the header of an entry's table; the end if there is none."""
    if not start and content.startswith(tuple(line[1:] for line in _HEADERS.values())):
        return 0
    at = content.find(b"\n[[", max(start - 1, 0))
    while at >= 0 and not content.startswith(tuple(_HEADERS.values()), at):
        at = content.find(b"\n[[", at + 1)
    return at + 1 if at >= 0 else len(content)


def _text(content: bytes) -> str:
    return content.decode("utf-8")
