"""MDX to prose: components, expressions, modules."""

import pytest
from hypothesis import given

from glossctl.syntax.mdx import read
from tests.syntax.placed import assert_placed, place_of, texts, words

READ = [
    ("import A from 'b'\nexport const c = {\n  d: 1,\n}\n\ne", ["e"]),
    ("import {\n  A,\n} from 'b'\n\nc", ["c"]),
    ("<Tabs groupId=\"a\" values={[{b: 'c}'}]}>\n  <Item>\n    d **e**\n  </Item>\n</Tabs>", ["d e"]),
    ("a {b + '}'} c", ["a \ufffc c"]),
    ("{/* a */}\n\nb", ["b"]),
    ("<A b={() => { return <C/> }} />\n\nd", ["d"]),
    ("<>a</> b", ["a b"]),
    ("a < b and c > d", ["a < b and c > d"]),
    ("    a", ["a"]),
    ("```js\n{a\n```\nb", ["b"]),
    ("a { b", ["a { b"]),
    ("# a {#b}\n", ["a"]),
    (":::tip[a]\nb\n:::\n", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "blocks"), READ)
def test_prose_is_read_and_nothing_else(text: str, blocks: list[str]) -> None:
    prose = read(text)
    assert words(prose) == blocks
    assert_placed(prose)


def test_a_column_counts_code_points_of_the_file_as_it_is() -> None:
    assert place_of(read("<A b={1}>🚀 *MIG*</A>"), "MIG") == (1, 13)


def test_a_comment_speaks_to_check() -> None:
    (directive,) = read("a\n\n{/* glossctl: ignore MIG */}\n").directives
    assert (directive.line, directive.verb, directive.words) == (3, "ignore", ("MIG",))


@pytest.mark.parametrize("part", ["{", "{a", "<A ", "<A b={", "<>", "</", "{'", "{/*"])
def test_hostile_texts_are_read_in_a_moment(part: str) -> None:
    assert_placed(read(part * 20_000))


@given(texts("markdown"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
