"""The scanner of TOML text: it finds what tomllib reads, where it is."""

import itertools
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.toml.places import Places
from glossctl.toml.source import parts, statements, strings

SPACE = st.sampled_from(["", " ", "\t ", "  "])
COMMENT = st.sampled_from(["", "# why", '# "quote', "# [[term]]", "# x = '''", "#"])
BREAK = st.sampled_from(["", " ", "\n", "\n\n  ", "# note ] }\n", '\n\t# "\n'])  # between the items of an array
BARE = "1|-17|0xfF|1_000|1.5|6.6e-3|inf|-nan|true|1979-05-27|1979-05-27T07:32:00Z|1979-05-27 07:32:00.5-07:00|07:32:00"
SHORT = r'''""|''|"a"|'a'|"\""|"\\"|"a # b"|'c:\'|"[x"|'}'|"\u00e9\U0001F600"|"="|"k = 1"|'"'|"'"'''
LONG = ['"""a\n[[term]]\nb = "c" # d\n"""', '"""a "" \\""" ""\\"x"""', '""""a""""', '"""\\\\"""', '"""a\\\n   b"""']
LITERAL = ["''''''", "'''''a'''''", "'''\n# '' \n'''", "'''\\'''"]
SCALARS = st.sampled_from([*BARE.split("|"), *SHORT.split("|"), *LONG, *LITERAL])
PARTS = st.sampled_from(  # each @ becomes another number
    ['"@"', "'@'", '"\\u006b@"', '"@ "', "'@ é'", '"[@]"', '"@\\""', '"@.x"', "@", "@-", "1_@"]
)
KEYS = st.builds(str.join, st.sampled_from([".", " . ", "\t."]), st.lists(PARTS, min_size=1, max_size=3))


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.builds("{0}{1} ={2}{3}{0}".format, SPACE, KEYS, SPACE, inner)
    cells = st.lists(st.builds("{0}{1}{2}".format, BREAK, inner, BREAK), max_size=3)
    lists = st.builds(
        lambda cells, comma, end: f"[{','.join(cells)}{',' * (comma and bool(cells))}{end}]",
        cells,
        st.booleans(),
        BREAK,
    )
    return lists | st.lists(rows, max_size=3).map(lambda rows: "{" + ",".join(rows) + "}")


VALUES = st.recursive(SCALARS, containers, max_leaves=6)
STATEMENTS = st.builds("{0}{1}{2}={3}{4}".format, SPACE, KEYS, SPACE, SPACE, VALUES)
HEADINGS = st.builds("{0}[{1}{2}{1}]".format, SPACE, SPACE, KEYS)
ARRAYS = st.builds("{0}[[{1}{2}{1}]]".format, SPACE, SPACE, KEYS)
BODIES = st.lists(STATEMENTS | st.just(""), max_size=3)
SECTIONS = st.lists(st.tuples(HEADINGS | ARRAYS, BODIES, BODIES), max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a TOML document with every construct."""
    numbers = itertools.count()

    def numbered(line: str) -> str:
        return re.sub("@", lambda _: f"{next(numbers)}", line)

    lines = [numbered(line) for line in draw(BODIES)]
    for heading, body, more in draw(SECTIONS):
        heading = numbered(heading)
        lines += [heading, *map(numbered, body)]
        if heading.lstrip().startswith("[["):  # a second table of the array
            lines += [heading, *map(numbered, more)]
    text = "\n".join(line + draw(SPACE) + draw(COMMENT) for line in lines) + draw(st.sampled_from(["", "\n", " \n\n"]))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def values(text: str) -> Iterator[tuple[tuple[str | int, ...], int, int, int]]:
    """Yield path, start, and start and end of the value of each key and item, as the scanner finds them."""
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for piece in statements(text):
        assert piece.kind != "stray"
        if piece.kind == "key":
            for part in parts(text, piece.value_start):
                start = piece.start if part.kind == "value" else part.start
                if part.kind != "comment":
                    yield table + piece.path + part.path, start, part.value_start, part.value_end
        elif piece.kind != "comment":
            table = piece.path
            if piece.kind == "tables":
                counts[table] = counts.get(table, -1) + 1
                table += (counts[table],)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of the values in a document that are no table and no list with something in it."""
    if isinstance(value, dict | list) and value:
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    elif value != {}:  # an empty table may be a heading
        yield path


def at(document: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


def nested(path: tuple[str | int, ...], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


@given(documents())
def test_the_scanner_finds_what_tomllib_reads_where_it_is(text: str) -> None:
    document = tomllib.loads(text)
    places = Places(text)
    paths = set()
    for path, start, value_start, value_end in values(text):
        paths.add(path)
        value = at(document, path)
        assert repr(tomllib.loads(f"x = {text[value_start:value_end]}")["x"]) == repr(value)
        if isinstance(path[-1], str):
            row = tomllib.loads(text[start:value_end])
            assert repr(row) in [repr(nested(path[-number:], value)) for number in range(1, len(path) + 1)]
        else:
            assert start == value_start
        if not any(isinstance(key, int) for key in path):  # Places has no numbers for what isn't a text
            assert places.offset(path) == start
    assert set(leaves(document)) <= paths


@given(documents() | st.text("[]{}=.,#\"'\\ab1 \t\r\n") | st.text())
def test_no_text_stops_the_scanner_or_is_lost(text: str) -> None:
    end = 0
    for piece in statements(text):
        assert not text[end : piece.line].strip(" \t\r\n")
        assert end <= piece.line <= piece.start <= piece.value_start <= piece.value_end <= piece.end
        assert piece.end > piece.line
        end = piece.end
    assert not text[end:].strip(" \t\r\n")
    for start, stop, quotes in strings(text):
        assert text[start] in "\"'"
        assert quotes in ("", '"', "'", '"""', "'''")
        assert stop > start


@pytest.mark.parametrize("open_", ["[", "{a=", "[{a="])
def test_brackets_in_brackets_without_end_are_stray(open_: str) -> None:
    assert [piece.kind for piece in statements("a = " + open_ * 100_000)] == ["stray"]


def test_a_line_that_is_not_toml_hides_no_other() -> None:
    text = 'name =\n[[term]]\nname = "a\ntags = [\n"b\n[check]\n'
    kinds = [(piece.kind, text[piece.start : piece.end]) for piece in statements(text)]
    assert kinds == [
        ("stray", "name =\n"),
        ("tables", "[[term]]\n"),
        ("stray", 'name = "a\n'),
        ("stray", "tags = [\n"),
        ("stray", '"b\n'),
        ("table", "[check]\n"),
    ]
