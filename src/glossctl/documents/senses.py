"""Which of several senses a text means: the one it expands itself, else the one its other words speak of."""

from functools import lru_cache

from glossctl.search.tokens import stems
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from glossctl.entries import Entry

_NEAR = 3.0  # a word beside the term itself, against one elsewhere in the document
_RELATED = 4.0  # a related term in the text
_SAME_TAG = 0.5  # for each other term of the text with the same tag, up to four
_MOST_SAME = 4
_LEAST = 2.0
_MARGIN = 1.2  # by which the best is better than the next
_WEIGHTS = {"name": 2.0, "tags": 2.0, "hints": 1.0, "definition": 1.0}


class Surroundings:
    """What a text says around a term: its stems near and far, and the other terms of the glossary in it."""

    def __init__(self, near: "Collection[str]", far: "Collection[str]", terms: "Sequence[Entry]") -> None:
        self.near = near
        self.far = far
        self.terms = terms
        self.names = {fold(name) for entry in terms for name in (entry.name, entry.expansion or "", *entry.aliases)}


def same_form(one: str, other: str) -> bool:
    """Tell whether two full forms are the same but for hyphens, capitals and inflections, or one is in the other.

    >>> same_form("multi instance GPUs", "Multi-Instance GPU"), same_form("Queue Service", "Simple Queue Service")
    (True, True)
    """
    first, second = (" ".join(stems(text, stop=False)) for text in (one, other))
    if first == second or _letters(one) == _letters(other) or first.replace(" ", "") == second.replace(" ", ""):
        return True
    shorter, longer = sorted((first, second), key=len)
    return " " in shorter and f" {shorter} " in f" {longer} "


def _letters(text: str) -> str:
    """Return the letters and digits of a full form, without a plural s."""
    return "".join(filter(str.isalnum, text.lower())).removesuffix("s")


def expanded(senses: "Sequence[Entry]", forms: "Iterable[str]") -> "list[Entry]":
    """Return the senses whose full form is among ``forms``, in their order."""
    wanted = list(forms)
    return [entry for entry in senses if any(same_form(own, form) for own in full_forms(entry) for form in wanted)]


def full_forms(entry: "Entry") -> "list[str]":
    """Return what an entry's name may be spelled out as: its full form, its name and its aliases of several words."""
    return [
        text for text in (entry.expansion or "", entry.name, *entry.aliases) if len(text.split()) > 1 or len(text) > 9
    ]


def ranked(senses: "Sequence[Entry]", around: Surroundings) -> "tuple[list[Entry], bool]":
    """Return the senses, likeliest first, and whether the words around decide for the first.

    A word counts for the senses that have it and others don't; ties keep the order.
    """
    said = [_said(entry) for entry in senses]
    scores = []
    for entry, mine in zip(senses, said, strict=True):
        score = 0.0
        for word, weight in mine.items():
            others = sum(word in other for other in said) - 1
            if others < len(said) - 1:
                score += weight * (_NEAR if word in around.near else word in around.far) / (1 + others)
        scores.append(score + _company(entry, around, senses))
    order = sorted(range(len(senses)), key=lambda at: -scores[at])
    best = scores[order[0]]
    second = scores[order[1]] if len(order) > 1 else 0.0
    return [senses[at] for at in order], best >= _LEAST and best >= second * _MARGIN


@lru_cache(maxsize=1 << 10)
def _said(entry: "Entry") -> "Mapping[str, float]":
    """Return the stems that an entry uses of itself, with their weights."""
    own = set(stems(entry.name))
    found: dict[str, float] = {}
    texts = {
        "name": " ".join((entry.expansion or "", *entry.aliases)),
        "tags": " ".join(entry.tags),
        "hints": " ".join(entry.hints),
        "definition": entry.definition,
    }
    for part, text in texts.items():
        for word in stems(text):
            if word not in own:
                found[word] = max(found.get(word, 0.0), _WEIGHTS[part])
    return found


def _company(entry: "Entry", around: Surroundings, senses: "Sequence[Entry]") -> float:
    """Return what the other terms of the text say for a sense."""
    score = 0.0
    for name in entry.related:
        if fold(name) in around.names:
            score += _RELATED
    tags = {tag for tag in entry.tags if not all(tag in other.tags for other in senses)}
    score += _SAME_TAG * min(_MOST_SAME, sum(bool(tags.intersection(term.tags)) for term in around.terms))
    return score
