import pytest
from hypothesis import given, settings

from glossctl.entries import Avoid, Contents, Entry
from glossctl.errors import FileError
from glossctl.exchange import context, markdown
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.protocol import Options
from tests.exchanged import contents, glossaries


def read(text: str) -> tuple[Entry, ...]:
    """Return the entries of a page."""
    return markdown.read(text, "team.md").contents.entries


def entry(name: str, expansion: str | None = None, definition: str = "", **more: tuple[str, ...]) -> Entry:
    """Return an entry as it is read from team.md."""
    return Entry(name, expansion=expansion, definition=definition, glossary="team", language="en").replace(**more)


@settings(max_examples=60, deadline=None)
@given(glossaries)
def test_write_then_read_returns_the_same_entries(glossary: Contents) -> None:
    assert markdown.read(markdown.write(glossary).text, "team.md").contents.entries == glossary.entries


TABLE = """\
# Words

Prose | with a pipe.

| Abbreviation | Definition | URL | Info |
|-|-|-|-|
| AB | Annual Budget | | About *money* |
| CD | Career Day | https://a.example/cd |
| EF | Early Finish (also *EFI*) | | | Extra cell |
| GH | Good Hope | | broken
over two lines |
' IJ | Inner Join | |
| KL | A \\| B | | `x | y` [page](https://b.example "t"), [place](#gh) |
| KL | Kings Landing | | |

More prose.
"""


def test_ragged_tables_lose_nothing() -> None:
    reading = markdown.read(TABLE, "team.md")
    assert reading.contents.entries == (
        entry("AB", "Annual Budget", "About money"),
        entry("CD", "Career Day", links=("https://a.example/cd",)),
        entry("EF", "Early Finish (also EFI)", "Extra cell"),
        entry("GH", "Good Hope", "broken over two lines"),
        entry("IJ", "Inner Join"),
        entry("KL", None, "A | B\n\n`x\n\ny` page, place", links=("https://b.example",)),
        entry("KL", "Kings Landing"),
    )
    assert reading.losses == ("3 lines of other text", "2 marks of emphasis or code", "1 link that is no web address")


@pytest.mark.parametrize(
    "text",
    [
        "| Term | Meaning |\n|---|---|\n| Pod | A *small* ![x](y.png)`unit` |\n| Key | A **key**, ~~not~~ |\n",
        "- **Pod**: A *small* ![x](y.png)`unit`\n- **Key**: A **key**, ~~not~~\n",
        "Pod\n: A *small* ![x](y.png)`unit`\n\nKey\n: A **key**, ~~not~~\n",
    ],
)
def test_marks_of_emphasis_are_counted_but_not_those_that_mark_a_term(text: str) -> None:
    assert markdown.read(text, "team.md").losses == ("1 image", "4 marks of emphasis or code")


def test_several_tables_are_read_as_one_list() -> None:
    text = "## A\n\n|Term|Meaning|\n|---|---|\n|AB|Annual Budget|\n\n## B\n\n|Term|Meaning|\n|:--|--:|\n|BC|Big Car|\n"
    assert read(text) == (entry("AB", "Annual Budget"), entry("BC", "Big Car"))


def test_rows_behind_a_blank_line_still_count() -> None:
    assert len(read("|Term|Meaning|\n|---|---|\n|AB|x|\n\n|BC|y|\n| CD | z |\n")) == 3


def test_a_table_without_heading_is_read() -> None:
    reading = markdown.read("| | |\n| --- | --- |\n| MIG | Multi-Instance GPU |\n| KV | key-value |\n")
    assert [(entry.name, entry.expansion) for entry in reading.contents.entries] == [
        ("MIG", "Multi-Instance GPU"),
        ("KV", "key-value"),
    ]


def test_link_references_below_front_matter_are_no_other_text() -> None:
    text = "---\ntitle: Terms\n---\n\n**MIG**: [Multi-Instance GPU][mig]\n\n**KV**: key-value\n\n[mig]: https://a.example/\n"
    reading = markdown.read(text)
    assert reading.losses == ()


def test_tables_of_other_things_are_left_out_and_counted() -> None:
    reading = markdown.read("|Flag|Default|\n|-|-|\n|a|b|\n|c|d|\n\n|Term|Meaning|\n|-|-|\n|Pod|A unit|\n", "team.md")
    assert [one.name for one in reading.contents.entries] == ["Pod"]
    assert reading.losses == ("2 rows of tables that don't look like a list of terms",)


def test_a_table_without_known_heading_is_read_by_position() -> None:
    assert read("| Kram | Zeug | Mehr |\n|-|-|-|\n| AB | Annual Budget | x |\n") == (
        entry("AB", "Annual Budget", "Mehr: x"),
    )


def test_html_in_cells_becomes_text_and_links() -> None:
    text = (
        '| Term | Meaning |\n|-|-|\n| Pod | one<br>two <a href="https://a.example">here</a> &amp;<!-- x --> there |\n'
    )
    assert read(text) == (entry("Pod", None, "one\n\ntwo here & there", links=("https://a.example",)),)


def test_long_lists_are_read_in_linear_time() -> None:
    for text, count in (
        ("a\n" + "\n: b\n" * 20_000, 20_000),
        ("|Term|Meaning|\n|-|-|\n|a|b\n" + "c | d\n" * 20_000, 20_001),
    ):
        assert len(read(text)) == count


def test_reference_links_are_followed() -> None:
    text = "| Term | Meaning |\n|-|-|\n| Pod | the [unit][u] |\n\n[u]: https://a.example/u\n"
    assert read(text)[0].links == ("https://a.example/u",)


def test_tables_in_code_are_none() -> None:
    with pytest.raises(FileError):
        read("```\n| Term | Meaning |\n|-|-|\n| Pod | A |\n```\n")


def test_columns_and_map_work_on_tables() -> None:
    text = "| A | B | C |\n|-|-|-|\n| x | Pod | A unit |\n"
    columns = Options(parse("-,name,definition"))
    assert markdown.read(text, "team.md", columns).contents.entries == (entry("Pod", None, "A unit"),)
    columns = Options(parse(mapping="B=name,C=definition,A=-"))
    assert markdown.read(text, "team.md", columns).contents.entries == (entry("Pod", None, "A unit"),)


def test_definition_lists_are_read() -> None:
    text = "# Words\n\nPod\n: The smallest *unit*,\n  of many.\n\n    More.\n\nKey\n:   Opens.\n: Another sense.\n"
    assert read(text) == (
        entry("Pod", None, "The smallest unit, of many.\n\nMore."),
        entry("Key", None, "Opens."),
        entry("Key", None, "Another sense."),
    )


@pytest.mark.parametrize(
    "item", ["- **PO**: Product Owner", "* **PO** - Product Owner", "1. PO – Product Owner", "- PO: Product Owner"]
)
def test_list_items_are_read(item: str) -> None:
    assert read(f"## P\n\n{item}\n")[0] == entry("PO", "Product Owner")


def test_items_may_have_full_form_text_and_links() -> None:
    text = (
        "- **PO** (Product Owner): decides. See [here](https://a.example).\n  More.\n"
        "- **QA**: Quality Assurance\n- **Pod**: A unit\n"
    )
    assert read(text) == (
        entry("PO", "Product Owner", "decides. See here. More.", links=("https://a.example",)),
        entry("QA", "Quality Assurance"),
        entry("Pod", None, "A unit"),
    )


def test_headings_with_text_are_terms() -> None:
    text = """\
# Our words

Intro.

## PO (Product Owner)

Decides on [pods](#pod). See [this](https://a.example).

- one
- two

### Example

Ann.

Pod
---
A unit.
"""
    reading = markdown.read(text, "team.md")
    assert reading.contents.entries == (
        entry(
            "PO",
            "Product Owner",
            "Decides on pods. See this.\n\n- one\n\n- two\n\nExample\n\nAnn.",
            related=("Pod",),
            links=("https://a.example",),
        ),
        entry("Pod", None, "A unit."),
    )
    assert reading.losses == ("2 lines of other text",)


def test_a_heading_that_becomes_part_of_an_entry_is_said() -> None:
    text = "## MIG\n\nCuts a GPU.\n\n### Limits\n\nSeven.\n\n## KV\n\nA cache.\n\n## TTFT\n\nA wait.\n"
    reading = markdown.read(text, "team.md")
    assert reading.contents.entries[0] == entry("MIG", None, "Cuts a GPU.\n\nLimits\n\nSeven.")
    assert reading.notes == ("1 heading within an entry (line 5): taken as part of the definition",)


def test_abbreviations_are_read() -> None:
    assert read("*[PO]: Product Owner\n*[QA]: Quality Assurance\n")[1] == entry("QA", "Quality Assurance")


def test_a_context_file_is_read_back() -> None:
    given = Entry(
        "Order", "term", "Ordinary Record", ("a_b", "c"), "A request.\n\nIn *two* parts.", avoid=(Avoid("purchase"),)
    )
    (got,) = read(context.write(contents(given)).text)
    assert got == given.replace(glossary="team", language="en")


@pytest.mark.parametrize("text", ["Just prose.\n", "# Title\n", "---\n\n***\n", "|\n|-\n", "- \n- x\n"])
def test_a_page_without_entries_is_an_error(text: str) -> None:
    with pytest.raises(FileError) as raised:
        read(text)
    assert raised.value.message == "team.md: X002 there are no entries in it"


def test_angle_brackets_are_written_as_text() -> None:
    made = markdown.write(contents(Entry("Set<K>", definition="As in Set<Key>; put your <key> there.")))
    assert made.text.splitlines()[-1] == r"| Set\<K> | | As in Set\<Key>; put your \<key> there. |"


def test_write_says_what_the_header_loses() -> None:
    made = markdown.write(contents(Entry("A|B", definition="x\n\ny*z*")))
    assert made.text == "| Name | Full form | Definition |\n| --- | --- | --- |\n| A\\|B | | x<br><br>y\\*z\\* |\n"
