"""Full forms in other people's texts: which text spells an acronym out, where in it that ends, and which is which.

A full form belongs to an acronym: the letters fit, it is no sentence, and it ends where the sentence ends. What looks
like a word, in whatever script, has a definition.
"""

import re

from glossctl.acronyms import fits, has_initials
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST_NAME = 24  # characters of an acronym
_LONGEST = 160  # characters of a full form
_STOP = re.compile(r"(?<=[^\W\d_]{2})[.;!?](?=\s|\Z)|[。；！？]|\n")
_DASH = re.compile(r"\s+[-–—]{1,2}\s+|\s*[—]\s*|\s*[:：]\s+|[：]")
_BRACKET = re.compile(r"\s*[(\[（【]")
_COMMA = re.compile(r",\s|，|、")
_LEADING = re.compile(r"\A\s*(?:[-–—]{1,2}\s+|[.,;:!?。；！？，、：—]\s*)")
_CLAUSE = re.compile(r"\s+(?:is|are|was|refers|means|stands)\s")
_ARTICLE = re.compile(r"(?:an?|the|ein|eine|der|die|das|un|une|le|la|les|el|los|las|uno?)\s+[a-zà-ÿ]", re.IGNORECASE)
_VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "can",
        "may",
        "will",
        "would",
        "should",
        "must",
        "does",
        "do",
        "that",
        "which",
        "who",
        "where",
        "when",
        "used",
        "uses",
        "use",
        "allows",
        "allow",
        "provides",
        "provide",
        "refers",
        "means",
        "describes",
        "contains",
        "see",
        "if",
        "whether",
        "ist",
        "sind",
        "wird",
        "werden",
        "est",
        "sont",
        "es",
        "son",
    ]
)
_BEGINNINGS = re.compile(
    r"(?:an?\s+)?(?:short(?:hand)?(?:\s+form)?|acronym|abbreviation|abbr\.?|initialism)\s+(?:for|of)\s*:?\s+(?:the\s+)?"
    r"|(?:stands|standing)\s+for\s*:?\s+|(?:die\s+)?(?:abkürzung|kurzform|steht)\s+für\s+"
    r"|(?:abréviation|acronyme|sigle)\s+(?:de\s+|pour\s+|d['’])|(?:abreviatura|acrónimo|siglas?)\s+(?:de|para|del)\s+"
    r"|(?:abreviação|acrônimo|sigla)\s+(?:para|de)\s+|(?:abbreviazione|acronimo|sigla)\s+(?:di|per)\s+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«'‘](.+)[\"”“»'’]")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_COUNTS = re.compile(
    r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|zero|first|second|third|double|dual)", re.I
)
_OR = re.compile(r"/\w+")
_LONGEST_WORD = 7  # characters of an acronym that is spoken and written as a word: Acas, laser
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "via",
        "with",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "del",
        "der",
        "die",
        "das",
        "und",
    ]
)
_NUMERONYM = re.compile(r"[a-z][0-9]{1,2}[a-z]{1,2}")  # k8s, i18n
SHARE = 0.4  # of the rows of a column: lists of full forms lie above .7, of definitions below .1
_SURE = 0.75


def looks_short(name: str) -> bool:
    """Tell whether a name may be an acronym: of capitals and digits, however few small letters stand between.

    >>> [name for name in ("GPU", "K8s", "IoT", "R&D", "CI/CD", "Template", "front desk", "CI CD") if looks_short(name)]
    ['GPU', 'K8s', 'IoT', 'R&D', 'CI/CD', 'CI CD']
    """
    if len(name) > _LONGEST_NAME or not name or any(char.isalpha() and char.lower() == char.upper() for char in name):
        return False
    words = name.split()
    if len(words) > 1:
        return len(words) < 4 and all(word.isupper() or not word.isalnum() for word in words)
    capitals = sum(char.isupper() for char in name)
    small = sum(char.islower() for char in name)
    return has_initials(name) and small <= capitals + 2 + sum(char.isdigit() for char in name)


def _initials(text: str) -> str:
    return "".join([word[0] for word in _WORD.findall(text.lower() if text.isascii() else fold(text))])


def _gives(letters: str, text: str, words: list[str]) -> bool:
    """Tell whether the words of a text begin with just these letters, small words and alternatives counted or not."""
    initials = _initials(text)
    if initials == letters or (len(initials) > len(letters) and _initials(" ".join(_large(words))) == letters):
        return True
    return "/" in text and _initials(_OR.sub("", text)) == letters


def _large(words: list[str]) -> list[str]:
    """Return the words without the small ones."""
    return [word for word in words if word.lower() not in _SMALL]


def _letters(name: str) -> str:
    bare = name[:-1] if name[-1:] == "s" and name[-2:-1].isupper() else name
    return "".join(char for char in fold(bare) if char.isalnum())


def is_full_form(name: str, text: str, share: float = SHARE) -> bool:
    """Tell whether ``text``, as a whole, spells the acronym ``name`` out; ``share`` of its column's rows do.

    >>> is_full_form("MIG", "Multi-Instance GPU"), is_full_form("Host", "Holds other systems")
    (True, False)
    >>> is_full_form("GPU", "A processor that draws pictures")
    False
    """
    letters = _letters(name)
    words = text.split()
    if any(char.isdigit() for char in letters) and (number := _DIGITS.search(text)) and number[0] in letters:
        letters = letters.replace(number[0], number[0][0])  # a number is one word, and gives itself
    if len(letters) < 2 or not 0 < len(words) <= min(len(letters) + 5, 2 * len(letters) + 1):
        return False
    if len(text) > _LONGEST or not _may_fit(letters, text):
        return False
    if any(map(str.isdigit, letters)) and sum(map(str.isalpha, letters)) < 2 and not _COUNTS.search(text):
        return False
    exact = len(words) > 1 and _gives(letters, text, words)
    if not looks_short(name):
        if _NUMERONYM.fullmatch(name):
            return len(words) == 1 and fits(name, text)
        is_word = not (name.islower() or share >= SHARE) or len(name) > _LONGEST_WORD or not name.isalpha()
        return exact and not is_word and not _ARTICLE.match(text)
    if exact:
        return not (_ARTICLE.match(text) and share < _SURE)
    keys = fold(text).split()
    if fold(name) in (" ".join(keys), *(key.strip(".,;:()") for key in keys)) or not _VERBS.isdisjoint(keys):
        return False
    if _STOP.search(text[:-1]) or _ARTICLE.match(text) or not fits(name, text):
        return False
    return share >= SHARE or any(word[0].isupper() for word in words[1:]) or (len(words) == 1 and len(text) > len(name))


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin: only those can be the letters of an acronym."""
    if text.isascii():
        return any(map(str.isalpha, text))
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 > len(letters)


def _may_fit(letters: str, text: str) -> bool:
    """Tell cheaply whether a text may give an acronym's letters: most of them stand in it, in order, digits aside."""
    at, missed = -1, 0
    lower = text.lower() if text.isascii() else fold(text)
    for letter in letters:
        below = lower.find(letter, at + 1)
        if below >= 0:
            at = below
        else:
            missed += not letter.isdigit()
    return missed <= len(letters) // 3 and is_latin(text)


def split(name: str, text: str, share: float = SHARE) -> tuple[str, str]:
    r"""Return the full form that a text begins with, "" for none, and the rest of it, the definition.

    >>> split("TSC", "Technical Steering Committee. For more see TSC.")
    ('Technical Steering Committee', 'For more see TSC.')
    >>> split("Template", "a pattern that machines are made from"), split("CPU", "Central Processing Unit\nThe brain.")
    (('', 'a pattern that machines are made from'), ('Central Processing Unit', 'The brain.'))
    """
    text = text.strip()
    if not name or not text:
        return "", text
    told = _BEGINNINGS.match(text)
    parts = [(_bare(head), rest) for head, rest in _parts(text[told.end() :] if told else text)]
    letters = _letters(name)
    if len(parts) > 1:  # what fits exactly goes before what only may fit; but brackets belong to the full form
        exact = (rest[:1] not in tuple("([（【") and _gives(letters, bare, bare.split()) for bare, rest in parts)
        parts = [part for _, part in sorted(zip(exact, parts, strict=True), key=lambda pair: not pair[0])]
    for bare, rest in parts:
        if is_full_form(name, bare, 1.0 if told else share):
            return bare, "" if rest.strip("()[]（） .") == name else rest
    if share >= _SURE and is_alike(name, text):
        return _bare(text), ""
    return "", text


def _bare(head: str) -> str:
    head = head.strip()
    if quoted := _QUOTED.fullmatch(head):
        head = quoted[1].strip()
    if head.endswith(".") and not re.search(r"\b[A-Za-z]{1,3}\.$", head):
        head = head[:-1]
    return head.rstrip(" ,;:")


def _parts(text: str) -> "Iterator[tuple[str, str]]":
    """Yield the beginnings of a text that may be a full form, likeliest first, each with what follows.

    A dash or a colon parts the two before a whole sentence does; a bracket and a comma only where that doesn't fit.
    """
    line, _, below = text.partition("\n")
    stop = _STOP.search(line[: _LONGEST + 1])
    head = line[: stop.start() if stop else len(line)][: _LONGEST + 1]
    ends = [found.start() for pattern in (_DASH, _CLAUSE) for found in pattern.finditer(head)]
    ends.append(stop.start() if stop else len(line))
    for pattern in (_BRACKET, _COMMA):
        ends += [found.start() for found in pattern.finditer(head)][::-1]
    for end in filter(None, ends):
        rest = line[end:]
        rest = line if _CLAUSE.match(rest) else _LEADING.sub("", rest)  # a clause needs its subject
        yield line[:end], "\n".join(filter(None, (rest.strip(), below.strip())))


def is_alike(name: str, text: str) -> bool:
    """Tell whether a text is one more full form of a column of them, though the letters don't fit: an old name, say."""
    words = text.split()
    letters = _letters(name)
    return (
        name.isupper()
        and name.isalpha()
        and name.isascii()
        and "\n" not in text
        and 1 < len(words) <= len(letters) + 3
        and not _STOP.search(text[:-1])
        and not text.endswith(".")
        and not any(word in _VERBS for word in fold(text).split())
        and sum(word[:1].isupper() for word in words) * 2 > len(words)
        and fold(text)[:1] == letters[:1]
    )


def share_of(pairs: "Iterable[tuple[str, str]]") -> float:
    """Return the share of a column's rows that spell out a name which looks like an acronym; 0 where none does."""
    judged = [bool(split(name, text)[0]) for name, text in pairs if name and text and looks_short(name)]
    return sum(judged) / len(judged) if judged else 0.0


def shortens(short: str, long: str) -> bool:
    """Tell whether ``short`` is the acronym of the term ``long``, by their letters.

    >>> shortens("MIG", "Multi-Instance GPU"), shortens("Multi-Instance GPU", "MIG"), shortens("k8s", "Kubernetes")
    (True, False, True)
    """
    letters = _letters(short)
    if not short or not long or " " in short.strip() or not 1 < len(letters) < len(long) or len(short) > _LONGEST_NAME:
        return False
    if not is_latin(long):
        return False
    if fold(short) in fold(long).split():
        return False
    if looks_short(short):
        return fits(short, long) and len(long.split()) <= 2 * len(letters) + 2
    if any(char.isdigit() for char in short) and fits(short.upper(), long):
        return True
    return short.islower() and _initials(long) == letters and len(letters) > 1
