"""Comments of source files to prose: what is read, what isn't, and where it stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.syntax.source import read
from glossctl.syntax.source_languages import ENDINGS, SYNTAXES
from tests.syntax.placed import assert_placed, place_of, texts, words

READ = [
    ("go", 'a := "// b" + `/* c */` // d\n// e\n// f\n\n/*\ng\n*/', ["d", "e f", "g"]),
    ("go", "//go:build x\n// +optional\n//nolint:y\n// a `b` https://x.example", ["a \ufffc \ufffc" + "\ufffc" * 16]),
    ("go", "// a\n//\n//\tb()\n//\n// c\n// - d\n", ["a", "c", "d"]),
    ("c", "/**\n * a\n * b\n *\n * @param x the c\n * @return d\n */", ["a b", "the c", "d"]),
    ("c", 'char c = \'"\'; // a\nR"x(// b)x"; // c', ["a", "c"]),
    ("c", "// x = y;\n// foo(z)\n// ------\n// a\n", ["a"]),
    ("java", '"""\n// a\n""" /* b {@code c} <p>d</p> */', ["b \ufffc d"]),
    ("javascript", 'x = /"/ // a\ny = `// b` // c\n', ["a", "c"]),
    ("rust", "fn f<'a>(x: &'a str) {} // a\n/// b\n/// ```\n/// c\n/// ```\nr#\"// d\"#", ["a", "b"]),
    ("csharp", '@"// a""" // b', ["b"]),
    ("php", "# a\n#[B]\n// c", ["a", "c"]),
    ("css", "a { b: url(//c) } /* d */", ["d"]),
    ("python", '"""a\n\nb::\n\n    c\n\nd\n"""\nx = "# e"  # f\ndef g():\n    """h"""\n', ["a", "b::", "d", "f", "h"]),
    ("python", 'x = """a"""\ny = [\n    """b""",\n]\n# noqa\n# type: ignore\n# c\n', ["c"]),
    ("python", "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# a\n# b\n", ["a b"]),
    ("python", '"""a\n\n>>> b\nc\n\nd"""', ["a", "d"]),
    ("shell", "#!/bin/sh\necho $# ${#a} 'b # c' # d\ncat <<EOF\n# e\nEOF\n# f\n", ["d", "f"]),
    ("yaml", "a: b#c # d\ne: |\n  # f\n  g\nh: \"# i\" # don't\nj: don't # k\n", ["d", "don't", "k"]),
    ("toml", 'a = """\n# b\n""" # c\nd = \'# e\' # f\n', ["c", "f"]),
    ("ruby", '=begin\na\n=end\nx = "#{y}" # b\n<<~C\n# d\nC\n', ["a", "b"]),
    ("sql", "select '-- a' -- b\n/* c */", ["b", "c"]),
    ("lua", '--[[ a ]] x = "-- b" -- c\n[[ -- d ]]', ["a", "c"]),
    ("haskell", "{- a -} -- | b", ["a", "| b"]),
    ("lisp", '";; a" ;; b', ["b"]),
    ("erlang", '"% a" %% b', ["b"]),
    ("powershell", "<# a #> 'b # c' # d", ["a", "d"]),
    ("terraform", "a = <<EOF\n# b\nEOF\n# c\n// d\n", ["c d"]),
    ("hash", "FROM a # b\n# c\n", ["b", "c"]),
    ("hash", "# a\n#\n# b\n", ["a", "b"]),
    ("lines", "a = b # c\n; d\n# e\n", ["d e"]),
    ("go", "", []),
]


@pytest.mark.parametrize(("language", "text", "blocks"), READ)
def test_comments_are_read_and_nothing_else(language: str, text: str, blocks: list[str]) -> None:
    prose = read(text, language)
    assert words(prose) == blocks
    assert_placed(prose)


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in READ])
def test_line_endings_change_no_prose(language: str, text: str) -> None:
    other = read(text.replace("\n", "\r\n"), language)
    assert words(other) == words(read(text, language))
    assert_placed(other)


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("go", "🚀 // MIG", (1, 6)),
        ("python", 'def f():\r\n\t"""a\r\n\tMIG"""', (3, 2)),
        ("c", "/*\r * MIG\r */", (2, 4)),
    ],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(language: str, text: str, place: tuple[int, int]) -> None:
    assert place_of(read(text, language), "MIG") == place


def test_a_comment_speaks_to_check() -> None:
    prose = read("a // glossctl: ignore MIG\n\n/*\n * glossctl: ignore-next-line U001\n */\n", "go")
    assert [(one.line, one.verb, one.words) for one in prose.directives] == [
        (1, "ignore", ("MIG",)),
        (4, "ignore-next-line", ("U001",)),
    ]
    assert prose.blocks == ()


def test_every_language_has_files() -> None:
    assert list(ENDINGS) == list(SYNTAXES)


@pytest.mark.parametrize("language", SYNTAXES)
@pytest.mark.parametrize(
    "part", ["/*", '"', "'", "`", "=/", "<<a\n", "a: |\n", "--[[", "# a\n", "// a\n", '"""', "r#", "\\"]
)
def test_hostile_texts_are_read_in_a_moment(language: str, part: str) -> None:
    assert_placed(read(part * 5_000, language))


@given(texts("source"), st.sampled_from(list(SYNTAXES)))
def test_every_span_stands_at_its_offset(text: str, language: str) -> None:
    assert_placed(read(text, language))


HOSTILE = {
    "lines": "<<E\n" + "\n" * 2000,
    "line ends": "<<E\r\n" + "\r\n" * 2000 + "\n\r" * 500,
    "raw strings": 'R"(r#"@"' * 5000,
    "expressions": '=/[\\"' * 5000,
    "escapes": "'\\" * 5000,
    "here documents": "<<A\n" * 2000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", SYNTAXES)
def test_no_source_takes_longer_than_its_size(language: str, text: str) -> None:
    started = time.process_time()
    read(text, language)
    assert time.process_time() - started < 5  # some took minutes, or would never have ended
