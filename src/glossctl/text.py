"""Text to keys, inflections, sentences and safe text: pure functions.

Look-ups compare keys. The same ``fold`` makes the keys of a compiled glossary and of a query, so they can't differ.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SEPARATORS = {ord(char): " " for char in "-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb"}
_QUOTES = {ord(char): "'" for char in "\u2018\u2019\u201b\u02bc\u2032"} | {
    ord(char): '"' for char in "\u201c\u201d\u201f"
}
_FOLDED = _SEPARATORS | _QUOTES
_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
# Vowel points and cantillation, which most texts leave out; not madda and hamza, which make other letters.
_POINTS = frozenset(
    map(chr, (*range(0x0591, 0x05C8), *range(0x0610, 0x061B), *range(0x064B, 0x0653), *range(0x0656, 0x0660), 0x0670))
) | frozenset(map(chr, range(0x06D6, 0x06EE)))


def fold(text: str) -> str:
    """Return the key of ``text``, which ignores case, width, accents and the kind of separator.

    Applies Unicode's NFKC_Casefold, removes the accents of Latin, Greek and Cyrillic letters and the vowel points of
    Hebrew and Arabic (in other scripts a mark makes another letter), and turns dashes, underscores and runs of white
    space into one space. Idempotent. A text of separators only is its own key. Source: UAX #15, UTS #10 (primary
    differences), Unicode 3.13 D146.

    >>> fold("Multi-Instance  GPU"), fold("multi_instance gpu"), fold("Ｍｕｌｔｉ Ïnstance GPU")
    ('multi instance gpu', 'multi instance gpu', 'multi instance gpu')
    """
    folded = text.lower() if text.isascii() else _fold_unicode(text)
    key = " ".join(folded.translate(_FOLDED).split())
    return key or " ".join(folded.split())


def folds(text: str, language: str) -> tuple[str, ...]:
    """Return the keys of ``text`` in a language (BCP 47): ``fold`` first, then by the language's own rules.

    Turkish and Azerbaijani distinguish the dotted from the dotless i; Hindi may omit the nukta, and Arabic may stretch
    words with a tatweel; Chinese and Japanese may omit spaces and middle dots beside their characters, and Japanese the
    long vowel mark at the end of a word. Source: Unicode SpecialCasing, CLDR; JIS Z 8301, annex H.

    >>> folds("IŞIK", "tr"), folds("Kubernetes 集群", "zh")
    (('isik', 'ısık'), ('kubernetes 集群', 'kubernetes集群'))
    """
    key = fold(text)
    primary = language[:3].partition("-")[0].lower()
    if primary not in _OWN_RULES:
        return (key,)
    return tuple(dict.fromkeys((key, fold(_OWN_RULES[primary](text, key)))))


def _dotted(text: str, key: str) -> str:
    return text.replace("I", "ı").replace("İ", "i")


def _without(char: str) -> "Callable[[str, str], str]":
    def without(text: str, key: str) -> str:
        from unicodedata import normalize  # .2 ms, and most look-ups are ASCII through and through

        return normalize("NFD", text).replace(char, "")

    return without


def _unspaced(text: str, key: str) -> str:
    """Return a key without spaces beside wide characters and without long vowel marks at the ends of words."""
    unspaced = ""
    for at, char in enumerate(key):
        before, after = key[at - 1 : at], key[at + 1 : at + 2]
        if char == " " and (is_wide(before) or is_wide(after)):
            continue
        if char == "ー" and before and after in ("", " "):
            continue
        unspaced += char
    return unspaced


_OWN_RULES = {
    **dict.fromkeys(("tr", "az"), _dotted),
    **dict.fromkeys(("hi", "mr", "ne"), _without("\u093c")),
    **dict.fromkeys(("ar", "fa", "ur", "ckb"), _without("\u0640")),
    **dict.fromkeys(("ja", "zh", "yue"), _unspaced),
}


def _fold_unicode(text: str) -> str:
    import unicodedata  # .2 ms, and most look-ups are ASCII through and through

    folded = text
    for _ in range(4):  # casefolding can denormalise, and normalising unfold; two rounds settle every known text
        before = folded
        folded = unicodedata.normalize("NFKC", _bare(unicodedata.normalize("NFKC", folded).casefold()))
        if folded == before:
            break
    return folded


def _bare(text: str) -> str:
    """Return ``text`` without accents on letters of the accented scripts and without invisible characters.

    These are format characters, including the soft hyphen, and variation selectors.
    """
    import unicodedata  # as above

    chars: list[str] = []
    accented = False
    for char in unicodedata.normalize("NFD", text):
        category = unicodedata.category(char)
        if category == "Mn":
            if accented or char in _POINTS or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
                continue
        elif category == "Cf":
            continue
        elif category == "Cs":  # a lone surrogate, from an argument that isn't UTF-8: SQLite rejects it
            char = _REPLACED
        else:
            accented = char.isalpha() and unicodedata.name(char, "").startswith(_ACCENTED_SCRIPTS)
        chars.append(char)
    return "".join(chars)


def inflections(key: str) -> tuple[str, ...]:
    """Return the keys that ``key`` may be a plural, singular or possessive of, likeliest first; never ``key`` itself.

    Only the last word is inflected, by the regular patterns of English and a few of its Greek and Latin ones; irregular
    inflections belong in an entry's ``forms``.

    >>> inflections("gpus")[0], inflections("data engineer")[0], "index" in inflections("indices")
    ('gpu', 'data engineers', True)
    """
    head, space, word = key.rpartition(" ")
    keys = dict.fromkeys(head + space + form for form in (*_singulars(word), *_plurals(word)))
    keys.pop(key, None)
    return tuple(keys)


def is_inflection(query: str, name: str) -> bool:
    """Tell whether two texts, whose keys are inflections of each other, are forms of one name.

    The plural of an acronym has a small s: MIGs is the plural of MIG, but OSS isn't that of OS, nor GCS of GC.

    >>> is_inflection("MIGs", "MIG"), is_inflection("OS", "OSS"), is_inflection("oss", "OS")
    (True, False, True)
    """
    name_is_longer = len(name) > len(query)
    longer, shorter = (word.rpartition(" ")[2] for word in ((name, query) if name_is_longer else (query, name)))
    if not longer.endswith("S") or longer.endswith(("'S", "’S")):
        return True
    return not longer.isupper() or not (name_is_longer or shorter.isupper())


def _singulars(word: str) -> "Iterator[str]":
    for ending, stems in _SINGULARS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield from (word[: -len(ending)] + stem for stem in stems)
    if word.endswith("s") and not word.endswith("'s") and len(word) > 2:  # "ss" too: several MPSs
        yield word[:-1]


_SINGULARS = (
    ("'s", ("",)),
    ("s'", ("", "s")),
    ("ies", ("y",)),
    ("ves", ("f", "fe")),
    ("ices", ("ex", "ix")),
    ("yses", ("ysis",)),
    ("ases", ("asis",)),
    ("ses", ("s", "sis")),
    ("xes", ("x", "xis")),
    ("zes", ("z",)),
    ("ches", ("ch",)),
    ("shes", ("sh",)),
    ("oes", ("o",)),
    ("men", ("man",)),
)


def plural(text: str) -> str:
    """Return the regular English plural of a phrase: of its last word, unless that ends in s like a plural.

    >>> plural("Graphics Processing Unit"), plural("Non-Volatile Memory"), plural("Open Source Project Offices")
    ('Graphics Processing Units', 'Non-Volatile Memories', 'Open Source Project Offices')
    """
    head, space, word = text.rpartition(" ")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return text
    forms = _plurals(word)
    return head + space + next(forms, word)


def _plurals(word: str) -> "Iterator[str]":
    if len(word) < 2 or word.endswith("'s"):
        return
    if word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    for ending, plural in _PLURALS:
        if word.endswith(ending):
            yield word[: -len(ending)] + plural
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield word + "es"
    yield word + "s"


_PLURALS = (("sis", "ses"), ("xis", "xes"), ("ex", "ices"), ("ix", "ices"), ("fe", "ves"), ("f", "ves"), ("man", "men"))

_ENDS = ".!?"
_CJK_ENDS = "。！？"
_NOT_ENDS = ("e.g.", "i.e.", "etc.", "vs.", "cf.", "ca.", "approx.", "incl.", "inc.", "no.", "st.", "dr.", "mr.", "ms.")


def paragraphs(definition: str) -> tuple[str, ...]:
    r"""Return the paragraphs of a hand-wrapped text, each on one line: blank lines separate them, line breaks don't.

    A line that begins like a list item ("- ", "* ", "+ ", "1. ") is a paragraph of its own.

    >>> paragraphs("one\ntwo\n\nthree")
    ('one two', 'three')
    """
    parts: list[list[str]] = [[]]
    for line in definition.splitlines():
        bare = line.strip()
        if parts[-1] and (not bare or _is_item(bare)):
            parts.append([])
        if bare:
            parts[-1].append(bare)
    return tuple(_joined(lines) for lines in parts if lines)


def _is_item(line: str) -> bool:
    mark, space, _ = line.partition(" ")
    return bool(space) and (mark in ("-", "*", "+") or (mark[-1] in ".)" and mark[:-1].isdigit()))


def _joined(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += ("" if is_wide(text[-1]) and is_wide(line[0]) else " ") + line
    return text


def is_wide(char: str) -> bool:
    """Tell whether a character takes two cells of a terminal, as Chinese, Japanese and Korean ones do."""
    if char.isascii():
        return False
    from unicodedata import east_asian_width  # as above

    return east_asian_width(char) in "WF"


def first_sentence(definition: str) -> str:
    r"""Return the first sentence of a definition on one line; the whole first paragraph if no sentence ends in it.

    A paragraph that starts in lower case, as in spreadsheet cells, continues the sentence.

    >>> first_sentence("A GPU, e.g. one of NVIDIA's. It computes.")
    "A GPU, e.g. one of NVIDIA's."
    >>> first_sentence("A part\n\nthat computes. Fast.")
    'A part that computes.'
    """
    whole = paragraphs(definition)
    text = whole[0] if whole else ""
    for paragraph in whole[1:]:
        if text[-1] in _ENDS + _CJK_ENDS + ":" or not paragraph[0].islower():
            break
        text += f" {paragraph}"
    at = -1
    while (at := _next_end(text, at + 1)) >= 0:
        if text[at] in _CJK_ENDS:
            return text[: at + 1]
        if _ends_sentence(text, at):
            end = at + 1
            while end < len(text) and text[end] in "\"')]”’":
                end += 1
            return text[:end]
    return text


def _next_end(text: str, start: int) -> int:
    """Return the offset of the next mark that may end a sentence, or -1. A loop over the letters is 10 times slower."""
    ends = _ENDS if text.isascii() else _ENDS + _CJK_ENDS
    return min(filter(lambda at: at >= 0, (text.find(mark, start) for mark in ends)), default=-1)


def _ends_sentence(text: str, at: int) -> bool:
    rest = text[at + 1 :].lstrip("\"')]”’")
    if rest and not rest[0].isspace():
        return False
    after = rest.lstrip()
    if after and after[0].islower():
        return False
    word = text[: at + 1].rpartition(" ")[2].lstrip("(\"'“‘")
    initial = len(word) == 2 and word[0].isupper() and bool(after)
    return not (word.lower() in _NOT_ENDS or initial)


def initials(text: str) -> str:
    """Return the capitals an acronym of ``text`` would have: the first letter of each word, in upper case.

    >>> initials("Retrieval-Augmented Generation")
    'RAG'
    """
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return "".join(word[0] for word in words).upper()


_REPLACED = "\ufffd"
_UNSAFE_CATEGORIES = ("Cc", "Cs")
_UNSAFE_FORMATS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029"
)


def visible(text: str) -> str:
    r"""Return ``text`` with U+FFFD for each character that could control a terminal; tabs and line feeds stay.

    Unsafe characters are all other control characters, lone surrogates, and those that reorder text or break lines.
    Source: Unicode UTS #55 (source code handling), "Trojan Source", CVE-2021-42574.

    >>> visible("red\x1b[31m")
    'red�[31m'
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(char if char in "\n\t" or not is_unsafe(char) else _REPLACED for char in text)


def one_line(text: str) -> str:
    """Return ``text`` on one line; if it has line breaks or tabs, each run of white space becomes one space."""
    return text if text.isprintable() else " ".join(text.split())


def is_unsafe(char: str) -> bool:
    """Tell whether a character could control a terminal or reorder its text."""
    if char.isprintable():
        return False
    from unicodedata import category  # as above

    return char in _UNSAFE_FORMATS or category(char) in _UNSAFE_CATEGORIES


_UNQUOTED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+@%:,")


def shell_word(text: str) -> str:
    r"""Return ``text`` quoted as one word for a POSIX shell, on one line. ``shlex`` would load ``re``, 6 ms.

    >>> shell_word("gpu sharing"), shell_word("it's")
    ("'gpu sharing'", "'it'\\''s'")
    """
    line = one_line(text)
    if line and _UNQUOTED.issuperset(line):
        return line
    return "'" + line.replace("'", "'\\''") + "'"


def is_unspaced(char: str) -> bool:
    """Tell whether a character's script has no spaces between words: Han, kana, Hangul, Thai, Lao, Khmer.

    Korean has spaces, but its particles attach to the words, so pairs of syllables find more than whole words.
    """
    code = ord(char)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7AF
        or 0x0E00 <= code <= 0x0EFF
        or 0x1780 <= code <= 0x17FF
        or 0x20000 <= code <= 0x3FFFF
    )
