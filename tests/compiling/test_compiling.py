"""A big glossary is compiled in blocks, by one process or several: the tables are those of the whole."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import generate
from glossctl import compiling
from glossctl.compiling import compile_file
from glossctl.errors import FileError
from tests.program import command, environment, run, spawn
from tests.toml.test_toml_blocks import TAME, WILD

Tables = dict[str, list[tuple[object, ...]]]


def made(count: int) -> str:
    """Return a glossary with roles and audiences among its terms."""
    parts = [generate.HEADER.format(count=count)]
    for number, entry in enumerate(generate.entries(count)):
        table = {1: "[[role]]", 2: "[[audience]]"}.get(number % 100, "[[term]]")
        parts.append(entry.replace("[[term]]", table))
    return "".join(parts)


CONTENT = made(500).encode()


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a glossary that is big enough to be compiled in blocks."""
    path = tmp_path_factory.mktemp("big") / "big.toml"
    path.write_text(made(10_000))
    assert path.stat().st_size > compiling.BIG
    return path


def compiled(content: bytes, big: int, workers: int = 1) -> Tables | list[str]:
    """Return every row of every table, or the faults, where files of ``big`` bytes and more are cut into blocks."""
    connection = sqlite3.connect(":memory:")
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(compiling, "BIG", big)
            compile_file(connection, content, "words.toml", workers)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in tables}
    except FileError as error:
        return [*map(str, error.faults), str(error.hint)]
    finally:
        connection.close()


def as_a_whole(content: bytes) -> Tables | list[str]:
    return compiled(content, len(content) + 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_blocks_make_the_tables_of_the_whole(workers: int) -> None:
    found = compiled(CONTENT, 40_000, workers)
    assert found == as_a_whole(CONTENT)
    assert isinstance(found, dict)
    assert len(found["entry"]) == 500


@settings(max_examples=150, deadline=None)
@given(st.lists(WILD | TAME, min_size=1, max_size=2).map("".join), st.integers(8, 400))
def test_any_text_makes_the_tables_or_the_faults_of_the_whole(text: str, size: int) -> None:
    content = text.encode()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("glossctl.toml.blocks.BLOCK_BYTES", size)
        assert compiled(content, min(len(content), 8)) == as_a_whole(content)


def test_every_fault_of_the_file_is_told_in_order() -> None:
    content = CONTENT.replace(b"\ntags", b"\ntogs")
    found = compiled(content, 40_000, 2)
    assert found == as_a_whole(content)
    assert len(found) == content.count(b"\ntogs") + 1


@pytest.mark.parametrize(
    "odd", ['\ndefinition = """', "\nname = ", '\n[glossary]\nname = "x"\n', "\n]\n", "\n[[terms]]\n", "\r\r"]
)
def test_an_error_in_the_middle_is_that_of_the_whole(odd: str) -> None:
    place = CONTENT.index(b"\n\n[[term]]", len(CONTENT) // 2)
    changed = CONTENT[:place] + odd.encode() + CONTENT[place:]
    found = compiled(changed, 40_000, 2)
    assert found == as_a_whole(changed)
    assert isinstance(found, list)


def test_a_header_inside_a_definition_changes_nothing() -> None:
    place = CONTENT.index(b"\n\n[[term]]", len(CONTENT) // 2)
    odd = b'\n\n[[term]]\nname = "odd"\ndefinition = """\n[[term]]\nname = "no entry"\n"""'
    changed = CONTENT[:place] + odd + CONTENT[place:]
    found = compiled(changed, 40_000)
    assert found == as_a_whole(changed)
    assert isinstance(found, dict)
    assert len(found["entry"]) == 501


def test_a_byte_order_mark_changes_nothing() -> None:
    found, marked = compiled(CONTENT, 40_000), compiled(b"\xef\xbb\xbf" + CONTENT, 40_000)
    assert isinstance(found, dict)
    assert isinstance(marked, dict)
    assert {**found, "meta": []} == {**marked, "meta": []}


def test_progress_goes_from_nothing_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "BIG", 40_000)
    monkeypatch.setattr("glossctl.toml.blocks.BLOCK_BYTES", 20_000)
    told: list[float] = []
    connection = sqlite3.connect(":memory:")
    compile_file(connection, CONTENT, "words.toml", 1, told.append)
    connection.close()
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 4


def test_look_ups_in_a_big_glossary(big: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    name = [line for line in big.read_text().splitlines() if line.startswith("name = ")][7000][8:-1]
    first, second = (
        run("define", name, "-g", str(big), "-o", "plain"),
        run("define", name, "-g", str(big), "-o", "plain"),
    )
    assert first == second
    assert (first.status, first.err) == (0, "")
    assert len(run("list", "--kind", "role", "-g", str(big), "-o", "plain").out.splitlines()) == 100


def test_a_broken_big_glossary_is_told_as_a_small_one_is(big: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(big.read_text() + '\n[[term]]\nname = "x"\ntags = 3\n')
    done = run("define", "x", "-g", str(path))
    lines = path.read_text().count("\n")
    assert done.status == 2
    assert done.err == f'error: {path}:{lines}:1: T003 [[term]] "x": tags must be a list of strings, not a number\n'


def test_bytes_that_are_no_utf8_are_told_before_all_else(big: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(b"[broken\n" + big.read_bytes() + b"# \xff\n")
    done = run("define", "x", "-g", str(path))
    assert done.status == 2
    assert f":{path.read_bytes().count(bytes([10]))}:3: F002 not UTF-8: byte 0xff\n" in done.err


@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.8])
def test_a_killed_compilation_leaves_no_torn_index(big: Path, tmp_path: Path, seconds: float) -> None:
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    ask = ("define", "GWC", "-g", str(big), "-o", "plain")
    process = subprocess.Popen(
        command(*ask), env=environment(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = spawn(*ask, env=env)
    assert (after.status, after.err) == (0, "")
    assert "Goaremp Weand Cluster" in after.out
    assert len([name for name in os.listdir(tmp_path / "glossctl") if name.endswith(".index")]) == 1


def test_an_interrupted_compilation_ends_quietly_and_leaves_nothing(big: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("define", "GWC", "-g", str(big)),
        env=environment({"XDG_CACHE_HOME": str(tmp_path)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not list(tmp_path.glob("glossctl/*.tmp")):
        time.sleep(0.01)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert os.listdir(tmp_path / "glossctl") == []


def test_many_processes_that_compile_at_once_answer_the_same(big: Path, tmp_path: Path) -> None:
    env = environment({"XDG_CACHE_HOME": str(tmp_path)})
    racing = [
        subprocess.Popen(
            command("define", "GWC", "-g", str(big), "-o", "plain"),
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    said = {process.communicate() for process in racing}
    assert len(said) == 1
    assert b"Goaremp Weand Cluster" in said.pop()[0]
    assert len([name for name in os.listdir(tmp_path / "glossctl") if name.endswith(".index")]) == 1
