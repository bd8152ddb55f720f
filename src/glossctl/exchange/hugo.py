"""Hugo pages, as the CNCF and the Kubernetes glossaries keep them: a folder of one language, one page an entry.

Owns the folder: which files are pages, what language they are in, and that nothing outside is read. What a page says is
``hugo_pages``' business, writing ``hugo_write``'s.
"""

import os
from contextlib import suppress

from glossctl.entries import Contents, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.hugo_front import language_of, read_index
from glossctl.exchange.hugo_pages import read_earlier, read_pages
from glossctl.exchange.hugo_write import write_folder
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Reading
from glossctl.files.fingerprint import fingerprint
from glossctl.files.slugs import ids
from glossctl.files.versions import last_changes, texts_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Entry

__all__ = ["read_folder", "write_folder"]

_LONGEST_PAGE = 200_000  # bytes; the longest page of either glossary has under 10,000
_MOST_PAGES = 100_000
_NOT_PAGES = ("index.md", "readme.md", "license.md", "contributing.md")


def read_folder(folder: str, options: Options = DEFAULT) -> Reading:
    """Return the pages of ``folder`` as a glossary, one entry each, in the order of their files' names.

    ``_index.md``, ``_TEMPLATE.md`` and their like, ``index.md`` and ``README.md`` are no entries, nor is a page without
    front matter, one with a layout of its own and no text, or a draft; but a draft whose status is "Deprecated", as a
    retired page of the CNCF's, is a deprecated entry. A page may be a folder (``pod/index.md``). A folder of folders of
    languages is a glossary with its translations. Links that lead out of the folder aren't followed. Raises FileError:
    F001, F002, X001 to X003, T001, Y001 to Y004.
    """
    if not os.path.isdir(folder):
        hint = "name the folder that holds the pages of one language, as content/en"
        raise FileError([Fault(folder, 0, 0, "F001", "is no folder of pages")], hint)
    if languages := _languages(folder):
        return _read_languages(folder, languages, options.language)
    return _read_language(folder)


def _languages(folder: str) -> dict[str, str]:
    """Return the folders of languages in one that holds nothing but them, by language; empty where it has pages."""
    if _pages(folder)[0]:
        return {}
    found = {language_of(name): name for name in sorted(os.listdir(folder)) if language_of(name)}
    paths = {tag: os.path.join(folder, name) for tag, name in found.items()}
    return {tag: path for tag, path in paths.items() if os.path.isdir(path) and _is_within(folder, path)}


def _read_languages(folder: str, languages: dict[str, str], wanted: str) -> Reading:
    """Return the pages of several languages: those of ``wanted``, by default English, with the others' translations.

    A page and its translations have the same path, which is the entries' id. Where git knows when a translation was
    last changed, it is of the source's page of that time.
    """
    source = wanted or ("en" if "en" in languages else next(iter(languages)))
    if source not in languages:
        message = f'holds no folder of "{source}", but of {", ".join(languages)}'
        raise FileError([Fault(folder, 0, 0, "X002", message)])
    readings = {}
    for tag, path in languages.items():
        with suppress(_NoPageError):
            readings[tag] = _read_language(path, with_ids=True)
    if source not in readings:
        raise FileError([Fault(languages[source], 0, 0, "X002", "holds no page of a term")])
    contents = readings.pop(source).contents
    name = contents.header.name.removesuffix(f"-{source}")
    header = contents.header.replace(name=name, language=source)
    texts = dict(_texts(languages[source]))
    made, dated = [], False
    for tag, reading in readings.items():
        of = _made_from(languages[source], languages[tag], texts, contents)
        dated = dated or bool(of)
        entries = [entry.replace(of=of.get(entry.id, ""), glossary=name) for entry in reading.contents.entries]
        of_tag = reading.contents.header.replace(name=name, language=tag, tags=())
        made.append(Contents(of_tag, tuple(map(_inheriting, entries))))
    plain = [entry.replace(id="", glossary=name) for entry in contents.entries]
    sources = [
        entry.replace(id="" if default == entry.id else entry.id, glossary=name)
        for entry, default in zip(contents.entries, ids(plain), strict=True)
    ]
    losses = tuple(f"{tag}: {loss}" for tag, reading in readings.items() for loss in reading.losses[:1])
    notes = ("what each translation was made from is the page of the time it was last changed",) if dated else ()
    return Reading(Contents(header, tuple(sources), tuple(made)), losses, notes)


def _inheriting(entry: "Entry") -> "Entry":
    """Return a translation without what it takes over from its source."""
    return entry.replace(tags=(), links=(), related=(), status="", source=None)


def _texts(folder: str) -> "Iterator[tuple[str, str]]":
    return ((file, text) for file in _pages(folder)[0] for text in _text(folder, file, []))


def _made_from(source: str, folder: str, texts: dict[str, str], contents: Contents) -> dict[str, str]:
    """Return the fingerprints of the source's pages as they were when those of ``folder`` were last changed, by id."""
    commits = last_changes(folder)
    asked = [(file, commits[file]) for file in texts if file in commits]
    then = zip(asked, texts_at(source, [(commit, file) for file, commit in asked]), strict=True)
    known = {(file, text): text for (file, _), text in then if text is not None}
    current = {entry.id: entry for entry in contents.entries}
    pages = list(known)
    earlier = read_earlier(texts.items(), pages, contents.header)
    made = {}
    for (file, text), entry in zip(pages, earlier, strict=True):
        id_ = file.removesuffix("/index.md").removesuffix(".md").casefold()
        entry = current.get(id_) if text == texts[file] else entry
        if entry is not None:
            made[id_] = fingerprint(entry)
    return made


class _NoPageError(FileError):
    """A folder holds no page of a term."""


def _read_language(folder: str, with_ids: bool = False) -> Reading:
    """Return the pages of one language."""
    files, losses = _pages(folder)
    faults: list[Fault] = []
    texts = [(file, text) for file in files for text in _text(folder, file, faults)]
    if faults:
        raise FileError(faults)
    header = _header(folder)
    entries, lost = read_pages(texts, header, folder, with_ids)
    if not entries:
        raise _NoPageError([Fault(folder, 0, 0, "X002", "holds no page of a term")], _hint(folder))
    return Reading(Contents(header, entries), (*lost, *losses))


def _pages(folder: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the pages' paths within the folder, and what else lies there that is not read."""
    pages, deeper, climbing = [], 0, 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not _is_within(folder, path):
            climbing += name.endswith(".md") or os.path.isdir(path)
        elif os.path.isdir(path):
            bundle = os.path.join(path, "index.md")
            if os.path.isfile(bundle) and _is_within(folder, bundle) and not name.startswith(("_", ".")):
                pages.append(f"{name}/index.md")
            else:
                deeper += sum(_is_page(one) for one in os.listdir(path))
        elif _is_page(name):
            pages.append(name)
    if len(pages) > _MOST_PAGES:
        raise FileError([Fault(folder, 0, 0, "X003", f"holds more than {_MOST_PAGES:,} pages")])
    lost = []
    if climbing:
        lost.append(counted(climbing, "link out of the folder", "links out of the folder"))
    if deeper:
        lost.append(counted(deeper, "page in deeper folders", "pages in deeper folders"))
    return pages, tuple(lost)


def _is_page(name: str) -> bool:
    return name.endswith(".md") and not name.startswith(("_", ".")) and name.lower() not in _NOT_PAGES


def _is_within(folder: str, path: str) -> bool:
    root = os.path.realpath(folder)
    return os.path.realpath(path).startswith(os.path.join(root, ""))


def _text(folder: str, file: str, faults: list[Fault]) -> "Iterator[str]":
    path = os.path.join(folder, file)
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe would keep us waiting
        faults.append(Fault(path, 0, 0, "F001", "is no plain file"))
        return
    try:
        with open(path, "rb") as page:
            content = page.read(_LONGEST_PAGE + 1)
    except OSError as error:
        faults.append(Fault(path, 0, 0, "F001", (error.strerror or str(error)).lower()))
        return
    if len(content) > _LONGEST_PAGE:
        faults.append(Fault(path, 0, 0, "X003", f"is longer than {_LONGEST_PAGE:,} bytes"))
        return
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(Fault(path, line, 0, "F002", f"not UTF-8: byte 0x{content[error.start]:02x}"))


def _header(folder: str) -> Header:
    """Return the header that ``_index.md`` says, and the folder's place: "glossary/content/ja" is "glossary-ja", in ja.

    Both its ``params`` and its title count; what it says wrongly is passed over, since it is no entry.
    """
    parts = os.path.abspath(folder).replace("\\", "/").strip("/").split("/")
    language = language_of(parts[-1])
    names = [part for part in parts if part != "content" and not language_of(part)]
    name = names[-1] if names else "glossary"
    name = f"{name}-{language}" if language else name
    if not language and "content" in parts[:-1]:
        language = language_of(parts[len(parts) - parts[::-1].index("content")])
    for file in ("_index.md", "index.md"):
        for text in _text(folder, file, []) if _is_within(folder, os.path.join(folder, file)) else ():
            return read_index(text, Header(name, "", language or "en"))
    return Header(name, "", language or "en")


def _hint(folder: str) -> str | None:
    languages = [name for name in sorted(os.listdir(folder)) if language_of(name)]
    if languages:
        return f"name the folder of one language: {os.path.join(folder, languages[0])}"
    return "a page of a term is a .md file that begins with front matter"
