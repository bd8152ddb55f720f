"""The comment that a quick fix writes holds back just the finding it was made for."""

import pytest

import glossctl
from glossctl.documents.ignores import ignoring

TEXTS = {
    "markdown": "# Head\n\nThe XQJ waits.\nThe WQP too.\n",
    "mdx": "The XQJ waits.\n\nThe WQP too.\n",
    "html": "<p>The XQJ waits.\n<p>The WQP too.\n",
    "latex": "The XQJ waits.\n\nThe WQP too.\n",
    "rst": "The XQJ waits.\n\nThe WQP too.\n",
    "asciidoc": "The XQJ waits.\n\nThe WQP too.\n",
    "python": "# The XQJ waits for all of us.\nx = 1\n# The WQP waits for it, too.\n",
}


@pytest.mark.parametrize("format_", TEXTS)
def test_the_comment_holds_back_one_finding(format_: str) -> None:
    text = TEXTS[format_]
    with glossctl.load() as glossary:
        first, second = glossary.check(text, format_)
        written = ignoring(text, first, format_)
        assert written is not None
        at, comment = written
        found = glossary.check(text[:at] + comment + text[at:], format_)
    assert [(one.code, one.word) for one in found] == [(second.code, second.word)]


def test_a_format_without_comments_has_none() -> None:
    with glossctl.load() as glossary:
        (finding,) = glossary.check("The XQJ waits.", "plaintext")
    assert ignoring("The XQJ waits.", finding, "plaintext") is None


def test_a_word_of_several_words_is_quoted() -> None:
    text = "A word  pool stands here."
    entry = '[[term]]\nname = "node"\ndefinition = "A machine."\navoid = [{ word = "word pool", reason = "" }]\n'
    with open("glossary.toml", "w", encoding="utf-8") as file:
        file.write(entry)
    with glossctl.load() as glossary:
        (finding,) = glossary.check(text)
        at, comment = ignoring(text, finding, "markdown") or (0, "")
        assert comment == ' <!-- glossctl: ignore "word pool" -->'
        assert glossary.check(text[:at] + comment) == ()
