"""The page's own words, by language."""

from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ENGLISH = {
    "search": "Search",
    "hint": "A term, half a name, a need",
    "letters": "Letters",
    "role": "Roles",
    "audience": "Audiences",
    "none": "No entry is near “{}”.",
    "one": "One entry for “{}”.",
    "many": "{n} entries for “{}”.",
    "also": "Also",
    "see": "See",
    "avoid": "Not:",
    "titles": "Among them",
    "links": "More:",
    "source": "Source:",
    "see_also": "Elsewhere:",
    "also_as": "The same as",
    "text": "plain text",
    "feed": "feed of changes",
    "changes": "Changes",
    "new": "New",
    "changed": "Changed",
    "languages": "Languages",
    "older": "Translated from an older text",
    "untranslated": "Not translated yet",
    "term_one": "1 term",
    "term_many": "{n:,} terms",
    "role_one": "1 role",
    "role_many": "{n:,} roles",
    "audience_one": "1 audience",
    "audience_many": "{n:,} audiences",
}
_JAPANESE = {
    "search": "検索",
    "hint": "用語、名前の一部、知りたいこと",
    "letters": "見出し",
    "role": "役割",
    "audience": "対象者",
    "none": "「{}」に近い項目はありません。",
    "one": "「{}」に1件の項目があります。",
    "many": "「{}」に{n}件の項目があります。",
    "also": "別名：",
    "see": "関連：",
    "avoid": "使わない語：",
    "titles": "例：",
    "links": "詳細：",
    "source": "出典：",
    "see_also": "ほかの用語集：",
    "also_as": "ほかの形式：",
    "text": "テキスト",
    "feed": "更新フィード",
    "changes": "更新",
    "new": "追加",
    "changed": "変更",
    "languages": "言語",
    "older": "この訳は古い原文に基づいています",
    "untranslated": "未翻訳",
    "term_one": "用語1件",
    "term_many": "用語{n}件",
    "role_one": "役割1件",
    "role_many": "役割{n}件",
    "audience_one": "対象者1件",
    "audience_many": "対象者{n}件",
}
_WORDINGS = {"en": _ENGLISH, "ja": _JAPANESE}
_OWN_NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "pt-br": "Português (Brasil)",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh-cn": "简体中文",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
    "zh-hk": "繁體中文（香港）",
    "zh-tw": "繁體中文（台灣）",
}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT |= {"az-arab", "ha-arab", "ku-arab", "ms-arab", "pa-arab", "uz-arab"}


def wording(language: str) -> "Mapping[str, str]":
    """Return the words for a BCP 47 tag: those of the nearest available language, else English."""
    tag = language.lower()
    while tag and tag not in _WORDINGS:
        tag = tag.rpartition("-")[0]
    return MappingProxyType(_ENGLISH | _WORDINGS.get(tag, {}))


def direction(language: str) -> str:
    """Return the direction of a language's script, "ltr" or "rtl", by its tag.

    >>> direction("en"), direction("ar-EG"), direction("pa-Arab-PK")
    ('ltr', 'rtl', 'rtl')
    """
    tag = language.lower()
    while tag:
        if tag in _RIGHT_TO_LEFT:
            return "rtl"
        tag = tag.rpartition("-")[0]
    return "ltr"


def own_name(language: str) -> str:
    """Return a language's own name, by its tag; the tag if the name isn't known.

    >>> own_name("ja"), own_name("pt-PT"), own_name("gsw")
    ('日本語', 'Português', 'gsw')
    """
    tag = language.lower()
    while tag:
        if tag in _OWN_NAMES:
            return _OWN_NAMES[tag]
        tag = tag.rpartition("-")[0]
    return language
