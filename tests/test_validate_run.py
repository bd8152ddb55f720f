"""Validate as a command: files in, lines or documents out, and a status; whatever the files hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program import BUNDLED, Run, run

FAULTY = '[[term]]\nname = "XPU"\ndefinition = "TODO"\n'


def test_all_faults_of_all_files_are_said_in_one_run() -> None:
    Path("b.toml").write_text(FAULTY)
    Path("a.toml").write_text('[[term]]\nname = "A"\nexpantion = "x"\n')
    Path("c.toml").write_bytes(b"# \xff")
    Path("d.toml").write_text("x = [")
    out = (
        'a.toml:3:1: T002 [[term]] "A": unknown key "expantion"; the nearest known key is "expansion"\n'
        'a.toml:2:1: D005 "A" has neither a full form nor a definition\n'
        'b.toml:2:1: A001 acronym "XPU" has no full form\n'
        'b.toml:3:1: D004 definition "TODO" is a placeholder\n'
        "c.toml:1:3: F002 not UTF-8: byte 0xff\n"
        "d.toml: T001 not TOML: Invalid value at the end of the file\n"
        "nowhere.toml: F001 no such file or directory\n"
    )
    files = ("d.toml", "nowhere.toml", "b.toml", "c.toml", "a.toml", "./b.toml")
    assert run("validate", *files) == Run(2, out, "7 faults in 5 files; 4 of them keep 4 files from being glossaries\n")
    assert run("validate", "b.toml", "--select", "D") == Run(1, out.splitlines(keepends=True)[3], "1 fault in 1 file\n")
    assert run("validate", "b.toml", "--ignore", "D", "--ignore=A") == Run(0, "", "1 entry in 1 file: no faults\n")


def test_what_keeps_a_file_from_being_a_glossary_comes_first_and_is_said_last() -> None:
    Path("g.toml").write_text(FAULTY + 'expantion = "x"\n')
    done = run("validate", "g.toml")
    assert [line.split()[1] for line in done.out.splitlines()] == ["T002", "A001", "D004"]
    assert done.err == "3 faults in 1 file; 1 of them keeps g.toml from being a glossary\n"
    hint = "hint: check the quotes and brackets there and on the line before\n"
    assert run("validate", "-", stdin="x = [").err == (
        hint + "1 fault in 1 file; it keeps <stdin> from being a glossary\n"
    )


def test_without_a_file_the_projects_glossary_is_looked_at() -> None:
    error = "error: there is no glossary.toml here or above, up to the repository's root\nhint: name a file\n"
    assert run("validate") == Run(2, "", error)
    Path("glossary.toml").write_text(FAULTY)
    assert run("validate", "--select=D").out == 'glossary.toml:3:1: D004 definition "TODO" is a placeholder\n'


def test_the_environment_and_g_name_the_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text(FAULTY)
    assert run("validate", "-g", "mine.toml", "--select=D").out.startswith("mine.toml:3:1: D004")
    monkeypatch.setenv("GLOSSCTL_GLOSSARY", "mine.toml")
    assert run("validate", "--select=D").out.startswith("mine.toml:3:1: D004")


def test_standard_input_is_a_file() -> None:
    assert (
        run("validate", "-", "--select=D", stdin=FAULTY).out == '<stdin>:3:1: D004 definition "TODO" is a placeholder\n'
    )


def test_wrong_usage_is_said() -> None:
    error = 'error: --output: there is no output "xml"\nhint: choose one of text, json, sarif, github\n'
    assert run("validate", "-o", "xml") == Run(2, "", error)
    error = 'error: unknown code "X1"; the nearest known code is "R001"\n'
    assert run("validate", "--select", "X1").status == 2


def test_json_output() -> None:
    document = json.loads(run("validate", "-", "--select=D", "-o", "json", stdin=FAULTY).out)
    fault = {"path": "<stdin>", "line": 3, "column": 1, "code": "D004", "name": "placeholder"}
    fault["message"] = 'definition "TODO" is a placeholder'
    assert document == {"faults": [fault], "files": ["<stdin>"], "entries": 1}
    document = json.loads(run("validate", "nowhere", "-o", "json").out)
    assert (document["faults"][0]["line"], document["faults"][0]["column"]) == (None, None)


def test_github_output_escapes_what_would_end_a_property_or_a_message() -> None:
    Path("a,b:c%.toml").write_text('[[term]]\nname = "X"\ndefinition = "TODO: 100% of\\nit"\n')
    line = "::error file=a%2Cb%3Ac%25.toml,line=3,col=1,title=D004 placeholder::"
    out = f'{line}definition "TODO: 100%25 of it" is a placeholder\n'
    assert run("validate", "a,b:c%.toml", "--select=D", "-o", "github").out == out
    assert (
        run("validate", "x", "-o", "github").out == "::error file=x,title=F001 unreadable::no such file or directory\n"
    )


def test_sarif_output_has_regions_and_rules() -> None:
    Path("my list.toml").write_text(FAULTY)
    log: dict[str, Any] = json.loads(run("validate", "my list.toml", "nowhere", "-o", "sarif").out)
    (one,) = log["runs"]
    assert (log["version"], one["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = one["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["A001", "D004", "F001"]
    assert rules[1]["name"] == "Placeholder"
    assert rules[1]["shortDescription"]["text"].startswith("Placeholders for text still to be written")
    place = {"artifactLocation": {"uri": "my%20list.toml"}, "region": {"startLine": 3, "startColumn": 1}}
    expected = {
        "ruleId": "D004",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": 'definition "TODO" is a placeholder'},
    }
    assert one["results"][1] == {**expected, "locations": [{"physicalLocation": place}]}
    assert one["results"][2]["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "nowhere"}}}]
    assert one["results"][2]["level"] == "error"


def test_the_bundled_glossary_is_clean() -> None:
    found = run("validate", BUNDLED)
    assert (found.status, found.out) == (0, "")
    assert found.err.endswith(" entries in 1 file: no faults\n")


@given(st.binary(max_size=200))
def test_no_bytes_make_a_traceback(content: bytes) -> None:
    found = run("validate", "-", stdin=content)
    assert found.status in (0, 1, 2)
    assert "bug" not in found.err


PIECES = [
    "[[term]]\n",
    "[glossary]\n",
    'name = "A"\n',
    'name = ""\n',
    'tags = ["x", ""]\n',
    "a.b = 1\n",
    "[[term.avoid]]\n",
    "#",
    '"""',
    "\n",
]


@given(
    st.lists(
        st.sampled_from([*PIECES, 'word = "A"\n', "term = [{name = 'B'}]\n", "x", "[", "]", "=", "'"]), max_size=12
    )
)
def test_no_pieces_of_toml_make_a_traceback(pieces: list[str]) -> None:
    found = run("validate", "-", "--select", "ALL", stdin="".join(pieces))
    assert found.status in (0, 1, 2)
    assert "bug" not in found.err


UNSORTED = '[glossary]\nname = "team"\n[[term]]\nname = "b"\n[[term]]\nname = "a"\n'


def test_statistics_count_the_faults_of_each_rule() -> None:
    Path("g.toml").write_text(
        '[glossary]\nname = "team"\n[[term]]\nname = "b"\n[[term]]\nname = "a"\n', encoding="utf-8"
    )
    assert run("validate", "g.toml", "--statistics").out == "2  D005  says-nothing\n1  O001  not-sorted\n"


def test_fix_lays_the_file_out_first() -> None:
    Path("g.toml").write_text(
        '[glossary]\nname = "team"\n[[term]]\nname = "b"\n[[term]]\nname = "a"\n', encoding="utf-8"
    )
    done = run("validate", "g.toml", "--fix", "--select", "O")
    assert (done.status, done.out) == (0, "")
    assert run("format", "--check", "g.toml").status == 0


def test_fix_leaves_what_is_no_glossary_to_be_said() -> None:
    Path("g.toml").write_text("no", encoding="utf-8")
    assert run("validate", "g.toml", "--fix").status == 2
    assert run("validate", "-", "--fix").err == "error: standard input can't be mended\nhint: name the file\n"
