"""AsciiDoc to prose: what is read, what isn't, and where it stands."""

import pytest
from hypothesis import given

from glossctl.syntax.asciidoc import read
from tests.syntax.placed import assert_placed, place_of, texts

READ = [
    ("= Title\nA Name <a@x.example>\nv1.0\n:key: value\n\na", ["Title", "a"]),
    ("== a ==\n\n### b", ["a", "b"]),
    ("a *b* _c_ `d` #e# +f+ ``g``h", ["a b c \ufffc e \ufffc \ufffch"]),
    ("in**ner** x^2^ H~2~O", ["inner x2 H2O"]),
    ("\"`a`\" and '`b`'", ["a and b"]),
    ("https://x.example[a b,window=_blank] link:c.adoc[d] xref:e[f]", ["a b d f"]),
    ("<<a,b c>> <<d>> ((e)) (((f))) [[g]]h", ["b c \ufffc e  h"]),
    ("a {key} &amp; footnote:[b c] image:d.png[e]", ["a \ufffc & b c \ufffc"]),
    (r"\*a* \{b}", ["*a* {b}"]),
    ("[source,c]\n----\na\n----\nb", ["b"]),
    ("....\na\n....\n\n++++\nb\n++++\n\n```c\nd\n```\ne", ["e"]),
    ("[source]\na\nb\n\nc", ["c"]),
    ("----\na", []),
    (".a\n====\nb\n====\n", ["a", "b"]),
    ("****\na\n****\n\n____\nb\n____\n\n--\nc\n--\n", ["a", "b", "c"]),
    ("////\na\n////\n// b\nc", ["c"]),
    ("NOTE: a\nb", ["a\nb"]),
    ("* a\n  b\n** c\n. d\n<1> e\n- [x] f\n", ["a\nb", "c", "d", "e", "f"]),
    ("a:: b\nc::\n  d\n", ["a", "b", "c", "d"]),
    ("* a\n+\nb\n", ["a", "b"]),
    (" a\n b\n\nc", ["c"]),
    ("include::a.adoc[]\nimage::b.png[c]\n\nd", ["d"]),
    ("a +\nb", ["a\nb"]),
    ("|===\n| a | b\n\n| c\n| d `e`\nf\n|===\n", ["a", "b", "c", "d \ufffc\nf"]),
    ('[cols="1,2*"]\n|===\n| a\n| b\n2+| c\\|d\n|===\ne', ["a", "b", "c\\|d", "e"]),
    ("a\n'''\nb", ["a\n'''\nb"]),
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
    [("🚀 *MIG*", (1, 4)), ("a\r\n\tMIG", (2, 2)), ("|===\n| 🚀 | MIG\n|===\n", (2, 7)), ("&amp; MIG", (1, 7))],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(text: str, place: tuple[int, int]) -> None:
    assert place_of(read(text), "MIG") == place


def test_rows_follow_the_columns() -> None:
    prose = read('[cols="2*"]\n|===\n| a\n| b\n| c\n| d\n|===\n\n|===\n| e | f\n| g | h\n|===\n')
    assert [(block.text, block.row) for block in prose.blocks] == [
        ("a", 1),
        ("b", 1),
        ("c", 2),
        ("d", 2),
        ("e", 3),
        ("f", 3),
        ("g", 4),
        ("h", 4),
    ]


def test_a_comment_speaks_to_check() -> None:
    prose = read("a\n// glossctl: ignore MIG\nb\n\n////\nglossctl: ignore-file\n////\n")
    assert [(one.line, one.verb, one.words) for one in prose.directives] == [
        (2, "ignore", ("MIG",)),
        (6, "ignore-file", ()),
    ]


@pytest.mark.parametrize(
    "part", ["`", "*a ", "__", "<<a", "((", "link:", "[", "{a", "|", "|===\n", "a::\n", ". ", "----\n"]
)
def test_hostile_texts_are_read_in_a_moment(part: str) -> None:
    assert_placed(read(part * 20_000))


@given(texts("asciidoc"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
