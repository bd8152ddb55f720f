r"""The one scanner of TOML text: where its tables, keys, values and comments are.

Owns offsets, in code points; tomllib reads the values. Line ends may be LF or CRLF; the text has no byte-order mark.
Scanning never fails: what isn't TOML comes as "stray" lines, and the pieces after them may be wrong.

>>> [(piece.kind, piece.path, piece.start) for piece in statements('[[term]]\nname = "MIG" # why\n')]
[('tables', ('term',), 0), ('key', ('name',), 9)]
"""

import re
import tomllib
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Path = tuple[str | int, ...]  # ("term", 3, "aliases", 1): the second alias of the fourth [[term]]

_LONG = r'"""[^"\\]*+(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*+)*+"{3,5}|' + r"'''[^']*+(?:'{1,2}(?!')[^']*+)*+'{3,5}"
_SHORT = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|' + r"'[^'\n]*+'"
_STRING = rf"(?:{_LONG}|{_SHORT})"
_PART = rf"(?:[A-Za-z0-9_-]++|{_SHORT})"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*+"
_BARE = r"(?:\d{4}-\d\d-\d\d[ ](?=\d))?[^\s\"'\#\[\]{},=]++"  # a date and its time may have a space between them
_FLAT = rf"\[(?:[^\[\]{{}}\"'\#]|{_STRING})*+\]"
_REST = r"[ \t]*(?P<note>\#[^\r\n]*)?(?:\r?\n|\Z)"
_STATEMENT = re.compile(
    rf"""(?:[ \t]*\r?\n)*+(?P<line>[ \t]*+)
    (?:(?P<key>{_KEY})[ \t]*=[ \t]*(?P<value>{_STRING}|{_FLAT}|{_BARE})
    |\[(?P<array>\[)?[ \t]*(?P<table>{_KEY})[ \t]*\](?(array)\])
    |(?=\#)
    |(?P<end>\Z))
    {_REST}""",
    re.VERBOSE,
)
_LINE = re.compile(rf"(?:[ \t]*\r?\n)*+(?P<line>[ \t]*+)(?:(?P<key>{_KEY})[ \t]*=[ \t]*)?")
_END = re.compile(_REST)
_INNER = re.compile(
    rf"""[ \t\r\n,]*+(?:(?P<scalar>{_STRING}|{_BARE})(?<!\.)(?![ \t]*[.=])
    |(?P<key>{_KEY})[ \t]*=
    |(?P<open>[\[{{])
    |(?P<close>[\]}}])
    |(?P<comment>\#[^\r\n]*))""",
    re.VERBOSE,
)
_STRINGS = re.compile(rf"(?P<string>{_LONG}|(?P<long>\"\"\"|''')|{_SHORT}|(?P<short>[\"']))|\#[^\n]*")
_PARTS = re.compile(_PART)
_DEEPEST = 1000  # brackets in brackets: tomllib stops before that


class Piece:
    """A piece of TOML text.

    ``kind`` is "table" (``[path]``), "tables" (``[[path]]``), "key", "item" (of an array), "comment" or "stray" (a line
    that isn't TOML). The value is at ``value_start`` to ``value_end``. A statement's line begins at ``line`` and the
    next one at ``end``; ``note`` is the comment after it, or a comment itself.
    """

    __slots__ = ("kind", "path", "line", "start", "value_start", "value_end", "end", "note")

    def __init__(
        self, kind: str, path: "Path", line: int, start: int, value: tuple[int, int], end: int, note: str = ""
    ) -> None:
        self.kind = kind
        self.path = path
        self.line = line
        self.start = start
        self.value_start, self.value_end = value
        self.end = end
        self.note = note


class _StrayError(Exception):
    """The text isn't TOML."""


def statements(text: str, start: int = 0, end: int | None = None) -> "Iterator[Piece]":
    """Yield the tables, keys, comments and stray lines from ``start``, where one of them begins, to ``end``.

    Keys and items inside a value are left to ``parts``.
    """
    end = len(text) if end is None else end
    match = _STATEMENT.match
    while start < end:
        statement = match(text, start, end)
        if statement is None:
            piece = _long_statement(text, start, end)
        elif source := statement["key"]:
            piece = Piece(
                "key",
                _path(source),
                statement.start("line"),
                statement.start("key"),
                statement.span("value"),
                statement.end(),
                (statement["note"] or "").rstrip(),
            )
        elif statement["end"] is not None:
            return
        else:
            piece = _heading_or_comment(statement)
        yield piece
        start = piece.end


def _heading_or_comment(statement: "re.Match[str]") -> Piece:
    line, start, note = statement.start("line"), statement.end("line"), (statement["note"] or "").rstrip()
    if source := statement["table"]:
        kind = "tables" if statement["array"] else "table"
        end = statement.end("table")
        return Piece(kind, _path(source), line, start, (end, end), statement.end(), note)
    return Piece("comment", (), line, start, (start, start), statement.end(), note)


def _long_statement(text: str, start: int, end: int) -> Piece:
    """Return a key whose value holds brackets or comments; a stray line if there is none."""
    line = _LINE.match(text, start, end)
    assert line is not None  # it matches any text
    if line["key"]:
        try:
            value_end = _parts(text, line.end(), end)[0].value_end
        except _StrayError:
            value_end = -1
        if value_end >= 0 and (rest := _END.match(text, value_end, end)):
            value = (line.end(), value_end)
            note = (rest["note"] or "").rstrip()
            return Piece("key", _path(line["key"]), line.start("line"), line.start("key"), value, rest.end(), note)
    stop = text.find("\n", line.end("line"), end) + 1 or end
    at = line.end("line")
    return Piece("stray", (), line.start("line"), at, (at, stop), stop)


def parts(text: str, start: int, counts: "Callable[[str], bool]" = lambda _: True) -> list[Piece]:
    """Return the pieces of the value at ``start``, itself first, then its keys, items and comments in text order.

    Paths are relative to the value. ``counts`` tells whether a scalar in an array, as written, has a number; one that
    hasn't has the path of its array. Empty if the text isn't TOML there.
    """
    try:
        return _parts(text, start, len(text), counts)
    except _StrayError:
        return []


def _parts(text: str, start: int, end: int, counts: "Callable[[str], bool]" = lambda _: True) -> list[Piece]:
    pieces: list[Piece] = []
    containers: list[Piece] = []
    numbers: list[int] = []  # of the next item of each container
    piece: Piece | None = Piece("value", (), start, start, (start, start), start)  # whose value comes next
    at = start
    while piece is not None or containers:
        token = _INNER.match(text, at, end)
        if token is None or (not pieces and token.start(token.lastgroup or 0) > start):
            raise _StrayError
        kind, at = token.lastgroup or "", token.end()
        here = token.start(kind)
        if kind == "comment":
            pieces.append(Piece(kind, (), here, here, (here, here), at, token[kind].rstrip()))
        elif kind == "key" and piece is None and text[containers[-1].value_start] == "{":
            piece = Piece(kind, containers[-1].path + _path(token[kind]), here, here, (here, here), at)
        elif kind == "close" and piece is None:
            containers[-1].value_end = containers[-1].end = at
            del containers[-1], numbers[-1]
        elif kind in ("scalar", "open") and len(containers) < _DEEPEST:
            if piece is None:
                path = containers[-1].path
                if kind == "open" or counts(token[kind]):
                    path += (numbers[-1],)
                    numbers[-1] += 1
                piece = Piece("item", path, here, here, (here, here), at)
            piece.value_start, piece.value_end, piece.end = here, at, at
            pieces.append(piece)
            if kind == "open":
                containers.append(piece)
                numbers.append(0)
            piece = None
        else:
            raise _StrayError
    return pieces


def strings(text: str) -> "Iterator[tuple[int, int, str]]":
    """Yield start, end and "" for each string; for one that isn't closed, its quotation marks instead of ""."""
    for match in _STRINGS.finditer(text):
        if match["string"]:
            yield match.start(), match.end(), match["long"] or match["short"] or ""


@lru_cache(maxsize=256)
def _path(key: str) -> tuple[str, ...]:
    """Return the parts of a key as written, unquoted."""
    return tuple(map(_unquoted, _PARTS.findall(key)))


def _unquoted(part: str) -> str:
    if part.startswith('"') and "\\" in part:  # an escape such as \u0074
        try:
            return next(iter(tomllib.loads(f"{part} = 0")))
        except tomllib.TOMLDecodeError:
            pass
    return part[1:-1] if part[0] in "\"'" else part
