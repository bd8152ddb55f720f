from hypothesis import given, settings

from glossctl.entries import Contents, Entry
from glossctl.exchange import tsv
from tests.exchanged import contents, glossaries


@settings(max_examples=60, deadline=None)
@given(glossaries)
def test_write_then_read_returns_the_same_entries(glossary: Contents) -> None:
    assert tsv.read(tsv.write(glossary).text, "team.tsv").contents.entries == glossary.entries


def test_tab_parts_cells_whatever_else_is_there() -> None:
    (entry,) = tsv.read("Term\tMeaning\nPod\tA, b; c | d\n", "team.tsv").contents.entries
    assert (entry.name, entry.definition) == ("Pod", "A, b; c | d")


def test_another_delimiter_is_guessed_where_there_is_no_tab() -> None:
    (entry,) = tsv.read("Term;Meaning\nPod;A\n", "team.tsv").contents.entries
    assert (entry.name, entry.definition) == ("Pod", "A")


def test_write_parts_cells_by_tabs() -> None:
    assert tsv.write(contents(Entry("Pod", definition='A "unit"'))).text == (
        'name\texpansion\tdefinition\nPod\t\t"A ""unit"""\n'
    )
