import pytest
from hypothesis import given, settings

from glossctl.entries import Contents, Entry, Header, Link
from glossctl.errors import FileError
from glossctl.exchange import jsonl
from tests.exchanged import contents, glossaries
from tests.program import run


@settings(max_examples=60, deadline=None)
@given(glossaries)
def test_write_then_read_returns_the_same_entries(glossary: Contents) -> None:
    assert jsonl.read(jsonl.write(glossary).text, "team.jsonl").contents.entries == glossary.entries


def test_somebody_elses_keys_are_recognised() -> None:
    text = '{"acronym": "PO", "meaning": "Product Owner"}\n\n{"acronym": "QA", "meaning": "Quality Assurance"}\r\n'
    found = jsonl.read(text).contents.entries
    assert [(entry.name, entry.expansion) for entry in found] == [("PO", "Product Owner"), ("QA", "Quality Assurance")]


def test_lines_of_the_program_are_read() -> None:
    done = run("define", "-", "-o", "json", stdin="MIG\nMPS\nno such thing\n")
    assert {entry.name for entry in jsonl.read(done.out).contents.entries} == {"MIG", "MPS"}


def test_each_line_that_is_no_json_is_a_fault() -> None:
    with pytest.raises(FileError) as raised:
        jsonl.read('{"term": "Pod"}\nnope\n{"a": \n', "team.jsonl")
    assert [str(fault) for fault in raised.value.faults] == [
        "team.jsonl:2:1: X001 not JSON: expecting value",
        "team.jsonl:3:7: X001 not JSON: expecting value",
    ]


def test_a_json_document_is_told_apart() -> None:
    with pytest.raises(FileError) as raised:
        jsonl.read('[\n{"term": "Pod"}\n]\n')
    assert raised.value.hint == "a document over several lines is JSON"


def test_write_says_what_of_the_header_it_leaves_behind() -> None:
    header = Header("team", "Team words", "en", (Link("A", "https://a.example"),), ("x", "y"))
    assert jsonl.write(contents(Entry("Pod"), header=header)).losses == (
        "the glossary's title",
        "1 pointer to another glossary",
        "the list of 2 permitted tags",
    )
