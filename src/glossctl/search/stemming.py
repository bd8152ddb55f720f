"""English words to stems: Porter's algorithm, written out. Pure functions.

A stem is what inflected and derived forms of a word share ("sharing", "shares", "shared": "share"); it need not be a
word. Source: M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), with his later "bli" and "logi".
"""

from functools import lru_cache

_STEP_2 = (
    ("ational", "ate"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("tional", "tion"),
    ("biliti", "ble"),
    ("entli", "ent"),
    ("ousli", "ous"),
    ("ation", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("iser", "ize"),
    ("alli", "al"),
    ("ator", "ate"),
    ("logi", "log"),
    ("bli", "ble"),
    ("eli", "e"),
)
_STEP_3 = (
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("alise", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
)
_STEP_4 = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive"),
    *("ize", "ise", "al", "er", "ic", "ou"),
)


@lru_cache(1 << 18)
def stem(word: str) -> str:
    """Return the stem of a folded word; what isn't plain a-z is its own stem.

    >>> [stem(word) for word in ("sharing", "shares", "deployment", "gpus")]
    ['share', 'share', 'deploy', 'gpu']
    """
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _past_and_progressive(_plural(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _derived(_derived(word, _STEP_2), _STEP_3)
    return _final(_suffix(word))


def _is_consonant(word: str, at: int) -> bool:
    char = word[at]
    if char == "y":
        return at == 0 or not _is_consonant(word, at - 1)
    return char not in "aeiou"


def _measure(word: str) -> int:
    """Return Porter's m: how often a consonant follows a vowel."""
    total, after_vowel = 0, False
    for at in range(len(word)):
        consonant = _is_consonant(word, at)
        total += consonant and after_vowel
        after_vowel = not consonant
    return total


def _has_vowel(word: str) -> bool:
    return not all(_is_consonant(word, at) for at in range(len(word)))


def _is_short(word: str) -> bool:
    """Tell whether ``word`` ends consonant, vowel, consonant, the last not w, x or y."""
    end = len(word) - 1
    return (
        end > 1
        and word[end] not in "wxy"
        and _is_consonant(word, end)
        and not _is_consonant(word, end - 1)
        and _is_consonant(word, end - 2)
    )


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past_and_progressive(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        bare = word[: -len(ending)]
        if word.endswith(ending) and _has_vowel(bare):
            break
    else:
        return word
    if bare.endswith(("at", "bl", "iz")):
        return bare + "e"
    if len(bare) > 1 and bare[-1] == bare[-2] and bare[-1] not in "aeioulsz":
        return bare[:-1]
    return bare + "e" if _measure(bare) == 1 and _is_short(bare) else bare


def _derived(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, short in endings:
        if word.endswith(ending):
            bare = word[: -len(ending)]
            return bare + short if _measure(bare) > 0 else word
    return word


def _suffix(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending):
            bare = word[: -len(ending)]
            if ending == "ion" and not bare.endswith(("s", "t")):
                return word
            return bare if _measure(bare) > 1 else word
    return word


def _final(word: str) -> str:
    if word.endswith("e"):
        bare = word[:-1]
        measure = _measure(bare)
        if measure > 1 or (measure == 1 and not _is_short(bare)):
            return bare
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
