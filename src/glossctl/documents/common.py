"""What every engineer knows, and what only looks like an acronym: the words of ``data/common.txt``, by section."""

import os
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "common.txt")


@cache
def sections() -> "Mapping[str, frozenset[str]]":
    """Return the words of each section: known, names, words, units, states, acronyms."""
    with open(_PATH, encoding="utf-8") as file:
        return read(file.read())


def read(text: str) -> "Mapping[str, frozenset[str]]":
    r"""Return the sections of such a text, each with its words.

    >>> sorted(read("== units: behind a number\n# bytes\nkB MB\n")["units"])
    ['MB', 'kB']
    """
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in text.splitlines():
        if line.startswith("=="):
            words = found.setdefault(line.strip("= ").partition(":")[0], set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {name: frozenset(listed) for name, listed in found.items()}
