"""The index answers as a scan over the entries does, and keeps every field."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl.compiling import fill
from glossctl.define import define
from glossctl.entries import KINDS, Avoid, Contents, Entry, Header, Link
from glossctl.errors import GlossctlError
from glossctl.index import ALIAS, EXPANSION, FORM, NAME, Index, open_index
from glossctl.text import fold, inflections
from tests.strategies import entries as any_entries

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1e\x1f"), max_size=12)
FILLED = ANY.filter(str.strip)
WORDS = st.sampled_from(
    ["GPU", "gpus", "g-p-u", "MIG", "mig slice", "é", "É", "推論", "index", "indices", "box", "AND"]
)
NAMES = WORDS | FILLED
SOME = st.lists(NAMES, max_size=3).map(tuple)

ENTRIES = any_entries(
    NAMES,
    ANY,
    avoid=st.lists(st.builds(Avoid, FILLED, ANY), max_size=2).map(tuple),
    source=st.none() | FILLED,
    status=ANY,
    language=st.just("en"),
    glossary=st.just("g"),
)
HEADERS = st.builds(
    Header, st.just("g"), ANY, st.just("en"), st.lists(st.builds(Link, ANY, FILLED), max_size=2).map(tuple), SOME
)
GROUPED = st.lists(ENTRIES, max_size=8).map(lambda found: tuple(sorted(found, key=lambda one: KINDS.index(one.kind))))
GLOSSARIES = st.builds(Contents, HEADERS, GROUPED)


def compiled(contents: Contents) -> Index:
    return open_index("", None, lambda connection: fill(connection, contents))


def scanned(entries: tuple[Entry, ...], query: str) -> list[Entry]:
    """Return what a look-up should find, by the plainest means: every entry asked for every key."""

    def named(key: str) -> list[tuple[int, Entry]]:
        found = []
        for entry in entries:
            by_relation = (
                (NAME, [entry.name]),
                (ALIAS, [*entry.aliases, *entry.titles]),
                (EXPANSION, [entry.expansion or ""]),
                (FORM, entry.forms),
            )
            relations = [relation for relation, texts in by_relation if key in [fold(text) for text in texts if text]]
            found += [(min(relations), entry)] if relations and key else []
        return sorted(found, key=lambda pair: pair[0])

    found = named(fold(query))
    if not found:
        every = (named(key) for key in inflections(fold(query)))
        found = [(FORM, entry) for _, entry in next((one for one in every if one), [])]
    return [entry for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].name != query))]


@settings(max_examples=80, deadline=None)
@given(GLOSSARIES, WORDS | ANY)
def test_the_index_answers_as_a_scan_does(contents: Contents, query: str) -> None:
    index = compiled(contents)
    asked = [query, *(text for entry in contents.entries for text in (entry.name, f"{entry.name}s", *entry.aliases))]
    for one in asked:
        assert list(define([index], one).entries) == scanned(contents.entries, one)


@settings(max_examples=40, deadline=None)
@given(GLOSSARIES)
def test_the_index_keeps_every_field(contents: Contents) -> None:
    index = compiled(contents)
    assert index.header == contents.header
    assert tuple(index.all()) == contents.entries
    assert index.count() == len(contents.entries)
    for kind in KINDS:
        assert list(index.all(kind)) == [entry for entry in contents.entries if entry.kind == kind]


@settings(max_examples=40, deadline=None)
@given(GLOSSARIES, ANY)
def test_completions_are_the_names_that_begin_so(contents: Contents, prefix: str) -> None:
    key = fold(prefix)
    expected = {
        (entry.name, entry.definition)
        for entry in contents.entries
        if any(
            fold(text).startswith(key) for text in (entry.name, *entry.aliases, *entry.titles, entry.expansion or "")
        )
    }
    found = compiled(contents).completions(key, 1000)
    assert {(name, definition) for _, name, definition in found} == expected
    assert all(fold(text).startswith(key) for text, _, _ in found)
    assert compiled(contents).count_completions(key) == len(found)


def test_more_entries_than_a_block_come_once_each_in_order() -> None:
    entries = tuple(Entry(f"t{number}", language="en", glossary="g") for number in range(2500))
    assert tuple(compiled(Contents(Header("g"), entries)).all()) == entries


def opened(file: Path, cache: Path | None) -> Index:
    file.write_text("")
    return open_index(str(file), str(cache) if cache else None, _fill_one)


def _fill_one(connection: sqlite3.Connection) -> None:
    fill(connection, Contents(Header("g"), (Entry("x"),)))


@pytest.mark.parametrize("is_stored", [True, False])
def test_an_open_index_answers_from_any_thread(tmp_path: Path, is_stored: bool) -> None:
    index = opened(tmp_path / "words.toml", tmp_path / "cache" if is_stored else None)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: index.count(), range(400))) == [1] * 400


def test_nothing_is_kept_where_there_is_no_folder(tmp_path: Path) -> None:
    assert opened(tmp_path / "words.toml", None).count() == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["words.toml"]


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_closed_index_says_so(tmp_path: Path, is_stored: bool) -> None:
    index = opened(tmp_path / "words.toml", tmp_path / "cache" if is_stored else None)
    index.close()
    index.close()
    with pytest.raises(GlossctlError, match="glossary is closed"):
        index.count()
