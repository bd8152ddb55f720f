"""The cache is only ever a copy: stale, damaged, foreign or swept away, the answer is the same."""

import os
import random
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

import glossctl
from tests.cached_glossary import WORDS, CachedGlossary
from tests.program import command, environment


@pytest.fixture
def cached(tmp_path: Path) -> CachedGlossary:
    return CachedGlossary(tmp_path)


def test_an_index_is_made_once_and_used_while_its_glossary_is_unchanged(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cached.answer() == "one"
    first = cached.index
    content = first.read_bytes()
    cached.age()
    aged = cached.index
    monkeypatch.setattr("glossctl.compiling.compile_file", None)  # nothing is compiled any more
    assert cached.answer() == "one"
    assert cached.index == aged
    assert len(content) == len(aged.read_bytes())


def test_a_changed_glossary_has_a_new_index_and_the_old_one_is_swept(cached: CachedGlossary) -> None:
    cached.answer()
    first = cached.index
    cached.write("another")
    assert cached.answer() == "another"
    assert cached.index != first


def test_edits_within_one_tick_of_the_clock_are_seen(cached: CachedGlossary) -> None:
    for number in range(30):
        cached.write(f"{number:03}")
        assert cached.answer() == f"{number:03}"


def test_an_edit_of_the_same_size_and_time_is_seen(cached: CachedGlossary) -> None:
    cached.age()
    stat = cached.file.stat()
    cached.write("two")
    os.utime(cached.file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    os.utime(cached.index)
    assert cached.answer() == "two"


def test_another_file_moved_into_its_place_is_seen(cached: CachedGlossary) -> None:
    cached.age()
    stat = cached.file.stat()
    other = cached.file.with_name("other.toml")
    other.write_text(WORDS.format("two"))
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(cached.file)
    assert cached.answer() == "two"


def test_a_link_that_comes_to_point_elsewhere_is_seen(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(WORDS.format(name))
    link = tmp_path / "link.toml"
    for name in ("one", "two", "one"):
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / f"{name}.toml")
        found = glossctl.load(link, environment={"XDG_CACHE_HOME": str(tmp_path / "cache")}).define("MIG")
        assert found[0].definition == name


def damage(content: bytes, how: str) -> bytes:
    if how.startswith("cut"):
        return content[: int(len(content) * float(how.split()[1]))]
    if how == "zeros":
        return bytes(len(content))
    if how == "half zeros":
        return content[: len(content) // 2] + bytes(len(content) - len(content) // 2)
    if how == "longer":
        return content + bytes(4096)
    if how == "text":
        return b"not an index\n" * 1000
    if how == "other seal":
        return content[:60] + bytes(4) + content[64:]
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE other(x)")
    foreign: bytes = other.serialize()
    other.close()
    return foreign


@pytest.mark.parametrize(
    "how",
    ["cut 0", "cut 0.001", "cut 0.5", "cut 0.99", "zeros", "half zeros", "longer", "text", "foreign", "other seal"],
)
def test_a_damaged_index_is_built_anew(cached: CachedGlossary, how: str) -> None:
    cached.age()
    content = cached.index.read_bytes()
    cached.index.write_bytes(damage(content, how))
    os.utime(cached.index, (time.time() + 100, time.time() + 100))
    assert cached.answer() == "one"
    assert cached.index.read_bytes()[:60] == content[:60]


def test_a_flipped_bit_anywhere_changes_no_answer(cached: CachedGlossary) -> None:
    cached.age()
    path, content = cached.index, cached.index.read_bytes()
    chance = random.Random(7)
    for _ in range(40):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        os.utime(path, (time.time() + 100, time.time() + 100))
        assert cached.answer() == "one"


def test_an_index_that_breaks_while_it_is_open_is_built_anew(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossctl.index.storage._SMALL_BYTES", 0)  # as for a large file, whose checksum is not read
    cached.age()
    content = bytearray(cached.index.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[page:] = b"\xff" * (len(content) - page)
    cached.index.write_bytes(content)
    os.utime(cached.index, (time.time() + 100, time.time() + 100))
    assert cached.answer() == "one"


def test_a_folder_where_the_index_should_be_changes_no_answer(cached: CachedGlossary) -> None:
    cached.age()
    path = cached.index
    path.unlink()
    path.mkdir()
    (path / "x").touch()
    assert cached.answer() == "one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_where_the_index_should_be_keeps_nobody_waiting(cached: CachedGlossary) -> None:
    cached.age()
    path = cached.index
    path.unlink()
    os.mkfifo(path)
    os.utime(path, (time.time() + 100, time.time() + 100))
    assert cached.answer() == "one"
    assert cached.index.is_file()


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/null", "itself", "nowhere"])
def test_a_link_where_the_index_should_be_changes_no_answer(cached: CachedGlossary, target: str) -> None:
    cached.age()
    path = cached.index
    path.unlink()
    path.symlink_to(path if target == "itself" else target)
    assert cached.answer() == "one"


def test_forgotten_temporaries_and_older_indexes_are_swept_and_nothing_else(cached: CachedGlossary) -> None:
    cached.answer()
    first = cached.index
    prefix = first.name.split("-")[0]
    old = time.time() - 7200
    names = [f"{first.name}.1.a.tmp", "ffffffff-11111111.index.1.b.tmp", "notes.txt", "ffffffff-11111111.index"]
    for name in names:
        (cached.cache / name).write_text("x")
    os.utime(cached.cache / names[0], (old, old))
    cached.write("longer than before")
    cached.answer()
    left = {path.name for path in cached.cache.iterdir()}
    assert left >= set(names[1:])
    assert names[0] not in left
    assert len([name for name in left if name.startswith(prefix)]) == 1


def test_the_folder_has_a_cap_and_the_oldest_indexes_go_first(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.answer()
    size = cached.index.stat().st_size
    monkeypatch.setattr("glossctl.index.storage._CAP_BYTES", size + 1500)
    for age, name in enumerate(("a", "b", "c")):
        path = cached.cache / f"{name * 8}-{name * 8}.index"
        path.write_bytes(bytes(1000))
        os.utime(path, (1000 - age, 1000 - age))
    cached.write("two")
    cached.answer()
    assert {path.name[0] for path in cached.cache.iterdir() if path.stat().st_size == 1000} == {"a"}


def test_a_glossary_is_read_through_a_pipe(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text(WORDS.format("piped"))
    line = f"{' '.join(command())} define MIG -o plain -g <(cat {file})"
    done = subprocess.run(["bash", "-c", line], env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "MIG — Multi-Instance GPU\npiped\n", "")
