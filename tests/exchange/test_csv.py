import csv as standard
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossctl.entries import Avoid, Contents, Entry
from glossctl.errors import FileError, GlossctlError
from glossctl.exchange import csv
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.protocol import Options
from tests.exchanged import contents, glossaries


def entries(text: str, columns: str = "", mapping: str = "") -> list[tuple[str, str | None, str]]:
    """Return name, full form and definition of each entry that a CSV text holds."""
    read = csv.read(text, "team.csv", Options(parse(columns, mapping))).contents.entries
    return [(entry.name, entry.expansion, entry.definition) for entry in read]


@settings(max_examples=60, deadline=None)
@given(glossaries)
def test_write_then_read_returns_the_same_entries(glossary: Contents) -> None:
    assert csv.read(csv.write(glossary).text, "team.csv").contents.entries == glossary.entries


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1))
@example([("a\rb", "c\rd")])
def test_what_is_written_has_the_same_rows_to_others(pairs: list[tuple[str, str]]) -> None:
    entries = [Entry(name, expansion="x", definition=text) for name, text in pairs]
    text = csv.write(contents(*entries)).text
    rows = list(standard.reader(io.StringIO(text, newline=""), strict=True))
    assert [row[1:2] for row in rows] == [["expansion"], *(["x"] for _ in pairs)]


def test_definitions_that_are_full_forms_become_the_full_form() -> None:
    text = "Abbreviation,Definition,Info\nCI,Continuous Integration,\nPO,Product Owner,Has the last word\nQA,Testing,\n"
    assert entries(text) == [
        ("CI", "Continuous Integration", ""),
        ("PO", "Product Owner", "Has the last word"),
        ("QA", None, "Testing"),
    ]


def test_a_column_that_mixes_full_forms_and_definitions_keeps_each() -> None:
    text = "Term,Definition\nCI,Continuous Integration\nPod,The smallest unit\nNode,A machine\nKey,It opens doors\n"
    assert [entry[1] for entry in entries(text)] == ["Continuous Integration", None, None, None]


def test_a_long_text_among_full_forms_is_a_definition() -> None:
    long = "It is a body of people who meet once a month. They look at each change and decide on it together."
    text = f"Acronym,Meaning\nCI,Continuous Integration\nPO,Product Owner\nXYZ,{long}\n"
    reading = csv.read(text, "team.csv")
    assert reading.contents.entries[2] == Entry("XYZ", definition=long, glossary="team", language="en")
    assert reading.notes == ("columns: Acronym -> name, Meaning -> definition or expansion",)


def test_a_full_form_that_repeats_the_name_is_none_and_said() -> None:
    reading = csv.read("Acronym,Meaning\nCI,Continuous Integration\nAcas,Acas\n", "team.csv")
    assert reading.contents.entries[1].expansion is None
    assert "1 full form that repeats the name (line 3): left out" in reading.notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_guessed_by_the_heading(delimiter: str) -> None:
    rows = [["Term", "Stands for", "What it means"], ["CI", "Continuous Integration", "Merge; often, please"]]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    assert entries(text) == [("CI", "Continuous Integration", "Merge; often, please")]


def test_commas_in_unquoted_cells_do_not_win_over_semicolons() -> None:
    text = "Acronym;Meaning\nCI;Continuous, and frequent, Integration\nPO;Product Owner, of the team\n"
    assert [name for name, _, _ in entries(text)] == ["CI", "PO"]


def test_a_first_line_may_name_the_delimiter() -> None:
    assert entries("sep=;\r\nTerm;Meaning\r\nPod;a,b,c\r\n") == [("Pod", None, "a,b,c")]


def test_a_text_without_heading_begins_with_an_entry() -> None:
    text = "CI,Continuous Integration\nPO,Product Owner,Has the last word\n"
    assert entries(text) == [("CI", "Continuous Integration", ""), ("PO", "Product Owner", "Has the last word")]


def test_rows_before_the_heading_are_counted() -> None:
    reading = csv.read("Our words\n\nTerm,Meaning\nPod,A unit\n", "team.csv")
    assert reading.contents.entries[0].name == "Pod"
    assert reading.losses == ("1 row before the heading",)


def test_headings_are_known_in_other_languages() -> None:
    assert entries("Abkürzung;Bedeutung\nPO;Product Owner\n") == [("PO", "Product Owner", "")]


def test_acronym_beside_term_is_the_name() -> None:
    text = "Term,Acronym,Definition\nProduct Owner,PO,Has the last word\nPod,,A unit\n"
    assert entries(text) == [("PO", "Product Owner", "Has the last word"), ("Pod", None, "A unit")]


def test_unknown_columns_are_labelled_paragraphs_of_the_definition() -> None:
    text = "Term,Definition,Cost centre,Remarks\nPod,A unit,4711,Small\n"
    assert entries(text) == [("Pod", None, "A unit\n\nSmall\n\nCost centre: 4711")]


def test_every_field_has_a_column() -> None:
    text = (
        "Name,Full form,Definition,Also known as,Tags,See also,URL,Source,Status\n"
        'PO,Product Owner,Decides,"owner, boss",team; role,Scrum,https://a.example/po,The handbook,draft\n'
    )
    assert csv.read(text, "team.csv").contents.entries == (
        Entry(
            "PO",
            expansion="Product Owner",
            aliases=("owner", "boss"),
            definition="Decides",
            tags=("team", "role"),
            related=("Scrum",),
            links=("https://a.example/po",),
            source="The handbook",
            status="draft",
            glossary="team",
            language="en",
        ),
    )


def test_text_in_a_column_of_links_is_kept() -> None:
    text = "Term,Definition,Link\nPod,A unit,see https://a.example.\nNode,A machine,ask Ann\nKey,Opens,n/a\n"
    read = csv.read(text, "team.csv").contents.entries
    assert [entry.links for entry in read] == [("https://a.example",), (), ()]
    assert read[0].definition == "A unit\n\nLink: see https://a.example."
    assert [entry.definition for entry in read[1:]] == ["A machine\n\nLink: ask Ann", "Opens"]


def test_html_becomes_text_and_links() -> None:
    cell = '"<b>R&amp;D</b><br>see <a href=""https://a.example/?a=1&amp;b"">this</a> <script>alert(1)</script>"'
    (entry,) = csv.read(f"Term,Definition\nPod,{cell}\n", "team.csv").contents.entries
    assert entry.definition == "R&D\n\nsee this"
    assert entry.links == ("https://a.example/?a=1&b",)


def test_links_that_run_something_are_counted_not_kept() -> None:
    reading = csv.read('Term,Definition\nPod,"<a href=""javascript:alert(1)"">x</a>"\n', "team.csv")
    assert reading.contents.entries[0].links == ()
    assert reading.losses == ("1 link that is no web address",)


def test_same_names_are_senses() -> None:
    assert [name for name, _, _ in entries("Term,Meaning\nAO,A\nAO,A\nao,B\n")] == ["AO", "AO", "ao"]


def test_rows_without_a_name_are_counted() -> None:
    reading = csv.read("Term,Meaning\nPod,A\n,lost\n , too\n,,\nKey,B\n", "team.csv")
    assert len(reading.contents.entries) == 2
    assert reading.losses == ("2 rows without a name (lines 3, 4)",)


def test_ragged_rows_lose_nothing() -> None:
    assert entries("Term,Definition\nPod\nKey,Opens,doors,often\n") == [
        ("Pod", None, ""),
        ("Key", None, "Opens\n\ndoors\n\noften"),
    ]


def test_the_first_rows_of_which_a_note_speaks_are_named() -> None:
    rows = "".join(f"A{number},A{number}\n" for number in range(2, 10))
    reading = csv.read(f"Term,Full form\n{rows}", "team.csv")
    assert reading.notes[1] == "8 full forms that repeat the name (lines 2, 3, 4, 5, 6, …): left out"


def test_mixed_line_ends_and_null_characters_are_read() -> None:
    reading = csv.read("Term,Meaning\r\nPod,A\rKey,B\n\0Node,C\0", "team.csv")
    assert [entry.name for entry in reading.contents.entries] == ["Pod", "Key", "Node"]
    assert reading.losses == ("2 NUL characters",)


def test_a_quotation_mark_that_never_closes_costs_no_row() -> None:
    reading = csv.read('Term,Meaning\nPod,"A unit\nKey,"B\nNode,5" wide\n"Dock, C\n', "team.csv")
    assert [entry.name for entry in reading.contents.entries] == ["Pod", "Key", "Node", '"Dock']
    assert "3 quotation marks that never close: taken as text" in reading.notes


def test_many_unclosed_quotation_marks_are_read_in_linear_time() -> None:
    text = "Term,Meaning\n" + 'x,"""",\n'.replace(",\n", "\n") * 10 + 'Pod,"a ""b"" c\n' * 20_000
    assert len(csv.read(text, "team.csv").contents.entries) == 20_010


def test_cells_may_be_huge() -> None:
    assert len(entries(f'Term,Definition\nPod,"{"x" * 300_000}"\n')[0][2]) == 300_000


def test_quoted_cells_may_hold_line_breaks() -> None:
    assert entries('Term,Definition\nPod,"A unit.\r\nSmall, ""too""."\n') == [("Pod", None, 'A unit.\n\nSmall, "too".')]


def test_repeated_headings_are_no_entries() -> None:
    reading = csv.read("Term,Meaning\nPod,A\nTerm,Meaning\nKey,B\n", "team.csv")
    assert [entry.name for entry in reading.contents.entries] == ["Pod", "Key"]
    assert reading.losses == ("1 repeated heading",)


def test_columns_say_what_stands_where() -> None:
    text = "Owner,Long,Short,Text\nAnn,Product Owner,PO,Decides\n"
    assert entries(text, "-,expansion,name,definition") == [("PO", "Product Owner", "Decides")]


def test_map_says_which_column_is_which() -> None:
    text = "Kürzel (kurz),X,Y\nPO,Decides,Product Owner\n"
    assert entries(text, mapping="Kürzel (kurz)=name,X=definition,Y=expansion") == [("PO", "Product Owner", "Decides")]


def test_map_of_a_column_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(GlossctlError) as raised:
        entries("Term,Meaning\nPod,A\n", mapping="Word=name")
    assert raised.value.message == 'team.csv: there is no column "Word"'
    assert raised.value.hint == 'the columns are "Term", "Meaning"'


@pytest.mark.parametrize(
    ("columns", "mapping", "message"),
    [
        ("name,definitoin", "", 'there is no field "definitoin"; the nearest is "definition"'),
        ("", "Term=nam", 'there is no field "nam"; the nearest is "name"'),
        ("", "Term", '"Term" is no pair'),
    ],
)
def test_unknown_fields_are_usage_errors(columns: str, mapping: str, message: str) -> None:
    with pytest.raises(GlossctlError) as raised:
        parse(columns, mapping)
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Term,Meaning\n", "team.csv: X002 there is nothing below the heading"),
        ("Term,Meaning\n,lost\n", "team.csv: X002 no row has a name (1 row)"),
        (",,,\n", "team.csv: X002 there are no entries in it"),
    ],
)
def test_a_text_without_entries_is_an_error(text: str, message: str) -> None:
    with pytest.raises(FileError) as raised:
        csv.read(text, "team.csv")
    assert raised.value.message == message


def test_write_guards_what_a_spreadsheet_would_run() -> None:
    made = csv.write(contents(Entry("=cmd", expansion="-1", definition="@x"), Entry("+1", definition="'=y")))
    assert made.text == "name,expansion,definition\n'=cmd,-1,'@x\n+1,,''=y\n"


def test_write_has_a_column_for_each_field_that_is_filled() -> None:
    entry = Entry("MIG", aliases=("a;b", "c"), avoid=(Avoid("slice", "vague"),), links=("https://a.example",))
    made = csv.write(contents(entry))
    assert made.text == "name,expansion,definition,aliases,links,avoid\nMIG,,,a\\;b; c,https://a.example,slice: vague\n"
    assert made.losses == ()


def test_write_with_columns_says_what_they_leave_out() -> None:
    glossary = contents(Entry("MIG", expansion="Multi-Instance GPU", tags=("a", "b"), definition="X"))
    made = csv.write(glossary, Options(parse(mapping="Short=name,Long=expansion")))
    assert made.text == "Short,Long\nMIG,Multi-Instance GPU\n"
    assert made.losses == ("1 definition", "2 tags")


def test_labelled_paragraphs_can_be_written_to_columns_of_their_own() -> None:
    text = "Term,Definition,Cost centre\nPod,A unit,4711\n"
    columns = Options(parse(mapping="Term=name,Definition=definition,Cost centre=definition.Cost centre"))
    assert csv.write(csv.read(text, "team.csv").contents, columns).text == text
