"""What speaks for a candidate: how it is spelled, how it sounds, which words it shares; and what each weighs."""

import math
from collections import Counter
from itertools import pairwise

from glossctl.edits import KINDS, common_ends, edits
from glossctl.searchable import length_norm
from glossctl.sounds import sound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.search.candidates import Wanted

_NAMED = 2.0  # a stem in a name counts as this many in the definition
_OTHER_NAME = 0.95  # an alias or expansion that is like the query, against a name that is
_GENUS = 4  # stems after the name: what kind of thing is defined
_LEAD = 12  # stems: what a definition begins with says what kind of thing it defines


def rough(query: str, heard: str, name: str, ratio: float, common: int) -> float:
    """Return a quick estimate of ``spelled``, for choosing whom to look at closely."""
    from rapidfuzz.distance import OSA, Indel  # loaded already by the candidates

    return (
        0.45 * OSA.normalized_similarity(query, name)
        + 0.0024 * ratio
        + 0.18 * Indel.normalized_similarity(heard, sound(name))
        + 0.05 * (query[:1] == name[:1])
        + 0.05 * common / 255
    )


# Fitted pairwise on the judged misspellings (bench/fit.py); the figures in docs/design.md.
SPELLED_WEIGHTS = (
    *(-5.73, 4.6, -1.66, -10.62, 2.52, -5.66, -9.65, -0.7, -10.89, -2.59, -2.28, -1.18, 3.09),
    *(11.29, 7.88, 10.48, 1.78, 2.89, 1.58, 1.05, -0.72, -0.09),
)
SPELLED = (*KINDS, "sound", "common", "ratio", "first", "anagram", "consonants", "beginning", "distance", "words")


def spelled(query: str, heard: str, name: str, ratio: float, common: int) -> "list[float]":
    """Return the features of a name against a query, in the order of ``SPELLED``; each 0 to 1, but the distance."""
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
        OSA.distance(query, name),
        abs(query.count(" ") - name.count(" ")),
    ]


_NO_VOWELS = {ord(char): None for char in "aeiou"}

TEXTS = (
    *("bm25", "covered", "lead", "named", "name part", "genus", "pairs", "common", "tagged", "name words", "rarest"),
    *("length", "matches"),
)
TEXT_WEIGHTS = (7.1, 3.78, 1.58, 2.9, 0.17, 1.9, 2.48, 1.36, 2.54, -0.52, 1.08, -0.18, 0.0)


def _likeness(asked: set[str], form: list[str]) -> float:
    """Return how far two bags of stems are the same, 0 to 1 (Dice)."""
    return 2 * sum(one in asked for one in form) / (len(asked) + len(form))


class Text:
    """The stems of an entry, laid out for comparing with a query."""

    def __init__(self, fields: "Sequence[str]") -> None:
        name, aliases, expansion, tags, definition = fields
        self.defined = definition.split()
        self.counts = Counter(self.defined)
        self.names = [one.split() for one in (name, *aliases.split(";"), expansion) if one]
        self.named = {one for form in self.names for one in form}
        self.tagged = set(tags.split())
        start = next((at for at, one in enumerate(self.defined) if one not in self.named), 0)
        self.genus = self.defined[start : start + _GENUS]
        self.lead = set(self.defined[start : start + _LEAD])

    def weight(self, stem: str) -> float:
        """Return how often the stem stands in the text, a name counting as several times."""
        return self.counts[stem] + _NAMED * (stem in self.named) + (stem in self.tagged)

    def pairs(self, order: "Sequence[str]") -> "Iterator[tuple[str, str]]":
        """Yield the stems that follow each other in a query and stand within two of each other in the definition."""
        asked = set(order)
        places: dict[str, list[int]] = {}
        for at, one in enumerate(self.defined):
            if one in asked:
                places.setdefault(one, []).append(at)
        for one, other in pairwise(order):
            if any(0 < abs(at - to) <= 2 for at in places.get(one, ()) for to in places.get(other, ())):
                yield one, other


def text(
    wanted: "Wanted",
    order: "Sequence[str]",
    written: "Sequence[str]",
    fields: "Sequence[str]",
    average: float,
    common: int,
) -> "list[float]":
    """Return the features of an entry's stems against those of a query, in the order of ``TEXTS``.

    ``order`` has the query's stems in order, ``written`` its stop words too;
    ``wanted`` holds for each stem of the query its share of the query's rarity, and other stems that may stand for it.
    """
    found = Text(fields)
    norm = length_norm(len(found.defined), average)
    bm25 = covered = leading = in_name = in_tag = rarest = matches = 0.0
    for stem, (share, others) in wanted.items():
        for one, part in ((stem, 1.0), *others):
            if weight := found.weight(one):
                break
        else:
            continue
        worth = share * part
        covered += worth
        matches += part
        bm25 += worth * weight / (weight + norm)
        rarest = max(rarest, worth)
        leading += worth * (one in found.lead)
        in_name += worth * (one in found.named)
        in_tag += worth * (one in found.tagged)
    most = max((share for share, _ in wanted.values()), default=1.0)
    asked = set(written)
    part_of_name = max((_likeness(asked, form) for form in found.names if form), default=0.0)
    if found.names and _likeness(asked, found.names[0]) < part_of_name:
        part_of_name *= _OTHER_NAME
    genus = sum(one in found.genus for one in order[:3]) / 3
    pairs = sum(min(wanted[one][0], wanted[other][0]) for one, other in found.pairs(order))
    words = float(len(found.names[0])) if found.names else 0.0
    length = math.log((1 + len(found.defined)) / average)
    return [
        *(bm25, covered, leading, in_name, part_of_name, genus, pairs, common / 255, in_tag, words, rarest / most),
        *(length, matches),
    ]
