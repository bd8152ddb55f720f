"""Exact look-up: from a query's key to the senses it names. What is merely near is ``search``'s."""

from glossctl.entries import Answer
from glossctl.index import FORM
from glossctl.text import fold, folds, inflections, is_inflection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Entry, Match
    from glossctl.index import Index

    Sense = tuple[int, int, Entry]  # place of its index, number in it, itself

_MATCHES: "tuple[Match, ...]" = ("exact", "alias", "expansion", "inflection")  # by relation; a form is an inflection


def define(indexes: "Sequence[Index]", query: str) -> Answer:
    """Return every sense that ``query`` names, without suggestions.

    A name comes before an alias, an alias before a full form; within one, nearest glossary first, then the name written
    just as the query is, then file order. Where none of these fits, the query may be the headline of one sense, or have
    a bracket at the end; then its inflections are tried, likeliest first. ``indexes`` come nearest first. Cost: one row
    of an index a layer for a hit, a dozen for a miss.
    """
    match, found = senses(indexes, query)
    return Answer(query, match, tuple(entry for _, _, entry in found))


def senses(indexes: "Sequence[Index]", query: str) -> "tuple[Match | None, list[Sense]]":
    """Return what ``define`` does, each sense as (place among ``indexes``, number there, entry), and how it matched."""
    key = fold(query)
    found = _senses(indexes, key, query)
    if not found and (sense := _headline(indexes, query)):
        return "exact", sense
    if not found and key.endswith(")") and "(" in key:  # as texts have it: Multi-Instance GPU (MIG)
        head, _, bracket = key[:-1].rpartition("(")
        found = _senses(indexes, head.strip()) or _senses(indexes, bracket.strip())
    if not found:
        found = next(filter(None, (_inflected(indexes, query, form) for form in inflections(key))), [])
    read = [(relation, at, one, entry) for relation, at, one in found for entry in indexes[at].entries([one])]
    read.sort(key=lambda row: (row[0], row[1], row[3].name != query))
    return _MATCHES[read[0][0]] if read else None, [(at, one, entry) for _, at, one, entry in read]


def _headline(indexes: "Sequence[Index]", query: str) -> "list[Sense]":
    """Return the senses that ``NAME — full form`` names, as plain output writes them, a hyphen where it has no dash."""
    for dash in (" — ", " - "):
        name, _, full_form = query.partition(dash)
        if full_form:
            key = fold(full_form)
            _, found = senses(indexes, name)
            return [sense for sense in found if sense[2].expansion and fold(sense[2].expansion) == key]
    return []


def _inflected(indexes: "Sequence[Index]", query: str, form: str) -> list[tuple[int, int, int]]:
    """Return what ``form``, an inflection of the query's key, names, but for acronyms that are no inflection of it."""
    return [
        (FORM, layer, one)
        for _, layer, one in _senses(indexes, form)
        for entry in indexes[layer].entries([one])
        if any(is_inflection(query, text) for text in entry.called() if fold(text) == form)
    ]


def _senses(indexes: "Sequence[Index]", key: str, text: str = "") -> list[tuple[int, int, int]]:
    """Return (relation, layer, entry id) of what ``key`` names, each entry once under its best relation.

    Where ``text``, of which it is the key, has others in the language of a glossary, these count there too.
    """
    best: dict[tuple[int, int], int] = {}
    for layer, index in enumerate(indexes):
        for known in folds(text, index.header.language) if text else (key,):
            for relation, one in index.senses(known) if known else ():
                best.setdefault((layer, one), relation)
    return [(relation, layer, one) for (layer, one), relation in best.items()]


def define_words(indexes: "Sequence[Index]", words: "Sequence[str]") -> tuple[Answer, ...]:
    """Return the answer for ``words`` as one phrase when that names an entry, else one answer for each word."""
    if len(words) > 1 and (phrase := define(indexes, " ".join(words))).entries:
        return (phrase,)
    return tuple(define(indexes, word) for word in words)


def overridden(entry: "Entry", senses: "Sequence[Entry]") -> tuple[str, ...]:
    """Return the glossaries, nearest first, whose sense of the same name in ``senses`` stands behind ``entry``."""
    key = fold(entry.name)
    behind = senses[senses.index(entry) + 1 :]
    others = (one.glossary for one in behind if one.glossary != entry.glossary and fold(one.name) == key)
    return tuple(dict.fromkeys(others))
