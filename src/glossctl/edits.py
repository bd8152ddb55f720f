"""What kind of slip parts two spellings: an alignment of letters with a cost for each kind. Pure functions.

A missing doubled letter or two letters in the wrong order are likelier slips than a consonant that isn't there, so a
name that differs by the former is likelier the one that was meant. The costs here only choose between alignments; what
each kind weighs in the ranking stands with the features of ``search``.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = (
    "vowel for vowel",
    "like sound",
    "neighbouring key",
    "other letter",
    "double missed",
    "double added",
    "vowel added",
    "vowel missed",
    "letter added",
    "letter missed",
    "swapped",
    "space",
    "h or w",
)
VOWEL, LIKE, KEY, OTHER, DOUBLE_MISSED, DOUBLE_ADDED, VOWEL_ADDED, VOWEL_MISSED, ADDED, MISSED, SWAP, SPACE, FAINT = (
    range(len(KINDS))
)
_COSTS = (0.55, 0.6, 0.75, 1.0, 0.45, 0.45, 0.75, 0.75, 1.0, 1.0, 0.6, 0.5, 0.7)
_UNLIKE = 1.1  # a vowel for a consonant: counted as another letter

_VOWELS = frozenset("aeiouy")
_FAINT = frozenset("hw")
_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_AT = {char: (row, column + shift) for row, (keys, shift) in enumerate(_ROWS) for column, char in enumerate(keys)}
_NEIGHBOURS = frozenset(
    one + other
    for one, (row, column) in _AT.items()
    for other, (row2, column2) in _AT.items()
    if one != other and abs(row - row2) <= 1 and abs(column - column2) <= 1
)
_ALIKE = frozenset(
    one + other
    for group in ("ckqsxz", "gj", "ckg", "dt", "bp", "fv", "mn", "vw", "lr", "ct", "st", "uw", "jy")
    for one in group
    for other in group
    if one != other
)


def edits(query: str, name: str) -> list[int]:
    """Return how many slips of each of the ``KINDS`` turn ``name`` into ``query``, by the cheapest alignment.

    Cost: the product of the lengths of the parts that differ, after the common beginning and end are taken off.

    >>> [kind for kind, count in zip(KINDS, edits("acomodate", "accommodate"), strict=True) if count]
    ['double missed']
    """
    start, end, _ = common_ends(query, name)
    counts = [0] * len(KINDS)
    added = [_added(query, at) for at in range(start, len(query) - end)]
    missed = [_missed(name, at) for at in range(start, len(name) - end)]
    if not added or not missed:  # the usual slip: nothing to align
        for kind in added or missed:
            counts[kind] += 1
        return counts
    steps = _align(query[start : len(query) - end], name[start : len(name) - end], added, missed)
    for kind in steps:
        counts[kind] += 1
    return counts


def common_ends(query: str, name: str) -> tuple[int, int, int]:
    """Return how many letters two spellings share at the beginning, at the end, and the length of the longer."""
    short = min(len(query), len(name))
    start = 0
    while start < short and query[start] == name[start]:
        start += 1
    end = 0
    while end < short - start and query[-1 - end] == name[-1 - end]:
        end += 1
    return start, end, max(len(query), len(name))


def _replaced(one: str, other: str) -> tuple[float, int]:
    vowels = (one in _VOWELS) + (other in _VOWELS)
    if vowels == 2:
        return _COSTS[VOWEL], VOWEL
    pair = one + other
    if pair in _NEIGHBOURS:
        return _COSTS[KEY], KEY
    if pair in _ALIKE:
        return _COSTS[LIKE], LIKE
    return (_UNLIKE, OTHER) if vowels else (_COSTS[OTHER], OTHER)


def _added(query: str, at: int) -> int:
    char = query[at]
    if char == " ":
        return SPACE
    if char in (query[at - 1 : at], query[at + 1 : at + 2]):
        return DOUBLE_ADDED
    return VOWEL_ADDED if char in _VOWELS else FAINT if char in _FAINT else ADDED


def _missed(name: str, at: int) -> int:
    char = name[at]
    if char == " ":
        return SPACE
    if char in (name[at - 1 : at], name[at + 1 : at + 2]):
        return DOUBLE_MISSED
    return VOWEL_MISSED if char in _VOWELS else FAINT if char in _FAINT else MISSED


def _align(query: str, name: str, added: "Sequence[int]", missed: "Sequence[int]") -> list[int]:
    """Return the kinds of the steps of the cheapest alignment (Damerau's, restricted), in no order."""
    width = len(name) + 1
    before: list[tuple[float, list[int]]] = []
    row: list[tuple[float, list[int]]] = [(0.0, [])]
    for kind in missed:
        row.append((row[-1][0] + _COSTS[kind], [*row[-1][1], kind]))
    for at, char in enumerate(query):
        kind = added[at]
        cost, steps = row[0]
        below = [(cost + _COSTS[kind], [*steps, kind])]
        for column in range(1, width):
            other = name[column - 1]
            cost, steps = row[column - 1]
            if char == other:
                best, how, source = cost, -1, steps
            else:
                more, how = _replaced(char, other)
                best, source = cost + more, steps
            cost = below[-1][0] + _COSTS[missed[column - 1]]
            if cost < best:
                best, how, source = cost, missed[column - 1], below[-1][1]
            cost = row[column][0] + _COSTS[kind]
            if cost < best:
                best, how, source = cost, kind, row[column][1]
            if at and column > 1 and char == name[column - 2] and other == query[at - 1] and char != other:
                cost = before[column - 2][0] + _COSTS[SWAP]
                if cost < best:
                    best, how, source = cost, SWAP, before[column - 2][1]
            below.append((best, source if how < 0 else [*source, how]))
        before, row = row, below
    return row[-1][1]
