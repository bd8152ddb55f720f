"""Lines and columns of the tables, keys and items in the text of a glossary file.

One pass records where the tables begin; the keys of a table are scanned on demand, so a file of 100,000 entries with a
few faults costs one pass. Expects text that tomllib accepts; for other text a place may be wrong, but nothing is
raised.
"""

import re
from bisect import bisect_right

from glossctl.syntax.comments import ignored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossctl.syntax.comments import Ignored

    Path = tuple[str | int, ...]  # ("term", 3, "aliases", 1): the second alias of the fourth [[term]]

_STRING = (
    r'"""[^"\\]*+(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*+)*+"{3,5}'
    r"|'''[^']*+(?:'{1,2}(?!')[^']*+)*+'{3,5}"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
    r"|'[^'\n]*+'"
)
_SKIM = re.compile(rf"(?P<string>{_STRING})|(?P<comment>\#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<stray>[\"'])")
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>\#[^\n]*)|(?P<mark>[\[\]{{}}=,.\n])|(?P<bare>[^\s\[\]{{}}=,.\"'\#]+)"
)
_ABOVE_TABLE = re.compile(r"\n(?:[ \t]*\#[^\n]*\n)*+[ \t]*\[")


class Places:
    """The places of one text; a path that doesn't exist has the place of its nearest parent."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks: list[int] = []
        self._tables: dict[Path, int] = {(): 0}  # path -> section number
        self._starts = [0]  # of each section; section 0 is the text before the first header
        self._paths: list[Path] = [()]
        self._scanned: dict[int, dict[Path, int]] = {}
        self._blank: list[int] = []
        self._padded: list[int] = []
        self._comments: list[tuple[int, Ignored]] = []
        self._skim()

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
        yield from self._strings(self._blank)

    def padded(self) -> "Iterator[tuple[Path, int, int]]":
        """Yield path, line and column of each one-line string with white space at its ends."""
        yield from self._strings(self._padded)

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

    def _skim(self) -> None:
        text, depth, end = self._text, 0, 0
        counts: dict[Path, int] = {}
        for match in _SKIM.finditer(text):
            kind, at = match.lastgroup, match.start()
            if at < end:
                continue
            if kind == "string":
                self._note_string(at, match.end())
            elif kind == "open":
                if not depth and (header := _header(text, at)):
                    end, keys, repeated = header
                    self._open(at, keys, repeated, counts)
                else:
                    depth += 1
            elif kind == "close":
                depth = max(depth - 1, 0)
            elif kind == "comment" and (comment := ignored(match[0])):
                self._comments.append((at, comment))

    def _note_string(self, start: int, end: int) -> None:
        text = self._text
        quotes = 3 if end - start >= 6 and text.startswith(('"""', "'''"), start) else 1
        first, last = text[start + quotes : start + quotes + 1], text[end - quotes - 1 : end - quotes]
        if end - start == 2 * quotes:
            self._blank.append(start)
        elif first.isspace() or last.isspace():
            if not text[start + quotes : end - quotes].strip():
                self._blank.append(start)
            elif quotes == 1:
                self._padded.append(start)

    def _open(self, at: int, keys: "list[str]", repeated: bool, counts: "dict[Path, int]") -> None:
        path: Path = ()
        for number, key in enumerate(keys):
            path += (key,)
            if repeated and number == len(keys) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path += (counts[path],)
        self._tables.setdefault(path, len(self._starts))
        self._starts.append(at)
        self._paths.append(path)

    def _strings(self, offsets: "list[int]") -> "Iterator[tuple[Path, int, int]]":
        for offset in offsets:
            section = bisect_right(self._starts, offset) - 1
            key: Path = ()
            for path, at in self._keys(section).items():  # in the order of the text
                if at > offset:
                    break
                key = path if at == offset or isinstance(path[-1], str) else path[:-1]
            yield self._paths[section] + key, *self._line_and_column(offset)

    def _keys(self, section: int) -> "dict[Path, int]":
        if section not in self._scanned:
            start = self._starts[section]
            if section:
                header = _header(self._text, start)
                start = header[0] if header else start
            end = self._starts[section + 1] if section + 1 < len(self._starts) else len(self._text)
            self._scanned[section] = _SectionScanner().scan(self._text, start, end)
        return self._scanned[section]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        if not self._breaks:
            self._breaks = [-1, *(match.start() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._breaks, offset - 1)
        return line, offset - self._breaks[line - 1]


def _header(text: str, at: int) -> tuple[int, list[str], bool] | None:
    """Return (end, keys, whether [[...]]) of the table header at ``at``; None if there is none."""
    line = text.rfind("\n", 0, at) + 1
    if text[line:at].strip(" \t"):
        return None
    repeated = text.startswith("[[", at)
    keys = []
    for match in _TOKEN.finditer(text, at + 1 + repeated):
        kind, word = match.lastgroup, match[0]
        if kind == "string":
            keys.append(_unquoted(word))
        elif kind == "bare":
            keys.append(word)
        elif word != ".":
            return (match.end() + repeated, keys, repeated) if word == "]" else None
    return None


def _unquoted(word: str) -> str:
    if "\\" not in word:
        return word[1:-1]
    import tomllib  # a key with an escape is one in a million

    try:
        return str(tomllib.loads(f"x = {word}")["x"])
    except tomllib.TOMLDecodeError:
        return word[1:-1]


def _has_text(word: str) -> bool:
    """Tell whether a token in a list is a string that isn't blank, which is what reading keeps."""
    quotes = 3 if len(word) >= 6 and word.startswith(('"""', "'''")) else 1
    return word[0] in "\"'" and bool(word[quotes:-quotes].strip())


class _SectionScanner:
    """Records the offsets of the keys and items of one section by their paths in it, in text order."""

    def __init__(self) -> None:
        self.offsets: dict[Path, int] = {}
        self.frames: list[tuple[Path, int | None]] = [((), None)]  # (path, number of the next item; None in a table)
        self.keys: Path = ()
        self.key_at = -1
        self.target: Path = ()  # the path of the next value
        self.step: Callable[[str, bool, int], None] = self.key  # takes the next token

    def scan(self, text: str, start: int, end: int) -> "dict[Path, int]":
        """Return the offsets by path in ``text`` from ``start`` to ``end``."""
        for match in _TOKEN.finditer(text, start, end):
            kind, word = match.lastgroup, match[0]
            if word == "\n":
                if len(self.frames) == 1:
                    self._next(self.key)
            elif kind != "comment":
                self.step(word, kind == "mark", match.start())
        return self.offsets

    def key(self, word: str, is_mark: bool, at: int) -> None:
        """Take a part of a key, or the token that ends it."""
        if not is_mark:
            self.keys += (_unquoted(word) if word[0] in "\"'" else word,)
            self.key_at = at if self.key_at < 0 else self.key_at
        elif word == "=":
            path, _ = self.frames[-1]
            self.target = path + self.keys
            for length in range(len(path) + 1, len(self.target) + 1):
                self.offsets.setdefault(self.target[:length], self.key_at)
            self.step = self.value
        elif word == "}":
            self._leave()

    def value(self, word: str, is_mark: bool, at: int) -> None:
        """Take the beginning of a value, or the end of a list."""
        if is_mark and word not in "[{":
            if word == "]":
                self._leave()
            return
        path, item = self.frames[-1]
        if item is not None and (is_mark or _has_text(word)):
            self.target = (*path, item)
            self.offsets.setdefault(self.target, at)
            self.frames[-1] = (path, item + 1)
        self._next(self.rest)
        if is_mark:
            self.frames.append((self.target, 0 if word == "[" else None))
            self.step = self.value if word == "[" else self.key

    def rest(self, word: str, is_mark: bool, at: int) -> None:
        """Skip the rest of a value, up to the next key or item."""
        if word == ",":
            self._next(self.key if self.frames[-1][1] is None else self.value)
        elif word in "]}":
            self._leave()

    def _next(self, step: "Callable[[str, bool, int], None]") -> None:
        self.keys, self.key_at, self.step = (), -1, step

    def _leave(self) -> None:
        if len(self.frames) > 1:
            self.frames.pop()
        self._next(self.rest)
