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
from glossctl.exchange.protocol import Options
from glossctl.files.text import decode_any
from glossctl.syntax.looks import SPOKEN, looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.protocol import FolderReader, FolderWriter, Pages, Reader, Reading, Writer, Writing

    Shape = Literal["", "text", "folder", "both"]


class Format(Value):
    """A format: the module of its name, and what that reads and writes.

    ``reads`` and ``writes`` are "text", "folder" (of files), "both", or "" for neither. ``has_columns``: its columns or
    keys can be named. ``has_languages``: it holds several languages, of which one is read.
    """

    name: str
    reads: "Shape" = "text"
    writes: "Shape" = "text"
    has_columns: bool = False
    has_languages: bool = False

    def reader(self) -> "Reader":
        """Return the module, which reads a text."""
        module: Reader = self._module()  # type: ignore[assignment]  # tests/exchange/test_protocol.py holds it
        return module

    def writer(self) -> "Writer":
        """Return the module, which writes a text."""
        module: Writer = self._module()  # type: ignore[assignment]  # as above
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
    Format("csv", has_columns=True),
    Format("tsv", has_columns=True),
    Format("markdown", has_columns=True),
    Format("json", has_columns=True),
    Format("jsonl", has_columns=True),
    Format("hugo", reads="folder", writes="folder"),
    Format("contextive"),
    Format("skos", has_languages=True),
    Format("tbx", has_languages=True),
    Format("abbreviations"),
    Format("stardict"),
    Format("vale", reads="", writes="both"),
    Format("context", reads=""),
    Format("llms", reads=""),
    Format("anki", reads=""),
)
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
    options = _options(form, columns, language)
    path = _STDIN if content is not None else source
    if content is None and os.path.isdir(source):
        if form.reads == "text":
            raise GlossctlError(f"{source}: is a folder, and {name} is read from a file", "name the file in it")
        return form.folder_reader().read_folder(source, options)
    if form.reads == "folder":
        if content is None:
            files.content(source)  # that it isn't there at all is the nearer fault
        raise GlossctlError(f"{path}: is a file, and {name} is read from a folder", "name the folder of its pages")
    text = decode_any(files.content(source) if content is None else content, path, encoding)
    if not text.strip():
        raise FileError([Fault(path, 0, 0, "X002", "it is empty")])
    reader = form.reader()
    if not force and not reader.detect(text):
        raise _doubt(name, text, path)
    return reader.read(text, path, options)


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
    return form.writer().write(contents, _options(form, columns, ending=os.path.splitext(destination)[1]))


def write_folder(name: str, contents: Contents, columns: "Columns" = RECOGNISE) -> "Pages":
    """Return ``contents`` as the files of a folder in the format ``name``."""
    form = _format(name, EXPORTS)
    return form.folder_writer().write_folder(contents, _options(form, columns))


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
    return Contents(header, tuple(entries))


def _format(name: str, names: tuple[str, ...]) -> Format:
    if name in names:
        return next(form for form in FORMATS if form.name == name)
    there = f"the formats are {', '.join(names)}"
    if name in EXPORTS:
        raise UsageError(f"{name} can be exported, not imported", there)
    import difflib  # only for an error's message

    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0)[0]
    raise UsageError(f'there is no format "{name}"; the nearest is "{near}"', there)


def _options(form: Format, columns: "Columns", language: str = "", ending: str = "") -> "Options":
    if columns != RECOGNISE and not form.has_columns:
        tabular = ", ".join(form.name for form in FORMATS if form.has_columns)
        raise GlossctlError(f"{form.name} has no columns to name", f"these have: {tabular}", "no-columns", (tabular,))
    return Options(columns, language if form.has_languages else "", ending)
