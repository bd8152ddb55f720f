"""Work spread over processes comes back in order, and is done here where they fail."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossctl.workers import spread, usable
from tests.program import environment


def doubled(number: int) -> int:
    return 2 * number


def who(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def fails_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def dies_elsewhere(number: int) -> int:
    if number == 2 and os.environ.get("GLOSSCTL_TESTS_RUN_HERE") != str(os.getpid()):
        os._exit(1)
    return number


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order(count: int) -> None:
    assert list(spread(doubled, iter(range(40)), count)) == [2 * number for number in range(40)]


def test_other_processes_do_the_work() -> None:
    pids = set(spread(who, range(12), 2))
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_one_process_is_this_one() -> None:
    assert set(spread(who, range(2), 1)) == {os.getpid()}


@pytest.mark.parametrize("count", [1, 2])
def test_what_the_function_raises_is_raised_here(count: int) -> None:
    results = spread(fails_on_three, range(6), count)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        list(results)


def test_the_work_of_a_process_that_dies_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSSCTL_TESTS_RUN_HERE", str(os.getpid()))
    assert list(spread(dies_elsewhere, [0, 1, 2, 2, 2, 3, 4], 2)) == [0, 1, 2, 2, 2, 3, 4]


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/nowhere/python")
    assert set(spread(who, range(4), 2)) == {os.getpid()}


def test_leaving_early_leaves_nothing_running() -> None:
    results = spread(who, iter(range(1000)), 2)
    pid = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_program_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from glossctl.text import fold\n"
        "from glossctl.workers import spread\n"
        "print('once')\n"
        "print(*spread(fold, ['A', 'B', 'C'], 2))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("once\na b c\n", "")


def test_a_program_that_ends_at_once_leaves_no_word_of_its_workers() -> None:
    code = "import os\nfrom glossctl.workers import spread\n"
    code += "results = spread(abs, range(9), 2)\nnext(results)\nos._exit(3)\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, env=environment())
    assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are Unix's")
def test_workers_end_with_a_program_that_is_killed() -> None:
    code = "import os\nfrom glossctl.workers import spread\nfrom tests.test_workers import who\n"
    code += "results = spread(who, range(99), 2)\nnext(results)\nos.kill(os.getpid(), 9)\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, cwd=Path(__file__).parents[1])
    assert (done.returncode, done.stderr) == (-9, b"")  # the run ends when the last worker has closed its streams


def test_a_module_in_the_current_folder_is_not_taken_for_a_worker(tmp_path: Path) -> None:
    (tmp_path / "glossctl.py").write_text("raise SystemExit(1)")
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)")
    script = tmp_path / "folder" / "script.py"
    script.parent.mkdir()
    script.write_text(
        "from glossctl.workers import spread\nfrom glossctl.text import fold\nprint(*spread(fold, ['A', 'B'], 2))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("a b\n", "")


def test_no_processes_where_this_is_no_plain_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert usable() >= 1
    monkeypatch.setattr("sys.executable", "")
    assert usable() == 1
    monkeypatch.setattr("sys.executable", sys.executable)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert usable() == 1
