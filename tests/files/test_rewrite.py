"""Facts about replacing a file: whole or not at all, whoever else writes and whatever fails."""

import errno
import os
import random
import runpy
import signal
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from glossctl.errors import GlossctlError
from glossctl.files import rewrite as room
from glossctl.files.rewrite import put, rewrite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "place"
    path.mkdir()
    return path


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "team.toml"
    path.write_bytes(b"old\n")
    return path


def failure(path: Path | str, change: Callable[[str], str] = str.upper, new: str | None = None) -> str:
    with pytest.raises(GlossctlError) as caught:
        rewrite(str(path), change, new)
    return caught.value.message


def test_rewrite_changes_the_text_and_says_so(file: Path) -> None:
    assert rewrite(str(file), str.upper)
    assert file.read_bytes() == b"OLD\n"
    assert not rewrite(str(file), str.upper)
    assert os.listdir(file.parent) == ["team.toml"]


def test_rewrite_keeps_line_ends_and_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\n")
    seen = []
    rewrite(str(file), lambda text: seen.append(text) or text + "c")  # type: ignore[func-returns-value]
    assert (seen, file.read_bytes()) == (["a\r\nb\n"], b"\xef\xbb\xbfa\r\nb\nc")


def test_rewrite_starts_a_file_that_is_not_there(folder: Path) -> None:
    path = folder / "new.toml"
    umask = os.umask(0o027)
    try:
        assert rewrite(str(path), lambda text: text + "b", "a")
    finally:
        os.umask(umask)
    assert path.read_text() == "ab"
    assert path.stat().st_mode & 0o777 == 0o640
    assert failure(folder / "none.toml") == f"can't write {folder}/none.toml: no such file or directory"


def test_what_change_raises_leaves_the_file(file: Path) -> None:
    def refuse(text: str) -> str:
        raise GlossctlError("no")

    assert failure(file, refuse) == "no"
    assert os.listdir(file.parent) == ["team.toml"]
    assert file.read_bytes() == b"old\n"


def test_rewrite_keeps_permissions_and_attributes(file: Path) -> None:
    file.chmod(0o604)
    if sys.platform == "linux":
        os.setxattr(file, "user.note", b"kept")
    rewrite(str(file), str.upper)
    assert file.stat().st_mode & 0o777 == 0o604
    if sys.platform == "linux":
        assert os.getxattr(file, "user.note") == b"kept"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_rewrite_keeps_the_owner(file: Path) -> None:
    os.chown(file, 12345, 23456)
    rewrite(str(file), str.upper)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_rewrite_follows_a_symbolic_link(file: Path, folder: Path) -> None:
    (folder / "sub").mkdir()
    link = folder / "sub" / "link.toml"
    link.symlink_to("../team.toml")
    rewrite(str(link), str.upper)
    assert link.is_symlink()
    assert file.read_bytes() == b"OLD\n"


def test_a_link_to_nothing_starts_its_target(folder: Path) -> None:
    (folder / "link.toml").symlink_to("there.toml")
    rewrite(str(folder / "link.toml"), lambda text: text, "a")
    assert (folder / "there.toml").read_text() == "a"


def test_what_can_not_be_written_is_said_in_one_line(folder: Path, file: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    assert failure(folder) == f"can't write {folder}: it is a folder"
    assert failure(folder / "a") == f"can't write {folder}/a: too many levels of symbolic links"
    assert failure(folder / "x" / "y") == f"can't write {folder}/x/y: there is no folder {folder}/x"
    assert failure(file / "y") == f"can't write {file}/y: not a directory"
    assert failure("") == "can't write a file with an empty name"
    assert failure(f"{folder}/") == f"can't write {folder}/: it is a folder's name"
    assert failure(f"{folder}/x/") == f"can't write {folder}/x/: it is a folder's name"
    assert failure("a\0b") == "can't write a\0b: embedded null byte"
    os.mkfifo(folder / "pipe")
    assert failure(folder / "pipe") == f"can't write {folder}/pipe: it is no plain file"
    file.chmod(0o444)
    assert failure(file) == f"can't write {file}: it is read-only"


@pytest.mark.parametrize("char", ["x", "é", "字", "🤖"])
def test_a_file_with_as_long_a_name_as_can_be_is_written(folder: Path, char: str) -> None:
    file = folder / (char * (250 // len(char.encode())) + ".toml")
    put(str(file), b"old")
    assert rewrite(str(file), str.upper)
    assert file.read_bytes() == b"OLD"
    assert os.listdir(folder) == [file.name]


def test_a_file_that_is_not_utf8_names_the_line(file: Path) -> None:
    file.write_bytes(b"a\n\xff\n")
    assert failure(file) == f"{file}:2:1: F002 not UTF-8: byte 0xff"


def test_a_read_only_folder_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    assert failure(file) == f"can't write {file}: permission denied"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(file: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, fail)
    assert failure(file) == f"can't write {file}: no space left on device"
    assert os.listdir(file.parent) == ["team.toml"]
    assert file.read_bytes() == b"old\n"


def test_a_change_by_another_program_is_not_lost(file: Path) -> None:
    seen = []

    def change(text: str) -> str:
        seen.append(text)
        if len(seen) == 1:
            file.write_text("theirs\n")
        return text + "ours\n"

    rewrite(str(file), change)
    assert seen == ["old\n", "theirs\n"]
    assert file.read_text() == "theirs\nours\n"


def test_a_file_that_keeps_changing_is_given_up(file: Path) -> None:
    count = iter(range(100))

    def change(text: str) -> str:
        file.write_text("x" * next(count))
        return "y"

    assert failure(file, change) == f"can't write {file}: another program keeps changing it"


def test_writers_at_once_lose_nothing(file: Path) -> None:
    def write(number: int) -> None:
        rewrite(str(file), lambda text: text + f"{number}\n")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(file.read_text().split()) == sorted(["old", *map(str, range(20))])


def test_a_writer_that_never_ends_is_given_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_PATIENCE_SECONDS", 0.05)
    rewrite_within: list[str] = []
    rewrite(str(file), lambda text: rewrite_within.append(failure(file)) or "new")  # type: ignore[func-returns-value]
    assert rewrite_within == [f"can't write {file}: another writer has been busy in its folder for a minute"]


def test_a_queue_of_writers_is_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_PATIENCE_SECONDS", 0.2)
    holding = threading.Event()

    def others() -> None:
        with room._locked(str(file), str(file)):
            holding.set()
            for number in range(10):
                (file.parent / f"{number}.toml").touch()
                time.sleep(0.05)

    thread = threading.Thread(target=others)
    thread.start()
    holding.wait()
    assert rewrite(str(file), str.upper)
    thread.join()
    monkeypatch.setattr(room, "_LONGEST_SECONDS", 0.1)
    with room._locked(str(file), str(file)):
        assert "has been busy in its folder" in failure(file)


def test_a_file_system_without_locks_is_written_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(room, "_try_lock", refuse)
    assert rewrite(str(file), str.upper)


def test_what_a_killed_writer_left_is_swept(file: Path) -> None:
    kept = [".team.toml.new", ".team.toml.swp", ".other.toml.0123456789abcdef.new"]
    for name in (".team.toml.0123456789abcdef.new", *kept):
        (file.parent / name).write_text("torn")
    rewrite(str(file), str.upper)
    assert sorted(os.listdir(file.parent)) == sorted([*kept, "team.toml"])


WRITER = """
import sys
from glossctl.files.rewrite import rewrite
for number in range(10**6):
    rewrite(sys.argv[1], lambda text: f"{number % 10}" * 200_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_at_any_moment_the_file_is_whole(folder: Path) -> None:
    path = folder / "team.toml"
    path.write_text("x" * 200_000)
    chance = random.Random(7)
    for _ in range(30):
        before = path.stat().st_ino
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
        while path.stat().st_ino == before:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        text = path.read_text()
        assert (len(text), len(set(text))) == (200_000, 1)
    started = time.monotonic()
    assert rewrite(str(path), lambda text: "done")
    assert time.monotonic() - started < 5
    assert os.listdir(folder) == ["team.toml"]


def test_put_creates_and_never_overwrites_unasked(folder: Path) -> None:
    path = folder / "out.csv"
    put(str(path), b"a")
    with pytest.raises(FileExistsError):
        put(str(path), b"b")
    assert path.read_bytes() == b"a"
    put(str(path), b"b", overwrite=True)
    assert path.read_bytes() == b"b"


def test_on_windows_the_lock_is_a_file_that_goes_away(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[list[str]] = []
    fake = types.ModuleType("msvcrt")
    fake.LK_NBLCK = 2  # type: ignore[attr-defined]
    fake.locking = lambda handle, mode, count: held.append(os.listdir(file.parent))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    there = runpy.run_path(room.__file__)
    assert there["rewrite"](str(file), str.upper)
    assert [sorted(names) for names in held] == [[".team.toml.lock", "team.toml"]]
    assert os.listdir(file.parent) == ["team.toml"]
