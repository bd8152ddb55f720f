"""``validate --fix``: what is certain is mended, once and for all, and nothing else changes."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl import toml
from glossctl.editing.format import format, mend
from glossctl.entries import Contents, Entry, Header, Link
from glossctl.rules import Subject
from glossctl.rules.validate import validate
from glossctl.toml import write as toml_write
from glossctl.toml.places import Places
from tests.program import run
from tests.strategies import entries

MENDED = ("C003", "D006")
UNTIDY = st.text(st.sampled_from("aB \t\n\r\u2028\u3000\"'\\#="), max_size=6)
NAMED = UNTIDY.map("n{}".format)


def codes(text: str) -> set[str]:
    contents, _ = toml.parse(text)
    return {fault.code for fault in validate([Subject("g", contents, Places(text))], MENDED)}


def untidy(word: str) -> str:
    return " ".join(word.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(entries(UNTIDY, name=NAMED, avoid=st.just(())), max_size=3), UNTIDY)
def test_no_white_space_and_no_repeat_is_left(found: list[Entry], word: str) -> None:
    doubled = [
        entry.replace(aliases=entry.aliases * 2, links=entry.links * 2, tags=(*entry.tags, " ", *entry.tags))
        for entry in found
    ]
    text = toml_write.write(Contents(Header("g", word, "en", (Link(word, "u"),), (word, word)), tuple(doubled)))
    once = mend(text, "g.toml")
    assert codes(once) == set()
    assert mend(once, "g.toml") == once
    after = toml.read(once, "g.toml")
    assert len(after.header.tags) <= 1
    assert sorted(untidy(entry.name) for entry in found) == sorted(untidy(entry.name) for entry in after.entries)
    for entry in after.entries:
        for items in (entry.aliases, entry.links, entry.tags):
            assert len(items) == len(set(items))


def test_what_was_untidy_is_one_clean_line() -> None:
    Path("g.toml").write_text(
        '[glossary]\nname = " team "\ntitle = "\\n"\n\n[[term]]\nname = "A\\nB"\nexpansion = "Alpha  Beta"\n'
        'aliases = ["x", " x", "y\\tz"]\ndefinition = "One.\\n\\nTwo."\nstatus = "  "\n'
    )
    done = run("validate", "--fix", "g.toml")
    assert (done.status, done.out, done.err) == (0, "", "1 entry in 1 file: no faults\n")
    assert Path("g.toml").read_text() == (
        '[glossary]\nname = "team"\n\n[[term]]\nname = "A B"\nexpansion = "Alpha Beta"\naliases = ["x", "y z"]\n'
        'definition = """\nOne.\n\nTwo."""\n'
    )


def test_lists_with_comments_are_left_to_a_person() -> None:
    text = '[[term]]\nname = "A"\ndefinition = "d"\ntags = [\n  "x", # why\n  "x", # why not\n]\n'
    Path("g.toml").write_text(text)
    done = run("validate", "--fix", "g.toml")
    assert (done.status, done.out) == (1, 'g.toml:6:3: D007 tag "x" occurs twice here\n')
    assert Path("g.toml").read_text() == text


def test_format_mends_no_value() -> None:
    text = '[[term]]\nname = "A  B"\ndefinition = "d"\ntags = ["x", "x"]\n'
    assert format(text) == text


def test_repeats_in_the_header_and_of_words_to_avoid_are_faults() -> None:
    Path("g.toml").write_text(
        '[glossary]\ntags = ["x", "X"]\n\n[[term]]\nname = "A"\ndefinition = "d"\n'
        'avoid = [{ word = "w" }, { word = "W" }]\n'
    )
    assert run("validate", "g.toml").out == (
        'g.toml:2:14: D007 tag "X" occurs twice here\ng.toml:7:26: D007 word to avoid "W" occurs twice here\n'
    )


def test_an_escaped_space_is_a_space() -> None:
    Path("g.toml").write_text('[[term]]\nname = "A\\u0020"\ndefinition = "d"\naliases = ["\\t", "x\\n", "y\\\\n"]\n')
    assert run("validate", "g.toml").out == (
        "g.toml:2:8: C003 name has white space at its ends\n"
        "g.toml:4:12: D006 aliases holds an empty text\n"
        "g.toml:4:18: C003 aliases has white space at its ends\n"
    )
