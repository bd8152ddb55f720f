"""Which entries may have been meant: exact tiers, names spelled nearly so, names that go on, texts with the words."""

import heapq
import math
from functools import cache

from glossctl.search.stemming import stem as stem_of
from glossctl.search.synonyms import synonyms
from glossctl.search.tokens import STOP_WORDS, WEAK_WORDS, spelling, stemmed, stems, words
from glossctl.text import fold, inflections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossctl.search.tables import Searchable, Table

    Wanted = dict[str, tuple[float, tuple[tuple[str, float], ...]]]

# The exact tiers.
AS_WRITTEN, AS_FOLDED, AS_SPELLED, AS_INFLECTED, AS_ASKED = 100.0, 99.0, 98.0, 97.0, 96.9  # their scores
_BY_RELATION = 0.2  # what a tier takes off for an alias, twice that for an expansion, and so on
SURE = 97.3  # from here on, the query is a name: no other spelling is looked for

# Names spelled nearly so.
SPELLINGS = 300  # the name meant is among the 300 nearest of 147,306 in .980 of the misspellings, among 1000 in .987
PREFIXES = 40
_SHORTER, _LONGER = (
    3,
    2,
)  # a name may be a third of the query's length shorter, a half longer; less finds fewer cut ones
_LIKE_RATIO, _TRULY_LIKE = 55.0, 70.0  # of 100: looked for first, and found, looked no further; 65 and 78 lose .004
_LEAST_RATIO = 45.0  # looked for then; below it two spellings share little but chance

# Texts.
TEXTS = 120  # what is meant is among them in .64 of the descriptions at 147,306 entries; 200 move nothing measurable
_WEAK = 0.5  # what the rarity of a word like "make" or "way" counts for
_FEW, _STOPPED = 5, 0.3  # words; in so short a query stop words count so much where names have them: "voice over ip"
PERSON, _ASKED = "who", 1.0  # a stop word that asks for a role: it says as much as the mean of the other words
_SHORT, _SYNONYM = 6, 0.4  # stems up to which synonyms count, and how much; beyond, they move nothing measurable
_SHORTEST_CUT, _LONG_CUT = 3, 5  # letters that may be a word cut short; that may be the only one
_RAREST = 1500
_CUTS = 12  # words that begin so
CUT, _CUT_KNOWN = 0.8, 0.5  # what they count for, where the cut word is itself unknown and where it is a word


def exact(searchable: "Searchable", query: str) -> "dict[int, tuple[float, int]]":
    """Return (score, relation) by id of the entries that the query names, best tier of each.

    The tiers: as it is written, by key, by spelling (without punctuation and possessives), as another inflection.
    """
    key = fold(query)
    found: dict[int, tuple[float, int]] = {}
    tiers = [(AS_FOLDED, (key,)), (AS_SPELLED, (spelling(query),)), (AS_INFLECTED, inflections(key))]
    if asked := _asked_for(words(query)):
        tiers.append((AS_ASKED, (asked, *inflections(asked))))
    for score, names in tiers:
        for name in names:
            for relation, number in searchable.named(name) if name else ():
                found.setdefault(number, (round(score - _BY_RELATION * relation, 1), relation))
    for number in searchable.written(query, [number for number, (score, _) in found.items() if score > AS_SPELLED]):
        found[number] = (AS_WRITTEN, found[number][1])
    inflected = [number for number, (score, _) in found.items() if AS_ASKED < score <= AS_INFLECTED]
    for number in inflected:
        if not searchable.inflects(query, number):
            del found[number]
    return found


def _asked_for(words: list[str]) -> str:
    """Return what "what is a pod" and "what does MIG mean" ask for; nothing where no such question is asked."""
    if words[:1] not in (["what"], ["whats"], ["define"], ["explain"]):
        return ""
    rest = words[1:]
    while rest and rest[0] in STOP_WORDS:
        del rest[0]
    while rest and rest[-1] in ("mean", "means", "stand", "stands", "for"):
        del rest[-1]
    return " ".join(rest)


def near_spellings(searchable: "Searchable", query: str, table: "Table" = "spelling") -> "list[tuple[str, float, int]]":
    """Return (name, Indel ratio of 100, how common of 255) of the names spelled most like ``query``, nearest first.

    Every name of a like length is compared; only where none is truly like it, those that are less so are looked for.
    """
    found = _compared(searchable, query, _LIKE_RATIO, table)
    if not found or found[0][1] < _TRULY_LIKE:
        found = _compared(searchable, query, _LEAST_RATIO, table)
    return found


def _compared(searchable: "Searchable", query: str, cut: float, table: "Table") -> "list[tuple[str, float, int]]":
    """Return the names with a ratio of ``cut`` or more, comparing the nearest lengths first, to raise it quickly."""
    from rapidfuzz import fuzz, process  # 19 ms: only when no name and no text answers as the query is written

    size = len(query)
    low, high = size - max(2, size // _SHORTER), min(size + max(3, size // _LONGER), searchable.longest(table))
    best: list[tuple[float, str, int]] = []
    for length in sorted(range(max(low, 1), high + 1), key=lambda length: (abs(length - size), length)):
        if 200.0 * min(length, size) / (length + size) < cut:
            continue
        names, common = searchable.spellings(length, table)
        if not names:  # comparing with none still takes the query's length, at each of as many lengths
            continue
        found = process.extract(query, names, scorer=fuzz.ratio, processor=None, limit=SPELLINGS, score_cutoff=cut)
        best += [(-ratio, name, common[at]) for name, ratio, at in found]
        if len(best) > SPELLINGS:
            best = heapq.nsmallest(SPELLINGS, best)
            cut = max(cut, -best[-1][0])
    best.sort()
    return [(name, -ratio, common) for ratio, name, common in best]


def prefixed(searchable: "Searchable", query: str) -> list[str]:
    """Return names that begin with the query, shortest first."""
    return searchable.beginning(query, PREFIXES) if len(query) > 1 else []


def wanted(searchable: "Searchable", query: str) -> "tuple[Wanted, list[str]]":
    """Return what each stem of a query is worth, with the stems that may stand for it, and the stems in order.

    The worth is the stem's share of the rarity of all; a stem that no entry has is the rarest there can be.
    """
    order = stems(query) or stems(query, stop=False)
    written = words(query)
    rarity = {one: rarity_of(searchable, one) for one in order}
    if PERSON in written and len(order) <= _SHORT:
        rarity[PERSON] = _ASKED * sum(rarity.values()) / len(order)
    if len(written) <= _FEW:
        for one in stemmed(written, stop=False):
            if one not in rarity and searchable.entries_with(one):
                rarity[one] = _STOPPED * rarity_of(searchable, one)
    total = sum(rarity.values()) or 1.0
    others = {one: _synonyms(searchable, one) for one in rarity} if len(order) <= _SHORT else {}
    cut = _widened(searchable, [word for word in written if word not in STOP_WORDS]) if len(order) > 1 else {}
    return {one: (value / total, (*cut.get(one, ()), *others.get(one, ()))) for one, value in rarity.items()}, order


def _synonyms(searchable: "Searchable", stem: str) -> "tuple[tuple[str, float], ...]":
    return tuple((one, _SYNONYM) for one in synonyms(stem) if searchable.entries_with(one))


def _widened(searchable: "Searchable", written: "Iterable[str]") -> "dict[str, tuple[tuple[str, float], ...]]":
    """Return for the stem of each word those it may be cut from, with what they count for.

    Who writes "inter serv appli" cuts all words short; of an unrelated query some words begin nothing. So nothing is
    widened unless every unknown word can be, and there are two of them, or a long one, or three words in all.
    """
    found = {}
    unknown = []
    for word in written:
        stem = stem_of(word)
        known = searchable.entries_with(stem) > 0
        longer = _longer(searchable, word, known)
        found[stem] = tuple((other, _CUT_KNOWN if known else CUT) for other in longer)
        if not known:
            unknown.append(word)
            if not longer:
                return {}
    many = len(unknown) > 1 or len(found) > 2
    return found if unknown and (many or len(unknown[0]) >= _LONG_CUT) else {}


def _longer(searchable: "Searchable", word: str, known: bool) -> list[str]:
    """Return the stems that a word may be cut from; for one like "worki" of "working", the shorter stem."""
    longer = searchable.stems_beginning(word, _CUTS) if len(word) >= _SHORTEST_CUT else []
    if longer or known:
        return longer
    return [one for one in (word[:-1], word[:-2]) if len(one) >= _SHORTEST_CUT and searchable.entries_with(one)]


def rarity_of(searchable: "Searchable", stem: str) -> float:
    """Return the inverse document frequency of a stem, as BM25 has it; half of that for a weak word."""
    count = searchable.entries_with(stem)
    rarity = math.log(1 + (searchable.entries - count + 0.5) / (count + 0.5))
    return rarity * _WEAK if is_weak(stem) else rarity


def rarity(searchable: "Searchable", count: int) -> float:
    """Return how rare a word of ``count`` entries is, 0 to 1, on a logarithmic scale.

    1 is the one entry of the glossary, or of 1,500 where it is smaller: no word is rare among a dozen.
    """
    rarest = math.log(max(searchable.entries + 1, _RAREST))
    return max(0.0, min(1.0, math.log((searchable.entries + 1) / (count + 0.5)) / rarest))


@cache
def is_weak(stem: str) -> bool:
    """Tell whether the stem is that of a word which says little of what a definition defines."""
    return any(stem_of(word) == stem for word in _weak_words().get(stem[:3], ()))


@cache
def _weak_words() -> dict[str, list[str]]:
    """Return the weak words by their first three letters, so that few need to be stemmed."""
    found: dict[str, list[str]] = {}
    for word in WEAK_WORDS:
        found.setdefault(word[:3], []).append(word)
    return found


def texts(searchable: "Searchable", wanted: "Wanted", limit: int) -> list[int]:
    """Return the ids of the entries whose texts have most of what is wanted, by BM25, best first; ties by id.

    The rarest stems come first, and as soon as the rest together can't lift a new entry among the first ``limit``,
    they only add to the entries found.
    """
    ranked = sorted(
        ((share * part, one) for one, (share, others) in wanted.items() for one, part in ((one, 1.0), *others)),
        reverse=True,
    )
    rest = sum(worth for worth, _ in ranked)
    scores: dict[int, float] = {}
    for worth, one in ranked:
        if not searchable.entries_with(one):
            rest -= worth
            continue
        ids, parts = searchable.postings(one)
        known = scores.get
        steps = [worth * part / 255 for part in range(256)]
        if len(scores) > limit and rest < heapq.nlargest(limit, scores.values())[-1]:
            for number, part in zip(ids, parts, strict=True):
                if number in scores:
                    scores[number] += steps[part]
        else:
            for number, part in zip(ids, parts, strict=True):
                scores[number] = known(number, 0.0) + steps[part]
        rest -= worth
    best = heapq.nsmallest(limit, ((-score, number) for number, score in scores.items()))
    return [number for _, number in best]
