"""``explain`` on files: terms in the order of first use, what the text says itself, what nobody says."""

import json
from pathlib import Path
from typing import Any

import pytest

import glossctl
from tests.program import run

TEAM = """\
[glossary]
name = "team"

[[term]]
name = "ZQT"
expansion = "Zone Quota Table"
definition = "A table of quotas. It is small."

[[term]]
name = "BZW"
expansion = "Basic Zone Writer"
definition = "Writes zones to a disk."
tags = ["storage"]
hints = ["frobnicate everything"]

[[term]]
name = "BZW"
expansion = "Bent Zither Wire"
definition = "A wire of an instrument that musicians play."
tags = ["music"]

[[term]]
name = "zone map"
definition = "Where zones are."
aliases = ["ゾーン地図", "K4s"]
"""


@pytest.fixture(autouse=True)
def _team() -> None:
    Path("g.toml").write_text(TEAM, encoding="utf-8")


def explain(text: str, *argv: str) -> dict[str, Any]:
    done = run("explain", "-g", "g.toml", "-o", "json", *(argv or ("-",)), stdin=text)
    (document,) = json.loads(done.out)["documents"]
    assert isinstance(document, dict)
    return document


def terms(text: str) -> list[tuple[object, ...]]:
    found = explain(text)["terms"]
    return [
        (one["entry"]["expansion"] or one["entry"]["name"], one["uses"], one["line"], one["column"]) for one in found
    ]


def test_terms_come_in_the_order_of_first_use_with_their_uses() -> None:
    assert terms("Zone maps, a ZQT;\ntwo ZQTs and a zone\nmap.") == [
        ("zone map", 2, 1, 1),
        ("Zone Quota Table", 2, 1, 14),
    ]


@pytest.mark.parametrize(
    "text", ["ZQT-Knoten", "ein ZQT/QZT", "the ZQT's end", "die ZQTs", "ZQT共享", "zone quota tables", "**ZQT**"]
)
def test_terms_are_found_in_compounds_and_inflections(text: str) -> None:
    assert [one[0] for one in terms(text)] == ["Zone Quota Table"]


def test_terms_are_found_in_texts_without_spaces_and_with_digits() -> None:
    assert terms("これはゾーン地図です。") == [("zone map", 1, 1, 4)]
    assert terms("On K4s.") == [("zone map", 1, 1, 4)]


@pytest.mark.parametrize("text", ["zqt", "frobnicate everything", "`ZQT`", "ZQTX", "https://example.com/ZQT"])
def test_other_words_hints_and_code_are_no_terms(text: str) -> None:
    assert terms(text) == []


def test_the_texts_own_full_form_decides_between_senses() -> None:
    found = explain("The Bent Zither Wire (BZW) broke. Write the BZW to a disk.")["terms"]
    assert [one["entry"]["expansion"] for one in found] == ["Bent Zither Wire"]
    assert [one["expansion"] for one in found[0]["others"]] == ["Basic Zone Writer"]


@pytest.mark.parametrize(
    ("text", "form"),
    [("The BZW puts zones on the disk.", "Basic Zone Writer"), ("Musicians play a BZW.", "Bent Zither Wire")],
)
def test_the_words_around_decide_between_senses(text: str, form: str) -> None:
    assert terms(text)[0][0] == form


def test_where_nothing_decides_both_senses_are_shown() -> None:
    shown = run("explain", "-g", "g.toml", "-o", "plain", "-", stdin="A BZW.").out
    assert [line.split("\t")[1] for line in shown.splitlines()] == ["Basic Zone Writer", "Bent Zither Wire"]


def test_what_the_text_expands_itself_is_apart_also_against_the_glossary() -> None:
    found = explain("A Quick Test Writer (QTW). The Zip Queue Test (ZQT). A ZQT and two QTWs.")
    assert found["terms"] == []
    assert [tuple(one.values()) for one in found["defined"]] == [
        ("QTW", "Quick Test Writer", 2, 1, 22),
        ("ZQT", "Zip Queue Test", 2, 1, 48),
    ]


def test_what_nobody_expands_is_unknown() -> None:
    assert [tuple(one.values()) for one in explain("QTW, an API.\nQTW")["unknown"]] == [("QTW", 2, 1, 1)]


def test_unknown_ones_alone_come_with_the_command_that_adds_them() -> None:
    done = run("explain", "-g", "g.toml", "-o", "plain", "--unknown", "-", stdin="QTW, ZQT and a Wide Zone (WZ).")
    assert done.out == "WZ\tglossctl add WZ --expansion 'Wide Zone'\nQTW\tglossctl add QTW --expansion \"...\"\n"
    assert done.status == 0


@pytest.mark.parametrize("output", ["plain", "markdown", "panel", "json"])
def test_an_acronym_that_the_glossary_has_with_another_full_form_is_not_unknown(output: str) -> None:
    text = "The Zip Queue Test (ZQT) and a Wide Zone (WZ)."
    assert "ZQT" in run("explain", "-g", "g.toml", "-o", output, "-", stdin=text).out
    done = run("explain", "-g", "g.toml", "-o", output, "--unknown", "-", stdin=text)
    assert "ZQT" not in done.out
    assert "WZ" in done.out


def test_nothing_but_another_full_form_is_nothing_that_the_glossary_lacks() -> None:
    done = run("explain", "-g", "g.toml", "--unknown", "-", stdin="The Zip Queue Test (ZQT).")
    assert (done.status, done.out, done.err) == (1, "", "no acronym that the glossary lacks in the text\n")


def test_a_text_without_terms_is_a_miss() -> None:
    done = run("explain", "-g", "g.toml", "-", stdin="Nothing here.")
    assert (done.status, done.out, done.err) == (1, "", "no term of the glossary and no acronym in the text\n")
    assert run("explain", "-g", "g.toml", "--unknown", "-", stdin="ZQT").status == 1


def test_markdown_is_a_definition_list() -> None:
    done = run("explain", "-g", "g.toml", "-o", "markdown", "-", stdin="ZQT and a Wide Zone (WZ).")
    assert done.out == "ZQT\n: **Zone Quota Table**. A table of quotas.\n\nWZ\n: Wide Zone\n"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_panel_has_all_of_it_at_any_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("explain", "-g", "g.toml", "-", stdin="ZQT, ZQT, QTW, BZW and a Wide Zoo (WZ).").out
    assert max(map(len, shown.splitlines())) <= width
    for part in ("ZQT  Zone Quota Table  2×", "A table of quotas.", "or BZW", "WZ  Wide Zoo", "in no glossary: QTW"):
        assert part in shown


def test_a_folder_without_documents_is_said() -> None:
    Path("pictures").mkdir()
    done = run("explain", "-g", "g.toml", "pictures")
    assert (done.status, done.out, done.err) == (0, "", "no document in pictures\n")


def test_folders_and_unreadable_files() -> None:
    Path("docs").mkdir()
    Path("docs/a.md").write_text("ZQT", encoding="utf-8")
    Path("docs/b.md").write_bytes(b"caf\xe9")
    done = run("explain", "-g", "g.toml", "-o", "plain", "docs")
    assert done.status == 2
    assert done.out.endswith("\t1\tdocs/a.md:1:1\n")
    assert done.err.startswith("error: docs/b.md:1:4: F002")


def test_the_library_explains_a_text_with_places() -> None:
    with glossctl.load("g.toml") as glossary:
        explained = glossary.explain("<p>The <b>ZQT</b>.", format="html")
    assert [(term.word, term.line, term.column) for term in explained.terms] == [("ZQT", 1, 11)]


def test_the_library_walks_folders() -> None:
    from glossctl import documents

    Path("docs/deep").mkdir(parents=True)
    for name in ("docs/b.md", "docs/deep/a.rst", "docs/c.png"):
        Path(name).write_text("", encoding="utf-8")
    assert list(documents.walk(["docs"])) == ["docs/b.md", "docs/deep/a.rst"]
    assert list(documents.walk(["docs"], exclude=["deep/"])) == ["docs/b.md"]
