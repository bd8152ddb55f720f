"""Lines and columns of the tables, keys and items in the text of a glossary file.

One pass records where the tables begin; the keys of a table are looked up on demand, so a file of 100,000 entries with
a few faults costs one pass. Expects text that tomllib accepts; for other text a place may be wrong, but nothing is
raised.
"""

import contextlib
import re
import tomllib
from bisect import bisect_right

from glossctl.syntax.comments import ignored
from glossctl.toml.source import parts, statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.syntax.comments import Ignored
    from glossctl.toml.source import Path, Piece

_ABOVE_TABLE = re.compile(r"\n(?:[ \t]*\#[^\n]*\n)*+[ \t]*\[")
_WORD = r'"[^\s"\\](?:[^"\\\n]*[^\s"\\])?"'
_ESCAPE_AT_END = re.compile(r"\\(?:[tnfr]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\s+)\Z")
_PLAIN_LIST = re.compile(rf"\[{_WORD}(?:, {_WORD})*\]")  # no comment, no blank or padded string


class Places:
    """The places of one text; a path that doesn't exist has the place of its nearest parent."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks: list[int] = []
        self._tables: dict[Path, int] = {(): 0}  # path -> section number
        self._starts = [0]  # of each section; section 0 is the text before the first header
        self._paths: list[Path] = [()]
        self._scanned: dict[int, dict[Path, int]] = {}
        self._blank: list[tuple[Path, int]] = []
        self._padded: list[tuple[Path, int]] = []
        self._comments: list[tuple[int, Ignored]] = []
        self._scan()

    def place(self, path: "Path") -> tuple[int, int]:
        """Return line and column, both from 1, of a table's header, a key or an item of a list."""
        return self._line_and_column(self.offset(path))

    def line(self, path: "Path") -> int:
        """Return the line, from 1."""
        return self.place(path)[0]

    def offset(self, path: "Path") -> int:
        """Return the offset in code points. List items count from 0 and skip blank strings."""
        for length in range(len(path), 0, -1):
            offset = self._find(path[:length])
            if offset is not None:
                return offset
        return 0

    def _find(self, path: "Path") -> int | None:
        for table in (path, (*path, 0)):
            if table in self._tables:
                return self._starts[self._tables[table]]
        for length in range(len(path) - 1, -1, -1):
            if path[:length] in self._tables:
                offset = self._keys(self._tables[path[:length]]).get(path[length:])
                if offset is not None:
                    return offset
        return None

    def order(self) -> "list[Path]":
        """Return the paths of the [[tables]], ("term", 0) and so on, in text order."""
        return [path for path in self._paths if len(path) == 2 and isinstance(path[1], int)]

    def blank(self) -> "Iterator[tuple[Path, int, int]]":
        """Yield path, line and column of each string that is empty or only white space."""
        for path, offset in self._blank:
            yield path, *self._line_and_column(offset)

    def padded(self) -> "Iterator[tuple[Path, int, int]]":
        """Yield path, line and column of each one-line string with white space at its ends."""
        for path, offset in self._padded:
            yield path, *self._line_and_column(offset)

    def ignoring(self) -> "Iterator[tuple[int, int, Ignored]]":
        """Yield line, column and content of each comment that ignores faults or seems meant to."""
        for offset, comment in self._comments:
            yield *self._line_and_column(offset), comment

    def ignored(self) -> "Iterator[tuple[int, int, tuple[str, ...]]]":
        """Yield (first line, last line, codes) for each comment ``# glossctl: ignore CODES``.

        A comment applies to the entry that contains it or comes directly below; before the first table, or in
        [glossary], to the whole file.
        """
        for offset, comment in self._comments:
            if not comment.is_formed:
                continue
            codes = comment.codes
            section = bisect_right(self._starts, offset) - 1
            line = self._text.rfind("\n", 0, offset) + 1
            end = self._text.find("\n", offset)
            if not self._text[line:offset].strip() and end >= 0 and _ABOVE_TABLE.match(self._text, end):
                section += section + 1 < len(self._starts)
            path = self._paths[section][:2]
            if len(path) < 2 or isinstance(path[1], str):
                yield 0, self._line_and_column(len(self._text))[0], codes
                continue
            after = section + 1
            while after < len(self._paths) and self._paths[after][:2] == path:  # a table within the entry's
                after += 1
            end = self._starts[after] if after < len(self._starts) else len(self._text)
            yield self._line_and_column(self.offset(path))[0], self._line_and_column(end - 1)[0], codes

    def _scan(self) -> None:
        text = self._text
        counts: dict[Path, int] = {}
        for piece in statements(text):
            if piece.kind == "key":
                first = text[piece.value_start]
                if first in "\"'":
                    self._note_string(piece.path, piece.value_start, piece.value_end)
                elif first in "[{" and not _PLAIN_LIST.fullmatch(text, piece.value_start, piece.value_end):
                    self._note_parts(piece)
            elif piece.kind in ("table", "tables"):
                self._open(piece, counts)
            if piece.note:
                self._note_comment(piece.note, text.index("#", piece.value_end))

    def _note_parts(self, piece: "Piece") -> None:
        """Record the strings and comments in a value with brackets."""
        for part in parts(self._text, piece.value_start, _has_text):
            if part.kind == "comment":
                self._note_comment(part.note, part.start)
            elif self._text[part.value_start] in "\"'":
                self._note_string(piece.path + part.path, part.value_start, part.value_end)

    def _note_comment(self, comment: str, offset: int) -> None:
        if directive := ignored(comment):
            self._comments.append((offset, directive))

    def _note_string(self, path: "Path", start: int, end: int) -> None:
        value = _value(self._text[start:end])
        if not value.strip():
            self._blank.append((self._paths[-1] + path, start))
        elif value != value.strip() and _quotes(self._text, start, end) == 1:
            self._padded.append((self._paths[-1] + path, start))

    def _open(self, piece: "Piece", counts: "dict[Path, int]") -> None:
        path: Path = ()
        for number, key in enumerate(piece.path, 1):
            path += (key,)
            if piece.kind == "tables" and number == len(piece.path):
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path += (counts[path],)
        self._tables.setdefault(path, len(self._starts))
        self._starts.append(piece.start)
        self._paths.append(path)

    def _keys(self, section: int) -> "dict[Path, int]":
        """Return the offsets of the keys and items of a section by their paths in it."""
        if section not in self._scanned:
            offsets: dict[Path, int] = {}
            for path, offset in self._pieces(section):
                for length in range(1, len(path) + 1):
                    offsets.setdefault(path[:length], offset)
            self._scanned[section] = offsets
        return self._scanned[section]

    def _pieces(self, section: int) -> "Iterator[tuple[Path, int]]":
        """Yield path and offset of each key and item of a section in text order."""
        text = self._text
        end = self._starts[section + 1] if section + 1 < len(self._starts) else len(text)
        for piece in statements(text, self._starts[section], end):
            if piece.kind == "key":
                yield piece.path, piece.start
                if text[piece.value_start] in "[{":
                    yield from (
                        (piece.path + part.path, part.start) for part in parts(text, piece.value_start, _has_text)
                    )

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        if not self._breaks:
            self._breaks = [-1, *(match.start() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._breaks, offset - 1)
        return line, offset - self._breaks[line - 1]


def _quotes(text: str, start: int, end: int) -> int:
    """Return how many quotation marks a string has at each end."""
    return 3 if end - start >= 6 and text.startswith(('"""', "'''"), start) else 1


def _has_text(word: str) -> bool:
    """Tell whether a scalar in a list is a string that isn't blank, which is what reading keeps."""
    return word[0] in "\"'" and bool(_value(word).strip())


def _value(source: str) -> str:
    """Return what a string holds, as written if its escapes make no white space."""
    quotes = _quotes(source, 0, len(source))
    value = source[quotes:-quotes]
    if source[0] == '"' and (value[:1] == "\\" or _ESCAPE_AT_END.search(value)):
        with contextlib.suppress(ValueError):  # not TOML
            return str(tomllib.loads(f"value = {source}")["value"])
    return value
