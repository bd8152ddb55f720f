"""Places: what stands where in the text of a glossary file."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.entries import KINDS, Contents, Entry, Header
from glossctl.toml import write as toml_write
from glossctl.toml.places import Places

if TYPE_CHECKING:
    from glossctl.entries import Kind

TEXT = '''# glossctl: ignore O001
top = 1
[glossary]
name = "x"
tags = ["a", "", # c [
  "b"]
see_also = [{title = "t", url="u"}]

# glossctl: ignore A002, N -- why
[[term]]
name = "A"
definition = """
[[term]] not "" one
"""
aliases = [" x ", 'y']
avoid = [{word="w"}, "v"]
[[ "term" ]]
  name = 'B' # glossctl: ignore N001
[[term.avoid]]
word = "q"
[[role]]
name = "R"
[term.sub]
z = 1.5
"\\u0061" . b = 2
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("glossary",), (3, 1)),
        (("glossary", "tags", 0), (5, 9)),
        (("glossary", "tags", 1), (6, 3)),
        (("glossary", "see_also", 0, "url"), (7, 27)),
        (("term",), (10, 1)),
        (("term", 0), (10, 1)),
        (("term", 0, "definition"), (12, 1)),
        (("term", 0, "aliases", 1), (15, 19)),
        (("term", 0, "avoid", 0, "word"), (16, 11)),
        (("term", 0, "avoid", 1), (16, 22)),
        (("term", 1, "name"), (18, 3)),
        (("term", 1, "avoid", 0, "word"), (20, 1)),
        (("term", 1, "sub", "z"), (24, 1)),
        (("term", 1, "sub", "a", "b"), (25, 1)),
        (("role", 0, "nope"), (21, 1)),
        (("top",), (2, 1)),
        (("nowhere", 3, "x"), (1, 1)),
    ],
)
def test_a_path_has_the_place_of_its_key_or_item_or_of_what_it_would_stand_in(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert Places(TEXT).place(path) == place


def test_entries_written_inline_and_dotted_keys_have_places_too() -> None:
    places = Places('term = [\n {name="a", tags=["x","y"]},\n {name="b"},\n]\nglossary.name="q"')
    assert places.place(("term", 1, "name")) == (3, 3)
    assert places.place(("term", 0, "tags", 1)) == (2, 23)
    assert places.place(("glossary", "name")) == (5, 1)


def test_order_lists_the_tables_as_they_stand() -> None:
    assert list(Places(TEXT).order()) == [("term", 0), ("term", 1), ("role", 0)]


def test_blank_and_padded_strings_are_found_with_their_paths() -> None:
    assert list(Places(TEXT).blank()) == [(("glossary", "tags"), 5, 14)]
    assert list(Places(TEXT).padded()) == [(("term", 0, "aliases", 0), 15, 12)]


def test_a_comment_that_ignores_counts_for_its_table_or_the_whole_file() -> None:
    ignored = [(0, 26, ("O001",)), (10, 16, ("A002", "N")), (17, 20, ("N001",))]
    assert list(Places(TEXT).ignored()) == ignored


@given(st.text())
def test_no_text_makes_places_raise(text: str) -> None:
    places = Places(text)
    places.place(("term", 0, "name"))
    assert (list(places.blank()), list(places.padded()), list(places.ignored())) is not None


WORDS = st.text(min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(KINDS), WORDS, WORDS, st.lists(WORDS, max_size=3)), max_size=4))
def test_what_toml_write_writes_is_found_where_it_stands(given: "list[tuple[Kind, str, str, list[str]]]") -> None:
    entries = [Entry(name, kind, definition=text, aliases=tuple(more)) for kind, name, text, more in given]
    text = toml_write.write(Contents(Header("x"), tuple(entries)))
    places = Places(text)
    counts = dict.fromkeys(KINDS, 0)
    for entry in toml.read(text).entries:
        path = (entry.kind, counts[entry.kind])
        counts[entry.kind] += 1
        assert text.startswith(f"[[{entry.kind}]]\nname = ", places.offset(path))
        assert text.startswith("name = ", places.offset((*path, "name")))
        for number, alias in enumerate(entry.aliases):
            assert text.startswith(toml_write.string(alias), places.offset((*path, "aliases", number)))
