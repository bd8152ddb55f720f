"""Word documents: their prose, and what is no Word document."""

import io
import zipfile

import pytest

from glossctl.errors import FileError, GlossctlError
from glossctl.files.documents import read_document
from glossctl.syntax import docx
from glossctl.syntax.docx import read
from tests.syntax.placed import assert_placed, place_of

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'


def document(body: str, namespace: str = NAMESPACE, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"document": f"<w:body>{body}</w:body>", "styles": STYLES, **parts}.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{namespace}">{content}</w:{name}>')
    return made.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


def test_paragraphs_are_lines_and_styles_say_what_they_are() -> None:
    cell = f"<w:tc>{paragraph('<w:t>d</w:t>')}</w:tc>"
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>"
    prose = read(
        document(
            paragraph("<w:t>a</w:t>", style="berschrift1")
            + paragraph("<w:t>Multi-</w:t>", "<w:t>Instance &amp; GPU</w:t>")
            + item
            + f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>",
            footnotes=f"<w:footnote>{paragraph('<w:t>e</w:t>')}</w:footnote>",
        )
    )
    assert [(block.text, block.kind, block.row) for block in prose.blocks] == [
        ("a", "heading", 0),
        ("Multi-Instance & GPU", "paragraph", 0),
        ("c", "item", 0),
        ("d", "cell", 1),
        ("d", "cell", 2),
        ("e", "paragraph", 0),
    ]
    assert place_of(prose, "GPU") == (2, 18)
    assert_placed(prose)


def test_code_and_what_is_not_seen_is_left_out() -> None:
    prose = read(
        document(
            paragraph("<w:t>a </w:t>", '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr><w:t>b</w:t>', "<w:t> c</w:t>")
            + paragraph('<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr><w:t>d</w:t>', "<w:tab/><w:t>e</w:t>")
            + paragraph(
                "<w:rPr><w:vanish/></w:rPr><w:t>f</w:t>", "<w:delText>g</w:delText>", "<w:instrText>h</w:instrText>"
            )
            + paragraph("<w:t>i</w:t>", style="SourceCode")
        )
    )
    assert [block.text for block in prose.blocks] == ["a \ufffc c", "\ufffc\te"]
    assert_placed(prose)


def test_strict_documents_are_read() -> None:
    made = document(paragraph("<w:t>a</w:t>"), "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert [block.text for block in read(made).blocks] == ["a"]


def test_deep_documents_are_read() -> None:
    deep = "<w:sdt>" * 50_000 + paragraph("<w:t>a</w:t>") + "</w:sdt>" * 50_000
    assert [block.text for block in read(document(deep)).blocks] == ["a"]


def archive(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("_", "/") + ".xml", content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a", "is no Word document: File is not a zip file"),
        (archive(a="<a/>"), "is no Word document: it has no word/document.xml"),
        (archive(word_document="<a>"), "word/document.xml in it is not XML: no element found"),
        (
            archive(word_document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "has a DOCTYPE in it, which is not read",
        ),
    ],
)
def test_what_is_no_word_document_is_said(content: bytes, message: str) -> None:
    with pytest.raises(GlossctlError) as error:
        read(content)
    assert error.value.message == message


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LIMIT", 1 << 20)
    with pytest.raises(FileError) as error:
        read_document("a.docx", document(" " * (2 << 20)))
    assert error.value.message == "a.docx: D001 word/document.xml in it is larger than 1 MiB unpacked"


def test_a_bomb_of_paragraphs_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "PARAGRAPHS", 1_000)
    for content in ("<w:p>" * 2_000, "<w:p/>" * 2_000):
        with pytest.raises(GlossctlError) as error:
            read(document(content))
        assert error.value.message == "has more than 1,000 paragraphs"


def test_a_damaged_file_is_read_or_said() -> None:
    made = document(paragraph("<w:t>a</w:t>"))
    said = 0
    for at in range(len(made)):
        for damaged in (made[:at] + made[at + 1 :], made[:at] + bytes([made[at] ^ 0x55]) + made[at + 1 :]):
            try:
                assert_placed(read(damaged))
            except GlossctlError:
                said += 1
    assert said > len(made)
