"""LaTeX, Sphinx, AsciiDoc, MediaWiki, HTML, YAML, spreadsheets and Anki notes, as they stand in repositories."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl import exchange
from glossctl.errors import FileError, GlossctlError
from glossctl.exchange import anki, asciidoc, html, latex, mediawiki, skos, sphinx, tbx, xlsx, yaml
from glossctl.exchange.protocol import Reading


def shown(reading: Reading) -> dict[str, tuple[str | None, str]]:
    """Return full form and definition of each entry by its name."""
    return {entry.name: (entry.expansion, entry.definition) for entry in reading.contents.entries}


def test_latex_of_each_package() -> None:
    reading = latex.read(
        "% \\newacronym{no}{NO}{Not One}\n"
        "\\newacronym[description={Forgets \\emph{everything}.}]{ram}{RAM}{Random Access Memory}\n"
        "\\newglossaryentry{pod}{\n  name={Pod}, plural={Pods},\n  description={A unit of \\gls{ram}, see \\url{https://p.example}}}\n"
        "\\DeclareAcronym{ci}{short = CI, long = Continuous \\& Integration}\n"
        "\\begin{acronym}\\acro{DNS}{Domain Name System}\\acro{k}[KB]{Kilobyte}\\end{acronym}\n"
        "\\longnewglossaryentry{x}{name=naïve caf\\'e}{One.\n\nTwo~three --- four.}\n"
    )
    assert shown(reading) == {
        "RAM": ("Random Access Memory", "Forgets everything."),
        "Pod": (None, "A unit of RAM, see https://p.example"),
        "CI": ("Continuous & Integration", ""),
        "DNS": ("Domain Name System", ""),
        "KB": ("Kilobyte", ""),
        "naïve café": (None, "One.\n\nTwo three — four."),
    }
    pod = reading.contents.entries[1]
    assert (pod.related, pod.links, pod.forms) == (("RAM",), ("https://p.example",), ("Pods",))


def test_latex_lists_and_tables_where_nothing_is_defined() -> None:
    items = "\\begin{description}\n\\item[CPU] Central Processing Unit\n\\item[Pod:] a unit\n\\end{description}\n"
    assert shown(latex.read(items)) == {"CPU": ("Central Processing Unit", ""), "Pod": (None, "a unit")}
    table = (
        "\\begin{tabular}{ll}\n\\hline\nAcronym & Meaning \\\\\nCPU & Central Processing Unit \\\\\n\\end{tabular}\n"
    )
    assert shown(latex.read(table)) == {"CPU": ("Central Processing Unit", "")}
    with pytest.raises(FileError) as raised:
        latex.read("\\section{x}", "x.tex")
    assert raised.value.message == "x.tex: X002 it defines no acronym and no glossary entry"


def test_latex_s_symbols_are_read() -> None:
    text = r"\newglossaryentry{k}{name={N}, description={x \textless{} y, $a \geq b$, 2\textasciicircum{}3}}"
    assert shown(latex.read(text))["N"][1] == "x < y, a ≥ b, 2^3"


def test_sphinx_glossaries() -> None:
    reading = sphinx.read(
        "Words\n=====\n\n.. glossary::\n   :sorted:\n\n   Pod\n   Group\n"
        "      A *unit*, see :term:`key <Key>`.\n\n      More.\n\n"
        "   Key : x\n      Opens `doors <https://d.example>`_.\n"
    )
    assert shown(reading) == {"Pod": (None, "A unit, see key.\n\nMore."), "Key": (None, "Opens doors.")}
    pod, key = reading.contents.entries
    assert (pod.aliases, pod.related, key.links) == (("Group",), ("Key",), ("https://d.example",))
    assert reading.contents.header.title == "Words"


def test_substitutions_do_not_make_a_page_asciidoc() -> None:
    text = ".. |API| replace:: Interface\n\n.. list-table::\n\n   * - Term\n     - Meaning\n   * - Pod\n     - A unit\n"
    assert exchange.format_of("words.txt", text.encode()) == "sphinx"


def test_restructured_lists_and_tables() -> None:
    assert shown(sphinx.read("CPU\n   Central Processing Unit\n\nPod\n   A unit\n")) == {
        "CPU": ("Central Processing Unit", ""),
        "Pod": (None, "A unit"),
    }
    table = ".. list-table::\n   :header-rows: 1\n\n   * - Term\n     - Meaning\n   * - Pod\n     - A unit\n"
    assert shown(sphinx.read(table)) == {"Pod": (None, "A unit")}
    simple = "====  =======\nTerm  Meaning\n====  =======\nPod   A unit\n====  =======\n"
    assert shown(sphinx.read(simple)) == {"Pod": (None, "A unit")}


def test_asciidoc_glossaries() -> None:
    reading = asciidoc.read(
        "= Words\n:x: y\n\n// no\n[glossary]\n[[pod]]Pod:: A *unit*, see <<key,the key>>.\n+\nMore.\n\n"
        "Key::\nDoor key::\n  Opens https://d.example[doors].\n"
    )
    assert shown(reading) == {"Pod": (None, "A unit, see the key.\n\nMore."), "Key": (None, "Opens doors.")}
    pod, key = reading.contents.entries
    assert (pod.related, key.aliases, key.links) == (("Key",), ("Door key",), ("https://d.example",))
    table = "[cols=2, options=header]\n|===\n|Term |Meaning\n\n|Pod |A unit\n|===\n"
    assert shown(asciidoc.read(table)) == {"Pod": (None, "A unit")}


def test_mediawiki_pages() -> None:
    head = '{| class="wikitable"\n! Acronym !! Meaning\n|-\n| CPU || Central Processing Unit\n'
    table = f"{head}|-\n| Pod\n| A [[unit|small unit]]\n|}}\n"
    assert shown(mediawiki.read(table)) == {"CPU": ("Central Processing Unit", ""), "Pod": (None, "A small unit")}
    listed = "; Pod : A '''unit'''{{cite|x}}<ref>y</ref>\n; Key\n: Opens [https://d.example doors].\n"
    reading = mediawiki.read(listed)
    assert shown(reading) == {"Pod": (None, "A unit"), "Key": (None, "Opens doors.")}
    assert reading.losses == ("1 macro of a site", "1 footnote", "1 mark of emphasis or code")


def test_html_pages() -> None:
    page = (
        '<html lang="de"><head><title>Wörter</title><style>x</style></head><body><nav><ul><li>A: b</ul></nav>'
        "<h2>Pod</h2><p>A <b>unit</b>.<h2>Key</h2><p>Opens.</body></html>"
    )
    reading = html.read(page, "x.html")
    assert shown(reading) == {"Pod": (None, "A unit."), "Key": (None, "Opens.")}
    assert (reading.contents.header.title, reading.contents.header.language) == ("Wörter", "de")
    with pytest.raises(FileError):
        html.read("<p>{{ site.words }}</p>")


def test_yaml_lists_with_anchors() -> None:
    text = """
common: &common
  tags: [network]
terms:
  - {<<: *common, term: LAN, definition: &net A network.}
  - {<<: *common, term: WAN, definition: *net}
"""
    entries = yaml.read(text, "glossary.yml").contents.entries
    assert [(entry.name, entry.definition, entry.tags) for entry in entries] == [
        ("LAN", "A network.", ("network",)),
        ("WAN", "A network.", ("network",)),
    ]


def test_yaml_lists() -> None:
    assert shown(yaml.read("- acronym: CI\n  meaning: Continuous Integration\n- {acronym: no, meaning: x}\n")) == {
        "CI": ("Continuous Integration", ""),
        "no": (None, "x"),
    }
    assert shown(yaml.read("entries:\n  Pod:\n    description: A unit\n  Key: Opens\n")) == {
        "Pod": (None, "A unit"),
        "Key": (None, "Opens"),
    }


def sheet(rows: str) -> bytes:
    """Make the smallest spreadsheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()


def test_spreadsheets_are_read_as_they_show_their_values() -> None:
    pytest.importorskip("python_calamine")

    def cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    rows = (
        f"<row>{cell('A1', 'Code')}{cell('B1', 'Meaning')}</row><row><c r='A2'><v>7</v></c>{cell('B2', 'Seven')}</row>"
    )
    content = sheet(rows)
    assert exchange.format_of("x.bin", content) == "xlsx"
    assert shown(xlsx.read_bytes(content)) == {"7": (None, "Seven")}
    with pytest.raises(FileError) as raised:
        xlsx.read_bytes(b"PK\x03\x04 broken", "x.xlsx")
    assert raised.value.message == "x.xlsx: X001 not a spreadsheet in .xlsx or .ods"


def test_notes_of_anki_come_back() -> None:
    head = "#separator:Semicolon\n#html:true\n#notetype column:1\n#tags column:4\n"
    reading = anki.read(f"{head}Basic;CI;<b>Continuous</b> Integration;dev_ops b\n")
    assert shown(reading) == {"CI": ("Continuous Integration", "")}
    assert reading.contents.entries[0].tags == ("dev ops", "b")
    back = anki.read(anki.write(reading.contents).text)
    assert back.contents.entries == reading.contents.entries


def test_rdf_xml_and_skos_xl() -> None:
    pytest.importorskip("rdflib")
    text = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:xl="http://www.w3.org/2008/05/skos-xl#">'
        '<skos:Concept rdf:about="urn:a"><xl:prefLabel><xl:Label><xl:literalForm xml:lang="en">Pod</xl:literalForm>'
        '</xl:Label></xl:prefLabel><skos:definition xml:lang="en">A unit</skos:definition></skos:Concept></rdf:RDF>'
    )
    assert shown(skos.read(text)) == {"Pod": (None, "A unit")}
    with pytest.raises(FileError):
        skos.read(text.replace("<rdf:RDF", '<!DOCTYPE x [<!ENTITY a "b">]><rdf:RDF', 1))


def test_a_doctype_that_declares_nothing_is_harmless() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry>'
        '<langSet xml:lang="en"><tig><term>Pod</term></tig></langSet></termEntry></body></text></martif>'
    )
    assert list(shown(tbx.read(text))) == ["Pod"]
    with pytest.raises(FileError):
        tbx.read(text.replace('"TBXcoreStructV02.dtd"', '"x" [<!ENTITY a "b">]'))


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x", "{| \n! A !! B\n|}\n", "mediawiki"),
        ("x", ".. glossary::\n\n   A\n      b\n", "sphinx"),
        ("x", "[glossary]\nPod:: A\n", "asciidoc"),
        ("x", "% c\n\\newacronym{a}{A}{b}\n", "latex"),
        ("x", "<dl><dt>a<dd>b</dl>", "html"),
        ("x.yml", "- term: a\n  meaning: b\n", "yaml"),
        ("x.md", "term: a\n", "markdown"),
        ("x.csv", "a,b\nc,d\n", "csv"),
        ("x.txt", "a\tb\nc\td\n", "tsv"),
        ("x.json", '{"a": "b"}', "json"),
        ("x.tbx", "<tbx></tbx>", "tbx"),
    ],
)
def test_the_format_is_what_the_content_says_else_the_name(name: str, text: str, kind: str) -> None:
    assert exchange.format_of(name, text.encode()) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04..xl/workbook.xml", "a spreadsheet"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet"),
        (b"PK\x03\x04..word/document.xml", "a Word document"),
        (b"PK\x03\x04..words.csv", "a zip file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a gzip file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_as_what_it_is(content: bytes, kind: str) -> None:
    with pytest.raises(GlossctlError) as raised:
        exchange.read("csv", "x.csv", content=content, encoding="cp1252")
    assert raised.value.message == f"<standard input> is {kind}, not text"


def test_a_sheet_of_two_cells_far_apart_is_refused_before_all_between_them_are_made() -> None:
    rows = "<row><c r='A1'><v>1</v></c></row><row>" + " " * 2_000_000 + '<c s="1"\nr="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(FileError) as raised:
        xlsx.read_bytes(sheet(rows), "x.xlsx")
    assert raised.value.message == (
        "x.xlsx: X003 xl/worksheets/sheet1.xml in it spans 17,179,869,184 cells, nearly all empty"
    )


_TEX = str.maketrans(
    {char: f"\\{char}" for char in "#$%&_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_TEX_TEXT = st.lists(
    st.sampled_from([*"#$%&_{}~^;:/+,", "word", "用語", "עברית", "é", " "]), min_size=1, max_size=8
).map(lambda parts: " ".join("".join(parts).split()))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_TEX_TEXT.filter(bool), _TEX_TEXT.filter(bool)), min_size=1, max_size=4))
def test_latex_is_read_as_it_is_set(rows: list[tuple[str, str]]) -> None:
    lines = [
        f"\\newglossaryentry{{k{at}}}{{name={{{name.translate(_TEX)}}}, description={{{text.translate(_TEX)}}}}}\n"
        for at, (name, text) in enumerate(rows)
    ]
    entries = latex.read("".join(lines)).contents.entries
    assert [" ".join(filter(None, (entry.expansion, entry.definition))) for entry in entries] == [
        text for _, text in rows
    ]
