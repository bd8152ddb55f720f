"""Words that may stand for one another: the groups in data/synonyms.txt, looked up by stem."""

import os
from functools import cache

from glossctl.search.stemming import stem as stem_of

_PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "synonyms.txt")
_SHARED = 3  # letters that a word and its stem have in common


def synonyms(stem: str) -> tuple[str, ...]:
    """Return the stems that may stand for this one, in the order of the groups.

    Only the groups with a word that begins alike are stemmed: all of them take 4 ms, more than the rest of a search.
    """
    found: dict[str, None] = {}
    for line in _lines():
        if f" {stem[:_SHARED]}" in line:
            group = [stem_of(word) for word in line.split()]
            if stem in group:
                found.update(dict.fromkeys(group))
    found.pop(stem, None)
    return tuple(found)


@cache
def _lines() -> tuple[str, ...]:
    """Return the groups, each a line of words with a space before each."""
    with open(_PATH, encoding="utf-8") as file:
        return tuple(" " + line.strip() for line in file if not line.startswith("#"))
