"""Full forms written into texts."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossctl.entries import Entry, Expansion
from glossctl.expand import contractions, expand_text, expansions
from glossctl.syntax import readers
from glossctl.text import fold, is_unsafe, plural, visible
from tests.markup import WORD

ENTRIES = (
    Entry("MIG", expansion="Multi-Instance GPU"),
    Entry("SLO", expansion="Service-Level Objective"),
    Entry("CI/CD", expansion="Continuous Integration and Delivery"),
    Entry("RAG", expansion="Retrieval-Augmented Generation"),
    Entry("RAG", expansion="Red, Amber, Green"),
    Entry("K8s", expansion="Kubernetes"),
    Entry("cluster"),
    Entry("推論", expansion="モデルによる推論"),
    Entry("C_X", expansion="C*X\n <now>"),
)


def senses(word: str) -> tuple[Entry, ...]:
    keys = {fold(word), fold(word).removesuffix("s")}
    return tuple(entry for entry in ENTRIES if fold(entry.name) in keys)


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("MIG", "MIG (Multi-Instance GPU)"),
        ("MIG, MIG.", "MIG (Multi-Instance GPU), MIG."),
        ("SLOs and an SLO", "SLOs (Service-Level Objectives) and an SLO"),
        ("the SLO's end", "the SLO's (Service-Level Objective) end"),
        ("mig is a word", "mig is a word"),
        ("MIGRATE", "MIGRATE"),
        ("MIG-enabled", "MIG-enabled"),
        ("CI/CD now", "CI/CD (Continuous Integration and Delivery) now"),
        ("a cluster", "a cluster"),
        ("Multi-Instance GPU (MIG) is MIG", "Multi-Instance GPU (MIG) is MIG"),
        ("MIG (multi instance GPU) again MIG", "MIG (multi instance GPU) again MIG"),
        ("Service-Level Objectives (SLOs)", "Service-Level Objectives (SLOs)"),
        ("`MIG` then MIG", "`MIG` then MIG (Multi-Instance GPU)"),
        ("```\nMIG\n```\nMIG\n", "```\nMIG\n```\nMIG (Multi-Instance GPU)\n"),
        ("    MIG\nMIG", "    MIG\nMIG (Multi-Instance GPU)"),
        ("[MIG](https://x.example/MIG)", "[MIG (Multi-Instance GPU)](https://x.example/MIG)"),
        ("https://x.example/MIG MIG", "https://x.example/MIG MIG (Multi-Instance GPU)"),
        ('<a href="MIG">MIG</a>', '<a href="MIG">MIG (Multi-Instance GPU)</a>'),
        ("**MIG**", "**MIG (Multi-Instance GPU)**"),
        ("“MIG”", "“MIG (Multi-Instance GPU)”"),
        ("# MIG\r\n\r\nMIG\r\n", "# MIG\r\n\r\nMIG (Multi-Instance GPU)\r\n"),
        ("---\ntags: [MIG]\n---\nMIG", "---\ntags: [MIG]\n---\nMIG (Multi-Instance GPU)"),
        ("+++\na = 'MIG'\n+++\nMIG", "+++\na = 'MIG'\n+++\nMIG (Multi-Instance GPU)"),
        ("MIG\n===\n\nMIG\n---\n\nMIG", "MIG\n===\n\nMIG\n---\n\nMIG (Multi-Instance GPU)"),
        ("<!-- MIG -->\n<!--\nMIG\n-->\n\nMIG", "<!-- MIG -->\n<!--\nMIG\n-->\n\nMIG (Multi-Instance GPU)"),
        ("~~~~\nMIG\n~~~\nMIG\n~~~~\nMIG", "~~~~\nMIG\n~~~\nMIG\n~~~~\nMIG (Multi-Instance GPU)"),
        ("> ```\n> MIG\n> ```\n> MIG", "> ```\n> MIG\n> ```\n> MIG (Multi-Instance GPU)"),
        ("- a\n\n      MIG\n\n  MIG", "- a\n\n      MIG\n\n  MIG (Multi-Instance GPU)"),
        ("MIG &amp; SLO", "MIG (Multi-Instance GPU) &amp; SLO (Service-Level Objective)"),
        ("**Multi-Instance** GPU\n([MIG](x)), MIG", "**Multi-Instance** GPU\n([MIG](x)), MIG"),
        ("![MIG](x 'MIG') <b title='MIG'>MIG</b>", "![MIG](x 'MIG') <b title='MIG'>MIG (Multi-Instance GPU)</b>"),
        ("[MIG] MIG\n\n[MIG]: x", "[MIG] MIG (Multi-Instance GPU)\n\n[MIG]: x"),
        ("[MIG][] MIG\n\n[MIG]: x", "[MIG][] MIG (Multi-Instance GPU)\n\n[MIG]: x"),
        ("[MIG][x]\n\n[x]: y", "[MIG (Multi-Instance GPU)][x]\n\n[x]: y"),
        ("| MIG |\n|---|\n| SLO |", "| MIG (Multi-Instance GPU) |\n|---|\n| SLO (Service-Level Objective) |"),
        ("使用MIG进行训练。\nMIGを使う。", "使用MIG (Multi-Instance GPU)进行训练。\nMIGを使う。"),
        ("MIG를 사용한다.", "MIG (Multi-Instance GPU)를 사용한다."),
        ("「MIG、SLO」", "「MIG (Multi-Instance GPU)、SLO (Service-Level Objective)」"),
        ("ใช้MIGใน", "ใช้MIG (Multi-Instance GPU)ใน"),
        ("MIG\r\n* SLO\r", "MIG (Multi-Instance GPU)\r\n* SLO (Service-Level Objective)\r"),
        ("C_X", "C_X (C\\*X \\<now>)"),
        ("", ""),
    ],
)
def test_a_text_with_its_full_forms(text: str, expanded: str) -> None:
    assert expand_text(text, senses) == (expanded, ())


@pytest.mark.parametrize(
    ("format", "text", "expanded"),
    [
        ("html", "<h1>MIG</h1><p>MIG C_X", "<h1>MIG</h1><p>MIG (Multi-Instance GPU) C_X (C*X &lt;now>)"),
        ("rst", "MIG\n===\n\n``MIG`` *MIG*", "MIG\n===\n\n``MIG`` *MIG (Multi-Instance GPU)*"),
        ("asciidoc", "= MIG\n\n`MIG` MIG", "= MIG\n\n`MIG` MIG (Multi-Instance GPU)"),
        ("latex", r"\section{MIG} \texttt{MIG} MIG", r"\section{MIG} \texttt{MIG} MIG (Multi-Instance GPU)"),
        ("python", "MIG = 1  # MIG\n", "MIG = 1  # MIG (Multi-Instance GPU)\n"),
        ("plaintext", "*MIG*", "*MIG (Multi-Instance GPU)*"),
        (
            "notebook",
            '{"cells":[{"cell_type":"markdown","source":["MIG C_X"]}]}',
            '{"cells":[{"cell_type":"markdown","source":["MIG (Multi-Instance GPU) C_X (C\\\\*X \\\\<now>)"]}]}',
        ),
    ],
)
def test_each_format_is_left_as_it_is_but_for_its_prose(format: str, text: str, expanded: str) -> None:
    assert expand_text(text, senses, format) == (expanded, ())
    assert expand_text(expanded, senses, format) == (expanded, ())


def test_of_two_full_forms_the_first_is_taken_and_the_acronym_told() -> None:
    assert expand_text("RAG and RAG", senses) == ("RAG (Retrieval-Augmented Generation) and RAG", ("RAG",))
    assert expand_text("Red, Amber, Green (RAG): RAG", senses) == ("Red, Amber, Green (RAG): RAG", ())


_WORDS = ["MIG", "SLOs", "RAG", "CI/CD", "K8s", "推論", "the", "é", " ", "\n", "\r\n", "`", "(", ")", "```\n", "<b>"]
_MARKS = ["# ", "> ", "- ", "|", "|-|\n", "**", "_", "[", "]", "](x)", "]: x\n", "---\n", "<!--", "-->", "&amp;"]
TEXTS = st.lists(
    st.sampled_from(_WORDS + _MARKS) | st.text(max_size=3),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_what_is_written_in_is_all_that_changes(text: str) -> None:
    expanded, _ = expand_text(text, senses)
    forms = [entry.expansion for entry in ENTRIES if entry.expansion]
    for written in (f" ({form})" for one in forms for form in (one, plural(one))):
        if expanded.count(written) > text.count(written):
            expanded = expanded.replace(written, "", 1)
    assert expanded == text


@given(TEXTS)
def test_a_text_is_expanded_once(text: str) -> None:
    expanded, _ = expand_text(text, senses)
    assert expand_text(expanded, senses) == (expanded, ())


def test_an_entry_named_by_its_full_form_answers_for_its_acronym() -> None:
    entry = Entry("Large language model", aliases=("LLM", "big model"), glossary="g")
    assert expansions("llm", [entry]) == (Expansion("LLM", "Large language model", "g"),)
    assert expansions("big model", [entry]) == ()
    assert contractions("large language models", [entry]) == (Expansion("LLM", "Large language model", "g"),)


def test_each_full_form_is_told_once() -> None:
    entry = Entry("MIG", expansion="Multi-Instance GPU", glossary="g")
    assert expansions("MIG", [entry, entry]) == (Expansion("MIG", "Multi-Instance GPU", "g"),)


def test_words_are_looked_up_not_letters() -> None:
    asked: list[str] = []

    def nothing(word: str) -> tuple[Entry, ...]:
        asked.append(word)
        return ()

    expand_text("One two-three, four.", nothing)
    assert asked == ["One", "two-three", "four"]


DOCUMENTS = {
    "markdown": "Use EVL now.",
    "mdx": "Use EVL now.",
    "rst": "Use EVL now.",
    "asciidoc": "Use EVL now.",
    "latex": "Use EVL now.",
    "html": "<p>Use EVL now.</p>",
    "plaintext": "Use EVL now.",
    "notebook": '{"cells": [{"cell_type": "markdown", "source": ["Use EVL now."]}]}',
    "python": "# Use EVL now.\n",
    "c": "/* Use EVL now. */\n",
}


@pytest.mark.parametrize("format", DOCUMENTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(form=WORD.filter(lambda text: "/" not in text) | st.text(max_size=4).map("x{}".format))
def test_a_hostile_full_form_says_what_it_is_and_nothing_else(format: str, form: str) -> None:
    entry = Entry("EVL", expansion=form)
    text = DOCUMENTS[format]
    expanded, _ = expand_text(text, lambda word: (entry,) if word == "EVL" else (), format)
    assert expand_text(expanded, lambda word: (entry,) if word == "EVL" else (), format)[0] == expanded
    assert not any(is_unsafe(char) for char in expanded.removesuffix("\n"))
    (block,) = readers.read(expanded, format).blocks
    shown = visible(" ".join(form.split()))
    is_unchanged = expanded == text and format in ("python", "c")
    assert " ".join(block.text.split()) == ("Use EVL now." if is_unchanged else f"Use EVL ({shown}) now.")
    if format == "notebook":
        json.loads(expanded)


@pytest.mark.parametrize(
    ("format", "form", "written"),
    [
        ("c", "x */ system(1); /*", ""),
        ("python", "coding: utf-7", ""),
        ("latex", r"\write18{rm} 50%", r" (\textbackslash{}write18\{rm\} 50\%)"),
        ("html", "{{ config }} & <b>", " (&#123;&#123; config }} &amp; &lt;b>)"),
        ("markdown", "A\n\n# B $x$", r" (A # B \$x\$)"),
        ("mdx", "{x}<y/>", r" (\{x}\<y/>)"),
        ("rst", "|x| `y`_", r" (\|x\| \`y\`\_)"),
        ("asciidoc", "include::x[] {y}", " (include&#58;&#58;x&#91;&#93; &#123;y&#125;)"),
        ("plaintext", "\x1b]0;x\x07", " (\ufffd]0;x\ufffd)"),
        ("notebook", 'a"\x1b', ' (a\\"\ufffd)'),
    ],
)
def test_a_full_form_is_escaped_for_the_document(format: str, form: str, written: str) -> None:
    entry = Entry("EVL", expansion=form)
    expanded, _ = expand_text(DOCUMENTS[format], lambda word: (entry,) if word == "EVL" else (), format)
    assert expanded == DOCUMENTS[format].replace("EVL", f"EVL{written}")
