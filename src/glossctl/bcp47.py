"""Language tags: whether one is well formed, which of several a reader gets, and what a locale asks for.

Matching is the lookup of RFC 4647 with likely scripts: a tag without a script has the one its language is mostly
written in there, so that nobody is handed Simplified Chinese for Traditional. Source: BCP 47 (RFC 5646, RFC 4647 3.4),
UTS #35 (likely subtags), CLDR 46.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# ISO 639-1 whole. Longer codes are taken on trust: there are 8,000, and no one writes them by mistake.
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io
is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk
ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc
sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve
vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_CODES.split())
_MISTAKEN = {"jp": "ja", "cn": "zh", "gr": "el", "cz": "cs", "dk": "da", "kp": "ko", "ua": "uk", "ir": "fa", "by": "be"}
_RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "no": "nb", "tl": "fil", "sh": "sr-latn"}
_SCRIPTS = {  # of languages that are written in several: the likeliest, by language, then by region
    "az": "latn",
    "az-ir": "arab",
    "bs": "latn",
    "ckb": "arab",
    "ha": "latn",
    "kk": "cyrl",
    "kk-cn": "arab",
    "ks": "arab",
    "ku": "latn",
    "ku-iq": "arab",
    "ky": "cyrl",
    "mn": "cyrl",
    "mn-cn": "mong",
    "ms": "latn",
    "pa": "guru",
    "pa-pk": "arab",
    "sd": "arab",
    "sd-in": "deva",
    "sr": "cyrl",
    "sr-me": "latn",
    "tg": "cyrl",
    "ug": "arab",
    "uz": "latn",
    "uz-af": "arab",
    "yue": "hant",
    "yue-cn": "hans",
    "zh": "hans",
    "zh-hk": "hant",
    "zh-mo": "hant",
    "zh-tw": "hant",
}
_LOCALE_SCRIPTS = {"latin": "latn", "cyrillic": "cyrl", "devanagari": "deva", "arabic": "arab"}


def is_tag(text: str) -> bool:
    """Tell whether ``text`` has the form of a language tag whose language there is, so far as that is known.

    >>> is_tag("pt-BR"), is_tag("zh-Hant"), is_tag("English"), is_tag("en_US"), is_tag("jp")
    (True, True, False, False, False)
    """
    first = text.partition("-")[0].lower()
    return is_formed(text) and (len(first) != 2 or first in _TWO_LETTERS)


def is_formed(text: str) -> bool:
    """Tell whether ``text`` has the form of a language tag: two or three letters, then subtags after hyphens."""
    first, *rest = text.split("-")
    if not text.isascii() or not first.isalpha() or not all(part.isalnum() and len(part) <= 8 for part in rest):
        return False
    return 2 <= len(first) <= 3 or (first.lower() in ("x", "i") and bool(rest))


def mistaken(text: str) -> str:
    """Return the language that is meant where a country's code was written for it; "" where that isn't known.

    >>> mistaken("jp"), mistaken("en_US"), mistaken("English")
    ('ja', 'en-US', '')
    """
    hyphened = text.replace("_", "-")
    if hyphened != text and is_tag(hyphened):
        return hyphened
    return _MISTAKEN.get(text.lower(), "")


def canonical(tag: str) -> str:
    """Return a tag as it is usually written.

    >>> canonical("zh-hant-tw"), canonical("PT-br")
    ('zh-Hant-TW', 'pt-BR')
    """
    first, *rest = tag.split("-")
    written = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join((first.lower(), *written))


def of_locale(locale: str) -> str:
    """Return the tag of a POSIX locale, "" for one without a language.

    >>> of_locale("zh_TW.UTF-8"), of_locale("sr_RS@latin"), of_locale("C.UTF-8"), of_locale("")
    ('zh-TW', 'sr-Latn-RS', '', '')
    """
    name, _, modifier = locale.partition("@")
    first, *rest = name.partition(".")[0].replace("_", "-").split("-")
    if modifier.lower() in _LOCALE_SCRIPTS:
        rest.insert(0, _LOCALE_SCRIPTS[modifier.lower()])
    tag = "-".join((first, *rest))
    return canonical(tag) if first != "POSIX" and is_formed(tag) else ""


def lookup(wanted: str, tags: "Iterable[str]") -> "str | None":
    """Return the tag among ``tags`` that a reader of ``wanted`` gets, None where there is none.

    That is the longest that ``wanted`` begins with, both with their likely scripts; else the first of the same language
    and script in another region.

    >>> lookup("zh-TW", ["zh-Hans", "zh-Hant"]), lookup("zh-TW", ["zh", "zh-CN"]), lookup("pt", ["pt-BR"])
    ('zh-Hant', None, 'pt-BR')
    """
    there = {tag: _full(tag) for tag in sorted(tags)}
    parts = _full(wanted)
    best = [tag for tag, full in there.items() if parts[: len(full)] == full]
    if best:
        return max(best, key=lambda tag: len(there[tag]))
    return next((tag for tag, full in there.items() if full[:2] == parts[:2]), None)


def is_nearby(wanted: str, tag: str) -> bool:
    """Tell whether ``tag`` is of another region than the reader's, or more special than ``wanted``."""
    full = _full(tag)
    return _full(wanted)[: len(full)] != full


def same_language(tag: str, other: str) -> bool:
    """Tell whether two tags are of one language, whatever the script and the region."""
    return _full(tag)[0] == _full(other)[0]


def _full(tag: str) -> tuple[str, ...]:
    """Return the subtags in lower case: language, script ("" where there is but one), then the rest."""
    first, *rest = tag.lower().split("-")
    first, *more = _RENAMED.get(first, first).split("-")
    rest = [*more, *rest]
    if rest and len(rest[0]) == 4 and rest[0].isalpha():
        script, rest = rest[0], rest[1:]
        script = script if first in _SCRIPTS else ""
    else:
        script = _SCRIPTS.get(f"{first}-{rest[0]}" if rest else "", _SCRIPTS.get(first, ""))
    return (first, script, *rest)
