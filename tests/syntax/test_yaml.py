import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.errors import FileError
from glossctl.syntax import yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def fault(text: str, first: int = 1) -> str:
    with pytest.raises(FileError) as caught:
        yaml.read(text, "g.yml", first)
    return caught.value.message


def test_scalars_are_the_texts_they_are_written_as() -> None:
    assert yaml.read("a: no\nb: 1.10\nc: 2024-01-02\nd: 0x1F\ne: 'null'\nf:\ng: ~\n") == {
        "a": "no",
        "b": "1.10",
        "c": "2024-01-02",
        "d": "0x1F",
        "e": "null",
        "f": None,
        "g": None,
    }


def test_tables_know_their_lines() -> None:
    table = yaml.read("\na: 1\nb:\n  c: 2\n", first=3)
    assert (table.line, table.lines, table["b"].line) == (4, {"a": 4, "b": 5}, 6)


def test_aliases_are_what_they_name() -> None:
    text = (
        "base: &base {kind: tool, tags: [a]}\nx: {<<: *base, name: X}\ny: {name: Y, kind: own, <<: [*base]}\nz: *base\n"
    )
    read = yaml.read(text)
    assert read["x"] == {"kind": "tool", "tags": ["a"], "name": "X"}
    assert read["y"] == {"kind": "own", "tags": ["a"], "name": "Y"}
    assert read["z"] == read["base"]
    assert fault("a: &a [b]\nc: {<<: *a}\n") == 'g.yml:1: Y003 "<<" merges a mapping'


@pytest.mark.parametrize("wide", ["[*{0}, *{0}]", "{{p: *{0}, q: *{0}}}"])
def test_an_exploding_alias_is_refused(wide: str) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} {wide.format(chr(97 + n))}\n" for n in range(20))
    assert "Y002 the aliases unfold to more than 1,000,000 characters and values" in fault(bomb)


def test_an_alias_within_what_it_names_is_refused() -> None:
    assert fault("a: &a [x, *a]\n") == 'g.yml:1: Y002 the alias "*a" stands within what it names'


def test_a_long_text_named_often_is_refused() -> None:
    text = f"a: &a {'x' * 10_000}\nb: [{', '.join(['*a'] * 200)}]\n"
    assert fault(text) == "g.yml:2: Y002 the aliases unfold to more than 1,000,000 characters and values"


def test_aliases_do_not_hide_depth() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))
    assert fault(text) == "g.yml:50: X003 nested more than 50 deep"


def test_a_key_written_twice_is_an_error() -> None:
    assert fault("a: 1\nb: 2\na: 3\n", first=10) == 'g.yml:12: Y003 "a" is written twice, first on line 10'


def test_a_tag_that_makes_objects_is_refused() -> None:
    assert fault("a: !!python/object/apply:os.system [ls]\n") == (
        'g.yml:1: Y004 the type "tag:yaml.org,2002:python/object/apply:os.system" is not read'
    )


def test_deep_nesting_is_refused() -> None:
    assert fault("[" * 60 + "]" * 60) == "g.yml:1: X003 nested more than 50 deep"


def test_faults_name_their_line() -> None:
    assert fault("a: 1\nb: c: d\n") == "g.yml:2: Y001 not YAML: mapping values are not allowed in this context"
    assert fault("? [a]\n: b\n") == "g.yml:1: Y003 a key must be a text"
    assert fault("a: 1\n---\nb: 2\n").startswith("g.yml:2: Y001 not YAML:")


@given(VALUES)
def test_write_then_read_returns_the_value(value: object) -> None:
    assert yaml.read(yaml.write(value)) == value


@given(st.text(max_size=200) | st.text("[]{}:&*!|>-? \n\t'\"#%@,abc", max_size=60))
def test_any_text_is_a_value_or_a_file_error(text: str) -> None:
    with contextlib.suppress(FileError):
        yaml.read(text)
