"""``define --open``: the first link of what was found, in the reader's browser."""

import subprocess
from pathlib import Path

import pytest

from tests.program import Run, command, environment, run

WORDS = """
[[term]]
name = "MIG"
links = ["mailto:words@team.dev", "javascript:alert(1)", "https://team.dev/mig?a=1&b=$(touch pwned)"]
[[term]]
name = "MPS"
links = ["ftp://team.dev/mps"]
"""


def define(name: str, browser: str) -> Run:
    Path("team.toml").write_text(WORDS, encoding="utf-8")
    words = command("define", name, "--open", "-g", "team.toml", "-o", "plain")
    done = subprocess.run(words, env=environment({"BROWSER": browser}), capture_output=True, text=True)
    return Run(done.returncode, done.stdout, done.stderr)


def test_the_first_link_to_the_web_is_opened(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\nprintf "%s" "$1" >opened\n')
    browser.chmod(0o755)
    link = "https://team.dev/mig?a=1&b=$(touch pwned)"
    assert define("MIG", f"{browser} %s") == (0, "MIG\n", f"opening {link}\n")
    assert Path("opened").read_text() == link
    assert not Path("pwned").exists()


def test_a_link_of_another_scheme_is_none() -> None:
    assert define("MPS", "false") == (
        1,
        "MPS\n",
        "error: no link of it leads to the web\nhint: glossctl edit MPS adds one\n",
    )


def test_a_browser_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("team.toml").write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr("webbrowser.open", lambda link: False)
    assert run("define", "MIG", "--open", "-g", "team.toml", "-o", "plain") == (
        2,
        "MIG\n",
        "opening https://team.dev/mig?a=1&b=$(touch pwned)\n"
        "error: no browser could be started\nhint: set BROWSER, or follow the link above\n",
    )
    assert run("define", "zzqqxx", "--open", "-g", "team.toml").status == 1
