"""A document as bytes to its prose: decoded, its format told by its name."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.files import content as content_of
from glossctl.syntax import readers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Prose


def read_document(path: str, content: "bytes | None" = None, format: str = "") -> "Prose":  # noqa: A002
    """Return the prose of a document: of a file, or of ``content`` that stands for the file of that name."""
    if content is None:
        content = content_of(path)
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in content[:8000]:
        raise FileError([Fault(path, 0, 0, "F002", "is no text: it holds NUL bytes")], "leave it out")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        fault = Fault(path, line, column, "F002", f"not UTF-8: byte 0x{content[error.start]:02x} (Latin-1?)")
        raise FileError([fault], "save the file as UTF-8") from error
    try:
        return readers.read(text, format or readers.format_of(path, text) or "markdown")
    except GlossctlError as error:
        raise FileError([Fault(path, 0, 0, "D001", error.message)], error.hint) from error
