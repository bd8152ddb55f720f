"""Facts about the canonical layout."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.entries import FIELDS, FILE_KEYS, Avoid, Contents, Entry, Header, Link
from glossctl.text import paragraphs
from glossctl.toml import write as toml_write
from tests.strategies import entries as any_entries

MARKS = list("-*+1.) \t\n\"'\\#[]{}=中文、（ー가1²１👍🏽é\u0301\u3000\u00a0\u200b\u0085\u2028\u202e\x00\x1b\ufeff")
hostile = st.text(st.sampled_from(MARKS) | st.characters(exclude_categories=["Cs"]))
prose = st.lists(
    st.sampled_from(["a", "wordy", "1.", "-", "中文字、", "\n", "\n\n", " ", "x" * 60, "9" * 95 + ". ", '"""', "２) "])
).map(" ".join)
trimmed = hostile.map(str.strip)
word = trimmed.filter(bool)
words = st.lists(word, max_size=4).map(tuple)
entries = any_entries(
    word,
    (hostile | prose).map(lambda text: "\n\n".join(paragraphs(text))),
    avoid=st.lists(st.builds(Avoid, word, trimmed), max_size=2).map(tuple),
    status=trimmed,
    language=st.just("en"),
    glossary=st.just("team"),
)
headers = st.builds(
    Header, st.just("team"), trimmed, st.just("en"), st.lists(st.builds(Link, trimmed, trimmed)).map(tuple), words
)


@given(headers, st.lists(entries, max_size=5))
def test_write_then_read_returns_the_same_contents(header: Header, given: list[Entry]) -> None:
    read = toml.read(toml_write.write(Contents(header, tuple(given))))
    assert read.header == header
    assert read.entries == tuple(
        entry for kind in ("term", "role", "audience") for entry in given if entry.kind == kind
    )


@given(hostile | prose)
def test_wrapped_lines_join_to_the_paragraph(text: str) -> None:
    for paragraph in paragraphs(text):
        assert paragraphs("\n".join(toml_write.wrap(paragraph))) == (paragraph,)


@given(st.text())
def test_string_is_one_line_of_printable_toml(text: str) -> None:
    source = toml_write.string(text)
    assert len(source.splitlines()) == 1
    assert tomllib.loads(f"x = {source}")["x"] == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_lone_surrogate_becomes_the_replacement_character() -> None:
    assert toml_write.string("a\udc80b") == '"a\ufffdb"'


def test_write_lays_an_entry_out() -> None:
    entry = Entry(
        "MIG",
        expansion="Multi-Instance GPU",
        aliases=("multi instance",),
        definition="First paragraph " + "word " * 30 + 'end.\n\n- one\n\n- two\n\nLast, with """ and \\.',
        related=tuple(f"related term {number}" for number in range(8)),
        avoid=(Avoid("slice", "means vGPU"), Avoid("part")),
        case="strict",
        source="us",
    )
    contents = Contents(Header("team", "Team words", see_also=(Link("CNCF", "https://cncf.io"),)), (entry,))
    assert toml_write.write(contents) == WRITTEN


WRITTEN = r'''[glossary]
name = "team"
title = "Team words"
language = "en"
see_also = [{ title = "CNCF", url = "https://cncf.io" }]

[[term]]
name = "MIG"
expansion = "Multi-Instance GPU"
aliases = ["multi instance"]
definition = """
First paragraph word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word end.
- one
- two

Last, with ""\" and \\."""
related = [
  "related term 0",
  "related term 1",
  "related term 2",
  "related term 3",
  "related term 4",
  "related term 5",
  "related term 6",
  "related term 7",
]
avoid = [{ word = "slice", reason = "means vGPU" }, { word = "part" }]
case = "strict"
source = "us"
'''


def test_short_definition_stays_on_one_line() -> None:
    assert toml_write.definition('Short, with a \\ and a ".') == '"Short, with a \\\\ and a \\"."'


@pytest.mark.parametrize(("length", "lines"), [(85, 1), (86, 3)])
def test_definition_is_wrapped_when_its_line_passes_100_columns(length: int, lines: int) -> None:
    text = "x" * (length - 2) + " y"
    assert len(toml_write.definition(text).splitlines()) == lines - (lines == 3)


def test_definition_ending_in_a_quote_is_closed_safely() -> None:
    assert toml_write.definition("x" * 100 + ' "q"') == '"""\n' + "x" * 100 + '\n"q\\""""'


def test_wide_characters_count_two_columns() -> None:
    assert [len(line) for line in toml_write.wrap("語" * 120)] == [48, 48, 24]


def test_line_does_not_begin_with_closing_punctuation() -> None:
    assert toml_write.wrap("語" * 48 + "。")[0] == "語" * 47


def test_line_does_not_begin_like_a_list_item() -> None:
    text = "x" * 92 + " yz - not an item"
    assert toml_write.wrap(text) == ["x" * 92, "yz - not an item"]


def test_ordered_sorts_by_kind_then_folded_name() -> None:
    given = [Entry("b"), Entry("Role", "role"), Entry("Ámi"), Entry("a", expansion="2"), Entry("A", expansion="1")]
    names = [(entry.name, entry.expansion) for entry in toml_write.ordered(given, Header("x"))]
    assert names == [("a", "2"), ("A", "1"), ("Ámi", None), ("b", None), ("Role", None)]


def test_every_key_that_read_knows_is_written() -> None:
    values: dict[str, Any] = {"text": "a", "optional": "b", "list": ("c",), "avoid": (Avoid("d"),)}
    everything = Entry(**{field.name: values[field.type] for field in FIELDS if field.in_file})
    assert tuple(toml_write.entry_values(everything)) == FILE_KEYS
