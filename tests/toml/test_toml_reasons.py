"""Why a text is no TOML: what was meant, told where it can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.cli.hints import hint
from glossctl.errors import FileError

_QUOTES = "check the quotes and brackets there and on the line before"


def said(text: str, path: str = "g.toml") -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        toml.read(text, path)
    return caught.value.message, hint(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "line", "mark"),
    [
        ('[[term]]\nname = "a\nx = 1\n', "2:8", 2, '"'),
        ("x = 'abc", "1:5", 1, "'"),
        ('[[term]]\nname = """a\n', "2:8", 2, '"""'),
        ('a = 1\nd = """x\n\n[[term]]\nname = "b"\nd = """Some "text"."""\n[[term]]\nname = "c"\n', "2:5", 2, '"""'),
        ("a = 1\nd = '''x\nname = \"b\"\nd = '''y'''\n", "2:5", 2, "'''"),
        ('# "\'\nd = """x\\""" """\ne = "y\n', "3:5", 3, '"'),
    ],
)  # fmt: skip
def test_the_text_that_is_not_closed_is_named_where_it_begins(text: str, place: str, line: int, mark: str) -> None:
    expected = f"g.toml:{place}: T001 not TOML: the text begun on line {line} isn't closed", f"{mark} closes it"
    assert said(text) == expected
    assert said(text.replace("\n", "\r\n")) == expected


def test_what_is_no_missing_mark_is_said_as_it_was() -> None:
    reason = "Expected newline or end of document after a statement"
    assert said("x = 'it's'\n") == (f"g.toml:1:9: T001 not TOML: {reason}", _QUOTES)
    assert said('d = """x\n"""\nx = 1 2\n') == (f"g.toml:3:7: T001 not TOML: {reason}", _QUOTES)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Term,Meaning\nPod,A unit\n", "it looks like CSV: glossctl import csv 'my list.toml'"),
        ("Term\tMeaning\nPod\tA unit\n", "it looks like TSV: glossctl import tsv 'my list.toml'"),
        ("# Words\n\n- **Pod**: a unit\n- **Key**: a key\n", "it looks like Markdown: glossctl import markdown "),
        ('[{"name": "Pod"}]', "it looks like JSON: glossctl import json 'my list.toml'"),
        ("Pod: a unit\n", _QUOTES),
        ("---\nPod: a unit\n", "it looks like YAML; a glossary file is TOML"),
        ("<html><body></body></html>", "it looks like HTML; a glossary file is TOML"),
        ("x = a,b\n", _QUOTES),
    ],
)
def test_a_list_in_another_format_is_told_how_it_is_imported(text: str, advice: str) -> None:
    assert (said(text, "my list.toml")[1] or "").startswith(advice)
    assert (said(text, "<stdin>")[1] or "").endswith(("-", "TOML", _QUOTES))


@given(st.lists(st.sampled_from(['"""', "'''", '"', "'", "x = ", "\n", "[[term]]\n", "\\", "#", "a"]), max_size=12))
def test_no_text_makes_the_reason_fail(pieces: list[str]) -> None:
    try:
        toml.read("".join(pieces))
    except FileError as error:
        assert error.faults  # noqa: PT017 — most of these texts are faulty
