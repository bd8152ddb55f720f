"""Markdown to prose with places: CommonMark with GitHub's tables, and what sites and wikis add to it.

markdown-it-py reads; this file says what of it is prose and where it stands. Source: CommonMark 0.31, GitHub Flavored
Markdown, MDX 3, and the documentation of Hugo, Jekyll, MyST, MkDocs, Docusaurus and PHP Markdown Extra for the rest.
"""

import re
from functools import cache, partial

from markdown_it.common.utils import normalizeReference

from glossctl.errors import GlossctlError
from glossctl.syntax import html, markdown_blocks
from glossctl.syntax.markdown_inline import MDX_RULES, RULES, PlacedToken
from glossctl.syntax.markdown_parser import BlockState, Parser, TooManyTokensError
from glossctl.syntax.spans import Builder, between, line_starts, located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from glossctl.syntax.spans import Kind, Markup, Prose, Segment

    Environment = dict[str, object]

_MOST_TOKENS = 1_000_000  # of one block; some 400 bytes each
_PIECE = (
    1 << 16
)  # characters of inline content that are parsed at once: of a longer line the tokens would fill the memory
_REFERENCE = re.compile(r"^[ >]*\[((?:[^\[\]\\]|\\.){1,999})\]:", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*_\[<&$~{]")
_FRONT = re.compile(
    r"(?:---[ \t]*\n(?:(?![ \t]*\n).*?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*?\n)?\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_NO_LINE_END = re.compile(r"[^\n]")
_ALERT = re.compile(r"\[!\w+\][-+]?[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]")
_TOC = re.compile(r"\[{1,2}_?TOC_?\]{1,2}")
_ABBREVIATION = re.compile(r"\*\[([^\]\n]+)\]:[ \t]*(?=\S)")
_HIDDEN_COMMENT = re.compile(r"""^[ \t]*\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]*[("'](.*)[)"'][ \t]*$""", re.MULTILINE)
_WITHIN: "dict[str, Kind]" = {
    "heading_open": "heading",
    "blockquote_open": "quote",
    "list_item_open": "item",
    "dt_open": "term",
    "dd_open": "definition",
}
_WITHIN_ENDS = {name.replace("_open", "_close") for name in _WITHIN}
_MARKUP: "dict[str, Markup]" = {"link": "link", "strong": "strong", "em": "em", "s": "strike"}


def read(text: str, mdx: bool = False) -> "Prose":
    """Return the prose of a Markdown document, or of an MDX one.

    Raises GlossctlError where quotes and lists are nested deeper than ``markdown_parser.NESTING``.
    """
    builder = Builder(text)
    _Reader(builder, _parser(mdx)).read(text)
    return builder.prose()


class _Parser(Parser):
    """The parser without what it does to the addresses of links, which nobody reads here."""

    def __init__(self, mdx: bool) -> None:
        super().__init__(MDX_RULES if mdx else RULES, partial(_extend, mdx=mdx))

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return an address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Return the text of an address as it is."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Take any address."""
        return True


def _extend(parser: "MarkdownIt", mdx: bool) -> None:
    parser.enable("table")
    markdown_blocks.enable(parser)
    if mdx:
        parser.disable(["code", "html_block"])


@cache
def _parser(mdx: bool) -> _Parser:
    return _Parser(mdx)


class _Reader:
    """Adds the prose of one document to a builder."""

    def __init__(self, builder: Builder, parser: Parser) -> None:
        self.builder = builder
        self.parser = parser
        self.environment: Environment = {}
        self.lines: list[str] = []
        self.starts: list[int] = []
        self.read_starts: list[int] = []  # of the lines in what is parsed, where that is shorter than the document

    def read(self, text: str) -> None:
        """Add the blocks of a text."""
        src = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        src = src.replace("\0", "\ufffd")
        mark = src.startswith("\ufeff")  # a byte-order mark is no text
        if front := _FRONT.match(src, mark):
            src = _NO_LINE_END.sub(" ", front[0]) + src[front.end() :]
        elif mark:
            src = " " + src[1:]
        self.lines, self.starts = src.split("\n"), line_starts(text)
        self.read_starts = line_starts(src) if len(src) < len(text) else []
        for hidden in _HIDDEN_COMMENT.finditer(src) if "glossctl" in src else ():
            self.builder.comment(hidden[1], self.starts[src.count("\n", 0, hidden.start(1))])
        self.environment["references"] = {
            normalizeReference(label[1]): {"href": "", "title": ""} for label in _REFERENCE.finditer(src)
        }
        self._parse(src)

    def _parse(self, src: str) -> None:
        """Read block by block, so that no more than the tokens of one are held."""
        tokens: list[Token] = []
        state = BlockState(src, self.parser, self.environment, tokens)
        state.most_tokens = _MOST_TOKENS
        blocks = self.parser.block
        line = state.skipEmptyLines(0)
        while line < state.lineMax:
            try:
                blocks.block(state, line, state.lineMax)
            except TooManyTokensError:
                raise GlossctlError(f"line {line + 1}: what begins here is too long to be read in one piece") from None
            self._blocks(tokens)
            tokens.clear()
            line = state.line = state.skipEmptyLines(state.line)

    def _blocks(self, tokens: "Iterable[Token]") -> None:
        within: list[Kind] = []
        cell = -1  # where in the line the next cell may begin; -1 outside tables
        for token in tokens:
            kind = token.type
            if kind == "inline" and token.map:
                if cell >= 0:
                    cell = self._cell(token.content, token.map[0], cell)
                elif token.content:
                    segments = self._located(token) or self._segments(token.content, token.map[0])
                    self._inline(token.content, segments, within[-1] if within else "paragraph")
            elif kind in _WITHIN:
                within.append(_WITHIN[kind])
            elif kind in _WITHIN_ENDS:
                within.pop()
            elif kind in ("tr_open", "tr_close"):
                cell = 0 if kind == "tr_open" else -1
                self.builder.row += cell + 1
            elif kind == "html_block" and token.map:
                html.add(self.builder, token.content, self._segments(token.content, token.map[0]))

    def _located(self, token: "Token") -> "list[Segment]":
        """Return where each line of a paragraph stands in the document, as its parser knows it."""
        segments = []
        at = 0
        line = token.map[0] if token.map else 0
        starts = token.meta.get("starts", ())
        for number, (start, text) in enumerate(zip(starts, token.content.split("\n"), strict=False), line):
            place = start - self.read_starts[number] + self.starts[number] if self.read_starts else start
            segments.append((at, place, len(text) + 1))
            at += len(text) + 1
        return segments

    def _segments(self, content: str, first: int) -> "list[Segment]":
        """Return where each line of ``content`` stands in the document; ``first`` is the number of its first line."""
        segments = []
        at = 0
        for number, line in enumerate(content.split("\n"), first):
            text = line.strip(" \t")
            if text:
                column = self.lines[number].rfind(text)
                segments.append((at + line.find(text), self.starts[number] + column, len(text) + 1))
            at += len(line) + 1
        return segments

    def _cell(self, content: str, line: int, column: int) -> int:
        """Add a cell of a table, and return where in the line it ends."""
        if not content:
            return column
        raw = content.replace("|", "\\|")
        column = self.lines[line].find(raw, column)
        place = self.starts[line] + column
        segments: list[Segment] = []
        at = 0
        for part in content.split("|"):
            length = len(part) + bool(segments)  # from the second on, the bar belongs to it, without its backslash
            segments.append((at, place, length))
            at += length
            place += length + 1
        self._inline(content, segments, "cell", self.builder.row)
        return column + len(raw)

    def _inline(self, content: str, segments: "list[Segment]", kind: "Kind", row: int = 0) -> None:
        """Add a block that holds inline content."""
        if content.startswith("*["):
            self._abbreviations(content, segments)
            return
        skipped = 0
        if content.startswith("["):
            begins = _ALERT if kind == "quote" else _TASK
            if _TOC.fullmatch(content):
                return
            skipped = match.end() if (match := begins.match(content)) else 0
        self._add(content, segments, skipped, len(content))
        self.builder.close(kind, row)

    def _abbreviations(self, content: str, segments: "list[Segment]") -> None:
        """Add lines of "*[MIG]: Multi-Instance GPU", each as an item "MIG: Multi-Instance GPU"."""
        at = 0
        for line in content.split("\n"):
            behind = at
            if match := _ABBREVIATION.match(line):
                behind += match.end()
                self.builder.add_through(segments, at + match.start(1), at + match.end(1))
                place = located(segments, at + match.end(1))
                self.builder.put(": ", place, place + 2)
            self._add(content, segments, behind, at + len(line))
            self.builder.close("item" if match else "paragraph")
            at += len(line) + 1

    def _add(self, content: str, segments: "list[Segment]", start: int, end: int) -> None:
        """Add a part of inline content to the block that is being built."""
        while end - start > _PIECE:
            cut = content.rfind(" ", start, start + _PIECE) + 1 or start + _PIECE
            self._add(content, segments, start, cut)
            start = cut
        if not _SPECIAL.search(content, start, end):
            self.builder.add_through(segments, start, end)
            return
        if start or end < len(content):
            content, segments = content[start:end], between(segments, start, end)
        tokens: list[Token] = []
        self.parser.inline.parse(content, self.parser, self.environment, tokens)
        _Pieces(self.builder, segments).take(tokens)


class _Pieces:
    """Adds the tokens of inline content to the block that is being built."""

    def __init__(self, builder: Builder, segments: "list[Segment]") -> None:
        self.builder = builder
        self.segments = segments
        self.unread = ""  # the element whose content is being left out
        self.depth = 0

    def take(self, tokens: "Iterable[Token]") -> None:
        """Add every token."""
        for token in tokens:
            assert isinstance(token, PlacedToken)
            if token.type == "html_inline":
                self._html(token)
            elif not self.unread:
                _ADDING[token.type](self, token)
            elif token.type == "link_close" and token.info == "auto":
                self.unread = ""

    def _text(self, token: PlacedToken) -> None:
        if token.content:  # a mark of emphasis leaves an empty one
            self.builder.add_through(self.segments, token.position, token.position + len(token.content))

    def _break(self, token: PlacedToken) -> None:
        at = token.position + (token.type == "hardbreak")  # its backslash
        self.builder.add_through(self.segments, at, at + 1)

    def _open(self, token: PlacedToken) -> None:
        if token.info == "auto":
            self._gap(token)
            self.unread = "autolink"
        else:
            self.builder.begin(_MARKUP[token.type.removesuffix("_open")])

    def _close(self, token: PlacedToken) -> None:
        self.builder.end(_MARKUP[token.type.removesuffix("_close")])

    def _comment(self, token: PlacedToken) -> None:
        self.builder.comment(token.content, located(self.segments, token.position))

    def _unseen(self, token: PlacedToken) -> None:
        """Add nothing: it is markup alone."""

    def _gap(self, token: PlacedToken) -> None:
        place = located(self.segments, token.position)
        self.builder.gap(place, place + 1)

    def _special(self, token: PlacedToken) -> None:
        start, end = token.position, token.position + len(token.markup)
        if token.info == "entity":
            self.builder.put(token.content, located(self.segments, start), located(self.segments, end))
        else:  # a backslash that escapes nothing stays
            self.builder.add_through(self.segments, end - len(token.content), end)

    def _html(self, token: PlacedToken) -> None:
        if token.content.startswith("<!--"):
            self._comment(token)
            return
        tag = html.tag_name(token.content)
        closes, empty = token.content.startswith("</"), token.content.endswith("/>")
        if self.unread:
            if tag == self.unread and not empty:
                self.depth += -1 if closes else 1
                self.unread = self.unread if self.depth else ""
        elif tag in html.UNREAD and not closes and not empty:
            self._gap(token)
            self.unread, self.depth = tag, 1
        elif tag in html.BREAKING:
            place = located(self.segments, token.position)
            self.builder.put("\n", place, place + 1)


_ADDING = {
    "text": _Pieces._text,
    "text_special": _Pieces._special,
    "softbreak": _Pieces._break,
    "hardbreak": _Pieces._break,
    "code_inline": _Pieces._gap,
    "image": _Pieces._gap,
    "gap": _Pieces._gap,
    "comment": _Pieces._comment,
    "unseen": _Pieces._unseen,
    **{f"{name}_open": _Pieces._open for name in _MARKUP},
    **{f"{name}_close": _Pieces._close for name in _MARKUP},
}
