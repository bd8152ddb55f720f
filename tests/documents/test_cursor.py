"""What stands at a place of a text, and what is being written there."""

import pytest

import glossctl

TEAM = """[glossary]
name = "team"

[[term]]
name = "注文"
definition = "An order."

[[term]]
name = "multi-stage build"
definition = "A build in stages."
aliases = ["C++"]
"""


@pytest.fixture
def glossary() -> glossctl.Glossary:
    with open("glossary.toml", "w", encoding="utf-8") as file:
        file.write(TEAM)
    return glossctl.load("glossary.toml")


def test_only_the_term_at_the_place_is_found(glossary: glossctl.Glossary) -> None:
    text = "この注文が届く"
    words = [found.word if (found := glossary.at(text, at)) else None for at in range(len(text))]
    assert words == [None, None, "注文", "注文", "注文", None, None]  # just behind it, too


def test_a_name_may_go_over_the_end_of_a_line(glossary: glossctl.Glossary) -> None:
    found = glossary.at("a multi-stage\nbuild", 16)
    assert found is not None
    assert (found.start, found.end) == (2, 19)
    assert glossary.at("a multi-stage\n\nbuild", 17) is None


def test_a_long_document_is_read_only_around_the_place(glossary: glossctl.Glossary) -> None:
    text = "word " * 200_000 + "注文"
    found = glossary.at(text, len(text) - 1)
    assert found is not None
    assert found.start == 1_000_000


@pytest.mark.parametrize(
    ("language", "text", "hit"),
    [
        ("python", "x = '注文'", True),
        ("python", "注文 = 1", False),
        ("python", "x = 1  # 注文", True),
        ("go", "/* 注文 */", True),
        ("go", "var 注文 int", False),
    ],
)
def test_in_source_only_strings_and_comments_count(
    glossary: glossctl.Glossary, language: str, text: str, hit: bool
) -> None:
    assert bool(glossary.at(text, text.index("注") + 1, language)) is hit


def test_the_longest_beginning_comes_first(glossary: glossctl.Glossary) -> None:
    assert [(one.text, one.start) for one in glossary.typed("a Multi-stage bu", 16)] == [("multi-stage build", 2)]
    assert [(one.text, one.start) for one in glossary.typed("この注", 3)] == [("注文", 2)]
    assert glossary.typed("", 0) == ()
    assert glossary.typed("done. ", 6) == ()


def test_an_entry_stands_where_the_file_has_it(glossary: glossctl.Glossary) -> None:
    (entry,) = glossary.define("注文")
    assert glossary.place(entry) == glossctl.Place("glossary.toml", 5, 1)
    assert glossary.place(entry.replace(definition="Another.")) is None
    assert glossary.named("multi-stage-build")[0].name == "multi-stage build"
