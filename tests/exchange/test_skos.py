import contextlib
import json
import socket
import sys
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl import exchange
from glossctl.entries import Contents, Entry, Header, Link
from glossctl.errors import FileError, GlossctlError
from glossctl.exchange import skos
from glossctl.exchange.protocol import Options
from glossctl.exchange.skos_write import write
from glossctl.text import paragraphs
from tests.strategies import entries as any_entries

HAS_RDFLIB = find_spec("rdflib") is not None
reads = pytest.mark.skipif(not HAS_RDFLIB, reason="needs the extra skos")

ANIMALS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://animals.example/> .
: a skos:ConceptScheme ; dcterms:title "Animals"@en, "Tiere"@de .
:cat a skos:Concept ; skos:inScheme : ;
  skos:prefLabel "cat"@en, "Katze"@de ; skos:altLabel "house cat"@en, "Felis catus" ; skos:hiddenLabel "kat"@en ;
  skos:notation "C1" ; skos:definition "A small\\n\\nhunter."@en, "Ein Raubtier."@de ; skos:scopeNote "Not lions."@en ;
  skos:example "My cat sleeps."@en ; skos:broader :animal ; skos:related :dog, <https://elsewhere.example/x> ;
  skos:closeMatch <https://zoo.example/cat> ; skos:changeNote "2024"@en ; dcterms:subject "pets"@en .
:dog a skos:Concept ; skos:prefLabel "dog"@en .
:animal skos:prefLabel "animal"@en-GB .
:gnu a skos:Concept ; skos:prefLabel "Gnu"@de .
:raid a skos:Concept ; skos:prefLabel "RAD"@en ; skos:altLabel "Rather Agile Dog"@en .
"""


def fault(text: str, path: str = "a.ttl") -> tuple[str, str | None]:
    with pytest.raises(FileError) as caught:
        skos.read(text, path)
    return caught.value.message, caught.value.hint


def test_without_rdflib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(GlossctlError) as caught:
        skos.read(ANIMALS, "a.ttl")
    assert caught.value.message == "SKOS is read with the package rdflib, which is not installed"
    assert caught.value.hint == "pip install 'glossctl[skos]'"


@reads
def test_concepts_are_entries() -> None:
    reading = skos.read(ANIMALS, "lists/animals.ttl", Options(language="en"))
    assert reading.contents.header == Header("animals", "Animals", "en")
    entries = {entry.name: entry for entry in reading.contents.entries}
    assert entries["cat"] == Entry(
        "cat",
        aliases=("house cat", "Felis catus", "C1"),
        definition="A small\n\nhunter.\n\nNot lions.\n\nExample: My cat sleeps.",
        tags=("pets",),
        related=("dog", "animal"),
        links=("https://zoo.example/cat",),
        language="en",
        glossary="animals",
        hints=("kat",),
    )
    assert entries["RAD"].expansion == "Rather Agile Dog"
    assert entries["RAD"].aliases == ()
    assert set(entries) == {"cat", "dog", "animal", "RAD"}
    assert reading.losses == (
        "1 concept without a label in en",
        "3 texts in other languages",
        "1 direction of a hierarchy",
        "2 values of other properties (skos:changeNote, skos:related)",
    )


@reads
def test_the_language_is_the_one_with_most_labels() -> None:
    assert skos.read(ANIMALS).contents.header.language == "en"
    german = skos.read(ANIMALS, "a.ttl", Options(language="de")).contents
    assert [entry.name for entry in german.entries] == ["Katze", "Gnu"]
    assert german.entries[0].definition == "Ein Raubtier."


@reads
@pytest.mark.parametrize(
    "context",
    [
        '"https://schema.example/context.jsonld"',
        '["file:///etc/passwd", {}]',
        '{"@import": "https://schema.example/context.jsonld"}',
        '{"a": {"@id": "urn:a", "@context": "https://schema.example/context.jsonld"}}',
        '{"a": {"@id": "urn:a", "@context": {"@import": "context.jsonld"}}}',
    ],
)
def test_no_context_is_fetched(context: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refused)
    message, hint = fault(f'{{"@context": {context}, "@graph": []}}', "a.jsonld")
    assert message.endswith("stands elsewhere, and nothing is fetched")
    assert hint == "put the context itself into the file"
    escaped = context.replace("@context", "\\u0040context")
    assert "stands elsewhere" in fault(f'[{{"\\u0040context": {escaped}}}]', "a.json")[0]


@reads
@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("@prefix a: <b", "a.ttl", "a.ttl:1: X001 not Turtle: unterminated URI reference"),
        ("{", "a.jsonld", "a.jsonld:1:2: X001 not JSON: Expecting property name enclosed in double quotes"),
        ("<?xml version='1.0'?><rdf/>", "a.rdf", "a.rdf: X002 holds no concept"),
        ("# nothing", "a.ttl", "a.ttl: X002 holds no concept"),
        ("[" * 3000, "a.jsonld", "a.jsonld: X003 nested too deep"),
    ],
)
def test_faults(text: str, path: str, message: str) -> None:
    assert fault(text, path)[0] == message


@reads
def test_no_label_in_the_language() -> None:
    with pytest.raises(FileError) as caught:
        skos.read(ANIMALS, "a.ttl", Options(language="fr"))
    assert caught.value.message == 'a.ttl: X002 holds no concept with a label in "fr"'


def test_entries_are_concepts() -> None:
    entries = (
        Entry(
            "MIG",
            expansion="Multi-Instance GPU",
            aliases=("slices",),
            definition='Splits a "GPU".\n\nIn seven.',
            related=("MPS", "vGPU"),
            links=("https://mig.example/", "no address"),
            status="deprecated",
        ),
        Entry("MPS"),
    )
    writing = write(Contents(Header("G one", "G", "en", (Link("C", "https://c.example"),)), entries))
    assert writing.text.splitlines()[7:] == [
        "<urn:glossctl:g-one> a skos:ConceptScheme ;",
        '    glossctl:version "1" ;',
        '    dcterms:identifier "G one" ;',
        '    dc:language "en" ;',
        '    dcterms:title "G"@en ;',
        "    rdfs:seeAlso <https://c.example> ;",
        '    glossctl:seeAlsoTitle "https://c.example C" .',
        "",
        "<urn:glossctl:g-one:mig> a skos:Concept ;",
        "    skos:inScheme <urn:glossctl:g-one> ;",
        '    skos:prefLabel "MIG"@en ;',
        '    skos:altLabel "Multi-Instance GPU"@en, "slices"@en ;',
        '    skos:definition "Splits a \\"GPU\\".\\n\\nIn seven."@en ;',
        "    skos:related <urn:glossctl:g-one:mps> ;",
        '    rdfs:seeAlso <https://mig.example/>, "no address" ;',
        "    owl:deprecated true ;",
        '    glossctl:expansion "Multi-Instance GPU"@en ;',
        '    glossctl:related "MPS"@en, "vGPU"@en .',
        "",
        "<urn:glossctl:g-one:mps> a skos:Concept ;",
        "    skos:inScheme <urn:glossctl:g-one> ;",
        '    skos:prefLabel "MPS"@en .',
    ]
    assert writing.losses == ()
    assert write(Contents(Header("g"), (Entry("a\ud800"),))).losses == ("1 half of a character",)


WORDS = st.text("abcABC -_()&<>{}.,;:\\'\"\r\x011用語é", min_size=1, max_size=20).map(str.strip).filter(bool)
MANY = st.lists(WORDS, max_size=3, unique=True).map(tuple)
ENTRIES = any_entries(
    WORDS,
    st.lists(st.text("abc AB.-*1)&<>]\\用。", max_size=30), max_size=4).map(
        lambda parts: "\n\n".join(paragraphs("\n\n".join(parts)))
    ),
    links=st.lists(WORDS | st.sampled_from(["https://a.example/b(c)", "urn:x:y"]), max_size=3, unique=True).map(tuple),
    language=st.just("zh-Hant"),
    glossary=st.just("g h"),
).filter(lambda entry: entry.expansion not in entry.aliases)
HEADERS = st.builds(
    Header,
    name=st.just("g h"),
    title=st.just("") | st.just("G & H"),
    language=st.just("zh-Hant"),
    see_also=st.sampled_from([(), (Link("C", "https://c.example"), Link("https://d.example", "https://d.example"))]),
    tags=MANY,
)


@reads
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HEADERS, st.lists(ENTRIES, min_size=1, max_size=4), st.sampled_from([".ttl", ".jsonld"]))
def test_what_is_written_reads_back(header: Header, entries: list[Entry], ending: str) -> None:
    """All of header and entries round-trips, in either syntax; an alias must not be the full form."""
    contents = Contents(header, tuple(entries))
    writing = write(contents, Options(ending=ending))
    assert writing.losses == ()
    assert skos.read(writing.text, f"words{ending}").contents == contents


PIECES = [
    "<urn:a>",
    " a ",
    "skos:Concept",
    ".",
    ";",
    ",",
    '"x"',
    "@en",
    "[",
    "]",
    "(",
    ")",
    "skos:prefLabel",
    "\n",
    "_:b",
]


@reads
@settings(deadline=None)
@given(st.text(max_size=100) | st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join))
def test_any_text_is_read_or_an_error(text: str) -> None:
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    for hostile in (text, prefix + text, f'{{"@context": {{}}, "@graph": [{text}]}}'):
        with contextlib.suppress(FileError):
            skos.read(hostile)


@reads
@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["urn:a", "skos:Concept"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@id", "@type", "@value", "@language", "@graph", "@list", "@reverse", "@index", "a", "skos:x"]
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=10,
    )
)
def test_any_json_is_read_or_an_error(document: object) -> None:
    with contextlib.suppress(FileError):
        skos.read(json.dumps(document), "a.jsonld")


def test_the_ending_says_which_syntax_is_written() -> None:
    contents = Contents(Header("g"), (Entry("MIG"),))
    assert exchange.write("skos", contents, destination="g.jsonld").text.startswith('{\n  "@context"')
    assert exchange.write("skos", contents, destination="g.ttl").text.startswith("@prefix skos:")
    assert exchange.write("skos", contents).text.startswith("@prefix skos:")
