"""Text is inert wherever it goes: in what is written as Markdown, only what the format means to write is markup."""

import io
import re
from collections.abc import Callable
from csv import reader

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl.entries import Contents, Entry, Header, Link
from glossctl.exchange import abbreviations, context, contextive, csv, hugo, llms, markdown, tsv, vale
from glossctl.exchange.protocol import Writing
from glossctl.syntax import frontmatter
from glossctl.text import one_line
from tests.markup import EMPHASIS, ENTRY, HEADINGS, LINKS, LISTS, PLAIN, TABLES, TEXT, WORD, kinds, targets, tokens

_header = st.builds(
    Header, st.just("g"), TEXT, st.just("en"), st.lists(st.builds(Link, WORD, WORD), max_size=1).map(tuple)
)
_contents = st.builds(Contents, _header, st.lists(ENTRY, min_size=1, max_size=2).map(tuple))

_formula = st.tuples(st.sampled_from(["", " ", "\t", "\r", "\n"]), st.sampled_from(list("=+-@＝＋－＠|"))).map(
    lambda parts: f"{parts[0]}{parts[1]}cmd|' /C calc'!A0"
)


def _formulas(texts: list[str]) -> Contents:
    entries = (
        Entry("x" + text, expansion=text, definition=text, tags=(text,), aliases=(text, "b"), source=text)
        for text in texts
    )
    return Contents(Header("g", "g", "en"), (*entries, *(Entry(text) for text in texts)))


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


@pytest.mark.parametrize(("write", "delimiter"), [(csv.write, ","), (tsv.write, "\t")], ids=["csv", "tsv"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents=_contents | st.lists(_formula, min_size=1, max_size=2).map(_formulas))
def test_no_cell_is_a_formula(write: Callable[[Contents], Writing], delimiter: str, contents: Contents) -> None:
    rows = list(reader(io.StringIO(write(contents).text, newline=""), delimiter=delimiter))
    assert len(rows) == len(contents.entries) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \u3000\u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_contents)
def test_front_matter_holds_the_values_and_nothing_else(contents: Contents) -> None:
    fields = {"title", "full_name", "aka", "tags", "related", "status", "short_description", "full_link", "params"}
    for path, text in hugo.write_folder(contents).files:
        head, _ = frontmatter.split(text, path)
        values = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
        assert values == head
        if path.endswith("_index.md"):
            continue
        assert set(values) <= fields
        assert any(values["title"].startswith(entry.name) for entry in contents.entries)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_contents)
def test_a_context_file_has_a_term_an_entry(contents: Contents) -> None:
    document = yaml.safe_load(contextive.write(contents).text)
    terms = [term for context in document["contexts"] for term in context["terms"]]
    assert [term["name"] for term in terms] == [entry.name for entry in contents.entries]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_contents)
def test_each_line_of_a_vocabulary_is_an_expression_of_its_word(contents: Contents) -> None:
    words = {one_line(word) for entry in contents.entries for word in (entry.name, *entry.aliases)}
    lines = vale.write(contents).text.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len({word.casefold() for word in words})
    assert all(any(re.fullmatch(line, word) for word in words) for line in lines)
    assert not any(line.startswith(("#", "(?")) for line in lines)
