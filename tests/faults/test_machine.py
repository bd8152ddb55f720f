"""A machine that fails: full disks, memory that ends, locks that aren't there. One line and status 2, no half file."""

import errno
import os
import resource
import subprocess
import threading
from pathlib import Path

import pytest

from tests.program import command, environment, run, spawn

WORDS = "".join(f'[[term]]\nname = "T{number:05}"\ndefinition = "Text {number}."\n\n' for number in range(4000))
MANY = int(os.environ.get("GLOSSCTL_FAULTS", "4"))


def limited(argv: list[str], limit: int, size: int) -> subprocess.CompletedProcess[str]:
    def limits() -> None:
        resource.setrlimit(limit, (size, size))

    return subprocess.run(
        command(*argv), env=environment(), preexec_fn=limits, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(
    "argv",
    [
        ["add", "New", "--definition", "x", "-g", "many.toml"],
        ["format", "many.toml"],
        ["import", "csv", "many.csv", "many.toml", "--force"],
        ["export", "json", "many.toml", "-g", "other.toml", "--force"],
    ],
    ids=lambda argv: argv[0],
)
def test_a_full_disk_leaves_the_old_file_and_says_so_in_one_line(argv: list[str]) -> None:
    text = WORDS.replace("[[term]]\n", "[[term]]\n\n")
    Path("many.toml").write_text(text)
    Path("other.toml").write_text(WORDS)
    Path("many.csv").write_text("Term,Meaning,Info\n" + "A,Another one,Text about it\n" * 5000)
    done = limited(argv, resource.RLIMIT_FSIZE, 50_000)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: "), done.stderr
    assert "Traceback" not in done.stderr
    assert Path("many.toml").read_text() == text
    assert [path.name for path in Path().iterdir() if path.suffix in (".new", ".tmp")] == []


@pytest.mark.parametrize("megabytes", [160, 200, 260])
def test_memory_that_ends_while_compiling_is_one_line(megabytes: int) -> None:
    Path("many.toml").write_text("".join(WORDS.replace("T", f"T{number}") for number in range(8)))
    done = limited(["define", "T700001", "-g", "many.toml", "-o", "plain"], resource.RLIMIT_AS, megabytes << 20)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    if done.returncode == 2:
        assert done.stderr == "error: out of memory\n"


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("/lib/_random.so: failed to map segment from shared object"),
        SystemError("error return without exception set"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_memory_that_ends_is_said_however_python_says_it(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("glossctl.__main__._answer", fail)
    assert run("define", "MIG") == (2, "", "error: out of memory\n")


@pytest.mark.parametrize("call", ["os.fsync", "os.replace"])
def test_a_disk_that_fails_keeps_the_old_file(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    Path("many.toml").write_text(WORDS)
    monkeypatch.setattr(f"glossctl.files.rewrite.{call}", fail)
    done = run("add", "New", "--definition", "x", "-g", "many.toml")
    assert done.status == 2
    assert done.err.startswith("error: ")
    assert Path("many.toml").read_text() == WORDS
    assert [path.name for path in Path().iterdir() if path.suffix in (".new", ".tmp")] == []


def test_a_clock_that_runs_backwards_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("many.toml").write_text(WORDS)
    ticks = iter(range(10**9, 0, -3600))
    monkeypatch.setattr("time.time", lambda: float(next(ticks)))
    monkeypatch.setattr("time.time_ns", lambda: next(ticks) * 10**9)
    assert run("add", "New", "--definition", "x", "-g", "many.toml").status == 0
    assert run("define", "New", "-g", "many.toml", "-o", "plain").out == "New\nx\n"


def test_a_file_system_without_locks_is_said_in_one_line_or_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    Path("many.toml").write_text(WORDS)
    monkeypatch.setattr("fcntl.flock", no_locks)
    done = run("add", "New", "--definition", "x", "-g", "many.toml")
    assert done.status in (0, 2)
    assert "Traceback" not in done.err
    assert (Path("many.toml").read_text() == WORDS) == (done.status == 2)


def test_readers_beside_writers_see_whole_files() -> None:
    """Sixteen times as many readers as writers; ``make test-faults`` takes 64 and 8."""
    readers, writers = (64, 8) if MANY > 10 else (8, 2)
    Path("many.toml").write_text(WORDS)
    seen: list[tuple[int, str]] = []

    def write(number: int) -> None:
        done = spawn("add", f"N{number}", "--definition", "x", "-g", "many.toml")
        seen.append((done.status, done.err))

    def read() -> None:
        done = spawn("define", "T00007", "-g", "many.toml", "-o", "plain")
        seen.append((done.status, done.out))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    threads += [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in seen} == {0}, seen
    names = [spawn("define", f"N{number}", "-g", "many.toml").status for number in range(writers)]
    assert names == [0] * writers
