"""Facts about the formats that hold a glossary with its translations: nothing of them is lost on the way and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.entries import Avoid, Contents, Entry, Header
from glossctl.exchange import skos, tbx
from glossctl.exchange.protocol import Options

FORMATS = [skos, tbx]
WORDS = st.text(st.sampled_from("abc語é "), min_size=1, max_size=8).map(str.strip).filter(bool)


def glossary(*translations: Contents) -> Contents:
    entries = (
        Entry("Container", definition="A process.", tags=("core",), language="en", glossary="team"),
        Entry("MIG", expansion="Multi-Instance GPU", id="mig-of-nvidia", language="en", glossary="team"),
        Entry("MPS", expansion="Multi-Process Service", language="en", glossary="team"),
        Entry("MPS", expansion="Mean Parts Shipped", language="en", glossary="team"),
    )
    return Contents(Header("team", language="en"), entries, translations)


def translation(language: str, *entries: Entry) -> Contents:
    made = (entry.replace(language=language, glossary="team") for entry in entries)
    return Contents(Header("team", language=language), tuple(made))


JAPANESE = translation(
    "ja",
    Entry(
        "コンテナ", id="container", reading="こんてな", definition="プロセス。", aliases=("容器",), of="0123456789ab"
    ),
    Entry("ミグ", id="mig-of-nvidia", avoid=(Avoid("MIG", "略語"),), hints=("分ける",)),
    Entry("MPS", expansion="平均出荷数", id="mps-mean-parts-shipped"),
)
CHINESE = translation("zh-Hant", Entry("容器", id="container", definition="程序。"))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_all_languages_of_a_concept_are_in_one_text(form: object) -> None:
    given = glossary(JAPANESE, CHINESE)
    writing = form.write(given)  # type: ignore[attr-defined]
    assert writing.losses == ()
    reading = form.read(writing.text, "team.xml")  # type: ignore[attr-defined]
    assert sorted(reading.contents.entries, key=repr) == sorted(given.entries, key=repr)
    shown = {made.header.language: sorted(made.entries, key=repr) for made in reading.contents.translations}
    assert shown == {made.header.language: sorted(made.entries, key=repr) for made in given.translations}
    assert reading.losses == ()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_a_language_asked_for_is_read_alone(form: object) -> None:
    text = form.write(glossary(JAPANESE)).text  # type: ignore[attr-defined]
    contents = form.read(text, "team.xml", Options(language="ja")).contents  # type: ignore[attr-defined]
    assert contents.translations == ()
    assert {entry.name for entry in contents.entries} == {"コンテナ", "ミグ", "MPS"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_a_translation_of_nothing_is_counted(form: object) -> None:
    gone = translation("ja", Entry("無", id="gone"), Entry("空", id="void"))
    assert form.write(glossary(gone)).losses == ("2 translations of nothing",)  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
@given(name=WORDS, definition=WORDS)
def test_the_words_of_a_translation_come_back(form: object, name: str, definition: str) -> None:
    given = glossary(translation("tr", Entry(name, id="container", definition=definition)))
    reading = form.read(form.write(given).text, "team.xml")  # type: ignore[attr-defined]
    ((made,),) = (one.entries for one in reading.contents.translations)
    assert (made.name, made.id) == (name, "container")
    assert made.definition.split() == definition.split()
