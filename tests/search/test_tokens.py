"""Spellings, words and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.search.tokens import STOP_WORDS, WEAK_WORDS, spelling, stems, without_brackets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Multi-Instance  GPU", "multi instance gpu"),
        ("K.8.S.", "k8s"),
        ("K 8 S", "k8s"),
        ("EBA's", "eba"),
        ("o'clock", "oclock"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("TCP/IP", "tcp ip"),
        ("Node.js", "node js"),
        ("e.g. this", "eg this"),
        ("एपीआई गेटवे", "एपीआई गेटवे"),
        ("Déploiement", "deploiement"),
        ("Шлюз API", "шлюз api"),
        ("云原生 应用", "云原生 应用"),
        ("...", ""),
        ("🙈", ""),
    ],
)
def test_spelling_of(text: str, expected: str) -> None:
    assert spelling(text) == expected


@given(st.text())
def test_spelling_is_idempotent(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sharing the GPUs", ["share", "gpu"]),
        ("云原生", ["云原", "原生"]),
        ("云", ["云"]),
        ("클라우드 API", ["클라", "라우", "우드", "api"]),
        ("The of", []),
    ],
)
def test_stems_of(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_stop_words_stay_where_they_are_wanted() -> None:
    assert stems("voice over IP", stop=False) == ["voic", "over", "ip"]


def test_no_word_is_both_dropped_and_weak() -> None:
    assert not STOP_WORDS & WEAK_WORDS


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Passerelle (API Gateway)", ["Passerelle", "API Gateway"]),
        ("Shielded Quart [cable]", ["Shielded Quart", "cable"]),
        ("（略）名前", ["名前"]),
        ("(all of it)", ["all of it"]),
        ("no brackets", []),
        (") turned (", []),
    ],
)
def test_parts_of_a_title_with_brackets(title: str, parts: list[str]) -> None:
    assert list(without_brackets(title)) == parts
