"""AsciiDoc to the blocks of a page. Nothing is included; attributes of the page are replaced, others stay.

Source: AsciiDoc Language, Description Lists, Lists, Tables, Inline Text Formatting.
"""

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
    Runs,
    Table,
    asciidoc_runs,
)
from glossctl.syntax.pages.asciidoc_runs import ANCHOR
from glossctl.syntax.pages.by_line import Cursor, next_filled, page_of, title_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = "// Written by glossctl."
_HEADING = re.compile(r"(={1,6}|#{1,6})\s+(\S.*)$")
_TERM = re.compile(r"(?!//)(\S.*?)(:{2,4}|;;)(?:\s+(\S.*))?$")
_ITEM = re.compile(r"\s*(\*{1,5}|-|\.{1,5}|\d+\.|[a-zA-Z]\.)\s+(\S.*)$")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:\s+(.*))?$")
_MACRO = re.compile(r"(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::")
_ADMONITION = re.compile(r"\A(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+")
_FENCES = {
    "----": True,
    "....": True,
    "++++": True,
    "```": True,
    "====": False,
    "****": False,
    "____": False,
    "--": False,
}


def read(text: str) -> Page:
    """Return the blocks of an AsciiDoc text."""
    page, text = page_of(text)
    page.is_ours = text.startswith(OURS)
    reader = _Reader(text.split("\n"), page)
    page.blocks = reader.blocks()
    page.title = title_of(page)
    page.language = reader.attributes.get("lang", "")
    return page


class _Reader(Cursor):
    """Reads blocks line by line."""

    def __init__(self, lines: "Sequence[str]", page: Page) -> None:
        super().__init__(lines)
        self.page = page
        self.attributes: dict[str, str] = {"empty": "", "blank": ""}
        self.outer: list[str] = []  # the marks of the lists around

    def blocks(self) -> "list[Block]":
        """Return the blocks of all lines."""
        blocks: list[Block] = []
        while not self.ended:
            blocks += self._next()
        return blocks

    def runs(self, text: str) -> Runs:
        """Return the runs of inline markup."""
        return asciidoc_runs.runs(text, self.attributes)

    def _next(self) -> "list[Block]":
        line, at = self.line, self.at
        if not line.strip() or line == "+":
            self.at += 1
            return []
        if passed := self._passed(line):
            return passed[1:]
        if heading := _HEADING.match(line):
            self.at += 1
            return [Heading(at, at + 1, len(heading[1]), self.runs(heading[2]))]
        if line.startswith(("|===", ",===", "!===")):
            return self._table()
        if line in _FENCES or re.fullmatch(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,})", line):
            return self._fenced(line)
        if _TERM.match(line) and not _ITEM.match(line):
            return [self._definition()]
        if _ITEM.match(line):
            return [self._list()]
        return [self._paragraph(_ADMONITION.sub("", line))]

    def _passed(self, line: str) -> "list[Block]":
        """Pass over comments, attributes, block titles and macros; return anything where there was one."""
        start = self.at
        marked: list[Block] = [Block(start, start)]
        if line.startswith("////"):
            self.at += 1
            while not self.ended and not self.line.startswith("////"):
                self.at += 1
            self.page.counts["comment"] += 1
        elif line.startswith("//"):
            self.page.counts["comment"] += 1
        elif attribute := _ATTRIBUTE.match(line):
            self.attributes[attribute[1]] = attribute[2] or ""
        elif _MACRO.match(line):
            self.page.counts["image" if line.startswith("image") else "macro"] += 1
        elif re.fullmatch(r"\[[^\[\]]*\]|\[\[[^\[\]]*\]\]|'''|<<<", line):
            pass
        elif re.match(r"\.[^\s.]", line):
            marked.append(Paragraph(start, start + 1, self.runs(line[1:])))
        else:
            return []
        self.at += 1
        if len(marked) == 1:
            self.page.aside.update(range(start, self.at))
        return marked

    def _fenced(self, fence: str) -> "list[Block]":
        start = self.at
        end = next((n for n in range(start + 1, len(self.lines)) if self.lines[n].rstrip() == fence), len(self.lines))
        self.at = end + 1
        if _FENCES.get(fence[:4], fence[0] in "-.+`"):
            return [Code(start, end + 1, "\n".join(self.lines[start + 1 : end]))]
        inner = _Reader(["", *self.lines[start + 1 : end]], self.page)
        inner.attributes = self.attributes
        blocks = inner.blocks()
        _moved(blocks, start)
        return blocks

    def _definition(self) -> Definition:
        start = self.at
        terms: list[Runs] = []
        body: list[Block] = []
        kind = ""
        while (match := _TERM.match(self.line)) and not _ITEM.match(self.line):
            if kind and match[2] != kind:
                break
            kind = match[2]
            terms.append(self.runs(ANCHOR.sub("", match[1]).strip()))
            if match[3]:
                body.append(self._paragraph(match[3]))
                break
            self.at += 1
            if self.line.strip() and not _TERM.match(self.line):
                break
            self.at = next_filled(self.lines, self.at)
        self._body(body, kind)
        return Definition(start, self.at, terms, [body] if body else [])

    def _paragraph(self, text: str) -> Paragraph:
        """Take what the current line has as text, and the lines that run on below it."""
        start = self.at
        lines = [text]
        self.at += 1
        while (line := self.line) and not self._begins(line):
            lines.append(line.strip())
            self.at += 1
        return Paragraph(start, self.at, self.runs("\n".join(lines)))

    def _begins(self, line: str) -> bool:
        return bool(
            line == "+"
            or _TERM.match(line)
            or _ITEM.match(line)
            or _HEADING.match(line)
            or line in _FENCES
            or line.startswith(("|===", "//", "["))
        )

    def _body(self, body: "list[Block]", kind: str) -> None:
        """Take what belongs to a term: text right below it, what a plus sign joins, lists, and deeper terms."""
        if not body and self.line.strip() and not self._begins(self.line):
            body.append(self._paragraph(self.line.strip()))
        while not self.ended:
            ahead = next_filled(self.lines, self.at)
            line = self.lines[ahead].rstrip() if ahead < len(self.lines) else ""
            if line == "+":
                self.at = ahead + 1
                if not (part := self._next()):
                    continue
                body += part
            elif _ITEM.match(line) and not line.startswith("["):
                self.at = ahead
                body.append(self._list())
            elif (term := _TERM.match(line)) and kind and term[2] != kind and len(term[2]) > len(kind):
                self.at = ahead
                body.append(self._definition())
            else:
                return

    def _list(self) -> Items:
        start = self.at
        items: list[Item] = []
        first = _ITEM.match(self.line)
        kind = first[1] if first else "*"
        while match := _ITEM.match(self.line):
            line = self.at
            if _alike(match[1], kind):
                items.append(Item(line, line + 1, "-" if kind[0] in "*-" else "1.", []))
                items[-1].blocks.append(self._paragraph(match[2]))
            elif (items and len(match[1]) > len(kind)) or match[1][0] != kind[0]:
                if not items or match[1] in self.outer:
                    break
                self.outer.append(kind)
                items[-1].blocks.append(self._list())
                self.outer.pop()
            else:
                break
            while self.line == "+":
                self.at += 1
                items[-1].blocks += self._next()
            items[-1].end = self.at
            ahead = next_filled(self.lines, self.at)
            if ahead < len(self.lines) and _ITEM.match(self.lines[ahead].rstrip()):
                self.at = ahead
        return Items(start, self.at, items)

    def _table(self) -> "list[Block]":
        start, fence = self.at, self.line
        end = next((n for n in range(start + 1, len(self.lines)) if self.lines[n].rstrip() == fence), len(self.lines))
        options = " ".join(self.lines[max(start - 2, 0) : start])
        self.at = end + 1
        lines = self.lines[start + 1 : end]
        cells: list[tuple[int, str]] = []
        widths: list[int] = []
        for number, line in enumerate(lines, start + 2):
            parts = re.split(r"(?<!\\)(?:\d*[.\d+*]*[<^>.]*[aehlmsdv]?)\|", line) if "|" in line else [line]
            if cells and parts[0].strip():
                cells[-1] = (cells[-1][0], f"{cells[-1][1]}\n{parts[0].strip()}")
            cells += [(number, part.strip().replace("\\|", "|")) for part in parts[1:]]
            widths.append(len(parts) - 1)
        columns = re.search(r'cols="?([^"\]]+)"?', options)
        width = next((size for size in widths if size), 1)
        if columns:
            width = sum(
                int(part.partition("*")[0]) if "*" in part else 1 for part in columns[1].split(",") if part.strip()
            )
        rows = [
            (cells[at][0], [cell for _, cell in cells[at : at + width]]) for at in range(0, len(cells), max(width, 1))
        ]
        headed = (
            "header" in options
            or "%header" in options
            or (len(lines) > 1 and bool(lines[0].strip()) and not lines[1].strip())
        )
        return [Table(start, end + 1, rows, self.runs, headed)] if rows else []


def _alike(mark: str, other: str) -> bool:
    return mark == other or (mark[-1] == "." == other[-1] and mark[0].isalnum() and other[0].isalnum())


def _moved(blocks: "Sequence[Block]", lines: int) -> None:
    for block in blocks:
        block.line += lines
        block.end += lines
        if isinstance(block, Items):
            for item in block.items:
                item.line += lines
                item.end += lines
                _moved(item.blocks, lines)
        elif isinstance(block, Definition):
            for body in block.bodies:
                _moved(body, lines)
