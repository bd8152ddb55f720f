"""Many processes, a full disk, a folder without rights: the answer is the same, and nothing is left behind."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.cached_glossary import CachedGlossary
from tests.program import command, environment, run, spawn


@pytest.fixture
def cached(tmp_path: Path) -> CachedGlossary:
    return CachedGlossary(tmp_path)


@pytest.mark.parametrize("place", ["/proc", "/sys", "/dev/null", "file", "loop", "relative", ""])
def test_a_cache_folder_that_can_not_be_written_changes_no_answer(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    cache = str(tmp_path / place) if place in ("file", "loop") else place
    done = spawn("define", "MPS", "-o", "plain", env={"XDG_CACHE_HOME": cache})
    assert (done.status, done.err) == (0, "")
    assert done.out == run("define", "MPS", "-o", "plain").out
    assert not Path("relative").exists()


@pytest.mark.parametrize("slashes", ["//", "///", "/./"])
def test_a_cache_folder_of_any_spelling_is_used(tmp_path: Path, slashes: str) -> None:
    folder = tmp_path / "cache"
    env = {"XDG_CACHE_HOME": f"{slashes}{str(folder)[1:]}"}
    for _ in range(2):
        assert spawn("define", "MPS", "-o", "plain", env=env) == run("define", "MPS", "-o", "plain")
    assert len(list((folder / "glossctl").iterdir())) == 1


def test_an_index_that_can_not_be_opened_is_no_ones_error(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.answer()
    monkeypatch.setattr("glossctl.index.storage._uri", lambda place: f"file://elsewhere{place}")
    assert cached.answer() == "one"


def test_without_a_home_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("define", "MIG")
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert spawn("define", "MIG") == expected


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_somebody_without_rights_in_the_cache_folder_is_answered() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to others
        Path(folder).chmod(0o755)
        cached = CachedGlossary(Path(folder))
        cached.answer()
        inside = sorted(cached.cache.iterdir())
        for rights in (0o555, 0o000):
            cached.cache.chmod(rights)
            pid = os.fork()
            if not pid:
                os.setgid(65534)
                os.setuid(65534)
                try:
                    os._exit(0 if cached.answer() == "one" else 1)
                finally:
                    os._exit(2)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert sorted(cached.cache.iterdir()) == inside


@pytest.mark.parametrize("bytes_left", [0, 1, 1000, 10_000, 60_000])
def test_a_full_disk_changes_no_answer_and_leaves_nothing_behind(tmp_path: Path, bytes_left: int) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

    done = subprocess.run(
        command("define", "MPS", "-o", "plain"),
        env=environment({"XDG_CACHE_HOME": str(tmp_path / "cache")}),
        preexec_fn=fill,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("define", "MPS", "-o", "plain").out
    assert list((tmp_path / "cache" / "glossctl").iterdir()) == []


@pytest.mark.parametrize("call", ["os.replace", "os.makedirs", "os.fsync", "os.scandir", "sqlite3.connect"])
def test_a_call_that_fails_while_an_index_is_made_changes_no_answer(
    cached: CachedGlossary, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, name = call.split(".")
    real = getattr(sys.modules[room], name)

    def fail(*arguments: object, **options: object) -> object:
        if arguments and arguments[0] == ":memory:":
            return real(*arguments, **options)
        raise sqlite3.OperationalError("disk I/O error") if room == "sqlite3" else PermissionError(13, "denied")

    monkeypatch.setattr(f"glossctl.index.storage.{call}", fail)
    assert cached.answer() == "one"
    monkeypatch.undo()
    left = list(cached.cache.iterdir()) if cached.cache.exists() else []
    assert [path for path in left if path.suffix == ".tmp"] == []
    assert cached.answer() == "one"


def test_sixteen_first_runs_at_once_all_answer(tmp_path: Path) -> None:
    env = environment({"XDG_CACHE_HOME": str(tmp_path / "cache")})
    racing = [
        subprocess.Popen(
            command("define", "MIG", "-o", "plain"), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(16)
    ]
    said = {process.communicate(timeout=60) for process in racing}
    assert said == {(run("define", "MIG", "-o", "plain").out, "")}
    assert {process.returncode for process in racing} == {0}
    assert len(list((tmp_path / "cache" / "glossctl").iterdir())) == 1


def test_a_build_that_is_killed_leaves_the_next_one_whole(tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    file.write_text("".join(f'[[term]]\nname = "t{number}"\ndefinition = "d"\n' for number in range(1500)))
    env = environment({"XDG_CACHE_HOME": str(tmp_path / "cache")})
    killed = 0
    for turn in range(10):
        with subprocess.Popen(command("define", "t7", "-g", str(file)), env=env, stdout=subprocess.DEVNULL) as process:
            time.sleep(0.02 + 0.03 * turn)
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
    done = spawn("define", "t7", "-o", "plain", "-g", str(file), env=env)
    assert done == (0, "t7\nd\n", "")
    assert killed
