"""Text to what search compares: spellings, words and stems. Pure functions, used on names, definitions and queries."""

import unicodedata

from glossctl.search.stemming import stem
from glossctl.text import fold, is_unspaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEPT = "+#"  # C++ and C# are not C
_STOP = """
a about above after again against all also although am among an and another any anybody anyone anything are as at
be because been before being between both but by can could did do does doing done down during each either else
especially etc even ever every everything few for from further had has have having he her here hers him his how i
if in into is it its itself just let like may me might me more most much must my myself neither no nor not nothing
now of off often on once only onto or other others ought our ours out over own per rather same several shall she
should since so some somebody someone something such than that the their theirs them then there these they thing
things this those through thus to too toward towards under until up upon us use used uses using usually very via
was we well were what when where whether which while who whom whose why will with within without would yet you
your yours eg ie esp cf
"""
STOP_WORDS = frozenset(_STOP.split())
_WEAK = """
able allow based become belong bring call carry cause certain change come common commonly complete concern consist
contain create denote describe different easily enable end example express fact find follow form general generally
get give go good great happen help hold include intend involve kind keep know known large lead little long look made
make manner many matter mean means method need new number obtain occur one order ordinary part particular people
perform person place possible present produce provide purpose put quality receive refer relate relating represent
require result second see serve set show similar simple single small sort special specific state take term time turn
two type typical various want way whole work
"""
WEAK_WORDS = frozenset(_WEAK.split())  # words that say little of what a definition defines


class _Spaced(dict[int, str]):
    """A table for str.translate: keeps letters, digits and marks, makes a space of the rest, as characters turn up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = char.isalnum() or char in _KEPT or unicodedata.category(char)[0] == "M"
        self[code] = char if kept else " "
        return self[code]


_SPACED = _Spaced()


def spelling(text: str) -> str:
    """Return the words of ``text`` parted by one space: folded, without punctuation, possessives and dots of acronyms.

    >>> spelling("K.8.S."), spelling("K 8 S"), spelling("EBA's"), spelling("Node.js (server-side)")
    ('k8s', 'k8s', 'eba', 'node js server side')
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the words of a spelling."""
    if text.isascii() and "'" not in text and text.count(".") == text.count(". ") + text.endswith("."):
        key = text.lower()  # the same as below, in a third of the time
    else:
        key = fold(text)
        if "'" in key:
            key = _without_apostrophes(key)
        if "." in key:
            key = _without_initials(key)
    found = key.translate(_SPACED).split()
    spelled_out = len(found) > 1 and len(found[0]) == 1 and all(len(word) == 1 and word.isascii() for word in found)
    return ["".join(found)] if spelled_out else found


def _without_apostrophes(key: str) -> str:
    words = []
    for word in key.split(" "):
        bare = word[:-2] if word.endswith("'s") and len(word) > 2 else word
        words.append(bare.replace("'", "") or word)
    return " ".join(words)


def _without_initials(key: str) -> str:
    """Return ``key`` without the dots of words like "k.8.s." and "e.g."; other dots stay."""
    return " ".join([_undotted(word) if "." in word else word for word in key.split(" ")])


def _undotted(word: str) -> str:
    for part in word.strip("()").split("."):
        if len(part) > 1:
            return word
    return word.replace(".", "")


def stems(text: str, stop: bool = True) -> list[str]:
    """Return the stems of ``text`` in order, without stop words; a CJK word gives its pairs of characters.

    >>> stems("The sharing of GPUs"), stems("云原生")
    (['share', 'gpu'], ['云原', '原生'])
    """
    return stemmed(words(text), stop)


def stemmed(words: "Iterable[str]", stop: bool = True) -> list[str]:
    """Return the stems of the words of a spelling; as ``stems``, of which it is the second half."""
    if stop:
        return [one for word in words for one in _STEMMED[word]]
    return [one for word in words for one in (_STEMMED[word] or (stem(word),))]


class _Stemmed(dict[str, tuple[str, ...]]):
    """The stems of each word, none for a stop word, as words turn up: a million definitions have few words."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        if word in STOP_WORDS:
            found: tuple[str, ...] = ()
        else:
            found = (stem(word),) if word.isascii() else tuple(_pairs(word))
        self[word] = found
        return found


_REMEMBERED = 1 << 17
_STEMMED = _Stemmed()


def _pairs(word: str) -> "Iterator[str]":
    if len(word) > 1 and any(is_unspaced(char) for char in word):
        yield from (word[at : at + 2] for at in range(len(word) - 1))
    else:
        yield word


def without_brackets(text: str) -> "Iterator[str]":
    """Yield a title without its bracketed part, and the bracketed part by itself; nothing where there is none.

    >>> list(without_brackets("Passerelle d'API (API Gateway)"))
    ["Passerelle d'API", 'API Gateway']
    """
    for left, right in ("()", "[]", "（）"):
        start, end = text.find(left), text.rfind(right)
        if 0 <= start < end:
            outside = text[:start].rstrip() + " " + text[end + 1 :].lstrip()
            yield from (part for part in (outside.strip(), text[start + 1 : end].strip()) if len(part) > 1)
            return
