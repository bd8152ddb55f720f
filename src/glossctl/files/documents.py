"""Documents as bytes to prose: their size, their encoding, their format. What prose is for is the rooms' above."""

import codecs

from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.files import content as content_of
from glossctl.files.text import decode_any
from glossctl.syntax import readers, spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Prose

LIMIT = 16 << 20  # bytes of a document
_LOOKED_AT = 8000  # bytes; where git looks for a NUL
DEFAULT = "markdown"  # plain text reads well as Markdown


def read_document(path: str, content: bytes | None = None, format: str = "") -> "Prose":  # noqa: A002
    """Return the prose of a document: of a file, or of ``content`` that stands for the file of that name.

    ``format`` is one of ``readers.FORMATS``; "" takes it from the name, else from how the text begins, else Markdown.
    Raises FileError: F001 the file can't be read, or is larger than ``LIMIT``; F002 no text, or in an encoding that
    doesn't say what it is; D001 not what its format has to be.
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
    """Return the text of a document in UTF-8, or in what its byte-order mark says, without the mark.

    Raises FileError (F002) where it is binary or in another encoding.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if not marked and b"\0" in content[:_LOOKED_AT]:
        raise _error(path, "F002", "is no text: it holds NUL bytes", "leave it out; UTF-16 needs a byte-order mark")
    try:
        return decode_any(content, path)
    except FileError as error:
        raise FileError(
            error.faults, f"{error.hint}; save it as UTF-8" if error.hint else "save it as UTF-8"
        ) from error


def _error(path: str, code: str, message: str, hint: str | None) -> FileError:
    return FileError([Fault(path, 0, 0, code, message)], hint)
