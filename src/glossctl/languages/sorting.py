"""How names are sorted in a language: its alphabet, and the readings of names in Han characters.

A table of alphabets, since the collation libraries don't earn their place here: PyICU has to be compiled against ICU,
30 MB; pyuca has no tailorings, without which Turkish and Swedish come out wrong, and was last released in 2017. Accents
that make no letter of their own don't count, as they don't in look-ups. Source: CLDR 46, collation charts.
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
_FIRST = 0xE000  # letters of an alphabet take code points of the private use area: behind digits and other scripts
_THAI_BEFORE = "เแโใไ"  # vowels that are written before their consonant and sorted behind it


def sort_key(entry: "Entry", language: str) -> str:
    """Return what an entry is sorted by in a language (BCP 47): a text to compare.

    >>> from glossctl.entries import Entry
    >>> names = ("Otomatik", "Çevik", "Cloud")
    >>> sorted(names, key=lambda name: sort_key(Entry(name), "tr"))
    ['Cloud', 'Çevik', 'Otomatik']
    """
    return text_key(entry.reading or entry.name, language)


def text_key(text: str, language: str) -> str:
    """Return what a text is sorted by in a language: its slug where the language has no rules of its own."""
    primary = language.partition("-")[0].lower()
    if primary == "ja":
        return "".join(map(_kana, fold(text).replace("ー", "")))
    if primary == "th":
        return _thai(fold(text))
    alphabet = _ALPHABETS.get(primary)
    if alphabet is None:
        return slug(text)
    return "".join(_place(char, alphabet) for char in _lower(text, primary))


def own_letter(text: str, language: str) -> str:
    """Return the letter of its own, as a capital, that a text begins with in a language; "" for any other."""
    primary = language.partition("-")[0].lower()
    first = _lower(text, primary)[:1]
    if not first or first.isascii() or first not in _ALPHABETS.get(primary, ""):
        return "İ" if first == "i" and primary in ("tr", "az") else ""
    return "I" if first == "ı" else first.upper()


def _lower(text: str, primary: str) -> str:
    if primary in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFKC", text).lower()


def _place(char: str, alphabet: str) -> str:
    if char not in alphabet:
        char = unicodedata.normalize("NFD", char)[0]
    return chr(_FIRST + alphabet.index(char)) if char in alphabet else char if char.isalnum() else " "


def _kana(char: str) -> str:
    """Return a kana as hiragana without its voicing mark, which counts only between names that are else the same."""
    bare = unicodedata.normalize("NFD", char)[0]
    return chr(ord(bare) - 0x60) if "ァ" <= bare <= "ヶ" else bare


def _thai(text: str) -> str:
    made, waiting = "", ""
    for char in text:
        made += char + waiting if char not in _THAI_BEFORE else ""
        waiting = char if char in _THAI_BEFORE else ""
    return made + waiting
