"""What kind of slip parts two spellings: an alignment of letters with a cost for each kind. Pure functions.

A missing doubled letter or two letters in the wrong order are likelier slips than a consonant that isn't there, so a
name that differs by the former is likelier the one that was meant. The costs here only choose between alignments; what
each kind weighs in the ranking stands with the features of ``search``.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Steps = tuple[int, "Steps"] | None

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


class _Replaced(dict[str, tuple[float, int]]):
    """The cost and kind of one letter for another, by the pair, as pairs turn up."""

    def __missing__(self, pair: str) -> tuple[float, int]:
        self[pair] = found = _replaced(*pair)
        return found


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


_REPLACED = _Replaced()


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


def _align(query: str, name: str, added: "Sequence[int]", missed: "Sequence[int]") -> "Iterator[int]":
    """Yield the kinds of the steps of the cheapest alignment (Damerau's, restricted), last first."""
    missing = [_COSTS[kind] for kind in missed]
    costs, steps = [0.0], _links(None)
    for cost, kind in zip(missing, missed, strict=True):
        costs.append(costs[-1] + cost)
        steps.append((kind, steps[-1]))
    costs_before, steps_before = costs, steps
    for at, char in enumerate(query):
        kind, adding = added[at], _COSTS[added[at]]
        step: Steps = (kind, steps[0])
        source: Steps
        cost = costs[0] + adding
        below, links = [cost], _links(step)
        for column, other in enumerate(name):
            best, how, source = cost + missing[column], missed[column], step
            over = costs[column + 1] + adding
            if over < best:
                best, how, source = over, kind, steps[column + 1]
            more, changed = (0.0, -1) if char == other else _REPLACED[char + other]
            over = costs[column] + more
            if over <= best:
                best, how, source = over, changed, steps[column]
            if at and column and char == name[column - 1] and other == query[at - 1] and char != other:
                over = costs_before[column - 1] + _COSTS[SWAP]
                if over < best:
                    best, how, source = over, SWAP, steps_before[column - 1]
            cost, step = best, source if how < 0 else (how, source)
            below.append(cost)
            links.append(step)
        costs_before, steps_before, costs, steps = costs, steps, below, links
    last = steps[-1]
    while last:
        yield last[0]
        last = last[1]


def _links(first: "Steps") -> "list[Steps]":
    return [first]
