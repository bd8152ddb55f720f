"""The Markdown cells of a Jupyter notebook to prose, with the places in the notebook's own file."""

import json
import re
from bisect import bisect_right
from itertools import accumulate

from glossctl.errors import GlossctlError
from glossctl.syntax import markdown, spans
from glossctl.syntax.spans import Builder, line_starts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from glossctl.syntax.spans import Prose

    Piece = tuple[str, int, int]  # what it shows, and from where to where it stands in the file

_NO_KEY = "\n"  # no key, for JSON escapes line breaks
_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")


def read(text: str) -> "Prose":
    """Return the prose of a notebook's Markdown cells. Raises GlossctlError where ``text`` is no notebook."""
    _check(text)
    if text.count("\\n") > spans.MOST_LINES:
        raise GlossctlError(f"has more than {spans.MOST_LINES:,} lines in its cells")
    builder = Builder(text)
    for strings in _sources(text):
        _Cell(builder, [piece for start, end in strings for piece in _pieces(text, start, end)]).add()
    return builder.prose()


def _check(text: str) -> None:
    try:
        notebook: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise GlossctlError(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise GlossctlError("is no notebook: its JSON is nested too deeply") from error
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    if not (isinstance(notebook, dict) and (isinstance(notebook.get("cells"), list) or isinstance(sheets, list))):
        raise GlossctlError('is no notebook: it has no list of "cells"')


def _sources(text: str) -> "Iterator[list[tuple[int, int]]]":
    """Yield for each Markdown cell where in the file the strings of its source stand, without their quotes."""
    path: list[str | None] = []  # the key whose value is being read in each open object; None for a list
    source: list[tuple[int, int]] = []
    is_markdown = False
    for token in _TOKEN.finditer(text):
        char = token[0][0]
        if char in "{[":
            path.append(_NO_KEY if char == "{" else None)
        elif char in "}]":
            path.pop()
            if char == "}" and _is_cell(path):
                yield from [source] if is_markdown else []
                source, is_markdown = [], False
        elif path and path[-1] == _NO_KEY:
            path[-1] = token[1]
        elif char == "," and path[-1] is not None:
            path[-1] = _NO_KEY
        elif char == '"' and _is_value(path, "cell_type"):
            is_markdown = token[1] in ("markdown", "heading")
        elif char == '"' and (_is_value(path, "source") or (path[-1] is None and _is_value(path[:-1], "source"))):
            source.append(token.span(1))


def _is_value(path: list[str | None], key: str) -> bool:
    """Tell whether a value with this path is that of a key of a cell."""
    return path[-1:] == [key] and _is_cell(path[:-1])


def _is_cell(path: list[str | None]) -> bool:
    """Tell whether a value with this path is a cell."""
    return path in (["cells", None], ["worksheets", None, "cells", None])


def _pieces(text: str, start: int, end: int) -> "Iterator[Piece]":
    """Yield what the parts of a JSON string show, and where they stand: runs as they are, escapes one by one."""
    at = start
    for escape in _ESCAPE.finditer(text, start, end):
        if escape.start() > at:
            yield text[at : escape.start()], at, escape.start()
        yield _shown(escape[0]), *escape.span()
        at = escape.end()
    if at < end:
        yield text[at:end], at, end


def _shown(escape: str) -> str:
    if escape == "\\n":
        return "\n"
    shown: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= shown <= "\udfff" else shown


class _Cell:
    """The text of a cell, and where its parts stand in the file."""

    def __init__(self, builder: Builder, pieces: "list[Piece]") -> None:
        self.builder = builder
        self.pieces = pieces
        self.text = "".join(shown for shown, _, _ in pieces)
        self.starts = [0, *accumulate(len(shown) for shown, _, _ in pieces)]

    def add(self) -> None:
        """Add the prose of the cell."""
        builder, prose = self.builder, markdown.read(self.text)
        rows = builder.row
        for block in prose.blocks:
            for span in block.spans(with_gaps=True):
                if span.is_literal:
                    self._add(span.start, span.end)
                else:
                    builder.put(span.text, self._place(span.start), self._place(span.end))
            builder.mark(mark for mark in block.marks if mark.markup != "file")  # these it finds itself
            builder.row = rows + block.row
            builder.close(block.kind, block.row and builder.row)
        starts = line_starts(self.text)
        for directive in prose.directives:
            line = builder.line(self._place(starts[directive.line - 1]))
            builder.directives.append(directive.replace(line=line))

    def _add(self, start: int, end: int) -> None:
        at = bisect_right(self.starts, start) - 1
        while at < len(self.pieces) and self.starts[at] < end:
            shown, begins, ends = self.pieces[at]
            if len(shown) == ends - begins:
                first = max(start - self.starts[at], 0)
                self.builder.add(begins + first, begins + min(end - self.starts[at], len(shown)))
            else:
                self.builder.put(shown, begins, ends)
            at += 1

    def _place(self, at: int) -> int:
        index = min(bisect_right(self.starts, at) - 1, len(self.pieces) - 1)
        shown, begins, ends = self.pieces[index]
        return begins + (at - self.starts[index]) if len(shown) == ends - begins else begins
