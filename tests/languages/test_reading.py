"""Facts about a glossary read in a language: what is found, what is inherited, what is said."""

from pathlib import Path

import pytest

import glossctl
from glossctl.glossary import Glossary

SOURCE = """
[glossary]
name = "team"
[[term]]
name = "MPS"
expansion = "Multi-Process Service"
definition = "Shares a GPU."
tags = ["gpu"]
related = ["MIG"]
[[term]]
name = "MPS"
expansion = "Mean Parts Shipped"
definition = "A number."
[[term]]
name = "MIG"
definition = "Cuts a GPU."
links = ["https://team.example/mig"]
[[role]]
name = "Data engineers"
definition = "Move data."
mottos = ["Data first"]
"""


def written(folder: Path, language: str, entries: str, source: str = SOURCE, header: str = "") -> Path:
    """Write a glossary and its translation, and return the glossary's path."""
    (folder / "team.toml").write_text(source, encoding="utf-8")
    head = header or f'[glossary]\nname = "team"\nlanguage = "{language}"\ntranslates = "team.toml"\n'
    (folder / f"team.{language}.toml").write_text(head + entries, encoding="utf-8")
    return folder / "team.toml"


def names(glossary: Glossary, query: str) -> list[tuple[str, str]]:
    return [(entry.name, entry.language) for entry in glossary.define(query)]


def test_a_sense_is_paired_by_the_id_of_its_name_and_full_form(tmp_path: Path) -> None:
    translated = '[[term]]\nid = "mps-mean-parts-shipped"\nname = "MPS"\nexpansion = "平均出荷数"\n'
    with glossctl.load(written(tmp_path, "ja", translated), language="ja") as glossary:
        assert [entry.expansion for entry in glossary.define("MPS")] == ["平均出荷数", "Multi-Process Service"]
        assert glossary.fallbacks(glossary.define("MPS")) == ('"MPS" is not in ja yet: shown in en',)


def test_what_a_translation_does_not_say_comes_from_its_source(tmp_path: Path) -> None:
    translated = '[[term]]\nid = "mig"\nname = "ミグ"\n[[role]]\nid = "data-engineers"\nname = "データ屋"\n'
    with glossctl.load(written(tmp_path, "ja", translated), language="ja") as glossary:
        (entry, _) = glossary.define("MIG")
        assert (entry.definition, entry.links) == ("Cuts a GPU.", ("https://team.example/mig",))
        assert [(role.name, role.mottos) for role in glossary.roles()] == [("データ屋", ("Data first",))]


def test_an_id_of_the_slug_of_the_name_need_not_be_written(tmp_path: Path) -> None:
    with glossctl.load(written(tmp_path, "de", '[[term]]\nname = "MIG"\ndefinition = "Teilt."\n'), language="de") as it:
        assert [entry.definition for entry in it.define("mig")] == ["Teilt."]


def test_a_translation_of_nothing_is_still_found(tmp_path: Path) -> None:
    with glossctl.load(written(tmp_path, "ja", '[[term]]\nid = "gone"\nname = "消えた"\n'), language="ja") as glossary:
        assert names(glossary, "消えた") == [("消えた", "ja")]
        assert [hit.entry.name for hit in glossary.search("消えた")] == ["消えた"]


def test_a_file_named_as_a_translation_that_says_nothing_of_one_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, "old", '[[term]]\nname = "Relic"\n', header='[glossary]\nname = "old"\n')
    with glossctl.load(path, language="ja") as glossary:
        assert glossary.define("Relic") == ()
    configured = tmp_path / "glossctl"
    configured.mkdir()
    written(configured, "old", '[[term]]\nname = "Relic"\n', header='[glossary]\nname = "old"\n')
    with glossctl.load(folder=tmp_path, environment={"XDG_CONFIG_HOME": str(tmp_path)}) as glossary:
        assert [layer.path.rpartition("/")[2] for layer in glossary.layers[:2]] == ["team.old.toml", "team.toml"]


def test_a_users_translation_is_no_layer(tmp_path: Path) -> None:
    configured = tmp_path / "glossctl"
    configured.mkdir()
    written(configured, "ja", '[[term]]\nid = "mig"\nname = "ミグ"\n')
    with glossctl.load(folder=tmp_path, environment={"XDG_CONFIG_HOME": str(tmp_path)}, language="ja") as glossary:
        assert [layer.reason for layer in glossary.layers] == ["user", "bundled"]
        assert names(glossary, "ミグ") == [("ミグ", "ja")]


def test_a_broken_translation_is_left_out_and_said(tmp_path: Path) -> None:
    with glossctl.load(written(tmp_path, "ja", "[[term]]\nnmae = 1\n"), language="ja") as glossary:
        assert [entry.name for entry in glossary.define("MIG")] == ["MIG"]
        (note,) = glossary.notes
        assert note.startswith("a translation is left out: ")
        assert note.endswith("team.ja.toml:5:1: T004 [[term]] 1: an entry needs a name (and 1 more)")


@pytest.mark.parametrize(
    ("language", "name", "asked"),
    [
        ("tr", "IŞIK", "ışık"),
        ("tr", "İşlem", "işlem"),
        ("tr", "API", "api"),
        ("hi", "फ़ाइल", "फाइल"),
        ("ar", "كتاب", "كـــتاب"),
        ("ar", "مُعَلِّم", "معلم"),
        ("he", "שָׁלוֹם", "שלום"),
        ("zh", "Kubernetes 集群", "kubernetes集群"),
        ("ja", "コンテナー・イメージ", "コンテナイメージ"),
        ("ja", "サーバー", "サーバ"),
        ("ja", "サーバ", "サーバー"),
        ("de", "Straße", "STRASSE"),
    ],
)
def test_names_are_compared_as_their_language_does(tmp_path: Path, language: str, name: str, asked: str) -> None:
    path = written(tmp_path, language, f'[[term]]\nid = "mig"\nname = "{name}"\n')
    with glossctl.load(path, language=language) as glossary:
        assert names(glossary, asked) == [(name, language)]


@pytest.mark.parametrize(
    ("language", "name", "asked"), [("tr", "ışık", "işik"), ("ja", "ガ", "カ"), ("ja", "ハン", "パン")]
)
def test_letters_of_their_own_stay_apart(tmp_path: Path, language: str, name: str, asked: str) -> None:
    path = written(tmp_path, language, f'[[term]]\nid = "mig"\nname = "{name}"\n')
    with glossctl.load(path, language=language) as glossary:
        assert names(glossary, asked) == []


def test_the_bundled_glossary_answers_in_japanese() -> None:
    with glossctl.load(language="ja_JP.UTF-8") as glossary:
        assert names(glossary, "検索拡張生成") == [("RAG", "ja")]
        assert names(glossary, "AI Practitioners") == [("AI実務者", "ja"), ("AI Practitioners", "en")]
        assert names(glossary, "kubelet") == [("kubelet", "en")]
