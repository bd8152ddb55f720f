"""Text to words that can be compared: where each stands, and its key without inflection.

A glossary's names and the prose of documents are cut up by the same function, so that the two can't drift apart.
"""

import re
from functools import lru_cache

from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    Word = tuple[str, int, int]  # folded, where it begins and ends

_UNSPACED = (  # Thai, Lao, Burmese, Khmer; Chinese, Japanese, Korean
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
)
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+|[{_UNSPACED}]")


def words(text: str) -> "list[Word]":
    """Return the words of a text; of scripts that leave no space between words, each character is one.

    >>> [word for word, start, end in words("GPU-Knoten, MIG's 説明")]
    ['gpu', 'knoten', 'mig', 's', '説', '明']
    """
    if text.isascii():
        return [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.lower())]
    return [(_folded(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without what a plural adds; words that merely look alike may share it.

    >>> [stem(word) for word in ("caches", "cache", "policies", "databases", "gpus", "class", "status")]
    ['cach', 'cach', 'policy', 'databas', 'gpu', 'class', 'statu']
    """
    if len(word) < 3 or word.endswith(("ss", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("uses") and len(word) > 5:  # statuses, as status
        return word[:-3]
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith(("se", "xe", "ze", "che", "she")) and len(word) > 4:
        return word[:-1]
    return word[:-1] if word.endswith("s") else word


def phrase(text: str) -> str:
    """Return the words of a name, the last one without inflection, with a space between; empty where it has none.

    >>> phrase("Large Language Models"), phrase("C++")
    ('large language model', 'c')
    """
    found = [word for word, _, _ in words(text)]
    return " ".join([*found[:-1], stem(found[-1])]) if found else ""


def lead(phrase: str) -> str:
    """Return what a phrase is looked up by: its first two words."""
    first, _, rest = phrase.partition(" ")
    return f"{first} {rest.partition(' ')[0]}" if rest else first
