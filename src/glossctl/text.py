"""Text to keys, inflections, sentences and safe text: pure functions.

The key of a text is what look-ups compare. The same ``fold`` makes the keys when a glossary is compiled and when a
query is asked, so the two can't drift apart.
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
# Vowel points and cantillation, which most texts leave out; not madda and hamza, which make letters.
_POINTS = frozenset(
    map(chr, (*range(0x0591, 0x05C8), *range(0x0610, 0x061B), *range(0x064B, 0x0653), *range(0x0656, 0x0660), 0x0670))
) | frozenset(map(chr, range(0x06D6, 0x06EE)))


def fold(text: str) -> str:
    """Return the key of ``text``: what is left when case, width, accents and kind of separator are ignored.

    Unicode's NFKC_Casefold, then accents off Latin, Greek and Cyrillic letters and the vowel points of Hebrew and
    Arabic (in other scripts a mark makes another letter), dashes and underscores to spaces, runs of white space to one
    space. Idempotent. A text of separators only keeps itself as its key. Source: UAX #15, UTS #10 (primary
    differences), Unicode 3.13 D146.

    >>> fold("Multi-Instance  GPU"), fold("multi_instance gpu"), fold("Ｍｕｌｔｉ Ïnstance GPU")
    ('multi instance gpu', 'multi instance gpu', 'multi instance gpu')
    """
    folded = text.lower() if text.isascii() else _fold_unicode(text)
    key = " ".join(folded.translate(_FOLDED).split())
    return key or " ".join(folded.split())


def folds(text: str, language: str) -> tuple[str, ...]:
    """Return the keys of ``text`` in a language (BCP 47): ``fold`` first, then what the language's own rules make.

    Turkish and Azerbaijani tell the dotted i from the dotless one; Hindi leaves out the nukta, Arabic writes its words
    longer with a tatweel; Chinese and Japanese need no space, and no middle dot, beside their characters, and Japanese
    writes many a long vowel at a word's end or doesn't. Source: Unicode SpecialCasing, CLDR; JIS Z 8301, annex H.

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
    """Return a key without the spaces beside a wide character, nor the long vowel mark at the end of a word."""
    kept = ""
    for at, char in enumerate(key):
        before, after = key[at - 1 : at], key[at + 1 : at + 2]
        if char == " " and (is_wide(before) or is_wide(after)):
            continue
        if char == "ー" and before and after in ("", " "):
            continue
        kept += char
    return kept


_OWN_RULES = {
    **dict.fromkeys(("tr", "az"), _dotted),
    **dict.fromkeys(("hi", "mr", "ne"), _without("\u093c")),
    **dict.fromkeys(("ar", "fa", "ur", "ckb"), _without("\u0640")),
    **dict.fromkeys(("ja", "zh", "yue"), _unspaced),
}


def _fold_unicode(text: str) -> str:
    import unicodedata  # .2 ms, and most look-ups are ASCII through and through

    folded = text
    for _ in range(4):  # casefolding can denormalise and the other way round; two rounds settle every known text
        before = folded
        folded = unicodedata.normalize("NFKC", _bare(unicodedata.normalize("NFKC", folded).casefold()))
        if folded == before:
            break
    return folded


def _bare(text: str) -> str:
    """Return ``text`` without accents on letters of the accented scripts and without what is invisible by itself.

    That is format characters, the soft hyphen among them, and the selectors of a character's variant.
    """
    import unicodedata  # as above

    kept: list[str] = []
    accented = False
    for char in unicodedata.normalize("NFD", text):
        category = unicodedata.category(char)
        if category == "Mn":
            if accented or char in _POINTS or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
                continue
        elif category == "Cf":
            continue
        elif category == "Cs":  # half a character, from an argument that is no UTF-8: SQLite takes none
            char = _REPLACED
        else:
            accented = char.isalpha() and unicodedata.name(char, "").startswith(_ACCENTED_SCRIPTS)
        kept.append(char)
    return "".join(kept)


def inflections(key: str) -> tuple[str, ...]:
    """Return the keys that ``key`` may be a plural, singular or possessive of, likeliest first; never ``key`` itself.

    Only the last word is inflected, by the regular patterns of English and a few of its Greek and Latin ones; the
    irregular rest is written into an entry's ``forms``.

    >>> inflections("gpus")[0], inflections("data engineer")[0], "index" in inflections("indices")
    ('gpu', 'data engineers', True)
    """
    head, space, word = key.rpartition(" ")
    found = dict.fromkeys(head + space + form for form in (*_singulars(word), *_plurals(word)))
    found.pop(key, None)
    return tuple(found)


def is_inflection(asked: str, name: str) -> bool:
    """Tell whether two texts, whose keys are inflections of each other, are forms of one name.

    The plural of an acronym has a small s: MIGs is one of MIG, but OSS is none of OS, nor GCS of GC.

    >>> is_inflection("MIGs", "MIG"), is_inflection("OS", "OSS"), is_inflection("oss", "OS")
    (True, False, True)
    """
    name_is_longer = len(name) > len(asked)
    longer, shorter = (word.rpartition(" ")[2] for word in ((name, asked) if name_is_longer else (asked, name)))
    if not longer.endswith("S") or longer.endswith(("'S", "’S")):
        return True
    return not longer.isupper() or not (name_is_longer or shorter.isupper())


def _singulars(word: str) -> "Iterator[str]":
    for ending, stems in _SINGULARS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield from (word[: -len(ending)] + stem for stem in stems)
    if word.endswith("s") and not word.endswith("'s") and len(word) > 2:  # also of "ss": several MPSs
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
    """Return the regular English plural of a phrase: of its last word, unless that ends in s as plurals do.

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
    r"""Return the paragraphs of a hand-wrapped text, each on one line: a blank line parts them, a line break doesn't.

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
    """Tell whether a character takes two cells of a terminal, as those of Chinese, Japanese and Korean do."""
    if char.isascii():
        return False
    from unicodedata import east_asian_width  # as above

    return east_asian_width(char) in "WF"


def first_sentence(definition: str) -> str:
    r"""Return the first sentence of a definition on one line; the whole first paragraph where no sentence ends.

    A paragraph that goes on in lower case, as those of a spreadsheet's cells do, is of the same sentence.

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
    """Return where the next mark that may end a sentence is, or -1; a loop over the letters takes ten times as long."""
    marks = _ENDS if text.isascii() else _ENDS + _CJK_ENDS
    return min(filter(lambda at: at >= 0, (text.find(mark, start) for mark in marks)), default=-1)


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
    r"""Return ``text`` with what could steer a terminal replaced by U+FFFD, one for one; tabs and line feeds stay.

    Unsafe are the other control characters, lone surrogates, and the characters that reorder or break lines.
    Source: Unicode UTS #55 (source code handling), "Trojan Source", CVE-2021-42574.

    >>> visible("red\x1b[31m")
    'red�[31m'
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(char if char in "\n\t" or not is_unsafe(char) else _REPLACED for char in text)


def one_line(text: str) -> str:
    """Return ``text`` on one line: each run of white space that holds more than spaces becomes one space."""
    return text if text.isprintable() else " ".join(text.split())


def is_unsafe(char: str) -> bool:
    """Tell whether a character could steer a terminal or reorder what is read there."""
    if char.isprintable():
        return False
    from unicodedata import category  # as above

    return char in _UNSAFE_FORMATS or category(char) in _UNSAFE_CATEGORIES


_UNQUOTED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+@%:,")


def shell_word(text: str) -> str:
    r"""Return ``text`` as one word of a POSIX shell's command line, on one line; ``shlex`` loads ``re``, 6 ms.

    >>> shell_word("gpu sharing"), shell_word("it's")
    ("'gpu sharing'", "'it'\\''s'")
    """
    line = one_line(text)
    if line and _UNQUOTED.issuperset(line):
        return line
    return "'" + line.replace("'", "'\\''") + "'"


def is_unspaced(char: str) -> bool:
    """Tell whether ``char`` is of a script written without spaces between words: Han, kana, Hangul, Thai, Lao, Khmer.

    Korean has spaces, but its particles cling to the words, so that pairs of syllables find more than whole words.
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
