"""Words to rough sounds, so that "fone" and "phone" come near each other: pure functions.

Made for the spelling of English and of words that English took over; other scripts pass unchanged.
"""

from functools import lru_cache

_VOWELS = "aeiou"
_SOFTENING = frozenset("eiy")
_FIRST = {"kn": "n", "gn": "n", "pn": "n", "wr": "r", "ps": "s", "pt": "t", "wh": "w", "x": "s"}
_PAIRS = {  # a pair of letters with one sound of its own
    "ph": "f",
    "ch": "C",
    "sh": "S",
    "th": "T",
    "ck": "k",
    "cq": "k",
    "gh": "",
    "qu": "kw",
}
_TRIPLES = {"tch": "C", "sch": "sk", "dge": "j", "dgi": "j", "dgy": "j", "sce": "s", "sci": "s", "scy": "s"}
_HUSHED = {start + end: "S" for start in ("ti", "ci", "si") for end in "ao"}  # nation, musician, vision
_ALONE = {"c": "k", "q": "k", "x": "ks", "z": "s"}


@lru_cache(1 << 16)
def sound(text: str) -> str:
    """Return the sound of each word of a spelling: a run of vowels is one "a", C S T are ch, sh, th.

    >>> sound("phone"), sound("fone"), sound("knowledge base")
    ('fan', 'fan', 'nalaj bas')
    """
    return " ".join(map(_word, text.split()))


def _word(word: str) -> str:
    sounds = ""
    at = 0
    for length in (2, 1):
        if word[:length] in _FIRST:
            sounds, at = _FIRST[word[:length]], length
            break
    while at < len(word):
        heard, length = _heard(word, at)
        sounds += heard if not sounds.endswith(heard) else ""
        at += length
    return sounds[:-1] if word.endswith("e") and len(sounds) > 2 and word[-2:-1] not in _VOWELS else sounds


def _heard(word: str, at: int) -> tuple[str, int]:
    """Return the sound that begins at ``at`` and how many letters make it."""
    char, after = word[at], word[at + 1 : at + 2]
    if char in _VOWELS or (char == "y" and at):
        return "a", 1
    three = word[at : at + 3]
    if three in _TRIPLES:
        return _TRIPLES[three], 2 if three[0] == "d" else 3 if three in ("tch", "sch") else 2
    if three in _HUSHED:
        return "S", 2
    if three[:2] in _PAIRS:
        return ("g" if three[:2] == "gh" and at == 0 else _PAIRS[three[:2]]), 2
    if char == "h":
        return ("h" if at == 0 or (after in _VOWELS and word[at - 1] in _VOWELS) else ""), 1
    if char == "w":
        return ("w" if at == 0 or after in _VOWELS else ""), 1
    if char in "cg" and after in _SOFTENING:
        return ("s" if char == "c" else "j"), 1
    return _ALONE.get(char, char), 1
