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
    Run,
    Runs,
    Table,
    filled,
)

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
_INLINE = re.compile(
    r"(?P<escape>\\(?P<escaped>.))"
    r"|``(?P<code>.+?)``"
    r"|(?::(?P<role>[\w:+.-]+):)`(?P<text>(?:\\.|[^`\\])+)`"
    r"|`(?P<link>(?:\\.|[^`\\])+)`(?P<under>_{0,2})"
    r"|\*\*(?P<strong>\S(?:.*?\S)??)\*\*"
    r"|\*(?P<emphasis>\S(?:.*?\S)??)\*"
    r"|(?P<note>\[(?:#?[\w-]*|\*)\]_)"
    r"|(?P<reference>(?<![\w`])[A-Za-z][\w.-]*__?(?!\w))"
    r"|(?P<address>https?://[^\s<>`\"\\]+[^\s<>`\"\\.,;:!?)])",
    re.DOTALL,
)
_TARGET = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)
_DEFINED = re.compile(r"\.\.\s+_(`[^`]+`|[^:]+):\s+(\S+)$", re.MULTILINE)


def read(text: str) -> Page:
    """Return the blocks of a reStructuredText."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n")
    page = Page([])
    page.filled = filled(text)
    page.is_ours = text.startswith(OURS)
    reader = Reader(page, text)
    page.blocks = reader.blocks(lines, 0)
    titles = [block for block in page.blocks if isinstance(block, Heading)]
    if titles and titles[0] is page.blocks[0] and sum(block.level == 1 for block in titles) == 1:
        page.title = "".join(run.text for run in titles[0].runs)
    return page


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class Reader:
    """Reads blocks by their indentation."""

    def __init__(self, page: Page, text: str = "") -> None:
        self.page = page
        self.levels: list[str] = []
        self.targets = {name.strip("`").lower(): target for name, target in _DEFINED.findall(text)}

    def blocks(self, lines: "Sequence[str]", first: int, depth: int = 0) -> "list[Block]":
        """Return the blocks of lines, of which the first is that line of the file."""
        found: list[Block] = []
        at = 0
        while at < len(lines):
            if not lines[at].strip():
                at += 1
                continue
            at = self._block(lines, at, first, found, depth)
        return found

    def _block(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]", depth: int) -> int:
        """Add the block that begins on a line; return the line behind it."""
        line = lines[at]
        if _EXPLICIT.match(line):
            return self._explicit(lines, at, first, found, depth)
        if (end := self._heading(lines, at, first, found)) or (end := self._table(lines, at, first, found)):
            return end
        if depth < 20 and (mark := _BULLET.match(line)) and not line[0].isspace():
            return self._list(lines, at, first, found, depth, mark)
        if line[0].isspace():  # a quote
            end = self._indented(lines, at, _indent(line))
            body = [other[_indent(line) :] for other in lines[at:end]]
            found += self.blocks(body, first + at, depth + 1) if depth < 20 else []
            return end
        if depth < 20 and (field := _FIELD.match(line)):
            end = self._indented(lines, at + 1)
            body = [field[2] or "", *_dedented(lines[at + 1 : end])]
            found.append(
                Definition(first + at, first + end, [self.runs(field[1])], [self.blocks(body, first + at, depth + 1)])
            )
            return end
        return self._text(lines, at, first, found, depth)

    def _indented(self, lines: "Sequence[str]", at: int, least: int = 1) -> int:
        """Return where the indented lines from ``at`` on end, blank ones behind them not counted."""
        end = at
        for number in range(at, len(lines)):
            if lines[number].strip():
                if _indent(lines[number]) < least:
                    break
                end = number + 1
        return max(end, at)

    def _explicit(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]", depth: int) -> int:
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
            found += glossary(inner, line, self, depth)
        elif name in _CODE:
            found.append(Code(first + at, first + end, "\n".join(inner)))
        elif name in ("list-table", "csv-table", "table"):
            found += self._table_directive(name, body, inner, first + at, first + end, depth)
        elif name in _UNREAD:
            self.page.aside.update(place)
            self.page.counts["image" if name in ("image", "figure") else "macro"] += 1
        elif depth < 20:
            found += self.blocks([directive[2] or "", *inner] if directive[2] else inner, line, depth + 1)
        return end

    def _heading(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]") -> int:
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
        found.append(Heading(first + at, first + end, self.levels.index(style) + 1, self.runs(title)))
        return end

    def _list(
        self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]", depth: int, mark: "re.Match[str]"
    ) -> int:
        items: list[Item] = []
        start = at
        while at < len(lines) and (mark := _BULLET.match(lines[at]) or mark) and _BULLET.match(lines[at]):
            size = mark.end() if lines[at][mark.end() :].strip() else len(mark[1]) + 1
            end = self._indented(lines, at + 1, min(size, 2))
            body = [lines[at][mark.end() :], *_dedented(lines[at + 1 : end])]
            items.append(Item(first + at, first + end, mark[1], self.blocks(body, first + at, depth + 1)))
            at = end
            while at < len(lines) and not lines[at].strip():
                at += 1
        found.append(Items(first + start, first + at, items))
        return at

    def _text(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]", depth: int) -> int:
        """Take a paragraph, or a term with its definition below."""
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if below.strip() and _indent(below) and depth < 20 and not lines[at].rstrip().endswith("::"):
            end = self._indented(lines, at + 1)
            body = self.blocks(_dedented(lines[at + 1 : end]), first + at + 1, depth + 1)
            term = self.runs(lines[at].partition(" : ")[0].strip())
            found.append(Definition(first + at, first + end, [term], [body]))
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
            found.append(Paragraph(first + at, first + end, self.runs(text)))
        if literal:
            start = end
            end = self._indented(lines, end)
            found.append(Code(first + start, first + end, "\n".join(_dedented(lines[start:end]))))
        return max(end, at + 1)

    def _table(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]") -> int:
        line = lines[at].rstrip()
        if _SIMPLE.fullmatch(line):
            return self._simple(lines, at, first, found)
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
        found.append(Table(first + at, first + end, rows, self.runs, headed))
        return end

    def _simple(self, lines: "Sequence[str]", at: int, first: int, found: "list[Block]") -> int:
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
            found.append(Table(first + at, first + close + 1, rows, self.runs, headed))
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

    # Inline

    def runs(self, text: str) -> Runs:
        """Return the runs of inline markup."""
        made: list[Run] = []
        at = 0
        for found in _INLINE.finditer(text):
            made += _plain(text[at : found.start()])
            made += self._run(found)
            at = found.end()
        return tuple(made + _plain(text[at:]))

    def _run(self, found: "re.Match[str]") -> list[Run]:
        if found["escape"]:
            return [Run(found["escaped"])] if found["escaped"].strip() else []
        if found["code"]:
            return [Run(found["code"], code=True)]
        if found["role"]:
            return self._role(found["role"], found["text"])
        if found["link"]:
            return self._link(found["link"], found["under"])
        if found["strong"] or found["emphasis"]:
            return [Run(found["strong"] or found["emphasis"], bool(found["strong"]), bool(found["emphasis"]))]
        if found["note"]:
            return [Run("", lost="footnote")]
        if found["reference"]:
            name = found["reference"].rstrip("_")
            return [Run(name, href=self.targets.get(name.lower(), ""))]
        return [Run(found["address"], href=found["address"])]

    def _role(self, role: str, text: str) -> list[Run]:
        titled = _TARGET.match(text)
        said, target = (titled[1], titled[2]) if titled else (text.lstrip("~!"), text.lstrip("~!"))
        kind = role.rpartition(":")[2]
        if kind in ("abbr", "abbreviation") and (spelled := re.fullmatch(r"(.*?)\s*\((.*)\)\s*", text)):
            return [Run(spelled[1], title=spelled[2])]
        if kind == "term":
            return [Run(said, href=f"#{target}")]
        if kind in ("strong", "dfn"):
            return [Run(said, True)]
        if kind in ("index", "ref", "doc", "sup", "sub", "guilabel", "numref", "any", "envvar"):
            return [Run(said)]
        return [Run(said, code=True)]

    def _link(self, text: str, under: str) -> list[Run]:
        titled = _TARGET.match(text)
        if titled and under:
            return [Run(titled[1] or titled[2], href=titled[2])]
        if under:
            return [Run(text, href=self.targets.get(" ".join(text.split()).lower(), ""))]
        return [Run(text, code=True)]


def _plain(text: str) -> list[Run]:
    made: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        made += [Run("\n")] * bool(number) + ([Run(line)] if line else [])
    return made


def _dedented(lines: "Sequence[str]") -> list[str]:
    least = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[least:] for line in lines]


def glossary(lines: "Sequence[str]", first: int, reader: Reader | None = None, depth: int = 0) -> "list[Block]":
    """Return the terms of a glossary directive's content: terms, one a line, over their indented definition."""
    reader = reader or Reader(Page([]))
    found: list[Block] = []
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
            found.append(Definition(first + start, first + max(end, at), terms, [body] if body else []))
        at = max(end, at + (not terms))
    return found
