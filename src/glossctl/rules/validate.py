"""``validate``: apply the rules to glossary files. The rules are in ``rules``, a family a file."""

from bisect import bisect_right

from glossctl import toml
from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.rules import (
    RULES,
    Subject,
    acronyms,
    characters,
    definitions,
    headers,
    hints,
    links,
    names,
    order,
    relations,
    tags,
    translations,
)
from glossctl.text import fold, inflections
from glossctl.toml.places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

# In documented order.
FAMILIES = (names, acronyms, definitions, relations, links, tags, hints, order, characters, headers, translations)
ALL = "ALL"
BROKEN = {  # what makes a file unreadable as a glossary: found elsewhere, always reported
    "F001": ("unreadable", "The file can't be read"),
    "F002": ("not-utf-8", "The file is not UTF-8"),
    "T001": ("not-toml", "The file is not TOML"),
    "T002": ("unknown-key", "A table or a key is not known"),
    "T003": ("wrong-type", "A value is not of the type its key has"),
    "T004": ("no-name", "An entry has no name"),
    "T005": ("wrong-value", "A value is none of those its key can have"),
}
CODES = (*BROKEN, *sorted(RULES))


def chosen(select: "Iterable[str]" = (), ignore: "Iterable[str]" = ()) -> frozenset[str]:
    """Return the codes of the rules to apply: the selected or the default ones, without the ignored ones.

    Each item is a code, the beginning of a code, several of these separated by commas, or ALL. Raises GlossctlError for
    an item that no code begins with.

    >>> sorted(chosen(["O", "N001"])), "O001" in chosen(ignore=["O"])
    (['N001', 'O001'], False)
    """
    selected = _codes(select) or frozenset(code for code, rule in RULES.items() if rule.is_default)
    return selected - _codes(ignore)


def _codes(items: "Iterable[str]") -> frozenset[str]:
    codes: set[str] = set()
    for item in (part.strip() for parts in items for part in parts.split(",")):
        matching = [code for code in CODES if item and (item.upper() == ALL or code.startswith(item.upper()))]
        if item and not matching:
            import difflib  # only for the message

            near = difflib.get_close_matches(item.upper(), CODES, n=1, cutoff=0)[0]
            known = ", ".join(sorted({code[0] for code in CODES}))
            raise GlossctlError(
                f'unknown code "{item}"; the nearest known code is "{near}"', f"codes begin with {known}"
            )
        codes.update(matching)
    return frozenset(codes)


def validate(
    subjects: "Sequence[Subject]",
    codes: "Collection[str] | None" = None,
    elsewhere: "Callable[[str], bool]" = lambda _: False,
) -> list[Fault]:
    """Return the faults that the rules with ``codes`` find (None: the default rules), sorted by ``in_order``.

    ``elsewhere`` tells whether another glossary in use defines a name that no file of the run defines. Faults that a
    comment in the file ignores are left out.
    """
    selected = chosen() if codes is None else codes
    _connect(subjects, elsewhere)
    faults = []
    for subject in subjects:
        subject_faults = [
            Fault(subject.path, place[0], place[1], code, message)
            for code in sorted(RULES)
            if code in selected
            for place, message in RULES[code].check(subject)
        ]
        is_ignored = _ignoring(subject)
        faults += [fault for fault in subject_faults if not is_ignored(fault)]
    return in_order(faults)


def validate_text(text: str, path: str, elsewhere: "Callable[[str], bool]" = lambda _: False) -> tuple[Fault, ...]:
    """Return the faults of one glossary's text, those that make it unreadable first."""
    try:
        contents, faults = toml.parse(text, path)
    except FileError as error:
        return error.faults
    subject = Subject(path, contents, Places(text.replace("\r\n", "\n")))
    return tuple(in_order([*faults, *validate([subject], None, elsewhere)]))


def in_order(faults: "Iterable[Fault]") -> list[Fault]:
    """Sort faults by path, line, column and code; those that make a file unreadable come first in it."""

    def key(fault: Fault) -> "tuple[str, bool, int, int, str, str]":
        return fault.path, fault.code not in BROKEN, fault.line, fault.column, fault.code, fault.message

    return sorted(faults, key=key)


def _connect(subjects: "Sequence[Subject]", elsewhere: "Callable[[str], bool]") -> None:
    """Let each file of the run know the names of the others."""
    names: dict[str, str] = {}
    leads: list[set[str]] = []

    def is_known_elsewhere(text: str) -> bool:
        if len(subjects) > 1:
            if not leads:
                leads.append({key for subject in subjects for key in subject.leads})
            key = fold(text)
            if any(form in leads[0] for form in (key, *inflections(key))):
                return True
        return elsewhere(text)

    for subject in sorted(subjects, key=lambda subject: subject.path):
        subject.is_known_elsewhere = is_known_elsewhere
        if not subject.header.translates:  # a translation has its source's name
            first = names.setdefault(fold(subject.header.name), subject.path)
            subject.namesake = first if first != subject.path else None


def _ignoring(subject: "Subject") -> "Callable[[Fault], bool]":
    """Return a predicate: does a comment of the file ignore a fault?"""
    everywhere: tuple[str, ...] = ()
    entries: list[tuple[int, int, tuple[str, ...]]] = []
    for first, last, codes in subject.places.ignored():
        if not first:
            everywhere += codes
        elif entries and entries[-1][0] == first:
            entries[-1] = (first, last, entries[-1][2] + codes)
        else:
            entries.append((first, last, codes))
    starts = [first for first, _, _ in entries]

    def is_ignored(fault: Fault) -> bool:
        if everywhere and fault.code.startswith(everywhere):
            return True
        at = bisect_right(starts, fault.line) - 1
        return at >= 0 and fault.line <= entries[at][1] and fault.code.startswith(entries[at][2])

    return is_ignored
