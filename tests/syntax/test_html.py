"""HTML to prose: what is read, what isn't, and where it stands."""

import pytest
from hypothesis import given

from glossctl.syntax.html import read
from tests.syntax.placed import assert_placed, place_of, texts

READ = [
    ("<!DOCTYPE html><html><head><title>a</title><style>b</style></head><body>c</body></html>", ["c"]),
    ("<h1>a</h1><p>b <b>c</b><br>d</p><p>e", ["a", "b c\nd", "e"]),
    ("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>", ["a", "b", "c", "d"]),
    ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
    ("a <code>b</code> <pre>c</pre> <script>d</script> <kbd>e</kbd> f", ["a \ufffc", "\ufffc f"]),
    ("<p>a <code>b</p><p>c</p>", ["a \ufffc", "c"]),
    ("<a href='x' title='y'>a</a> <img alt='b'>c", ["a \ufffcc"]),
    ("R&amp;D &lt;a&#62; AT&T &copy &#x1F680;", ["R&D <a> AT&T © 🚀"]),
    ("a <!-- b --> c <!-- d", ["a  c"]),
    ("a {{ b }} {% c %} d", ["a \ufffc \ufffc d"]),
    ("<svg><text>a</text></svg>b", ["\ufffcb"]),
    ("a <b", ["a"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "blocks"), READ)
def test_prose_is_read_and_nothing_else(text: str, blocks: list[str]) -> None:
    prose = read(text)
    assert [block.text.strip() for block in prose.blocks] == blocks
    assert_placed(prose)


@pytest.mark.parametrize(
    ("text", "place"),
    [("<p>🚀 <b>MIG</b>", (1, 9)), ("<p>a\r\n<i>MIG", (2, 4)), ("&amp;\tMIG", (1, 7)), ("a\rMIG", (2, 1))],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(text: str, place: tuple[int, int]) -> None:
    assert place_of(read(text), "MIG") == place


def test_kinds_rows_and_marks() -> None:
    prose = read("<h2>a</h2><ul><li><p>b</p></ul><table><tr><th>c<td><a>d</a></table><blockquote>e</blockquote>f")
    assert [(block.text, block.kind, block.row) for block in prose.blocks] == [
        ("a", "heading", 0),
        ("b", "item", 0),
        ("c", "cell", 1),
        ("d", "cell", 1),
        ("e", "quote", 0),
        ("f", "paragraph", 0),
    ]
    assert [mark.markup for mark in prose.blocks[3].marks] == ["link"]


def test_a_comment_speaks_to_check() -> None:
    (directive,) = read("<p>a\n<!-- glossctl: ignore MIG -->").directives
    assert (directive.line, directive.verb, directive.words) == (2, "ignore", ("MIG",))


@pytest.mark.parametrize(
    "part",
    ["<", "<a ", "<!--", "<p>", "<b>", "<ul>", "<td>", "&", "&#", "<?", "<![", "</", "<code>", "<a b='", "{{", "{%"],
)
def test_hostile_texts_are_read_in_a_moment(part: str) -> None:
    assert_placed(read(part * 20_000))
    assert_placed(read(part * 20_000 + ">"))


@given(texts("html"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
