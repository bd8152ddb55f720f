"""What speaks for a candidate: how it is spelled, how it sounds, which words it shares; and what each weighs."""

from collections import Counter
from itertools import pairwise

from glossctl.edits import KINDS, common_ends, edits
from glossctl.sounds import sound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.search.candidates import Wanted

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

TEXT_WEIGHTS = (10.92, 2.93, 2.39, -2.23, 0.19, 2.1, 1.7, 0.56, 2.84, -1.02, 1.76)
TEXTS = ("bm25", "covered", "lead", "named", "name part", "genus", "pairs", "common", "tagged", "name words", "rarest")


def text(
    wanted: "Wanted", order: "Sequence[str]", fields: "Sequence[str]", average: float, common: int
) -> "list[float]":
    """Return the features of an entry's stems against those of a query, in the order of ``TEXTS``.

    ``wanted`` holds for each stem of the query its share of the query's rarity, and other stems that may stand for it.
    """
    name, aliases, expansion, tags, definition = fields
    defined = definition.split()
    names = [one.split() for one in (name, *aliases.split(";"), expansion) if one]
    counts = Counter(defined)
    lead = set(defined[:_LEAD])
    named = {one for form in names for one in form}
    tagged = set(tags.split())
    norm = 1.2 * (0.25 + 0.75 * len(defined) / average)
    bm25 = covered = leading = in_name = in_tag = rarest = 0.0
    for one, (share, others) in wanted.items():
        weight = counts[one] + 4.0 * (one in named) + (one in tagged)
        part = 1.0
        if not weight:
            for other, less in others:
                weight = counts[other] + 4.0 * (other in named) + (other in tagged)
                if weight:
                    one, part = other, less
                    break
            else:
                continue
        share *= part
        covered += share
        bm25 += share * weight / (weight + norm)
        rarest = max(rarest, share)
        if one in lead:
            leading += share
        if one in named:
            in_name += share
        if one in tagged:
            in_tag += share
    most = max((share for share, _ in wanted.values()), default=1.0)
    asked = set(order)
    part_of_name = max((sum(one in asked for one in form) / len(form) for form in names if form), default=0.0)
    genus = sum(one in defined[:4] for one in order[:3]) / 3
    places: dict[str, list[int]] = {}
    for at, one in enumerate(defined):
        if one in wanted:
            places.setdefault(one, []).append(at)
    pairs = 0.0
    for one, other in pairwise(order):
        if any(0 < abs(at - to) <= 2 for at in places.get(one, ()) for to in places.get(other, ())):
            pairs += min(wanted[one][0], wanted[other][0])
    return [
        bm25,
        covered,
        leading,
        in_name,
        part_of_name,
        genus,
        pairs,
        common / 255,
        in_tag,
        float(len(names[0]) if names else 0),
        rarest / most,
    ]
