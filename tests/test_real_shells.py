"""Completion in the shells themselves: installed as a reader installs it, typed into a pseudo-terminal."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import environment, run

WORDS = """
[glossary]
name = "qwords"
[[term]]
name = "MIG"
expansion = "Multi-Instance GPU"
definition = "A slice of a GPU. More."
aliases = ["NVIDIA MIG"]
tags = ["gpu", "two words"]
[[term]]
name = "DRA"
expansion = "Dynamic Resource Allocation"
definition = "Asks for devices."
[[term]]
name = "KV cache"
definition = "What attention keeps."
[[term]]
name = "RAG"
expansion = "Retrieval-Augmented Generation"
definition = "Text from what was found."
[[term]]
name = "xq$(touch pwned) `touch pwned` 'x"
definition = "$(touch pwned) `touch pwned`"
[[role]]
name = "Site reliability engineers"
definition = "Keep it running."
"""
TAKING = {  # in each shell, what takes the place of the program and notes the words it is given
    "bash": "glossctl() { printf '%s\\0' \"$@\" >said.new; mv said.new said; }\n",
    "zsh": "glossctl() { printf '%s\\0' \"$@\" >said.new; mv said.new said; }\n",
    "fish": "function glossctl; printf '%s\\0' $argv >said.new; mv said.new said; end\n",
}
START = {"bash": ["bash", "--rcfile", ".bashrc", "-i"], "zsh": ["zsh", "-i"], "fish": ["fish", "-i"]}
STARTUP = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}


class Shell:
    """An interactive shell in a pseudo-terminal, in which keys are typed."""

    def __init__(self, name: str, env: dict[str, str]) -> None:
        self.name = name
        self.shown = b""
        self.child, self.terminal = pty.fork()
        if not self.child:
            os.chdir(env["HOME"])
            os.execvpe(START[name][0], START[name], env)
        self.ready = select.poll()
        self.ready.register(self.terminal, select.POLLIN)
        self.read_until(lambda: b"READY" in self.shown)
        self.settle()

    def read_until(self, happened: "object") -> None:
        end = time.monotonic() + 60
        while not (callable(happened) and happened()):
            assert time.monotonic() < end, self.shown
            if self.ready.poll(50):
                self.shown += os.read(self.terminal, 4096)

    def settle(self, seconds: float = 0.3) -> None:
        """Read until nothing more is shown."""
        while self.ready.poll(int(seconds * 1000)):
            self.shown += os.read(self.terminal, 4096)

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def tab_until(self, shown: str) -> None:
        """Press Tab, and the space bar where a list is shown by pages, until something is shown."""
        end = time.monotonic() + 60
        while shown not in self.text():
            assert time.monotonic() < end, self.text()
            self.type(" " if "--More--" in self.text() else "y" if "(y or n)" in self.text() else "\t")
            self.settle(0.4)

    def text(self) -> str:
        return re.sub(r"\x1b[\[\]()][0-9;?]*[A-Za-z]?", "", self.shown.decode("utf-8", "replace"))

    def end(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.child, 0)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with the program on its PATH and a glossary in it."""
    folder = Path(os.environ["HOME"])
    program = folder / "bin" / "glossctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m glossctl "$@"\n')
    program.chmod(0o755)
    (folder / "glossary.toml").write_text(WORDS, encoding="utf-8")
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def settings(home: Path) -> dict[str, str]:
    path = f"{home / 'bin'}:{os.environ['PATH']}"
    return environment(
        {
            "PATH": path,
            "TERM": "xterm",
            "INPUTRC": "/dev/null",
            "HISTFILE": "/dev/null",
            "PS1": "> ",
            "GLOSSCTL_GLOSSARY": "glossary.toml",
        }
    )


def install(shell: str, home: Path, before: str = "") -> None:
    """Install completion as a reader does, and let the shell's start-up say when it is done."""
    startup = home / STARTUP[shell]
    startup.parent.mkdir(parents=True, exist_ok=True)
    startup.write_text(before, encoding="utf-8")
    assert run("--install-completion", shell).status == 0
    with startup.open("a", encoding="utf-8") as file:
        file.write(f"{TAKING[shell]}echo READY\n")


@pytest.fixture
def shells() -> Iterator[list[Shell]]:
    started: list[Shell] = []
    yield started
    for shell in started:
        shell.end()


def words_after(shell: Shell, keys: str) -> tuple[str, ...]:
    """Return the words that the program is given when ``keys`` and a line feed are typed."""
    said = Path("said")
    said.unlink(missing_ok=True)
    shell.type(f"{keys}\n")
    shell.read_until(said.exists)
    return tuple(said.read_text(encoding="utf-8").split("\0")[:-1])


TYPED = {
    "ro\t": ("roles",),
    "define mig\t": ("define", "MIG"),
    "define kv\t": ("define", "KV", "cache"),
    "define nvidia\t": ("define", "NVIDIA", "MIG"),
    "define retrieval-au\t": ("define", "Retrieval-Augmented", "Generation"),
    "define multi-inst\t": ("define", "Multi-Instance", "GPU"),
    "define dynamic\t": ("define", "Dynamic", "Resource", "Allocation"),
    "define dynamic res\t": ("define", "dynamic", "Resource", "Allocation"),
    "roles site\t": ("roles", "Site", "reliability", "engineers"),
    "expand dr\t": ("expand", "DRA"),
    "list -o pl\t": ("list", "-o", "plain"),
    "list --tag tw\t": ("list", "--tag", "two words"),
    "define -g qw\tMI\t": ("define", "-g", "qwords", "MIG"),
    "explain gloss\t": ("explain", "glossary.toml"),
    "validate --select N001,A00\t1": ("validate", "--select", "N001,A001"),
    "mig\t": ("MIG",),
}


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_what_is_typed_is_completed(name: str, home: Path, shells: list[Shell]) -> None:
    if not shutil.which(name):
        pytest.skip(f"no {name} here")
    install(name, home)
    shell = Shell(name, settings(home))
    shells.append(shell)
    wrong = {}
    for keys, words in TYPED.items():
        given = words_after(shell, f"glossctl {keys}")
        joined = tuple(" ".join(given).split()) if "two words" not in words else given
        if joined != words:
            wrong[keys] = given
    assert wrong == {}
    assert not Path("pwned").exists()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_first_tab_of_a_new_shell_answers(name: str, home: Path, shells: list[Shell]) -> None:
    if not shutil.which(name):
        pytest.skip(f"no {name} here")
    install(name, home)
    shells.append(Shell(name, settings(home)))
    assert words_after(shells[0], "glossctl ro\t") == ("roles",)


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_the_first_tab_answers_where_zsh_loads_the_file_itself(home: Path, shells: list[Shell]) -> None:
    install("zsh", home)
    startup = "fpath+=~/.zfunc; autoload -Uz compinit; compinit -u\n"
    (home / ".zshrc").write_text(f"{startup}{TAKING['zsh']}echo READY\n")
    shells.append(Shell("zsh", settings(home)))
    assert words_after(shells[0], "glossctl define mig\t") == ("define", "MIG")


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_zsh_is_set_up_no_second_time_and_keeps_the_readers_styles(home: Path) -> None:
    counting = "autoload -Uz compinit; compinit -u; compinit() { echo AGAIN }\n"
    install("zsh", home, counting)
    done = subprocess.run(["zsh", "-i", "-c", "print done"], env=settings(home), capture_output=True, text=True)
    assert done.stdout == "READY\ndone\n"
    before = (home / ".zshrc").read_text()
    assert "zstyle" not in before
    assert run("--install-completion", "zsh").status == 0
    assert (home / ".zshrc").read_text() == before


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_hostile_names_are_inserted_as_they_are_and_run_nothing(name: str, home: Path, shells: list[Shell]) -> None:
    if not shutil.which(name):
        pytest.skip(f"no {name} here")
    install(name, home)
    shells.append(Shell(name, settings(home)))
    given = words_after(shells[0], "glossctl define xq\t")
    assert " ".join(given) == "define xq$(touch pwned) `touch pwned` 'x"
    assert not Path("pwned").exists()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_several_are_listed_with_their_meaning_and_the_word_stays(name: str, home: Path, shells: list[Shell]) -> None:
    if not shutil.which(name):
        pytest.skip(f"no {name} here")
    other = '[[term]]\nname = "DRB"\ndefinition = "Data over radio."\n'
    with (home / "glossary.toml").open("a", encoding="utf-8") as file:
        file.write(other)
    install(name, home)
    shell = Shell(name, settings(home))
    shells.append(shell)
    shell.type("glossctl define dr")
    shell.tab_until("Asks for devices.")
    assert "Data over radio." in shell.text()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_of_hundreds_it_is_said_how_many_more(name: str, home: Path, shells: list[Shell]) -> None:
    if not shutil.which(name):
        pytest.skip(f"no {name} here")
    many = "".join(f'[[term]]\nname = "{"ABC"[number % 3]}{number:03}"\n' for number in range(300))
    (home / "many.toml").write_text(many, encoding="utf-8")
    install(name, home)
    shell = Shell(name, {**settings(home), "GLOSSCTL_GLOSSARY": "many.toml"})
    shells.append(shell)
    shell.type("glossctl define ")
    shell.tab_until("250 more")
