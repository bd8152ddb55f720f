"""Long answers on a terminal go through the reader's pager; nothing else does."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.program import command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")


def on_a_terminal(*words: str, env: dict[str, str], lines: int = 24, keys: bytes = b"", status: int = 0) -> str:
    """Return what the program shows on a terminal of 80 columns."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    process = subprocess.Popen(
        command(*words), env=environment({"TERM": "xterm", **env}), stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    os.write(leader, keys)
    shown = b""
    ready = select.poll()
    ready.register(leader, select.POLLIN)
    try:
        while ready.poll(30_000) and (part := os.read(leader, 65536)):
            shown += part
    except OSError:  # so Linux says that the other side is closed
        pass
    assert process.wait(timeout=30) == status
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a pager that says what it is given."""
    script = tmp_path / "pager"
    script.write_text('#!/bin/sh\necho "paged LESS=$LESS"\nwc -l\n')
    script.chmod(0o755)
    return str(script)


def test_what_is_longer_than_the_terminal_is_paged(pager: str) -> None:
    said = on_a_terminal("list", env={"PAGER": pager})
    assert said.startswith("paged LESS=FRX\n")
    assert int(said.split("\n")[1]) > 24


def test_what_fits_is_not(pager: str) -> None:
    assert "paged" not in on_a_terminal("define", "MIG", env={"PAGER": pager}, lines=40)
    assert "paged" in on_a_terminal("define", "MIG", env={"PAGER": pager}, lines=8)


def test_the_options_of_less_are_the_readers_own(pager: str) -> None:
    assert on_a_terminal("list", env={"PAGER": pager, "LESS": "-S"}).startswith("paged LESS=-S\n")


@pytest.mark.parametrize("words", [["list", "--no-pager"], ["--no-pager", "list"]])
def test_no_pager_is_an_option_before_and_behind_the_command(words: list[str], pager: str) -> None:
    assert "paged" not in on_a_terminal(*words, env={"PAGER": pager})


@pytest.mark.parametrize("value", ["", "cat", "no-such-program-anywhere"])
def test_without_a_pager_the_whole_answer_is_shown(value: str) -> None:
    said = on_a_terminal("list", "-o", "plain", env={"PAGER": value})
    assert said.count("\n") > 300
    assert "MIG\tMulti-Instance GPU\t" in said


def test_a_pager_that_is_left_early_is_a_success(tmp_path: Path) -> None:
    assert on_a_terminal("list", env={"PAGER": "head -n 2"}).count("\n") == 2


def test_a_pipe_is_never_paged(pager: str) -> None:
    done = subprocess.run(command("list"), env=environment({"PAGER": pager}), capture_output=True, text=True)
    assert "paged" not in done.stdout
    assert done.stdout.count("\n") > 300


def test_answers_to_standard_input_are_shown_as_they_come(pager: str) -> None:
    said = on_a_terminal("define", "-", env={"PAGER": pager}, lines=8, keys=b"MIG\n\x04")
    assert "paged" not in said
    assert "Multi-Instance GPU" in said


@pytest.mark.parametrize("words", [["validate"], ["validate", "-o", "json"], ["format", "--diff"]], ids=" ".join)
def test_faults_and_differences_are_paged(words: list[str], pager: str) -> None:
    Path("faulty.toml").write_text("".join(f'[[term]]\nname = "N{n}"\n' for n in range(40)), encoding="utf-8")
    assert on_a_terminal(*words, "faulty.toml", env={"PAGER": pager}, status=1).startswith("paged")
