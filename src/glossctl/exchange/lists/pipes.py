"""Markdown's pipe tables: cut from a page into rows, however ragged, and written; and the inline markup of cells.

Cut by hand, because a Markdown parser drops the cells beyond the heading's and keeps no source of the rest.
Source: GitHub Flavored Markdown 0.29, Tables.
"""

import re
from collections import Counter

from markdown_it import MarkdownIt

from glossctl.exchange.losses import counted
from glossctl.syntax.markup import escaped, plain
from glossctl.syntax.prose import NOUNS, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_RULE = re.compile(r"\s{0,3}\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_CELL = re.compile(r"((?:\\.|[^\\|]|\\\Z)*)(?:\||\Z)", re.DOTALL)
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_BLOCK = re.compile(r"\s{0,3}(?:#{1,6}(?:\s|\Z)|>|(?:[-*_]\s*){3,}\Z)")
_MARKED = re.compile(r"[\\`*_\[<&~]")
_EMPHASIS = ("em_open", "strong_open", "s_open", "code_inline")
_QUOTES = ("'", '"')
_STRAY = re.compile(r"""["'“”‘’]\s+""")


class Page:
    """A Markdown page: its lines, those in code blocked out, its link references, and which lines its tables took."""

    def __init__(self, text: str) -> None:
        self.lines = re.split(r"\r\n|\r|\n", text)
        self.code = _code(self.lines)
        self.taken: set[int] = set()
        self.counts: Counter[str] = Counter()  # of the markup that plain text can't say, as in ``prose.blocks``
        self._parser = MarkdownIt("commonmark").enable("strikethrough")
        self._references: dict[str, object] = {}
        references = [line for line in self.lines if line.lstrip().startswith("[") and "]:" in line]
        if references:
            self._parser.parse("\n".join(references), self._references)

    def tables(self) -> "Iterator[list[tuple[int, list[str]]]]":
        """Yield each table as its rows with their lines, the heading first. Rows behind a blank line still count."""
        at = 0
        table: list[tuple[int, list[str]]] = []
        while at < len(self.lines):
            if self._opens(at):
                if table:
                    yield table
                table = [(at + 1, split(self.lines[at]))]
                self.taken |= {at, at + 1}
                at = self._rows(at + 2, table)
            elif table and not self.code[at] and self.lines[at].lstrip().startswith("|"):
                at = self._rows(at, table)
            else:
                at += 1
        if table:
            yield table

    def _opens(self, at: int) -> bool:
        """Tell whether a table's heading stands on a line: below it a rule with as many cells, about."""
        if at + 1 >= len(self.lines) or self.code[at] or "|" not in self.lines[at]:
            return False
        rule = self.lines[at + 1]
        return "-" in rule and "|" in rule and bool(_RULE.fullmatch(rule))

    def _rows(self, at: int, table: list[tuple[int, list[str]]]) -> int:
        """Take rows up to a blank line or another block; return the line behind them."""
        rows: list[tuple[int, list[str]]] = []  # each with its lines: a line break may have slipped into a row
        while at < len(self.lines):
            line = self.lines[at]
            if not line.strip() or self.code[at] or self._opens(at) or (_BLOCK.match(line) and "|" not in line):
                break
            opened = line.lstrip().startswith("|")
            if not opened and rows and not rows[-1][1][-1].rstrip().endswith("|"):
                rows[-1][1].append(line)
            elif not opened and "|" not in line:
                break
            else:
                rows.append((at + 1, [line if opened else _STRAY.sub("", line, count=1)]))
            self.taken.add(at)
            at += 1
        table += [(number, _row(lines, len(table[0][1]))) for number, lines in rows]
        return at

    def inline(self, cell: str) -> tuple[str, tuple[str, ...]]:
        """Return the text of inline Markdown and HTML, and the targets of the links in it."""
        return self._plain(cell, Counter())

    def carried(self, cell: str) -> tuple[str, tuple[str, ...]]:
        """Return what ``inline`` does, and count the markup that is lost: for a cell that becomes part of an entry."""
        return self._plain(cell, self.counts)

    def _plain(self, cell: str, counts: Counter[str]) -> tuple[str, tuple[str, ...]]:
        if not _MARKED.search(cell):
            return cell, ()
        links: list[str] = []
        tokens = self._parser.parseInline(cell, self._references)[0].children or ()
        for token in tokens:
            counts["image"] += token.type == "image"
            counts["mark of emphasis"] += token.type in _EMPHASIS
        text, anchors = plain("".join([_text(token, links) for token in tokens]))
        return text, tuple(dict.fromkeys((*links, *anchors)))

    def lost(self) -> list[str]:
        """Return what was counted, in words."""
        return [counted(self.counts[key], one, many) for key, one, many in NOUNS if self.counts[key]]


def _row(lines: "Sequence[str]", width: int) -> list[str]:
    cells = split(" ".join(lines))
    return cells[:-1] if len(cells) > width and cells[-1] in _QUOTES else cells


def _text(token: "Token", links: list[str]) -> str:
    if token.type == "link_open":
        links.append(str(token.attrs.get("href", "")))
    elif token.type in ("softbreak", "hardbreak"):
        return "\n"
    elif token.type == "html_inline":
        return token.content
    elif token.type in ("text", "code_inline", "image"):
        return escaped(token.content)
    return ""


def _code(lines: "Sequence[str]") -> list[bool]:
    """Tell of each line whether it belongs to a fenced code block."""
    inside, fence = [], ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            inside.append(True)
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        else:
            inside.append(bool(found))
            fence = found[1] if found else ""
    return inside


def split(line: str) -> list[str]:
    r"""Return the cells of a row, bare; an escaped pipe belongs to its cell, a closing pipe may be missing.

    >>> split(r"| a \| b | c"), split("a | |"), split("| a | b")
    (['a | b', 'c'], ['a', ''], ['a', 'b'])
    """
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.findall(line.strip())][:-1]  # the last: an empty match
    if line.lstrip().startswith("|"):
        del cells[0]
    return cells


def row(cells: "Sequence[str]", page: Page) -> str:
    """Return a row of a table, whose cells read back as ``cells``; only what must be is escaped."""
    return "|" + "".join(f" {_written(cell, page)} |" if cell else " |" for cell in cells)


def _written(text: str, page: Page) -> str:
    bare = text.replace("|", "\\|").replace("\n\n", "<br><br>")
    read_back, links = page.inline(bare.replace("\\|", "|"))
    if read_back == text and not links:
        return bare
    return "<br><br>".join(escape(part).replace("|", "\\|") for part in text.split("\n\n"))


def written(headings: "Sequence[str]", rows: "Iterator[Sequence[str]] | Sequence[Sequence[str]]") -> str:
    """Return a pipe table.

    >>> print(written(["Name", "Full form"], [["MIG", "Multi-Instance GPU"]]), end="")
    | Name | Full form |
    | --- | --- |
    | MIG | Multi-Instance GPU |
    """
    page = Page("")
    lines = [row(headings, page), f"|{' --- |' * len(headings)}", *(row(cells, page) for cells in rows)]
    return "\n".join(lines) + "\n"
