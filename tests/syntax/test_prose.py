import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.syntax import prose
from glossctl.syntax.prose import Anchor, Block
from glossctl.text import paragraphs

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.text(
    "ab1 *_`[]()<>&#!-+.~|\\{}=:\"'", max_size=30
)


def test_markup_becomes_paragraphs_with_their_links() -> None:
    found, _ = prose.blocks(
        "A *pod* is [a\nthing](/thing/).\n\n## How ##\n\n- [Node](/node/)\n- two\n  lines\n3. three\n"
    )
    assert found == [
        Block("text", "A pod is a thing.", (Anchor("a thing", "/thing/"),)),
        Block("heading", "How"),
        Block("item", "- Node", (Anchor("Node", "/node/"),), bare=True),
        Block("item", "- two lines"),
        Block("item", "3. three"),
    ]


def test_lines_of_wide_characters_join_without_a_space() -> None:
    assert prose.blocks("用語\n集\n")[0] == [Block("text", "用語集")]


def test_html_is_read_as_the_text_that_it_shows() -> None:
    found, _ = prose.blocks("one<br>two <script>x</script>three, a List<String>\n\n<dl><dt>a<dd>b</dl>\n")
    assert [block.text for block in found] == ["one two three, a List<String>", "a", "b"]


def test_rows_of_a_table_are_paragraphs() -> None:
    found, _ = prose.blocks("| a | b |\n|---|---|\n| 1 | [z](/z) |\n")
    assert found == [Block("text", "a | b"), Block("text", "1 | z", (Anchor("z", "/z"),))]


def test_what_plain_text_cannot_say_is_counted() -> None:
    found, counts = prose.blocks("**a** `b` ![c](d.png) <b>e</b>\n\n<!-- f -->\n\n```\ng\nh\n```\n")
    assert [block.text for block in found] == ["a b e", "g h"]
    assert counts == Counter({"mark of emphasis": 3, "image": 1, "comment": 1, "code block": 1})


@pytest.mark.parametrize("piece", ["[", "*a ", "<", "> ", "[a](b", "![[", "<!--", "_a", "&", "`a``"])
def test_hostile_markup_takes_seconds_at_most(piece: str) -> None:
    started = time.perf_counter()
    prose.blocks(piece * (50_000 // len(piece)))
    assert time.perf_counter() - started < 5


@given(LINES)
def test_escaped_text_reads_back(text: str) -> None:
    for line in paragraphs(text):
        mark = prose.item_mark(line)
        found, counts = prose.blocks(mark + prose.escape(line[len(mark) :]))
        assert [block.text for block in found] == [line]
        assert not counts


@given(st.text(max_size=200) | LINES)
def test_any_text_is_blocks_of_single_lines(text: str) -> None:
    for block in prose.blocks(text)[0]:
        assert block.text
        assert "\n" not in block.text
