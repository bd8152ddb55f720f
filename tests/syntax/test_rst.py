"""reStructuredText to prose: what is read, what isn't, and where it stands."""

import pytest
from hypothesis import given

from glossctl.syntax.rst import read
from tests.syntax.placed import assert_placed, place_of, texts

READ = [
    ("=====\nTitle\n=====\n\nNext\n----\n\na", ["Title", "Next", "a"]),
    ("a *b* **c** ``d`` `e`", ["a b c \ufffc \ufffc"]),
    (r"R\ &D \*a\*", ["R&D *a*"]),
    ("`a b <https://x.example>`_ c_ `d`__ [1]_ |e|", ["a b c d  \ufffc"]),
    (":ref:`a <b>` :ref:`b` :abbr:`MIG (Multi)` :py:class:`C`", ["a \ufffc MIG (Multi) \ufffc"]),
    ("a::\n\n    b\n\n    c\n\nd", ["a::", "d"]),
    ("a::\n\n> b\n> c\n\nd", ["a::", "d"]),
    (".. code-block:: c\n   :x: y\n\n   b\n\nc", ["c"]),
    (".. note:: a\n   b\n\n   c\n", ["a\nb", "c"]),
    (".. figure:: a.png\n   :alt: b\n\n   c\n", ["c"]),
    (".. versionadded:: 1.2 a\n", ["a"]),
    (".. py:function:: f(x)\n\n   a\n", ["a"]),
    (".. a comment\n   of two lines\n\nb", ["b"]),
    (".. _target: https://x.example\n.. |a| image:: b.png\n__ c\n\nd", ["d"]),
    (".. [1] a\n   b\n", ["a\nb"]),
    ("..\n\n   a\n", ["a"]),
    ("- a\n  b\n- c\n\n1. d\n#. e\n", ["a\nb", "c", "d", "e"]),
    (".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d\n", ["a", "b", "c", "d"]),
    ("a : b\n    c\n", ["a", "c"]),
    (":a: b\n   c\n", ["b\nc"]),
    ("+---+---+\n| a | b |\n|   | c |\n+===+===+\n| d | e |\n+---+---+\n", ["a", "b\nc", "d", "e"]),
    ("==  ==\na   b\n==  ==\nc   d\n    e\n==  ==\n\nf", ["a", "b", "c", "d\ne", "f"]),
    (">>> a\nb\n\nc", ["c"]),
    ("| a\n| b\n", ["a\nb"]),
    ("PEP: 1\nTitle: a\n\nb", ["b"]),
    ("a\n\n----\n\nb", ["a", "b"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "blocks"), READ)
def test_prose_is_read_and_nothing_else(text: str, blocks: list[str]) -> None:
    prose = read(text)
    assert [block.text.strip() for block in prose.blocks] == blocks
    assert_placed(prose)


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_line_endings_change_no_prose(text: str) -> None:
    other = read(text.replace("\n", "\r\n"))
    assert [" ".join(one.text.split()) for one in other.blocks] == [
        " ".join(one.text.split()) for one in read(text).blocks
    ]
    assert_placed(other)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("🚀 *MIG*", (1, 4)),
        (".. note::\r\n\r\n\tMIG", (3, 2)),
        ("+---+-----+\n| 🚀 | MIG |\n+---+-----+\n", (2, 7)),
        (r"\* MIG", (1, 4)),
    ],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(text: str, place: tuple[int, int]) -> None:
    assert place_of(read(text), "MIG") == place


def test_kinds_and_rows() -> None:
    prose = read("a\n=\n\n* b\n\nc\n  d\n\n==  ==\ne   f\ng   h\n==  ==\n")
    assert [(block.text, block.kind, block.row) for block in prose.blocks] == [
        ("a", "heading", 0),
        ("b", "item", 0),
        ("c", "term", 0),
        ("d", "definition", 0),
        ("e", "cell", 1),
        ("f", "cell", 1),
        ("g", "cell", 2),
        ("h", "cell", 2),
    ]


def test_a_comment_speaks_to_check() -> None:
    (directive,) = read("a\n\n.. glossctl: ignore MIG\n").directives
    assert (directive.line, directive.verb, directive.words) == (3, "ignore", ("MIG",))


@pytest.mark.parametrize(
    "part", ["`", "``", "*a ", "|a ", ":a:`", "a_", "[a", "- ", "+-", "= ", "..\n", " a\n", "a\n b\n"]
)
def test_hostile_texts_are_read_in_a_moment(part: str) -> None:
    assert_placed(read(part * 20_000))


@given(texts("rst"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
