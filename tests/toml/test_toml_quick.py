"""What is read quickly is what tomllib reads, or nothing."""

import tomllib

import pytest
from hypothesis import event, given, settings

from glossctl.toml import quick as toml_quick
from tests.toml.test_toml_blocks import TAME, WILD

SIMPLE = '[[term]]\nname = "a"\ndefinition = """\nb\nc"""\ntags = ["x", "y"]\naliases = []\n\n'


@settings(max_examples=1000, deadline=None)
@given(WILD | TAME | TAME)
def test_quick_is_what_tomllib_reads_or_nothing(text: str) -> None:
    found = toml_quick.tables(text)
    event("nothing" if found is None else "read")
    if found is not None:
        assert found == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        SIMPLE * 3,
        SIMPLE * 3 + '[[term]]\nname = "say \\"hi\\""\n' + SIMPLE,
        SIMPLE + "[[role]] # why\nname = 'r'\n" + SIMPLE + "[[term]]\n[term.x]\ny = 1\n",
        SIMPLE.strip(),
        "# words\n" + SIMPLE.replace("\n", "\r\n"),
    ],
)
def test_the_usual_is_read_quickly(text: str) -> None:
    assert toml_quick.tables(text) == tomllib.loads(text)
