from glossctl.entries import Entry
from glossctl.formats import stardict
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
