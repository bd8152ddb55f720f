"""The plain reader against Typer: whatever the one takes, the other reads as the same call."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossctl.cli import app, argv, commands
from glossctl.cli.commands import ROWS, Command
from glossctl.cli.settings import Settings
from glossctl.errors import UsageError

OPTIONS = [
    *sorted({name for command in ROWS for name in command.options}),
    *("--help", "-h", "--version", "--outp", "-x", "-oplain"),
]
VALUES = ["plain", "json", "xml", "", "a.toml", "always", "never", "5", "05", "0", "-1", "5.0", "٣", "term", "9999999"]
WORDS = ["MIG", "gpu sharing", "-", "--", "", "é", "*", "define", "-x y", "=", "a=b"]
GLUED = [f"{name}={value}" for name in ("--output", "--limit", "--glossary", "--color", "--motto") for value in VALUES]
ARGUMENTS = st.sampled_from([*OPTIONS, *VALUES, *WORDS, *GLUED])
ARGV = st.builds(
    lambda before, command, after: [*before, command, *after],
    st.sampled_from([[], [], [], ["--color", "always"], ["--color=never"], ["--color", "x"], ["--version"]]),
    st.sampled_from([command.name for command in ROWS]),
    st.lists(ARGUMENTS, max_size=5),
)

Said = tuple[Any, ...]


@pytest.fixture(scope="module")
def calls() -> Iterator[list[Said]]:
    """Put a note-taker in the place of every command."""
    noted: list[Said] = []
    patch = pytest.MonkeyPatch()
    for command in ROWS:
        patch.setattr(import_module(f"glossctl.cli.{command.room}"), "run", note_taker(noted, command.name))
    yield noted
    patch.undo()


def note_taker(noted: list[Said], name: str) -> Any:
    def take_note(settings: Settings, **values: object) -> int:
        noted.append((name, plain(settings), *((key, plain(value)) for key, value in sorted(values.items()))))
        return 0

    return take_note


def plain(value: object) -> object:
    if isinstance(value, Settings):
        return value.output, tuple(value.explicit[0]), value.explicit[1], value.color, value.columns
    return tuple(value) if isinstance(value, list | tuple) else value


def said(noted: list[Said], action: Any) -> Said:
    """Return what a run comes to: a call, or a usage error."""
    noted.clear()
    try:
        action()
    except UsageError as error:
        return "usage", error.message
    assert len(noted) == 1, noted
    return noted[0]


@pytest.mark.parametrize("command", ROWS, ids=lambda command: command.name)
def test_a_command_takes_the_parameters_of_its_row(command: Command) -> None:
    taken = inspect.signature(import_module(f"glossctl.cli.{command.room}").run).parameters
    names = {name for name, parameter in taken.items() if parameter.kind is not parameter.VAR_KEYWORD}
    keys = {parameter.key for parameter in command.parameters if not parameter.settles}
    assert names - {"settings"} <= keys
    assert len(taken) > len(names) or keys <= names


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARGV)
@example(["define", "-g", "-x", "MIG"])
@example(["define", "-o", "--", "MIG"])
@example(["define", "--output=", "MIG"])
@example(["search", "--limit", "5", "--limit=6", "a", "--", "-x"])
@example(["list", "-g", "a.toml", "-g", "name", "--kind", "role"])
@example(["expand", "--text"])
@example(["roles", "--", "--motto"])
@example(["import", "csv", "a", "b", "c"])
@example(["validate", "-o", "json", "--select", "a", "--select=b", "c"])
@example(["add", "-g", "a", "b", "c", "--role"])
@example(["--color", "always", "define", "MIG", "--color", "never"])
def test_what_the_plain_reader_takes_typer_reads_as_the_same_call(calls: list[Said], words: list[str]) -> None:
    call = argv.read(words)
    if call is not None:
        assert said(calls, lambda: commands.run(*call)) == said(calls, lambda: app.run(words))


@pytest.mark.parametrize(
    "line",
    [
        "define MIG",
        "define large language model -o plain",
        "define -o json MIG -g a.toml -g b.toml",
        "define --output=plain MIG",
        "define -- -x",
        "define -",
        "search gpu --limit 3",
        "search gpu --limit x",
        "expand --reverse full form",
        "expand --text",
        "roles",
        "roles --motto",
        "list --tag gpu --kind term",
        "related MIG --depth 3",
        "sources -o json",
        "add MIG --tag gpu --tag a --role",
        "import csv a.csv b.toml --map a=b",
        "export csv",
        "validate a.toml --select N001",
        "--color always define MIG",
    ],
)
def test_the_plain_reader_takes_what_is_usual(line: str) -> None:
    assert argv.read(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "define",
        "define --help",
        "define -h MIG",
        "define MIG -o",
        "define MIG --outp plain",
        "define MIG -oplain",
        "define MIG --limit 5",
        "list MIG",
        "sources MIG",
        "roles --motto=yes",
        "add",
        "export",
        "--version define MIG",
        "--help",
    ],
)
def test_the_plain_reader_leaves_the_rest_to_typer(line: str) -> None:
    assert argv.read(line.split()) is None
