"""The plain reader against Typer: whatever the one takes, the other reads as the same call."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossctl.cli import app, argv
from glossctl.cli.settings import Settings
from glossctl.errors import UsageError

COMMANDS = ("define", "search", "expand", "roles", "list", "related", "sources")
OPTIONS = [
    *("-o", "--output", "-g", "--glossary", "--color", "--limit", "--depth", "--tag", "--kind"),
    *("--reverse", "--text", "--motto", "--audiences", "--help", "-h", "--version", "--outp", "-x", "-oplain"),
]
VALUES = ["plain", "json", "xml", "", "a.toml", "always", "never", "5", "05", "0", "-1", "5.0", "٣", "term", "9999999"]
WORDS = ["MIG", "gpu sharing", "-", "--", "", "é", "*", "define", "-x y", "=", "a=b"]
GLUED = [f"{name}={value}" for name in ("--output", "--limit", "--glossary", "--color", "--depth") for value in VALUES]
ARGUMENTS = st.sampled_from([*OPTIONS, *VALUES, *WORDS, *GLUED])
ARGV = st.builds(
    lambda before, command, after: [*before, command, *after],
    st.sampled_from([[], [], [], ["--color", "always"], ["--color=never"], ["--color", "x"], ["--version"]]),
    st.sampled_from(COMMANDS),
    st.lists(ARGUMENTS, max_size=5),
)

Said = tuple[Any, ...]


@pytest.fixture(scope="module")
def calls() -> Iterator[list[Said]]:
    """Put a note-taker in the place of every command."""
    noted: list[Said] = []
    patch = pytest.MonkeyPatch()
    for name in COMMANDS:
        room = import_module(f"glossctl.cli.{name}")
        for function in ("run", "run_text"):
            if hasattr(room, function):
                patch.setattr(room, function, note_taker(noted, name, function, getattr(room, function)))
    yield noted
    patch.undo()


def note_taker(noted: list[Said], name: str, function: str, real: Any) -> Any:
    import inspect

    signature = inspect.signature(real)

    def take_note(*arguments: object, **options: object) -> int:
        bound = signature.bind(*arguments, **options)
        bound.apply_defaults()
        noted.append((name, function, *(plain(value) for value in bound.arguments.values())))
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


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARGV)
@example(["define", "-g", "-x", "MIG"])
@example(["define", "-o", "--", "MIG"])
@example(["define", "--output=", "MIG"])
@example(["search", "--limit", "5", "--limit=6", "a", "--", "-x"])
@example(["list", "-g", "a.toml", "-g", "name", "--kind", "role"])
@example(["expand", "--text"])
@example(["roles", "--", "--motto"])
@example(["--color", "always", "define", "MIG", "--color", "never"])
def test_what_the_plain_reader_takes_typer_reads_as_the_same_call(calls: list[Said], words: list[str]) -> None:
    call = argv.read(words)
    if call is not None:
        assert said(calls, lambda: argv.run(call)) == said(calls, lambda: app.run(words))


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
        "expand",
        "roles --motto=yes",
        "add MIG",
        "--version define MIG",
        "--help",
    ],
)
def test_the_plain_reader_leaves_the_rest_to_typer(line: str) -> None:
    assert argv.read(line.split()) is None
