"""Sorting names in a language: by its alphabet, and by the readings of names in Han characters.

A table of alphabets, because the collation libraries don't pay off here: PyICU must be compiled against ICU, 30 MB;
pyuca has no tailorings, so it sorts Turkish and Swedish wrongly, and was last released in 2017. Accents that don't make
a letter of their own are ignored, as in look-ups. Source: CLDR 46, collation charts.
"""

import unicodedata

from glossctl.files.slugs import slug
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry

_ALPHABETS = {
    **dict.fromkeys(("da", "nb", "nn", "no"), "abcdefghijklmnopqrstuvwxyzæøå"),
    **dict.fromkeys(("sv", "fi"), "abcdefghijklmnopqrstuvwxyzåäö"),
    **dict.fromkeys(("hr", "bs", "sl"), "abcčćdđefghijklmnopqrsštuvwxyzž"),
    **dict.fromkeys(("cs", "sk"), "abcčdefghijklmnopqrřsštuvwxyzž"),
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "is": "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "vi": "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
}
_FIRST = 0xE000  # letters map to the private use area, which sorts after digits and other scripts
_THAI_BEFORE = "เแโใไ"  # vowels written before their consonant but sorted after it


def sort_key(entry: "Entry", language: str) -> str:
    """Return the sort key of an entry in a language (BCP 47).

    >>> from glossctl.entries import Entry
    >>> names = ("Otomatik", "Çevik", "Cloud")
    >>> sorted(names, key=lambda name: sort_key(Entry(name), "tr"))
    ['Cloud', 'Çevik', 'Otomatik']
    """
    return text_key(entry.reading or entry.name, language)


def text_key(text: str, language: str) -> str:
    """Return the sort key of a text in a language: its slug if the language has no rules here."""
    primary = language.partition("-")[0].lower()
    if primary == "ja":
        return "".join(map(_kana, fold(text).replace("ー", "")))
    if primary == "th":
        return _thai(fold(text))
    alphabet = _ALPHABETS.get(primary)
    if alphabet is None:
        return slug(text)
    return "".join(_position(char, alphabet) for char in _lower(text, primary))


def own_letter(text: str, language: str) -> str:
    """Return the language's own letter, as a capital, that a text begins with; "" if it begins with another."""
    primary = language.partition("-")[0].lower()
    first = _lower(text, primary)[:1]
    if not first or first.isascii() or first not in _ALPHABETS.get(primary, ""):
        return "İ" if first == "i" and primary in ("tr", "az") else ""
    return "I" if first == "ı" else first.upper()


def _lower(text: str, primary: str) -> str:
    if primary in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFKC", text).lower()


def _position(char: str, alphabet: str) -> str:
    if char not in alphabet:
        char = unicodedata.normalize("NFD", char)[0]
    return chr(_FIRST + alphabet.index(char)) if char in alphabet else char if char.isalnum() else " "


def _kana(char: str) -> str:
    """Return a kana as hiragana without its voicing mark, which only breaks ties."""
    bare = unicodedata.normalize("NFD", char)[0]
    return chr(ord(bare) - 0x60) if "ァ" <= bare <= "ヶ" else bare


def _thai(text: str) -> str:
    key, vowel = "", ""
    for char in text:
        key += char + vowel if char not in _THAI_BEFORE else ""
        vowel = char if char in _THAI_BEFORE else ""
    return key + vowel
