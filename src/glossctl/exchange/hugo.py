"""Hugo pages, as the CNCF and the Kubernetes glossaries keep them: a folder of one language, one page an entry.

Owns the folder: which files are pages, what language they are in, and that nothing outside is read. What a page says is
``hugo_pages``' business, writing ``hugo_write``'s.
"""

import os

from glossctl.entries import Contents, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.hugo_front import language_of, read_index
from glossctl.exchange.hugo_pages import read_pages
from glossctl.exchange.hugo_write import write_folder
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_folder", "write_folder"]

_LONGEST_PAGE = 200_000  # bytes; the longest page of either glossary has under 10,000
_MOST_PAGES = 100_000
_NOT_PAGES = ("index.md", "readme.md", "license.md", "contributing.md")


def read_folder(folder: str, options: Options = DEFAULT) -> Reading:
    """Return the pages of ``folder`` as a glossary, one entry each, in the order of their files' names.

    ``_index.md``, ``_TEMPLATE.md`` and their like, ``index.md`` and ``README.md`` are no entries, nor is a page without
    front matter, one with a layout of its own and no text, or a draft; but a draft whose status is "Deprecated", as a
    retired page of the CNCF's, is a deprecated entry. A page may be a folder (``pod/index.md``). Links that lead out of
    the folder aren't followed. Raises FileError: F001, F002, X001 to X003, T001, Y001 to Y004.
    """
    if not os.path.isdir(folder):
        hint = "name the folder that holds the pages of one language, as content/en"
        raise FileError([Fault(folder, 0, 0, "F001", "is no folder of pages")], hint)
    files, losses = _pages(folder)
    faults: list[Fault] = []
    texts = [(file, text) for file in files for text in _text(folder, file, faults)]
    if faults:
        raise FileError(faults)
    header = _header(folder)
    entries, lost = read_pages(texts, header, folder)
    if not entries:
        raise FileError([Fault(folder, 0, 0, "X002", "holds no page of a term")], _hint(folder))
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
