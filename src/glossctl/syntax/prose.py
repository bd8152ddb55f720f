"""Markdown prose to plain paragraphs with the links in them, and plain text to Markdown that says the same.

Owns what markup means; where a link leads, and which paragraphs belong together, is the formats' business.
"""

import re
from collections import Counter

from markdown_it import MarkdownIt

from glossctl.entries import Value
from glossctl.text import paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from markdown_it.token import Token

    BlockKind = Literal["heading", "item", "text"]

NOUNS = (  # of what ``blocks`` counts, most important first
    ("image", "image", "images"),
    ("code block", "line layout of a code block", "line layouts of code blocks"),
    ("HTML tag", "HTML tag", "HTML tags"),
    ("comment", "comment", "comments"),
    ("mark of emphasis", "mark of emphasis or code", "marks of emphasis or code"),
)
_TAG = re.compile(r"<[^<>]*>")
_HOLE = re.compile(" {2,}")
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Anchor(Value):
    """A link in a text: what it says and where it leads."""

    text: str
    href: str


class Block(Value):
    """One paragraph of plain text. An item begins with its mark ("- ", "1. "); ``bare``: it is nothing but a link."""

    kind: "BlockKind"
    text: str
    anchors: tuple[Anchor, ...] = ()
    bare: bool = False


def blocks(markdown: str) -> tuple[list[Block], Counter[str]]:
    """Return the paragraphs of a Markdown text in order, and what of its markup plain text can't say, counted.

    The keys of the counts are nouns: "image", "code block", "HTML tag", "comment", "mark of emphasis". A row of a table
    is one paragraph, cells parted by " | ". Source: CommonMark 0.31, GitHub's tables and strikethrough.
    """
    reader = _Reader()
    for token in _PARSER.parse(markdown):
        reader.take(token)
    return [block for block in reader.blocks if block.text], +reader.counts


class _Reader:
    """Gathers blocks from markdown-it's flat list of tokens."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.counts: Counter[str] = Counter()
        self.heading = False
        self.mark = ""  # of the list item whose first paragraph is still to come
        self.cells: list[Block] | None = None

    def take(self, token: "Token") -> None:
        """Take the next token of the stream."""
        if token.type == "heading_open":
            self.heading = True
        elif token.type == "heading_close":
            self.heading = False
        elif token.type == "list_item_open":
            self.mark = f"{token.info}{token.markup} "
        elif token.type == "list_item_close":
            self.mark = ""
        elif token.type == "tr_open":
            self.cells = []
        elif token.type == "tr_close" and self.cells is not None:
            anchors = tuple(anchor for cell in self.cells for anchor in cell.anchors)
            self.blocks.append(Block("text", " | ".join(cell.text for cell in self.cells if cell.text), anchors))
            self.cells = None
        elif token.type in ("fence", "code_block"):
            self.counts["code block"] += 1
            self._add(token.content)
        elif token.type == "html_block":
            self._add(self._untagged(token.content))
        elif token.type == "inline":
            self._add(*self._inline(token.children or ()))

    def _untagged(self, html: str) -> str:
        parts = []
        while html:  # by hand: an expression for comments looks for the end of each of many open ones anew
            before, opening, rest = html.partition("<!--")
            parts.append(before)
            self.counts["comment"] += bool(opening)
            html = rest.partition("-->")[2]
        return " ".join(_TAG.sub(self._tag, " ".join(parts)).split())

    def _tag(self, found: "re.Match[str]") -> str:
        self._count_html(found[0])
        return " "

    def _count_html(self, markup: str) -> None:
        self.counts["comment" if markup.startswith("<!--") else "HTML tag"] += not markup.startswith("</")

    def _add(self, text: str, anchors: tuple[Anchor, ...] = (), bare: bool = False) -> None:
        text = _line(text)
        if self.cells is not None:
            self.cells.append(Block("text", text, anchors))
        elif self.heading:
            self.blocks.append(Block("heading", text, anchors))
        elif self.mark:
            self.blocks.append(Block("item", self.mark + text if text else "", anchors, bare))
        else:
            self.blocks.append(Block("text", text, anchors, bare))
        self.mark = ""

    def _inline(self, tokens: "Sequence[Token]") -> tuple[str, tuple[Anchor, ...], bool]:
        parts: list[str] = []
        anchors: list[Anchor] = []
        href, start, outside, holes = "", -1, False, False
        for token in tokens:
            if token.type == "link_open":
                href, start = str(token.attrs.get("href", "")), len(parts)
            elif token.type == "link_close":
                anchors.append(Anchor(_line("".join(parts[start:])), href))
                start = -1
            elif token.type in ("softbreak", "hardbreak"):
                parts.append("\n")
            elif token.type == "image":
                self.counts["image"] += 1
                holes = True
            elif token.type == "html_inline":
                self._count_html(token.content)
                holes = True
            elif token.type in ("text", "code_inline"):
                self.counts["mark of emphasis"] += token.type == "code_inline"
                parts.append(token.content)
                outside = outside or (start < 0 and bool(token.content.strip()))
            elif token.type.endswith("_open"):
                self.counts["mark of emphasis"] += 1
        text = "".join(parts)
        return _HOLE.sub(" ", text) if holes else text, tuple(anchors), len(anchors) == 1 and not outside


def _line(text: str) -> str:
    return " ".join(paragraphs(text))


_LONGEST_HEADING = 60  # characters
_ENDS = ".!?;:,。！？、"
_INLINE = re.compile(r"[\\`*\[\]]|_(?!(?<=[^\W_]_)[^\W_])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|~~")
_BEGINNING = re.compile(r"(?:#{1,6}(?= |$)|>|[-+](?= |$)|(?:- *){3,}$|=+$|~~~|[:~](?= )|(?=[-: ]*\|)[-:| ]+$)")
_BRACE = re.compile(r"\{(?=[{%])")  # of a shortcode or macro, which sites read before the Markdown
_ATTRIBUTE = re.compile(r"\{(?=[#.:/A-Za-z])")
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)", re.ASCII)
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)]) (?=\S)", re.ASCII)


def escape(text: str) -> str:
    r"""Return one line of plain text as Markdown that reads back as just that text.

    >>> escape("a *b* <c> snake_case [d]")
    'a \\*b\\* \\<c> snake_case \\[d\\]'
    """
    text = _BREAKS.sub(" ", text)
    marked = _INLINE.sub(lambda found: "\\" + "\\".join(found[0]), text)
    marked = _ATTRIBUTE.sub(r"\\{", _BRACE.sub("&#123;", marked))
    return _NUMBER.sub(r"\1\\\2", marked, count=1) if _NUMBER.match(marked) else _escape_beginning(marked)


def target(address: str) -> str:
    """Return an address as the target of a Markdown link, whatever stands in it.

    >>> target("https://a.example/x_(y) z>")
    '<https://a.example/x_(y)%20z%3E>'
    """
    if _BARE.fullmatch(address):
        return address
    return f"<{_UNSAFE.sub(lambda found: ''.join(f'%{byte:02X}' for byte in found[0].encode()), address)}>"


_BARE = re.compile(r"[\w:/?#@!$&'*+,;=.~%-]+", re.ASCII)
_UNSAFE = re.compile(r"[\s<>\\\x00-\x20]")


def _escape_beginning(marked: str) -> str:
    return "\\" + marked if _BEGINNING.match(marked) else marked


def item_mark(paragraph: str) -> str:
    """Return the mark that makes a paragraph a list item, with its space; empty where it is none.

    >>> item_mark("- one"), item_mark("12. two"), item_mark("three")
    ('- ', '12. ', '')
    """
    found = _ITEM.match(paragraph)
    return found[0] if found else ""


def is_heading(paragraphs: "Sequence[str]", at: int) -> bool:
    """Tell whether a paragraph looks like a section's heading: short, no sentence, with text behind it.

    >>> [is_heading(["A mesh of proxies.", "How it helps", "It encrypts."], at) for at in range(3)]
    [False, True, False]
    """
    text = paragraphs[at]
    return (
        0 < at < len(paragraphs) - 1
        and len(text) <= _LONGEST_HEADING
        and not text.endswith(tuple(_ENDS))
        and bool(text)
        and not item_mark(text)
        and not text.endswith("#")
    )


def write(definition: str) -> str:
    r"""Return a definition as Markdown that ``blocks`` gives its paragraphs back from.

    >>> write("one *\n\n- two\n\n- three")
    'one \\*\n\n- two\n- three'
    """
    paragraphs = definition.split("\n\n") if definition else []
    marks = map(item_mark, paragraphs)
    return join([mark + escape(paragraph[len(mark) :]) for mark, paragraph in zip(marks, paragraphs, strict=True)])


def join(parts: "Sequence[str]") -> str:
    """Return Markdown paragraphs as one text: blank lines between them, list items one below the other."""
    body = ""
    for at, part in enumerate(parts):
        items = at and item_mark(part) and item_mark(parts[at - 1])
        body += ("\n" if items else "\n\n" if at else "") + part
    return body
