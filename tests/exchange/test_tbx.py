import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl import exchange
from glossctl.entries import Avoid, Contents, Entry, Header, Link
from glossctl.errors import FileError
from glossctl.exchange import tbx
from glossctl.exchange.protocol import Options
from glossctl.text import paragraphs
from tests.strategies import entries as any_entries

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://schema.example/tbx.rng"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><titleStmt><title>Storage
    words</title></titleStmt><sourceDesc><p>Made for a test</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <transacGrp><transac type="transactionType">origination</transac><date>2024-01-02</date></transacGrp>
      <descrip type="subjectField">disks</descrip>
      <ref type="crossReference" target="c2">the one below</ref>
      <xref type="externalCrossReference" target="https://disks.example/">Disks</xref>
      <langSec xml:lang="en-GB">
        <descripGrp>
          <descrip type="definition">Disks that
            hold <hi type="bold">copies</hi>.</descrip>
          <admin type="source">Handbook</admin>
        </descripGrp>
        <termSec>
          <term>redundant array of inexpensive disks</term>
          <termNote type="termType">fullForm</termNote>
          <termNote type="partOfSpeech">noun</termNote>
        </termSec>
        <termSec>
          <term>RAID</term>
          <termNote type="termType">acronym</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          <descrip type="context">RAID is no backup.</descrip>
        </termSec>
        <termSec><term>disk array</term><note>colloquial</note></termSec>
        <termSec>
          <term>disk farm</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
          <note>old</note>
        </termSec>
      </langSec>
      <langSec xml:lang="de"><termSec><term>Festplattenverbund</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>parity</term></termSec></langSec></conceptEntry>
    <conceptEntry id="c3"><langSec xml:lang="de"><termSec><term>Platte</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>
"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
  <conceptEntry id="c1"><min:subjectField>disks</min:subjectField>
    <basic:crossReference target="c1">parity</basic:crossReference>
    <langSec xml:lang="en"><descripGrp><basic:definition>A sum.</basic:definition></descripGrp>
      <termSec><term>P</term><basic:termType>abbreviation</basic:termType>
        <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
      <termSec><term>parity</term><basic:termType>fullForm</basic:termType></termSec>
    </langSec></conceptEntry></body></text></tbx>
"""


def fault(text: str) -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        tbx.read(text, "words.tbx")
    return caught.value.message, caught.value.hint


def test_a_concept_in_style_dca_is_an_entry() -> None:
    reading = tbx.read(DCA, "storage.tbx")
    assert reading.contents.header == Header("storage", "Storage words", "en")
    assert reading.contents.entries == (
        Entry(
            "RAID",
            expansion="redundant array of inexpensive disks",
            aliases=("disk array",),
            definition="Disks that hold copies.\n\nExample: RAID is no backup.",
            tags=("disks",),
            related=("parity",),
            links=("https://disks.example/",),
            avoid=(Avoid("disk farm", "old"),),
            language="en",
            glossary="storage",
            source="Handbook",
            status="current",
        ),
        Entry("parity", language="en", glossary="storage"),
    )
    assert reading.losses == (
        "1 concept without a term in en",
        "1 note on a term",
        "3 values of other data categories (date, partOfSpeech, transactionType)",
    )


def test_a_concept_in_style_dct_is_the_same() -> None:
    assert tbx.read(DCT, "d.tbx").contents.entries == (
        Entry(
            "P",
            expansion="parity",
            definition="A sum.",
            tags=("disks",),
            related=("parity",),
            language="en",
            glossary="d",
            status="current",
        ),
    )


def test_another_language_can_be_asked_for() -> None:
    contents = tbx.read(DCA, "storage.tbx", Options(language="de")).contents
    assert [entry.name for entry in contents.entries] == ["Festplattenverbund", "Platte"]
    assert contents.header.language == "de"


def test_a_doctype_that_declares_something_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE tbx [<!ENTITY l0 "ha">{laughs}]>\n<tbx>&l9;</tbx>'
    thief = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>'
    message = "X001 has a DOCTYPE, which is not read: it can define entities that explode or read files"
    hint = "delete the DOCTYPE; the file needs none"
    assert fault(bomb) == (f"words.tbx:2: {message}", hint)
    assert fault(thief) == (f"words.tbx:1: {message}", hint)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1:1: X001 not XML: no element found"),
        ("<tbx>\n<a></b></tbx>", ":2:6: X001 not XML: mismatched tag"),
        ("<tbx>&x;</tbx>", ":1:6: X001 not XML: undefined entity"),
        ("<html/>", ":1: X001 not of TBX: the outermost element is <html>"),
        ("<tbx/>", ": X002 holds no concept"),
        ("<tbx xml:lang='fr'><conceptEntry/></tbx>", ': X002 holds no concept with a term in "fr"'),
        ("<tbx>" + "<a>" * 60 + "</a>" * 60 + "</tbx>", ":1: X003 nested more than 50 deep"),
    ],
)
def test_faults_name_their_place(text: str, message: str) -> None:
    assert fault(text)[0] == "words.tbx" + message


def test_an_entry_is_a_concept() -> None:
    entries = (
        Entry(
            "MIG",
            expansion="Multi-Instance GPU",
            aliases=("GPU slices",),
            definition="Splits a GPU.",
            tags=("gpu",),
            related=("MPS", "vGPU"),
            avoid=(Avoid("slicing", "R&D only"),),
            mottos=("Share!",),
        ),
        Entry("MPS", status="current"),
    )
    writing = tbx.write(Contents(Header("g", "G & H", "en", (Link("C", "https://c.example"),)), entries))
    assert writing.text.splitlines()[10:] == [
        '      <conceptEntry id="c-mig">',
        '        <descrip type="subjectField">gpu</descrip>',
        '        <ref type="crossReference" target="c-mps">MPS</ref>',
        '        <ref type="crossReference">vGPU</ref>',
        "        <note>Motto: Share!</note>",
        '        <langSec xml:lang="en">',
        '          <descrip type="definition">Splits a GPU.</descrip>',
        "          <termSec>",
        "            <term>MIG</term>",
        '            <termNote type="termType">acronym</termNote>',
        "          </termSec>",
        "          <termSec>",
        "            <term>Multi-Instance GPU</term>",
        '            <termNote type="termType">fullForm</termNote>',
        "          </termSec>",
        "          <termSec>",
        "            <term>GPU slices</term>",
        '            <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>',
        "          </termSec>",
        "          <termSec>",
        "            <term>slicing</term>",
        '            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
        "            <note>R&amp;D only</note>",
        "          </termSec>",
        "        </langSec>",
        "      </conceptEntry>",
        '      <conceptEntry id="c-mps">',
        '        <langSec xml:lang="en">',
        "          <termSec>",
        "            <term>MPS</term>",
        '            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>',
        "          </termSec>",
        "        </langSec>",
        "      </conceptEntry>",
        "    </body>",
        "  </text>",
        "</tbx>",
    ]
    assert writing.losses == ("1 pointer to another glossary",)


def test_characters_that_xml_cannot_hold_are_counted() -> None:
    writing = tbx.write(Contents(Header("g"), (Entry("a\x00b\x1b", definition="\ufffe"),)))
    assert writing.losses == ("3 characters that XML can't hold",)
    assert tbx.read(writing.text).contents.entries[0].name == "a\ufffdb\ufffd"


WORDS = st.sampled_from(["term", "current"]) | st.text(
    "abcABC -_()&<>{}.,;:\\'\"\r1用語é\U0001f600", min_size=1, max_size=20
).map(str.strip).filter(bool)
MANY = st.lists(WORDS, max_size=3, unique=True).map(tuple)
ENTRIES = any_entries(
    WORDS,
    st.lists(st.text("abc AB.-*1)&<>]\\用。", max_size=30), max_size=4).map(
        lambda parts: "\n\n".join(paragraphs("\n\n".join(parts)))
    ),
    language=st.just("ja"),
    glossary=st.just("g"),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=4), st.just("") | WORDS.map(lambda text: " ".join(text.split())))
def test_what_is_written_reads_back(entries: list[Entry], title: str) -> None:
    """Every field of an entry round-trips, and the header's name (by the path), title and language."""
    contents = Contents(Header("g", title, "ja"), tuple(entries))
    writing = tbx.write(contents)
    assert writing.losses == ()
    assert tbx.read(writing.text, "g.tbx").contents == contents


PIECES = [
    "<tbx>",
    "</tbx>",
    "<conceptEntry id='a'>",
    "</conceptEntry>",
    "<langSec>",
    "<langSec xml:lang='en'>",
    "</langSec>",
]
PIECES += [
    "<termSec>",
    "</termSec>",
    "<term>",
    "</term>",
    "a",
    "&amp;",
    "<!--",
    "-->",
    "<note>",
    "</note>",
    "<![CDATA[",
]


@settings(deadline=None)
@given(st.text(max_size=100) | st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_is_read_or_a_file_error(text: str) -> None:
    for hostile in (text, f"<tbx><conceptEntry>{text}</conceptEntry></tbx>"):
        with contextlib.suppress(FileError):
            tbx.read(hostile)


def test_import_asks_for_the_language(tmp_path: Path) -> None:
    (tmp_path / "words.tbx").write_text(DCA, "utf-8")
    reading = exchange.read("tbx", str(tmp_path / "words.tbx"), language="de")
    assert [entry.name for entry in reading.contents.entries] == ["Festplattenverbund", "Platte"]


MIN = """<?xml version="1.0"?>
<TBX dialect="TBX-Min">
  <header><id>Farm words</id><description>For a test</description><languages source="de" target="en"/></header>
  <body>
    <{concept} id="c1">
      <subjectField>animals</subjectField>
      <langGroup xml:lang="en">
        <termGroup><term>horse</term><termStatus>preferred</termStatus><partOfSpeech>noun</partOfSpeech></termGroup>
        <termGroup><term>nag</term><termStatus>notRecommended</termStatus><customer>ACME</customer></termGroup>
      </langGroup>
      <langGroup xml:lang="de">
        <termGroup><term>Pferd</term>
          <noteGrp><note><noteKey>Herkunft</noteKey><noteValue>alt</noteValue></note></noteGrp></termGroup>
      </langGroup>
    </{concept}>
  </body>
</TBX>
"""


@pytest.mark.parametrize("concept", ["entry", "conceptEntry"])
def test_tbx_min_of_2014_is_read(concept: str) -> None:
    reading = tbx.read(MIN.format(concept=concept), "farm.tbx")
    assert reading.contents.header == Header("farm", "Farm words", "de")
    assert reading.contents.entries == (
        Entry("Pferd", definition="Herkunft: alt", tags=("animals",), language="de", glossary="farm"),
    )
    (english,) = (made.entries for made in reading.contents.translations)
    assert [(entry.name, entry.avoid) for entry in english] == [("horse", (Avoid("nag"),))]
    reading = tbx.read(MIN.format(concept=concept), "farm.tbx", Options(language="en"))
    assert [(entry.name, entry.status) for entry in reading.contents.entries] == [("horse", "current")]
    assert reading.losses == (
        "1 term in another language",
        "2 values of other data categories (customer, partOfSpeech)",
    )


def test_tbx_min_of_2019_is_read() -> None:
    text = DCT.replace("TBX-Basic", "TBX-Min").replace("basic:definition", "min:note")
    (entry,) = tbx.read(text).contents.entries
    assert (entry.name, entry.expansion) == ("P", "parity")
