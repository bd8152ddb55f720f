"""What a command imports: a clean interpreter runs it and lists what was loaded. A steadier guard than the clock."""

import subprocess
import sys

import pytest

from tests.program import environment

LISTING = """
import sys
before = set(sys.modules)
from glossctl.__main__ import main
status = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\n".join(sorted(set(sys.modules) - before)))
sys.exit(status)
"""
COMPLETING = {"_GLOSSCTL_COMPLETE": "bash", "COMP_WORDS": "glossctl define M", "COMP_CWORD": "2"}

HEAVY = {
    "rich",
    "typer",
    "rapidfuzz",
    "pydantic",
    "markdown_it",
    "yaml",
    "rdflib",
    "pygments",
    "pygls",
    "lsprotocol",
    "mcp",
}
STANDARD = {  # not functools and collections: sqlite3 itself loads them
    *("re", "typing", "dataclasses", "enum", "json", "pathlib", "tomllib", "inspect"),
    *(
        "contextlib",
        "importlib.metadata",
        "importlib.resources",
        "subprocess",
        "pickle",
        "difflib",
        "logging",
        "shutil",
    ),
}


def loaded(*argv: str, env: dict[str, str] | None = None, status: int = 0) -> set[str]:
    """Return the modules that a command loads, its index being compiled already."""
    for _ in range(2):  # the first run compiles
        done = subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{LISTING}", *argv],
            env=environment(env),
            capture_output=True,
            text=True,
        )
    assert done.returncode == status, done.stderr
    return set(done.stderr.split("\n"))


def families(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "argv",
    [
        ["define", "MIG", "-o", "plain"],
        ["define", "large", "language", "model", "-o", "plain"],
        ["expand", "MIG", "-o", "plain"],
        ["roles", "--motto", "-o", "plain"],
        ["list", "-o", "plain"],
        ["related", "MIG", "-o", "plain"],
        ["sources", "-o", "plain"],
        [],
    ],
    ids=" ".join,
)
def test_a_plain_look_up_loads_no_library_and_little_of_pythons_own(argv: list[str]) -> None:
    modules = loaded(*argv)
    assert families(modules) & HEAVY == set()
    assert modules & STANDARD == set()


def test_a_plain_look_up_loads_just_the_rooms_it_needs() -> None:
    ours = {module for module in loaded("define", "MIG", "-o", "plain") if module.startswith("glossctl")}
    assert ours == {
        "glossctl",
        "glossctl.__main__",
        "glossctl.cli",
        "glossctl.cli.argv",
        "glossctl.cli.commands",
        "glossctl.cli.define",
        "glossctl.cli.exits",
        "glossctl.cli.parameters",
        "glossctl.cli.settings",
        "glossctl.define",
        "glossctl.entries",
        "glossctl.errors",
        "glossctl.files",
        "glossctl.files.folders",
        "glossctl.glossary",
        "glossctl.index",
        "glossctl.index.storage",
        "glossctl.layers",
        "glossctl.opening",
        "glossctl.render",
        "glossctl.render.console",
        "glossctl.render.plain",
        "glossctl.text",
    }


def test_the_version_loads_next_to_nothing() -> None:
    modules = loaded("--version")
    assert families(modules) & (HEAVY | {"sqlite3"}) == set()
    assert modules & STANDARD == set()


def test_json_loads_json_alone() -> None:
    modules = loaded("define", "MIG", "-o", "json")
    assert families(modules) & HEAVY == set()
    assert modules & (STANDARD - {"re", "enum", "json"}) == set()


def test_markdown_loads_no_library() -> None:
    assert families(loaded("define", "MIG", "-o", "markdown")) & HEAVY == set()


@pytest.mark.parametrize(
    "argv", [["define", "MIG"], ["roles", "--motto"], ["list", "-o", "panel"], ["sources", "-o", "panel"]], ids=" ".join
)
def test_a_panel_loads_rich_and_no_other_library(argv: list[str]) -> None:
    modules = loaded(*argv)
    assert families(modules) & HEAVY == {"rich"}
    assert modules & {"rich.markdown", "rich.syntax", "rich.progress", "rich.table", "rich.traceback"} == set()


def test_completion_loads_no_library() -> None:
    modules = loaded(env=COMPLETING)
    assert families(modules) & HEAVY == set()
    assert modules & STANDARD == set()


@pytest.mark.parametrize("argv", [["--help"], ["define", "--help"], ["define", "MIG", "-oplain"]], ids=" ".join)
def test_the_option_parser_loads_no_pydantic(argv: list[str]) -> None:
    modules = loaded(*argv)
    assert "typer" in modules
    assert families(modules) & {"pydantic", "rapidfuzz", "markdown_it"} == set()
    if "--help" in argv:
        assert families(modules) & {"rich", "sqlite3"} == set()


def test_an_exact_search_needs_no_typer_and_no_rich() -> None:
    modules = loaded("search", "gpu sharing", "-o", "plain")
    assert families(modules) & (HEAVY - {"rapidfuzz"}) == set()
