"""Full forms of acronyms, acronyms of full forms, and texts with the full forms written in."""

from glossctl.entries import Expansion
from glossctl.text import fold, inflections, initials, is_unspaced, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossctl.entries import Entry
    from glossctl.syntax.spans import Block


QUOTES = "'’"


def expansions(query: str, senses: "Iterable[Entry]") -> tuple[Expansion, ...]:
    """Return the full forms of ``senses``, the entries that ``query`` names, in their order, each pair once.

    An entry whose name is itself the full form ("Large language model", alias LLM) answers for its alias.
    """
    pairs = []
    for entry in senses:
        if entry.expansion:
            pairs.append(Expansion(entry.name, entry.expansion, entry.glossary))
        else:
            pairs += [Expansion(alias, entry.name, entry.glossary) for alias in _acronyms(entry, query)]
    return tuple(dict.fromkeys(pairs))


def contractions(query: str, senses: "Iterable[Entry]") -> tuple[Expansion, ...]:
    """Return the acronyms of ``senses``, the entries that ``query`` names, whose full form it is."""
    keys = {fold(query), *inflections(fold(query))}
    named = [entry for entry in senses if fold(entry.name) not in keys or not entry.expansion]
    return tuple(pair for entry in named for pair in expansions(entry.name, [entry]))


def _acronyms(entry: "Entry", query: str) -> "Iterator[str]":
    key = fold(query)
    is_name = fold(entry.name) == key
    for alias in entry.aliases:
        if (is_name or fold(alias) == key) and _stands_for(alias, entry.name):
            yield alias


def _stands_for(alias: str, name: str) -> bool:
    if len(alias) > 1 and alias.upper() == initials(name):
        return True
    from glossctl import acronyms  # loads re, and few aliases come this far

    return acronyms.stands_for(alias, name)


def expand_text(
    text: str,
    senses: "Callable[[str], Iterable[Entry]]",
    format: str = "markdown",  # noqa: A002  # the word users know
) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with the full form in brackets after the first use of each acronym, and the ambiguous acronyms.

    ``senses`` maps a word to the entries it names, ``format`` is one of ``syntax.readers``. An acronym counts if it is
    spelled as in its glossary, or with a plural s. Headings, anything but prose, and acronyms that the text itself
    expands stay as they are. Of several senses the first of the nearest glossary is used; if that glossary has more,
    the acronym is ambiguous. Raises GlossctlError if ``text`` can't be read in that format.
    """
    from glossctl.syntax import escapes, readers  # load markdown-it, which a plain look-up doesn't need

    prose = readers.read(text, format)
    key = " ".join(fold(" ".join(block.text for block in prose.blocks)).split())
    settled: set[str] = set()
    ambiguous: dict[str, None] = {}
    insertions: list[tuple[int, str]] = []
    for block in prose.blocks:
        for start, end in _words(block.text) if block.kind != "heading" else ():
            word = block.text[start:end]
            if word in settled or _is_label(block, start, text):
                continue
            settled.add(word)
            forms = _full_forms(word, senses)
            if not forms or (name := forms[0].acronym) in settled - {word}:
                continue
            settled.add(name)
            if any(_is_expanded(key, name, form.expansion) for form in forms):
                continue
            if len({_letters(form.expansion) for form in forms if form.glossary == forms[0].glossary}) > 1:
                ambiguous[name] = None
            full = forms[0].expansion if word == name or word[-2:-1] in QUOTES else plural(forms[0].expansion)
            written = escapes.document(full, format)
            at = block.place(start, end)[1]
            if written and not text.startswith(addition := f" ({written})", at):
                insertions.append((at, addition))
    return _inserted(text, insertions), tuple(ambiguous)


def _inserted(text: str, insertions: "list[tuple[int, str]]") -> str:
    """Return ``text`` with each (offset, addition) inserted."""
    parts = []
    last = 0
    for place, addition in sorted(insertions):
        parts += [text[last:place], addition]
        last = place
    return "".join([*parts, text[last:]])


def _is_label(block: "Block", start: int, text: str) -> bool:
    """Tell whether a word is a reference link's label, which would no longer match its definition."""
    for span in block.marks:
        if span.markup == "link" and span.start <= start < span.end:
            end = block.place(span.start, span.end)[1]
            return text.startswith("]", end) and (
                text[end + 1 : end + 2] not in ("(", "[") or text.startswith("][]", end)
            )
    return False


def _full_forms(word: str, senses: "Callable[[str], Iterable[Entry]]") -> tuple[Expansion, ...]:
    """Return the full forms of an acronym that a text writes as ``word``, as it is or with an s."""
    spellings = dict.fromkeys((word, *(word.removesuffix(ending) for ending in ("'s", "’s", "s"))))
    pairs = (pair for spelling in spellings for pair in expansions(spelling, senses(spelling)))
    return tuple(dict.fromkeys(pair for pair in pairs if pair.acronym in spellings))


def _letters(form: str) -> str:
    return "".join(char for char in fold(form) if char.isalnum())


def _is_expanded(key: str, name: str, form: str) -> bool:
    acronym, full = fold(name), fold(form)
    after = (f"{acronym}{ending} ({full}" for ending in ("", "s", "'s"))
    before = (f"{full}{ending} ({acronym}" for ending in ("", "s"))
    return any(phrase in key for phrase in (*after, *before))


_BETWEEN = frozenset('()[]{}<>`"“”|*\ufffc、。・〈〉《》「」『』【】（），．：；！？')
_TRAILING = ".,;:!?'’…-–—/"


def _words(text: str) -> "Iterator[tuple[int, int]]":
    """Yield the spans of the words in prose; without spaces a word ends where its script changes."""
    at = 0
    while at < len(text):
        end = at + 1
        if text[at].isalnum():
            unspaced = is_unspaced(text[at])
            while end < len(text) and not _ends(text[end], unspaced):
                end += 1
            yield at, at + len(text[at:end].rstrip(_TRAILING))
        at = end


def _ends(char: str, unspaced: bool) -> bool:
    return char.isspace() or char in _BETWEEN or is_unspaced(char) != unspaced
