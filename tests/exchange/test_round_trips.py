"""What is written as a page reads back as the same entries: HTML, Sphinx, AsciiDoc."""

import pytest
from hypothesis import HealthCheck, given, settings

from glossctl.entries import Avoid, Contents, Entry, Header
from glossctl.exchange import asciidoc, html, sphinx
from glossctl.exchange.protocol import Options, Reader, Writer
from tests.exchanged import contents, glossaries

FORMATS = [
    pytest.param(html, html, id="html"),
    pytest.param(sphinx, sphinx, id="sphinx"),
    pytest.param(asciidoc, asciidoc, id="asciidoc"),
]


@pytest.mark.parametrize(("writer", "reader"), FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(glossary=glossaries)
def test_what_is_written_reads_back(writer: Writer, reader: Reader, glossary: Contents) -> None:
    made = writer.write(glossary)
    if "several spaces in a row" not in "".join(made.losses):
        assert reader.read(made.text, "team.x").contents.entries == glossary.entries, made.text


@pytest.mark.parametrize(("writer", "reader"), FORMATS)
def test_every_field_has_its_place(writer: Writer, reader: Reader) -> None:
    given = Entry(
        "A*B", "role", "Alpha * Beta", ("a; b", "c|d"), "One.\n\n- Two: `x` <b>.\n\n= Three", ("t, u",), ("R",), ("T",),
        ("Go!",), ("https://a.example/?b=c_d",), (Avoid("old", "why; so"),), ("what for",), forms=("As",),
        case="strict", status="draft", source="S_",
    )  # fmt: skip
    (entry,) = reader.read(writer.write(contents(given)).text, "team.x").contents.entries
    assert entry == given.replace(glossary="team", language="en")


def test_a_page_of_html_is_whole_where_the_file_is_to_be_one() -> None:
    glossary = Contents(Header("team", "Wörter & <mehr>", "de"), (Entry("Pod", definition="x"),))
    made = html.write(glossary, Options(ending=".html"))
    assert made.losses == ()
    assert made.text.startswith(
        '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n<title>Wörter &amp; &lt;'
    )
    back = html.read(made.text, "x.html").contents.header
    assert (back.title, back.language) == ("Wörter & <mehr>", "de")
    assert html.write(glossary).losses == ("the glossary's title", "the language (de)")
