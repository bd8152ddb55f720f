import pytest

from glossctl.entries import Entry
from glossctl.errors import FileError
from glossctl.exchange import stardict
from tests.exchanged import contents


def test_breaks_tabs_and_backslashes_are_escaped() -> None:
    made = stardict.write(contents(Entry("A\tB", definition="one\\two\n\nthree\tfour")))
    assert made.text == "A B\tone\\\\two\\n\\nthree\\tfour\n"


def test_senses_of_a_name_are_one_numbered_article() -> None:
    made = stardict.write(
        contents(Entry("CA", expansion="One"), Entry("X", definition="y"), Entry("CA", expansion="Two"))
    )
    assert made.text == "CA\t1. One\\n\\n2. Two\nX\ty\n"


def test_what_is_left_behind_is_counted() -> None:
    made = stardict.write(contents(Entry("CA", aliases=("a", "b"), links=("https://a.example",), kind="role")))
    assert made.text == "CA\t\n"
    assert made.losses == ("2 aliases", "1 link", "1 role or audience")


def test_read_takes_back_what_is_written() -> None:
    given = contents(
        Entry("MIG", expansion="Multi-Instance GPU", definition="One\\two.\n\n1. a\n\n2. b"),
        Entry("CA", expansion="Certificate Authority", definition="Signs."),
        Entry("CA", expansion="Cluster Autoscaler"),
        Entry("Pod", definition="A unit.\n\nOf \\n work."),
        Entry("bare"),
    )
    made = stardict.write(given)
    reading = stardict.read(made.text, "team.tab")
    assert (reading.contents.entries, reading.losses, reading.notes) == (given.entries, (), ())


def test_lists_of_others_are_read_whole() -> None:
    text = "##bookname\tOur words\n##author\tMe\nMIG|GPU slice\tMulti-Instance GPU\r\n\nMPS\tA\\tservice\\x\nalone\n"
    reading = stardict.read(text, "team.tab")
    assert reading.contents.header.title == "Our words"
    assert (
        reading.contents.entries
        == contents(
            Entry("MIG", expansion="Multi-Instance GPU", aliases=("GPU slice",)),
            Entry("MPS", definition="A\tservice\\x"),
            Entry("alone"),
        ).entries
    )
    assert reading.losses == ("1 line about the file",)


def test_a_text_without_tabs_is_no_tab_file() -> None:
    with pytest.raises(FileError, match="x: X001 no line has a tab between a name and its article"):
        stardict.read("Pod: a unit\n", "x")
    with pytest.raises(FileError, match="X002 no row has a name"):
        stardict.read("\tA unit\n", "x")
