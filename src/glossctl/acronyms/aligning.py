"""Finding where a full form begins and ends in running text, by aligning its words with the letters of the acronym.

Each word gives letters or is skipped, at a cost; the cheapest alignment wins, and one that costs too much is not a full
form. Source: after Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical
Text" (2003), with costs instead of its rule that any letter will do.
"""

import re
from functools import lru_cache

from glossctl.acronyms import CAMEL, SMALL_WORDS, contracts, letters_of, readings, runs
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTER = 0.02  # another letter from the beginning of a word: MLOps
_SIGN = 0.2  # a digit or a letter that stands for a sound: 2 for two, X for ex
_INNER = 0.5  # a letter from within a word whose first letter is given too: PB, phenobarbital
_LONE = 1.3  # a letter from within a word whose first letter is not
_SKIPPED = 0.8  # a word that gives no letter
_SKIPPED_LAST = 0.6  # a word after the last letter
_SKIPPED_PART = 0.25  # a part after a hyphen, or a number
_SKIPPED_SMALL = 0.05
_ALLOWED = (0.0, 0.0, 0.6, 1.9, 2.3)  # by the number of letters; the last for all longer ones
_SMALL_FIRST = 0.3  # a full form rarely begins with "of"
_LONG_WORD = 14  # characters, with the space before
_NEVER = 1e9
_LOCANT = re.compile(r"(?<![^\W_])(?:(?:\d[\d,'’]*|[^\W\d_]|alpha|beta|gamma|delta|omega)-)+$", re.IGNORECASE)


class Piece:
    """A word, or the part of one after a hyphen or from an inner capital on, with its place in the text."""

    __slots__ = ("text", "start", "end", "is_small", "continues")

    def __init__(self, text: str, start: int, end: int, continues: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.continues = continues
        self.is_small = text in SMALL_WORDS


class Alignment:
    """The part of a text that gives the letters of an acronym, from ``start`` to ``end``, and its ``cost``."""

    __slots__ = ("start", "end", "cost")

    def __init__(self, start: int, end: int, cost: float) -> None:
        self.start = start
        self.end = end
        self.cost = cost


def pieces(text: str) -> list[Piece]:
    """Return the words of a text and their parts, in order."""
    parts = []
    last = -1
    for match in _PART.finditer(text):
        at = match.start()
        joined = last >= 0 and 0 < at - last <= 1 and text[last:at] in "-‐‑/"
        for number, part in enumerate(CAMEL.split(match[0])):
            word = "".join(char for char in fold(part) if char.isalnum())
            if word:
                parts.append(Piece(word, at, at + len(part), joined or number > 0))
            at += len(part)
        last = match.end()
    return parts


def allowed(letters: str) -> float:
    """Return the highest cost of an alignment with these letters."""
    return _ALLOWED[min(len(letters), len(_ALLOWED) - 1)]


def ending(acronym: str, text: str) -> Alignment | None:
    """Return the full form of ``acronym`` that ends where ``text`` does; None if there is none.

    >>> text = "the certificates of the Transport Layer Security"
    >>> text[ending("TLS", text).start:]
    'Transport Layer Security'
    """
    if contracted := _contracted(acronym, text, -1):
        return contracted
    best: Alignment | None = None
    for letters in _readings(acronym):
        offset = _cut(text, letters)
        parts = pieces(text[offset:])[-(3 * len(letters) + 6) :]
        if not _may_begin(letters, parts):
            continue
        for at, cost in sorted(enumerate(_costs(letters, parts)), reverse=True):
            if parts[at].continues and text[offset + parts[at].start - 1] not in "-‐‑":
                continue  # full forms don't begin in the middle of a word
            if cost <= allowed(letters) and (best is None or cost < best.cost - 1e-9):
                best = Alignment(_with_locant(text, offset + parts[at].start), len(text), cost)
    return best


def _contracted(acronym: str, text: str, at: int) -> Alignment | None:
    """Return the first or last word of a text if the acronym counts its letters, as K8s does."""
    letters = letters_of(acronym)
    parts = pieces(text) if any(map(str.isdigit, letters)) else []
    if parts and contracts(letters)(parts[at].text):
        return Alignment(parts[at].start, parts[at].end, 0.0)
    return None


def _cut(text: str, letters: str) -> int:
    """Return the offset from which on the end of a text can hold a full form of these letters."""
    most = (3 * len(letters) + 6) * _LONG_WORD
    return text.find(" ", len(text) - most) + 1 if len(text) > most else 0


def _may_begin(letters: str, parts: "Sequence[Piece]") -> bool:
    """Tell quickly whether any word begins with the first letter or something that may stand for it."""
    first = letters[0]
    return first.isdigit() or first in "xnurbcy@µ€" or any(part.text[0] == first for part in parts)


def _readings(acronym: str) -> "Iterator[str]":
    every = letters_of(acronym)
    return (letters for letters in dict.fromkeys(readings(every)) if len(letters) > 1 or letters == every != "")


def _with_locant(text: str, start: int) -> int:
    """Return the start of a word including its prefix: the number of 2,6-diaminopurine, the c of c-Jun."""
    before = text[:start].rpartition(" ")[2]
    match = _LOCANT.search(before)
    return start - len(match[0]) if match else start


def beginning(acronym: str, text: str) -> Alignment | None:
    """Return the full form of ``acronym`` that begins where ``text`` does; None if there is none.

    >>> text = "Infrastructure as Code, written by hand"
    >>> text[:beginning("IaC", text).end]
    'Infrastructure as Code'
    """
    if contracted := _contracted(acronym, text, 0):
        return contracted
    best: Alignment | None = None
    for letters in _readings(acronym):
        most = 3 * len(letters) + 6
        parts = pieces(text[: most * _LONG_WORD])[:most]
        if not parts or text[: parts[0].start].strip("\"'“‘(*_ \n"):
            return None
        if not _may_begin(letters, parts[:1]):
            continue
        for count in range(1, len(parts) + 1):
            if count < len(parts) and parts[count].continues:
                continue
            cost = _costs(letters, parts[:count])[0]
            if cost <= allowed(letters) and (best is None or cost < best.cost - 1e-9):
                best = Alignment(parts[0].start, parts[count - 1].end, cost)
    return best


def whole(acronym: str, text: str) -> float | None:
    """Return the cost of aligning ``acronym`` with the whole of ``text``; None if that isn't possible."""
    parts = pieces(text)
    costs = [contracted.cost] if (contracted := _contracted(acronym, text, 0)) and len(parts) == 1 else []
    for letters in _readings(acronym):
        if not parts or len(parts) > 4 * len(letters) + 6:
            return None
        cost = _costs(letters, parts)[0]
        if cost <= allowed(letters):
            costs.append(cost)
    return min(costs, default=None)


def _costs(letters: str, parts: "Sequence[Piece]") -> list[float]:
    """Return for each part the cost of giving all letters from there on, the first by its own beginning."""
    size = len(letters)
    after = [_NEVER] * size + [0.0]  # by letters given so far: the cost of the remaining parts
    costs = [_NEVER] * len(parts)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        now = [_NEVER] * (size + 1)
        for given in range(size + 1):
            skipped = after[given] + _skip(part, given == size)
            now[given] = min(now[given], skipped)
            for end, cost in _ways(letters, given, part.text):
                now[given] = min(now[given], after[end] + cost)
        costs[at] = min((after[end] + cost for end, cost in _first_ways(letters, part)), default=_NEVER)
        after = now
    return costs


def _skip(part: Piece, is_last: bool) -> float:
    if part.text.isdigit() or part.continues:
        return _SKIPPED_PART
    if part.is_small:
        return _SKIPPED_LAST if is_last else _SKIPPED_SMALL
    return _SKIPPED_LAST if is_last else _SKIPPED


def _first_ways(letters: str, part: Piece) -> "Iterator[tuple[int, float]]":
    """Yield how many of the first letters the part can give from its beginning, with the cost."""
    late = _SMALL_FIRST if part.is_small else 0.0
    return (
        (end, cost + late) for end, cost in _ways(letters, 0, part.text) if cost < _LONE or part.text[0] == letters[0]
    )


@lru_cache(maxsize=1 << 14)
def _ways(letters: str, at: int, word: str) -> tuple[tuple[int, float], ...]:
    """Return each position up to which a word can give the letters from ``at`` on, with the cost.

    Kept, for a text is aligned once for each word that its full form may end with.
    """
    return tuple(_each_way(letters, at, word))


def _each_way(letters: str, at: int, word: str) -> "Iterator[tuple[int, float]]":
    if at == len(letters):
        return
    begins = False
    for end in runs(letters, at, word):
        straight = word.startswith(letters[at:end])
        begins = begins or straight
        yield end, (end - at - 1) * _LETTER if straight else _SIGN
    if not begins:
        if len(word) > 3 and letters[at] in word[1:]:
            yield at + 1, _LONE
        return
    place, cost = 0, 0.0
    for end in range(at + 1, len(letters)):  # letters from within the word, each at its first occurrence
        place = word.find(letters[end], place + 1)
        if place < 0:
            return
        cost += _INNER
        yield end + 1, cost
