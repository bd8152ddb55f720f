"""The library: values in, values out; it prints nothing, exits never, and looks at no more than it says."""

import gc
import json
import os
import pickle
import re
from pathlib import Path

import pytest

import glossctl
from glossctl.entries import Answer, Avoid, Branch, Entry, Expansion, Header, Hit, Layer, Link, SourceRow, Value
from tests.program import BUNDLED, GLOSSARIES

TEAM = GLOSSARIES / "team.toml"
VALUES: list[Value] = [
    Entry("MIG", aliases=("a",), avoid=(Avoid("x", "y"),)),
    Hit(Entry("MIG"), 99.5, ("name",)),
    Answer("mig", "exact", (Entry("MIG"),)),
    Expansion("MIG", "Multi-Instance GPU", "g"),
    Branch("a", None, (Branch("b"),)),
    Header("g", see_also=(Link("t", "u"),)),
    Layer("p", "flag"),
    SourceRow("p", "flag"),
]


def test_the_public_names_are_all_there() -> None:
    assert {name for name in glossctl.__all__ if getattr(glossctl, name) is None} == set()
    assert {type(value).__name__ for value in VALUES} - {"Header"} < set(glossctl.__all__)
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", glossctl.__version__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = glossctl.nothing


def test_the_example_of_the_contract() -> None:
    glossary = glossctl.load()
    assert isinstance(glossary, glossctl.Glossary)
    assert [entry.name for entry in glossary.define("MIG")] == ["MIG"]
    assert glossary.define("zzqx") == ()
    hits = glossary.search("gpu sharing", limit=10)
    assert isinstance(hits, tuple)
    assert 0 <= hits[0].score <= 100
    assert hits[0].matched
    assert glossary.expand("MIG") == (Expansion("MIG", "Multi-Instance GPU", "cloud-native-ai"),)
    assert {entry.kind for entry in glossary.roles()} == {"role"}
    assert glossary.roles()[0] in glossary.entries()


def test_named_files_are_the_only_ones_and_come_nearest_first(tmp_path: Path) -> None:
    near = tmp_path / "near.toml"
    near.write_text('[[term]]\nname = "mig"\ndefinition = "near"\n', encoding="utf-8")
    glossary = glossctl.load(near, str(TEAM))
    assert [entry.glossary for entry in glossary.define("MIG")] == ["near", "team"]
    assert [row.reason for row in glossary.sources()] == ["given", "given"]


def test_the_standing_layers_are_those_of_the_folder_and_the_environment_handed_in(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[[term]]\nname = "here"\n', encoding="utf-8")
    config = tmp_path / "config" / "glossctl"
    config.mkdir(parents=True)
    (config / "own.toml").write_text('[[term]]\nname = "mine"\n', encoding="utf-8")
    glossary = glossctl.load(folder=tmp_path, environment={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert [row.reason for row in glossary.sources()] == ["project", "user", "bundled"]
    assert [layer.path for layer in glossctl.load(environment={}).layers] == [BUNDLED]


def test_the_programs_own_variables_say_nothing_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GLOSSCTL_GLOSSARY", "GLOSSCTL_OUTPUT", "GLOSSCTL_DEBUG", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.setenv(name, "nowhere.toml")
    assert glossctl.load().define("MIG")


def test_nothing_is_printed_and_nobody_exits(capfd: pytest.CaptureFixture[str]) -> None:
    Path("glossary.toml").write_text("[[term", encoding="utf-8")
    glossary = glossctl.load()
    glossary.define("zzqx")
    glossary.answer("zzqx")
    glossary.search("zzqx")
    glossary.related("zzqx")
    glossary.expand_text("MIG and RAG")
    glossary.sources()
    with pytest.raises(glossctl.FileError):
        glossctl.load("nowhere.toml")
    assert capfd.readouterr() == ("", "")


def test_a_broken_layer_that_was_not_named_is_a_fault_and_the_rest_answers() -> None:
    Path("glossary.toml").write_text('[[term]]\nnam = "x"\nname = "x"\ntags = 5\n', encoding="utf-8")
    glossary = glossctl.load()
    ((layer, error),) = glossary.faults
    assert (os.path.basename(layer.path), layer.reason) == ("glossary.toml", "project")
    assert [(fault.line, fault.code) for fault in error.faults] == [(2, "T002"), (4, "T003")]
    assert error.message.endswith(" (and 1 more)")
    assert glossary.define("MIG")


def test_a_broken_file_that_was_named_is_an_error_with_all_its_faults(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(b'[[term]]\nname = "\xff"\n')
    with pytest.raises(glossctl.FileError) as caught:
        glossctl.load(file)
    assert [str(fault) for fault in caught.value.faults] == [f"{file}:2:9: F002 not UTF-8: byte 0xff"]
    assert caught.value.hint == "save the file as UTF-8"
    assert isinstance(caught.value, glossctl.GlossctlError)


@pytest.mark.parametrize("path", ["a\0b", "\udcff", "", "nowhere/at/all.toml", "/dev/null/x"])
def test_a_path_that_names_no_file_is_a_file_error(path: str) -> None:
    with pytest.raises(glossctl.FileError):
        glossctl.load(path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_bytes(b'\xef\xbb\xbf[[term]]\r\nname = "x"\r\ndefinition = """one\r\ntwo\r\n\r\nthree"""\r\n')
    assert [entry.definition for entry in glossctl.load(file).define("x")] == ["one two\n\nthree"]


def test_an_empty_file_is_a_glossary_without_entries(tmp_path: Path) -> None:
    file = tmp_path / "empty.toml"
    file.touch()
    glossary = glossctl.load(file)
    assert glossary.entries() == glossary.define("x") == tuple(glossary.search("x")) == ()


def test_nothing_is_written_without_a_cache(tmp_path: Path) -> None:
    glossary = glossctl.load(TEAM, environment={"XDG_CACHE_HOME": str(tmp_path / "cache")}, cache=False)
    assert glossary.define("MIG")
    assert not (tmp_path / "cache").exists()
    assert glossary.sources()[0].index_bytes is None


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_frozen_hashable_picklable_and_equal_by_content(value: Value) -> None:
    name = type(value).__slots__[0]
    with pytest.raises(AttributeError, match="is frozen"):
        setattr(value, name, "other")
    with pytest.raises(AttributeError, match="is frozen"):
        delattr(value, name)
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert hash(again) == hash(value)
    assert len({value, again}) == 1
    assert value != object()
    assert type(value).__name__ in repr(value)


def test_an_entry_as_a_dict_has_the_contracts_keys_in_their_order_and_is_fit_for_json() -> None:
    entry = Entry("MIG", aliases=("a",), avoid=(Avoid("x", "y"),), case="strict", status="new", forms=("MIGs",))
    document = entry.as_dict()
    assert " ".join(document) == (
        "name kind expansion aliases definition tags related titles mottos links avoid hints language glossary source"
    )
    assert json.loads(json.dumps(document)) == document
    assert (document["aliases"], document["avoid"]) == (["a"], [{"word": "x", "reason": "y"}])


def test_a_value_is_replaced_by_a_copy() -> None:
    entry = Entry("MIG", tags=("a",))
    assert entry.replace(tags=("b",)) == Entry("MIG", tags=("b",))
    assert entry.tags == ("a",)


def test_the_same_question_always_gets_the_same_answer() -> None:
    glossary, again = glossctl.load(), glossctl.load()
    for query in ("gpu", "share a gpu", "schedling", "data"):
        assert glossary.search(query) == glossary.search(query) == again.search(query)


def test_a_closed_glossary_says_so() -> None:
    glossary = glossctl.load()
    glossary.close()
    for ask in (lambda: glossary.define("MIG"), lambda: glossary.search("MIG"), lambda: glossary.entries()):
        with pytest.raises(glossctl.GlossctlError, match="glossary is closed"):
            ask()


def test_a_glossary_closes_itself_at_the_end_of_its_block() -> None:
    with glossctl.load(TEAM) as glossary:
        assert glossary.define("MIG")
    with pytest.raises(glossctl.GlossctlError, match="glossary is closed"):
        glossary.define("MIG")
    with pytest.raises(ZeroDivisionError), glossctl.load(TEAM) as glossary:
        1 / 0  # noqa: B018 — what goes wrong in the block is the caller's to see
    glossary.close()


def test_a_glossary_has_a_length_and_yields_its_entries(tmp_path: Path) -> None:
    glossary = glossctl.load(TEAM, BUNDLED)
    assert tuple(glossary) == glossary.entries()
    assert len(glossary) == len(glossary.entries()) == sum(row.entries for row in glossary.sources())
    empty = tmp_path / "empty.toml"
    empty.touch()
    assert (len(glossctl.load(empty)), list(glossctl.load(empty))) == (0, [])


def test_a_limit_is_kept_to() -> None:
    glossary = glossctl.load()
    assert len(glossary.search("gpu", limit=2)) == 2
    assert glossary.search("gpu", limit=0) == ()


def test_entries_are_narrowed_by_kind_tag_and_glossary() -> None:
    glossary = glossctl.load(TEAM, BUNDLED)
    assert [entry.name for entry in glossary.entries("role", glossary="Team")] == ["Gardeners"]
    assert [entry.name for entry in glossary.entries(tag="SHARING")] == ["MIG"]
    assert glossary.entries(glossary="nothing") == ()
    everything = glossary.entries()
    assert [entry.glossary for entry in everything] == sorted((e.glossary for e in everything), reverse=True)


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files as Linux shows them")
def test_glossaries_that_nobody_holds_leave_no_file_open() -> None:
    def search() -> None:
        assert glossctl.load().search("gpu shareing")

    search()
    gc.collect()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        search()
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= before


def test_a_prompt_is_offered_the_public_names() -> None:
    assert set(glossctl.__all__) <= set(dir(glossctl))
    assert {name for name in dir(glossctl) if not name.startswith("__")} == set(glossctl.__all__)


def test_a_glossary_says_what_is_loaded() -> None:
    with glossctl.load() as glossary:
        assert repr(glossary) == f"<Glossary cloud-native-ai: {len(glossary):,} entries>"
    assert repr(glossary) == "<Glossary closed>"


def test_validate_returns_every_fault_of_a_text() -> None:
    text = '[[term]]\nname = "MIG"\n\n[[term]]\nname = "MIG"\n'
    assert [fault.code for fault in glossctl.validate(text)] == ["D005", "D005", "N001"]
    assert [str(fault) for fault in glossctl.validate("x = ", "g.toml")] == [
        "g.toml: T001 not TOML: Invalid value at the end of the file"
    ]
    assert glossctl.validate("") == ()


def test_a_search_says_how_many_hits_there_are_without_its_limit() -> None:
    glossary = glossctl.load()
    hits = glossary.search("gpu sharing", limit=2)
    assert len(hits) == 2 < hits.total == len(glossary.search("gpu sharing", limit=1000))
    assert pickle.loads(pickle.dumps(hits)).total == hits.total
    assert glossary.search("zzqqxx").total == 0


def test_a_search_is_narrowed_to_a_kind_and_a_tag() -> None:
    glossary = glossctl.load()
    assert {hit.entry.kind for hit in glossary.search("who keeps it running", kind="role")} == {"role"}
    tagged = glossary.search("gpu", tag="GPU sharing")
    assert tagged
    assert all("gpu sharing" in hit.entry.tags for hit in tagged)
