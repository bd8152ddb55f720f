"""The index letter of a name, by its script and by the letter where readers look for it."""

import unicodedata

_DIGITS = "0–9"
_ROW_STARTS = "あかさたなはまやらわ"
_HAN = "漢字"
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_HANGUL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES_A_CONSONANT = 588
_LATIN_LIKE = {"æ": "a", "ø": "o", "œ": "o", "ß": "s", "þ": "t", "ð": "d", "đ": "d", "ł": "l", "ı": "i"}


def letter(slug: str) -> str:
    """Return the letter of the index for a slug.

    >>> [letter(slug) for slug in ("mig", "80-20", "がく", "用語集", "깃", "ősz", "жук")]
    ['M', '0–9', 'か', '漢字', 'ㄱ', 'O', 'Ж']
    """
    first = slug[0]
    if first.isdecimal():
        return _DIGITS
    bare = unicodedata.normalize("NFD", first)[0]
    code = ord(bare)
    if 0x30A1 <= code <= 0x30F6:  # katakana sorts with the hiragana of the same sound
        bare, code = chr(code - 0x60), code - 0x60
    if 0x3041 <= code <= 0x3096:
        return max((start for start in _ROW_STARTS if start <= bare), default=_ROW_STARTS[0])
    if _HANGUL_FIRST <= ord(first) <= _HANGUL_LAST:
        return _HANGUL[(ord(first) - _HANGUL_FIRST) // _SYLLABLES_A_CONSONANT]
    if unicodedata.name(bare, "").startswith(("CJK", "IDEOGRAPHIC")):
        return _HAN
    return _LATIN_LIKE.get(bare, bare).upper()


def file_name(letter: str) -> str:
    """Return the file name of a letter's page without extension, in ASCII for any file system and server.

    >>> [file_name(letter) for letter in ("M", "0–9", "漢字")]
    ['m', '0-9', 'u6f22-5b57']
    """
    if letter == _DIGITS:
        return "0-9"
    return letter.lower() if letter.isascii() else "u" + "-".join(f"{ord(char):x}" for char in letter)
