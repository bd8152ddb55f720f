"""Word documents (docx) to prose: their text is taken out, a paragraph a line, and places are places in that text.

Read as a stream of elements, so that neither a deep nor a large document needs a tree. Source: ECMA-376 part 1, 17.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from glossctl.errors import GlossctlError
from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Kind, Prose

LIMIT = 64 << 20  # bytes of a part of the document when it is unpacked
PARAGRAPHS = 250_000  # in a document; a book has 20,000. A few kB can unpack to ten million, each some 300 bytes here
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_CODE = re.compile(r"code|verbatim|preformatted|source|macro", re.IGNORECASE)
_FONT_OF_CODE = re.compile(r"courier|consolas|menlo|monaco|mono\b|source code", re.IGNORECASE)
_HEADING = re.compile(r"heading|title", re.IGNORECASE)
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNREAD = frozenset(("Fallback", "moveFrom", "rPrChange", "pPrChange"))


def read(content: bytes) -> "Prose":
    """Return the prose of a Word document, given its bytes. Raises GlossctlError where it is none, or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if _PARTS[0] not in names:
                raise GlossctlError("is no Word document: it has no word/document.xml")
            styles = _Styles()
            if "word/styles.xml" in names:
                _parse(archive, "word/styles.xml", styles)
            text = _Text(styles.names)
            for part in _PARTS:
                if part in names:
                    _parse(archive, part, text)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise GlossctlError(f"is no Word document: {error}") from error
    return text.prose()


def _parse(archive: zipfile.ZipFile, name: str, target: "_Target") -> None:
    with archive.open(name) as part:
        data = part.read(LIMIT + 1)  # what the archive says of its size may be wrong
    if len(data) > LIMIT:
        raise GlossctlError(f"{name} in it is larger than {LIMIT >> 20} MiB unpacked")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = target.start
    parser.EndElementHandler = target.end
    parser.CharacterDataHandler = target.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise GlossctlError(
            f"{name} in it is not XML: {expat.errors.messages.get(error.code, 'unreadable')}"
        ) from error


def _doctype(*_: object) -> None:
    """Refuse a document type: it could define entities that explode."""
    raise GlossctlError("has a DOCTYPE in it, which is not read")


class _Target:
    """Takes the elements of a part: their names as "namespace}name"."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""

    def end(self, tag: str) -> None:
        """Take an end tag."""

    def data(self, data: str) -> None:
        """Take text."""


def _value(attributes: dict[str, str], name: str = "val") -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


class _Styles(_Target):
    """Gathers the English names of styles by what documents call them."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        if tag.endswith("}style"):
            self.style = _value(attributes, "styleId")
        elif tag.endswith("}name") and self.style:
            self.names[self.style] = _value(attributes)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag.endswith("}style"):
            self.style = ""


class _Paragraph:
    """What is known of a paragraph that is being read."""

    def __init__(self) -> None:
        self.style = ""
        self.is_item = False
        self.pieces: list[tuple[str, bool]] = []  # text, and whether it is code


class _Text(_Target):
    """Gathers the paragraphs of a document."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.paragraphs: list[tuple[Kind, int, list[tuple[str, bool]]]] = []
        self.open: list[_Paragraph] = []  # more than one where a text box stands in a paragraph
        self.is_code = self.is_hidden = self.in_text = False
        self.unread = self.cells = self.row = self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        name = tag.rpartition("}")[2]
        self.unread += name in _UNREAD
        if self.unread or not tag.startswith(_WORD):
            return
        if name == "p":
            self.count += 1
            if self.count > PARAGRAPHS:
                raise GlossctlError(f"has more than {PARAGRAPHS:,} paragraphs")
            self.open.append(_Paragraph())
        elif name == "r":
            self.is_code = self.is_hidden = False
        elif name in ("tc", "tr"):
            self.cells += name == "tc"
            self.row += name == "tr"
        elif self.open:
            self.within(name, attributes)

    def within(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element within a paragraph."""
        paragraph = self.open[-1]
        if name == "t":
            self.in_text = True
        elif name == "pStyle":
            paragraph.style = self.styles.get(_value(attributes), _value(attributes))
        elif name == "numPr":
            paragraph.is_item = True
        elif name == "rStyle":
            self.is_code = bool(_CODE.search(self.styles.get(_value(attributes), _value(attributes))))
        elif name == "rFonts":
            self.is_code = self.is_code or bool(_FONT_OF_CODE.search(_value(attributes, "ascii")))
        elif name == "vanish":
            self.is_hidden = _value(attributes) not in ("0", "false", "off")
        elif name in _SHOWN:
            paragraph.pieces.append((_SHOWN[name], False))

    def data(self, data: str) -> None:
        """Take text."""
        if self.in_text and self.open and not self.is_hidden:
            self.open[-1].pieces.append((data, self.is_code))

    def end(self, tag: str) -> None:
        """Take an end tag."""
        name = tag.rpartition("}")[2]
        self.unread -= name in _UNREAD
        if not tag.startswith(_WORD) or self.unread:
            return
        if name == "t":
            self.in_text = False
        elif name == "tc":
            self.cells -= 1
        elif name == "p" and self.open:
            self.add(self.open.pop())

    def add(self, paragraph: _Paragraph) -> None:
        """Keep a paragraph that was read."""
        style = paragraph.style
        if _CODE.search(style):
            paragraph.pieces = [(text, True) for text, _ in paragraph.pieces]
        kind: Kind = "item" if paragraph.is_item else "paragraph"
        if _HEADING.search(style):
            kind = "heading"
        elif self.cells:
            kind = "cell"
        elif _CAPTION.search(style):
            kind = "caption"
        self.paragraphs.append((kind, self.row if kind == "cell" else 0, paragraph.pieces))

    def prose(self) -> "Prose":
        """Return what was gathered, as blocks of a text with a paragraph a line."""
        builder = Builder("\n".join("".join(text for text, _ in pieces) for _, _, pieces in self.paragraphs))
        at = 0
        for kind, row, pieces in self.paragraphs:
            for text, is_code in pieces:
                if is_code:
                    builder.gap(at, at + len(text))
                else:
                    builder.add(at, at + len(text))
                at += len(text)
            builder.close(kind, row)
            at += 1
        return builder.prose()
