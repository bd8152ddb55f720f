"""Which glossary files are in force, nearest first."""

import os
from pathlib import Path

import pytest

from glossctl import layers
from glossctl.entries import Layer
from tests.program import run

WORDS = '[[term]]\nname = "x"\n'


def project(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "glossary.toml"
    file.write_text(WORDS)
    return file


def test_the_projects_file_is_found_upward_to_the_repositorys_root(tmp_path: Path) -> None:
    root, deep = tmp_path / "root", tmp_path / "root" / "a" / "b"
    deep.mkdir(parents=True)
    (root / ".git").mkdir()
    outside = project(tmp_path)
    assert layers.project_file(str(deep)) is None
    assert layers.project_file(str(tmp_path)) == str(outside)
    inside = project(root)
    assert layers.project_file(str(deep)) == str(inside)
    assert layers.project_file(str(deep / "not" / "there")) == str(inside)
    nearer = project(root / "a")
    assert layers.project_file(str(deep)) == str(nearer)


def test_a_worktrees_git_file_marks_a_root_as_a_folder_does(tmp_path: Path) -> None:
    project(tmp_path)
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert layers.project_file(str(inner)) is None
    assert layers.project_root(str(inner)) == str(inner)


def test_a_folder_called_glossary_toml_is_no_project(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "a" / "glossary.toml").mkdir(parents=True)
    assert layers.project_file(str(tmp_path / "a")) == str(tmp_path / "glossary.toml")


def test_the_users_files_come_by_name_hidden_ones_and_others_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "glossctl"
    folder.mkdir()
    for name in ("b.toml", "a.toml", ".c.toml", "d.txt", "e.toml~"):
        (folder / name).write_text(WORDS)
    (folder / "f.toml").mkdir()
    found = layers.user_files({"XDG_CONFIG_HOME": str(tmp_path)})
    assert found == [str(folder / "a.toml"), str(folder / "b.toml")]


def test_project_user_bundled_stand_in_this_order(tmp_path: Path) -> None:
    file = project(tmp_path)
    (tmp_path / "config" / "glossctl").mkdir(parents=True)
    own = tmp_path / "config" / "glossctl" / "mine.toml"
    own.write_text(WORDS)
    assert layers.standing(str(tmp_path), {"XDG_CONFIG_HOME": str(tmp_path / "config")}) == (
        Layer(str(file), "project"),
        Layer(str(own), "user"),
        Layer(layers.BUNDLED, "bundled"),
    )


def test_a_file_counts_once_where_it_is_nearest(tmp_path: Path) -> None:
    file = project(tmp_path)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    assert layers.explicit([str(file), str(link), str(file)], "flag") == (Layer(str(file), "flag"),)


def test_the_bundled_file_in_its_own_repository_counts_once() -> None:
    data = os.path.dirname(layers.BUNDLED)
    assert [layer.reason for layer in layers.standing(data, {})] == ["project"]


def test_a_folder_that_is_gone_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert layers.standing(".", {}) == (Layer(layers.BUNDLED, "bundled"),)
    assert layers.explicit(["x.toml"], "flag") == (Layer("x.toml", "flag"),)


def test_a_path_that_can_be_none_is_left_to_who_opens_it() -> None:
    assert layers.explicit(["a\0b"], "given") == (Layer("a\0b", "given"),)


@pytest.mark.parametrize("name", ["Glossary.toml", "glosary.toml", "glossary.tml", "glossary.toml.txt"])
def test_a_file_that_is_nearly_called_glossary_is_named(name: str) -> None:
    Path(name).write_text('[[term]]\nname = "x"\n', encoding="utf-8")
    said = f"warning: {name} is not read: call it glossary.toml, or name it with -g\n"
    assert said in run("export", "csv").err
    assert said in run("site", "page").err
    error = f"hint: {name} is not read: call it glossary.toml, or name it\n"
    assert error in run("validate").err
    assert error in run("format").err


def test_a_folder_that_can_not_be_listed_has_no_misnamed_file() -> None:
    assert layers.misnamed("no/such/folder") is None


def test_other_files_are_not_taken_for_a_misnamed_glossary() -> None:
    for name in ("glossary.ja.toml", "pyproject.toml", "glossary.csv", "glossary.md"):
        Path(name).write_text("", encoding="utf-8")
    assert "is not read" not in run("export", "csv").err
