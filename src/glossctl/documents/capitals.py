"""Acronyms in prose: which words in capitals a reader may ask about.

Not shouted words, headings in capitals, Roman numerals, units, versions, constants, file names, identifiers and names
that are read as words. Latin letters only: which words of other scripts are acronyms, capitals don't tell.
"""

import re
from functools import lru_cache

from glossctl.acronyms import is_acronym
from glossctl.documents.common import sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from glossctl.syntax.spans import Block, Mark, Prose

_L = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſ0-9"
_U = "A-ZÀ-ÖØ-Þ"
_CANDIDATE = re.compile(
    rf"(?<![{_L}_])(?:[{_L}]*[{_U}][{_L}]*[{_U}0-9][{_L}]*|[0-9][{_L}]*[{_U}][{_L}]*)(?![{_L}_])"
    rf"|(?<![\w.])(?:[A-Z]\.){{2,}}(?!\w)"
)
_HAS_CANDIDATE = re.compile(rf"[{_U}]\S*?[{_U}0-9]|[0-9]\S*?[{_U}]")  # fast, and wrong for few blocks
_CHUNK = re.compile(rf"[{_L}./&+_-]+")
_CODE_BEFORE = frozenset("_$#@%\\~^=<")
_CODE_AFTER = frozenset("_\\=@$")
_ROMAN = re.compile(r"[IVX]{2,}")
_REFERENCE = re.compile(r"[A-Z]{1,}\d{3,}[A-Z]*|[A-Z]\d+[a-z]?|[A-Z]{1,3}\d{2,}[A-Z].*|\d.*|[A-Z]\d+[A-Z].*\d.*")
_LINKED = re.compile(r"[A-Z][24][A-Z]|[1-9][A-Z]{2,4}")  # E2E, P2P; 2FA, 3GPP
_PRONOUNCED = re.compile(r"[^AEIOUY]{0,3}(?:[AEIOUY]{1,2}[^AEIOUY]{1,3})+[AEIOUY]{0,2}")
_ENDINGS = ("S", "ES", "ED", "D", "ING", "LY", "ER", "R", "NESS", "ABLE")
_PREVIOUS = re.compile(r"(?:([A-Z]{2,})[\s,;:/&\"“-]+)?([A-Z]{2,})[\s,;:/&\"“-]+$")
_FOLLOWING = re.compile(r"[\s,;:/&\"”-]+([A-Z]{2,})\b(?:[\s,;:/&\"”-]+([A-Z]{2,})\b)?")
_AFTER_CITY = re.compile(r"[a-z],\s+$")
_LOWER = re.compile(r"(?<![\w])[a-z]{4,}(?![\w])")
_LONGEST = 8
_SHOUTED = 6  # letters: an acronym that long is rare, and most of those are read as words


class Occurrence:
    """An acronym in prose: its bare form, the block it stands in, and from where to where in the block's text."""

    __slots__ = ("acronym", "block", "start", "end")

    def __init__(self, acronym: str, block: "Block", start: int, end: int) -> None:
        self.acronym = acronym
        self.block = block
        self.start = start
        self.end = end

    @property
    def word(self) -> str:
        """The word as it stands there."""
        return self.block.text[self.start : self.end]


def acronyms(prose: "Prose", known: "Collection[str]" = ()) -> "Iterator[Occurrence]":
    """Yield the acronyms in the prose of a document, in order; ``known`` are those to pass over with the common ones.

    Parts of a compound (GPU-accelerated, CI/GI) are acronyms of their own; a plural s and a possessive are no part.
    """
    reader = _Reader(prose, known)
    for block in prose.blocks:
        if _HAS_CANDIDATE.search(block.text):
            yield from reader.block(block)


class _Reader:
    def __init__(self, prose: "Prose", known: "Collection[str]") -> None:
        self.prose = prose
        self.known = frozenset(known)
        self._vocabulary: frozenset[str] | None = None

    def block(self, block: "Block") -> "Iterator[Occurrence]":
        """Yield the acronyms of a block."""
        text = block.text
        files = files_in(block)
        for match in _CANDIDATE.finditer(text):
            start, end = match.span()
            if files and any(mark.start <= start < mark.end for mark in files):
                continue
            word = match[0]
            acronym = bare(word)
            if acronym is None or word in self.known or acronym in self.known:
                continue
            if is_code(text, start, end) or _is_common(_chunk(text, start, end)) or self._is_shouted(block, match):
                continue
            yield Occurrence(acronym, block, start, end)

    def _is_shouted(self, block: "Block", match: "re.Match[str]") -> bool:
        """Tell whether a word in capitals is an ordinary word, by itself or by its company."""
        word, text = match[0], block.text
        if not (word.isupper() and word.isalpha()):
            return False
        if word in sections()["states"] and _AFTER_CITY.search(text, 0, match.start()):
            return True
        if len(word) >= 4 and word.lower() in self._words() and _PRONOUNCED.fullmatch(word):
            return True
        before = _PREVIOUS.search(text, max(0, match.start() - 40), match.start())
        after = _FOLLOWING.match(text, match.end())
        left = [found for found in before.groups() if found] if before else []
        right = [found for found in after.groups() if found] if after else []
        return len(left) + len(right) > 1 and sum(map(is_ordinary, left + right)) > 1

    def _words(self) -> frozenset[str]:
        """The words in small letters of the whole document."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(word for block in self.prose.blocks for word in _LOWER.findall(block.text))
        return self._vocabulary


@lru_cache(maxsize=1 << 14)
def bare(word: str) -> str | None:
    """Return the acronym that a word is, without its plural s; None where it is none or everybody knows it.

    >>> [bare(word) for word in ("ZQTs", "vGPU", "E2E", "API", "MUST", "VIII", "V100", "NVIDIA", "HTTPRoute")]
    ['ZQT', 'vGPU', 'E2E', None, None, None, None, None, None]
    """
    listed = sections()
    if word in listed["acronyms"]:
        return word
    if "." in word:
        return None if word in listed["known"] else word
    base = word[:-1] if len(word) > 2 and word[-1] == "s" and (word[-2].isupper() or word[-2].isdigit()) else word
    if any(_is_listed(form) for form in {word, base}) or base in listed["units"]:
        return base if base in listed["acronyms"] else None
    if base in listed["acronyms"]:
        return base
    if _LINKED.fullmatch(base):
        is_plain = base[1:] in listed["units"] or base[1:] in listed["words"] or base[1:] in listed["known"]
        return None if base[0].isdigit() and is_plain else base
    if len(base) > _LONGEST or _ROMAN.fullmatch(base) or _REFERENCE.fullmatch(base) or not is_acronym(base):
        return None
    if base.isupper() and base.isalpha() and is_ordinary(base):
        return None
    stem = base.rstrip("0123456789")
    return None if stem != base and (_is_listed(stem) or len(stem) < 2 or is_ordinary(stem)) else base


def _is_listed(word: str) -> bool:
    listed = sections()
    return word in listed["known"] or word in listed["names"]


@lru_cache(maxsize=1 << 12)
def is_ordinary(word: str) -> bool:
    """Tell whether a word in capitals is an ordinary one that is shouted.

    >>> [is_ordinary(word) for word in ("MUST", "LIMITED", "SEPARATELY", "ANCSA", "GDPR")]
    [True, True, True, False, False]
    """
    words = sections()["words"]
    if word in words:
        return True
    if len(word) >= 5:
        for ending in _ENDINGS:
            if word.endswith(ending) and (word[: -len(ending)] in words or word[: -len(ending)] + "E" in words):
                return True
    return len(word) >= _SHOUTED and bool(_PRONOUNCED.fullmatch(word))


def files_in(block: "Block") -> "list[Mark]":
    """Return where the names of files stand in a block."""
    return [mark for mark in block.marks if mark.markup == "file"]


def is_code(text: str, start: int, end: int) -> bool:
    """Tell whether a word belongs to something that programs read: an option, a variable, a number of a document."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    last, first = before[-1:], after[:1]
    if last in _CODE_BEFORE or first in _CODE_AFTER:
        return True
    if before == "--" or before == "::" or after == "::" or last == "+" or first == "+":
        return True
    if last == ".":  # a part of a name, or of .NET
        return True
    if first in (".", "&") and after[1:2].isalnum():
        return True
    if first in ("-", "‑", "–") and after[1:2].isdigit():  # KEP-5008, GPT-4
        return True
    return last == "-" and len(before) > 1 and before[0].isdigit()


def _chunk(text: str, start: int, end: int) -> str:
    """Return what stands around a word without a space, without the punctuation at its ends."""
    begin = start
    while begin > 0 and start - begin < 24 and _CHUNK.match(text[begin - 1]):
        begin -= 1
    stop = _CHUNK.match(text, start)
    return text[begin : stop.end() if stop else end].strip(".-/&+_")


def _is_common(chunk: str) -> bool:
    return _is_listed(chunk) or _is_listed(chunk.removesuffix("s"))
