"""The rules of ``validate``: a family a file, each rule a code, a name and a function.

Owns what a rule is and what it sees. A rule yields (place, message) for each fault, in any order; it never raises,
whatever an entry holds, and its cost grows linearly with the number of entries. Its docstring is its page in the
reference: what it finds, why that is a fault, then ``Wrong:`` and ``Mend:``.
"""

import inspect
import re
from functools import cached_property
from typing import TypeVar

from glossctl.entries import FIELDS
from glossctl.text import fold, inflections, is_inflection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Protocol

    from glossctl.entries import Contents, Entry, Kind
    from glossctl.syntax.comments import Ignored

    Path = tuple[str | int, ...]  # ("term", 3, "aliases", 1): the second alias of the fourth [[term]]
    Place = tuple[int, int]  # line and column, from 1
    Finding = tuple[Place, str]
    Check = Callable[["Subject"], Iterator[Finding]]

    class Places(Protocol):
        """The places of tables, keys and items in the text of a glossary file."""

        def place(self, path: Path) -> Place:
            """Return line and column of a table's header, a key or an item."""

        def order(self) -> Sequence[Path]:
            """Return the paths of the entries in the order of the text."""

        def blank(self) -> Iterator[tuple[Path, int, int]]:
            """Yield path, line and column of each blank string."""

        def padded(self) -> Iterator[tuple[Path, int, int]]:
            """Yield path, line and column of each one-line string with white space at its ends."""

        def ignored(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
            """Yield first line, last line and codes of each comment that ignores faults."""

        def ignoring(self) -> Iterator[tuple[int, int, Ignored]]:
            """Yield line, column and content of each comment that ignores faults or seems meant to."""


_SEE = re.compile(
    r"(?:(?:see(?: also)?|cf\.?|same as|synonym (?:of|for)|siehe|vgl\.?|voir|véase|zie)[:\s]\s*|[→⇒↑]\s*"
    r"|=\s*(?=[^\W\d_][^+*/=^<>]*\Z)(?!\w+\())(.+)",  # "= X", but neither "=1+1" nor "=SUM(A1)"
    re.IGNORECASE,
)
_LONGEST_REFERENCE = 80  # characters: a longer text that begins with "see" is a sentence


class Rule:
    """A rule for glossary files or documents: its documented code, its name, and the function that applies it."""

    __slots__ = ("check", "code", "is_default", "name")

    def __init__(self, code: str, name: str, check: "Callable[..., Iterator[Any]]", is_default: bool) -> None:
        self.code = code
        self.name = name
        self.check = check
        self.is_default = is_default

    @property
    def summary(self) -> str:
        """What the rule finds, in one line."""
        line = self._lines()[0].removeprefix("Find ").rstrip(".")
        return line[:1].upper() + line[1:]

    @property
    def explanation(self) -> str:
        """Why it is a fault, what it looks like and how to fix it: paragraphs of Markdown."""
        return "\n".join(self._lines()[1:]).strip()

    def _lines(self) -> list[str]:
        return inspect.cleandoc(self.check.__doc__ or _docstring(self.check)).splitlines() or [""]


def _docstring(check: "Callable[..., Any]") -> str:
    """Return the docstring in a function's source: Python started with -OO drops it, SARIF still describes the rule."""
    import ast  # nothing else needs it

    function = ast.parse(inspect.getsource(check)).body[0]
    return ast.get_docstring(function) or "" if isinstance(function, ast.FunctionDef) else ""


_Key = TypeVar("_Key")

RULES: dict[str, Rule] = {}  # by code; filled as the families are imported


def rule(code: str, name: str, *, default: bool = True) -> "Callable[[Check], Check]":
    """Register a function as the rule with ``code``; without ``default`` it applies only when selected."""

    def register(check: "Check") -> "Check":
        RULES[code] = Rule(code, name, check, default)
        return check

    return register


class Subject:
    """One glossary file as the rules see it: its entries, their places, and the keys that find them."""

    def __init__(self, path: str, contents: "Contents", places: "Places") -> None:
        self.path = path
        self.header = contents.header
        self.places = places
        self.namesake: str | None = None  # the path of an earlier file of the run whose glossary has the same name
        self.is_file = False  # whether ``path`` is a file, not just a name for messages
        self.source: Contents | None = None  # what a translation translates, if that could be read
        self.is_known_elsewhere: Callable[[str], bool] = lambda _: False  # whether another file has an entry
        counts: dict[Kind, int] = {}
        self.rows: list[tuple[Path, Entry]] = []
        for entry in contents.entries:
            number = counts.get(entry.kind, 0)
            counts[entry.kind] = number + 1
            if entry.name:  # a missing name is a fault of shape
                self.rows.append(((entry.kind, number), entry))

    def at(self, number: int, *path: "str | int") -> "Place":
        """Return the place of a key or an item of the entry with this number."""
        return self.places.place((*self.rows[number][0], *path))

    def line(self, number: int) -> int:
        """Return the line of the name of the entry with this number."""
        return self.at(number, "name")[0]

    def entries(self) -> "Iterator[tuple[int, Entry]]":
        """Yield the entries with their numbers."""
        for number, (_, entry) in enumerate(self.rows):
            yield number, entry

    @cached_property
    def keys(self) -> list[str]:
        """The keys of the entries' names."""
        return [fold(entry.name) for _, entry in self.rows]

    @cached_property
    def senses(self) -> "dict[tuple[Kind, str], list[int]]":
        """The entries of each name, by kind and key: two of the same kind are two senses."""
        return _grouped(((entry.kind, self.keys[number]), number) for number, entry in self.entries())

    @cached_property
    def full_forms(self) -> "dict[tuple[Kind, str], list[int]]":
        """The entries of each full form, by kind and key."""
        return _grouped(
            ((entry.kind, fold(entry.expansion)), number) for number, entry in self.entries() if entry.expansion
        )

    @cached_property
    def definitions(self) -> "dict[str, list[int]]":
        """The entries of each definition, by its key."""
        return _grouped((fold(entry.definition), number) for number, entry in self.entries() if entry.definition)

    @cached_property
    def tags(self) -> "dict[str, list[tuple[int, int]]]":
        """Where each tag, as written, is used: (entry, item)."""
        uses: dict[str, list[tuple[int, int]]] = {}
        for number, entry in self.entries():
            for item, tag in enumerate(entry.tags):
                uses.setdefault(tag, []).append((number, item))
        return uses

    @cached_property
    def leads(self) -> "dict[str, int]":
        """The first entry that each key finds in this file."""
        first: dict[str, int] = {}
        for number, key in enumerate(self.keys):
            first.setdefault(key, number)
        for number, entry in self.entries():
            for text in (*entry.aliases, *entry.forms, entry.expansion):
                if text:
                    first.setdefault(fold(text), number)
        return first

    def lead(self, text: str) -> int | None:
        """Return the entry of this file that a look-up of ``text`` finds; None if there is none."""
        key = fold(text)
        if key in self.leads:
            return self.leads[key]
        for number in (self.leads[form] for form in inflections(key) if form in self.leads):
            called = self.rows[number][1].called()
            if any(is_inflection(text, name) for name in called if fold(name) in inflections(key)):
                return number
        return None

    def is_known(self, text: str) -> bool:
        """Tell whether a look-up of ``text`` finds an entry, in this file or in another one in use."""
        return self.lead(text) is not None or self.is_known_elsewhere(text)


def _grouped(pairs: "Iterable[tuple[_Key, int]]") -> "dict[_Key, list[int]]":
    groups: dict[_Key, list[int]] = {}
    for key, number in pairs:
        groups.setdefault(key, []).append(number)
    return groups


def texts(entry: "Entry") -> "Iterator[tuple[Path, str]]":
    """Yield every text of an entry with the path of its key or item in the entry's table."""
    for field in FIELDS:
        value = getattr(entry, field.name) if field.in_file else None
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                for text in (item,) if isinstance(item, str) else filter(None, (item.word, item.reason)):
                    yield (field.name, number), text
        elif value or field.name == "name":
            yield (field.name,), value or ""


def reference(entry: "Entry") -> "tuple[str, str] | None":
    """Return (key, X) of an entry whose definition or full form is only "see X"; None for other entries.

    >>> from glossctl.entries import Entry
    >>> reference(Entry("MR", definition="See PR.")), reference(Entry("MR", definition="A request to merge."))
    (('definition', 'PR'), None)
    """
    for key, text in (("definition", entry.definition), ("expansion", entry.expansion or "")):
        if len(text) <= _LONGEST_REFERENCE and (match := _SEE.fullmatch(text.strip())):
            name = match[1].strip(" .\"'“”‘’`*_[]")
            return (key, name) if name else None
    return None


def quoted(text: str, width: int = 60) -> str:
    """Return a text in quotes on one line, shortened if it is long."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= width else line[: width - 1].rstrip() + "…"}"'
