"""Markdown prose to plain paragraphs with the links in them, and plain text to Markdown that says the same.

Owns what plain text keeps of markup; where a link leads and which paragraphs belong together is the formats' business.
"""

import re
from collections import Counter
from itertools import groupby

from glossctl.entries import Value
from glossctl.text import paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from glossctl.syntax import pages

    BlockKind = Literal["heading", "item", "text"]

NOUNS = (  # of what ``blocks`` counts, most important first
    ("image", "image", "images"),
    ("code block", "line layout of a code block", "line layouts of code blocks"),
    ("HTML tag", "HTML tag", "HTML tags"),
    ("comment", "comment", "comments"),
    ("mark of emphasis", "mark of emphasis or code", "marks of emphasis or code"),
)
_HOLE = re.compile(" {2,}")


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


def blocks(text: str) -> tuple[list[Block], Counter[str]]:
    """Return the paragraphs of a Markdown text in order, and what of its markup plain text can't say, counted.

    The keys of the counts are those of ``NOUNS``. A row of a table is one paragraph, cells separated by " | ". Source:
    CommonMark 0.31, GitHub's tables and strikethrough, definition lists.
    """
    from glossctl.syntax import pages  # only reading loads the parser
    from glossctl.syntax.pages import markdown

    page = markdown.read(text, is_plain=True)
    counts = Counter(page.counts)
    made = []
    for block, mark, runs in pages.lines(page.blocks):
        counts.update(pages.losses(runs))
        counts["code block"] += isinstance(block, pages.Code)
        line = _line(runs)
        anchors = [
            Anchor(_line(linked), href) for href, group in groupby(runs, _href) if href and (linked := tuple(group))
        ]
        is_heading = isinstance(block, pages.Heading)
        bare = not is_heading and len(anchors) == 1 and not any(run.text.strip() for run in runs if not run.href)
        if line:
            kind: BlockKind = "heading" if is_heading else "item" if mark else "text"
            made.append(Block(kind, line if is_heading else mark + line, tuple(anchors), bare))
    return made, +counts


def _href(run: "pages.Run") -> str:
    return run.href


def _line(runs: "Iterable[pages.Run]") -> str:
    """Return runs as one line; what was left out of it leaves one space."""
    text = "".join(run.text for run in runs)
    return " ".join(paragraphs(_HOLE.sub(" ", text) if any(run.lost for run in runs) else text))


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
