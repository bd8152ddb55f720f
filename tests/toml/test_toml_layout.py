"""Where things stand in the text of a glossary file, however its keys are written."""

import pytest

from glossctl.editing.add import add
from glossctl.editing.edit import line
from glossctl.editing.format import format as laid_out
from glossctl.editing.remove import remove
from glossctl.entries import Entry
from glossctl.toml import layout as toml_layout

KEYS = ["term", '"term"', "'term'", ' "term" ', '"te\\u0072m"', '"\\u0074\\U00000065rm"']


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_the_same_however_it_is_written(key: str) -> None:
    text = f'# top\n\n# of MIG\n[[{key}]]\n"na\\u006de" = "MIG" # here\ndefinition = "d"\n'
    assert [table.path for table in toml_layout.scan(text).tables] == [("term",)]
    assert line(text, "MIG") == 4
    assert remove(add(text, Entry("NPU", definition="d")), "NPU")[0] == text
    assert remove(text, "MIG")[0] == "# top\n"
    assert laid_out(text) == '# top\n\n# of MIG\n[[term]]\nname = "MIG" # here\ndefinition = "d"\n'
