"""From features to one score from 0 to 100, and which fields matched."""

import heapq

from glossctl.index import ALIAS, EXPANSION, NAME
from glossctl.search import candidates, features
from glossctl.sounds import sound
from glossctl.tokens import spelling, stems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossctl.entries import Matched
    from glossctl.search.candidates import Wanted
    from glossctl.searchable import Searchable

FLOOR = 20.0
_CLOSER_LOOK = 50  # of the 300 nearest names; the right one is among them in .976 of the misspellings
_BEST_NEAR = 96.0  # below every exact tier
_PREFIX, _PREFIX_WHOLE = 20.0, 45.0  # a name that goes on after the query: at least, and more the less is missing
_ONE_WORD = 0.3  # what the text of an entry counts against names when the query is a single word
_LONG = 8  # stems: a longer query is a description, and no name is compared with it letter by letter
_SECOND = 0.25  # what the weaker of name and text adds
_BORROWED = 0.4  # a near alias counts this much where another entry has it as its name


class Found:
    """What was found of one entry: its score and the fields that matched."""

    __slots__ = ("matched", "score")

    def __init__(self, score: float, matched: "tuple[Matched, ...]") -> None:
        self.score = score
        self.matched = matched


_FIELD: "dict[int, Matched]" = {NAME: "name", ALIAS: "alias", EXPANSION: "expansion"}


def near(
    searchable: "Searchable", query: str, sure: "Mapping[int, tuple[float, int]]", names: bool = True
) -> dict[int, Found]:
    """Return what was found by id: the exact hits in ``sure``, names like the query, texts with its words."""
    text, complete = by_text(searchable, query)
    spelled = by_name(searchable, query) if names and not complete else {}
    found = {}
    for number in {**sure, **spelled, **text}:
        exact, relation = sure.get(number, (0.0, NAME))
        likeness, like = spelled.get(number, (0.0, NAME))
        worded, fields = text.get(number, (0.0, ()))
        high, low = max(likeness, worded), min(likeness, worded)
        score = exact or min(_BEST_NEAR, high + _SECOND * low)
        if score < FLOOR:
            continue
        matched = [_FIELD.get(relation, "name")] if exact else []
        if likeness >= FLOOR and not exact:
            matched.append(_FIELD.get(like, "name"))
        found[number] = Found(round(score, 1), tuple(dict.fromkeys([*matched, *fields])))
    return found


def by_name(searchable: "Searchable", query: str) -> "dict[int, tuple[float, int]]":
    """Return (score, relation) by id of the entries with a name spelled like the query."""
    written = spelling(query)
    if not written:
        return {}
    heard = sound(written)
    found: dict[int, tuple[float, int]] = {}
    for name in candidates.prefixed(searchable, written):
        _add(searchable, found, name, _PREFIX + _PREFIX_WHOLE * len(written) / len(name))
    rough = [(features.rough(written, heard, *row), *row) for row in candidates.near_spellings(searchable, written)]
    for _, name, ratio, common in heapq.nlargest(_CLOSER_LOOK, rough):
        _add(searchable, found, name, name_score(features.spelled(written, heard, name, ratio, common)))
    return found


def _add(searchable: "Searchable", found: "dict[int, tuple[float, int]]", name: str, score: float) -> None:
    """Note the score of a name for the entries that bear it, where it is their best."""
    best = None
    for relation, number in searchable.named(name) if score >= FLOOR else ():
        best = relation if best is None else best
        worth = score if relation == best else score * _BORROWED
        if worth > found.get(number, (0.0, 0))[0]:
            found[number] = worth, relation


def name_score(values: "list[float]") -> float:
    """Return the score of a name's features."""
    total = sum(map(float.__mul__, features.SPELLED_WEIGHTS, map(float, values)))
    return max(0.0, FLOOR + (total - 13.5) * 4.2)


def by_text(searchable: "Searchable", query: str) -> "tuple[dict[int, tuple[float, tuple[Matched, ...]]], bool]":
    """Return (score, fields that matched) by id of the entries with words of the query; whether one has all."""
    wanted, order = candidates.wanted(searchable, query)
    written = stems(query, stop=False)
    found = {}
    complete = False
    for number in candidates.texts(searchable, wanted, candidates.TEXTS):
        fields = searchable.fields(number)
        values = features.text(wanted, order, written, fields, searchable.length, searchable.common[number])
        complete = complete or (values[3] + values[8] > 0.999 and len(order) > 1)
        score = text_score(values) * (1.0 if len(order) > 1 else _ONE_WORD)
        found[number] = score, _matched(wanted, fields)
    return found, complete or len(order) > _LONG


def text_score(values: "list[float]") -> float:
    """Return the score of a text's features."""
    total = sum(map(float.__mul__, features.TEXT_WEIGHTS, values))
    return max(0.0, FLOOR + (total - 2.0) * 4.2)


def _matched(wanted: "Wanted", fields: "list[str]") -> "tuple[Matched, ...]":
    """Return the fields with any of the stems, in the order of an entry's fields."""
    stems = {one for stem, (_, others) in wanted.items() for one in (stem, *(other for other, _ in others))}
    names: tuple[Matched, ...] = ("name", "alias", "expansion", "tag", "definition")
    return tuple(name for name, field in zip(names, fields, strict=True) if not stems.isdisjoint(field.split()))
