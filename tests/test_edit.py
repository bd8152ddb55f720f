"""Facts about ``edit``: the editor's command line, and what becomes of what was written."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from glossctl.editing.edit import command, line
from glossctl.errors import GlossctlError
from tests.program import run

TEXT = '# top\n[[term]]\nname = "MIG"\ndefinition = "x"\n\n[[role]]\nname = "Dev"\ndefinition = "y"\n'


def test_line_is_that_of_the_heading() -> None:
    assert [line(TEXT, name) for name in ("mig", "dev", "none")] == [2, 6, None]
    assert line('term = [{ name = "a" }]', "a") == 1


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", ["vi", "+7", "f"]),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+7", "f"]),
        ("nano", ["nano", "+7", "f"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+7", "f"]),
        ("code", ["code", "--wait", "--goto", "f:7"]),
        ("code -w", ["code", "-w", "--goto", "f:7"]),
        ("subl", ["subl", "--wait", "f:7"]),
        ("hx", ["hx", "f:7"]),
        ("'my editor' -x", ["my editor", "-x", "f"]),
    ],
)
def test_command_asks_known_editors_for_the_line(editor: str, expected: list[str]) -> None:
    assert command(editor, "f", 7) == expected


@pytest.mark.parametrize("editor", ["vi 'x", "'", '""', "'' -w"])
def test_command_refuses_open_quotes_and_empty_ones(editor: str) -> None:
    with pytest.raises(GlossctlError) as caught:
        command(editor, "f", 7)
    assert caught.value.message == f"can't read the editor's command line: {editor}"


@pytest.fixture
def file() -> Path:
    path = Path("glossary.toml").absolute()
    path.write_text(TEXT)
    return path


def edit_with(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Make a Python script the editor; ``path`` and ``text`` are those of what it is to edit."""
    program = f"import pathlib, sys; path = pathlib.Path(sys.argv[-1]); text = path.read_text()\n{script}"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", program]))


def left(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name not in (".git", "glossary.toml"))


def test_edit_replaces_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    edit_with(monkeypatch, "path.write_bytes(path.read_bytes().replace(b'x', b'z'))")
    assert run("edit", "mig") == (0, f"edited mig in {file}\n", "")
    assert file.read_bytes() == b"\xef\xbb\xbf" + TEXT.replace("x", "z").replace("\n", "\r\n").encode()
    assert left(file.parent) == []


def test_edit_that_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, "")
    assert run("edit", "mig") == (0, "nothing changed\n", "")
    assert left(file.parent) == []


def test_edit_that_is_no_glossary_is_kept_beside(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, "path.write_text(text.replace('name', 'nam'))")
    done = run("edit", "mig")
    copy = file.parent / left(file.parent)[0]
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0].startswith(f"{copy}:2")
    assert done.err.splitlines()[-2:] == [
        f"error: what you wrote is not a valid glossary; {file} is as it was",
        f"hint: it is kept in {copy}",
    ]
    assert file.read_text() == TEXT
    assert copy.read_text() == TEXT.replace("name", "nam")


def test_edit_loses_to_nobody_who_wrote_meanwhile(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, f"path.write_text(text + '# mine'); pathlib.Path({str(file)!r}).write_text('# theirs')")
    done = run("edit", "mig")
    copy = file.parent / left(file.parent)[0]
    assert done == (
        2,
        "",
        f"error: {file} was changed by someone else meanwhile\nhint: what you wrote is kept in {copy}\n",
    )
    assert (file.read_text(), copy.read_text()) == ("# theirs", TEXT + "# mine")


def test_edit_when_the_editor_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, "sys.exit(3)")
    assert run("edit", "mig") == (2, "", f"error: the editor ended with status 3; {file} is as it was\n")
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert run("edit", "mig") == (
        2,
        "",
        "error: can't start the editor no-such-editor: no such file or directory\nhint: set VISUAL or EDITOR\n",
    )
    assert left(file.parent) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_edit_when_the_editor_is_killed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, "import os; path.write_text('torn'); os.kill(os.getpid(), 9)")
    done = run("edit", "mig")
    (copy,) = left(file.parent)
    assert done.err.splitlines() == [
        f"error: the editor was ended by signal 9; {file} is as it was",
        f"hint: what you wrote is kept in {file.parent / copy}",
    ]
    assert file.read_text() == TEXT


@pytest.mark.parametrize("written", ["", "\n \n"])
def test_edit_that_leaves_nothing_changes_nothing(file: Path, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, f"path.write_text({written!r})")
    assert run("edit", "mig") == (
        2,
        "",
        f"error: what you wrote is empty; {file} is as it was\nhint: delete the file itself to be rid of it\n",
    )
    assert file.read_text() == TEXT
    assert left(file.parent) == []


@pytest.mark.parametrize("gone", ["path.unlink()", "path.unlink(); path.mkdir()", "path.unlink(); os.mkfifo(path)"])
def test_edit_whose_copy_is_gone(file: Path, gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, f"import os; {gone}")
    done = run("edit", "mig")
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith(f".toml is gone; {file} is as it was\n")
    assert file.read_text() == TEXT


def test_edit_takes_editor_where_visual_says_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_with(monkeypatch, "path.write_text(text + '# more')")
    monkeypatch.setenv("EDITOR", os.environ["VISUAL"])
    monkeypatch.setenv("VISUAL", " ")
    assert run("edit").out == f"edited {file}\n"
    assert file.read_text() == TEXT + "# more"


def test_edit_of_what_is_not_there(file: Path) -> None:
    assert run("edit", "vGPU") == (
        1,
        "",
        f'error: "vGPU" is not in {file}\n'
        "hint: the bundled glossary has it and stays as it is; yours comes before it: "
        'glossctl add vGPU --definition "..."\n',
    )


def test_edit_where_there_is_no_file() -> None:
    assert run("edit") == (
        1,
        "",
        'error: there is no glossary of your own yet\nhint: glossctl add NAME --definition "..."\n',
    )
