"""Full forms of acronyms, acronyms of full forms, and texts with the full forms written in."""

from glossctl.entries import Expansion
from glossctl.text import fold, inflections, initials, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossctl.entries import Entry


QUOTES = "'’"


def expansions(query: str, senses: "Iterable[Entry]") -> tuple[Expansion, ...]:
    """Return the full forms among ``senses``, the entries that ``query`` names, in their order, each pair once.

    An entry whose name is itself the full form ("Large language model", alias LLM) answers for its alias.
    """
    found = []
    for entry in senses:
        if entry.expansion:
            found.append(Expansion(entry.name, entry.expansion, entry.glossary))
        else:
            found += [Expansion(alias, entry.name, entry.glossary) for alias in _acronyms(entry, query)]
    return tuple(dict.fromkeys(found))


def contractions(query: str, senses: "Iterable[Entry]") -> tuple[Expansion, ...]:
    """Return the acronyms among ``senses``, the entries that ``query`` names, whose full form it is."""
    keys = {fold(query), *inflections(fold(query))}
    named = [entry for entry in senses if fold(entry.name) not in keys or not entry.expansion]
    return tuple(one for entry in named for one in expansions(entry.name, [entry]))


def _acronyms(entry: "Entry", query: str) -> "Iterator[str]":
    key = fold(query)
    asked_for_all = fold(entry.name) == key
    for alias in entry.aliases:
        if (asked_for_all or fold(alias) == key) and _stands_for(alias, entry.name):
            yield alias


def _stands_for(alias: str, name: str) -> bool:
    if len(alias) > 1 and alias.upper() == initials(name):
        return True
    from glossctl import acronyms  # loads re, and few aliases get here

    return acronyms.has_initials(alias) and acronyms.fits(alias, name)


def expand_text(text: str, senses: "Callable[[str], Iterable[Entry]]") -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with the full form in brackets behind each acronym's first use, and the acronyms to look at.

    ``senses`` maps a word to the entries it names. An acronym counts where it stands as its glossary writes it (or with
    a plural s); headings, code, URLs and acronyms that the text itself expands stay as they are. Of several senses the
    first of the nearest glossary is taken; where that glossary has more, the acronym is in the second value.
    """
    settled: set[str] = set()
    unclear: dict[str, None] = {}
    parts = []
    key = " ".join(fold(text).split())
    last = 0
    for start, end in _words(text):
        word = text[start:end]
        if word in settled:
            continue
        settled.add(word)
        found = _full_forms(word, senses)
        if not found or (name := found[0].acronym) in settled - {word}:
            continue
        settled.add(name)
        if any(_is_expanded(key, name, one.expansion) for one in found):
            continue
        if len({_letters(one.expansion) for one in found if one.glossary == found[0].glossary}) > 1:
            unclear[name] = None
        form = found[0].expansion
        parts += [text[last:end], f" ({form if word == name or word[-2:-1] in QUOTES else plural(form)})"]
        last = end
    return "".join([*parts, text[last:]]), tuple(unclear)


def _full_forms(word: str, senses: "Callable[[str], Iterable[Entry]]") -> tuple[Expansion, ...]:
    """Return the full forms of an acronym that stands in a text as ``word``, itself or with an s."""
    spellings = dict.fromkeys((word, *(word.removesuffix(ending) for ending in ("'s", "’s", "s"))))
    found = (one for spelling in spellings for one in expansions(spelling, senses(spelling)))
    return tuple(dict.fromkeys(one for one in found if one.acronym in spellings))


def _letters(form: str) -> str:
    return "".join(char for char in fold(form) if char.isalnum())


def _is_expanded(key: str, name: str, form: str) -> bool:
    acronym, full = fold(name), fold(form)
    behind = (f"{acronym}{ending} ({full}" for ending in ("", "s", "'s"))
    before = (f"{full}{ending} ({acronym}" for ending in ("", "s"))
    return any(written in key for written in (*behind, *before))


def _words(text: str) -> "Iterator[tuple[int, int]]":
    """Yield the spans of the words of prose in ``text``: nothing of headings, code (blocks or spans), tags and URLs."""
    at = 0
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = line.lstrip()[:3]
        if fence:
            fence = "" if mark == fence else fence
        elif mark in ("```", "~~~"):
            fence = mark
        elif not line.startswith(("    ", "\t", "# ", "## ", "### ", "#### ", "##### ", "###### ")):
            for start, end in _line_words(line):
                yield at + start, at + end
        at += len(line)


_TRAILING = ".,;:!?'’…-–—/"


def _line_words(line: str) -> "Iterator[tuple[int, int]]":
    at = 0
    while at < len(line):
        char = line[at]
        if (
            char == "`"
            or (char == "<" and line[at + 1 : at + 2].isalpha())
            or (char == "(" and line[at - 1 : at] == "]")
        ):
            closing = line.find({"`": "`", "<": ">", "(": ")"}[char], at + 1)
            at = closing + 1 if closing > 0 else at + 1
            continue
        if not char.isalnum():
            at += 1
            continue
        end = at
        while end < len(line) and not line[end].isspace() and line[end] not in '()[]{}<>`"“”|*':
            end += 1
        word = line[at:end]
        if "://" not in word and "@" not in word and not word.startswith("www."):
            yield at, at + len(word.rstrip(_TRAILING))
        at = end
