"""The command line case by case: each file in cases/ is one run, with all that it reads and all that it says.

A case is a text with sections: ``$`` the command line, with variables before it; ``--- uses NAME`` a glossary of
glossaries/ in the current folder; ``--- file NAME`` a file there; ``--- stdin``; and what is expected: ``--- stdout``,
``--- stderr`` (none: nothing is written) and ``--- status``. Lines that begin with # before the command say what the
case is about. ``{cwd}``, ``{bundled}`` and ``{version}`` stand for what differs from machine to machine, ``{entries}``
for the number of bundled entries.
"""

import os
import shlex
from functools import cache
from pathlib import Path

import pytest

import glossctl
from tests.program import BUNDLED, GLOSSARIES, Run, run

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
EXPECTED = ("stdout", "stderr", "status")


def sections(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines before the first section, and each section's title and text."""
    head: list[str] = []
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("--- "):
            found.append((line[4:].strip(), []))
        else:
            (found[-1][1] if found else head).append(line)
    return head, [(title, "".join(lines)) for title, lines in found]


def lay_out(parts: list[tuple[str, str]]) -> None:
    """Make the files of a case in the current folder."""
    for title, text in parts:
        what, _, name = title.partition(" ")
        if what == "uses":
            Path(name).write_bytes((GLOSSARIES / name).read_bytes())
        elif what == "file":
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(_filled(text), encoding="utf-8")


def _filled(text: str) -> str:
    values = {"cwd": os.getcwd(), "bundled": BUNDLED, "version": glossctl.__version__, "entries": _entries()}
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _emptied(text: str) -> str:
    text = text.replace(BUNDLED, "{bundled}").replace(os.getcwd(), "{cwd}").replace(glossctl.__version__, "{version}")
    return text.replace(f"\t{_entries()}\t{{bundled}}", "\t{entries}\t{bundled}")


@cache
def _entries() -> str:
    return str(len(glossctl.load(BUNDLED).entries()))


def _said(done: Run) -> list[tuple[str, str]]:
    written = [(name, text) for name, text in (("stdout", done.out), ("stderr", done.err)) if text]
    return [*written, (f"status {done.status}", "")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, monkeypatch: pytest.MonkeyPatch, updating: bool) -> None:
    head, parts = sections(path.read_text(encoding="utf-8"))
    lay_out(parts)
    words = shlex.split(next(line for line in head if line.startswith("$ "))[2:])
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        monkeypatch.setenv(name, _filled(value))
    assert words.pop(0) == "glossctl"
    given = "".join(text for title, text in parts if title == "stdin")
    done = run(*map(_filled, words), stdin=given)
    if updating:
        kept = [part for part in parts if not part[0].startswith(EXPECTED)]
        written = [(title, _emptied(text)) for title, text in _said(done)]
        body = "".join(f"--- {title}\n{text}" for title, text in (*kept, *written))
        path.write_text("".join(head) + body, encoding="utf-8")
        return
    assert [(title, _filled(text)) for title, text in parts if title.startswith(EXPECTED)] == _said(done)


def test_cases_are_there() -> None:
    assert len(CASES) > 50
