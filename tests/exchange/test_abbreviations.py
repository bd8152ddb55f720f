import pytest

from glossctl.entries import Entry
from glossctl.errors import FileError
from glossctl.exchange import abbreviations, markdown
from tests.exchanged import contents


def test_write_has_a_line_for_each_acronym() -> None:
    made = abbreviations.write(
        contents(
            Entry("MIG", expansion="Multi-Instance GPU"),
            Entry("CA", expansion="Cluster Autoscaler"),
            Entry("CA", expansion="Certificate Authority"),
            Entry("Large language model", aliases=("LLM", "big model"), definition="x"),
            Entry("Pod", definition="y"),
            Entry("A]", expansion="Broken"),
        )
    )
    assert made.text == (
        "*[MIG]: Multi-Instance GPU\n*[CA]: Cluster Autoscaler / Certificate Authority\n*[LLM]: Large language model\n"
    )
    assert made.losses == (
        "1 entry without an acronym",
        "2 full forms that read back otherwise",
        '1 acronym with "]" in it',
        "2 definitions",
        "1 alias",
    )


def test_read_takes_them_back() -> None:
    reading = abbreviations.read("Some text.\n\n*[MIG]: Multi-Instance GPU\n*[CA]: *Cluster* Autoscaler\n", "team.md")
    assert [(entry.name, entry.expansion) for entry in reading.contents.entries] == [
        ("MIG", "Multi-Instance GPU"),
        ("CA", "Cluster Autoscaler"),
    ]
    assert reading.losses == ("1 line of other text", "1 mark of emphasis or code")


def test_a_text_without_abbreviations_is_an_error() -> None:
    with pytest.raises(FileError) as raised:
        abbreviations.read("Some text.\n", "team.md")
    assert raised.value.message == "team.md: X002 there are no entries in it"


def test_the_link_of_an_abbreviation_is_kept_by_both_readers() -> None:
    text = "*[MTU]: [Maximum Transmission Unit](https://a.example/mtu)\n"
    for reader in (abbreviations, markdown):
        (entry,) = reader.read(text, "team.md").contents.entries
        assert (entry.expansion, entry.links) == ("Maximum Transmission Unit", ("https://a.example/mtu",))
