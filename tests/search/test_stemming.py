"""Stems: what related forms share, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.search.stemming import stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("cats", "cat"),
        ("feed", "feed"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("bled", "bled"),
        ("motoring", "motor"),
        ("sing", "sing"),
        ("conflated", "conflat"),
        ("hopping", "hop"),
        ("falling", "fall"),
        ("hissing", "hiss"),
        ("filing", "file"),
        ("happy", "happi"),
        ("sky", "sky"),
        ("relational", "relat"),
        ("digitizer", "digit"),
        ("operator", "oper"),
        ("decisiveness", "decis"),
        ("triplicate", "triplic"),
        ("electrical", "electr"),
        ("goodness", "good"),
        ("replacement", "replac"),
        ("adoption", "adopt"),
        ("effective", "effect"),
        ("probate", "probat"),
        ("cease", "ceas"),
        ("controller", "control"),
        ("roll", "roll"),
        ("gpus", "gpu"),
        ("virtualisation", "virtual"),
    ],
)
def test_stem_of(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["", "a", "is", "k8s", "c++", "naïve", "推論", "don't"])
def test_what_is_not_a_plain_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_a_stem_is_no_longer_than_its_word_and_begins_like_it(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
    assert stem(word)[:2] == word[:2] or len(stem(word)) < 2
