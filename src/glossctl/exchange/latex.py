r"""Glossaries and lists of acronyms in LaTeX sources; read only.

Read: what the packages glossaries (``\newacronym``, ``\newglossaryentry``), acro (``\DeclareAcronym``), acronym and
nomencl define; else the items of ``description`` lists or the rows of tables. ``\gls`` makes related terms. Nothing is
run, no file included.
Source: the manuals of these packages.
"""

import re

from glossctl.errors import Fault, FileError
from glossctl.exchange.lists.cells import join, join_links
from glossctl.exchange.lists.columns import Columns
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options
from glossctl.syntax import latex_text
from glossctl.syntax.looks import looks
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.exchange.protocol import Reading
    from glossctl.syntax.latex_text import Command

_ACRONYMS = ("newacronym", "newabbreviation", "newacro", "newabbr")
_ENTRIES = ("newglossaryentry", "longnewglossaryentry", "provideglossaryentry", "newterm", "newdualentry")
_OTHERS = ("DeclareAcronym", "acro", "acrodef", "acroplural", "nomenclature", "abbr", "newacroindefinite")
_COMMANDS = frozenset((*_ACRONYMS, *_ENTRIES, *_OTHERS))
_FIELDS = ("name", "expansion", "definition", "aliases", "tags", "related", "links", "forms")
_ITEM = re.compile(r"\\item\s*\[((?:[^\[\]{}]|\{[^{}]*\})*)\]((?:(?!\\item\b|\\end\{).)*)", re.DOTALL)
_ROW = re.compile(r"((?:(?!\\\\).)*?&(?:(?!\\\\).)*)\\\\", re.DOTALL)
_RULES = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^}]*\}|endhead|endfirsthead|endfoot)\b")
_TABLE = re.compile(
    r"\\begin\{(?:tabular[x*]?|longtable|supertabular|acronymtable)\}(?:\s*(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\}))*"
    r"(.*?)\\end\{",
    re.DOTALL,
)


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "latex")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the terms that a LaTeX source defines. Raises FileError (X002) when there are none."""
    source = latex_text.uncommented(text)
    reader = _Reader(path, options)
    found = list(latex_text.commands(source, _COMMANDS))
    reader.take(list(filter(None, map(_term, found))))
    if not reader.rows.entries:
        reader.read_lists(source)
    if not reader.rows.entries:
        raise FileError([Fault(path, 0, 0, "X002", "it defines no acronym and no glossary entry")])
    lost = [counted(reader.lost, "symbol or plural of a term", "symbols and plurals of terms")] if reader.lost else []
    return reader.rows.reading(lost)


class _Term:
    """What a command defines, as it is written."""

    def __init__(self, line: int, label: str, name: str, expansion: str = "", definition: str = "") -> None:
        self.line = line
        self.label = label
        self.name = name
        self.expansion = expansion
        self.definition = definition
        self.tags: list[str] = []
        self.related: list[str] = []
        self.forms: list[str] = []


def _term(command: "Command") -> _Term | None:
    arguments, line = command.arguments, command.line
    options = latex_text.keys(command.options[0]) if command.options else {}
    if command.name in _ACRONYMS and len(arguments) > 2:
        term = _Term(line, arguments[0], arguments[1], arguments[2], options.get("description", ""))
        return _with(term, options)
    if command.name == "newdualentry" and len(arguments) > 3:
        return _Term(line, arguments[0], arguments[1], arguments[2], arguments[3])
    if command.name == "newterm" and arguments:
        return _with(_Term(line, arguments[0], options.get("name", arguments[0])), options)
    if command.name in _ENTRIES and len(arguments) > 1:
        said = latex_text.keys(arguments[1])
        text = arguments[2] if len(arguments) > 2 else said.get("description", "")
        name = said.get("name") or said.get("text") or arguments[0]
        long = said.get("long") or (said.get("first", "") if said.get("type") in ("\\acronymtype", "acronym") else "")
        return _with(_Term(line, arguments[0], said.get("short") or name, long, text), said)
    if command.name == "DeclareAcronym" and len(arguments) > 1:
        said = latex_text.keys(arguments[1])
        text = said.get("extra", "") or said.get("description", "")
        return _with(_Term(line, arguments[0], said.get("short", arguments[0]), said.get("long", ""), text), said)
    if command.name in ("acro", "acrodef", "abbr") and len(arguments) > 1:
        return _Term(line, arguments[0], command.options[0] if command.options else arguments[0], arguments[1])
    if command.name == "nomenclature" and len(arguments) > 1:
        return _Term(line, arguments[0], arguments[0], "", arguments[1])
    return None


def _with(term: _Term, said: dict[str, str]) -> _Term:
    kind = said.get("type", "").strip("\\")
    if kind and kind not in ("main", "acronymtype", "acronym"):
        term.tags.append(kind)
    if tag := said.get("tag") or said.get("category", ""):
        term.tags.append(tag)
    term.related += [
        label.strip() for label in re.sub(r"\[[^\]]*\]", "", said.get("see", "")).split(",") if label.strip()
    ]
    if plural := said.get("plural", ""):
        term.forms.append(plural)
    return term


class _Reader:
    """Turns what commands define into rows."""

    def __init__(self, path: str, options: Options) -> None:
        self.rows = RowReader(path, options, lambda cell: (cell, ()))
        self.rows.tells_columns = False
        self.names: dict[str, str] = {}
        self.lost = 0

    def take(self, terms: "Sequence[_Term]") -> None:
        """Read terms; a label is the name of another term."""
        for term in terms:
            self.names.setdefault(term.label, latex_text.plain(term.name, str)[0])
        rows = [self._row(term) for term in terms]
        self.rows.read_exactly([row for row in rows if row[1][0]], Columns(_FIELDS))

    def _named(self, label: str) -> str:
        return self.names.get(label, label)

    def _row(self, term: _Term) -> tuple[int, list[str]]:
        name = self.names[term.label]
        expansion = latex_text.plain(term.expansion, self._named)
        text, links, labels = latex_text.plain(term.definition, self._named)
        related = [
            self.names[label] for label in [*labels, *term.related] if label in self.names and label != term.label
        ]
        forms = [latex_text.plain(form, self._named)[0] for form in term.forms]
        full_form = expansion[0] if fold(expansion[0]) != fold(name) else ""
        cells = [join(list(dict.fromkeys(values))) for values in ([], term.tags, related)]
        addresses = join_links(dict.fromkeys([*links, *expansion[1]]))
        return term.line, [
            name,
            full_form,
            text if fold(text) != fold(full_form) else "",
            *cells,
            addresses,
            join(forms),
        ]

    def read_lists(self, source: str) -> None:
        """Read the items of description lists, else the rows of tables."""
        items = [(source.count("\n", 0, found.start()) + 1, found[1], found[2]) for found in _ITEM.finditer(source)]
        rows = [(line, self._cells((name, text))) for line, name, text in items] or list(self._table_rows(source))
        self.rows.tells_columns = not items
        self.rows.read(rows, headed=False if items else None)

    def _table_rows(self, source: str) -> "Iterator[tuple[int, list[str]]]":
        for table in _TABLE.finditer(source):
            for row in _ROW.finditer(table[1]):
                line = source.count("\n", 0, table.start(1) + row.start()) + 1
                yield line, self._cells(re.split(r"(?<!\\)&", _RULES.sub("", row[1])))

    def _cells(self, cells: "Sequence[str]") -> list[str]:
        return [latex_text.plain(cell, self._named)[0].rstrip(":") for cell in cells]
