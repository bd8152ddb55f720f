"""The screens: golden ones at fixed widths, with and without colour, and what holds at every width.

golden/NAME-COLUMNS.txt is what a reader sees, NAME-80.ansi the same with its colours (``cat`` shows it).
``--update-screens`` writes them anew.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

from glossctl.cli.app import app
from tests.program import GLOSSARIES, command, environment, run

GOLDEN = Path(__file__).parent / "golden"
TEAM, CJK = ("-g", "team.toml"), ("-g", "cjk.toml")
SCREENS: dict[str, tuple[str, ...]] = {
    "define": ("define", "MIG", *TEAM),
    "define-two-senses": ("define", "RAG", *TEAM),
    "define-overridden": ("define", "MPS", *TEAM, "-g", "other.toml"),
    "define-cjk": ("define", "推論", "GPU", "データ技術者", *CJK),
    "search": ("search", "gpu", *TEAM),
    "search-cjk": ("search", "学習", *CJK),
    "roles-motto": ("roles", "--motto", *TEAM),
    "roles-audiences": ("roles", "--audiences", *TEAM),
    "roles-motto-cjk": ("roles", "--motto", *CJK),
    "list": ("list", "-o", "panel", *TEAM),
    "list-cjk": ("list", "-o", "panel", *CJK),
    "list-two": ("list", "-o", "panel", *TEAM, "-g", "other.toml"),
    "list-tags": ("list", "--tags", "-o", "panel", *TEAM),
    "related": ("related", "MIG", *TEAM),
    "related-cjk": ("related", "推論", *CJK),
    "sources": ("sources", "-o", "panel", *TEAM, *CJK),
    "expand": ("expand", "RAG", "-o", "panel", *TEAM),
    "expand-cjk": ("expand", "推論", "GPU", "-o", "panel", *CJK),
}
OTHER = '[glossary]\nname = "other"\n[[term]]\nname = "mps"\nexpansion = "Metal Performance Shaders"\n'
WIDTHS = (40, 80, 200)
EVERY_WIDTH = (*range(20, 60), *range(60, 201, 13), 96, 97, 98, 200)
HELP = [(), *((command.name or command.callback.__name__,) for command in app.registered_commands if command.callback)]


@pytest.fixture(autouse=True)
def _glossaries() -> None:
    for name in ("team.toml", "cjk.toml"):
        Path(name).write_bytes((GLOSSARIES / name).read_bytes())
    Path("other.toml").write_text(OTHER, encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_index_to_measure(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "sources" in request.node.name:  # the size of an index differs from one SQLite to the next
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


def compare(name: str, said: str, updating: bool) -> None:
    path = GOLDEN / name
    if updating:
        path.write_text(said, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == said


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, columns: int, updating: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run(*SCREENS[name])
    assert (done.status, done.err) == (0, "")
    compare(f"{name}-{columns}.txt", done.out, updating)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_with_colour(name: str, updating: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = run(*SCREENS[name], "--color", "always").out
    compare(f"{name}-80.ansi", re.sub(r"(?<=\x1b\]8;)id=\d+", "", said), updating)  # Rich numbers links by chance


@pytest.mark.parametrize("columns", [40, 80])
def test_welcome(columns: int, updating: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("GLOSSCTL_GLOSSARY", "team.toml")
    said = run().out
    assert max(map(cell_len, said.splitlines())) <= columns
    compare(f"welcome-{columns}.txt", said, updating)


@pytest.mark.parametrize("command", HELP, ids=lambda command: "-".join(command) or "program")
def test_help(command: tuple[str, ...], updating: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(*command, "--help")
    assert (done.status, done.err) == (0, "")
    assert max(map(cell_len, done.out.splitlines())) <= 80
    assert run(*command, "-h").out == done.out
    compare(f"help{''.join(f'-{word}' for word in command)}.txt", done.out, updating)


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal_and_boxes_align(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for columns in EVERY_WIDTH:
        monkeypatch.setenv("COLUMNS", str(columns))
        screen = run(*SCREENS[name]).out
        if screen[0] != "╭":
            wrong += [columns] if max(map(cell_len, screen.splitlines())) > min(columns, 96) else []
            continue
        for box in boxes(screen):
            widths = {cell_len(line) for line in box}
            if len(widths) != 1 or max(widths) > columns or not all(is_framed(line) for line in box):
                wrong.append(columns)
    assert wrong == []


def boxes(screen: str) -> Iterator[list[str]]:
    box: list[str] = []
    for line in screen.splitlines():
        box.append(line)
        if line.startswith("╰"):
            yield box
            box = []
    assert box == []


def is_framed(line: str) -> bool:
    return (line[0], line[-1]) in (("╭", "╮"), ("│", "│"), ("╰", "╯"))


def test_a_line_of_prose_is_no_wider_than_it_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert max(map(cell_len, run("define", "MIG").out.splitlines())) == 96


def test_colour_changes_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in SCREENS.values():
        assert Text.from_ansi(run(*words, "--color", "always").out).plain.rstrip() == run(*words).out.rstrip()


@pytest.mark.parametrize(("given", "used"), [("10", 20), ("0", 80), ("-5", 80), ("wide", 80), ("", 80), ("٤٠", 80)])
def test_columns_that_are_none_are_left_out(given: str, used: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert {cell_len(line) for line in run("define", "MIG").out.splitlines()} == {used}


def test_the_terminals_own_width_counts_without_columns() -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 61, 0, 0))
    with subprocess.Popen(command("define", "MPS", *TEAM), env=environment(), stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        try:
            while block := os.read(ours, 10_000):
                said += block
        except OSError:  # how Linux says that the other side is gone
            pass
        assert process.wait(20) == 0
    os.close(ours)
    assert b"\x1b[" in said
    shown = Text.from_ansi(said.decode().replace("\r\n", "\n")).plain
    assert {cell_len(line) for line in shown.splitlines()} == {61}
