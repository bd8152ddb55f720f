"""Alignments of spellings, and the sounds of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from glossctl.search.slips import KINDS, common_ends, edits
from glossctl.search.sounds import sound

LETTERS = st.text(alphabet="abcehlnorstuw ", max_size=12)


@pytest.mark.parametrize(
    ("query", "name", "kinds"),
    [
        ("acomodate", "accommodate", ["double missed", "double missed"]),
        ("untill", "until", ["double added"]),
        ("seperate", "separate", ["vowel for vowel"]),
        ("recieve", "receive", ["swapped"]),
        ("kontainer", "container", ["like sound"]),
        ("cluater", "cluster", ["neighbouring key"]),
        ("scedule", "schedule", ["h or w"]),
        ("loadbalancer", "load balancer", ["space"]),
        ("kubernets", "kubernetes", ["vowel missed"]),
        ("kubernetees", "kubernetes", ["double added"]),
        ("clustner", "cluster", ["letter added"]),
        ("custer", "cluster", ["letter missed"]),
        ("same", "same", []),
    ],
)
def test_slips_between(query: str, name: str, kinds: list[str]) -> None:
    found = [kind for kind, count in zip(KINDS, edits(query, name), strict=True) for _ in range(count)]
    assert found == kinds


@given(LETTERS, LETTERS)
def test_slips_are_at_least_the_distance_and_at_most_all_letters(query: str, name: str) -> None:
    assert OSA.distance(query, name) <= sum(edits(query, name)) <= len(query) + len(name)


@given(LETTERS, LETTERS)
def test_common_ends_are_common_and_do_not_overlap(query: str, name: str) -> None:
    start, end, longer = common_ends(query, name)
    assert query[:start] == name[:start]
    assert query[len(query) - end :] == name[len(name) - end :]
    assert start + end <= min(len(query), len(name))
    assert longer == max(len(query), len(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phone", "fone"),
        ("knowledge", "nolege"),
        ("schedule", "skedule"),
        ("physics", "fisiks"),
        ("nation", "nashun"),
        ("queue", "kwue"),
        ("xylophone", "zylofone"),
        ("night", "nite"),
        ("accessible", "accessable"),
    ],
)
def test_sounds_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("cat", "cut off"), ("pod", "node"), ("chip", "ship")])
def test_sounds_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text())
def test_any_text_has_a_sound(text: str) -> None:
    assert isinstance(sound(text), str)
