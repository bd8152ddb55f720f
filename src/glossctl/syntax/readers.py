"""The formats of documents: which one a document has, and its prose."""

import os
import re
from importlib import import_module

from glossctl.syntax.source_languages import ENDINGS, NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from glossctl.syntax.spans import Prose

    class Reader(Protocol):
        """What a module that reads one format of documents offers."""

        def read(self, text: str) -> Prose:
            """Return the prose of a document. Raises GlossctlError where it can't be read."""


FORMATS = {  # a module of this room: the endings of its files; all of them read a text, only docx reads bytes
    "markdown": (".md", ".markdown", ".mdown", ".mkd"),
    "mdx": (".mdx",),
    "notebook": (".ipynb",),
    "rst": (".rst", ".rest"),
    "asciidoc": (".adoc", ".asciidoc", ".asc"),
    "docx": (".docx",),
    "latex": (".tex", ".ltx", ".latex"),
    "html": (".html", ".htm", ".xhtml"),
    "plaintext": (".txt", ".text"),
}
_BY_ENDING = {ending: name for formats in (FORMATS, ENDINGS) for name, endings in formats.items() for ending in endings}
_BEGINNINGS = (
    ("html", re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)),
    ("notebook", re.compile(r'\s*\{\s*"(?:cells|metadata|nbformat(?:_minor)?|worksheets)"\s*:')),
    ("latex", re.compile(r"(?:\s|%[^\n]*\n)*\\documentclass\b")),
    ("python", re.compile(r"#![^\n]*\bpython")),
    ("shell", re.compile(r"#![^\n]*\b(?:ba|z|k|da)?sh\b")),
)
_MODULE = re.compile(r"(?:---\n.*?\n---\n)?\s*import\s[^\n]*\sfrom\s*['\"]", re.DOTALL)
_SEEN = 1 << 16  # characters


def format_of(path: str, content: str = "") -> str:
    """Return the name of the format that a document has by its file's ending; else by how it begins, if that says it.

    "" means that neither says anything; ``content`` may be left out where only the ending counts. Markdown that begins
    by importing a module is MDX.

    >>> format_of("README.md"), format_of("-", "<!DOCTYPE html><p>Text"), format_of("picture.png")
    ('markdown', 'html', '')
    """
    name = NAMES.get(os.path.basename(path)) or _BY_ENDING.get(os.path.splitext(path)[1].lower(), "")
    begins = content[:_SEEN]
    if name == "markdown" and "import" in begins and _MODULE.match(begins):
        return "mdx"
    if name:
        return name
    return next((name for name, pattern in _BEGINNINGS if pattern.match(begins)), "")


def read(text: str, format: str) -> "Prose":  # noqa: A002  # the word that users know
    """Return the prose of a document in one of the ``FORMATS``, or of the comments in a language of source files.

    Raises GlossctlError where the document can't be read as that format; the message says where and why.
    """
    if format in ENDINGS:
        from glossctl.syntax import source  # each format loads what it needs

        return source.read(text, format)
    reader: Reader = import_module(f"glossctl.syntax.{format}")
    return reader.read(text)
