"""Facts about ``languages``: what is compared, what git knows, what --touch writes."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import glossctl
from glossctl import toml
from glossctl.editing.format import format as laid_out
from glossctl.editing.touch import touch
from glossctl.entries import Contents, Entry, Header
from glossctl.errors import GlossctlError
from glossctl.files.fingerprint import fingerprint
from glossctl.files.slugs import ids
from glossctl.render.diff import marked, words
from glossctl.toml import write as toml_write
from tests.program import run
from tests.toml_files import files

HEADER = '[glossary]\nname = "team"\nlanguage = "ja"\ntranslates = "glossary.toml"\n'


def git(*argv: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", *who, *argv], check=True, capture_output=True)


def source(definition: str) -> None:
    text = f'[glossary]\nname = "team"\n\n[[term]]\nname = "MIG"\ndefinition = "{definition}"\n'
    Path("glossary.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def _repository() -> None:
    Path(".git").rmdir()
    git("init", "-q")
    source("Cuts a GPU into slices.")
    Path("glossary.ja.toml").write_text(HEADER + '[[term]]\nname = "MIG"\ndefinition = "分ける。"\n', encoding="utf-8")
    assert run("languages", "--touch").status == 0
    git("add", ".")
    git("commit", "-qm", "one")


@pytest.mark.usefixtures("_repository")
def test_git_shows_what_the_source_was() -> None:
    for definition in ("Cuts a GPU into parts.", "Cuts a whole GPU into parts."):
        source(definition)
        git("commit", "-qam", "more")
    (row,) = glossctl.load("glossary.toml").languages(history=True)
    (changed,) = row.out_of_date
    assert changed.before is not None
    assert (changed.before.definition, changed.now.definition) == ("Cuts a GPU into slices.", definition)
    done = run("languages", "-o", "plain", "-g", "glossary.toml")
    assert "  out of date\tmig\tCuts a {+whole+} GPU into [-slices.-]{+parts.+}\n" in done.out


@pytest.mark.usefixtures("_repository")
def test_reflow_tags_and_links_leave_a_translation_up_to_date() -> None:
    more = 'tags = ["gpu"]\nlinks = ["https://a.example"]\n'
    text = f'[[term]]\nname = "MIG"\n{more}definition = """Cuts a\nGPU into slices."""\n'
    Path("glossary.toml").write_text(text, encoding="utf-8")
    assert run("languages", "--check").status == 0


@pytest.mark.usefixtures("_repository")
def test_a_touched_translation_is_up_to_date_and_keeps_its_text() -> None:
    source("Cuts a GPU.")
    before = Path("glossary.ja.toml").read_text(encoding="utf-8")
    assert run("languages", "--check").status == 1
    assert run("languages", "--touch", "mig").status == 0
    assert run("languages", "--check").status == 0
    old, new = (fingerprint(Entry("MIG", definition=text)) for text in ("Cuts a GPU into slices.", "Cuts a GPU."))
    assert Path("glossary.ja.toml").read_text(encoding="utf-8") == before.replace(old, new)


def test_the_bundled_translation_is_not_written() -> None:
    done = run("languages", "--touch")
    assert (done.status, done.err.splitlines()[-2:]) == (
        2,
        ["error: the bundled glossary stays as it is", "hint: -g names another glossary"],
    )


def test_the_bundled_translation_is_in_order() -> None:
    (row,) = glossctl.load().languages()
    assert (len(row.present), row.out_of_date, row.without_of, row.orphans) == (16, (), (), ())


@given(text=files())
def test_touch_writes_fingerprints_and_nothing_else(text: str) -> None:
    """Into any layout but entries that are one value, which is refused."""
    sources = toml.read(text).entries
    wanted = {id_ for id_ in ids(sources) if id_}
    try:
        touched = touch(text, sources, wanted)
    except GlossctlError:
        assert "= [" in text or "{" in text
        return
    entries = toml.read(touched).entries
    assert [entry.replace(of="") for entry in entries] == [entry.replace(of="") for entry in sources]
    assert all(entry.of == fingerprint(old) for entry, old in zip(entries, sources, strict=True) if entry.of)
    assert touch(touched, sources, wanted) == touched


@given(texts=st.lists(st.text(st.sampled_from("ab語 \n"), max_size=12), min_size=2, max_size=2))
def test_the_pieces_of_a_change_are_the_two_texts(texts: list[str]) -> None:
    before, after = texts
    pieces = words(before, after)
    assert "".join(text for side, text in pieces if side != "new") == before
    assert "".join(text for side, text in pieces if side != "old") == after


def test_a_change_is_marked_word_by_word() -> None:
    assert marked(words("a big GPU", "a small GPU"), ("[", "]"), ("{", "}")) == "a [big] {small} GPU"
    assert marked(words("大きい", "小さい"), ("[", "]"), ("{", "}")) == "[大き]{小さ}い"


def test_a_translation_is_sorted_by_its_ids() -> None:
    entries = (Entry("うえ", id="b"), Entry("した", id="a"), Entry("C"))
    text = toml_write.write(Contents(Header("team", language="ja", translates="glossary.toml"), entries))
    assert [entry.name for entry in toml.read(laid_out(text)).entries] == ["した", "うえ", "C"]
