"""Facts about ``remove``: the new text of a file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.cli.hints import hint
from glossctl.editing.remove import remove
from glossctl.errors import GlossctlError
from tests.program import run
from tests.toml_files import files


@given(files(), st.data())
def test_remove_takes_one_entry_and_no_other(text: str, data: st.DataObject) -> None:
    entries = toml.read(text).entries
    if not entries:
        return
    name = data.draw(st.sampled_from(entries)).name
    result, entry = remove(text, name, "1")
    assert entry is not None
    kept = list(entries)
    kept.remove(entry)
    assert list(toml.read(result).entries) == kept


TEXT = """# top

# about A
[[term]]
name = "A"  # first
aliases = ["Ay"]
# after

# --- R ---

# about R
[[term]]
name = "RAG"
expansion = "Retrieval-Augmented Generation"

[[term]]
name = "RAG"
definition = "A piece of cloth."

# end
"""


def test_remove_takes_the_comments_that_touch_and_leaves_the_others() -> None:
    kept = TEXT[: TEXT.index("# about R")] + TEXT[TEXT.index('[[term]]\nname = "RAG"\ndefinition') :]
    assert remove(TEXT, "rag", "retrieval augmented generation")[0] == kept


def test_remove_the_first() -> None:
    assert remove(TEXT, "a")[0] == "# top\n\n" + TEXT[TEXT.index("# --- R") :]


def test_remove_the_last_keeps_the_footer() -> None:
    assert remove(TEXT, "RAG", "2")[0] == TEXT[: TEXT.index('\n[[term]]\nname = "RAG"\ndef')] + "\n# end\n"


def test_remove_the_only_entry() -> None:
    assert remove('[glossary]\nname = "a"\n\n[[term]]\nname = "A"\n', "A")[0] == '[glossary]\nname = "a"\n'


def test_remove_asks_which_sense() -> None:
    with pytest.raises(GlossctlError) as caught:
        remove(TEXT, "rag", None, "team.toml")
    assert caught.value.message == (
        '"RAG" has 2 senses in team.toml: 1 "Retrieval-Augmented Generation", 2 "A piece of cloth."'
    )
    assert hint(caught.value) == "say which by its full form or its number: --sense 1"


def test_remove_of_an_unknown_sense() -> None:
    with pytest.raises(GlossctlError) as caught:
        remove(TEXT, "rag", "3", "team.toml")
    assert caught.value.message == '"RAG" has no sense "3" in team.toml'
    assert hint(caught.value) == 'its senses: 1 "Retrieval-Augmented Generation", 2 "A piece of cloth."'


def test_remove_of_a_name_that_is_not_there_changes_nothing() -> None:
    assert remove(TEXT, "B", None, "team.toml") == (TEXT, None)


def test_remove_of_an_alias_changes_nothing() -> None:
    assert remove(TEXT, "ay", None, "team.toml") == (TEXT, None)


def test_remove_takes_it_from_the_nearest_file_that_has_it(tmp_path: Path) -> None:
    file = tmp_path / "work" / "glossary.toml"
    run("add", "A", "--definition", "project")
    run("add", "A", "--definition", "user", "--expansion", "Full", "--user")
    assert run("remove", "a") == (0, f"removed A from {file}\n", "")
    assert file.read_text().endswith('language = "en"\n')
    done = run("remove", "a")
    assert done.status == 0
    assert done.out.startswith("removed A (Full) from ")
    assert run("remove", "a").status == 1


def test_remove_says_where_it_is_not(tmp_path: Path) -> None:
    assert run("remove", "nothing") == (
        1,
        "",
        'error: "nothing" is not in a glossary of your own\n',
    )
    Path("team.toml").write_text(TEXT)
    assert run("remove", "ay", "-g", "team.toml") == (
        1,
        "",
        'error: "ay" is not in team.toml\nhint: "ay" is another name of it: glossctl remove A\n',
    )


def test_remove_asks_which_sense_and_changes_nothing() -> None:
    Path("team.toml").write_text(TEXT)
    done = run("remove", "rag", "-g", "team.toml")
    assert (done.status, done.out, Path("team.toml").read_text()) == (2, "", TEXT)
    assert run("remove", "rag", "--sense", "2", "-g", "team.toml").out == "removed RAG from team.toml\n"
