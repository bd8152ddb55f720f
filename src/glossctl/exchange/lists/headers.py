"""What a source without a header of its own is called, and the language that its name says."""

import re

from glossctl.entries import Header

LANGUAGES = frozenset(
    [
        "ar",
        "bg",
        "bn",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "ta",
        "th",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
    ]
)
_IN_NAME = re.compile(r"(?:.*?[._-])?([A-Za-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?")


def header_of(path: str) -> Header:
    """Return the header of a glossary that has none of its own: named as its file, without folder and ending.

    >>> header_of("lists/acronyms.csv").name, header_of("<standard input>").name
    ('acronyms', 'glossary')
    """
    stem = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem = (stem.rpartition(".")[0] or stem).strip()
    return Header("glossary" if not stem or stem.startswith("<") else stem)


def language_of(path: str) -> str:
    """Return the language that a file's name ends in, as a BCP 47 tag, or "".

    >>> language_of("glossary.de.md"), language_of("terms_pt-BR.csv"), language_of("acronyms.csv")
    ('de', 'pt-BR', '')
    """
    stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    found = _IN_NAME.fullmatch(stem)
    if not found or found[1].lower() not in LANGUAGES or (found[1] == stem and not stem.islower()):
        return ""
    script, region = found[2], found[3]
    return "-".join(filter(None, (found[1].lower(), script and script.title(), region and region.upper())))
