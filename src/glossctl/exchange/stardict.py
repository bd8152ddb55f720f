r"""The tab file that StarDict's ``tabfile`` and PyGlossary compile: a name, a tab, its article.

A line break in an article is ``\n``, a tab ``\t``, a backslash ``\\``. Senses of a name make one numbered article:
readers show only the first of several. Read: the first paragraph of a sense is its full form where the name's letters
say so; ``|`` in a name parts it from aliases, ``##bookname`` is the title. Source: StarDict, HowToCreateDictionary;
PyGlossary, tabfile.
"""

import re

from glossctl.errors import Fault, FileError
from glossctl.exchange.articles import articles, numbered, one_line
from glossctl.exchange.losses import counted, lossy
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.looks import looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents

_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "\\": "\\"}
_TITLES = ("bookname", "name", "title")


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return not looks(text)


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of a tab file, a sense each. Raises FileError: X001 no line has a tab, X002 no entry."""
    from glossctl.exchange.lists.cells import join  # for reading only
    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.lists.rows import RowReader

    reader = RowReader(path, Columns(("name", "aliases", "expansion", "definition")), lambda cell: (cell, ()))
    reader.tells_columns = False
    title, told = "", 0
    rows: list[tuple[int, list[str]]] = []
    if "\t" not in text:
        raise FileError([Fault(path, 0, 0, "X001", "no line has a tab between a name and its article")])
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        name, tab, article = line.partition("\t")
        if tab and name.startswith("##"):
            if name[2:].strip().lower() in _TITLES and not title:
                title = article.strip()
            else:
                told += 1
            continue
        name, *aliases = filter(None, map(str.strip, name.split("|"))) if name.strip(" |") else [name]
        rows += [(number, [name, join(aliases), *sense]) for sense in _senses(name, _unescaped(article))]
    reader.read(rows, headed=False)
    reading = reader.reading([counted(told, "line about the file", "lines about the file")] if told else [])
    contents = reading.contents
    return Reading(contents.replace(header=contents.header.replace(title=title)), reading.losses, reading.notes)


def _unescaped(article: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), article)


def _senses(name: str, article: str) -> "Iterator[tuple[str, str]]":
    """Yield full form and definition of each sense in an article, as ``numbered`` puts them together."""
    from glossctl.exchange.lists.columns import is_short_for

    senses: list[list[str]] = []
    paragraphs = article.strip().split("\n\n")
    is_numbered = paragraphs[0].startswith("1. ") and any(part.startswith("2. ") for part in paragraphs)
    for paragraph in paragraphs:
        mark = f"{len(senses) + 1}. "
        if is_numbered and paragraph.startswith(mark):
            senses.append([paragraph.removeprefix(mark)])
        elif senses:
            senses[-1].append(paragraph)
        else:
            senses = [[paragraph]]
    for first, *rest in senses:
        is_full_form = is_short_for(name, first)
        yield (first, "\n\n".join(rest)) if is_full_form else ("", "\n\n".join([first, *rest]))


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return ``contents`` as a tab file, in the order of its names' first use.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU", definition="A\\B"),))).text
    'MIG\tMulti-Instance GPU\\n\\nA\\\\B\n'
    """
    lines = [f"{one_line(name)}\t{_escaped(numbered(senses))}\n" for name, senses in articles(contents.entries).items()]
    return Writing("".join(lines), lossy(contents, ("definition", "expansion")))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "").replace("\n", "\\n")
