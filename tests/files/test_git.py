"""Whatever commands a repository holds, asking git about it runs none of them and fetches nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.program import GLOSSARIES, run

pytestmark = pytest.mark.skipif(not shutil.which("git") or os.name != "posix", reason="needs git and a shell")

KEYS = [
    "filter.evil.clean",
    "filter.evil.process",
    "filter.a=b.c.clean",
    "diff.evil.textconv",
    "diff.evil.command",
    "diff.external",
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.alternateRefsCommand",
    "gpg.program",
    "credential.helper",
]
HOOKS = ["post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"]


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *words], check=True, capture_output=True)


@pytest.fixture
def ran() -> Path:
    """Make the current folder a repository full of commands; return the file that each of them makes."""
    shutil.rmtree(".git", ignore_errors=True)
    git("init", "-q", ".")
    shutil.copy(GLOSSARIES / "team.toml", "glossary.toml")
    Path("a.md").write_text("MIG\n")
    Path(".gitattributes").write_text("*.md filter=evil diff=evil\n*.toml filter=a=b.c\n")
    git("add", "-A")
    git("commit", "-qm", "x")
    mark = Path("ran").absolute()
    script = Path("evil.sh").absolute()
    script.write_text(f"#!/bin/sh\necho $1 >>{mark}\ncat\n")
    script.chmod(0o755)
    for key in KEYS:
        git("config", key, f"{script} {key}")
    git("config", "filter.evil.required", "true")
    git("config", "log.showSignature", "true")
    for hook in HOOKS:
        path = Path(".git/hooks", hook)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\necho {hook} >>{mark}\n")
        path.chmod(0o755)
    os.utime("glossary.toml", (1, 1))
    Path("a.md").write_text("MIG\n\nZQX\n")
    return mark


@pytest.mark.parametrize("words", ["check .", "check --since HEAD .", "explain .", "languages", "site page", "sources"])
def test_no_command_of_a_repository_runs(words: str, ran: Path) -> None:
    index = Path(".git/index").read_bytes()
    done = run(*words.split())
    assert done.status in (0, 1), done
    assert not ran.exists(), ran.read_text()
    assert Path(".git/index").read_bytes() == index


def test_changed_lines_are_known_all_the_same(ran: Path) -> None:
    assert run("check", "--since", "HEAD", "a.md", "-o", "github").out.startswith("::error file=a.md,line=3,")
    assert not ran.exists()


def test_a_missing_object_is_not_fetched(ran: Path) -> None:
    git("config", "extensions.partialClone", "far")
    git("config", "core.repositoryFormatVersion", "1")
    git("config", "remote.far.url", f"ext::{Path('evil.sh').absolute()} fetch")
    git("config", "remote.far.promisor", "true")
    git("config", "protocol.ext.allow", "always")
    found = subprocess.run(["git", "rev-parse", "HEAD:a.md"], capture_output=True, text=True, check=True).stdout
    Path(".git/objects", found[:2], found[2:].strip()).unlink()
    for words in (["check", "--since", "HEAD", "."], ["languages"], ["check", "."]):
        assert "Traceback" not in run(*words).err
        assert not ran.exists(), ran.read_text()


def test_a_revision_that_is_an_option_is_none(ran: Path) -> None:
    done = run("check", "--since=--output=owned", ".")
    assert (done.status, done.err.splitlines()[0]) == (2, 'error: git knows no revision "--output=owned"')
    assert not Path("owned").exists()
