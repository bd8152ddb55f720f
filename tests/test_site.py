"""The command ``site``: what it writes, what it leaves alone, what it says, and its preview."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import glossctl
from tests.program import command, environment, run

FILES = {"glossary.json", "glossary.jsonld", "index.html", "llms.txt", "tooltips.js", "tooltips.json"}
TEAM = '[glossary]\nname = "team"\n[[term]]\nname = "MIG"\ndefinition = "Splits a GPU."\n'


@pytest.fixture(autouse=True)
def _team() -> None:
    Path("glossary.toml").write_text(TEAM, encoding="utf-8")


def test_it_writes_the_nearest_glossary_and_says_which() -> None:
    done = run("site")
    note = f"note: the page of {Path('glossary.toml').absolute()}; -g names another glossary\n"
    assert done == (0, "", f"{note}1 entry in {os.path.join('site', 'index.html')}\n")
    assert {path.name for path in Path("site").iterdir()} == FILES


def test_a_glossary_that_is_named_needs_no_note() -> None:
    Path("other.toml").write_text(TEAM.replace("MIG", "MPS"), encoding="utf-8")
    done = run("site", "out", "-g", "other.toml", "-g", "glossary.toml", "--title", "Both")
    assert done == (0, "", f"2 entries in {os.path.join('out', 'index.html')}\n")
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert "<title>Both</title>" in page
    assert page.count("<article ") == 2
    assert '<p class="source">team</p>' not in page


def test_an_address_makes_what_needs_one() -> None:
    assert run("site", "--base-url", "https://example.com/words").status == 0
    assert {path.name for path in Path("site").iterdir()} == FILES | {"sitemap.xml", "opensearch.xml"}
    assert '<link rel="canonical" href="https://example.com/words/">' in Path("site/index.html").read_text("utf-8")
    assert "https://example.com/words/?q={searchTerms}" in Path("site/opensearch.xml").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["example.com", "javascript:alert(1)", "https://", "https://x.org/?q=1", "//x.org/"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    said = f'error: "{address}" is no address of a site\nhint: as in https://example.com/glossary/\n'
    done = run("site", "-g", "glossary.toml", "--base-url", address)
    assert done == (2, "", said)
    assert not Path("site").exists()


def test_what_else_is_in_the_folder_stays_and_pages_of_an_earlier_build_go() -> None:
    run("site")
    Path("site/CNAME").write_text("words.example.com", encoding="utf-8")
    Path("site/about.html").write_text("<!doctype html>", encoding="utf-8")
    Path("site/q.html").write_bytes(Path("site/index.html").read_bytes())
    assert run("site").status == 0
    assert {path.name for path in Path("site").iterdir()} == FILES | {"CNAME", "about.html"}


def test_a_page_of_another_program_is_not_overwritten_without_force() -> None:
    Path("docs").mkdir()
    Path("docs/index.html").write_text("<!doctype html><title>Ours</title>", encoding="utf-8")
    index = os.path.join("docs", "index.html")
    said = f"error: {index} is there already, and not a page of glossctl\nhint: --force overwrites it\n"
    assert run("site", "docs", "-g", "glossary.toml") == (2, "", said)
    assert run("site", "docs", "--force").status == 0
    assert "Splits a GPU." in Path("docs/index.html").read_text(encoding="utf-8")


def test_a_file_in_the_place_of_the_folder_is_an_error() -> None:
    Path("site").write_text("mine", encoding="utf-8")
    assert run("site", "-g", "glossary.toml") == (2, "", "error: can't write site: not a directory\n")
    assert Path("site").read_text(encoding="utf-8") == "mine"


def test_a_broken_glossary_leaves_the_page_as_it_was() -> None:
    run("site")
    before = Path("site/index.html").read_bytes()
    Path("glossary.toml").write_text(TEAM + "broken", encoding="utf-8")
    done = run("site")
    assert done.status == 2
    assert done.err.startswith("error: ")
    assert Path("site/index.html").read_bytes() == before


def test_a_second_build_of_the_same_words_touches_no_file() -> None:
    run("site")
    dates = {path: path.stat().st_mtime_ns for path in Path("site").iterdir()}
    run("site")
    assert {path: path.stat().st_mtime_ns for path in Path("site").iterdir()} == dates


def test_the_library_writes_nothing() -> None:
    with glossctl.load("glossary.toml") as glossary:
        assert {name for name, _ in glossary.site()} == FILES
    assert not Path("site").exists()


def get(address: str, host: str = "") -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_watch_shows_changes_to_this_machine_alone_and_writes_nothing() -> None:
    watching = subprocess.Popen(
        command("site", "--watch", "-g", "glossary.toml"), env=environment(), stderr=subprocess.PIPE, text=True
    )
    try:
        assert watching.stderr
        said = watching.stderr.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+/) shows the page and follows its changes; Ctrl-C ends it\n", said)
        assert found, said
        address = found[1]
        assert "Splits a GPU." in get(address)[1]
        assert get(address + "glossary.json")[0] == 200
        assert get(address + "../glossary.toml")[0] == 404
        assert get(address, host="evil.example")[0] == 403
        Path("glossary.toml").write_text(TEAM + "broken", encoding="utf-8")
        assert watching.stderr.readline().startswith("warning: glossary.toml: T001 not TOML")
        assert "Splits a GPU." in get(address)[1]
        time.sleep(0.02)
        Path("glossary.toml").write_text(TEAM.replace("Splits", "Cuts"), encoding="utf-8")
        assert watching.stderr.readline() == "1 entry shown anew\n"
        assert "Cuts a GPU." in get(address)[1]
        watching.send_signal(signal.SIGINT)
        assert watching.wait(10) == 130
    finally:
        watching.kill()
        watching.communicate()
    assert not Path("site").exists()
