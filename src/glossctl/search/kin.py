"""Words that may stand for one another: the groups in data/kin.txt, looked up by stem."""

import os
from functools import cache

from glossctl.tokens import stemmed

_PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "kin.txt")


def kin(stem: str) -> tuple[str, ...]:
    """Return the stems that may stand for this one, in the order of the groups."""
    return _groups().get(stem, ())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Read the groups; a stem of several groups has the words of them all."""
    found: dict[str, dict[str, None]] = {}
    with open(_PATH, encoding="utf-8") as file:
        for line in file:
            group = [] if line.startswith("#") else stemmed(line.split(), stop=False)
            for one in group:
                found.setdefault(one, {}).update(dict.fromkeys(other for other in group if other != one))
    return {one: tuple(others) for one, others in found.items()}
