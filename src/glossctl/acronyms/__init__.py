"""Acronyms and full forms: which name looks like an acronym, and whether a full form fits its letters. Pure functions.

Lenient where people are: a false alarm costs the reader's trust in every other fault.
"""

import re

from glossctl.text import fold, initials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Piece = tuple[str, bool, bool]  # folded letters, may be skipped at no cost, begins with a capital

_LEAST_CAPITALS = 2
_MOST_SKIPPED = 1  # words of a full form that may give no letter: the API of GIE, the Point of BF16
_MOST_CHARACTERS = 1000  # of a full form: longer texts aren't full forms
_MOST_WORDS = 400  # of a definition, when looking for a full form in it

_SMALL_FORMS = """
a an and as at by for from in into is of on onto or per s the to via with und der die das des den dem für von vom zu
zur zum im am auf de du la le les l d et en au aux pour par sur el los las y e del al para por con di il lo gli dei
della delle dello da van het een op voor o u x bit bits version number no
"""
_DIGITS = {
    **dict.fromkeys(("one", "first", "single", "uno"), "1"),
    **dict.fromkeys(("two", "second", "to", "too", "double", "dual", "twice", "bi"), "2"),
    **dict.fromkeys(("three", "third", "triple", "thrice"), "3"),
    **dict.fromkeys(("four", "fourth", "for", "quad"), "4"),
    **{word: str(number) for number, word in enumerate(("five", "six", "seven", "eight", "nine"), 5)},
    **{word: str(number) for number, word in enumerate(("fifth", "sixth", "seventh", "eighth", "ninth"), 5)},
}
_SOUNDS = {"and": "n", "you": "u", "are": "r", "be": "b", "see": "c", "why": "y", "at": "@", "micro": "uµ", "euro": "€"}
_NUMBERS = {"1": "of", "1st": "f", "2": "ts", "2nd": "s", "3": "t", "3rd": "t", "4": "f", "4th": "f", "5": "f"}
_X_BEGINNINGS = ("ex", "cross", "trans", "christ")  # eXtensible, crossing, transmit, Xmas
_FIRST_PARTS = """
hyper data key tele multi net micro meta inter super sub soft hard fire web home over under up down back life time
cross auto bio geo photo electro hydro neuro cyber trans pre post non un anti pseudo ultra infra thermo radio video
audio broad band hand head main mid name off on out book work blue block check code counter day dead eye file foot
frame free ground hot house high low lap mail market news note pass pay play road safe school screen ship side stake
steam street sun table text tool touch track trade under user ware water white wide wild wire work world x kube job
health grand
"""
SMALL_WORDS = frozenset(_SMALL_FORMS.split())  # may give their letter or not
_COMPOUND = frozenset(_FIRST_PARTS.split())  # the second part of such a word gives a letter too: DataBase, HyperText
_LONGEST_PART = max(map(len, _COMPOUND))
_ITEM = re.compile(r"\s*[,;&]\s*(?:and\s+|or\s+)?|\s+and\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_CONTRACTION = re.compile(r"([a-z])(\d{1,2})([a-z]+)")
_REPEATED = re.compile(r"([a-z])([2-4])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHERWISE = re.compile(r"\s+or\s+|\s*[/;|]\s*|,?\s+a\.?k\.?a\.?\s+|\s+oder\s+|\s+ou\s+")


def has_initials(name: str) -> bool:
    """Tell whether ``name`` is made of initials, which a full form has to fit: one word, two capitals or digits.

    >>> [name for name in ("GPU", "K8s", "DevOps", "Kubernetes", "A/B testing") if has_initials(name)]
    ['GPU', 'K8s', 'DevOps']
    """
    capitals = sum(char.isupper() for char in name)
    digits = sum(char.isdigit() for char in name)
    return not any(map(str.isspace, name)) and capitals > 0 and capitals + digits >= _LEAST_CAPITALS


def stands_for(alias: str, name: str) -> bool:
    """Tell whether an alias is the acronym of an entry that is named by its full form.

    >>> stands_for("K8s", "Kubernetes"), stands_for("LLM", "large language model"), stands_for("kube", "Kubernetes")
    (True, True, False)
    """
    return (len(alias) > 1 and alias.upper() == initials(name)) or (has_initials(alias) and fits(alias, name))


def is_acronym(name: str) -> bool:
    """Tell whether ``name`` looks like an acronym: one word with two or more capitals and at most one small letter.

    >>> [name for name in ("GPU", "vGPU", "MLOps", "IoT", "GPUs", "K8s", "KServe", "Kubernetes") if is_acronym(name)]
    ['GPU', 'vGPU', 'MLOps', 'IoT', 'GPUs']
    """
    if not name or any(char.isspace() for char in name):
        return False
    bare = name[:-1] if name[-1] == "s" and name[-2:-1].isupper() else name.removesuffix("Ops") or name
    capitals = sum(char.isupper() for char in name)
    return capitals >= _LEAST_CAPITALS and sum(char.islower() for char in bare) <= 1


def fits(acronym: str, full_form: str) -> bool:
    """Tell whether the letters of ``acronym`` can be read off ``full_form``.

    Each word gives its first letter or its beginning (MLOps), a part of a compound word (HyperText) or a capital inside
    it (PostgreSQL); small words give theirs or don't; one other word may give none. Digits stand for themselves (A2A),
    a number word (2FA), a repeated letter (W3C) or letters left out (K8s). Of several full forms, or several acronyms
    separated by a slash, one has to fit. True if there is nothing to compare: a full form in another script.

    >>> fits("MIG", "Multi-Instance GPU"), fits("K8s", "Kubernetes"), fits("GPU", "Graphical Processing Device")
    (True, True, False)
    """
    if initials(full_form).casefold() in readings(letters_of(acronym)):  # nearly always
        return True
    full_form = " ".join(full_form[:_MOST_CHARACTERS].split())
    texts = list(dict.fromkeys((full_form, _BRACKETS.sub(" ", full_form), *_OTHERWISE.split(full_form))))
    names = [letters_of(part) for part in (acronym, *re.split(r"\s*/\s*|\s+or\s+", acronym))]
    names = [name for name in dict.fromkeys(names) if name]
    if not any(name.isascii() for name in names):
        return True
    readable = False
    for text in texts:
        pieces = _pieces(text, names)
        readable = readable or any(letters[0].isascii() and letters[0].isalpha() for letters, _, _ in pieces)
        if pieces and any(_fits(name, pieces) or _lists(name, text) for name in names):
            return True
    return not readable


def is_spelled_out(acronym: str, text: str) -> bool:
    """Tell whether neighbouring words of ``text`` begin with the letters of ``acronym``, in order.

    >>> is_spelled_out("DAG", "In graph theory, a Directed Acyclic Graph has no cycles.")
    True
    """
    letters = letters_of(acronym)
    if len(letters) < _LEAST_CAPITALS:
        return False
    pieces = [
        (word, small and word != letters[:1], capital) for word, small, capital in _pieces(text, [letters], _MOST_WORDS)
    ]
    needs_capitals = len(letters) == _LEAST_CAPITALS  # any two words in a row begin with some two letters
    for start, (word, _, _) in enumerate(pieces):
        if word[0] == letters[0] and _begins(letters, pieces[start : start + 3 * len(letters)], needs_capitals):
            return True
    return False


def _begins(letters: str, pieces: "Sequence[Piece]", needs_capitals: bool) -> bool:
    at = {0}
    for word, small, capital in pieces:
        ends = {end for start in at if capital or not needs_capitals for end in runs(letters, start, word)}
        if len(letters) in ends:
            return True
        at = ends | at if small else ends
        if not at:
            return False
    return False


def letters_of(acronym: str) -> str:
    """Return the letters and digits that a full form has to supply, folded, without a plural s."""
    bare = acronym.strip()
    if bare[-1:] == "s" and bare[-2:-1].isupper():  # a plural
        bare = bare[:-1]
    return _bare(bare)


def _bare(word: str) -> str:
    """Return the letters and digits of a word, folded."""
    key = fold(word)
    return key if key.isalnum() else "".join(filter(str.isalnum, key))


def _pieces(text: str, names: "Sequence[str]", limit: int = -1) -> "list[Piece]":
    """Return the words of a full form, split before inner capitals."""
    pieces = []
    for number, match in enumerate(_WORD.finditer(text)):
        if number == limit:
            break
        for part, piece in enumerate(CAMEL.split(match[0])):
            word = _bare(piece)
            if word:
                skippable = part > 0 or word in SMALL_WORDS or word in names or word.isdigit() or len(piece) < 2
                pieces.append((word, skippable, piece[0].isupper()))
    return pieces


def _fits(name: str, pieces: "Sequence[Piece]") -> bool:
    words = [word for word, small, _ in pieces if not small]
    if "".join(word[0] for word in words) == name or "".join(word[0] for word, _, _ in pieces) == name:
        return True
    return (
        any(_matches(letters, pieces) for letters in readings(name))
        or any(map(contracts(name), words))
        or (len(words) == 1 and _in_order(name, words[0]))
        or (len(name) > _LEAST_CAPITALS and sorted(name) == sorted(word[0] for word in words))  # ISO, UTC
    )


def _lists(name: str, text: str) -> bool:
    """Tell whether the items of an enumeration begin with the letters: the five principles of SOLID."""
    items = _ITEM.split(text)
    return len(items) > _LEAST_CAPITALS and name == "".join(letters_of(item)[:1] for item in items)


def readings(name: str) -> "Iterator[str]":
    """Yield the letters of a name as it may be read: digits as they are, as repeated letters, left out."""
    yield name
    if any(char.isdigit() for char in name):
        yield _REPEATED.sub(lambda match: match[1] * int(match[2]), name)
        if letters := "".join(char for char in name if not char.isdigit()):
            yield letters


def contracts(name: str) -> "Callable[[str], bool]":
    """Return a predicate: is a word the one whose letters ``name`` counts, as in K8s?"""
    match = _CONTRACTION.fullmatch(name)
    if not match:
        return lambda _: False
    first, count, last = match[1], int(match[2]), match[3]
    length = 1 + count + len(last)
    return lambda word: word.startswith(first) and word.endswith(last) and len(word) == length


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return short[0] == long[0] and all(char in rest for char in short)


def _matches(letters: str, pieces: "Sequence[Piece]") -> bool:
    """Tell whether the pieces give all the letters, in order, with at most one word skipped.

    A phrase after the last letter that starts with a small word gives no letters: "Time To First Token of a request".
    """
    states = {0: 0}  # letters given so far -> words skipped
    for word, skippable, _ in pieces:
        if word in SMALL_WORDS and states.get(len(letters)) == 0:
            return True
        after: dict[int, int] = {}
        for at, cost in states.items():
            if (skipped := cost + (not skippable)) <= _MOST_SKIPPED:
                after[at] = min(after.get(at, skipped), skipped)
            for end in runs(letters, at, word):
                after[end] = min(after.get(end, cost), cost)
        states = after
    return len(letters) in states


def runs(letters: str, at: int, word: str) -> "Iterator[int]":
    """Yield each position up to which ``word`` can give the letters from ``at`` on."""
    if at == len(letters):
        return
    if letters[at] in _DIGITS.get(word, "") + _SOUNDS.get(word, "") + _NUMBERS.get(word, ""):
        yield at + 1
    if letters[at] == "x" and word.startswith(_X_BEGINNINGS):
        yield at + 1
    run = _shared(letters, at, word)
    yield from range(at + 1, at + run + 1)
    if run >= 2 and word.endswith("s") and letters[at + run : at + run + 1] == "s":  # OPeration-S
        yield at + run + 1
    if run and word.endswith("x") and letters[at + run : at + run + 1] == "x":  # LinuX
        yield at + run + 1
    if run:
        for size in range(2, min(len(word), _LONGEST_PART + 1)):
            first = word[:size]
            if first in _COMPOUND:
                for length in range(1, min(run, len(first)) + 1):
                    second = _shared(letters, at + length, word[len(first) :])
                    yield from range(at + length + 1, at + length + second + 1)


def _shared(letters: str, at: int, word: str) -> int:
    count = 0
    while count < len(word) and at + count < len(letters) and word[count] == letters[at + count]:
        count += 1
    return count
