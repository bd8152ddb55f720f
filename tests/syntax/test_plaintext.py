"""Plain text to prose: paragraphs and items."""

from hypothesis import given

from glossctl.syntax.plaintext import read
from tests.syntax.placed import assert_placed, place_of, texts


def test_paragraphs_are_parted_by_empty_lines() -> None:
    prose = read("a\nb\n\n \nc *d*\r\n\r\ne")
    assert [(block.text, block.kind) for block in prose.blocks] == [
        ("a\nb", "paragraph"),
        ("c *d*", "paragraph"),
        ("e", "paragraph"),
    ]


def test_items_are_blocks_of_their_own() -> None:
    assert [(block.text, block.kind) for block in read("a\n- b\n  c\n2) d").blocks] == [
        ("a\n", "paragraph"),
        ("b\n  c\n", "item"),
        ("d", "item"),
    ]


def test_addresses_are_left_out() -> None:
    assert [block.text.strip("\ufffc") for block in read("see https://x.example/MIG").blocks] == ["see "]


def test_columns_count_code_points() -> None:
    assert place_of(read("a\r\n🚀\tMIG"), "MIG") == (2, 3)


@given(texts("markdown"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
