"""What git knows of a glossary becomes the feed: new and changed entries, and nothing where there is no git."""

import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

import glossctl
from glossctl.site.history import NOTHING, Change, history

ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = '[glossary]\nname = "team"\ntitle = "Team"\n'
MIG = '[[term]]\nname = "MIG"\nexpansion = "Multi-Instance GPU"\ndefinition = "Splits a GPU."\n'
MPS = '[[term]]\nname = "MPS"\ndefinition = "Shares a GPU."\n'
Commit = Callable[[str, int], None]


PEOPLE = ("AUTHOR", "COMMITTER")


@pytest.fixture
def commit(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Commit:
    folder = tmp_path_factory.mktemp("repository")
    monkeypatch.chdir(folder)
    names = {
        f"GIT_{who}_{what}": "someone@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    variables = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "init", "--quiet"], check=True)

    def commit(text: str, day: int) -> None:
        Path("glossary.toml").write_text(text, encoding="utf-8")
        dates = {f"GIT_{who}_DATE": f"2026-01-{day:02}T10:00:00+0200" for who in PEOPLE}
        subprocess.run(["git", "add", "--all"], check=True)
        subprocess.run(["git", "commit", "--quiet", "--message", "words"], env={**variables, **dates}, check=True)

    return commit


def test_new_and_changed_entries_are_told_newest_first(commit: Commit) -> None:
    commit(HEAD + MIG, 1)
    commit(HEAD + MIG + MPS, 2)
    commit(HEAD + MIG.replace("Splits", "Cuts") + MPS, 3)
    known = history(["glossary.toml"])
    assert known.updated == "2026-01-03T08:00:00Z"
    assert known.changes == (
        Change("2026-01-03T08:00:00Z", "changed", "MIG", "Multi-Instance GPU"),
        Change("2026-01-02T08:00:00Z", "new", "MPS"),
    )


def test_the_first_version_is_no_news(commit: Commit) -> None:
    commit(HEAD + MIG, 1)
    assert history(["glossary.toml"]).changes == ()


def test_order_layout_and_tags_are_no_news(commit: Commit) -> None:
    commit(HEAD + MIG + MPS, 1)
    commit(HEAD + MPS + "\n# a comment\n" + MIG + 'tags = ["gpu"]\n', 2)
    assert history(["glossary.toml"]).changes == ()


def test_a_version_that_is_broken_or_gone_stops_nothing(commit: Commit) -> None:
    commit(HEAD + MIG, 1)
    commit(HEAD + MIG + '[[term]\nname = "', 2)
    commit(HEAD + MIG + MPS, 3)
    assert [change.name for change in history(["glossary.toml"]).changes] == ["MPS"]


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(HEAD + MIG, encoding="utf-8")
    assert history([str(tmp_path / "glossary.toml"), "nowhere/glossary.toml"]) == NOTHING


def test_without_git_nothing_is_known(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(HEAD + MIG, 1)
    monkeypatch.setenv("PATH", "")
    assert history(["glossary.toml"]) == NOTHING


def feed(base_url: str = "") -> ET.Element:
    with glossctl.load("glossary.toml", cache=False) as glossary:
        return ET.fromstring(dict(glossary.site(base_url=base_url, history=True))["feed.xml"])


def test_the_feed_tells_each_entry_once_with_its_latest_change(commit: Commit) -> None:
    commit(HEAD + MIG, 1)
    commit(HEAD + MIG + MPS, 2)
    commit(HEAD + MIG + MPS.replace("Shares", "Lets many share"), 3)
    root = feed("https://example.com/words")
    assert [node.text for node in root.findall(f"{ATOM}entry/{ATOM}title")] == ["Changed: MPS"]
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "Lets many share a GPU."
    link = root.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.com/words/#mps"


def test_the_feed_has_what_its_standard_asks_for(commit: Commit) -> None:
    """RFC 4287: a feed and each entry have one id, one title and one date, and links lead somewhere."""
    commit(HEAD + MIG, 1)
    commit(HEAD + MIG + MPS, 2)
    for base_url in ("", "https://example.com/"):
        root = feed(base_url)
        for node in (root, *root.iter(f"{ATOM}entry")):
            assert [len(node.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert root.findtext(f"{ATOM}author/{ATOM}name") == "Team"
        links = [link.get("href") for link in root.iter(f"{ATOM}link")]
        assert f"{base_url or 'index.html'}#mps" in links
