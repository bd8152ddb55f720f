"""Markdown to the blocks of a page, through markdown-it. HTML in it is read too.

Read is CommonMark, and what GitHub, Hugo, kramdown, Pandoc, MkDocs, MDX and Obsidian add to it.
A table's rows are kept as they are written, cells beyond the heading's too, and each cell is read when it is asked for:
100,000 rows of tokens would take a gigabyte. Source: CommonMark 0.31; GitHub Flavored Markdown 0.29, Tables.
"""

import re
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from glossctl.syntax import frontmatter
from glossctl.syntax.pages import HARD, Abbreviation, Code, Heading, Page, Paragraph, Run, Runs, Table, filled, html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rows = list[tuple[int, list[str]]]

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_CELL = re.compile(r"((?:\\.|[^\\|]|\\\Z)*)(?:\||\Z)", re.DOTALL)
_STRAY = re.compile(r"""\s*["'“”‘’]\s+""")
_QUOTES = ("'", '"')
_MARKED = re.compile(r"[\\`*_\[<&~{^=]")
_ABBREVIATION = re.compile(r"\*\[([^\]]+)\]:[ \t]*(.*)")
_ATTRIBUTE = r"(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*(?:toc\b|{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*)?[ \t]*\}}")
_ROLE = re.compile(r"\{[A-Za-z][\w:+-]*\}(?=`)")
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{/\*.*?\*/\}", re.DOTALL)
_WIKI = re.compile(r"!?\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](?!\()")
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^<>\"'{}])*/?>")
_MODULE = re.compile(r"(?:import\b.*?(?:\bfrom\s*)?['\"][^'\"]+['\"];?|export\s+(?:const|let|default|function)\b.*)")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
_ATTR = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TERM_LINE = re.compile(r"[:~][ \t]+(\S.*)", re.DOTALL)
_ELEMENTS = html.KNOWN | frozenset(["br", "img", "sup", "input", "rp", "rt", "ruby", "picture", "source"])


_OPENING = {
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "li",
    "dl_open": "dl",
    "dt_open": "dt",
    "dd_open": "dd",
}
_LOST = {"image": "image", "footnote_ref": "footnote"}
_CLOSING = frozenset(kind.replace("open", "close") for kind in _OPENING)


def read(text: str, first: int = 0) -> Page:
    """Return the blocks of a Markdown text; ``first`` is its line in the file, where it isn't the whole of it."""
    return _Reader(text, first).page()


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
    page.title = _said(front.get("title"))
    page.language = next(filter(None, map(_said, map(front.get, ("language", "lang", "locale")))), "")
    return page


def _said(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("strikethrough")
    parser.use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=True)
    block, inline = parser.block.ruler, parser.inline.ruler
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.enable("table")
    block.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.before("reference", "attributes", _attributes, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.before("reference", "module", _module)
    inline.before("escape", "macro", _macro)
    inline.before("link", "wiki", _wiki)
    inline.before("html_inline", "component", _component)
    return parser


def split(line: str) -> list[str]:
    r"""Return the cells of a table's row, which may lack its outer bars.

    >>> split(r"| a \| b | c"), split("a | |"), split("| a | b")
    (['a | b', 'c'], ['a', ''], ['a', 'b'])
    """
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.findall(line.strip())][:-1]  # the last: an empty match
    if line.lstrip().startswith("|"):
        del cells[0]
    return cells


def _text(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_rule(state: "StateBlock", line: int, width: int) -> bool:
    """Tell whether a line is the rule below a heading of some cells; the number of its own may differ a little."""
    text = _text(state, line).strip()
    if "-" not in text or not _RULE.fullmatch(text) or re.match(r"-\s", text):
        return False
    rules = len(split(text))
    return "|" in text if rules != width else width > 1 or "|" in text


def _table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take a table: GitHub's, and rows behind a blank line, a row broken in two, a rule of too few cells."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    head = _text(state, start)
    if "|" not in head or not any(cells := split(head)) or not _is_rule(state, start + 1, len(cells)):
        return False
    if silent:
        return True
    rows: Rows = [(start + 1, cells)]
    is_framed = head.lstrip().startswith("|")
    at, before = start + 2, ""
    terminators = state.md.block.ruler.getRules("blockquote")
    while at < end and state.sCount[at] >= state.blkIndent:
        line = _text(state, at).rstrip()
        opened = line.startswith("|")
        if not line:
            below = next((number for number in range(at, end) if _text(state, number).strip()), end)
            if below == end or not _text(state, below).startswith("|") or _opens(state, below, end):
                break
            at, before = below, ""
            continue
        if not opened and any(rule(state, at, end, True) for rule in terminators if rule is not _table):
            break
        if is_framed and not opened and _completes(before, line, len(cells)):
            rows[-1] = (rows[-1][0], split(f"{before} {line}"))
            before = ""
        else:
            row = split(line[stray.end() :] if is_framed and (stray := _STRAY.match(line)) else line)
            rows.append((at + 1, row[:-1] if len(row) > len(cells) and row[-1] in _QUOTES else row))
            before = line
        at += 1
    token = state.push("rows", "", 0)
    token.map = [start, at]
    token.meta = {"rows": rows}
    state.line = at
    return True


def _opens(state: "StateBlock", line: int, end: int) -> bool:
    return line + 1 < end and _is_rule(state, line + 1, len(split(_text(state, line))))


def _completes(before: str, line: str, width: int) -> bool:
    """Tell whether a line ends the row that the line before it began: neither is whole without the other."""
    broken = before.startswith("|") and not before.endswith("|")
    return broken and line.endswith("|") and len(split(f"{before} {line}")) <= width


def _abbreviation(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not (found := _ABBREVIATION.fullmatch(_text(state, start))):
        return False
    if not silent:
        name = state.push("abbreviation", "", 0)
        name.map, name.info, name.content = [start, start + 1], found[1].strip(), found[2].strip()
        state.line = start + 1
    return True


def _attributes(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    """Pass over a line that only says what the block beside it is called or looks like."""
    line = _text(state, start).rstrip()
    if state.is_code_block(start) or not line.startswith("{") or not _ATTRIBUTES.fullmatch(line):
        return False
    if not silent:
        state.push("aside", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _module(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Pass over the imports of MDX, up to a blank line."""
    if not _MODULE.fullmatch(_text(state, start).rstrip()) or silent or state.level:
        return False
    at = start
    while at < end and _text(state, at).strip():
        at += 1
    token = state.push("aside", "", 0)
    token.map, token.info = [start, at], "import"
    state.line = at
    return True


def _macro(state: "StateInline", silent: bool) -> bool:
    """Take macros of sites, comments of MDX, and attribute lists behind what they are about."""
    if state.src[state.pos] != "{":
        return False
    kind, found = "macro", _MACRO.match(state.src, state.pos, state.posMax)
    if not found:
        kind, found = "", _ROLE.match(state.src, state.pos) or _ATTRIBUTES.match(state.src, state.pos)
        if not found or (not state.src[found.start() + 1 : found.end() - 1].strip(": ")):
            return False
    if not silent:
        state.push("nothing", "", 0).info = "comment" if found[0].startswith("{/*") else kind
    state.pos = found.end()
    return True


def _wiki(state: "StateInline", silent: bool) -> bool:
    found = _WIKI.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
    if not found:
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content, token.info = (found[2] or found[1].partition("#")[0] or found[1]).strip(), found[1].strip()
    state.pos = found.end()
    return True


def _component(state: "StateInline", silent: bool) -> bool:
    found = _COMPONENT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not found or found[0].strip("</>").lower() in _ELEMENTS or re.fullmatch(r"</?[A-Z]>", found[0]):
        return False
    if not silent:
        state.push("nothing", "", 0).info = "HTML tag" if found[0][1] != "/" else ""
    state.pos = found.end()
    return True


class Cells:
    """Reads inline Markdown, such as stands in a cell; ``environment`` holds the page's references."""

    def __init__(self) -> None:
        self.parser = _parser()
        self.environment: dict[str, Any] = {}

    def runs(self, text: str) -> Runs:
        """Return the runs of inline Markdown."""
        if not _MARKED.search(text):
            return (Run(text),)
        tokens = self.parser.parseInline(text, self.environment)
        return _inline(tokens[0].children or ())


class _Reader(Cells):
    """Makes blocks of markdown-it's tokens."""

    def __init__(self, text: str, first: int) -> None:
        super().__init__()
        self.text = text
        self.first = first
        self.tree = html.Tree()
        self.opened: list[html._Frame] = []

    def page(self) -> Page:
        text = self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        skipped = 0
        tokens = self.parser.parse(text, self.environment)
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
        for reference in self.environment.get("references", {}).values():
            page.aside.update(range(*reference.get("map", (0, 0))))
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
        elif kind == "paragraph_open":
            self._paragraph(line, end, after)
        else:
            self._take_other(token, line, end)
        if token.map:
            self.last = end

    def _take_other(self, token: "Token", line: int, end: int) -> None:
        if token.type == "rows":
            self.tree.add(Table(line, end, token.meta["rows"], self.runs))
        elif token.type in ("fence", "code_block"):
            self.tree.add(Code(line, end, token.content))
        elif token.type == "html_block":
            self.tree.html(token.content, line)
        elif token.type == "abbreviation":
            self.tree.add(Abbreviation(line, end, token.info, self.runs(token.content)))
        elif token.type == "aside":
            self.tree.page.aside.update(range(line, end))
            if token.info:
                self.tree.page.counts[token.info] += 1

    last = 0

    def end(self, line: int) -> int:
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
            term.runs = list(self.runs(text))
            self.tree.pop(term, line + at + 1)
        for text in re.split(r"\n[:~][ \t]+", "\n" + "\n".join(lines[first:]))[1:]:
            body = self.tree.push("dd", line + first)
            self.tree.add(Paragraph(line + first, end, self.runs(text)))
            self.tree.pop(body, end)
        self.tree.pop(group, end)

    def _inline(self, token: "Token") -> Runs:
        return _inline(token.children or ())


def _inline(tokens: "Sequence[Token]") -> Runs:
    reader = _Inline()
    for token in tokens:
        reader.take(token)
    return tuple(reader.runs)


class _Inline:
    """Makes runs of inline tokens and of the HTML between them."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.strong = self.emphasis = self.code = 0
        self.links: list[str] = []
        self.titles: list[str] = []
        self.raised: int | None = None
        self.hidden = 0

    def take(self, token: "Token") -> None:
        """Take the next token."""
        kind = token.type
        if kind == "text":
            self._add(token.content)
        elif kind == "code_inline":
            self._add(token.content, code=True)
        elif kind in ("softbreak", "hardbreak"):
            self._add("\n" if kind == "softbreak" else HARD)
        elif kind in ("strong_open", "strong_close"):
            self.strong += token.nesting
        elif kind in ("em_open", "em_close", "s_open", "s_close"):
            self.emphasis += token.nesting
        elif kind == "html_inline":
            self._html(token.content)
        else:
            self._take_other(token)

    def _take_other(self, token: "Token") -> None:
        kind = token.type
        if kind == "link_open":
            self.links.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self.links.pop()
        elif kind == "wiki":
            self.links.append(f"#{token.info}")
            self._add(token.content)
            self.links.pop()
        elif kind in _LOST or (kind == "nothing" and token.info):
            self.runs.append(Run("", lost=_LOST.get(kind, token.info)))

    def _add(self, text: str, code: bool = False) -> None:
        if text and not self.hidden:
            self.runs.append(
                Run(
                    text,
                    self.strong > 0,
                    self.emphasis > 0,
                    code or self.code > 0,
                    self.links[-1] if self.links else "",
                    self.titles[-1] if self.titles else "",
                )
            )

    def _html(self, markup: str) -> None:
        if markup.startswith("<!--"):
            self.runs.append(Run("", lost="comment"))
            return
        found = _TAG.fullmatch(markup)
        tag = found[2].lower() if found else ""
        if not found or tag not in _ELEMENTS:
            self._add(markup)  # a place to fill in, or a type: readers of some sites see it, of others not
            return
        step = -1 if found[1] else 1
        said = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTR.findall(found[3])}
        if tag == "br" or (step > 0 and tag in ("p", "div", "li", "tr")):
            self._add(HARD)
        elif tag == "img":
            self.runs.append(Run("", lost="image"))
        elif tag in ("script", "style"):
            self.hidden = max(self.hidden + step, 0)
        elif tag == "a":
            self._stack(self.links, said.get("href", "").strip(), step)
        elif tag in ("abbr", "acronym"):
            self._stack(self.titles, said.get("title", "").strip(), step)
        elif tag == "sup":
            self._sup(step)
        else:
            self.strong = max(self.strong + step * (tag in html.STRONG), 0)
            self.emphasis = max(self.emphasis + step * (tag in html.EMPHASIS), 0)
            self.code = max(self.code + step * (tag in html.CODE), 0)

    def _stack(self, stack: list[str], value: str, step: int) -> None:
        if step > 0:
            stack.append(value)
        elif stack:
            stack.pop()

    def _sup(self, step: int) -> None:
        if step > 0:
            self.raised = len(self.runs)
        elif self.raised is not None:
            before = "".join(run.text for run in self.runs[: self.raised])
            if html.is_note(before, self.runs[self.raised :]):
                self.runs[self.raised :] = [Run("", lost="footnote")]
            self.raised = None
