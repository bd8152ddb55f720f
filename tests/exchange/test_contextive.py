import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl.entries import Avoid, Contents, Entry, Header, Link
from glossctl.errors import FileError, GlossctlError
from glossctl.exchange import contextive
from glossctl.text import paragraphs
from tests.strategies import entries as any_entries

SHIPPING = """# A team's words
imports:
  - ../payments/payments.glossary.yml
contexts:
  - name: Shipping
    domainVisionStatement: To bring *orders* to customers.
    paths: [shipping]
    meta:
      "Owner:": "[Team A](https://wiki.example/a)"
    terms:
      - name: Order
        definition: |
          A set of **parcels** with
          a [common address](https://wiki.example/address).

          - paid
        examples:
          - The order left today.
        aliases: [consignment, "404"]
        meta:
          "Ref:": "[Rules](https://wiki.example/rules)"
          "Owner:": Team B
          "Tags:": goods; law
      - definition: nameless
      - name: Leg
"""


def fault(text: str) -> str:
    with pytest.raises(FileError) as caught:
        contextive.read(text, "shipping.glossary.yml")
    return caught.value.message


def test_terms_of_a_context() -> None:
    reading = contextive.read(SHIPPING, "docs/shipping.glossary.yml")
    assert reading.contents.header == Header("shipping", "Shipping", "en")
    assert reading.contents.entries == (
        Entry(
            "Order",
            aliases=("consignment", "404"),
            definition="A set of parcels with a common address.\n\n- paid\n\nExample: The order left today.",
            tags=("goods", "law"),
            links=("https://wiki.example/rules", "https://wiki.example/address"),
            language="en",
            glossary="shipping",
        ),
        Entry("Leg", language="en", glossary="shipping"),
    )
    assert reading.losses == (
        "1 term without a name",
        "1 import of another file",
        "1 domain vision statement",
        "1 path of files",
        "2 values of meta",
        "1 mark of emphasis or code",
    )


def test_several_contexts_are_tags() -> None:
    text = "contexts:\n- name: Sales\n  terms: [{name: Order}]\n- name: Law\n  terms: [{name: Order}, {name: Case}]\n"
    contents = contextive.read(text, "g.yml").contents
    assert contents.header.title == ""
    assert [(entry.name, entry.tags) for entry in contents.entries] == [
        ("Order", ("Sales",)),
        ("Order", ("Law",)),
        ("Case", ("Law",)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("terms: []\n", ':1: X001 not of Contextive: there is no list "contexts"'),
        ("- a\n", ':1: X001 not of Contextive: there is no list "contexts"'),
        ("imports: [a.yml]\n", ": X002 holds no term"),
        ("contexts:\n- terms:\n  - name: [a]\n", ":3: X001 name must be a text"),
        ("contexts:\n- terms:\n  - a\n", ":2: X001 terms must be a list, each item with keys of its own"),
        ("contexts:\n- terms:\n  - {name: a, aliases: {b: c}}\n", ":3: X001 aliases must be a list of texts"),
        ("contexts:\n- terms:\n  - {name: a, meta: b}\n", ":3: X001 meta must hold keys with a text each"),
        ("contexts: &a\n- terms: *a\n", ':2: Y002 the alias "*a" stands within what it names'),
        ("contexts:\n- terms: [\n", ":3: Y001 not YAML: did not find expected node content"),
    ],
)
def test_faults_name_their_line(text: str, message: str) -> None:
    assert fault(text) == "shipping.glossary.yml" + message


def test_an_entry_is_a_term_with_meta() -> None:
    entry = Entry(
        "MIG",
        expansion="Multi-Instance GPU",
        aliases=("Multi instance GPU",),
        definition="Splits a *GPU*.\n\nIn seven.\n\nExample: We use MIG.",
        tags=("gpu", "a; b"),
        avoid=(Avoid("slice", "unclear"),),
    )
    header = Header("g", "G", "ja", (Link("H", "https://h.example"),))
    writing = contextive.write(Contents(header, (entry,)))
    assert writing.text == (
        "contexts:\n"
        "  - name: G\n"
        "    meta:\n"
        "      'Language:': ja\n"
        "    terms:\n"
        "      - name: MIG\n"
        "        definition: |-\n"
        "          Splits a \\*GPU\\*.\n"
        "\n"
        "          In seven.\n"
        "        examples:\n"
        "          - We use MIG.\n"
        "        aliases:\n"
        "          - Multi instance GPU\n"
        "        meta:\n"
        "          'Full form:': Multi-Instance GPU\n"
        "          'Tags:': gpu; a\\; b\n"
        "          'Avoid:': 'slice: unclear'\n"
    )
    assert writing.losses == ("1 pointer to another glossary",)


WORDS = st.text("abcABC -_()*[]#&<>{}.,;:\\|'\"1用語é\t", min_size=1, max_size=20).map(str.strip).filter(bool)
MANY = st.lists(WORDS, max_size=3, unique=True).map(tuple)
LINES = st.text("abc AB.-*#_1)[]<>&`{}|!\\用。", max_size=30) | st.just("Example: so it is")
ENTRIES = any_entries(
    WORDS,
    st.lists(LINES, max_size=4).map(lambda parts: "\n\n".join(paragraphs("\n\n".join(parts)))),
    links=st.just(("https://a.example/b(c)", "https://d.example")) | st.just(()),
    language=st.just("ja"),
    glossary=st.just("g"),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=4), st.just("") | WORDS)
def test_what_is_written_reads_back(entries: list[Entry], title: str) -> None:
    """Every field of an entry round-trips, and the header's name (by the path), title and language."""
    contents = Contents(Header("g", title, "ja"), tuple(entries))
    writing = contextive.write(contents)
    assert writing.losses == ()
    assert contextive.read(writing.text, "g.glossary.yml").contents == contents


@settings(deadline=None)
@given(st.text(max_size=100) | st.text("contexs:-[]{}nam \n", max_size=80))
def test_any_text_is_read_or_an_error(text: str) -> None:
    for hostile in (text, f"contexts:\n- terms:\n  - {text}\n", f"contexts:\n  {text}\n"):
        with contextlib.suppress(GlossctlError):
            contextive.read(hostile)
