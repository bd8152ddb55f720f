"""How sure a hit is, for showing it: what a score has been worth on the judged queries. Cheap to import."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Hit

_GRADES = (80.0, 50.0)  # of the best hits from 80 on, 94 percent were right; from 50 on, 81; below, 42
_LIKELY = 0.6  # of the best score: 96 percent of the right answers, and four or five hits a query


def confidence(score: float) -> int:
    """Return 3 for a hit that is nearly always right, 2 for one that mostly is, 1 for one that may be.

    >>> confidence(99), confidence(60), confidence(20)
    (3, 2, 1)
    """
    return 1 + sum(score >= grade for grade in _GRADES)


def likely(hits: "Sequence[Hit]") -> int:
    """Return how many of ``hits``, best first, are near enough to the best to be likely too."""
    return sum(hit.score >= _LIKELY * hits[0].score for hit in hits)
