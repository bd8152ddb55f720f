"""Facts about fingerprints: what changes one, and what doesn't."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from glossctl import toml
from glossctl.editing.format import format as laid_out
from glossctl.entries import Entry
from glossctl.files.fingerprint import fingerprint

WORDS = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=8), min_size=1)
SPACE = st.sampled_from([" ", "\n", "  ", "\n\n", "\t", "\u3000"])


@given(words=WORDS, space=SPACE, other=SPACE)
def test_white_space_does_not_matter(words: list[str], space: str, other: str) -> None:
    one, two = (fingerprint(Entry("x", definition=mark.join(words))) for mark in (space, other))
    assert one == two


@given(text=st.text(max_size=40))
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    composed, decomposed = (Entry("x", definition=unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert fingerprint(composed) == fingerprint(decomposed)


@given(before=WORDS, after=WORDS)
def test_any_other_change_is_seen(before: list[str], after: list[str]) -> None:
    same = unicodedata.normalize("NFC", "".join(before)) == unicodedata.normalize("NFC", "".join(after))
    one, two = (Entry("x", definition=" ".join(words)) for words in (before, after))
    assert (fingerprint(one) == fingerprint(two)) is same


def test_name_and_full_form_count_tags_and_links_do_not() -> None:
    entry = Entry("MIG", expansion="Multi-Instance GPU", definition="Cuts a GPU.")
    same = entry.replace(tags=("gpu",), links=("https://a.example",), related=("MPS",), hints=("cut",), status="old")
    assert fingerprint(same) == fingerprint(entry)
    others = (entry.replace(name="MiG"), entry.replace(expansion="Multi-Instance GPUs"), entry.replace(expansion=None))
    assert len({fingerprint(one) for one in (entry, *others)}) == 4


def test_a_text_does_not_pass_from_one_field_to_the_next() -> None:
    assert fingerprint(Entry("A B", definition="C")) != fingerprint(Entry("A", definition="B C"))


def test_laying_a_file_out_changes_no_fingerprint() -> None:
    text = '[[term]]\nname = "RAG"\ndefinition = """\n' + "Retrieval  augmented\n" * 20 + '"""\n'
    (before,), (after,) = toml.read(text).entries, toml.read(laid_out(text)).entries
    assert fingerprint(before) == fingerprint(after)
