"""Full forms written into texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.entries import Entry, Expansion
from glossctl.expand import contractions, expand_text, expansions
from glossctl.text import fold, plural

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
