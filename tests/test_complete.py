"""Completion of term names, as each shell asks for it and is told."""

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.cli import complete
from tests.program import Run, run

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
HOSTILE = """
[[term]]
name = 'xylo\\'
definition = '<(touch pwned) evil.'
[[term]]
name = '''xy'a "b" $(touch pwned) `id` c:d; e*'''
definition = '''$(touch pwned) `id` "q" it's a: b \\ [red]x[/]'''
[[term]]
name = "xy two words"
definition = "[/] not markup. More."
[[term]]
name = "xy\\u001b[31m"
definition = "red"
[[term]]
name = "-xy"
definition = "an option"
[[term]]
name = "xy:::z"
definition = "x"
"""


def asking(shell: str, line: str) -> dict[str, str]:
    """Return what a shell's script puts into the environment when it asks for the end of ``line``."""
    if shell == "bash":
        words = line.split(" ")
        return {"_GLOSSCTL_COMPLETE": "bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    said = line.rstrip() if "o" in shell else line
    instruction = {"zsh": "lines"}.get(shell, shell)
    return {"_GLOSSCTL_COMPLETE": instruction, "COMP_LINE": said, "COMP_WORD": line.rpartition(" ")[2]}


def complete_line(monkeypatch: pytest.MonkeyPatch, shell: str, line: str) -> Run:
    with monkeypatch.context() as patch:
        for name, value in asking(shell, line).items():
            patch.setenv(name, value)
        return run()


def names(said: str) -> list[str]:
    """Return the names of an answer in any shell's form."""
    found = [line.partition(":::")[0].partition("\t")[0] for line in said.splitlines()]
    found = [line.replace("\u00a0", " ").partition("  -- ")[0].strip() for line in found]
    return [name for name in found if name not in ("", ":files") and "more: type" not in name and name != "…"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_names_beginning_is_completed(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = complete_line(monkeypatch, shell, "glossctl define MI")
    assert (done.status, done.err) == (0, "")
    assert "MIG" in names(done.out)
    assert "GPU" not in names(done.out)


def test_each_shell_is_told_in_its_own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("glossary.toml").write_text('[[term]]\nname = "qqx"\ndefinition = "It: is. More."\n', encoding="utf-8")
    told = {
        shell: complete_line(monkeypatch, shell, "glossctl related qqx").out.splitlines()[0] for shell in SHELLS[:4]
    }
    assert told == {
        "bash": "qqx",
        "zsh": "qqx\tqqx  -- It: is.",
        "fish": "qqx\tIt: is.",
        "powershell": "qqx:::It: is.",
    }


def test_case_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MIG" in names(complete_line(monkeypatch, "bash", "glossctl define mi").out)


def test_the_glossaries_of_the_line_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.toml").write_text('[[term]]\nname = "MIx"\n', encoding="utf-8")
    for line in ("glossctl define -g other.toml MI", "glossctl define --glossary=other.toml -o json MI"):
        assert complete_line(monkeypatch, "bash", line).out == "MIx\n"


@pytest.mark.parametrize("line", ["glossctl def", "glossctl define --ou", "glossctl define -o ", "glossctl list --k"])
def test_what_is_no_name_is_left_to_typer(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = complete_line(monkeypatch, "bash", line)
    assert (done.status, done.err) == (0, "")
    assert "MIG" not in done.out


def test_the_files_of_expand_text_are_left_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert complete_line(monkeypatch, "bash", "glossctl expand --text M").out.strip() == ""


@pytest.mark.parametrize("name", ["GLOSSCTL_OUTPUT", "GLOSSCTL_GLOSSARY"])
def test_a_wrong_environment_is_silent(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "nowhere.toml")
    done = complete_line(monkeypatch, "bash", "glossctl define MI")
    assert (done.status, done.err) == (0, "")


def test_a_broken_layer_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("glossary.toml").write_text("[[term", encoding="utf-8")
    done = complete_line(monkeypatch, "bash", "glossctl define MIG")
    assert (done.status, done.out.splitlines()[0], done.err) == (0, "MIG", "")


def test_hostile_names_are_quoted_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("glossary.toml").write_text(HOSTILE, encoding="utf-8")
    told = {shell: complete_line(monkeypatch, shell, "glossctl define xy").out.splitlines() for shell in SHELLS[:4]}
    assert [line.partition("  -- ")[0].strip() for line in told["bash"]] == [
        "xy two words",
        r"xy\'a \"b\" \$\(touch pwned\) \`id\` c:d\; e\*",
    ]
    assert told["bash"][0].endswith("  -- / not markup.")
    assert told["powershell"][1].split(":::")[0] == """'xy''a "b" $(touch pwned) `id` c:d; e*'"""
    assert told["fish"][1].split("\t")[0] == """xy'a "b" $(touch pwned) `id` c:d; e*"""
    assert [line.split("\t")[0] for line in told["zsh"]] == [
        "xy two words",
        """xy'a "b" $(touch pwned) `id` c:d; e*""",
    ]


def test_a_name_that_an_open_quote_can_not_hold_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("glossary.toml").write_text(HOSTILE, encoding="utf-8")
    for quote in "\"'":
        assert complete_line(monkeypatch, "bash", f"glossctl define {quote}xy").out == "xy two words\n"


def test_the_script_of_0_1_0_evaluates_nothing_of_a_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("glossary.toml").write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("_GLOSSCTL_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "glossctl define xy")
    assert run() == (0, "_message 'glossctl --install-completion zsh brings completion up to date'\n", "")


@pytest.mark.parametrize(
    "said", [{}, {"COMP_WORDS": "glossctl define M"}, {"COMP_CWORD": "2"}, {"COMP_WORDS": "define", "COMP_CWORD": "x"}]
)
def test_a_question_that_no_shell_asks_is_answered_with_nothing(
    said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"_GLOSSCTL_COMPLETE": "bash", **said}.items():
        monkeypatch.setenv(name, value)
    assert run() == (1, "", "")


@given(st.lists(st.text(), max_size=4))
def test_words_are_parted_as_a_shell_parts_them(words: list[str]) -> None:
    line = shlex.join(words)
    assert complete.split(line)[0] == (shlex.split(line) or [""])
    assert complete.split(line)[1] == ""


@given(st.text())
def test_any_line_is_parted(line: str) -> None:
    words, quote = complete.split(line)
    assert words
    assert quote in ("", "'", '"')


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_import_offers_its_formats_and_what_stands_in_place_of_one(monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    offered = names(complete_line(monkeypatch, shell, "glossctl import ").out)
    assert set(offered) >= {"csv", "yaml", "documents", "auto"}
    assert names(complete_line(monkeypatch, shell, "glossctl import doc").out) == ["documents"]
