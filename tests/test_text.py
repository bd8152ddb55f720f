"""Keys, inflections, sentences and safe text, by example and by property."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossctl.text import (
    first_sentence,
    fold,
    inflections,
    initials,
    is_inflection,
    is_unsafe,
    one_line,
    paragraphs,
    visible,
)

ANY = st.text()  # every code point, lone surrogates left out
HOSTILE = st.text(st.characters(codec=None, exclude_categories=()))  # these too
CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1)]


@given(HOSTILE)
@example("ΐ́")
@example("ᾴİ")
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_is_idempotent_for_every_character_and_beside_a_letter() -> None:
    for char in filter(is_folded, CHARACTERS):
        for text in (char, f"a{char}", f"{char}ß"):
            key = fold(text)
            assert fold(key) == key, ascii(text)


def is_folded(char: str) -> bool:
    """Tell whether folding could touch a character at all: a third of a million ideographs are left out."""
    changes = unicodedata.normalize("NFKD", char) != char or char.casefold() != char
    return unicodedata.category(char)[0] in "MZP" or (changes and not "가" <= char <= "힣")


@given(ANY)
def test_fold_ignores_case_and_normal_form(text: str) -> None:
    key = fold(text)
    assert fold(text.casefold()) == key
    assert {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {key}


@given(st.lists(st.text("abcxyz09", min_size=1), min_size=1), st.data())
def test_fold_ignores_the_kind_of_separator(words: list[str], data: st.DataObject) -> None:
    separators = st.text(" -_\t\n‐‑–—\u00a0\u3000", min_size=1, max_size=3)
    written = words[0] + "".join(data.draw(separators) + word for word in words[1:])
    around = data.draw(separators)
    assert fold(f"{around}{written}{around}") == " ".join(words)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), st.text("\u0300\u0301\u0308\u0327\u030a", max_size=3))
def test_fold_ignores_accents_and_width(letters: str, marks: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in letters)
    assert fold(letters + marks) == fold(wide) == fold(wide.upper()) == letters


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Multi-Instance  GPU", "multi instance gpu"),
        ("Straße", "strasse"),
        ("naïve Bayes", "naive bayes"),
        ("Ångström", "angstrom"),
        ("ΟΔΟΣ", "οδοσ"),
        ("İstanbul", "istanbul"),
        ("ﬁne-tuning", "fine tuning"),
        ("データ・サイエンス", "データ サイエンス"),
        ("ﾃﾞｰﾀ", "データ"),
        ("が", "が"),
        ("か\u3099", "が"),
        ("한국어", "한국어"),
        ("it’s", "it's"),
        ("zero\u200bwidth", "zerowidth"),
        ("infra\u00adstructure", "infrastructure"),
        ("❤\ufe0f", "❤"),
        ("C++", "c++"),
        ("A/B testing", "a/b testing"),
        ("--", "--"),
        ("- _", "- _"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_fold_of(written: str, key: str) -> None:
    assert fold(written) == key


def test_fold_keeps_marks_that_make_another_letter() -> None:
    assert fold("が") != fold("か")
    assert fold("कि") != fold("क")


@given(HOSTILE)
def test_inflections_never_hold_the_key_itself(text: str) -> None:
    key = fold(text)
    found = inflections(key)
    assert key not in found
    assert len(set(found)) == len(found)


PLURALS = """
gpu gpus, policy policies, gateway gateways, box boxes, batch batches, mesh meshes, class classes, bus buses,
index indices, index indexes, vertex vertices, matrix matrices, analysis analyses, hypothesis hypotheses,
basis bases, leaf leaves, knife knives, shelf shelves, foreman foremen, tomato tomatoes, kilo kilos,
proxy proxies, cache caches, node nodes, database databases, data engineer data engineers, llm llms, slo slos,
service level objective service level objectives, api apis, status statuses, alias aliases, process processes,
praxis praxes, role roles, virus viruses, day days, key keys, mps mpss, chassis chassis
""".replace("\n", " ").split(",")


@pytest.mark.parametrize("pair", [pair.strip() for pair in PLURALS])
def test_singular_and_plural_find_each_other(pair: str) -> None:
    words = pair.split()
    singular, plural = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    if singular == plural:
        return
    assert plural in inflections(singular)
    assert singular in inflections(plural)


@pytest.mark.parametrize("possessive", ["mig's", "llms'"])
def test_a_possessive_finds_its_word(possessive: str) -> None:
    assert possessive.rstrip("'s") in inflections(possessive)


@pytest.mark.parametrize(
    ("definition", "first"),
    [
        ("One. Two.", "One."),
        ("Version 1.2 of it. Then more.", "Version 1.2 of it."),
        ("Devices, e.g. GPUs. More.", "Devices, e.g. GPUs."),
        ("By J. Doe and others. More.", "By J. Doe and others."),
        ("Is it? Yes.", "Is it?"),
        ("It said “stop.” Then it went.", "It said “stop.”"),
        ("(In brackets.) Then more.", "(In brackets.)"),
        ("No end", "No end"),
        ("wrapped\nline. More.", "wrapped line."),
        ("One paragraph\n\nAnother. More.", "One paragraph"),
        ("推論とは。次の文。", "推論とは。"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_first_sentence_of(definition: str, first: str) -> None:
    assert first_sentence(definition) == first


@given(ANY)
def test_a_first_sentence_is_a_beginning_on_one_line(text: str) -> None:
    sentence = first_sentence(text)
    assert len(sentence.splitlines()) <= 1
    assert " ".join(paragraphs(text)).startswith(sentence)


@given(ANY)
def test_paragraphs_read_again_are_the_same(text: str) -> None:
    read = paragraphs(text)
    assert paragraphs("\n\n".join(read)) == read
    assert all(part and part == part.strip() and len(part.splitlines()) == 1 for part in read)


def test_paragraphs_part_list_items_and_join_wide_text_without_spaces() -> None:
    assert paragraphs("a list:\n- one\n  more\n- two\n1. three") == ("a list:", "- one more", "- two", "1. three")
    assert paragraphs("学習済みの\nモデル\nmodel") == ("学習済みのモデル model",)


def test_initials_are_the_first_letters_of_words() -> None:
    assert [initials(text) for text in ("Red, Amber, Green", "time to first token", "")] == ["RAG", "TTFT", ""]


@given(HOSTILE)
def test_visible_text_holds_nothing_unsafe_and_changes_nothing_else(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(is_unsafe(char) for char in shown.replace("\n", "").replace("\t", ""))
    assert all(one == other or (other == "\ufffd" and is_unsafe(one)) for one, other in zip(text, shown, strict=True))


def test_every_control_bidirectional_and_half_character_is_unsafe() -> None:
    for char in CHARACTERS:
        by_standard = unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in (
            *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
        )
        assert is_unsafe(char) == (by_standard or char in "\u061c\u200e\u200f\ufeff"), ascii(char)


@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    assert len(visible(one_line(text)).splitlines()) <= 1


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("MIGs", "MIG", True),
        ("migs", "MIG", True),
        ("GPU's", "GPU", True),
        ("GPU'S", "GPU", True),
        ("DATA ENGINEERS", "Data engineer", True),
        ("OS", "OSS", False),
        ("gc", "GCS", False),
        ("OSS", "OS", False),
        ("oss", "OS", True),
        ("TLs", "TL", True),
    ],
)
def test_an_acronyms_plural_has_a_small_s(asked: str, name: str, expected: bool) -> None:
    assert is_inflection(asked, name) is expected


@pytest.mark.parametrize(("pointed", "bare"), [("קֹדֶשׁ", "קדש"), ("حَاسُوب", "حاسوب"), ("الذَّكَاء", "الذكاء")])
def test_fold_ignores_vowel_points(pointed: str, bare: str) -> None:
    assert fold(pointed) == fold(bare)


@pytest.mark.parametrize(("one", "other"), [("ガ", "カ"), ("آلة", "الة"), ("أمر", "امر"), ("क़", "क")])
def test_fold_keeps_the_marks_that_make_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)
