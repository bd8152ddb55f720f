"""What the page says of itself, by language: the words around a glossary's own."""

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
    "term_one": "1 term",
    "term_many": "{n:,} terms",
    "role_one": "1 role",
    "role_many": "{n:,} roles",
    "audience_one": "1 audience",
    "audience_many": "{n:,} audiences",
}
_WORDINGS = {"en": _ENGLISH}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT |= {"az-arab", "ha-arab", "ku-arab", "ms-arab", "pa-arab", "uz-arab"}


def wording(language: str) -> "Mapping[str, str]":
    """Return the words for a BCP 47 tag: those of the nearest language there is, else English."""
    tag = language.lower()
    while tag and tag not in _WORDINGS:
        tag = tag.rpartition("-")[0]
    return MappingProxyType(_ENGLISH | _WORDINGS.get(tag, {}))


def direction(language: str) -> str:
    """Return which way a language is written, "ltr" or "rtl", by its tag.

    >>> direction("en"), direction("ar-EG"), direction("pa-Arab-PK")
    ('ltr', 'rtl', 'rtl')
    """
    tag = language.lower()
    while tag:
        if tag in _RIGHT_TO_LEFT:
            return "rtl"
        tag = tag.rpartition("-")[0]
    return "ltr"
