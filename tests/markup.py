"""Text that means to be markup, and what a CommonMark parser with GitHub's tables makes of a text."""

from collections import Counter
from collections.abc import Iterator

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from glossctl.entries import Avoid, Entry

_BREAKS = ["\n\n", "\n", "\r", "\u2028", "\x0b", "\x85", "  \n"]
_MARKS = [
    "#",
    "_",
    "*",
    "**",
    "`",
    "```",
    "~~~",
    "---",
    "===",
    ">",
    "-",
    "+",
    "1.",
    "1)",
    "|",
    "[x](y)",
    "![x](y)",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<script>",
    "[a]:",
    "b",
    "[[x]]",
    "{{<",
    "x",
    ">}}",
    "{{%",
    "x",
    "%}}",
    "{{{<",
    "{#id}",
    "&lt;",
    "&amp;",
    "https://a.example",
    "<https://b.example>",
    "*[x]:",
    ":---",
    "|---|",
    "|",
    "\\",
    "\\",
    "word",
    ":",
    "~",
    "^",
    "$x$",
    "[^1]",
    "[^1]:",
    "$",
    "=",
    "{",
    "}",
]
TEXT = st.lists(st.sampled_from([*_MARKS, *_BREAKS, " ", "    ", "\t", "é"]), min_size=1, max_size=7).map("".join)
WORD = TEXT.map(lambda text: text.strip() or "x")
ENTRY = st.builds(
    Entry,
    WORD,
    expansion=st.none() | WORD,
    aliases=st.lists(WORD, max_size=2).map(tuple),
    definition=TEXT,
    tags=st.lists(WORD, max_size=2).map(tuple),
    related=st.lists(WORD, max_size=2).map(tuple),
    links=st.lists(
        WORD
        | WORD.map("https://a.example/{}".format)
        | st.just("javascript:alert(1)")
        | st.just("https://a.example/(x)"),
        max_size=2,
    ).map(tuple),
    avoid=st.lists(st.builds(Avoid, WORD, WORD), max_size=1).map(tuple),
    titles=st.lists(WORD, max_size=1).map(tuple),
    mottos=st.lists(WORD, max_size=1).map(tuple),
    source=st.none() | WORD,
    status=WORD,
)
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a Markdown text, those within paragraphs too."""
    for token in _PARSER.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> Counter[str]:
    """Count the tokens of a Markdown text by their type."""
    return Counter(token.type for token in tokens(text))


def cells(text: str) -> list[str]:
    """Return what is read in the cells of the tables of a Markdown text, and in its paragraphs."""
    return [
        "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())
        for token in _PARSER.parse(text)
        if token.type == "inline"
    ]


def targets(text: str) -> list[str]:
    """Return where the links of a Markdown text lead."""
    return [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]


PLAIN = {"inline", "text", "text_special", "softbreak", "paragraph_open", "paragraph_close"}
HEADINGS = {"heading_open", "heading_close"}
EMPHASIS = {"strong_open", "strong_close", "em_open", "em_close"}
LINKS = {"link_open", "link_close"}
LISTS = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
TABLES = {f"{tag}_{side}" for tag in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")}
