"""The text of a file: its bytes decoded by the given encoding, the byte-order mark, or as UTF-8."""

import codecs
import os

from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.files import content, unreadable

_BOMS = (  # the longer first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"utf-16": "UTF-16", "cp1252": "Windows-1252 or Latin-1"}
_CHUNK = 1 << 20  # bytes


def read_text(path: str) -> str:
    """Return the text of a UTF-8 file, with or without a byte-order mark. Raises FileError if it can't be read."""
    return decode(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """Return the bytes of a glossary file. Raises FileError (F001) if it can't be read."""
    check_readable(path)
    return content(path)


def check_readable(path: str) -> None:
    """Raise FileError (F001) if ``path`` doesn't exist or is a folder."""
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if os.path.isdir(path):
        fault = Fault(path, 0, 0, "F001", "is a folder, not a glossary file")
        raise FileError([fault], f"name the file in it: {os.path.join(path, 'glossary.toml')}")


def decode(content: bytes, path: str) -> str:
    """Return the text of UTF-8 bytes, without a byte-order mark. Raises FileError (F002) if they aren't UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError([_undecodable(path, "utf-8", error)], "save the file as UTF-8") from error


def check_utf8(content: bytes, path: str) -> None:
    """Raise FileError if ``content`` isn't UTF-8. Decodes in chunks: the whole text may take four times its size."""
    decoder = codecs.getincrementaldecoder("utf-8")().decode
    try:
        for start in range(0, len(content), _CHUNK):
            decoder(content[start : start + _CHUNK])
        decoder(b"", final=True)
    except UnicodeDecodeError:
        decode(content, path)  # raises the error with its place in the whole file


def decode_any(content: bytes, path: str, encoding: str = "") -> str:
    """Decode bytes by ``encoding``, else by their byte-order mark, else as UTF-8; the mark is removed.

    Raises GlossctlError for an unknown encoding, FileError (F002) with a likely one if the bytes don't decode.
    """
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except LookupError as error:
            message = f'there is no encoding "{encoding}"'
            raise GlossctlError(message, "as in latin-1, cp1252, utf-16", "no-encoding") from error
        except UnicodeError as error:
            raise FileError([_undecodable(path, encoding, error, content)]) from error
    mark, name = next((pair for pair in _BOMS if content.startswith(pair[0])), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        fault = _undecodable(path, name, error)
        if name != "utf-8":
            raise FileError([fault]) from error
        likely = "utf-16" if content[:200].count(b"\0") > len(content[:200]) // 4 else "cp1252"
        raise FileError([fault], f"it may be {_NAMES[likely]}", "other-encoding", (_NAMES[likely], likely)) from error


def _undecodable(path: str, encoding: str, error: UnicodeError, content: bytes = b"") -> Fault:
    """Return the fault of bytes that don't decode, with its place if the bytes before it do."""
    at = error.start if isinstance(error, UnicodeDecodeError) else 0
    whole = error.object if isinstance(error, UnicodeDecodeError) else content
    before = whole[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(encoding, "replace")) + 1 if encoding == "utf-8" else 0
    return Fault(path, line, column, "F002", f"not {encoding.upper()}: byte 0x{whole[at]:02x}")
