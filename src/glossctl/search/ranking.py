"""Near: from a query to ranked entries, where nothing needs to be spelled or worded as it is in the glossary.

Candidates first, then what speaks for each, then one score; the only place where scores exist. Exact look-ups are
``define``'s.
"""

from glossctl.entries import Hit, Hits
from glossctl.search.candidates import SURE, exact
from glossctl.search.fusion import ANSWER, FLOOR, SHORT, TAIL, Found, near
from glossctl.search.tables import searchable
from glossctl.search.texts import Query
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossctl.entries import Entry
    from glossctl.index import Index

__all__ = ["ranked", "search"]


def search(
    indexes: "Sequence[Index]", query: str, limit: int = 10, wanted: "Callable[[Entry], bool] | None" = None
) -> Hits:
    """Return up to ``limit`` hits of the ``wanted`` entries, best first; ``indexes`` come nearest first.

    A score runs from 0 to 100 and means the same at every size of glossary: 100 is the query as it is written, 97 and
    more the same but for case, punctuation or a plural, below that a likeness; what is too unlike is no hit. Ties go to
    entries of the query's own name, then to the nearer glossary, then by name.
    """

    def is_wanted(at: int, number: int) -> bool:
        return wanted is None or all(map(wanted, indexes[at].entries([number])))

    rows, total = ranked(indexes, query, limit, is_wanted if wanted else None)
    return Hits((hit for *_, hit in rows), total)


def ranked(
    indexes: "Sequence[Index]", query: str, limit: int, keep: "Callable[[int, int], bool] | None" = None
) -> "tuple[list[tuple[int, int, Hit]], int]":
    """Return what ``search`` does, each hit as (place among ``indexes``, number there, hit), and how many there are.

    ``keep`` is asked of each (place, number), best first.
    """
    if limit < 1 or not fold(query):
        return [], 0
    opened = [searchable(index) for index in indexes]
    sure = [exact(one, query) for one in opened]
    settled = any(score >= SURE for found in sure for score, _ in found.values())
    asked = [Query(one, query) for one in opened]
    rows: list[tuple[float, int, int, Found]] = []
    for layer, (one, found) in enumerate(zip(opened, sure, strict=True)):
        merged = near(one, asked[layer], found, names=not settled)
        rows += [(-hit.score, layer, number, hit) for number, hit in merged.items()]
    best = max((-score for score, *_ in rows), default=0.0)
    if best < (FLOOR if len(query) <= SHORT and len(query.split()) == 1 else ANSWER):
        return [], 0
    rows = sorted((row for row in rows if -row[0] >= TAIL * best), key=lambda row: row[0])
    if keep:
        rows = [row for row in rows if keep(row[1], row[2])]
    return _hits(indexes, asked, rows, limit), len(rows)


def _hits(
    indexes: "Sequence[Index]", asked: list[Query], ranked: "list[tuple[float, int, int, Found]]", limit: int
) -> "list[tuple[int, int, Hit]]":
    """Return the best ``limit`` of what was found, ties in order of layer and name."""
    if len(ranked) > limit:
        last = ranked[limit - 1][0]
        ranked = [one for one in ranked if one[0] <= last]  # all that tie with the last: the name decides
    hits = []
    for score, layer, number, found in ranked:
        (entry,) = indexes[layer].entries([number])
        hit = Hit(entry, -score, found.matched(asked[layer]))
        name = fold(entry.name)
        hits.append((score, name != asked[layer].key, layer, name, number, hit))
    return [(layer, number, hit) for _, _, layer, _, number, hit in sorted(hits, key=lambda row: row[:5])[:limit]]
