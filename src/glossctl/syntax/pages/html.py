"""HTML to the blocks of a page, read with the standard library's parser: nothing is run or fetched.

``Tree`` takes blocks of other syntaxes too, so that HTML which stands in Markdown may hold Markdown.
"""

import re

from glossctl.syntax.html import Parser
from glossctl.syntax.pages import (
    HARD,
    Block,
    Code,
    Definition,
    Folded,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Run,
    Runs,
    Table,
    filled,
    lines,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DEPTH = 60  # of lists, tables and folded blocks in one another; what is deeper stands on its own
_UNREAD = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "noscript",
        "select",
        "button",
        "nav",
        "footer",
        "aside",
        "iframe",
        "object",
        "canvas",
        "video",
        "audio",
    ]
)
_FRAMES = frozenset(
    [
        "ul",
        "ol",
        "menu",
        "dir",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "details",
        "summary",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
    ]
)
_BREAKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "hr",
        "center",
        "body",
        "html",
        "head",
        "title",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "colgroup",
    ]
)
_CLOSES = {  # a start tag: the open elements that it ends, and those beyond which it doesn't look
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("td", "th", "tr"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
_LISTS = ("ul", "ol", "menu", "dir")
STRONG = ("b", "strong", "dfn", "th")
EMPHASIS = ("i", "em", "u", "s", "del", "strike", "mark", "cite", "var")
CODE = ("code", "kbd", "samp", "tt")
_QUIET = ("span", "font", "small", "big", "sub", "abbr", "acronym", "a", "wbr", "ins", "time", "q", "label", "bdi")
KNOWN = frozenset((*_UNREAD, *_FRAMES, *_BREAKS, *STRONG, *EMPHASIS, *CODE, *_QUIET))
_NOTE = re.compile(r"\s*(?:[\[(]\s*\w{1,4}\s*[\])]|[*†‡§]+)\s*")
_MACRO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)  # of a site's templates
_LONG = 500  # characters
_END = re.compile(r"(</(?:p|li|dd|dt|tr|h[1-6]|div|dl|ul|ol|table|summary|details|head)>|<br\s*/?>)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\f\r]+")  # no other space collapses in HTML


class Cell(str):
    """The text of a table's cell, with its runs."""

    __slots__ = ("runs",)
    runs: Runs

    def __new__(cls, runs: Runs) -> "Cell":
        """Make a cell of its runs."""
        made = super().__new__(cls, text_of(runs))
        made.runs = runs
        return made


def cell_runs(cell: str) -> Runs:
    """Return the runs of a cell."""
    return cell.runs if isinstance(cell, Cell) else (Run(cell),)


class _Frame:
    """An open element: its blocks so far, and the text behind the last of them."""

    def __init__(self, tag: str, line: int, owned: bool, mark: str = "-") -> None:
        self.tag = tag
        self.line = line
        self.owned = owned  # opened by another syntax, which closes it too
        self.mark = mark
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.start = line
        self.terms: list[Runs] = []
        self.bodies: list[list[Block]] = []
        self.rows: list[tuple[int, list[str]]] = []
        self.cells: list[str] = []
        self.items: list[Item] = []
        self.headed = False
        self.summary: Runs = ()


class Tree(Parser):
    """Builds the blocks of a page from HTML, and from what ``push``, ``add`` and ``pop`` say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page([])
        self.frames = [_Frame("", 0, True)]
        self.base = 0
        self.end = 0
        self._unread = 0
        self._strong = self._emphasis = self._code = 0
        self._links: list[str] = []
        self._titles: list[str] = []
        self._sup: int | None = None  # where in the frame's runs a superscript begins
        self._title = False

    # What other syntaxes say

    def html(self, text: str, line: int) -> None:
        """Take a piece of HTML that begins on a line."""
        self.base = line - (self.getpos()[0] - 1)
        self.feed(text)
        self.close()

    def push(self, tag: str, line: int, mark: str = "-") -> _Frame:
        """Open a list, an item, a term or a definition."""
        self._flush()
        frame = _Frame(tag, line, True, mark)
        self.frames.append(frame)
        return frame

    def pop(self, frame: _Frame, end: int) -> None:
        """Close what was opened, and what stands open within it."""
        while frame in self.frames:
            self._close(end)

    def add(self, block: Block) -> None:
        """Add a block to what is open."""
        self._flush()
        self.frames[-1].blocks.append(block)

    def finished(self, text: str) -> Page:
        """Return the page of a text, with all that is open closed."""
        self.page.filled = filled(text)
        while len(self.frames) > 1:
            self._close(len(self.page.filled))
        self._flush()
        self.page.blocks = self.frames[0].blocks
        return self.page

    # What the parser says

    def _line(self) -> int:
        return self.base + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: "list[tuple[str, str | None]]") -> None:
        """Open an element."""
        if tag in _UNREAD:
            self._unread += 1
        if self._unread:
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag == "html" and not self.page.language:
            self.page.language = attributes.get("lang", "")
        self._title = tag == "title"
        if tag in _FRAMES:
            self.page.is_ours = self.page.is_ours or (tag == "dl" and attributes.get("class") == "glossctl")
            self._open(tag)
        elif tag in _BREAKS:
            self._flush()
        elif tag == "br":
            self.frames[-1].runs.append(Run(HARD))
        elif tag == "img":
            self._lose("image")
        else:
            self._mark(tag, attributes)

    def _open(self, tag: str) -> None:
        if tag in _CLOSES:
            ended, outer = _CLOSES[tag]
            while len(self.frames) > 1 and self.frames[-1].tag not in outer and not self.frames[-1].owned:
                if not any(frame.tag in ended for frame in self._within(outer)):
                    break
                self._close(self._line())
        self._flush()
        if len(self.frames) < _DEPTH:
            self.frames.append(_Frame(tag, self._line(), False, "1." if self._is_numbered(tag) else "-"))

    def _within(self, outer: "tuple[str, ...]") -> "Iterable[_Frame]":
        for frame in reversed(self.frames):
            if frame.tag in outer or frame.owned:
                return
            yield frame

    def _is_numbered(self, tag: str) -> bool:
        return tag == "li" and self.frames[-1].tag == "ol"

    def _mark(self, tag: str, attributes: "dict[str, str]") -> None:
        self._strong += tag in STRONG
        self._emphasis += tag in EMPHASIS
        self._code += tag in CODE
        if tag == "a":
            self._links.append(attributes.get("href", "").strip())
        elif tag in ("abbr", "acronym"):
            self._titles.append(attributes.get("title", "").strip())
        elif tag == "sup":
            self._sup = len(self.frames[-1].runs)
        elif tag not in (*STRONG, *EMPHASIS, *CODE, *_QUIET, "meta", "link", "base", "col", "input", "source"):
            self._lose("HTML tag")

    def handle_startendtag(self, tag: str, attrs: "list[tuple[str, str | None]]") -> None:
        """Open an element that closes itself; one that HTML doesn't know so is open."""
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "hr", "img"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
            return
        if self._unread:
            return
        self._title = False
        if tag in _FRAMES:
            self._end(tag)
        elif tag in _BREAKS:
            self._flush()
        elif tag == "a" and self._links:
            self._links.pop()
        elif tag in ("abbr", "acronym") and self._titles:
            self._titles.pop()
        elif tag == "sup" and self._sup is not None:
            self._raised(self._sup)
            self._sup = None
        else:
            self._strong = max(self._strong - (tag in STRONG), 0)
            self._emphasis = max(self._emphasis - (tag in EMPHASIS), 0)
            self._code = max(self._code - (tag in CODE), 0)

    def _raised(self, start: int) -> None:
        """Take the mark of a footnote out of the text."""
        runs = self.frames[-1].runs
        above = runs[start:]
        if is_note("".join(run.text for run in runs[:start]), above):
            runs[start:] = [Run("", lost="footnote")]

    def _end(self, tag: str) -> None:
        for frame in reversed(self.frames):
            if frame.owned:
                return
            if frame.tag == tag:
                break
        else:
            return
        while self.frames[-1] is not frame:
            self._close(self._line() + 1)
        self._close(self._line() + 1)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._unread:
            return
        if self._title and not self.page.title:
            self.page.title = " ".join(data.split())
            return
        frame = self.frames[-1]
        if frame.tag == "pre":
            text = data
        else:
            text = _SPACE.sub(" ", data)
            if text == " " and not frame.runs:
                return
        if frame.tag in ("ul", "ol", "dl", "table", "tr", "menu", "dir") and not text.strip():
            return
        if not frame.runs:
            lead = data[: len(data) - len(data.lstrip())]
            frame.start = self._line() + lead.count("\n")
        frame.runs.append(
            Run(
                text,
                self._strong > 0,
                self._emphasis > 0,
                self._code > 0,
                self._links[-1] if self._links else "",
                self._titles[-1] if self._titles else "",
            )
        )

    def handle_comment(self, data: str) -> None:
        """Count a comment."""
        self.page.counts["comment"] += 1
        first = self._line()
        self.page.aside.update(range(first, first + data.count("\n") + 1))

    def unknown_decl(self, data: str) -> None:
        """Pass over a declaration."""

    def _lose(self, noun: str) -> None:
        frame = self.frames[-1]
        if not frame.runs:
            frame.start = self._line()
        frame.runs.append(Run("", lost=noun))

    # What becomes of it

    def _flush(self) -> None:
        """Make a paragraph of the text that is open."""
        frame = self.frames[-1]
        if not frame.runs:
            return
        runs, frame.runs = trimmed(frame.runs), []
        if runs:
            frame.blocks.append(Paragraph(frame.start, self._line() + 1, runs))

    def _close(self, end: int) -> None:
        """Close the innermost element and hand what it holds to the one around it."""
        frame = self.frames[-1]
        if frame.tag in ("td", "th", "dt", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "pre"):
            runs = flat(frame.blocks, frame.runs, frame.tag == "pre")
            self.frames.pop()
            self._hand_over(frame, runs, end)
            return
        self._flush()
        self.frames.pop()
        around = self.frames[-1]
        if frame.tag == "li":
            item = Item(frame.line, end, frame.mark, frame.blocks)
            if around.tag in _LISTS:
                around.items.append(item)
            else:
                around.blocks.append(Items(frame.line, end, [item]))
            return
        if frame.tag == "dd":
            if around.tag == "dl":
                around.bodies.append(frame.blocks)
                return
        elif frame.tag == "dl":
            self._terms(frame, end)
        if frame.tag == "details":
            around.blocks.append(Folded(frame.line, end, frame.summary, frame.blocks))
            return
        around.blocks += frame.blocks
        self._hand_rows(frame, around, end)

    def _hand_rows(self, frame: _Frame, around: _Frame, end: int) -> None:
        if frame.tag in _LISTS and frame.items:
            around.blocks.append(Items(frame.line, end, frame.items))
        elif frame.tag == "tr" and frame.cells:
            around.rows.append((frame.line + 1, frame.cells))
            around.headed = around.headed or (len(around.rows) == 1 and frame.headed)
        elif frame.tag == "table" and frame.rows:
            around.blocks.append(Table(frame.line, end, frame.rows, cell_runs, frame.headed))

    def _hand_over(self, frame: _Frame, runs: Runs, end: int) -> None:
        around = self.frames[-1]
        if frame.tag in ("td", "th"):
            around.cells.append(Cell(runs))
            around.headed = around.headed or frame.tag == "th"
        elif frame.tag == "dt":
            if around.bodies:
                self._terms(around, frame.line)
            if not around.terms:
                around.start = frame.line
            around.terms.append(runs)
        elif frame.tag == "summary":
            around.summary = runs
        elif frame.tag == "pre":
            around.blocks.append(Code(frame.line, end, text_of(runs)))
        else:
            around.blocks.append(Heading(frame.line, end, int(frame.tag[1]), runs))

    def _terms(self, frame: _Frame, end: int) -> None:
        """Close a group of terms and their definitions."""
        if frame.terms or frame.bodies:
            frame.blocks.append(Definition(frame.start, end, frame.terms, frame.bodies))
        frame.terms, frame.bodies = [], []


def is_note(before: str, raised: "Sequence[Run]") -> bool:
    """Tell whether what is raised behind a text is a footnote's mark: in brackets, a link, a number behind a word."""
    text = "".join(run.text for run in raised)
    if _NOTE.fullmatch(text) or (text.strip() and any(run.href.startswith("#") for run in raised)):
        return True
    word = before.split()[-1] if before.split() and not before[-1:].isspace() else ""
    return text.strip().isdigit() and (len(word) > 2 or word.isupper()) and word[-1:].isalpha()


def trimmed(runs: "Sequence[Run]") -> Runs:
    """Return runs without the space around them, and with one space where several stand; () for none but space."""
    made: list[Run] = []
    space = True  # a line's beginning: what stands before needs no space behind it
    for run in runs:
        text = run.text
        if text != HARD and (space and text.startswith(" ")):
            text = text[1:]
        if text or run.lost:
            made.append(run if text == run.text else run.replace(text=text))
        if text:
            space = text.endswith((" ", HARD))
    while made and not made[-1].lost and not made[-1].text.rstrip(" " + HARD):
        made.pop()
    if made and made[-1].text != made[-1].text.rstrip():
        made[-1] = made[-1].replace(text=made[-1].text.rstrip())
    while made and made[0].text and not made[0].text.strip(HARD):
        del made[0]
    return tuple(made) if any(run.text or run.lost for run in made) else ()


def flat(blocks: "Iterable[Block]", runs: "Sequence[Run]" = (), exact: bool = False) -> Runs:
    """Return blocks as runs: a line a block, items behind their mark."""
    shown = [(Run(mark), *line) if mark else line for _, mark, line in lines(blocks)]
    last = tuple(runs) if exact else trimmed(runs)
    if last:
        shown.append(last)
    made: list[Run] = []
    for line in shown:
        made += [Run(HARD)] * bool(made) + list(line)
    return tuple(made)


def read(text: str) -> Page:
    """Return the blocks of an HTML page."""
    tree = Tree()

    def counted(found: "re.Match[str]") -> str:
        tree.page.counts["macro"] += 1
        return "\n" * found[0].count("\n")

    if text.count("\n") * _LONG < len(text):  # made for machines: what is how much of a page is counted in lines
        text = _END.sub(r"\1\n", text)
    text = _MACRO.sub(counted, text) if "{" in text else text
    tree.html(text, 0)
    return tree.finished(text)
