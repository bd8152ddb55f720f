"""A glossary from what documents expand themselves: the commonest full form of each acronym, and who says otherwise."""

from collections import Counter

from glossctl.documents.capitals import is_ordinary
from glossctl.documents.words import phrase
from glossctl.entries import Contents, Entry, Header, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossctl.documents.reading import Reading

_CAPITALS = 2  # an acronym of fewer is mostly a name that is cut short
_PLACES = 3  # shown of each full form


class Gathered(Value):
    """A full form that a document gives an acronym, and where."""

    acronym: str
    expansion: str
    path: str
    line: int


class Said(Value):
    """A full form of an acronym: as it is mostly written, in how many documents, and in which of them first."""

    expansion: str
    documents: int
    places: tuple[str, ...]

    def __str__(self) -> str:
        more = self.documents - len(self.places)
        return ", ".join(self.places) + (f" and {more:,} more" if more > 0 else "")


class Collected(Value):
    """An acronym with its full forms, the commonest first."""

    acronym: str
    forms: tuple[Said, ...]


def gather(reading: "Reading", path: str) -> tuple[Gathered, ...]:
    """Return what one document expands itself, each acronym and full form once."""
    found: dict[tuple[str, str], Gathered] = {}
    for one in reading.definitions:
        if sum(map(str.isupper, one.acronym)) < _CAPITALS or (one.acronym.isupper() and is_ordinary(one.acronym)):
            continue
        block = reading.prose.blocks[one.block]
        line, _ = reading.place(block, one.start, one.end)
        expansion = " ".join(one.expansion.removesuffix("(s)").split())
        if one.is_plural:
            expansion = singular(expansion)
        found.setdefault((one.acronym, phrase(expansion)), Gathered(one.acronym, expansion, path, line))
    return tuple(found.values())


def singular(phrase: str) -> str:
    """Return a plural phrase in the singular, by the regular patterns of English.

    >>> singular("Access Policies"), singular("Zone Switches"), singular("Service Level Objectives")
    ('Access Policy', 'Zone Switch', 'Service Level Objective')
    """
    if phrase.endswith("ies") and len(phrase) > 4:
        return phrase[:-3] + "y"
    if phrase.endswith(("sses", "xes", "ches", "shes", "zes")):
        return phrase[:-2]
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is")) else phrase


def collect(found: "Iterable[Gathered]") -> list[Collected]:
    """Return the acronyms that documents expand, by name, with their full forms, that of most documents first.

    Full forms that differ by capitals, hyphens or a plural are one; it is shown as most documents write it.
    """
    forms: dict[str, dict[str, list[Gathered]]] = {}
    for one in found:
        forms.setdefault(one.acronym, {}).setdefault(phrase(one.expansion), []).append(one)
    collected = []
    for acronym in sorted(forms):
        shown = sorted(map(_said, forms[acronym].values()), key=lambda form: (-form.documents, form.expansion))
        collected.append(Collected(acronym, tuple(shown)))
    return collected


def _said(rows: "Sequence[Gathered]") -> Said:
    spellings = Counter(row.expansion for row in rows)
    best = min(spellings, key=lambda text: (-spellings[text], len(text), text))
    places = tuple(f"{row.path}:{row.line}" for row in rows[:_PLACES])
    return Said(best, len({row.path for row in rows}), places)


def contents(collected: "Iterable[Collected]", name: str = "documents", title: str = "") -> Contents:
    """Return the glossary of what was collected: an entry an acronym, with its commonest full form."""
    entries = tuple(Entry(one.acronym, expansion=one.forms[0].expansion) for one in collected)
    return Contents(Header(name, title), entries)


def comments(collected: "Iterable[Collected]") -> "dict[str, list[str]]":
    """Return what is to be said above each entry: where its full form stands, and who gives it another one."""
    found = {}
    for one in collected:
        lines = [f"in {_count(one.forms[0].documents)}: {one.forms[0]}"]
        lines += [f'also "{form.expansion}" in {_count(form.documents)}: {form}' for form in one.forms[1:]]
        found[one.acronym] = lines
    return found


def notes(collected: "Iterable[Collected]") -> list[str]:
    """Return a line for each acronym that documents expand in several ways."""
    return [
        f"{one.acronym} has {len(one.forms)} full forms: "
        + "; ".join(f'"{form.expansion}" in {_count(form.documents)} ({form})' for form in one.forms)
        for one in collected
        if len(one.forms) > 1
    ]


def _count(documents: int) -> str:
    return f"{documents:,} document{'' if documents == 1 else 's'}"
