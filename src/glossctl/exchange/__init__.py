"""Glossaries in other formats: the table of formats by name, and one way in and out of each.

Owns what all formats share: finding and decoding the source, which direction a format has, and naming what was read.
What a format means is its module's in ``formats``; files are written by the caller.
"""

import os
from importlib import import_module

from glossctl import files
from glossctl.entries import Contents, Value
from glossctl.errors import Fault, FileError, GlossctlError, UsageError
from glossctl.exchange.lists.columns import RECOGNISE
from glossctl.exchange.normalising import normalised
from glossctl.exchange.protocol import Options
from glossctl.files.text import decode_any
from glossctl.syntax.looks import SPOKEN, looks
from glossctl.syntax.looks import table as tabular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.protocol import (
        BytesReader,
        FolderReader,
        FolderWriter,
        Pages,
        Reader,
        Reading,
        Writer,
        Writing,
    )

    Shape = Literal["", "text", "bytes", "folder", "both"]


class Format(Value):
    """A format: the module of its name, and what that reads and writes.

    ``reads`` and ``writes`` are "text", "bytes", "folder" (of files), "both", or "" for neither.
    ``columns``: its columns or keys can be named when it is read, or written too.
    """

    name: str
    reads: "Shape" = "text"
    writes: "Shape" = "text"
    columns: "Literal['', 'read', 'both']" = ""

    def reader(self) -> "Reader":
        """Return the module, which reads a text."""
        module: Reader = self._module()  # type: ignore[assignment]  # tests/exchange/test_protocol.py holds it
        return module

    def writer(self) -> "Writer":
        """Return the module, which writes a text."""
        module: Writer = self._module()  # type: ignore[assignment]  # as above
        return module

    def bytes_reader(self) -> "BytesReader":
        """Return the module, which reads the bytes of a file."""
        module: BytesReader = self._module()  # type: ignore[assignment]  # as above
        return module

    def folder_reader(self) -> "FolderReader":
        """Return the module, which reads a folder."""
        module: FolderReader = self._module()  # type: ignore[assignment]  # as above
        return module

    def folder_writer(self) -> "FolderWriter":
        """Return the module, which writes a folder."""
        module: FolderWriter = self._module()  # type: ignore[assignment]  # as above
        return module

    def _module(self) -> object:
        return import_module(f"glossctl.exchange.{self.name}")  # each with what it needs, when it is needed


FORMATS = (
    Format("csv", columns="both"),
    Format("tsv", columns="both"),
    Format("markdown", columns="both"),
    Format("json", columns="both"),
    Format("jsonl", columns="both"),
    Format("yaml", writes="", columns="read"),
    Format("html", columns="read"),
    Format("sphinx", columns="read"),
    Format("asciidoc", columns="read"),
    Format("mediawiki", writes="", columns="read"),
    Format("latex", writes="", columns="read"),
    Format("xlsx", reads="bytes", writes="", columns="read"),
    Format("hugo", reads="folder", writes="folder"),
    Format("contextive"),
    Format("skos"),
    Format("tbx"),
    Format("abbreviations"),
    Format("stardict"),
    Format("vale", reads="", writes="both"),
    Format("context", reads=""),
    Format("llms", reads=""),
    Format("anki"),
)
SEVERAL_LANGUAGES = ("hugo", "skos", "tbx")  # formats that hold a glossary with its translations
TRANSLATED = ("skos", "tbx")  # formats that are written with them
_EXACT = ("json", "jsonl")  # formats that hold any value as it is
IMPORTS = tuple(form.name for form in FORMATS if form.reads)
EXPORTS = tuple(form.name for form in FORMATS if form.writes)
_STDIN = "<standard input>"


def read(
    name: str,
    source: str,
    columns: "Columns" = RECOGNISE,
    encoding: str = "",
    content: bytes | None = None,
    language: str = "",
    force: bool = False,
) -> "Reading":
    """Return what the file or folder ``source`` holds, read as the format ``name``.

    ``content`` is read in place of a file, as standard input. ``encoding`` says what a text is encoded in; without it a
    byte-order mark does, else it must be UTF-8. ``language`` says which one is read where a file holds several. What
    plainly looks like another format is refused, but with ``force``. Raises GlossctlError, FileError where the fault
    lies in the source.
    """
    form = _format(name, IMPORTS)
    options = _options(form, columns, language, reads=True)
    path = _STDIN if content is not None else source
    if content is None and os.path.isdir(source):
        if form.reads in ("text", "bytes"):
            raise GlossctlError(f"{source}: is a folder, and {name} is read from a file", "name the file in it")
        return form.folder_reader().read_folder(source, options)
    if form.reads == "folder":
        if content is None:
            files.content(source)  # that it isn't there at all is the nearer fault
        raise GlossctlError(f"{path}: is a file, and {name} is read from a folder", "name the folder of its pages")
    content = files.content(source) if content is None else content
    if form.reads == "bytes":
        return form.bytes_reader().read_bytes(content, path, options)
    if kind := _binary(content):
        raise _no_text(kind, path)
    text = decode_any(content, path, encoding)
    if not text.strip():
        raise FileError([Fault(path, 0, 0, "X002", "it is empty")])
    reader = form.reader()
    if not force and not reader.detect(text):
        raise _doubt(name, text, path)
    return reader.read(text, path, options)


AUTO = "auto"  # the format that a source's content and name say
_ENDINGS = {
    "csv": "csv",
    "tsv": "tsv tab",
    "markdown": "md mdx markdown mkd mdown qmd rmd",
    "json": "json",
    "jsonl": "jsonl ndjson",
    "yaml": "yml yaml",
    "html": "html htm xhtml",
    "sphinx": "rst rest",
    "asciidoc": "adoc asciidoc asc",
    "mediawiki": "wiki mediawiki wikitext",
    "latex": "tex ltx sty",
    "xlsx": "xlsx xlsm ods",
    "skos": "ttl rdf jsonld owl skos",
    "tbx": "tbx",
}
_BY_ENDING = {f".{ending}": name for name, endings in _ENDINGS.items() for ending in endings.split()}
_SURE = frozenset(("toml", "jsonl", "contextive", "tbx", "skos", "latex", "mediawiki", "sphinx", "html"))
_MAGIC = (  # how files begin that are no text
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a file of an old Microsoft Office"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"SQLite format 3", "a database"),
)


_ZIP = b"PK\x03\x04"
_ZIPPED = (  # names of members, which a zip file holds as they are
    (b"xl/workbook.", "a spreadsheet"),
    (b"opendocument.spreadsheet", "a spreadsheet"),
    (b"word/document.xml", "a Word document"),
    (b"", "a zip file"),
)


def format_of(source: str, content: bytes) -> str:
    r"""Return the format that a file's content says, else its name, or "" where neither does.

    >>> format_of("words.txt", b"Term,Meaning\nPod,A unit\\n"), format_of("words.csv", b'[{"term": "Pod"}]')
    ('csv', 'json')
    """
    if kind := _binary(content):
        return "xlsx" if kind == "a spreadsheet" else ""
    try:
        text = decode_any(content, source)
    except FileError:
        text = content.decode("latin-1")
    kind, named = looks(text), named_format(source)
    if kind in _SURE or (kind and not named):
        return kind
    if named == "json" and '"@context"' in text[:4000] and "skos" in text[:4000]:
        return "skos"
    return (named if not kind or _may_be(named, text) else kind) or tabular(text)


def named_format(source: str) -> str:
    """Return the format that the ending of a file's name says, or ""."""
    return _BY_ENDING.get(os.path.splitext(source)[1].lower(), "")


def _may_be(name: str, text: str) -> bool:
    """Tell whether a text may be of the format ``name``."""
    form = next(form for form in FORMATS if form.name == name)
    return form.reads == "text" and form.reader().detect(text)


def recognised(source: str, content: bytes | None = None) -> str:
    """Return the name of a source's format. Raises GlossctlError where that can't be told."""
    if content is None and os.path.isdir(source):
        return "hugo"
    path = _STDIN if content is not None else source
    content = files.content(source) if content is None else content
    name = format_of(source, content)
    if name in IMPORTS:
        return name
    if kind := _binary(content):
        raise _no_text(kind, path)
    if name == "toml":
        raise GlossctlError(f"{path} looks like {SPOKEN[name]}", reason="is-glossary-already")
    raise GlossctlError(f"{path}: its format can't be told", f"name it: {', '.join(IMPORTS)}")


def _binary(content: bytes) -> str:
    """Return what a file is that is no text, or ""."""
    if content.startswith(_ZIP):
        return next(kind for member, kind in _ZIPPED if member in content)
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")


def _no_text(kind: str, path: str) -> GlossctlError:
    if kind == "a spreadsheet":
        return GlossctlError(f"{path} is {kind}, not text", reason="is-spreadsheet", about=(path,))
    if kind == "a zip file":
        return GlossctlError(f"{path} is {kind}, not text", "unpack it, and import what is in it")
    return GlossctlError(f"{path} is {kind}, not text", "save it as CSV or another text")


def _doubt(name: str, text: str, path: str) -> GlossctlError:
    """Return the error for a text that plainly looks like another format: its rows would be nonsense."""
    kind = looks(text)
    reason = "looks-like" if kind in IMPORTS else "is-glossary" if kind == "toml" else "looks-odd"
    return GlossctlError(f"{path} looks like {SPOKEN[kind]}", reason=reason, about=(name, path, kind))


def repeats(contents: Contents) -> int:
    """Return how many entries are the same as an earlier one in every field."""
    return len(contents.entries) - len(set(contents.entries))


def unique(contents: Contents) -> Contents:
    """Return ``contents`` without the entries that are the same as an earlier one in every field."""
    return contents.replace(entries=tuple(dict.fromkeys(contents.entries)))


def write(name: str, contents: Contents, columns: "Columns" = RECOGNISE, destination: str = "") -> "Writing":
    """Return ``contents`` as one text of the format ``name``. Raises UsageError where that is a folder's.

    Where a format has two syntaxes, the ending of ``destination`` says which.
    """
    form = _format(name, EXPORTS)
    if form.writes == "folder":
        raise UsageError(f"{name} is a folder of files, which standard output can't take", "name a folder to write")
    options = _options(form, columns, ending=os.path.splitext(destination)[1])
    contents, lost = _normalised(form, contents)
    writing = form.writer().write(contents, options)
    return writing.replace(losses=(*lost, *writing.losses))


def write_folder(name: str, contents: Contents, columns: "Columns" = RECOGNISE) -> "Pages":
    """Return ``contents`` as the files of a folder in the format ``name``."""
    form = _format(name, EXPORTS)
    contents, lost = _normalised(form, contents)
    pages = form.folder_writer().write_folder(contents, _options(form, columns))
    return pages.replace(losses=(*lost, *pages.losses))


def _normalised(form: Format, contents: Contents) -> tuple[Contents, tuple[str, ...]]:
    """Return a glossary as a format can hold it; formats that aren't read back say what they leave out themselves."""
    return normalised(contents) if form.reads and form.name not in _EXACT else (contents, ())


def is_folder(name: str, destination: str) -> bool:
    """Tell whether ``destination`` is to be a folder in the format ``name``: where both can be, its ending decides."""
    writes = _format(name, EXPORTS).writes
    if writes == "text" or destination == "-":
        return False
    return writes == "folder" or os.path.isdir(destination) or not os.path.splitext(destination)[1]


def renamed(contents: Contents, name: str = "", title: str = "", language: str = "") -> Contents:
    """Return ``contents`` under another name, title or language; the entries are of that glossary."""
    old = contents.header
    header = old.replace(name=name or old.name, title=title or old.title, language=language or old.language)
    if (header.name, header.language) == (old.name, old.language):
        return contents.replace(header=header)
    entries = (entry.replace(glossary=header.name, language=header.language) for entry in contents.entries)
    return contents.replace(header=header, entries=tuple(entries))


def _format(name: str, names: tuple[str, ...]) -> Format:
    if name in names:
        return next(form for form in FORMATS if form.name == name)
    listed = ", ".join(names)
    there = f"the formats are {listed}"
    reason = "no-import-format" if names == IMPORTS else ""
    if name in EXPORTS:
        raise UsageError(f"{name} can be exported, not imported", there, reason, (listed,))
    if kind := named_format(name):
        raise UsageError(f'"{name}" is not a format', reason="format-left-out", about=(kind, name))
    import difflib  # only for an error's message

    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0)[0]
    raise UsageError(f'there is no format "{name}"; the nearest is "{near}"', there, reason, (listed,))


def _options(form: Format, columns: "Columns", language: str = "", ending: str = "", reads: bool = False) -> "Options":
    if columns != RECOGNISE and not (form.columns == "both" or (reads and form.columns)):
        named = ", ".join(form.name for form in FORMATS if form.columns == "both" or (reads and form.columns))
        raise GlossctlError(f"{form.name} has no columns to name", f"these have: {named}", "no-columns", (named,))
    return Options(columns, language, ending)
