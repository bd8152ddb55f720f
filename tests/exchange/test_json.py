import json as standard
from pathlib import Path

import pytest
from hypothesis import given, settings

from glossctl.entries import Contents, Entry
from glossctl.errors import FileError
from glossctl.exchange import json, jsonl
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.protocol import Options
from tests.exchanged import contents, headed
from tests.program import run

_LINES = "one object a line is JSON Lines"


def read(text: str, mapping: str = "") -> list[tuple[str, str | None, str]]:
    """Return name, full form and definition of each entry in a JSON text."""
    found = json.read(text, "team.json", Options(parse(mapping=mapping))).contents.entries
    return [(entry.name, entry.expansion, entry.definition) for entry in found]


@settings(max_examples=60, deadline=None)
@given(headed)
def test_write_then_read_returns_the_same_contents(glossary: Contents) -> None:
    assert json.read(json.write(glossary).text, "other.json").contents == glossary


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('[{"Acronym": "PO", "Meaning": "Product Owner"}]', [("PO", "Product Owner", "")]),
        ('{"PO": "Product Owner", "PO": "Post Office"}', [("PO", "Product Owner", ""), ("PO", "Post Office", "")]),
        ('{"PO": ["Product Owner", "Post Office"]}', [("PO", "Product Owner", ""), ("PO", "Post Office", "")]),
        ('[["PO", "Product Owner"], ["Pod", "x"]]', [("PO", "Product Owner", ""), ("Pod", None, "x")]),
        ('["Pod", "Key"]', [("Pod", None, ""), ("Key", None, "")]),
        ('{"N": {"Node": "x"}, "P": {"Pod": "A unit"}}', [("Node", None, "x"), ("Pod", None, "A unit")]),
        ('{"Pod": {"definition": "A unit"}, "Key": {"info": "x"}}', [("Pod", None, "A unit"), ("Key", None, "x")]),
        ('{"version": 2, "terms": [{"term": "Pod", "meaning": "x", "n": 1.50}]}', [("Pod", None, "x\n\nn: 1.50")]),
        ('{"name": "Pod", "kind": "term"}', [("Pod", None, "")]),
    ],
)  # fmt: skip
def test_shapes_of_lists_are_known(text: str, entries: list[tuple[str, str | None, str]]) -> None:
    assert read(text) == entries


def test_map_names_keys() -> None:
    text = '[{"k": "PO", "v": "Product Owner", "w": "Decides", "x": "no"}]'
    assert read(text, "k=name,v=expansion,w=definition,x=-") == [("PO", "Product Owner", "Decides")]


def test_html_in_values_becomes_text_and_links() -> None:
    text = '[{"Term": "Pod", "Meaning": "A unit", "Example": "<a href=\\"https://a.example\\">A</a>, <a href=\'https://b.example\'>B</a>"}]'
    (entry,) = json.read(text).contents.entries
    assert (entry.definition, entry.links) == ("A unit\n\nExample: A, B", ("https://a.example", "https://b.example"))


def test_lists_and_objects_become_values() -> None:
    text = (
        '[{"term": "Pod", "tags": ["a, b", "c"], "links": [{"title": "T", "url": "https://a.example"}],'
        ' "notes": ["one", "two"], "size": {"cpu": 2, "fast": true, "gpu": null}}]'
    )
    reading = json.read(text)
    (entry,) = reading.contents.entries
    assert (entry.tags, entry.links) == (("a, b", "c"), ("https://a.example",))
    assert entry.definition == "one\n\ntwo\n\nsize: cpu: 2; fast: true"
    assert reading.losses == ("1 title of a link",)


@pytest.mark.parametrize("text", ['{"terms": 5}', '{"terms": "Pod"}', '{"title": "Words", "terms": 5}'])
def test_a_list_of_entries_that_is_none_is_an_error(text: str) -> None:
    with pytest.raises(FileError) as raised:
        json.read(text, "team.json")
    assert raised.value.message == 'team.json: X002 "terms" is no list of entries'
    assert raised.value.hint == "a list is written in brackets, an object for each entry"


def test_half_a_character_is_counted() -> None:
    reading = json.read(r'[{"name": "a\ud800b", "definition": "\ud83d\ude00 \\ud800"}]')
    (entry,) = reading.contents.entries
    assert (entry.name, entry.definition) == ("a\ufffdb", "\U0001f600 \\ud800")
    assert reading.losses == ("1 half of a character",)
    assert jsonl.read(r'{"name": "a\udfffb"}').losses == ("1 half of a character",)


def test_values_that_are_no_entry_are_counted() -> None:
    reading = json.read('{"terms": [{"term": "Pod", "meaning": "A"}], "version": 2, "more": "x"}')
    assert reading.losses == ("2 values that are no entries",)


def test_documents_of_the_program_are_read() -> None:
    for argv in (["define", "MIG"], ["list"], ["roles"], ["search", "gpu sharing"]):
        done = run(*argv, "-o", "json")
        entries = json.read(done.out).contents.entries
        assert entries
        assert all(entry.glossary == "cloud-native-ai" for entry in entries)
    assert {entry.kind for entry in json.read(run("roles", "-o", "json").out).contents.entries} == {"role", "audience"}


def test_objects_of_ours_with_a_wrong_value_are_read_as_somebody_elses() -> None:
    assert read('[{"name": "Pod", "kind": "term", "definition": 3}]') == [("Pod", None, "3")]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('{"a": ', "team.json:1:7: X001 not JSON: expecting value", None),
        ('{"a": "b"}\n{"c": "d"}\n', "team.json:2:1: X001 not JSON: extra data", _LINES),
        ("[" * 100_000, "team.json: X001 not JSON: nested too deeply", None),
        ('[{"name": "a", "x": ' + "[" * 950 + "]" * 950 + "}]", "team.json: X001 not JSON: nested too deeply", None),
        ('{"a": ' * 600 + "1" + "}" * 600, "team.json: X001 not JSON: nested too deeply", None),
        ("3", "team.json: X002 there are no entries in it", None),
        ("[]", "team.json: X002 there are no entries in it", None),
        ("{}", "team.json: X002 there are no entries in it", None),
        ('[{"name": ""}]', "team.json: X002 there are no entries in it", None),
    ],
)  # fmt: skip
def test_what_is_no_list_is_an_error(text: str, message: str, hint: str | None) -> None:
    with pytest.raises(FileError) as raised:
        read(text)
    assert (raised.value.message, raised.value.hint) == (message, hint)


def test_records_with_many_keys_of_their_own_keep_them_all() -> None:
    records = ",".join(f'{{"term": "a{number}", "k{number}": "v"}}' for number in range(1000))
    found = json.read(f"[{records}]").contents.entries
    assert [entry.definition for entry in found] == [f"k{number}: v" for number in range(1000)]


def test_a_key_that_comes_twice_loses_neither_value() -> None:
    assert read('[{"name": "a", "definition": "one", "definition": "two"}]') == [("a", None, "one\n\ndefinition: two")]
    assert read('{"name": "a", "kind": "term", "name": "b"}') == [("a", None, "name: b")]


def test_numbers_of_any_size_are_text() -> None:
    assert read('{"Pod": %s}' % ("9" * 5000)) == [("Pod", None, "9" * 5000)]


def test_write_with_map_gives_somebody_elses_keys(tmp_path: Path) -> None:
    glossary = contents(Entry("PO", expansion="Product Owner", definition="Decides", tags=("x",)))
    made = json.write(glossary, Options(parse(mapping="Abbreviation=name,Definition=expansion,Usage=definition")))
    assert standard.loads(made.text) == [{"Abbreviation": "PO", "Definition": "Product Owner", "Usage": "Decides"}]
    assert made.losses == ("1 tag",)
