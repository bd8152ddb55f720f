"""Facts about ``format``."""

import re

from hypothesis import given, settings
from tests.toml_files import files

from glossctl.format import laid_out
from glossctl.formats import toml, toml_write


@settings(max_examples=400)
@given(files())
def test_formatting_twice_changes_nothing(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once


@given(files())
def test_entries_stay_and_are_sorted(text: str) -> None:
    before, after = toml.read(text), toml.read(laid_out(text))
    assert list(after.entries) == toml_write.ordered(before.entries)
    assert after.header == before.header


_COMMENT_OR_STRING = re.compile(
    r"""(#[^\r\n]*)|\"\"\"(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}|'''(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
)


def comments(text: str) -> list[str]:
    """Return the comments of a TOML text, sorted."""
    return sorted(match[1].strip() for match in _COMMENT_OR_STRING.finditer(text) if match[1])


@given(files())
def test_every_comment_stays(text: str) -> None:
    assert comments(laid_out(text)) == comments(text)
