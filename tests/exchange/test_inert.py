"""Text is inert wherever it goes: in what is written as Markdown, only what the format means to write is markup.

What is written is read by a CommonMark parser with GitHub's tables; its tokens are held against the format's own.
"""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossctl.entries import Avoid, Contents, Entry, Header, Link
from glossctl.exchange import abbreviations, context, hugo, llms, markdown
from glossctl.syntax import frontmatter

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
_text = st.lists(st.sampled_from([*_MARKS, *_BREAKS, " ", "    ", "\t", "é"]), min_size=1, max_size=7).map("".join)
_word = _text.map(lambda text: text.strip() or "x")
_entry = st.builds(
    Entry,
    _word,
    expansion=st.none() | _word,
    aliases=st.lists(_word, max_size=2).map(tuple),
    definition=_text,
    tags=st.lists(_word, max_size=2).map(tuple),
    related=st.lists(_word, max_size=2).map(tuple),
    links=st.lists(_word | st.just("javascript:alert(1)") | st.just("https://a.example/(x)"), max_size=2).map(tuple),
    avoid=st.lists(st.builds(Avoid, _word, _word), max_size=1).map(tuple),
    source=st.none() | _word,
    status=_word,
)
_header = st.builds(
    Header, st.just("g"), _text, st.just("en"), st.lists(st.builds(Link, _word, _word), max_size=1).map(tuple)
)
_contents = st.builds(Contents, _header, st.lists(_entry, min_size=1, max_size=2).map(tuple))
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def kinds(text: str) -> dict[str, int]:
    """Count the tokens of a Markdown text by what opens."""
    counts: dict[str, int] = {}
    for token in _PARSER.parse(text):
        for one in (token, *(token.children or ())):
            counts[one.type] = counts.get(one.type, 0) + 1
    return counts


PLAIN = {"inline", "text", "text_special", "softbreak", "paragraph_open", "paragraph_close"}
HEADINGS = {"heading_open", "heading_close"}
EMPHASIS = {"strong_open", "strong_close", "em_open", "em_close"}
LINKS = {"link_open", "link_close"}
LISTS = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
TABLES = {f"{tag}_{side}" for tag in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")}


def written_context(contents: Contents) -> str:
    return context.write(contents).text


def written_llms(contents: Contents) -> str:
    return llms.write(contents).text


def written_table(contents: Contents) -> str:
    return markdown.write(contents).text


@pytest.mark.parametrize(
    ("write", "allowed"),
    [
        (written_context, PLAIN | HEADINGS | EMPHASIS | LISTS | {"ordered_list_open", "ordered_list_close"}),
        (written_llms, PLAIN | HEADINGS | EMPHASIS | LINKS | LISTS | {"blockquote_open", "blockquote_close"}),
        (written_table, PLAIN | TABLES | {"html_inline"}),
    ],
    ids=["context", "llms", "markdown"],
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents=_contents)
def test_values_make_no_markup(write: Callable[[Contents], str], allowed: set[str], contents: Contents) -> None:
    text = write(contents)
    found = kinds(text)
    assert set(found) <= allowed, text
    assert found.get("heading_open", 0) <= 5
    if "html_inline" in found:  # the line breaks within cells, and nothing else
        tags = [
            one.content for token in _PARSER.parse(text) for one in token.children or () if one.type == "html_inline"
        ]
        assert set(tags) == {"<br>"}
    for token in _PARSER.parse(text):
        for one in token.children or ():
            if one.type == "link_open":
                assert not str(one.attrs["href"]).lower().startswith(("javascript:", "data:", "vbscript:"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_contents)
def test_a_context_has_a_heading_and_a_term_for_each_entry_only(contents: Contents) -> None:
    found = kinds(written_context(contents))
    assert found["heading_open"] == 2
    assert found["strong_open"] == len(contents.entries)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_contents)
def test_pages_of_hugo_have_no_live_shortcode(contents: Contents) -> None:
    for _, text in hugo.write_folder(contents).files:
        _, body = frontmatter.split(text, "x.md")
        assert "{{<" not in body
        assert "{{%" not in body


@settings(max_examples=100, deadline=None)
@given(_contents)
def test_abbreviations_are_one_line_each(contents: Contents) -> None:
    lines = abbreviations.write(contents).text.splitlines()
    assert all(line.startswith("*[") for line in lines)
    assert len(lines) <= 2 * len(contents.entries)
