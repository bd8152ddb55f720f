"""The English article before a word that is replaced: ``a whitelist`` becomes ``an allowlist``."""

import re

_ARTICLE = re.compile(r"(?<![^\W_])(?<![-'’.])([Aa]n?|AN)(?=\s+\Z)")
_AROUND = 80  # characters before a word: an article, and the space behind it
_AN = re.compile(r"(?:hour|honest|honou?r|heir)|[ai]|e(?![uw])|o(?!ne\b|nce|u)|ou[nrt]|u(?:n(?!i)|p|l|m|g|rb|rg|tt)")
_A = re.compile(r"[bcdfgjklmnpqrstvwxyz]|h(?!our|onest|onou?r|eir|erb)|e[uw]|one\b|once|uni(?![nm])|us|ut[ei]")
_LETTER_AN = frozenset("AEFHILMNORSX")


def article(before: str, name: str) -> tuple[int, int, str] | None:
    """Return where in ``before``, a text up to a word, the article before that word is, and which one ``name`` takes.

    None where no article is there. The article is "" where the letters of ``name`` don't tell how it is spoken.

    >>> article("Use a ", "allowlist"), article("An ", "blocklist"), article("an ", "SIG"), article("the ", "unit")
    ((4, 5, 'an'), (0, 2, 'A'), (0, 2, ''), None)
    """
    found = _ARTICLE.search(before, max(0, len(before) - _AROUND))
    if not found or (found[1] == "A" and not _begins(before[: found.start()])):
        return None
    wanted = _wanted(name)
    if wanted and found[1][0] == "A":
        wanted = wanted.upper() if found[1] == "AN" else wanted.capitalize()
    return found.start(), found.end(), wanted


def _begins(before: str) -> bool:
    """Tell whether a sentence begins here: in "plan A fails", A is no article."""
    return not before.strip() or before.rstrip().endswith((".", "!", "?", ":", '"', "“", "("))


def _wanted(name: str) -> str:
    first = re.split(r"[^A-Za-z]", name, maxsplit=1)[0]
    if len(first) > 1 and first.isupper():
        if re.search("[AEIOUY]", first) and first[0] not in "AIOBCDGJKPQTVWZ":
            return ""  # a SIG, but an SLI
        return "an" if first[0] in _LETTER_AN else "a"
    word = first.lower()
    is_an, is_a = _AN.match(word), _A.match(word)
    return "an" if is_an and not is_a else "a" if is_a and not is_an else ""
