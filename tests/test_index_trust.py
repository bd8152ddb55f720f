"""An index is only believed when it is the user's own and of this glossary; and a fork leaves it usable."""

import os
import pickle
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest

import glossctl
from glossctl.errors import Fault, FileError
from tests.cached_glossary import WORDS, CachedGlossary
from tests.program import environment, spawn

NOBODY = 65534
root_only = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def cached(tmp_path: Path) -> CachedGlossary:
    made = CachedGlossary(tmp_path)
    made.age()
    return made


def forge(cached: CachedGlossary, *statements: str) -> None:
    """Change an index by SQL and seal it again, with the right checksum: what its owner could do."""
    young = time.time() + 100
    connection = sqlite3.connect(cached.index)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    content = bytearray(cached.index.read_bytes())
    content[60:64] = zlib.crc32(content[64:], zlib.crc32(content[:60])).to_bytes(4, "big")
    cached.index.write_bytes(content)
    os.utime(cached.index, (young, young))


def test_what_is_kept_can_be_read_by_its_owner_alone(cached: CachedGlossary) -> None:
    assert cached.cache.stat().st_mode & 0o777 == 0o700
    assert cached.index.stat().st_mode & 0o777 == 0o600


@root_only
@pytest.mark.parametrize("what", ["folder", "file"])
def test_an_index_of_another_user_is_not_believed(cached: CachedGlossary, what: str) -> None:
    forge(cached, "UPDATE entry SET definition = 'forged'")
    os.chown(cached.cache if what == "folder" else cached.index, NOBODY, NOBODY)
    assert cached.answer() == "one"


@pytest.mark.parametrize("what", ["folder", "file"])
def test_an_index_that_others_can_write_is_not_believed(cached: CachedGlossary, what: str) -> None:
    forge(cached, "UPDATE entry SET definition = 'forged'")
    (cached.cache if what == "folder" else cached.index).chmod(0o777)
    assert cached.answer() == "one"
    assert cached.cache.stat().st_mode & 0o777 == 0o700


def test_an_index_of_another_glossary_is_not_believed(cached: CachedGlossary, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = CachedGlossary(tmp_path / "other")
    other.write("two")
    other.age()
    content = other.index.read_bytes()
    young = time.time() + 100
    cached.index.write_bytes(content)
    os.utime(cached.index, (young, young))
    assert cached.answer() == "one"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE entry RENAME TO hidden",
        "CREATE VIEW v AS WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t",
        "CREATE TRIGGER t AFTER INSERT ON key BEGIN DELETE FROM key; END",
        "DELETE FROM meta",
        "DELETE FROM meta WHERE name = 'term'",
        "UPDATE meta SET value = NULL WHERE name = 'title'",
        "UPDATE meta SET value = x'ff' WHERE name = 'name'",
    ],
)
def test_an_index_with_other_tables_or_notes_is_built_anew(cached: CachedGlossary, statement: str) -> None:
    forge(cached, statement)
    assert cached.answer() == "one"
    with glossctl.load(cached.file, environment=cached.environment) as glossary:
        assert len(glossary) == 1


def test_a_rewrite_of_the_same_size_and_time_during_a_compile_is_seen(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossctl.index import storage

    real = storage._write
    stat = cached.file.stat()

    def slow(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        cached.write("two")
        os.utime(cached.file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    cached.write("six")
    os.utime(cached.file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    monkeypatch.setattr("glossctl.index.storage._write", slow)
    cached.answer()
    monkeypatch.undo()
    assert cached.answer() == "two"


def test_a_big_index_that_was_written_to_is_checked_as_a_whole(
    cached: CachedGlossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossctl.index.storage._SMALL_BYTES", 0)
    cached.write("1st")
    cached.age()
    content = bytearray(cached.index.read_bytes())
    at = content.index(b"1st")
    content[at : at + 3] = b"2nd"
    cached.index.write_bytes(content)
    assert cached.answer() == "1st"
    cached.answer()
    assert {path.suffix for path in cached.cache.iterdir()} == {".index", ".seal"}


def test_a_killed_compile_leaves_no_temporary_file_behind_for_long(cached: CachedGlossary) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    forgotten = cached.cache / f"{cached.index.name}.{process.pid}.1f.tmp"
    ours = cached.cache / f"{cached.index.name}.{os.getpid()}.1f.tmp"
    for path in (forgotten, ours):
        path.touch()
    cached.write("two")
    cached.answer()
    assert (forgotten.exists(), ours.exists()) == (False, True)


FORKING = """
import os, sys, threading, glossctl
glossary = glossctl.load(sys.argv[1])
glossary.search("MIG")  # a module that another thread is just importing is locked in a child, whatever we do
stop = False
def ask():
    while not stop:
        glossary.define("MIG"), glossary.search("multi instance")
threads = [threading.Thread(target=ask) for _ in range(4)]
for thread in threads: thread.start()
answers = []
for _ in range(12):
    pid = os.fork()
    if not pid:
        os._exit(0 if glossary.define("MIG")[0].definition == "one" and glossary.search("MIG") else 1)
    answers.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
stop = True
for thread in threads: thread.join()
print(answers)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_forked_while_others_ask_answers(cached: CachedGlossary) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKING, str(cached.file)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (f"{[0] * 12}\n", "")


def test_whatever_is_asked_after_close_is_refused(cached: CachedGlossary) -> None:
    glossary = glossctl.load(cached.file, environment=cached.environment)
    glossary.close()
    for ask in (glossary.define, glossary.search, glossary.related, glossary.expand, glossary.answer):
        for query in ("MIG", ""):
            with pytest.raises(glossctl.GlossctlError, match="this glossary is closed"):
                ask(query)
    for text in ("MIG", ""):
        with pytest.raises(glossctl.GlossctlError, match="this glossary is closed"):
            glossary.expand_text(text)


def test_an_error_with_faults_is_the_same_after_pickling() -> None:
    faults = [Fault("a.toml", 1, 2, "T001", "x"), Fault("a.toml", 3, 4, "T002", "y")]
    error = FileError(faults, "mend it", "why", ("a",))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.hint, again.reason, again.about) == (
        FileError,
        "a.toml:1:2: T001 x (and 1 more)",
        "mend it",
        "why",
        ("a",),
    )
    assert list(map(str, again.faults)) == list(map(str, error.faults))


@root_only
def test_a_glossary_above_that_another_user_left_does_not_answer(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "mine"
    folder.mkdir(parents=True)
    left = folder.parent / "glossary.toml"
    left.write_text(WORDS.format("not asked for"))
    os.chown(left, NOBODY, NOBODY)
    done = spawn("define", "MIG", "-o", "plain", cwd=folder)
    assert "not asked for" not in done.out
    done = spawn("sources", "-o", "plain", cwd=folder)
    assert "belongs to another user, who may not answer for you unasked" in done.out + done.err
    assert "not asked for" in spawn("define", "MIG", "-o", "plain", "-g", str(left), cwd=folder).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_nobody_writes_to_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossctl.files.PATIENCE_SECONDS", 0.1)
    pipe = tmp_path / "words.toml"
    os.mkfifo(pipe)
    with pytest.raises(FileError) as caught:
        glossctl.load(pipe)
    assert caught.value.message == f"{pipe}: F001 is a pipe that nobody writes to"

    def write() -> None:
        pipe.write_text(WORDS.format("piped"))

    monkeypatch.setattr("glossctl.files.PATIENCE_SECONDS", 5.0)
    writer = threading.Thread(target=write)
    writer.start()
    with glossctl.load(pipe) as glossary:
        assert glossary.define("MIG")[0].definition == "piped"
    writer.join()
