"""Completion as a reader meets it: in the shells themselves, of option values too, shown and installed."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossctl.cli import offers
from tests.program import environment, run
from tests.test_complete import complete_line, names

WORDS = """
[[term]]
name = "Qubit"
definition = "What holds [one] state? A pattern*. More."
aliases = ["zzz"]
tags = ["physics", "two words", "$(evil)"]
[[term]]
name = "Qubit Operator"
definition = "It turns qubits."
tags = ["physics"]
[[term]]
name = "Qubit-wise"
definition = "One by one."
[[term]]
name = "ZZ Top"
definition = "A band."
[[role]]
name = "Qubit Keeper"
definition = "Keeps them cold."
"""


@pytest.fixture
def project() -> Path:
    path = Path("glossary.toml")
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose PATH begins with the program itself."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "glossctl"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m glossctl "$@"\n')
    script.chmod(0o755)
    return environment({"PATH": f"{folder}:{os.environ['PATH']}", "TERM": "dumb", "INPUTRC": "/dev/null"})


def typed_in_bash(keys: str, env: dict[str, str], binding: str = "") -> tuple[str, ...]:
    """Return the arguments that an interactive bash, its completion loaded, hands over when ``keys`` are typed."""
    script = 'eval "$(command glossctl --show-completion bash)"\n'
    said = "glossctl() { printf '%s\\0' \"$@\" >said.new; mv said.new said; }\n"
    Path("rc").write_text(f"PS1='> '\n{script}{said}{binding}\nprintf ready\n", encoding="utf-8")
    Path("said").unlink(missing_ok=True)
    child, terminal = pty.fork()
    if not child:
        os.execvpe("bash", ["bash", "--rcfile", "rc", "-i"], env)
    try:
        _until(terminal, lambda: False, b"ready")
        os.write(terminal, keys.encode() + b"\n")
        _until(terminal, Path("said").exists)
        return tuple(Path("said").read_text(encoding="utf-8").split("\0")[:-1])
    finally:
        os.write(terminal, b"\nexit\n")
        os.close(terminal)
        os.waitpid(child, 0)


def _until(terminal: int, happened: "object", mark: bytes = b"\0") -> None:
    read = b""
    ready = select.poll()  # select itself takes no file beyond the 1,024th
    ready.register(terminal, select.POLLIN)
    end = time.monotonic() + 30
    while mark not in read and not (callable(happened) and happened()):
        assert time.monotonic() < end, read
        if ready.poll(50):
            read += os.read(terminal, 4096)


IN_BASH = pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="no bash here")


@IN_BASH
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("define Qubi\t", ("define", "Qubit")),
        ("define Qubit\\ O\t", ("define", "Qubit Operator")),
        ("define 'Qubit O\t", ("define", "Qubit Operator")),
        ("define Qubit O\t", ("define", "Qubit", "Operator")),
        ("define zz\t", ("define", "zz")),  # an alias and a name; nothing more in common
        ("roles Qu\t", ("roles", "Qubit", "Keeper")),
        ("list --tag ph\t", ("list", "--tag", "physics")),
        ("list --tag tw\t", ("list", "--tag", "two words")),
        ("list --output=pl\t", ("list", "--output=plain")),
        ("define -g glossary.\t", ("define", "-g", "glossary.toml")),
        ("import csv gl\t", ("import", "csv", "glossary.toml")),
    ],
)
def test_bash_inserts(keys: str, said: tuple[str, ...], project: Path, program: dict[str, str]) -> None:
    assert typed_in_bash(f"glossctl {keys}", program) == said


@IN_BASH
def test_bash_menu_complete_inserts_bare_names(project: Path, program: dict[str, str]) -> None:
    said = typed_in_bash("glossctl define Qubit\t", program, "bind 'TAB:menu-complete'")
    assert said[0] == "define"
    assert " ".join(said[1:]) in ("Qubit", "Qubit Operator", "Qubit-wise", "Qubit Keeper")


def test_bash_shows_the_meanings_of_several(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert complete_line(monkeypatch, "bash", "glossctl define Qub").out.splitlines() == [
        "Qubit\u00a0          -- What holds one state",
        "Qubit Keeper    -- Keeps them cold.",
        "Qubit Operator  -- It turns qubits.",
        "Qubit-wise      -- One by one.",
    ]
    monkeypatch.setenv("COLUMNS", "30")
    assert names(complete_line(monkeypatch, "bash", "glossctl define Qub").out)[1] == "Qubit Keeper"
    assert "--" not in complete_line(monkeypatch, "bash", "glossctl define Qub").out
    assert complete_line(monkeypatch, "bash", "glossctl define Qubit-").out == "Qubit-wise\n"


@pytest.mark.parametrize("way", ["37", "42"])
def test_bash_is_told_bare_names_where_it_inserts_them(
    way: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMP_TYPE", way)
    done = complete_line(monkeypatch, "bash", "glossctl define Qubit")
    assert done.out == "Qubit\nQubit Keeper\nQubit Operator\nQubit-wise\n"


def test_bash_keeps_what_is_typed_in_another_case(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("one.toml").write_text('[[term]]\nname = "XYa"\n[[term]]\nname = "Xyb"\n', encoding="utf-8")
    told = complete_line(monkeypatch, "bash", "glossctl define -g one.toml xy").out.splitlines()
    assert told == [" XYa", "Xyb"]  # nothing in common, so nothing is replaced


def test_nothing_in_a_line_for_bash_is_a_pattern(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in complete_line(monkeypatch, "bash", "glossctl define Qub").out.splitlines():
        assert not set("*?[]") & set(line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_phrase_is_completed_in_its_last_word(shell: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in ("glossctl define qubit o", "glossctl related -o json MIG Qubit O"):
        assert names(complete_line(monkeypatch, shell, line).out) == ["Operator"]
    assert names(complete_line(monkeypatch, shell, "glossctl define Qubit ").out) == ["Keeper", "Operator"]
    assert names(complete_line(monkeypatch, shell, "glossctl define MIG Qubit-w").out) == ["Qubit-wise"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_roles_takes_only_people(shell: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(complete_line(monkeypatch, shell, "glossctl roles qub").out) == ["Qubit Keeper"]


VALUES = {
    "define -o ": ["panel", "plain", "json", "markdown"],
    "validate -o ": ["text", "json", "sarif", "github"],
    "define --color ": ["auto", "always", "never"],
    "--color a": ["auto", "always"],
    "list --kind ": ["term", "role", "audience"],
    "add --kind r": ["role"],
    "list --tag phys": ["physics"],
    "add x --tag phys": ["physics"],
    "list -g glossary.toml --tag p": ["physics"],
    "add x --related Qubit-w": ["Qubit-wise"],
    "edit -g glossary.toml Qubit-w": ["Qubit-wise"],
    "list --glossary cloud": ["cloud-native-ai"],
    "list --glossary gloss": ["glossary", "glossary.toml"],
    "import c": ["csv", "contextive"],
    "export st": ["stardict"],
}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("line", VALUES)
def test_values_are_offered(line: str, shell: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = complete_line(monkeypatch, shell, f"glossctl {line}")
    assert (done.status, names(done.out), done.err) == (0, VALUES[line], "")


@pytest.mark.parametrize(
    "line", ["import csv g", "validate g", "export csv g", "check g", "explain g", "expand --text g"]
)
def test_files_are_left_to_the_shell(line: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for shell, told in (("bash", ""), ("zsh", ":files\n"), ("fish", ":files\n"), ("powershell", "")):
        assert complete_line(monkeypatch, shell, f"glossctl {line}").out == told


@pytest.mark.parametrize("line", ["add x", "sources x", "list --tag zzqx"])
def test_nothing_is_offered_where_nothing_may_come(line: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for shell in ("bash", "zsh", "fish", "powershell"):
        assert complete_line(monkeypatch, shell, f"glossctl {line}").out == ""


def test_a_tag_that_might_hurt_a_shell_is_quoted_for_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {shell: complete_line(monkeypatch, shell, "glossctl list --tag $").out for shell in ("bash", "powershell")}
    assert told == {"bash": "\\$\\(evil\\)\n", "powershell": "'$(evil)'::: \n"}


def test_values_are_offered_behind_an_equals_sign_that_bash_parts(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line, told in (("list --output = pl", "plain\n"), ("define --glossary = glossary.toml Qubit-", "Qubit-wise\n")):
        assert complete_line(monkeypatch, "bash", f"glossctl {line}").out == told


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
def test_fish_offers_names_values_and_files(project: Path, program: dict[str, str]) -> None:
    def offered(line: str) -> list[str]:
        script = f"command glossctl --show-completion fish | source; complete -C '{line}'"
        done = subprocess.run(["fish", "--no-config", "-c", script], env=program, capture_output=True, text=True)
        return done.stdout.splitlines()

    assert offered("glossctl define Qubit O") == ["Operator\tIt turns qubits."]
    assert offered("glossctl list -o pl") == ["plain"]
    assert "glossary.toml" in offered("glossctl define -g glo")


def test_a_big_glossary_is_never_compiled_at_a_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_LARGEST_BYTES", 1000)
    big = "".join(f'[[term]]\nname = "Qx{number}"\n' for number in range(100))
    Path("glossary.toml").write_text(big, encoding="utf-8")
    Path("small.toml").write_text('[[term]]\nname = "Qxs"\n', encoding="utf-8")
    assert complete_line(monkeypatch, "bash", "glossctl define Qx").out == ""
    line = "glossctl define -g glossary.toml -g small.toml Qx"
    assert complete_line(monkeypatch, "bash", line).out == "Qxs\n"
    assert run("define", "Qx1", "-o", "plain").status == 0  # this compiles it
    assert complete_line(monkeypatch, "bash", "glossctl define Qx99").out == "Qx99\n"


def test_what_many_names_have_in_common_is_what_all_have(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = "".join(f'[[term]]\nname = "Qx{number:03}"\n' for number in range(150))
    Path("glossary.toml").write_text(terms, encoding="utf-8")
    found = names(complete_line(monkeypatch, "fish", "glossctl define Qx").out)
    assert len(found) == 50
    assert {"Qx000", "Qx149"} <= set(found)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_and_installed(shell: str) -> None:
    signs = {"bash": "complete -o default -F", "zsh": "#compdef glossctl", "fish": "complete --command glossctl"}
    for words in (["--show-completion", shell], [f"--show-completion={shell}"]):
        shown = run(*words)
        assert (shown.status, shown.err) == (0, "")
        assert signs[shell] in shown.out
    assert ("COMP_TYPE=$COMP_TYPE" in shown.out) == (shell == "bash")
    installed = run("--install-completion", shell)
    assert installed.status == 0
    assert installed.out.startswith(f"{shell} completion installed in {os.environ['HOME']}")
    written = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert [path for path in written if shown.out.strip() in path.read_text()]


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_a_shell_without_completion_is_refused(option: str) -> None:
    assert run(option, "tcsh") == (
        2,
        "",
        f'error: {option}: there is no completion for "tcsh"\nhint: choose one of bash, zsh, fish, powershell, pwsh\n',
    )
    assert run(option, "zsh", "now") == (
        2,
        "",
        f'error: {option}: there is nothing to do with "now"\nhint: glossctl {option} bash\n',
    )


def test_completion_that_can_not_be_installed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path("home")
    home.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home.absolute()))
    done = run("--install-completion", "fish")
    assert done.status == 2
    assert done.err.startswith("error: completion can't be installed: ")
    assert done.err.endswith("\nhint: glossctl --show-completion fish\n")
