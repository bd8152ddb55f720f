"""Markdown to prose: what is read, what isn't, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination

from glossctl.errors import GlossctlError
from glossctl.syntax import markdown, spans
from glossctl.syntax.markdown import read
from glossctl.syntax.markdown_inline import RULES
from glossctl.syntax.markdown_parser import Parser
from glossctl.syntax.spans import GAP, Prose
from tests.syntax.placed import assert_placed, place_of, texts

READ = [
    ("MIG", ["MIG"]),
    ("# MIG #\n\nMIG\n===\n\nMIG\n---\n", ["MIG", "MIG", "MIG"]),
    ("a\nb", ["a\nb"]),
    ("- a\n\n  b\n1. c", ["a", "b", "c"]),
    ("> a\n> b\n", ["a\nb"]),
    ("> - a\nb\n", ["a\nb"]),
    ("**a**b *c* ~~d~~ __e__", ["ab c d e"]),
    ("[a](b) [c][d] [e]\n\n[d]: /f 'g'\n", ["a c [e]"]),
    ("![a](b) c", [GAP + " c"]),
    ("a `b` c", [f"a {GAP} c"]),
    ("```\na\n```\n~~~~\nb\n```\n~~~~\n> ```\n> c\n> ```\n", []),
    ("```\na", []),
    ("    a\n\nb", ["b"]),
    ("<https://x.example> <a@x.example>", []),
    ("at https://x.example/a_b_c, and", [f"at {GAP * 23}, and"]),
    ("in /etc/hosts and docs/a.md", [f"in {GAP * 10} and {GAP * 9}"]),
    ("CI/CD, and/or Node.js", ["CI/CD, and/or Node.js"]),
    ("a&amp;b &lt;c&#62; &nosuch;", ["a&b <c> &nosuch;"]),
    (r"\*a\* \b", [r"*a* \b"]),
    ("| a | b |\n|---|:-:|\n| c\\|d | `e` |\n", ["a", "b", "c|d"]),
    ("a | b\n--- | ---\n | c\n", ["a", "b", "c"]),
    ("---\ntags: [a]\n---\nb", ["b"]),
    ("---\na: b\n...\nb", ["b"]),
    ("+++\na = 1\n+++\nb", ["b"]),
    ("---\n\na\n\n---\n", ["a"]),
    ("a <!-- b --> c\n\n<!--\nd\n-->\n", ["a  c"]),
    ("a<br>b <b>c</b> <code>d</code> e", [f"a\nb c {GAP} e"]),
    ("<p title='a'>b &amp; <i>c</i>\n<pre>d</pre>\n", ["b & c"]),
    ("<details>\n<summary>a</summary>\n\nb\n</details>\n", ["a", "b"]),
    ("> [!NOTE]\n> a\n", ["a"]),
    ("- [ ] a\n- [x] b\n", ["a", "b"]),
    ("[TOC]\n\n[[_TOC_]]\n", []),
    ("a[^1]\n\n[^1]: b\n\n    c\n", ["a", "b", "c"]),
    ("a\n: b\n\n    c\n", ["a", "b", "c"]),
    ("*[a]: b c\n*[d]: e\n", ["a: b c", "d: e"]),
    ("it is $x_1$, but $5 and $10\n\n$$\na\n$$\n\n$$b$$\n", [f"it is {GAP}, but $5 and $10"]),
    ('{{< ref "a" >}} b {{ c }} {% d %}', [f" b {GAP} "]),
    ("{{< highlight go >}}\na\n{{< /highlight >}}\nb", ["b"]),
    ("{% raw %}\na\n\nb\n{% endraw %}\n", []),
    ("# a {#b}\n\nc {: .d }\n", ["a", "c"]),
    (":::note a\nb\n:::\n", ["a", "b"]),
    ("::::{tip} a\n:::{note}\nb\n:::\n::::\n", ["a", "b"]),
    ('!!! note "a"\n\n    b\n\nc\n', ["a", "b", "c"]),
    ('??? tip\n    b\n\n=== "d"\n    - e\n', ["b", "d", "e"]),
    ("import a from 'b'\nimport {c} from 'd'\n\ne", ["e"]),
    ("import of goods", ["import of goods"]),
    ("\ufeff---\ntags: a\n---\nb", ["b"]),
    ("[[a]] [[b c|d]] [[e](f)]", ["a d [e]"]),
    ("{term}`a` {ref}`b` {abbr}`MIG (Multi)`", [f"a {GAP} MIG (Multi)"]),
    ("", []),
    ("***\n\n---\n", []),
]


def shown(prose: Prose) -> list[str]:
    return [block.text.rstrip("\n") for block in prose.blocks]


@pytest.mark.parametrize(("text", "blocks"), READ)
def test_prose_is_read_and_nothing_else(text: str, blocks: list[str]) -> None:
    prose = read(text)
    assert [one.replace("\n\n", "\n").strip() for one in shown(prose)] == [one.strip() for one in blocks]
    assert_placed(prose)


@pytest.mark.parametrize("text", [text for text, _ in READ])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_change_no_prose(text: str, ending: str) -> None:
    other = read(text.replace("\n", ending))
    assert [one.text.replace("\r\n", "\n").replace("\r", "\n") for one in other.blocks] == [
        one.text for one in read(text).blocks
    ]
    assert_placed(other)


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("🚀 MIG", "MIG", (1, 3)),
        ("e\u0301 MIG", "MIG", (1, 4)),
        ("a\n\tMIG", "MIG", (2, 2)),
        ("> a\r\n> MIG", "MIG", (2, 3)),
        ("a &amp; MIG", "MIG", (1, 9)),
        (r"\* MIG", "MIG", (1, 4)),
        ("- a\n\n\tMIG", "MIG", (3, 2)),
        ("1. > MIG", "MIG", (1, 6)),
        ("| 🚀 Größe | a\\|MIG |\n|---|---|\n", "MIG", (1, 16)),
        ("a\x0cMIG", "MIG", (1, 3)),
        ("a\u2028MIG", "MIG", (1, 3)),
        ("a\0 MIG", "MIG", (1, 4)),
        ("> <p>\n> MIG</p>", "MIG", (2, 3)),
        ("> <p>\r\n>  &lt;MIG</p>", "MIG", (2, 8)),
        ("- *[MIG]: Multi", "MIG", (1, 5)),
    ],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(text: str, word: str, place: tuple[int, int]) -> None:
    assert place_of(read(text), word) == place


def test_a_kind_says_what_a_block_is() -> None:
    prose = read("# a\n\nb\n\n- c\n\n> d\n\n| e |\n|---|\n| f |\n\ng\n: h\n")
    kinds = [(block.text, block.kind, block.row) for block in prose.blocks]
    assert kinds == [
        ("a", "heading", 0),
        ("b", "paragraph", 0),
        ("c", "item", 0),
        ("d", "quote", 0),
        ("e", "cell", 1),
        ("f", "cell", 2),
        ("g", "term", 0),
        ("h", "definition", 0),
    ]
    assert [block.number for block in prose.blocks] == list(range(8))


def test_marks_say_what_is_linked_and_emphasised() -> None:
    (block,) = read("a [**b** c](d) README.md").blocks
    assert [(mark.markup, block.text[mark.start : mark.end]) for mark in block.marks] == [
        ("strong", "b"),
        ("link", "b c"),
        ("file", "README.md"),
    ]


def test_a_comment_speaks_to_check_where_it_stands() -> None:
    prose = read(
        "a <!-- glossctl: ignore MIG, U002: why -->\r\n\r\n<!--\r\nglossctl: ignore-next-line -->\r\nb\r\n\r\n"
        "[//]: # (glossctl: ignore-file 'node pool' x -- y)\r\n\r\n`<!-- glossctl: ignore c -->`\r\n"
    )
    assert [(one.line, one.verb, one.words) for one in prose.directives] == [
        (1, "ignore", ("MIG", "U002")),
        (4, "ignore-next-line", ()),
        (7, "ignore-file", ("node pool", "x")),
    ]


@pytest.mark.parametrize("mark", [">", "- ", "1. "])
def test_what_is_nested_too_deeply_is_a_paragraph(mark: str) -> None:
    prose = read(mark * 10_000 + "MIG\n\nGPU")
    assert [block.text.strip(mark) for block in prose.blocks] == ["MIG", "GPU"]
    assert_placed(prose)


def test_a_list_without_end_is_an_error_that_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_MOST_TOKENS", 100)
    with pytest.raises(GlossctlError, match=r"^line 3: what begins here is too long to be read in one piece$"):
        read("a\n\n" + "- b\n" * 100)


def test_too_many_blocks_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "MOST_BLOCKS", 1000)
    with pytest.raises(GlossctlError, match=r"^has more than 1,000 paragraphs, headings and cells$"):
        read("a\n\n" * 1001)


def test_a_long_line_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_PIECE", 100)
    text = "**MIG** and `MPS` " * 50
    (block,) = read(text).blocks
    assert block.text == "MIG and \ufffc " * 49 + "MIG and \ufffc"
    assert_placed(read(text + "a" * 1000))


def test_a_link_finds_its_definition_wherever_it_stands() -> None:
    assert [block.text for block in read("> a [b][c] [d]\n\n# e\n\n> [c]: x\n[D]: y\n").blocks] == ["a b d", "e"]


@pytest.mark.parametrize(
    "text",
    [
        *(part * 20_000 for part in ("[", "*a ", "<!-- ", "<a ", "$a", "{{<", "{a", "![", "&a", "a\n", "[a](", "~~a")),
        *(part * 20_000 for part in ("[^a", "{%", "https://", "a/", "\\", "a_", "<code>", "&amp;")),
        "`" * 20_001 + "a",
        "| a " * 5_000 + "\n" + "|-" * 5_000,
    ],
    ids=lambda text: text[:5],
)
def test_hostile_texts_are_read_in_a_moment(text: str) -> None:
    assert_placed(read(text))


@given(texts("markdown"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))


@given(st.lists(st.sampled_from(["MIG", "a", "é", "推論"]), min_size=1, max_size=5))
def test_words_of_a_paragraph_are_all_read(words: list[str]) -> None:
    assert [block.text for block in read(" ".join(words)).blocks] == [" ".join(words)]


ADDRESSES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["", "/", "#", "?", "//", "http://", "http://a.b", "https://A.b/", "https://xn--a-ecp.ru", "mailto:"]
        ),
        st.text("abXY09/?#@!$&'()*+,;=._~-:% \\ü", max_size=12),
    ),
)


@given(ADDRESSES)
def test_quick_ways_with_addresses_agree_with_markdown_it(address: str) -> None:
    parser = Parser(RULES)
    assert parser.normalizeLink(address) == MarkdownIt().normalizeLink(address)
    text = f"{address})"
    quick, slow = (parse(text, 0, len(text)) for parse in (parser.helpers.parseLinkDestination, parseLinkDestination))
    assert (quick.ok, quick.pos, quick.str) == (slow.ok, slow.pos, slow.str)
