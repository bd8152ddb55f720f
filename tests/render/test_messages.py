"""Lines of standard error as a terminal shows them."""

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.render.messages import laid_out
from tests.program import environment, run

WORDS = st.lists(st.text("ab\"'用", min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, st.integers(20, 100))
def test_no_word_is_cut_and_none_is_lost(words: list[str], columns: int) -> None:
    line = "error: " + " ".join(words)
    assert laid_out(line, columns, color=False).split() == line.split()


@given(st.lists(st.text("ab", min_size=1, max_size=9), min_size=1, max_size=30), st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(words: list[str], columns: int) -> None:
    lines = laid_out("hint: " + " ".join(words), columns, color=False).split("\n")
    assert max(map(len, lines)) <= min(columns, 96)
    assert all(line.startswith("      ") for line in lines[1:])


@given(st.lists(st.text("ab '$", max_size=9), max_size=12), st.integers(20, 80))
def test_a_command_that_is_wrapped_is_one_command_to_a_shell(words: list[str], columns: int) -> None:
    command = shlex.join(["glossctl", "add", *words])
    shown = laid_out(f"hint: {command}", columns, color=False).removeprefix("hint: ")
    assert shlex.split(shown.replace("\\\n", "")) == ["glossctl", "add", *words]


def test_a_miss_is_wrapped_under_its_text() -> None:
    line = "  AKS — Azure Kubernetes Service: The managed Kubernetes service of Microsoft Azure."
    assert laid_out(line, 40, color=False).split("\n") == [
        "  AKS — Azure Kubernetes Service: The",
        "    managed Kubernetes service of",
        "    Microsoft Azure.",
    ]


def test_the_home_is_a_tilde() -> None:
    line = "error: /home/me/a.toml: gone; hint at '/home/me/b c.toml' (/home/me/d)"
    assert laid_out(line, 90, False, "/home/me") == "error: ~/a.toml: gone; hint at '/home/me/b c.toml' (~/d)"


def test_a_pipe_gets_each_message_on_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert run("define", "zzqqxx").err == (
        'error: "zzqqxx" is not in the glossary\nhint: glossctl add zzqqxx --definition "..."\n'
    )


@pytest.mark.parametrize(
    ("variables", "options", "colored"),
    [
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({}, [], False),
    ],
)
def test_labels_are_coloured_as_the_rest_is(
    variables: dict[str, str], options: list[str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b" in run("define", "zzqqxx", *options).err) is colored


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")
def test_a_terminal_gets_labels_with_a_ground_and_wrapped_lines(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    env = environment({"COLUMNS": "40", "TERM": "xterm"})
    command = [sys.executable, "-m", "glossctl", "define", "zzqqxx"]
    done = subprocess.run(command, env=env, stderr=follower, stdout=subprocess.DEVNULL)
    os.close(follower)
    said = os.read(leader, 4096).decode().replace("\r\n", "\n")
    os.close(leader)
    assert done.returncode == 1
    assert said == (
        '\x1b[38;5;231;48;5;160merror:\x1b[0m "zzqqxx" is not in the glossary\n'
        '\x1b[38;5;16;48;5;44mhint:\x1b[0m glossctl add zzqqxx --definition \\\n      "..."\n'
    )
