"""reStructuredText to the blocks of a page: glossaries of Sphinx, definition lists, tables, sections.

No directive is run and no file included. Source: Docutils, reStructuredText Markup Specification; Sphinx, Glossary.
"""

import csv
import re

from glossctl.syntax.pages import (
    Block,
    Code,
    Definition,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Table,
)
from glossctl.syntax.pages.by_line import next_filled, page_of, title_of
from glossctl.syntax.pages.rst_runs import Inline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = ".. Written by glossctl."
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([\w:+.-]+?)::(?:\s+(.*))?$")
_EXPLICIT = re.compile(r"\.\.(?:\s|$)")
_TITLE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_BULLET = re.compile(r"([-*+•]|(?:\d{1,4}|#|[a-zA-Z])[.)])(?:\s+(?=\S)|$)")
_FIELD = re.compile(r":((?:\\.|[^:\\`])+):(?:\s+(.*))?$")
_SIMPLE = re.compile(r"=+(?:\s+=+)+\s*$")
_OPTION = re.compile(r"\s*:[\w-]+:")
_CODE = ("code-block", "code", "sourcecode", "literalinclude", "parsed-literal", "math", "highlight", "doctest", "raw")
_UNREAD = (
    "toctree",
    "include",
    "contents",
    "index",
    "meta",
    "only",
    "ifconfig",
    "image",
    "figure",
    "graphviz",
    "mermaid",
)


def read(text: str) -> Page:
    """Return the blocks of a reStructuredText."""
    page, unix = page_of(text)
    page.is_ours = text.startswith(OURS)
    page.blocks = Reader(page, unix).blocks(unix.expandtabs(8).split("\n"), 0)
    page.title = title_of(page)
    return page


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class Reader:
    """Reads blocks by their indentation."""

    def __init__(self, page: Page, text: str = "") -> None:
        self.page = page
        self.levels: list[str] = []
        self.runs = Inline(text).runs

    def blocks(self, lines: "Sequence[str]", first: int, depth: int = 0) -> "list[Block]":
        """Return the blocks of lines, of which the first is that line of the file."""
        blocks: list[Block] = []
        at = next_filled(lines, 0)
        while at < len(lines):
            at = next_filled(lines, self._block(lines, at, first, blocks, depth))
        return blocks

    def _block(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]", depth: int) -> int:
        """Add the block that begins on a line; return the line behind it."""
        line = lines[at]
        if _EXPLICIT.match(line):
            return self._explicit(lines, at, first, blocks, depth)
        if (end := self._heading(lines, at, first, blocks)) or (end := self._table(lines, at, first, blocks)):
            return end
        if depth < 20 and (mark := _BULLET.match(line)) and not line[0].isspace():
            return self._list(lines, at, first, blocks, depth, mark)
        if line[0].isspace():  # a quote
            end = self._indented(lines, at, _indent(line))
            body = [other[_indent(line) :] for other in lines[at:end]]
            blocks += self.blocks(body, first + at, depth + 1) if depth < 20 else []
            return end
        if depth < 20 and (field := _FIELD.match(line)):
            end = self._indented(lines, at + 1)
            body = [field[2] or "", *_dedented(lines[at + 1 : end])]
            blocks.append(
                Definition(first + at, first + end, [self.runs(field[1])], [self.blocks(body, first + at, depth + 1)])
            )
            return end
        return self._text(lines, at, first, blocks, depth)

    def _indented(self, lines: "Sequence[str]", at: int, least: int = 1) -> int:
        """Return where the indented lines from ``at`` on end, blank ones behind them not counted."""
        end = at
        for number in range(at, len(lines)):
            if lines[number].strip():
                if _indent(lines[number]) < least:
                    break
                end = number + 1
        return max(end, at)

    def _explicit(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]", depth: int) -> int:
        """Take a directive, or pass over a comment or a target."""
        end = self._indented(lines, at + 1)
        directive = _DIRECTIVE.match(lines[at])
        body = _dedented(lines[at + 1 : end])
        place = range(first + at, first + end)
        if not directive:
            self.page.aside.update(place)
            self.page.counts["comment"] += not lines[at].startswith(".. _") and len("".join(lines[at:end])) > 3
            return end
        name = directive[1].rpartition(":")[2] if directive[1].startswith("rst:") else directive[1]
        options = next((n for n, line in enumerate(body) if not _OPTION.match(line)), len(body))
        inner, line = body[options:], first + at + 1 + options
        if name == "glossary":
            blocks += glossary(inner, line, self, depth)
        elif name in _CODE:
            blocks.append(Code(first + at, first + end, "\n".join(inner)))
        elif name in ("list-table", "csv-table", "table"):
            blocks += self._table_directive(name, body, inner, first + at, first + end, depth)
        elif name in _UNREAD:
            self.page.aside.update(place)
            self.page.counts["image" if name in ("image", "figure") else "macro"] += 1
        elif depth < 20:
            blocks += self.blocks([directive[2] or "", *inner] if directive[2] else inner, line, depth + 1)
        return end

    def _heading(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]") -> int:
        line, below = lines[at].rstrip(), lines[at + 1].rstrip() if at + 1 < len(lines) else ""
        under = lines[at + 2].rstrip() if at + 2 < len(lines) else ""
        mark = _TITLE.match(line)
        if mark and below.strip() and under == line and len(line) >= len(below.strip()):
            style, title, end = mark[1] * 2, below.strip(), at + 3
        elif _TITLE.match(below) and not line[:1].isspace() and not mark and len(below) >= min(len(line), 4):
            style, title, end = below[0], line, at + 2
        else:
            return 0
        if style not in self.levels:
            self.levels.append(style)
        blocks.append(Heading(first + at, first + end, self.levels.index(style) + 1, self.runs(title)))
        return end

    def _list(
        self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]", depth: int, mark: "re.Match[str]"
    ) -> int:
        items: list[Item] = []
        start = at
        while at < len(lines) and (mark := _BULLET.match(lines[at]) or mark) and _BULLET.match(lines[at]):
            size = mark.end() if lines[at][mark.end() :].strip() else len(mark[1]) + 1
            end = self._indented(lines, at + 1, min(size, 2))
            body = [lines[at][mark.end() :], *_dedented(lines[at + 1 : end])]
            items.append(Item(first + at, first + end, mark[1], self.blocks(body, first + at, depth + 1)))
            at = next_filled(lines, end)
        blocks.append(Items(first + start, first + at, items))
        return at

    def _text(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]", depth: int) -> int:
        """Take a paragraph, or a term with its definition below."""
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if below.strip() and _indent(below) and depth < 20 and not lines[at].rstrip().endswith("::"):
            end = self._indented(lines, at + 1)
            body = self.blocks(_dedented(lines[at + 1 : end]), first + at + 1, depth + 1)
            term = self.runs(lines[at].partition(" : ")[0].strip())
            blocks.append(Definition(first + at, first + end, [term], [body]))
            return end
        end = at
        while end < len(lines) and lines[end].strip() and not lines[end][0].isspace():
            if end > at and (_EXPLICIT.match(lines[end]) or (_BULLET.match(lines[end]) and lines[end][0] in "-*+•")):
                break
            end += 1
        text = "\n".join(lines[at:end]).rstrip()
        literal = text.endswith("::")
        if literal:
            text = text.removesuffix("::").rstrip() + (":" if len(text) > 2 else "")
        if text:
            blocks.append(Paragraph(first + at, first + end, self.runs(text)))
        if literal:
            start = end
            end = self._indented(lines, end)
            if end > start:
                blocks.append(Code(first + start, first + end, "\n".join(_dedented(lines[start:end]))))
        return max(end, at + 1)

    def _table(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]") -> int:
        line = lines[at].rstrip()
        if _SIMPLE.fullmatch(line):
            return self._simple(lines, at, first, blocks)
        if not re.fullmatch(r"\+(?:[-=]+\+)+", line):
            return 0
        end = at
        while end < len(lines) and lines[end].startswith(("+", "|")):
            end += 1
        rows: list[tuple[int, list[str]]] = []
        cells: list[list[str]] = []
        headed = False
        for number in range(at, end):
            if lines[number].startswith("+"):
                if cells:
                    rows.append((first + number, [" ".join(filter(None, map(str.strip, cell))) for cell in cells]))
                headed = headed or (len(rows) == 1 and "=" in lines[number])
                cells = []
            else:
                parts = lines[number].strip().strip("|").split("|")
                cells = cells or [[] for _ in parts]
                for cell, part in zip(cells, parts, strict=False):
                    cell.append(part)
        blocks.append(Table(first + at, first + end, rows, self.runs, headed))
        return end

    def _simple(self, lines: "Sequence[str]", at: int, first: int, blocks: "list[Block]") -> int:
        starts = [mark.start() for mark in re.finditer(r"=+", lines[at])]
        rules = [number for number in range(at, len(lines)) if _SIMPLE.fullmatch(lines[number].rstrip())]
        close = next((n for n in rules[1:] if n + 1 >= len(lines) or not lines[n + 1].strip()), len(lines) - 1)
        rows: list[tuple[int, list[str]]] = []
        headed = False
        for number in range(at + 1, close):
            line = lines[number]
            if number in rules:
                headed = headed or len(rows) == 1
                continue
            if not line.strip() or re.fullmatch(r"-[- ]*", line.strip()):
                continue
            cells = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
            if cells[0] or not rows:
                rows.append((first + number + 1, cells))
            else:
                rows[-1] = (
                    rows[-1][0],
                    [" ".join(filter(None, pair)) for pair in zip(rows[-1][1], cells, strict=True)],
                )
        if rows:
            blocks.append(Table(first + at, first + close + 1, rows, self.runs, headed))
        return close + 1

    def _table_directive(
        self, name: str, body: "Sequence[str]", inner: "Sequence[str]", line: int, end: int, depth: int
    ) -> "list[Block]":
        if name == "table":
            return self.blocks(inner, end - len(inner), depth + 1)
        headed = any(":header-rows: 1" in option or ":header:" in option for option in body)
        rows: list[tuple[int, list[str]]] = []
        if name == "csv-table":
            header = next((option.partition(":header:")[2] for option in body if ":header:" in option), "")
            rows = [(line, row) for row in csv.reader([header, *inner] if header else inner, skipinitialspace=True)]
            return [Table(line, end, [row for row in rows if row[1]], self.runs, headed)] if rows else []
        for text in "\n".join(inner).split("\n* ") if inner else ():
            cells = re.split(r"(?m)^\s*-(?:\s+|$)", text.removeprefix("* "))[1:]
            if cells:
                rows.append((line, [" ".join(cell.split()) for cell in cells]))
        return [Table(line, end, rows, self.runs, headed)] if rows else []


def _dedented(lines: "Sequence[str]") -> list[str]:
    least = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[least:] for line in lines]


def glossary(lines: "Sequence[str]", first: int, reader: Reader | None = None, depth: int = 0) -> "list[Block]":
    """Return the terms of a glossary directive's content: terms, one a line, over their indented definition."""
    reader = reader or Reader(Page([]))
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].lstrip().startswith(".. "):
            at += 1
            continue
        start, terms = at, []
        while at < len(lines) and lines[at].strip() and not lines[at][0].isspace():
            terms.append(reader.runs(re.split(r"\s+:\s+", lines[at].strip())[0]))
            at += 1
        end = reader._indented(lines, at)
        body = reader.blocks(_dedented(lines[at:end]), first + at, depth + 1)
        if terms:
            blocks.append(Definition(first + start, first + max(end, at), terms, [body] if body else []))
        at = max(end, at + (not terms))
    return blocks
