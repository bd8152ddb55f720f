"""Facts about language tags: which are well formed, and which of several a reader gets."""

import pytest

from glossctl.bcp47 import canonical, is_tag, lookup, mistaken, of_locale


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "gsw", "x-klingon", "sl-rozaj-biske"])
def test_a_tag_has_a_language_and_subtags(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    "text", ["", "e", "English", "en_US", "jp", "xx", "日本語", "en-", "en-toolongasubtag", "C.UTF-8"]
)
def test_what_is_no_tag(text: str) -> None:
    assert not is_tag(text)


def test_a_country_for_a_language_is_mended() -> None:
    assert [mistaken(text) for text in ("jp", "cn", "en_US", "qq")] == ["ja", "zh", "en-US", ""]


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("ja_JP.UTF-8", "ja-JP"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("ca_ES.UTF-8@valencia", "ca-ES"),
        ("C", ""),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("", ""),
        ("../../etc", ""),
        ("zh-Hant", "zh-Hant"),
    ],
)
def test_a_locale_says_a_language(locale: str, tag: str) -> None:
    assert of_locale(locale) == tag


@pytest.mark.parametrize(
    ("wanted", "there", "given"),
    [
        ("en-US", ["en", "en-GB"], "en"),
        ("en-GB-oxendict", ["en", "en-GB"], "en-GB"),
        ("zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-TW", ["zh-Hans", "en"], None),
        ("zh-TW", ["zh"], None),
        ("zh-TW", ["zh-cn", "zh-tw"], "zh-tw"),
        ("zh-HK", ["zh-TW"], "zh-TW"),
        ("zh-Hant", ["zh-TW", "zh-CN"], "zh-TW"),
        ("zh", ["zh-Hant", "zh-CN"], "zh-CN"),
        ("zh-SG", ["zh-Hans", "zh-Hant"], "zh-Hans"),
        ("sr", ["sr-Latn"], None),
        ("sr-Latn-RS", ["sr", "sr-Latn"], "sr-Latn"),
        ("pt", ["pt-BR"], "pt-BR"),
        ("no", ["nb"], "nb"),
        ("iw", ["he"], "he"),
        ("de-AT", ["en", "ja"], None),
        ("JA-jp", ["ja"], "ja"),
        ("ja-Jpan", ["ja"], "ja"),
        ("ja", [], None),
    ],
)
def test_a_reader_gets_the_nearest_of_the_same_script(wanted: str, there: list[str], given: str | None) -> None:
    assert lookup(wanted, there) == given


def test_a_tag_is_written_as_is_usual() -> None:
    assert [canonical(tag) for tag in ("ZH-hant-tw", "PT-br", "de-1996")] == ["zh-Hant-TW", "pt-BR", "de-1996"]
