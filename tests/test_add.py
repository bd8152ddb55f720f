"""Facts about ``add``: the new text of a file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.toml_files import NAMES, files

from glossctl.add import add, sound
from glossctl.entries import Entry, Header
from glossctl.errors import FileError, UsageError
from glossctl.formats import toml, toml_write
from glossctl.remove import remove

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Kind

kinds: "st.SearchStrategy[Kind]" = st.sampled_from(["term", "role", "audience"])
NEW = Entry("NPU", expansion="Neural Processing Unit", definition="A processor.")


@settings(max_examples=400)
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
    if list(entries) == toml_write.ordered(entries):
        assert list(after) == toml_write.ordered(after)


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
    ("known", "another", "message", "hint"),
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
def test_add_refuses_a_name_that_is_there(known: str, another: bool, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        added(f'# top\n[[term]]\nname = "npu"\n{known}\n', another=another)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_add_refuses_an_invalid_file() -> None:
    with pytest.raises(FileError) as caught:
        added('[[term]]\nname = "A\n')
    assert caught.value.message.startswith("team.toml:2:10: T001 not TOML")


def test_add_refuses_a_file_with_an_inline_list() -> None:
    with pytest.raises(UsageError) as caught:
        added('term = [{ name = "A" }]\n')
    assert caught.value.message == 'team.toml: its terms are one value ("term = ..."), not [[term]] tables'
    assert caught.value.hint == "lay it out first: glossctl format team.toml"


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
    with pytest.raises(UsageError) as caught:
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
    except UsageError:
        return
    assert toml.read(add("", entry)).entries == (expected,)
