"""Many files into a folder: all of a new one or nothing, each whole, and never outside."""

import os
from pathlib import Path

import pytest

from glossctl.errors import GlossctlError
from glossctl.files import tree
from glossctl.files.tree import write_tree

FILES = [("index.html", "one"), ("deep/er/page.html", "two")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "place"
    made.mkdir()
    return made


def test_a_new_folder_holds_all_files(place: Path) -> None:
    assert write_tree(str(place / "a" / "site"), FILES) == ["index.html", "deep/er/page.html"]
    assert (place / "a/site/deep/er/page.html").read_text() == "two"
    assert os.listdir(place / "a") == ["site"]


def test_only_what_changed_is_written_and_told(place: Path) -> None:
    write_tree(str(place / "site"), FILES)
    (place / "site/CNAME").write_text("mine")
    before = (place / "site/index.html").stat().st_mtime_ns
    assert write_tree(str(place / "site"), [FILES[0], (FILES[1][0], "new")]) == ["deep/er/page.html"]
    assert (place / "site/index.html").stat().st_mtime_ns == before
    assert sorted(os.listdir(place / "site")) == ["CNAME", "deep", "index.html"]


def test_a_failure_leaves_no_half_of_a_new_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = tree._put

    def full(folder: str, path: str, content: bytes) -> bool:
        if path != "index.html":
            raise OSError(28, "No space left on device")
        return put(folder, path, content)

    monkeypatch.setattr(tree, "_put", full)
    with pytest.raises(GlossctlError, match=r"^can't write .*site: no space left on device$"):
        write_tree(str(place / "site"), FILES)
    assert os.listdir(place) == []


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a//b", ".", ""])
def test_a_path_that_climbs_is_refused(place: Path, path: str) -> None:
    with pytest.raises(GlossctlError, match="would climb out of"):
        write_tree(str(place / "site"), [(path, "x")])
    assert os.listdir(place) == []


def test_a_symbolic_link_is_replaced_and_its_target_kept(place: Path) -> None:
    (place / "site").mkdir()
    (place / "target").write_text("one")
    os.symlink("../target", place / "site/index.html")
    write_tree(str(place / "site"), [("index.html", "two")])
    assert (place / "target").read_text() == "one"
    assert (place / "site/index.html").read_text() == "two"


def test_a_folder_without_a_name_is_refused() -> None:
    with pytest.raises(GlossctlError, match=r"^can't write to a folder with an empty name$"):
        write_tree("", FILES)
