"""``-o markdown``: what is pasted into a pull request shows each value as it is written, and nothing else."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl.documents.values import Defined, Explanation, Term, Unknown
from glossctl.entries import Answer, Branch, Entry, Expansion, Hit, Hits, Link, SourceRow
from glossctl.languages.report import Changed, LanguageRow
from glossctl.render import markdown
from glossctl.text import one_line
from tests.markup import EMPHASIS, ENTRY, LINKS, LISTS, PLAIN, TABLES, TEXT, WORD, cells, kinds, targets

QUOTES = {"blockquote_open", "blockquote_close"}
NUMBERS = {"ordered_list_open", "ordered_list_close"}
STRUCK = {"s_open", "s_close"}
entries = st.lists(ENTRY, min_size=1, max_size=3)
quickly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(text: str, allowed: set[str]) -> None:
    assert set(kinds(text)) <= allowed, text
    assert all(target.lower().startswith(("http://", "https://", "mailto:")) for target in targets(text))


@quickly
@given(entries)
def test_define_makes_a_headline_of_each_sense(found: list[Entry]) -> None:
    text = markdown.answers([Answer(found[0].name, "exact", tuple(found))])
    check(text, PLAIN | EMPHASIS | LISTS | LINKS | QUOTES)


@quickly
@given(entries, WORD)
def test_search_makes_one_numbered_list(found: list[Entry], query: str) -> None:
    hits = Hits([Hit(entry, 50.0, ("name",)) for entry in found])
    text = markdown.hits(query, hits)
    check(text, PLAIN | NUMBERS | {"list_item_open", "list_item_close", "strong_open", "strong_close"})
    assert kinds(text)["list_item_open"] == len(found)


@quickly
@given(st.sampled_from(["#", "##", "+", "-", "1.", "1)", ">", "---", "===", "|", "[x]:"]), WORD)
def test_a_word_in_bold_leaves_the_line_before_it_text(beginning: str, rest: str) -> None:
    entry = Entry(f"{beginning} Heading {rest}", expansion=f"{beginning} Heading")
    text = markdown.hits("heading", Hits([Hit(entry, 50.0, ("name",))]))
    check(text, PLAIN | NUMBERS | {"list_item_open", "list_item_close", "strong_open", "strong_close"})
    assert kinds(text)["list_item_open"] == 1
    assert "**Heading**" in text


@quickly
@given(WORD, WORD, WORD)
def test_expand_makes_one_item_of_each_full_form(acronym: str, form: str, glossary: str) -> None:
    text = markdown.expansions([(acronym, (Expansion(acronym, form, glossary), Expansion(acronym, form, glossary)))])
    check(text, PLAIN | EMPHASIS | LISTS)
    assert cells(text) == [f"{one_line(acronym)} — {one_line(form)} ({one_line(glossary)})"] * 2


@quickly
@given(entries)
def test_roles_make_items_with_titles_and_quotes(found: list[Entry]) -> None:
    check(markdown.roles(found, found, True), PLAIN | EMPHASIS | LISTS | QUOTES)


@quickly
@given(entries, WORD)
def test_list_makes_a_row_of_each_entry_and_tag(found: list[Entry], tag: str) -> None:
    text = markdown.entries(found)
    check(text, PLAIN | TABLES)
    assert cells(text)[3::3] == [one_line(entry.name) for entry in found]
    text = markdown.tags({tag: 1})
    check(text, PLAIN | TABLES)
    assert cells(text)[2:] == [one_line(tag), "1"]


@quickly
@given(ENTRY, WORD)
def test_related_makes_an_item_of_each_term(entry: Entry, name: str) -> None:
    text = markdown.tree(name, Branch(name, entry, (Branch(name, None, ()), Branch(name, entry, ()))))
    check(text, PLAIN | EMPHASIS | LISTS)
    assert kinds(text)["list_item_open"] == 3


@quickly
@given(WORD, WORD, TEXT)
def test_sources_and_languages_make_tables(name: str, address: str, error: str) -> None:
    row = SourceRow(name, "project", name, name, "en", 1, (Link(name, address),))
    rows = [row, row.replace(glossary=None, error=error or "x")]
    text = markdown.sources(rows)
    check(text, PLAIN | TABLES | LINKS)
    assert kinds(text)["td_open"] == 10
    now, before = Entry(name, definition=error), Entry(name, definition=address)
    language = LanguageRow(name, name, name, name, name, 1, (name,), (name,), (Changed(name, now, before),), (name,))
    check(markdown.languages([language], True), PLAIN | TABLES | EMPHASIS | LISTS | STRUCK)


@quickly
@given(entries, WORD, WORD)
def test_explain_makes_a_definition_list(found: Sequence[Entry], acronym: str, form: str) -> None:
    terms = tuple(Term(entry, tuple(found), 1, 1, 1, entry.name, False) for entry in found)
    own = (Defined(acronym, form, 1, 1, 1, False),)
    explained = [Explanation("a.md", terms, own, (Unknown(acronym, 1, 1, 1),))]
    check(markdown.explanations(explained, False), PLAIN | EMPHASIS)
