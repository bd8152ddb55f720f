"""Documents from bytes to prose: size limit, encoding, format."""

import codecs

from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.files import content as content_of
from glossctl.files.text import decode_any
from glossctl.syntax import readers, spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Prose

LIMIT = 16 << 20  # bytes of a document
_SNIFFED = 8000  # bytes searched for a NUL, as git does
DEFAULT = "markdown"  # plain text reads well as Markdown


def read_document(path: str, content: bytes | None = None, format: str = "") -> "Prose":  # noqa: A002
    """Return the prose of the document at ``path``, or of ``content`` in its place.

    ``format`` is one of ``readers.FORMATS``; "" detects it by name, else by how the text begins, else takes Markdown.
    Raises FileError: F001 the file can't be read or is larger than ``LIMIT``; F002 it isn't text, or in an unknown
    encoding; D001 it isn't valid in its format.
    """
    if content is None:
        content = content_of(path, LIMIT)
    if len(content) > LIMIT:
        raise _error(path, "F001", f"is larger than {LIMIT >> 20} MiB", "split it, or leave it out")
    try:
        if (format or readers.format_of(path)) == "docx":
            from glossctl.syntax import docx  # each format loads what it needs

            return docx.read(content)
        text = decoded(content, path)
        if text.count("\n") + text.count("\r") > spans.MOST_LINES:
            raise GlossctlError(f"has more than {spans.MOST_LINES:,} lines", "split it, or leave it out")
        return readers.read(text, format or readers.format_of(path, text) or DEFAULT)
    except FileError:
        raise
    except GlossctlError as error:
        raise _error(path, "D001", error.message, error.hint) from error


def decoded(content: bytes, path: str) -> str:
    """Return the text of a document in UTF-8 or in the encoding of its byte-order mark, without the mark.

    Raises FileError (F002) if it is binary or in another encoding.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if not marked and b"\0" in content[:_SNIFFED]:
        raise _error(path, "F002", "is not text: it holds NUL bytes", "leave it out; UTF-16 needs a byte-order mark")
    try:
        return decode_any(content, path)
    except FileError as error:
        raise FileError(
            error.faults, f"{error.hint}; save it as UTF-8" if error.hint else "save it as UTF-8"
        ) from error


def _error(path: str, code: str, message: str, hint: str | None) -> FileError:
    return FileError([Fault(path, 0, 0, code, message)], hint)
