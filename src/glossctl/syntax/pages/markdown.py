"""Markdown to the blocks of a page, through markdown-it. HTML in it is read too.

Read is CommonMark, and what GitHub, Hugo, kramdown, Pandoc, MkDocs, MDX and Obsidian add to it.
A table's rows are kept as they are written, cells beyond the heading's too, and each cell is read when it is asked for:
100,000 rows of tokens would take a gigabyte. Source: CommonMark 0.31; GitHub Flavored Markdown 0.29, Tables.
"""

import re
from functools import cache
from typing import Any

from glossctl.syntax import frontmatter
from glossctl.syntax.markdown_parser import Parser
from glossctl.syntax.pages import (
    Abbreviation,
    Code,
    Heading,
    Page,
    Paragraph,
    Run,
    Runs,
    Table,
    filled,
    html,
    markdown_rules,
    markdown_runs,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKED = re.compile(r"[\\`*_\[<&~{\n]")
_TERM_LINE = re.compile(r"[:~][ \t]+(\S.*)", re.DOTALL)
_OPENING = {
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "li",
    "dl_open": "dl",
    "dt_open": "dt",
    "dd_open": "dd",
}
_CLOSING = frozenset(kind.replace("open", "close") for kind in _OPENING)


def read(text: str, first: int = 0, is_plain: bool = False) -> Page:
    """Return the blocks of a Markdown text; ``first`` is its line in the file, where it isn't the whole of it.

    ``is_plain`` reads GitHub's Markdown and definition lists only, without what sites and wikis add.
    """
    return _Reader(text, first, is_plain).page()


def read_file(text: str, path: str) -> Page:
    """Return the blocks of a Markdown file, and what its front matter says. Raises FileError."""
    front, body = frontmatter.split(text, path) if text.startswith(("---", "+++")) else (None, text)
    if front is None:
        return read(text)
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = whole[: len(whole) - len(body)].count("\n")
    page = read(body, skipped)
    page.filled = filled(whole)
    page.aside.update(range(skipped))
    page.title = _text(front.get("title"))
    page.language = next(filter(None, map(_text, map(front.get, ("language", "lang", "locale")))), "")
    return page


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


@cache
def _parser(is_plain: bool) -> Parser:
    if is_plain:
        return Parser(markdown_rules.PLAIN, markdown_rules.enable_table)
    return Parser(markdown_rules.RULES, markdown_rules.enable)


class Cells:
    """Reads inline Markdown, such as stands in a cell; ``environment`` holds the page's references."""

    def __init__(self, is_plain: bool = False) -> None:
        self.parser = _parser(is_plain)
        self.environment: dict[str, Any] = {}

    def runs(self, text: str) -> Runs:
        """Return the runs of inline Markdown."""
        if not _MARKED.search(text):
            return (Run(text),)
        tokens: list[Token] = []
        self.parser.inline.parse(text, self.parser, self.environment, tokens)
        return markdown_runs.read(tokens)


class _Reader:
    """Makes blocks of markdown-it's tokens; tables keep ``cells``, so that nothing else stays in memory with them."""

    def __init__(self, text: str, first: int, is_plain: bool) -> None:
        self.cells = Cells(is_plain)
        self.text = text
        self.first = first
        self.tree = html.Tree()
        self.opened: list[html._Frame] = []
        self.last = 0  # the line behind the last block
        self.is_head = False  # the token before opens a heading or a term

    def page(self) -> Page:
        text = self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        skipped = 0
        tokens = self.cells.parser.parse(text, self.cells.environment)
        page = self.tree.page
        for number, token in enumerate(tokens):
            if token.type == "footnote_block_open":
                skipped += 1
            elif token.type == "footnote_block_close":
                skipped -= 1
            elif token.type == "footnote_open":
                page.counts["footnote"] += 1
            elif not skipped:
                self._take(token, tokens[number + 1] if number + 1 < len(tokens) else token)
        page = self.tree.finished(text)
        for reference in self.cells.environment.get("references", {}).values():
            first, last = reference.get("map", (0, 0))
            page.aside.update(range(first + self.first, last + self.first))
        return page

    def _take(self, token: "Token", after: "Token") -> None:
        line, end = token.map or (0, 0)
        line, end = line + self.first, end + self.first
        kind = token.type
        if kind in _CLOSING:
            frame = self.opened.pop()
            self.tree.pop(frame, self.end(frame.line))
        elif kind in _OPENING:
            mark = f"{token.info}{token.markup}" if kind == "list_item_open" else "-"
            self.opened.append(self.tree.push(_OPENING[kind], line, mark))
            if kind == "dt_open":
                self.tree.frames[-1].runs = list(self._inline(after))
        elif kind == "heading_open":
            self.tree.add(Heading(line, end, int(token.tag[1]), self._inline(after)))
        elif kind == "inline":
            if not self.is_head:
                self._paragraph(line, end, token)
        else:
            self._take_other(token, line, end)
        self.is_head = kind in ("heading_open", "dt_open")
        if token.map:
            self.last = end

    def _take_other(self, token: "Token", line: int, end: int) -> None:
        if token.type == "rows":
            self.tree.add(Table(line, end, token.meta["rows"], self.cells.runs))
        elif token.type in ("fence", "code_block"):
            self.tree.add(Code(line, end, token.content))
        elif token.type == "html_block":
            self.tree.html(token.content, line)
        elif token.type == "abbreviation":
            self.tree.add(Abbreviation(line, end, token.info, self.cells.runs(token.content)))
        elif token.type == "aside":
            self.tree.page.aside.update(range(line, end))
            if token.info:
                self.tree.page.counts[token.info] += 1

    def end(self, line: int) -> int:
        """Return the line behind what began on a line and ends with the last block."""
        return max(self.last, line + 1)

    def _paragraph(self, line: int, end: int, inline: "Token") -> None:
        lines = inline.content.split("\n")
        first = next((at for at, text in enumerate(lines) if at and _TERM_LINE.fullmatch(text)), 0)
        if not first or first > 6 or any(len(text) > 100 for text in lines[:first]):
            self.tree.add(Paragraph(line, end, self._inline(inline)))
            return
        group = self.tree.push("dl", line)  # several terms over a definition, as PHP Markdown Extra has them
        for at, text in enumerate(lines[:first]):
            term = self.tree.push("dt", line + at)
            term.runs = list(self.cells.runs(text))
            self.tree.pop(term, line + at + 1)
        for text in re.split(r"\n[:~][ \t]+", "\n" + "\n".join(lines[first:]))[1:]:
            body = self.tree.push("dd", line + first)
            self.tree.add(Paragraph(line + first, end, self.cells.runs(text)))
            self.tree.pop(body, end)
        self.tree.pop(group, end)

    def _inline(self, token: "Token") -> Runs:
        return markdown_runs.read(token.children or ())
