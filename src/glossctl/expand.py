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

    return acronyms.stands_for(alias, name)


def expand_text(
    text: str,
    senses: "Callable[[str], Iterable[Entry]]",
    format: str = "markdown",  # noqa: A002  # the word that users know
) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with the full form in brackets behind each acronym's first use, and the acronyms to look at.

    ``senses`` maps a word to the entries it names, ``format`` is one of ``syntax.readers``. An acronym counts where it
    stands as its glossary writes it (or with a plural s); headings, what is no prose, and acronyms that the text itself
    expands stay as they are. Of several senses the first of the nearest glossary is taken; where that glossary has
    more, the acronym is in the second value. Raises GlossctlError where ``text`` can't be read as that format.
    """
    from glossctl.syntax import readers  # loads markdown-it, which a plain look-up does without

    prose = readers.read(text, format)
    key = " ".join(fold(" ".join(block.text for block in prose.blocks)).split())
    settled: set[str] = set()
    unclear: dict[str, None] = {}
    written: list[tuple[int, str]] = []
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
                unclear[name] = None
            full = forms[0].expansion if word == name or word[-2:-1] in QUOTES else plural(forms[0].expansion)
            written.append((block.place(start, end)[1], f" ({_as_written(full, format)})"))
    return _with(text, written), tuple(unclear)


def _with(text: str, written: "list[tuple[int, str]]") -> str:
    """Return ``text`` with what is to be written at some of its offsets."""
    parts = []
    last = 0
    for place, addition in sorted(written):
        parts += [text[last:place], addition]
        last = place
    return "".join([*parts, text[last:]])


def _as_written(form: str, format: str) -> str:  # noqa: A002
    """Return a full form as a document of that format has to write it, on one line."""
    form = " ".join(form.split())
    if format in ("markdown", "mdx", "notebook"):
        from glossctl.syntax.prose import escape  # loads markdown-it

        form = escape(form)
    if format == "html":
        return form.replace("&", "&amp;").replace("<", "&lt;")
    if format == "notebook":
        return form.replace("\\", "\\\\").replace('"', '\\"')
    return form


def _is_label(block: "Block", start: int, text: str) -> bool:
    """Tell whether a word is the label of a link to a definition, which would no longer be found."""
    for mark in block.marks:
        if mark.markup == "link" and mark.start <= start < mark.end:
            behind = block.place(mark.start, mark.end)[1]
            return text.startswith("]", behind) and (
                text[behind + 1 : behind + 2] not in ("(", "[") or text.startswith("][]", behind)
            )
    return False


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


_BETWEEN = frozenset('()[]{}<>`"“”|*\ufffc、。・〈〉《》「」『』【】（），．：；！？')
_TRAILING = ".,;:!?'’…-–—/"


def _words(text: str) -> "Iterator[tuple[int, int]]":
    """Yield the spans of the words in a block of prose; one that no space ends, ends where its script does."""
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
