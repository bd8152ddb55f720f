"""Validate: what is a fault, what is none, and in which order. Each rule's own faults are cases/validate_*.txt."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.entries import KINDS, Avoid, Contents, Entry, Header, Link
from glossctl.errors import GlossctlError
from glossctl.rules import RULES, Subject, reference
from glossctl.rules.validate import CODES, chosen, validate
from glossctl.toml import write as toml_write
from glossctl.toml.places import Places

DOCS = Path(__file__).parents[1] / "docs"


def subject(text: str, path: str = "g") -> Subject:
    return Subject(path, toml.parse(text, path)[0], Places(text))


def faults(text: str, *codes: str) -> list[str]:
    return list(map(str, validate([subject(text)], codes or None, lambda name: name in ("MPS", "MIGs"))))


def test_every_rule_has_a_case() -> None:
    cases = {path.name.split("_")[1].upper() for path in (Path(__file__).parent / "cases").glob("validate_*.txt")}
    assert cases >= set(RULES)


def test_a_file_with_shape_faults_is_tried_all_the_same() -> None:
    text = '[[term]]\nname = "XPU"\nexpansio = "x"\n'
    assert faults(text, "D005") == ['g:2:1: D005 "XPU" has neither a full form nor a definition']


def test_tags_are_free_where_most_are_single_and_many() -> None:
    text = "".join(f'[[term]]\nname = "T{number}"\ntags = ["free {number}", "all"]\n' for number in range(30))
    assert faults(text, "G002") == []
    assert faults(text.replace("all", "one", 1), "G003") == []


def test_full_forms_in_another_language_are_not_held_against_an_acronym() -> None:
    assert faults('[glossary]\nlanguage = "de"\n[[term]]\nname = "GPU"\nexpansion = "Grafikprozessor"\n', "A002") == []


def test_a_glossary_name_is_taken_once_in_a_run() -> None:
    text = '[glossary]\ntitle = "x"\nname = "Team"\n'
    found = validate([subject(text, "b.toml"), subject(text, "a.toml"), subject("", "c.toml")])
    assert list(map(str, found)) == ['b.toml:3:1: H001 the glossary "Team" has the same name as the one in a.toml']


def test_related_terms_are_looked_up_in_all_the_files_of_a_run() -> None:
    one = subject('[[term]]\nname = "A"\ndefinition = "An a."\nrelated = ["the pods", "C"]\n', "a")
    two = subject('[[term]]\nname = "b"\ndefinition = "A b."\naliases = ["the pod"]\n', "b")
    assert list(map(str, validate([one, two]))) == ['a:4:24: R001 related term "C" leads to no entry']


def test_faults_are_sorted_by_path_line_column_and_code() -> None:
    text = '[[term]]\nname = "XPU "\ntags = ["?", "", "x1"]\n[[term]]\nname = "XPU"\n'
    found = [*validate([subject(text, "b"), subject(text, "a")])]
    places = [(fault.path, fault.line, fault.column, fault.code) for fault in found]
    assert places == sorted(places)
    assert {path for path, *_ in places} == {"a", "b"}


IGNORED = """# glossctl: ignore C003
[glossary]
name = "team"

# glossctl: ignore A002: the letters are older than the words
[[term]]
name = "GPU"
expansion = "Graphical Device "

[[term]]
name = "TPU" # glossctl: ignore A, O001
expansion = "Tensor Device"

[[term]]
name = "NPU"
expansion = "Neural Device"
"""


def test_a_comment_says_which_fault_is_none() -> None:
    expected = [
        'g:14:1: O001 "NPU" comes after "TPU": not sorted; format sorts the file',
        'g:16:1: A002 full form "Neural Device" doesn\'t fit the letters of "NPU"',
    ]
    assert faults(IGNORED) == expected


def test_codes_are_chosen_by_their_beginnings() -> None:
    assert chosen(["N00", "o001,D"]) == {code for code in RULES if code[0] in "ND"} | {"O001"}
    assert chosen() == {code for code, rule in RULES.items() if rule.is_default}
    assert chosen(["ALL"], ["N,T"]) == {*CODES} - {code for code in CODES if code[0] in "NT"}
    assert chosen(ignore=["A002"]) == chosen() - {"A002"}
    with pytest.raises(GlossctlError) as caught:
        chosen(["N001", "N0O1"])
    assert caught.value.message == 'unknown code "N0O1"; the nearest known code is "N001"'
    assert caught.value.hint == "codes begin with A, C, D, F, G, H, L, M, N, O, R, S, T"


def test_a_reference_is_a_text_that_only_points() -> None:
    assert reference(Entry("A", definition="See B (C).")) == ("definition", "B (C)")
    assert reference(Entry("A", expansion="→ B", definition="")) == ("expansion", "B")
    assert reference(Entry("A", definition="See B.\n\nAnd more.")) is None
    assert reference(Entry("A", definition="Seen B")) is None
    assert reference(Entry("A", definition="= B")) == ("definition", "B")
    assert reference(Entry("A", definition="=1+1")) is None
    assert reference(Entry("A", definition="=SUM(A1:A9)")) is None
    assert reference(Entry("A", definition="=B+C")) is None


def test_a_remark_on_two_entries_with_full_forms_of_their_own_is_no_fault() -> None:
    entry = '[[term]]\nname = "{}"\nexpansion = "{}"\ndefinition = "Of the network team."\n'
    text = entry.format("AB", "Alpha Beta") + entry.format("CD", "Charlie Delta")
    assert faults(text, "D001") == []
    assert faults(text.replace("Charlie Delta", "Alpha Beta"), "D001") == [
        'g:8:1: D001 "CD" has the definition of "AB", on line 2'
    ]
    assert faults(text.replace('expansion = "Charlie Delta"\n', ""), "D001") == [
        'g:7:1: D001 "CD" has the definition of "AB", on line 2'
    ]


TEXT = st.text(max_size=12) | st.sampled_from(
    ["see A", "→", "A", "MIG", "Multi Instance GPU", "http://[", "TODO", "\u202e"]
)
NAME = TEXT.map(str.strip).filter(bool)
NAMES = st.lists(NAME, max_size=2).map(tuple)
ENTRY = st.builds(
    Entry,
    NAME,
    st.sampled_from(KINDS),
    st.none() | NAME,
    NAMES,
    TEXT,
    NAMES,
    NAMES,
    NAMES,
    NAMES,
    NAMES,
    st.lists(st.builds(Avoid, NAME, TEXT), max_size=1).map(tuple),
    forms=NAMES,
    status=TEXT,
)
HEADER = st.builds(Header, NAME, TEXT, TEXT, st.lists(st.builds(Link, TEXT, TEXT), max_size=1).map(tuple), NAMES)


@given(HEADER, st.lists(ENTRY, max_size=5).map(tuple))
def test_no_contents_make_a_rule_raise(header: Header, entries: tuple[Entry, ...]) -> None:
    contents = Contents(header, entries)
    text = toml_write.write(contents)
    for given_text in (text, ""):  # places that fit, and places that don't
        validate([Subject("a", contents, Places(given_text)), Subject("b", contents, Places(text))], frozenset(RULES))


def test_a_long_file_takes_seconds() -> None:
    table = '[[term]]\nname = "N{0:05}"\ndefinition = "Text {0}."\nrelated = ["N{1:05}", "no {0}"]\n'
    text = "".join(table.format(number, number // 2) for number in range(1, 5001))
    start = time.process_time()
    assert len(faults(text, *chosen(["R001", "D", "N", "O"]))) == 5001  # one is N00000
    assert time.process_time() - start < 10
