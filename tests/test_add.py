"""Facts about ``add``: the new text of a file."""

import os
import random
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.cli.hints import hint
from glossctl.editing.add import add, sound
from glossctl.editing.format import format as laid_out
from glossctl.editing.remove import remove
from glossctl.entries import Entry, Header
from glossctl.errors import FileError, GlossctlError
from glossctl.toml import write as toml_write
from tests.program import command, environment, run
from tests.toml_files import NAMES, files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Kind

kinds: "st.SearchStrategy[Kind]" = st.sampled_from(["term", "role", "audience"])
NEW = Entry("NPU", expansion="Neural Processing Unit", definition="A processor.")


@given(files(), st.sampled_from([*NAMES, "A", "ZZZ"]), kinds)
def test_add_then_remove_gives_the_text_back(text: str, name: str, kind: "Kind") -> None:
    entry = Entry(name, kind, expansion="Only Here")
    added = add(text, entry, another=True)
    assert remove(added, name, "Only Here")[0] == text


@given(files(), kinds)
def test_add_only_inserts(text: str, kind: "Kind") -> None:
    added = add(text, Entry("M", kind, definition="A letter."))
    before, after = len(text), len(added)
    front = next((at for at in range(before) if text[at] != added[at]), before)
    assert text[front:] == added[after - (before - front) :]


@given(files(), kinds)
def test_a_sorted_file_stays_sorted(text: str, kind: "Kind") -> None:
    entries = toml.read(text).entries
    after = toml.read(add(text, Entry("M", kind, definition="A letter."))).entries
    if list(entries) == toml_write.ordered(entries, Header("x")):
        assert list(after) == toml_write.ordered(after, Header("x"))


def added(text: str, *, entry: Entry = NEW, another: bool = False) -> str:
    return add(text, entry, "team.toml", another)


BLOCK = '[[term]]\nname = "NPU"\nexpansion = "Neural Processing Unit"\ndefinition = "A processor."\n'


def test_add_to_an_empty_text() -> None:
    assert added("") == BLOCK


def test_add_after_a_header() -> None:
    assert added('[glossary]\nname = "team"\n') == '[glossary]\nname = "team"\n\n' + BLOCK


def test_add_in_its_sorted_place_before_a_section_heading() -> None:
    text = '[[term]]\nname = "GPU"\n# after\n\n# --- V ---\n\n# about\n[[term]]\nname = "vGPU"\n'
    at = text.index("# --- V")
    assert added(text) == text[:at] + BLOCK + "\n" + text[at:]


def test_add_to_an_unsorted_file_at_the_end_of_the_kind() -> None:
    text = '[[term]]\nname = "Z"\n\n[[term]]\nname = "A"\n\n[[role]]\nname = "R"\n\n# end\n'
    at = text.index("[[role]]")
    assert added(text) == text[:at] + BLOCK + "\n" + text[at:]


def test_add_before_the_footer() -> None:
    text = '[[term]]\nname = "A"\n\n# end\n'
    assert added(text) == '[[term]]\nname = "A"\n\n' + BLOCK + "\n# end\n"


def test_add_keeps_line_ends_and_their_lack() -> None:
    text = '[[term]]\r\nname = "A"'
    assert added(text) == text + "\r\n\r\n" + BLOCK.replace("\n", "\r\n").removesuffix("\r\n")


def test_a_second_sense_follows_the_first() -> None:
    text = '[[term]]\nname = "npu"\ndefinition = "a"\n\n[[term]]\nname = "Z"\n'
    names = [entry.name for entry in toml.read(added(text, another=True)).entries]
    assert names == ["npu", "NPU", "Z"]


@pytest.mark.parametrize(
    ("known", "another", "message", "advice"),
    [
        (
            'expansion = "Neural Processing-unit"',
            False,
            '"npu" is there already as "Neural Processing-unit" (team.toml:2)',
            "glossctl edit npu changes it; --sense adds another sense",
        ),
        (
            'expansion = "Neural Processing Unit"\ndefinition = "A processor."',
            True,
            '"npu" is there already as "Neural Processing Unit" (team.toml:2)',
            "glossctl edit npu changes it",
        ),
        (
            'expansion = "New Public Union"',
            False,
            '"npu" is there already, as "New Public Union" (team.toml:2)',
            "--sense adds this as another sense; glossctl edit npu changes the one there",
        ),
        (
            "",
            False,
            '"npu" is there already, without a full form (team.toml:2)',
            "--sense adds this as another sense; glossctl edit npu changes the one there",
        ),
    ],
)
def test_add_refuses_a_name_that_is_there(known: str, another: bool, message: str, advice: str) -> None:
    with pytest.raises(GlossctlError) as caught:
        added(f'# top\n[[term]]\nname = "npu"\n{known}\n', another=another)
    assert (caught.value.message, hint(caught.value)) == (message, advice)


def test_add_refuses_an_invalid_file() -> None:
    with pytest.raises(FileError) as caught:
        added('[[term]]\nname = "A\n')
    assert caught.value.message.startswith("team.toml:2:8: T001 not TOML: the text begun on line 2 isn't closed")


def test_add_refuses_a_file_with_an_inline_list() -> None:
    with pytest.raises(GlossctlError) as caught:
        added('term = [{ name = "A" }]\n')
    assert caught.value.message == 'team.toml: its terms are one value ("term = ..."), not [[term]] tables'
    assert hint(caught.value) == "lay it out first: glossctl format team.toml"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Entry(""), "an entry needs a name"),
        (Entry(" \u200b", definition="x"), "an entry needs a name"),
        (Entry("A"), '"A" needs a definition or a full form'),
        (Entry("A\x1b", definition="x"), "name: holds the control character U+001B"),
        (Entry("A\nB", definition="x"), "name: holds the control character U+000A"),
        (Entry("A", definition="x\x00"), "definition: holds the control character U+0000"),
        (Entry("A\udcff", definition="x"), "name: not UTF-8"),
        (Entry("A", definition="x", tags=("gqu",)), 'unknown tag "gqu"; the nearest in the glossary\'s list is "GPU"'),
    ],
)
def test_unsound_entries_are_refused(entry: Entry, message: str) -> None:
    with pytest.raises(GlossctlError) as caught:
        sound(entry, Header("team", tags=("law", "GPU")))
    assert caught.value.message == message


def test_tags_are_spelled_as_the_list_has_them() -> None:
    header = Header("team", tags=("GPU sharing",))
    assert sound(Entry("A", definition="x", tags=("gpu-sharing",)), header).tags == ("GPU sharing",)


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_whatever_is_taken_is_read_back(name: str, definition: str, tags: list[str]) -> None:
    entry = Entry(name, definition=definition, tags=tuple(tags))
    try:
        expected = sound(entry, Header("<text>"))
    except GlossctlError:
        return
    assert toml.read(add("", entry)).entries == (expected,)


TWO = ("--expansion", "Neural Processing Unit", "--definition", "A processor.")


def test_from_nothing_to_an_answer_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "work" / "glossary.toml"
    (tmp_path / "work" / "sub").mkdir()
    os.chdir(tmp_path / "work" / "sub")
    assert run("add", "NPU", *TWO) == (0, f"added NPU to {file}\n", f"created {file}\n")
    assert file.read_text() == '[glossary]\nname = "work"\ntitle = "Glossary of work"\nlanguage = "en"\n\n' + BLOCK
    assert run("define", "npu", "-o", "plain").out.startswith("NPU — Neural Processing Unit\nA processor.\n")


def test_add_outside_of_a_repository_creates_the_file_here(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    os.chdir(tmp_path / "elsewhere")
    assert run("add", "NPU", *TWO).status == 0
    assert (tmp_path / "elsewhere" / "glossary.toml").exists()


def test_add_takes_the_nearest_file_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "work" / "sub").mkdir()
    Path("sub/glossary.toml").write_text("")
    os.chdir("sub")
    file = tmp_path / "work" / "sub" / "glossary.toml"
    assert run("add", "NPU", *TWO) == (0, f"added NPU to {file}\n", "")


def test_add_for_the_user(tmp_path: Path) -> None:
    file = tmp_path / "home" / ".config" / "glossctl" / "glossary.toml"
    if sys.platform == "darwin":
        file = tmp_path / "home" / "Library" / "Application Support" / "glossctl" / "glossary.toml"
    assert run("add", "NPU", *TWO, "--user") == (0, f"added NPU to {file}\n", f"created {file}\n")
    assert file.read_text() == '[glossary]\nname = "mine"\ntitle = "My glossary"\nlanguage = "en"\n\n' + BLOCK


def test_add_to_a_named_file_names_it_after_its_stem() -> None:
    assert run("add", "NPU", *TWO, "-g", "team.toml") == (0, "added NPU to team.toml\n", "created team.toml\n")
    assert Path("team.toml").read_text().startswith('[glossary]\nname = "team"\n')


def test_add_goes_where_the_environment_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSSCTL_GLOSSARY", os.pathsep.join(["a.toml", "b.toml"]))
    assert run("add", "NPU", *TWO).out == "added NPU to a.toml\n"


def test_add_writes_every_option() -> None:
    options = [
        *("--alias", "neural chip", "--alias", "AI chip", "--tag", "hardware", "--related", "GPU", "--source", "us"),
        *("--link", "https://example.com", "--motto", 'say """hi"""\\', "--role"),
    ]
    run("add", "neural", "processor", *TWO, *options, "-g", "team.toml")
    assert Path("team.toml").read_text().partition("\n\n")[2] == OPTIONS


OPTIONS = r"""[[role]]
name = "neural processor"
expansion = "Neural Processing Unit"
aliases = ["neural chip", "AI chip"]
definition = "A processor."
tags = ["hardware"]
related = ["GPU"]
mottos = ["say \"\"\"hi\"\"\"\\"]
links = ["https://example.com"]
source = "us"
"""


@pytest.mark.parametrize("name", ["gpu of ours", "it's --odd", "--odd", '"$(x)`'])
def test_the_line_that_a_miss_suggests_works(name: str) -> None:
    hint = run("define", "-o", "plain", "--", name).err.splitlines()[-1].removeprefix("hint: glossctl ")
    assert run(*shlex.split(hint)).status == 0
    assert run("define", "-o", "plain", "--", name).out.startswith(f"{name}\n...\n")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--definition", "x", "", "--user"], "an entry needs a name"),
        (["NPU", "-g", "new.toml"], '"NPU" needs a definition or a full form'),
        (["NPU", "--definition", "x", "-g", "no/team.toml"], "can't write no/team.toml: there is no folder {cwd}/no"),
        (["NPU", "--definition", "x", "-g", "."], ".: F001 is a folder, not a glossary file"),
        (["NPU", "--definition", "x", "-g", "loop.toml"], "loop.toml: F001 too many levels of symbolic links"),
        (["NPU", "--definition", "x", "-g", "a.toml", "-g", "b.toml"], "an entry goes to one file"),
        (["NPU", "--definition", "x", "--kind", "word"], '--kind: there is no kind "word"'),
        (["NPU", "--definition", "x", "--role", "--audience"], "--kind, --role and --audience ask for different kinds"),
    ],
)
def test_what_add_refuses_writes_nothing(argv: list[str], message: str, tmp_path: Path) -> None:
    Path("loop.toml").symlink_to("loop.toml")
    done = run("add", *argv)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0] == "error: " + message.format(cwd=os.getcwd())
    assert sorted(os.listdir()) == [".git", "loop.toml"]
    assert os.listdir(tmp_path / "home") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_add_waits_for_no_pipe_in_the_place_of_the_project_file() -> None:
    os.mkfifo("glossary.toml")
    said = f"error: can't write {os.path.abspath('glossary.toml')}: it is no plain file\n"
    assert run("add", "NPU", "--definition", "d") == (2, "", said)


def test_add_leaves_a_read_only_file() -> None:
    file = Path("glossary.toml")
    file.write_text(BLOCK)
    file.chmod(0o444)
    done = run("add", "B", "--definition", "x")
    assert (done.status, done.err) == (2, f"error: can't write {file.absolute()}: it is read-only\n")
    assert file.read_text() == BLOCK


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    cwd = tmp_path / "work"
    writers = [
        subprocess.Popen(
            command("add", f"N{number}", "--definition", "x"),
            cwd=cwd,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(8)
    ]
    assert [writer.wait() for writer in writers] == [0] * 8
    names = [entry.name for entry in toml.read((cwd / "glossary.toml").read_text()).entries]
    assert names == [f"N{number}" for number in range(8)]
    assert sorted(os.listdir(cwd)) == [".git", "glossary.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    file, chance = tmp_path / "work" / "glossary.toml", random.Random(1)
    file.write_text("".join(f'[[term]]\nname = "A{number:04}"\ndefinition = "x"\n\n' for number in range(500)))
    before = file.read_text()
    for number in range(15):
        writer = subprocess.Popen(
            command("add", f"N{number:02}", "--definition", "x"),
            cwd=file.parent,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.08 + 0.12 * chance.random())
        writer.kill()
        writer.wait()
        after = file.read_text()
        added = f'[[term]]\nname = "N{number:02}"\ndefinition = "x"\n'
        assert after in (before, before + added + "\n"), after[-200:]
        before = after
    assert run("add", "last", "--definition", "x").status == 0
    assert sorted(os.listdir(file.parent)) == [".git", "glossary.toml"]


@given(files(), kinds)
def test_a_laid_out_file_stays_laid_out(text: str, kind: "Kind") -> None:
    after = add(laid_out(text), Entry("M", kind, definition="A letter."))
    assert laid_out(after) == after


def test_add_outside_a_repository_says_where_the_file_counts(tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").rmdir()
    file = tmp_path / "work" / "glossary.toml"
    note = "note: no repository here: it counts for this folder and those below; --user: for all folders"
    assert run("add", "NPU", *TWO) == (0, f"added NPU to {file}\n", f"created {file}\n{note}\n")
    assert run("add", "TPU", *TWO) == (0, f"added TPU to {file}\n", "")
    assert run("add", "NPU", *TWO, "-g", "other.toml").err == "created other.toml\n"
