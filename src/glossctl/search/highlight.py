"""Where the words of a query stand in a text, for marking them: pure, and cheap to import."""

from itertools import pairwise

from glossctl.search.slips import edits
from glossctl.search.stemming import stem
from glossctl.search.tokens import STOP_WORDS
from glossctl.text import fold, inflections

_SHORTEST_STEM = 4  # letters: a shorter common beginning says nothing ("co" of container and compute)
_LETTERS_A_SLIP = 4  # a word of so many letters may hold one slip, of twice as many two


def marks(query: str, text: str) -> list[tuple[int, int]]:
    """Return the spans [start, end) of the words of ``text`` that are words of ``query``, in order.

    Stop words count only where the query has no others. A word is marked where it is the query's word, an inflection,
    of the same stem, or begins with it. A word of the query that is nowhere in the text marks what it may be a slip
    of, or two words written as one. In a script without spaces the query's own characters are marked.
    """
    words = [(start, end, fold(text[start:end])) for start, end in _words(text)]
    found: set[tuple[int, int]] = set()
    asked = dict.fromkeys(word for word in fold(query).split() if any(char.isalnum() for char in word))
    for wanted in [word for word in asked if word not in STOP_WORDS] or asked:
        found |= _same(wanted, words) or _near(wanted, words)
    return sorted(found) or _unspaced(query, text)


def _same(wanted: str, words: list[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """Return the spans of the words that are ``wanted`` in some form."""
    forms = {wanted, *inflections(wanted)}
    root = stem(wanted)
    return {
        (start, end)
        for start, end, word in words
        if word in forms
        or (len(root) >= _SHORTEST_STEM and stem(word) == root)
        or (len(wanted) >= _SHORTEST_STEM and word.startswith(wanted))
    }


def _near(wanted: str, words: list[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """Return the spans of the words that ``wanted`` may be a slip of, and of neighbours that it writes as one."""
    found = {
        (start, end)
        for start, end, word in words
        if abs(len(word) - len(wanted)) <= min(2, len(wanted) // _LETTERS_A_SLIP)
        and sum(edits(wanted, word)) <= min(2, len(wanted) // _LETTERS_A_SLIP)
    }
    for (start, end, first), (start2, end2, second) in pairwise(words):
        if first + second == wanted:
            found |= {(start, end), (start2, end2)}
    return found


def _words(text: str) -> list[tuple[int, int]]:
    spans, start = [], -1
    for at, char in enumerate(text + " "):
        if char.isalnum() or (start >= 0 and char in "'’" and text[at + 1 : at + 2].isalpha()):
            start = at if start < 0 else start
        elif start >= 0:
            spans.append((start, at))
            start = -1
    return spans


def _unspaced(query: str, text: str) -> list[tuple[int, int]]:
    if query.isascii():
        return []
    at = text.find(query)
    return [(at, at + len(query))] if at >= 0 else []
