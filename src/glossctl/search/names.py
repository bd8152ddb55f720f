"""Names that are spelled like a query: what speaks for each, and its score."""

import heapq

from glossctl.index import ALIAS, NAME
from glossctl.search import candidates
from glossctl.search.slips import common_ends, edits
from glossctl.search.sounds import sound
from glossctl.search.tokens import spelling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.search.tables import Searchable, Table

# Fitted by bench/fit.py on judged misspellings; the figures are in docs/design/search.md.
WEIGHTS = {
    "vowel for vowel": -5.73,  # slips of each kind, a letter of the longer spelling; they also lower the ratio below
    "like sound": 4.6,
    "neighbouring key": -1.66,
    "other letter": -10.62,
    "double missed": 2.52,
    "double added": -5.66,
    "vowel added": -9.65,
    "vowel missed": -0.7,
    "letter added": -10.89,
    "letter missed": -2.59,
    "swapped": -2.28,
    "space": -1.18,
    "h or w": 3.09,
    "sound": 11.29,  # how alike they sound
    "common": 7.88,  # in how many definitions the name stands, by logarithm
    "ratio": 10.48,  # letters in common, in order
    "first": 1.78,  # the same first letter
    "anagram": 2.89,  # the same letters
    "consonants": 1.58,  # likeness without vowels
    "beginning": 1.05,  # how much of the beginning is the same
    "distance": -0.72,  # slips in all, a number
    "words": -0.09,  # spaces more or less, a number
}
_WEIGHTS = tuple(WEIGHTS.values())
_DISTANCE = list(WEIGHTS).index("distance")
_ZERO = 13.3  # log-odds of a score of 0
_PER_POINT = 6.2  # of score, for one of the log-odds that the weights add up to
LEAST = 5.0  # below it a name is as like as one of an unrelated query may be
_CLOSER_LOOK = 50  # of the 300 nearest names; the right one is among them in .976 of the misspellings
_WORDS = 10  # of the vocabulary's words, at which a closer look is taken
_NEARLY_WRITTEN = 95.0  # a name that is the same but for spaces, or for one slip in a long query
_LONG = 12  # letters, from which on .99 of the names one slip away are right at 147,306 entries; of 8 or 9, .83
_LEAST_LIKENESS = 0.5  # by the distance of all letters: less is never among the first ten, and takes half the time
_PREFIX, _PREFIX_WHOLE = 20.0, 45.0  # a name that goes on after the query: at least, and more the less is missing
_ALIAS, _FULL_FORM = 0.65, 0.92  # what a near alias counts against a near name: many are short; a near full form
_BORROWED = 0.4  # a near alias counts this much where another entry has it as its name
_NO_VOWELS = {ord(char): None for char in "aeiou"}


def by_name(searchable: "Searchable", query: str) -> "dict[int, tuple[float, int]]":
    """Return (score, relation) by id of the entries with a name spelled like the query, or that goes on after it."""
    written = spelling(query)
    if not written:
        return {}
    found = by_beginning(searchable, query)
    for name, worth in _ranked(searchable, written, "spelling", _CLOSER_LOOK):
        _add(searchable, found, name, worth)
    return found


def by_beginning(searchable: "Searchable", query: str) -> "dict[int, tuple[float, int]]":
    """Return (score, relation) by id of the entries with a name that goes on after the query."""
    written = spelling(query)
    found: dict[int, tuple[float, int]] = {}
    for name in candidates.prefixed(searchable, written):
        _add(searchable, found, name, _PREFIX + _PREFIX_WHOLE * len(written) / len(name))
    return found


def words_like(searchable: "Searchable", word: str) -> list[tuple[str, float]]:
    """Return the (word, score) of the glossary's own words that a misspelled one may have been, best first."""
    return sorted(_ranked(searchable, word, "vocabulary", _WORDS), key=lambda one: (-one[1], one[0]))


def _ranked(searchable: "Searchable", query: str, table: "Table", count: int) -> "Iterator[tuple[str, float]]":
    """Yield (name, score) of the ``count`` names that are likest at a rough estimate."""
    heard = sound(query)
    rough = [
        (_rough(query, heard, *row), *row)
        for row in candidates.near_spellings(searchable, query, table)
        if _likeness(query, row[0]) >= _LEAST_LIKENESS
    ]
    joined = query.replace(" ", "")
    for _, name, ratio, common in heapq.nlargest(count, rough):
        values = features(query, heard, name, ratio, common)
        sure = name.replace(" ", "") == joined or (values[_DISTANCE] <= 1 and len(query) >= _LONG)
        yield name, _NEARLY_WRITTEN if sure else score(values)


def _add(searchable: "Searchable", found: "dict[int, tuple[float, int]]", name: str, score: float) -> None:
    """Note the score of a name for the entries that bear it, where it is their best."""
    best = None
    for relation, number in searchable.named(name) if score >= LEAST else ():
        best = relation if best is None else best
        worth = score * (
            1.0 if relation == NAME else _BORROWED if relation > best else _ALIAS if relation == ALIAS else _FULL_FORM
        )
        if worth >= LEAST and worth > found.get(number, (0.0, 0))[0]:
            found[number] = worth, relation


def score(values: "list[float]") -> float:
    """Return the score of a name's features, 0 to 100."""
    total = sum(map(float.__mul__, _WEIGHTS, values))
    return max(0.0, min(100.0, _PER_POINT * (total - _ZERO)))


def _likeness(query: str, name: str) -> float:
    """Return how like two spellings are, 0 to 1, by the restricted Damerau distance."""
    from rapidfuzz.distance import OSA  # loaded already by the candidates

    return OSA.normalized_similarity(query, name)


def _rough(query: str, heard: str, name: str, ratio: float, common: int) -> float:
    """Return a quick estimate of a name's likeness, for choosing which to look at closely."""
    from rapidfuzz.distance import OSA, Indel  # loaded already by the candidates

    return (
        0.45 * OSA.normalized_similarity(query, name)
        + 0.0024 * ratio
        + 0.18 * Indel.normalized_similarity(heard, sound(name))
        + 0.05 * (query[:1] == name[:1])
        + 0.05 * common / 255
    )


def features(query: str, heard: str, name: str, ratio: float, common: int) -> "list[float]":
    """Return what is weighed by ``WEIGHTS``, in their order, of a name against a query that sounds like ``heard``.

    ``ratio`` is their Indel ratio of 100, ``common`` how common the name is in definitions, of 255.
    """
    from rapidfuzz.distance import OSA, Indel  # loaded already by the candidates

    start, _, longer = common_ends(query, name)
    return [
        *(count / longer for count in edits(query, name)),
        Indel.normalized_similarity(heard, sound(name)),
        common / 255,
        ratio / 100,
        float(query[:1] == name[:1]),
        float(sorted(query) == sorted(name)),
        OSA.normalized_similarity(query.translate(_NO_VOWELS), name.translate(_NO_VOWELS)),
        start / longer,
        float(OSA.distance(query, name)),
        float(abs(query.count(" ") - name.count(" "))),
    ]
