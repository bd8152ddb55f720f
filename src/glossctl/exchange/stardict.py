r"""The tab file that StarDict's ``tabfile`` and PyGlossary compile: a name, a tab, its article.

A line break in an article is ``\n``, a tab ``\t``, a backslash ``\\``. Senses of a name make one numbered article:
readers show only the first of several. Read: the first paragraph of a sense is its full form where the name's letters
say so; ``|`` in a name parts it from aliases, ``##bookname`` is the title. Source: StarDict, HowToCreateDictionary;
PyGlossary, tabfile.
"""

import re

from glossctl.errors import Fault, FileError
from glossctl.exchange.articles import articles, misread, numbered, otherwise, senses_of
from glossctl.exchange.lists.labels import on_a_line
from glossctl.exchange.losses import counted, lossy
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.looks import looks
from glossctl.syntax.markup import escaped, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Contents, Entry

_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "\\": "\\", "|": "|"}
_BARS = re.compile(r"((?:\\.|[^\\|]|\\\Z)+)(?:\||\Z)")
_TITLES = ("bookname", "name", "title")


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return not looks(text)


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of a tab file, a sense each. Raises FileError: X001 no line has a tab, X002 no entry."""
    from glossctl.exchange.lists.cells import join  # for reading only
    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.lists.rows import RowReader

    reader = RowReader(path, options, lambda cell: (cell, ()))
    reader.tells_columns = False
    title, described = "", 0
    rows: list[tuple[int, list[str]]] = []
    if "\t" not in text:
        raise FileError([Fault(path, 0, 0, "X001", "no line has a tab between a name and its article")])
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        name, tab, article = line.partition("\t")
        if tab and name.startswith("##"):
            if name[2:].strip().lower() in _TITLES and not title:
                title = article.strip()
            else:
                described += 1
            continue
        name, *aliases = [_unescaped(part).strip() for part in _BARS.findall(name) if part.strip()] or [""]
        sense, links = plain(_unescaped(article))
        rows += [(number, [name, join(aliases), *parts, " ".join(links)]) for parts in senses_of(name, sense)]
    reader.read_exactly(rows, Columns(("name", "aliases", "expansion", "definition", "links")))
    if title:
        reader.described(title, "")
    lines = counted(described, "line about the file", "lines about the file")
    return reader.reading([lines] if described else [])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), text)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return ``contents`` as a tab file, in the order of its names' first use.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU", definition="A\\B"),))).text
    'MIG\tMulti-Instance GPU\\n\\nA\\\\B\n'
    """
    found = articles(contents.entries).items()
    lines = [
        f"{_escaped(on_a_line(name), bars=True)}\t{_escaped(escaped(numbered(senses)))}\n" for name, senses in found
    ]
    losses = otherwise(sum(_misread(on_a_line(name), senses) for name, senses in found))
    return Writing("".join(lines), (*losses, *lossy(contents, ("definition", "expansion"))))


def _misread(name: str, senses: "Sequence[Entry]") -> int:
    return len(senses) if name.startswith("##") else misread(name, senses)  # such a line is about the file


def _escaped(text: str, bars: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "").replace("\n", "\\n")
    return text.replace("|", "\\|") if bars else text
