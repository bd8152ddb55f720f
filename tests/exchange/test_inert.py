"""Text is inert wherever it goes: in what is written as Markdown, only what the format means to write is markup."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl.entries import Contents, Header, Link
from glossctl.exchange import abbreviations, context, hugo, llms, markdown
from glossctl.syntax import frontmatter
from tests.markup import EMPHASIS, ENTRY, HEADINGS, LINKS, LISTS, PLAIN, TABLES, TEXT, WORD, kinds, targets, tokens

_header = st.builds(
    Header, st.just("g"), TEXT, st.just("en"), st.lists(st.builds(Link, WORD, WORD), max_size=1).map(tuple)
)
_contents = st.builds(Contents, _header, st.lists(ENTRY, min_size=1, max_size=2).map(tuple))


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
        assert {token.content for token in tokens(text) if token.type == "html_inline"} == {"<br>"}
    assert not any(target.lower().startswith(("javascript:", "data:", "vbscript:")) for target in targets(text))


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
