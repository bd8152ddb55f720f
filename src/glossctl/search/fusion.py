"""From what speaks for an entry's name and what for its text to one score, and which fields matched."""

from glossctl.index import ALIAS, EXPANSION, NAME
from glossctl.search.names import LEAST, by_name
from glossctl.search.texts import by_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossctl.entries import Matched
    from glossctl.searchable import Searchable

ANSWER = 20.0  # what the best hit must reach, or there is no answer
FLOOR = 5.0  # what each must
_BEST_NEAR = 96.0  # below every exact tier
_SECOND = 0.25  # what the weaker of name and text adds

_FIELD: "dict[int, Matched]" = {NAME: "name", ALIAS: "alias", EXPANSION: "expansion"}


class Found:
    """What was found of one entry: its score and the fields that matched."""

    __slots__ = ("matched", "score")

    def __init__(self, score: float, matched: "tuple[Matched, ...]") -> None:
        self.score = score
        self.matched = matched


def near(
    searchable: "Searchable", query: str, sure: "Mapping[int, tuple[float, int]]", names: bool = True
) -> dict[int, Found]:
    """Return what was found by id: the exact hits in ``sure``, names like the query, texts with its words."""
    text, enough = by_text(searchable, query)
    spelled = by_name(searchable, query) if names and not enough else {}
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
        if likeness >= LEAST and not exact:
            matched.append(_FIELD.get(like, "name"))
        found[number] = Found(round(score, 1), tuple(dict.fromkeys([*matched, *fields])))
    return found
