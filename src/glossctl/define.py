"""Exact look-up: from a query's key to the senses it names. ``search`` finds near matches."""

from glossctl.entries import Answer
from glossctl.index import FORM
from glossctl.text import fold, folds, inflections, is_inflection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Entry, Match
    from glossctl.index import Index

    Sense = tuple[int, int, Entry]  # position of its index, its number there, the entry

_MATCHES: "tuple[Match, ...]" = ("exact", "alias", "expansion", "inflection")  # by relation; a form is an inflection


def define(indexes: "Sequence[Index]", query: str) -> Answer:
    """Return every sense that ``query`` names, without suggestions.

    Names come before aliases, aliases before full forms; among equals the nearest glossary comes first, then a name
    spelled exactly like the query, then file order. If nothing matches, the query may be the headline of a sense or end
    in a bracket; last, its inflections are tried, likeliest first. ``indexes`` come nearest first. Cost: one row of an
    index a layer for a hit, a dozen for a miss.
    """
    match, rows = senses(indexes, query)
    return Answer(query, match, tuple(entry for _, _, entry in rows))


def senses(indexes: "Sequence[Index]", query: str) -> "tuple[Match | None, list[Sense]]":
    """Return the senses of ``define`` as (position in ``indexes``, number there, entry), and how they matched."""
    key = fold(query)
    keyed = _senses(indexes, key, query)
    if not keyed and (sense := _headline(indexes, query)):
        return "exact", sense
    if not keyed and key.endswith(")") and "(" in key:  # as in texts: Multi-Instance GPU (MIG)
        head, _, bracket = key[:-1].rpartition("(")
        keyed = _senses(indexes, head.strip()) or _senses(indexes, bracket.strip())
    if not keyed:
        keyed = next(filter(None, (_inflected(indexes, query, form) for form in inflections(key))), [])
    rows = [(relation, at, number, entry) for relation, at, number in keyed for entry in indexes[at].entries([number])]
    rows.sort(key=lambda row: (row[0], row[1], row[3].name != query))
    return _MATCHES[rows[0][0]] if rows else None, [(at, number, entry) for _, at, number, entry in rows]


def _headline(indexes: "Sequence[Index]", query: str) -> "list[Sense]":
    """Return the senses that ``NAME — full form`` or ``NAME - full form`` names, as plain output writes them."""
    for dash in (" — ", " - "):
        name, _, full_form = query.partition(dash)
        if full_form:
            key = fold(full_form)
            _, candidates = senses(indexes, name)
            return [sense for sense in candidates if sense[2].expansion and fold(sense[2].expansion) == key]
    return []


def _inflected(indexes: "Sequence[Index]", query: str, form: str) -> list[tuple[int, int, int]]:
    """Return what ``form``, an inflection of the query's key, names, except acronyms that aren't inflections of it."""
    return [
        (FORM, layer, number)
        for _, layer, number in _senses(indexes, form)
        for entry in indexes[layer].entries([number])
        if any(is_inflection(query, text) for text in entry.called() if fold(text) == form)
    ]


def _senses(indexes: "Sequence[Index]", key: str, text: str = "") -> list[tuple[int, int, int]]:
    """Return (relation, layer, entry number) of what ``key`` names, each entry once with its best relation.

    ``text``, the text of the key, may have further keys in a glossary's language, which count there.
    """
    best: dict[tuple[int, int], int] = {}
    for layer, index in enumerate(indexes):
        for own_key in folds(text, index.header.language) if text else (key,):
            for relation, number in index.senses(own_key) if own_key else ():
                best.setdefault((layer, number), relation)
    return [(relation, layer, number) for (layer, number), relation in best.items()]


def define_words(indexes: "Sequence[Index]", words: "Sequence[str]") -> tuple[Answer, ...]:
    """Return the answer for ``words`` as one phrase when that names an entry, else one answer for each word."""
    if len(words) > 1 and (phrase := define(indexes, " ".join(words))).entries:
        return (phrase,)
    return tuple(define(indexes, word) for word in words)


def overridden(entry: "Entry", senses: "Sequence[Entry]") -> tuple[str, ...]:
    """Return the glossaries, nearest first, with a sense of the same name after ``entry`` in ``senses``."""
    key = fold(entry.name)
    later = senses[senses.index(entry) + 1 :]
    others = (sense.glossary for sense in later if sense.glossary != entry.glossary and fold(sense.name) == key)
    return tuple(dict.fromkeys(others))
