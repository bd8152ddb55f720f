"""Notebooks: their Markdown cells, with the places in the file."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.errors import GlossctlError
from glossctl.syntax import spans
from glossctl.syntax.notebook import read
from tests.syntax.placed import assert_placed, place_of, texts


def notebook(*cells: Any, ascii: bool = False, **more: Any) -> str:
    return json.dumps({"cells": list(cells), "nbformat": 4, **more}, indent=1, ensure_ascii=ascii)


def cell(*source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"source": "no"}, "source": list(source)}


def test_only_markdown_cells_are_read() -> None:
    code = {"cell_type": "code", "source": ["a"], "outputs": [{"source": "b"}]}
    prose = read(notebook(code, cell("# c\n", "\n", "d `e`\n", "f"), {"source": "*g*", "cell_type": "markdown"}))
    assert [(block.text, block.kind) for block in prose.blocks] == [
        ("c", "heading"),
        ("d \ufffc\nf", "paragraph"),
        ("g", "paragraph"),
    ]
    assert_placed(prose)


def test_cells_of_old_notebooks_are_read() -> None:
    text = json.dumps({"worksheets": [{"cells": [cell("a")]}], "nbformat": 3})
    assert [block.text for block in read(text).blocks] == ["a"]


def test_a_place_is_one_of_the_file() -> None:
    text = r'{"cells":[{"cell_type":"markdown","source":["\"\u00e9\ud83d\ude80 **MIG**"]}]}'
    assert place_of(read(text), "MIG") == (1, text.index("MIG") + 1)


def test_rows_of_tables_are_counted_on() -> None:
    table = cell("| a |\n", "|---|\n", "| b |")
    assert [block.row for block in read(notebook(table, table)).blocks] == [1, 2, 3, 4]


def test_a_comment_speaks_to_check_on_the_line_of_the_file() -> None:
    text = notebook(cell("a\n", "\n", "<!-- glossctl: ignore MIG -->"))
    (directive,) = read(text).directives
    assert "ignore MIG" in text.split("\n")[directive.line - 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1, column 2: not JSON: Expecting property name enclosed in double quotes"),
        ("[]", 'is no notebook: it has no list of "cells"'),
        ('{"cells": 1}', 'is no notebook: it has no list of "cells"'),
        ("[" * 100_000, "is no notebook: its JSON is nested too deeply"),
    ],
)
def test_what_is_no_notebook_is_said(text: str, message: str) -> None:
    with pytest.raises(GlossctlError) as error:
        read(text)
    assert error.value.message == message


def test_a_cell_of_too_many_lines_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "MOST_LINES", 3)
    with pytest.raises(GlossctlError, match=r"^has more than 3 lines in its cells$"):
        read(notebook(cell("a\n" * 4)))


def test_a_half_of_a_surrogate_is_no_character() -> None:
    assert [block.text for block in read('{"cells":[{"cell_type":"markdown","source":"a\\ud83db"}]}').blocks] == [
        "a\ufffdb"
    ]


@given(st.lists(texts("markdown"), max_size=3), st.booleans())
def test_every_span_stands_at_its_offset(cells: list[str], ascii: bool) -> None:
    assert_placed(read(notebook(*(cell(*text.splitlines(keepends=True)) for text in cells), ascii=ascii)))
