import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.files.slugs import distinct, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("..", "term"),
        ("/", "term"),
        ("C:\\Windows", "c-windows"),
        ("com1", "com1-term"),
        ("index", "index-term"),
        ("Größe", "grosse"),
        ("हिन्दी", "हिन्दी"),
        ("x" * 300, "x" * 80),
        ("𠀀" * 300, "𠀀" * 57),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_a_safe_name_of_a_file(name: str) -> None:
    made = slug(name)
    assert made
    assert not set(made) & set('/\\:*?"<>|. \0\n')
    assert len(made.encode()) < 250


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-2-2", "b"]), max_size=30))
def test_distinct_slugs_differ_in_more_than_case(slugs: list[str]) -> None:
    made = distinct(slugs)
    assert len({one.casefold() for one in made}) == len(slugs)
    assert all(one.startswith(wanted) for one, wanted in zip(made, slugs, strict=True))


def test_many_alike_are_numbered_in_one_pass() -> None:
    assert distinct(["a"] * 20_000)[-1] == "a-20000"
