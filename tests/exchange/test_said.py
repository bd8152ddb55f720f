"""What a format doesn't carry is said: what is written reads back as it was, but for what was counted."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl import exchange
from glossctl.entries import Contents, Entry, Header
from glossctl.exchange.normalising import normalised
from glossctl.text import paragraphs
from tests.exchanged import contents
from tests.strategies import entries as any_entries

# What a format may take for its own: separators, quotes, markup, commands, formulas, numbering, scripts, blanks
_HOSTILE = (
    "; , | : \t \n \r \r\n \x0b \x85 \u2028 \u00a0 \" ' \\ \\n \\\\ \\textbf{x} "
    "# $ % & ~ _ ^ { } [ ] < > <b>x</b> <br> <br/> "
    "&amp; &lt; &#65; = + - @ * ** ` ``` --- === :: .. |x| [[x]] {{x}} "
    "{{ }} {% %} {| {{< x >}} <!-- --> // [x](y) ![x](y) http://a.b/ "
    "n/a - tbd 1. 2. a) - * 术语 用語，と「引用」 נקודה قاموس \u200f \u202e é é 🎉 acronym null true no 1.0 #tag ##name"
)
_PIECES = [*_HOSTILE.split(" "), " ", "  ", "\n\n", "word", "GPU", "Graphics Processing Unit"]
_raw = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join)
# Entries are as a glossary file gives them: stripped, without half characters
_word = _raw.map(lambda text: text.encode("utf-8", "replace").decode().strip()).filter(bool)
_list = st.lists(_word, max_size=3).map(tuple)
_prose = st.lists(_word, max_size=3).map(lambda parts: "\n\n".join(paragraphs("\n\n".join(parts))))
_address = st.sampled_from(["https://a.example/x;", "http://e/a,", "-", "<http://a>", "n/a"]) | _word
_entry = any_entries(
    _word,
    _prose,
    tags=_list,
    aliases=_list,
    links=st.lists(_address, max_size=3).map(tuple),
    language=st.just("en"),
    glossary=st.just("team"),
)
_glossary = st.builds(Contents, st.just(Header("team")), st.lists(_entry, min_size=1, max_size=3).map(tuple))
_LOSSLESS = ("csv", "tsv", "markdown", "html", "sphinx", "asciidoc", "contextive", "skos", "tbx")
_SOME = {"stardict": ("expansion", "definition"), "anki": ("expansion", "definition", "tags")}


def carried(name: str, glossary: Contents) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return what reading gives of what was written, and the losses that were said."""
    writing = exchange.write(name, glossary)
    reading = exchange.read(name, "team", content=writing.text.encode(), force=True)
    return tuple(entry.replace(glossary="team") for entry in reading.contents.entries), writing.losses


@pytest.mark.parametrize("name", _LOSSLESS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(glossary=_glossary)
def test_any_value_is_carried_or_said(name: str, glossary: Contents) -> None:
    if name == "skos":
        pytest.importorskip("rdflib")
    entries, losses = carried(name, glossary)
    plain, lost = normalised(glossary)
    assert losses[: len(lost)] == lost
    if not losses[len(lost) :]:
        assert entries == plain.entries


@pytest.mark.parametrize("name", ["json", "jsonl"])
@settings(max_examples=40, deadline=None)
@given(glossary=_glossary)
def test_json_carries_every_value(name: str, glossary: Contents) -> None:
    assert carried(name, glossary) == (glossary.entries, ())


@pytest.mark.parametrize("name", list(_SOME))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(glossary=_glossary)
def test_notes_and_articles_read_back_or_say_how_many_do_not(name: str, glossary: Contents) -> None:
    entries, losses = carried(name, glossary)
    plain, _ = normalised(glossary)
    if any("otherwise" in loss for loss in losses):
        return

    def kept(given: tuple[Entry, ...]) -> Counter[tuple[object, ...]]:
        return Counter((entry.name, *(getattr(entry, field) for field in _SOME[name])) for entry in given)

    assert kept(entries) == kept(plain.entries)


def test_line_breaks_and_repeated_items_are_counted() -> None:
    glossary = contents(Entry("a\nb", aliases=("c\td", "c d", "e"), tags=("x", "x")))
    for name in (*_LOSSLESS, "stardict", "anki", "abbreviations"):
        assert exchange.write(name, glossary).losses[:2] == (
            "2 line breaks within values",
            "2 repeated items of lists",
        ), name
    assert exchange.write("json", glossary).losses == ()


def test_an_article_that_reads_back_otherwise_is_counted() -> None:
    glossary = contents(Entry("ABC", definition="Always Be Closing"), Entry("ABD", expansion="never fits"))
    noun = "2 entries whose full form and definition read back otherwise"
    assert exchange.write("stardict", glossary).losses == (noun,)
    assert exchange.write("anki", glossary).losses == (noun,)
    glossary = contents(Entry("ABD", expansion="never fits"), Entry("AB", expansion="Alpha Bee", tags=("a_b",)))
    assert exchange.write("anki", glossary).losses[1] == "1 entry whose tags read back otherwise"
    assert exchange.write("abbreviations", glossary).losses[0] == "1 full form that reads back otherwise"


def test_html_stays_text_where_a_site_runs_it_through_templates() -> None:
    made = exchange.write("html", contents(Entry("a {{ b", definition="c }} {% d %} {e}"))).text
    assert "{{" not in made
    assert "{%" not in made
    assert "<p>c }} &#123;% d %} &#123;e}</p>" in made


def test_an_alias_that_is_the_full_form_is_counted_in_skos() -> None:
    glossary = contents(Entry("MIG", expansion="Multi-Instance GPU", aliases=("Multi-Instance GPU",)))
    assert exchange.write("skos", glossary).losses == ("1 alias that is the full form",)
