"""What a text says itself: pairs of an acronym and its full form, in brackets, with cue words, as an entry of a list.

Whether letters and words fit is for ``acronyms.aligning`` to say; this file knows the places where people define.
"""

import re

from glossctl.acronyms import aligning, letters_of
from glossctl.documents.common import sections
from glossctl.syntax.spans import GAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Pair = tuple[str, str, int, int]  # acronym and full form as they stand, where the acronym does, where the form

_LONGEST = 14  # characters of a short form
_LONGEST_FORM = 120
_READ = 300  # characters before a bracket, or within
_MARKS = re.compile(r"[(\[（)\]）]")
_OPENING = "([（"
SHORT = r"[^\W_](?:[\w+./&-]{0,11}[\w+])?"
_ACRONYM = re.compile(SHORT)
_BEFORE = re.compile(rf"(?:^|(?<=[\s\"'“‘(/{GAP}-]))({SHORT})[\"'”’*]*\s*$")
_SPLIT = re.compile(r"[,;:]|\s[-–—=]\s|\s+or\s+|\s+and\s+")
_LEAD = re.compile(
    r"[\s\"'“‘*]*(?:(?:also|often|commonly|sometimes|usually|hereafter|henceforth|hereinafter|abbreviated(?: to| as)?|"
    r"abbr\.?|known as|called|referred to as|aka|a\.k\.a\.|or|short for|short|i\.e\.|kurz|abgekürzt|stands for|"
    r"acronym for|abbreviation (?:for|of)|for short|the|an?|=|:)[,:]?\s+)?",
    re.IGNORECASE,
)
_STANDS = re.compile(
    rf"(?:^|(?<=[\s\"'“‘(]))({SHORT})[\"'”’*]*,?\s+(?:(?:which|that|it)\s+)?(?:(?:simply|just|here|literally)\s+)?"
    r"(?:stands?\s+for|is\s+short\s+for|short\s+for|is\s+(?:an?\s+|the\s+)?(?:acronym|abbreviation|initialism)\s+(?:for|of)|"
    r"means|is\s+the\s+abbreviation\s+(?:for|of)|an?\s+acronym\s+(?:for|of)|abbreviates|=|steht\s+für|aka|a\.k\.a\.|"
    r"also\s+(?:known|referred\s+to)\s+as|or)[\s:]+",
)
_SHORTENED = re.compile(
    r",?\s*(?:[,(]\s*|\s)(?:which\s+is\s+|is\s+|and\s+|are\s+)?(?:also\s+|often\s+|commonly\s+|usually\s+|sometimes\s+|typically\s+|"
    r"frequently\s+|generally\s+|hereafter\s+|hereinafter\s+|henceforth\s+)*"
    r"(?:abbreviated(?:\s+(?:to|as|with|by))?|known(?:\s+simply)?\s+as|called(?:\s+simply)?|referred\s+to(?:\s+simply)?\s+as|"
    r"shortened\s+to|aka|a\.k\.a\.|or(?:\s+simply|\s+just)?|or|simply|i\.e\.,?|kurz|abgekürzt)"
    rf"[\s:]+(?:the\s+|an?\s+)?[\"'“‘*]*({SHORT})(?![\w-])",
    re.IGNORECASE,
)
_HEADED = re.compile(rf"\s*[\"'“‘*]*({SHORT})[\"'”’*]*(?:\s*[:=：]\s*|\s+[-–—→]+\s+|[–—]|\t+|\s{{2,}}|\s*\n\s*)(?=\S)")
_TRAILED = re.compile(rf"([^\n:=]{{4,{_LONGEST_FORM}}}?)(?:\s*[:=]\s*|\s+[-–—]+\s+)[\"'“‘*]*({SHORT})[\"'”’*.]*\s*$")
_END = re.compile(r"[.!?;:,](?:\s|$)|\n\s*\n| [-–—] |[()\[\]]|" + GAP)
_START = re.compile(r"[.!?;:](?=\s)|\n\s*\n| [–—] |" + GAP)
_TWO = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{0,6}[A-ZÀ-Þ0-9]|[0-9][A-Z]|\b[A-Z]\b")
_SHORT_INSIDE = re.compile(r"[\s\"'“‘*]*(?:\w+ ){0,3}[a-z0-9]{2,5}[\s\"'”’*]*\Z")
_CUE = re.compile(
    r"\b(?:stands?|short|shortened|acronym|initialism|abbrev\w+|abgekürzt|kurz|steht|means|aka|a\.k\.a|known|called|referred|"
    r"simply|i\.e|or)\b|="
)  # of small letters: twice as fast as one that ignores capitals
_WINDOW = 60  # characters around a cue word
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]{3}")
_CUT = 4  # letters of a word that is cut off: DILT for diltiazem
_STRICT = 0.3
_DOUBLE = re.compile(r"[A-Z][A-Za-z]{0,4} [A-Z][A-Z]{0,3}")
_CONTRACTED = re.compile(r"[a-z]\d{1,2}[a-z]{1,2}")
_WORDS = {"and", "or", "the", "a", "an", "of", "for", "in", "to", "is", "are"}


def pairs(text: str, is_entry: bool = True) -> "Iterator[Pair]":
    """Yield (acronym, full form, place of the acronym, place of the form) for what ``text`` itself defines.

    ``text`` is a block of prose; ``is_entry``: it may define as a list does, "LF - Long Form".

    >>> [pair[:2] for pair in pairs("A Network Interface Card (NIC) and its MTU (maximum transmission unit).")]
    [('NIC', 'Network Interface Card'), ('MTU', 'maximum transmission unit')]
    """
    if "(" in text or "[" in text or "（" in text:
        yield from _bracketed(text)
    if not has_short(text):
        return
    yield from _cued(text)
    if is_entry:
        yield from _entry(text)


def has_short(text: str) -> bool:
    """Tell whether a text has a word with two capitals, or a capital and a digit, near each other."""
    return bool(_TWO.search(text))


def _bracketed(text: str) -> "Iterator[Pair]":
    for start, end in _brackets(text):
        inside, at = text[start + 1 : end], start + 1
        while (led := _LEAD.match(inside)) and led[0]:
            inside, at = inside[led.end() :], at + led.end()
        before = text[max(0, start - _READ) : start]
        if not (has_short(inside) or has_short(before[-_LONGEST - 6 :]) or _SHORT_INSIDE.match(inside)):
            continue
        pair = _short_inside(inside, at, before, start - len(before))
        pair = pair or _long_inside(inside, at, before, start - len(before)) or _both_inside(inside, at)
        if pair:
            yield pair


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and close, inner ones too, in the order in which they open."""
    opened: list[int] = []
    found = []
    for mark in _MARKS.finditer(text):
        if mark[0] in _OPENING:
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.start() - start <= _READ:
                found.append((start, mark.start()))
    return sorted(found)


def _short_inside(inside: str, at: int, before: str, offset: int) -> "Pair | None":
    """Return the pair of "long form (LF)"; what stands behind a comma or a semicolon in the brackets is let be."""
    short = _SPLIT.split(inside.strip(), maxsplit=1)[0].strip(" \n\"'”’*.")
    is_rare = _is_letter(short) or _is_double(short)
    if not is_short(short) and not is_rare:
        return None
    cut = max((match.end() for match in _START.finditer(before)), default=0)
    before, offset = before[cut:], offset + cut
    if not before.strip():
        return None
    found = aligning.ending(short, before.rstrip(" \n\"'“”‘’*,"))
    if found is None:
        return None
    long = before[found.start : found.end]
    if not _is_form(long, short, found.cost) or (is_rare and found.cost > _STRICT):
        return None
    return short, long, at, offset + found.start


def _is_letter(short: str) -> bool:
    """Tell whether a short form is a single capital."""
    return len(short) == 1 and short.isupper()


def _is_double(short: str) -> bool:
    """Tell whether a short form may be one of two words: Dyn A."""
    return len(short) <= _LONGEST and bool(_DOUBLE.fullmatch(short))


def _long_inside(inside: str, at: int, before: str, offset: int) -> "Pair | None":
    """Return the pair of "LF (long form)"."""
    match = _BEFORE.search(before[-_LONGEST - 6 :])
    if not match or not is_short(match[1]):
        return None
    start = max(0, len(before) - _LONGEST - 6) + match.start(1)
    return _form_at(match[1], inside, at, offset + start)


def _form_at(short: str, text: str, at: int, place: int, cost: float = 1e9) -> "Pair | None":
    """Return the pair of ``short`` and the full form that ``text`` begins with; ``at`` is where ``text`` stands."""
    lead = len(text) - len(text.lstrip(" \n\"'“‘*"))
    text, at = text[lead:], at + lead
    if article := re.match(r"(?:the|an?)\s+[\"'“‘*]*", text, re.IGNORECASE):
        text, at = text[article.end() :], at + article.end()
    found = aligning.beginning(short, text)
    if found is None or found.cost > cost or not _is_form(text[: found.end], short, found.cost):
        return None
    return short, text[: found.end], place, at


def _both_inside(inside: str, at: int) -> "Pair | None":
    """Return the pair of "(long form, LF)"."""
    head, comma, tail = inside.rpartition(", ")
    short = tail.strip(" \n\"'”’*")
    if not comma or not is_short(short) or sum(map(str.isupper, short)) < 2:
        return None
    found = aligning.ending(short, head.rstrip(" \n\"'“”‘’*"))
    if found is None or found.cost > 0.6 or found.start > 0 or not _is_form(head[: found.end], short, found.cost):
        return None
    return short, head[: found.end], at + len(head) + 2, at


def is_short(word: str) -> bool:
    """Tell whether a word may be an acronym that somebody defines: a capital in it, or short and all letters."""
    if not 2 <= len(word) <= _LONGEST or not _ACRONYM.fullmatch(word) or word.isdigit():
        return False
    letters = sum(char.isalpha() for char in word)
    capitals = sum(char.isupper() for char in word)
    if not letters or len(letters_of(word)) < 2:
        return False
    if capitals == 0:
        return (word.isalpha() and len(word) <= 5 and word not in _WORDS) or bool(_CONTRACTED.fullmatch(word))
    return capitals >= 2 or 3 <= len(word) <= 6 or any(char.isdigit() for char in word)


def _is_form(long: str, short: str, cost: float) -> bool:
    """Tell whether a full form that fits is none by chance."""
    if len(long) > _LONGEST_FORM or len(long) <= len(short) or letters_of(long) == letters_of(short):
        return False
    words = long.split()
    if short in words or short in long.split("-"):
        return False
    if len(words) == 1 and (
        not _SMALL_LETTERS.search(long) or (letters_of(long).startswith(letters_of(short)) and len(short) > _CUT)
    ):
        return False
    letters = letters_of(short)
    if len(letters) == 1:
        return len(words) == 1 and len(long) > _CUT and long.isalpha()
    if any(map(str.isdigit, short)) and _bare(long) == _bare(short):  # one of a series beside another
        return False
    if not any(map(str.isupper, short)) and not any(map(str.isdigit, short)):  # a remark nearly always
        return _is_lower_form(long, letters, cost)
    return True


def _bare(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))


def _is_lower_form(long: str, letters: str, cost: float) -> bool:
    if len(letters) < 3:
        return False
    if len(long.split()) == 1 and len(long) > 3 * len(letters):
        return not letters_of(long).startswith(letters)
    return cost < 0.1 and len(aligning.pieces(long)) >= len(letters)


def _cued(text: str) -> "Iterator[Pair]":
    lower = text.lower()
    if len(lower) != len(text):  # İ
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    windows = [(max(0, cue.start() - _WINDOW), cue.end() + _WINDOW) for cue in _CUE.finditer(lower)]
    if not windows:
        return
    for cue in _found(_STANDS, text, windows):
        if is_short(cue[1]) and any(map(str.isupper, cue[1])):
            end = _END.search(text, cue.end())
            rest = text[cue.end() : end.start() if end else len(text)]
            strict = 0.3 if cue[0].rstrip(" :").endswith((" or", "=", "means")) else 1e9
            if pair := _form_at(cue[1], rest, cue.end(), cue.start(1), strict):
                yield pair
    for cue in _found(_SHORTENED, text, windows):
        if is_short(cue[1]) and sum(map(str.isupper, cue[1])) > 1:
            before = text[max(0, cue.start() - 300) : cue.start()]
            cut = max((match.end() for match in re.finditer(r"[.!?;](?=\s)|\n\s*\n|" + GAP, before)), default=0)
            if before[cut:].strip() and (found := aligning.ending(cue[1], before[cut:].rstrip(" \n\"'“”‘’*,("))):
                long = before[cut:][found.start : found.end]
                if found.cost < 0.6 and _is_form(long, cue[1], found.cost):
                    yield cue[1], long, cue.start(1), cue.start() - len(before) + cut + found.start


def _found(pattern: "re.Pattern[str]", text: str, windows: "list[tuple[int, int]]") -> "Iterator[re.Match[str]]":
    """Yield what matches in some windows of a text, each place once: tried at every word, these patterns are slow."""
    seen = set()
    for start, end in windows:
        for match in pattern.finditer(text, start, end):
            if match.span(1) not in seen:
                seen.add(match.span(1))
                yield match


def _entry(text: str) -> "Iterator[Pair]":
    """Yield the pair of a text that is an entry of a list: "LF: long form", "LF - long form", "long form: LF"."""
    headed = _HEADED.match(text)
    if headed and is_short(headed[1]) and sum(map(str.isupper, headed[1])) > 1 and not is_shouted(headed[1]):
        end = _END.search(text, headed.end())
        rest = text[headed.end() : end.start() if end else len(text)]
        if pair := _form_at(headed[1], rest, headed.end(), headed.start(1), 0.3):
            yield pair
    is_near_the_end = len(text) < 2 * _LONGEST_FORM and has_short(text[-_LONGEST - 6 :])
    trailed = _TRAILED.fullmatch(text) if is_near_the_end else None
    if trailed and is_short(trailed[2]) and sum(map(str.isupper, trailed[2])) > 1:
        long = trailed[1].strip(" \"'“”‘’*")
        cost = aligning.whole(trailed[2], long)
        if cost is not None and cost < 0.3 and _is_form(long, trailed[2], cost):
            yield trailed[2], long, trailed.start(2), text.index(long)


def is_shouted(word: str) -> bool:
    """Tell whether a word is one that introduces a remark: NOTE, TODO."""
    return word in sections()["words"]


def facing(short: str, long: str, is_before: bool) -> "Iterator[Pair]":
    """Yield the pair of two neighbouring cells, one the acronym, the other its full form or beginning with it."""
    bare = short.strip(" \n\"'*")
    if not is_short(bare) or sum(map(str.isupper, bare)) < 2:
        return
    end = _END.search(long)
    text = long[: end.start() if end else len(long)]
    cost = aligning.whole(bare, text)
    if cost is not None and cost < _STRICT and _is_form(text.strip(), bare, cost):
        yield bare, text.strip(), 0, len(text) - len(text.lstrip())
    elif is_before and (pair := _form_at(bare, text, 0, 0, _STRICT)) and len(aligning.pieces(pair[1])) > 1:
        yield pair
