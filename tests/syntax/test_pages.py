"""Pages of the syntaxes that are read line by line."""

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl.syntax.pages import Definition, Page, Paragraph, asciidoc, html, lines, markdown, mediawiki, rst, text_of

READERS = (asciidoc, mediawiki, rst)
PIECES = ("* a", "** b", "- c", "; d : e", ": f", "= T =", "== S", "===", "g::", "h", "|===", "|i", "{|", "|}", "|-",
          ".. x::", ".. glossary::", "+--+", "== ==", "----", "////", "+", "[j]", ":k: l", "1. m", "#", "")  # fmt: skip


def shown(page: Page) -> list[str]:
    """Return the lines of a page with their marks."""
    return [mark + text_of(runs) for _, mark, runs in lines(page.blocks)]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", " ", "  ", "\t"]), st.sampled_from(PIECES)), max_size=12))
def test_any_lines_are_read_to_their_end(reader: ModuleType, parts: list[tuple[str, str]]) -> None:
    text = "\n".join(indent + piece for indent, piece in parts)
    page: Page = reader.read(text)
    for block in page.blocks:
        assert 0 <= block.line < block.end


def test_indented_lines_of_mediawiki_are_code() -> None:
    assert shown(mediawiki.read("* a\n * b\n ; c : d\n")) == ["- a", "* b", "; c : d"]


def test_a_hard_break_of_asciidoc_leaves_no_plus() -> None:
    page = asciidoc.read("MIG:: one +\ntwo\n")
    assert isinstance(page.blocks[0], Definition)
    assert shown(page) == ["MIG", "one\ntwo"]


def test_a_paragraph_of_asciidoc_ends_behind_its_last_line() -> None:
    page = asciidoc.read("one\ntwo\nthree\n\nfour\n")
    assert [(type(block), block.line, block.end) for block in page.blocks] == [(Paragraph, 0, 3), (Paragraph, 4, 5)]


@pytest.mark.parametrize(
    "broken", ["<![!!python CDATA[", "<![CD\u2456 x><b", "<![CDATA[", "<![if x", "<!x [", "<!DOCTYPE [", "</!"]
)
def test_a_broken_declaration_in_html_leaves_the_page_readable(broken: str) -> None:
    text = f"<dl><dt>Pod<dd>A group</dl>{broken}<p>end</p>"
    assert any(isinstance(block, Definition) for block in html.read(text).blocks)
    assert markdown.read(f"# Pod\n\nA group {broken}\n").blocks
