"""A signal at any moment: an interrupt is status 130 without a word, a killed writer leaves the old file or the new.

``make test-faults`` tries 200 moments of each kind; a plain test run tries a few.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import GLOSSARIES, environment

MOMENTS = int(os.environ.get("GLOSSCTL_FAULTS", "3"))
START = "import os; from glossctl.__main__ import run; os.write({ready}, b'x'); run()"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are Unix's")

ROWS = "".join(f"A{number},Term number {number},Some text about it\n" for number in range(600))
WORDS = "".join(
    f'[[term]]\nname = "T{number:04}"\ndefinition = """Text {number} of\na glossary."""\n\n'
    for number in range(1500, 0, -1)
)
PROSE = "# Plans\n\nWe use GPU slicing everywhere.\n" * 400
EDITOR = "#!/bin/sh\nsed -i 's/Text 7 of/Text seven of/' \"$1\"\n"


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Let children be interrupted and hung up even where this process ignores it: in the background, under nohup."""
    kept = signal.signal(signal.SIGINT, signal.default_int_handler), signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, kept[0])
    signal.signal(signal.SIGHUP, kept[1])


def started(argv: list[str], **variables: str) -> subprocess.Popen[bytes]:
    """Start the program and wait until the first line of its own has run."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", START.format(ready=writing), *argv],
        env=environment(variables),
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    return process


def moments(argv: list[str], **variables: str) -> Iterator[float]:
    """Yield random moments, in seconds, of what a command takes."""
    began = time.monotonic()
    process = started(argv, **variables)
    process.communicate()
    whole = time.monotonic() - began
    chance = random.Random(" ".join(argv))
    for _ in range(MOMENTS):
        yield chance.uniform(0, whole)


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["define", "--help"],
        ["define", "MIG"],
        ["search", "kubernets"],
        ["list"],
        ["validate", "many.toml"],
        ["import", "csv", "many.csv"],
        ["check", "many.md"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_an_interrupt_is_status_130_without_a_word(argv: list[str]) -> None:
    Path("many.csv").write_text(ROWS)
    Path("many.toml").write_text(WORDS)
    Path("many.md").write_text(PROSE)
    interrupted = 0
    for moment in moments(argv):
        process = started(argv)
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode in (0, 1, 130), (moment, process.returncode, err)
        assert b"Traceback" not in err, (moment, err.decode())
        if process.returncode == 130:
            assert b"KeyboardInterrupt" not in err
            interrupted += 1
    assert interrupted or MOMENTS < 20


IN_CALLBACK = """
import os, signal, time, weakref
import glossctl.__main__ as program
class Held: pass
def main():
    held = Held()
    watch = weakref.ref(held, lambda _: (os.kill(os.getpid(), {number}), time.sleep(1)))
    del held
    time.sleep(10)
    return 0
program.main = main
program.run()
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGHUP, -1)])
def test_a_signal_in_a_callback_that_ignores_exceptions_ends_the_program(number: int, status: int) -> None:
    code = IN_CALLBACK.format(number=int(number))
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


COMMANDS = {
    "add": ["add", "T0007x", "--definition", "new", "-g", "many.toml"],
    "edit": ["edit", "T0007", "-g", "many.toml"],
    "format": ["format", "many.toml"],
    "import": ["import", "csv", "many.csv", "list.toml", "--force"],
    "index": ["define", "T0007", "-g", "many.toml"],
    "check": ["check", "--fix", "many.md", "-g", "team.toml"],
    "site": ["site", "page", "-g", "team.toml"],
    "hugo": ["export", "hugo", "pages", "-g", "many.toml", "--force"],
}


def lay_out() -> None:
    for place in Path().iterdir():
        if place.name != ".git":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    Path("many.csv").write_text(ROWS)
    Path("many.toml").write_text(WORDS)
    Path("many.md").write_text(PROSE)
    Path("list.toml").write_text("mine")
    Path("editor.sh").write_text(EDITOR)
    Path("editor.sh").chmod(0o755)
    shutil.copy(GLOSSARIES / "team.toml", "team.toml")


def contents() -> dict[str, bytes]:
    """Return what every file holds, but for what a killed writer may leave: a copy or a file that is no one's yet."""
    return {
        str(path): path.read_bytes()
        for path in Path().rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_writer_leaves_the_old_files_or_the_new_ones(name: str, tmp_path: Path) -> None:
    variables = {"EDITOR": str(Path("editor.sh").absolute()), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    lay_out()
    before = contents()
    process = started(COMMANDS[name], **variables)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1), err
    after = contents()
    for turn, moment in enumerate(moments(COMMANDS[name], **variables)):
        number = SIGNALS[turn % len(SIGNALS)]
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        lay_out()
        process = started(COMMANDS[name], **variables)
        time.sleep(moment)
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert b"Traceback" not in err, (moment, err.decode())
        for path, content in contents().items():
            assert content in (before.get(path), after.get(path)), (moment, path)
        if number != signal.SIGKILL and process.returncode == -number:
            left = [str(path) for path in Path().rglob("*") if path.suffix in (".new", ".tmp")]
            left += [str(path) for path in (tmp_path / "cache").rglob("*.tmp")]
            assert left == [], moment
