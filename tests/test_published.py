"""What other programs read: schema, pages of rules and library, hooks. All is made from the code, or held to it."""

import importlib
import json
from pathlib import Path

import pytest

import glossctl
from glossctl import toml
from glossctl.documents.check import RULES as DOCUMENT_RULES
from glossctl.entries import FILE_KEYS
from glossctl.rules import RULES
from glossctl.rules.validate import BROKEN
from tests.program import BUNDLED, run

DOCS = Path(__file__).parents[1] / "docs"


def test_the_schema_and_the_reference_are_made_from_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    makers = [importlib.import_module(f"make_{name}") for name in ("library", "rules", "schema")]
    make_library, make_rules, make_schema = makers
    assert make_library.PAGE.read_text(encoding="utf-8") == make_library.page(), "make docs"
    assert make_rules.PAGE.read_text(encoding="utf-8") == make_rules.page(), "make docs"
    assert make_schema.SCHEMA.read_text(encoding="utf-8") == make_schema.text(), "make docs"
    assert run("validate", "--schema").out == make_schema.text()


def test_the_page_of_the_library_has_every_public_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    make_library = importlib.import_module("make_library")
    assert sorted(name for section in make_library.SECTIONS.values() for name in section) == sorted(glossctl.__all__)


def test_the_schema_knows_every_key_of_the_format() -> None:
    schema = json.loads(run("validate", "--schema").out)
    assert list(schema["$defs"]["entry"]["properties"]) == list(FILE_KEYS)
    assert list(schema["$defs"]["glossary"]["properties"]) == list(toml.HEADER_KEYS)
    assert list(schema["properties"]) == ["glossary", "check", *toml.TABLES]


def test_the_bundled_file_names_the_schema_in_its_first_line() -> None:
    first, second, *_ = Path(BUNDLED).read_text(encoding="utf-8").splitlines()
    assert (first, second) == ("#:schema ./glossary.schema.json", "")
    assert Path(BUNDLED).with_name("glossary.schema.json").is_file()


def test_every_rule_has_a_page_that_says_why_and_how_to_mend() -> None:
    for code, rule in {**RULES, **DOCUMENT_RULES}.items():
        assert "\nWrong: " in rule.explanation, code
        assert "\nMend: " in rule.explanation, code
        assert not BROKEN.keys() & RULES.keys()
        assert rule.summary[0].isupper()


def test_the_hooks_name_commands_that_exist() -> None:
    text = (DOCS.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = [line.partition("entry: ")[2].split() for line in text.splitlines() if "entry: " in line]
    assert entries == [["glossctl", "validate"], ["glossctl", "format"], ["glossctl", "check"]]
    for _, command in entries:
        assert run(command, "--help").status == 0
