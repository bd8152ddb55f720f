"""From what speaks for an entry's name and what for its text to one score, and which fields matched."""

from glossctl.index import ALIAS, EXPANSION, NAME
from glossctl.search.names import by_beginning, by_name
from glossctl.search.texts import Query, by_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossctl.entries import Matched
    from glossctl.search.tables import Searchable
    from glossctl.search.texts import Text

ANSWER = 16.5  # what the best hit must reach, or there is no answer
SHORT = 6  # characters: two slips leave so short a name a low score, and its neighbors are few
FLOOR = 5.0  # what each must, and the best hit of a query of one short word
TAIL = 0.25  # of the best score, what each must; .15 to .35 lose nothing on the judged sets but shorten the lists
_NAMED_WELL = 45.0  # where a name is as like as this, a word that no entry has is no slip of a word in texts
_BEGINNING = 3  # characters of a name that may be meant as the beginning of others
_CROWDED, _CROWDING = 86.0, 0.25  # from here on scores lie closer, so that the best stays below every exact tier
_SECOND = 0.25  # what the weaker of name and text adds; to one word nothing: "persistant" shares its stem with much

_FIELD: "dict[int, Matched]" = {NAME: "name", ALIAS: "alias", EXPANSION: "expansion"}


class Found:
    """What was found of one entry: its score, how the query is related to its name (None: not at all), its text."""

    __slots__ = ("_relation", "_text", "score")

    def __init__(self, score: float, relation: int | None, text: "Text | None") -> None:
        self.score = score
        self._relation = relation
        self._text = text

    def matched(self, query: Query) -> "tuple[Matched, ...]":
        """Return the fields that matched, the one that names the entry first."""
        named = [] if self._relation is None else [_FIELD.get(self._relation, "name")]
        return tuple(dict.fromkeys([*named, *(query.matched(self._text.fields) if self._text else ())]))


def near(
    searchable: "Searchable", query: Query, sure: "Mapping[int, tuple[float, int]]", names: bool = True
) -> dict[int, Found]:
    """Return what was found by id: the exact hits in ``sure``, names like the query, texts with its words."""
    unknown = names and query.unknown(searchable)
    if names:
        spelled = by_name(searchable, query.text) if unknown else {}
    else:  # it is a name, and may be the beginning of others: kube, kubelet
        spelled = by_beginning(searchable, query.text) if len(query.text) >= _BEGINNING else {}
    if unknown and max((score for score, _ in spelled.values()), default=0.0) < _NAMED_WELL:
        query.respell(searchable, unknown)
    texts, enough = by_text(searchable, query)
    if names and not unknown and not enough:
        spelled = by_name(searchable, query.text)
    second = _SECOND if len(query.order) > 1 else 0.0
    rows = []
    ordered = trusted = 0.0  # the best score to order by, and the best in full trust or doubt
    for number in {**sure, **spelled, **texts}:
        exact, relation = sure.get(number, (0.0, None))
        likeness, like = spelled.get(number, (0.0, None))
        worded, doubted, text = texts.get(number, (0.0, 0.0, None))
        fused = _fused(likeness, worded, second)
        if not exact:
            ordered, trusted = max(ordered, fused), max(trusted, _fused(likeness, doubted, second))
        rows.append((number, exact, fused, like if relation is None else relation, text))
    share = trusted / ordered if ordered else 0.0  # so that the best has the score that it deserves
    scored = ((number, exact or share * fused, relation, text) for number, exact, fused, relation, text in rows)
    return {
        number: Found(round(score, 1), relation, text) for number, score, relation, text in scored if score >= FLOOR
    }


def _fused(likeness: float, worded: float, second: float) -> float:
    """Return the score of an entry whose name is so like the query, and whose text has its words so well."""
    fused = max(likeness, worded) + second * min(likeness, worded)
    return fused if fused <= _CROWDED else _CROWDED + _CROWDING * (fused - _CROWDED)
