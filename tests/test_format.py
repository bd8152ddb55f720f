"""Facts about ``format``."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given

from glossctl import toml
from glossctl.editing.format import format as laid_out
from glossctl.errors import GlossctlError
from glossctl.toml import write as toml_write
from tests.program import BUNDLED, command, environment, run
from tests.toml_files import files


@given(files())
def test_formatting_twice_changes_nothing(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once


@given(files())
def test_entries_stay_and_are_sorted(text: str) -> None:
    before, after = toml.read(text), toml.read(laid_out(text))
    assert list(after.entries) == toml_write.ordered(before.entries, before.header)
    assert after.header == before.header


_COMMENT_OR_STRING = re.compile(
    r"""(#[^\r\n]*)|\"\"\"(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}|'''(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
)


def comments(text: str) -> list[str]:
    """Return the comments of a TOML text, sorted."""
    return sorted(match[1].strip() for match in _COMMENT_OR_STRING.finditer(text) if match[1])


@given(files())
def test_every_comment_stays(text: str) -> None:
    assert comments(laid_out(text)) == comments(text)


UNSORTED = """#:schema ./glossary.schema.json
# Our words.

# --- the head
[glossary]   # head
language = "en"       # BCP 47
name = "team"   # short
tags = ["gpu", # cards
        # rules
        "law"  # statutes
        ,
]

[[role]] # a role
name = "Dev"

# section

# about V
[[term]]
# its tags
tags = []
definition = '''
Hand
wrapped.'''   # said so
name = 'vGPU'
[[term.avoid]]  # never
word = "slice" # why
# after avoid

[[term]]
aliases = ["", "Multi"]
expansion = "Multi-Instance GPU"
name = "MIG"
case = ""

# the end
"""

SORTED = """#:schema ./glossary.schema.json
# Our words.

# --- the head
[glossary] # head
name = "team"   # short
language = "en" # BCP 47
tags = [
  "gpu", # cards
  # rules
  "law", # statutes
]

[[term]]
name = "MIG"
expansion = "Multi-Instance GPU"
aliases = ["Multi"]

# section

# about V
[[term]]
name = "vGPU"
definition = "Hand wrapped." # said so
# its tags
tags = []
avoid = [
  # never
  # why
  { word = "slice" },
]
# after avoid

[[role]] # a role
name = "Dev"

# the end
"""


def test_format_lays_out_a_file_with_comments_everywhere() -> None:
    assert laid_out(UNSORTED) == SORTED
    assert laid_out(SORTED) == SORTED


def test_format_takes_the_line_end_of_most_lines() -> None:
    assert laid_out('[[term]]\r\nname="A"\r\n') == '[[term]]\r\nname = "A"\r\n'
    assert laid_out('[[term]]\nname="A"\n\r\n') == '[[term]]\nname = "A"\n'


def test_format_turns_inline_lists_into_tables() -> None:
    assert laid_out('# top\nglossary.name = "a"\nterm = [{ name = "B" },\n{ name = "A" }]\n') == (
        '# top\n\n[glossary]\nname = "a"\n\n[[term]]\nname = "A"\n\n[[term]]\nname = "B"\n'
    )


def test_format_refuses_to_lose_the_comments_of_an_inline_list() -> None:
    with pytest.raises(GlossctlError) as caught:
        laid_out('term = [{ name = "B" }, # b\n{ name = "A" }]\n', "team.toml")
    assert caught.value.message == "team.toml:1: can't keep the comments of term written as a value"
    assert caught.value.hint == "write it as [[term]] tables"


def test_format_of_nothing_is_nothing() -> None:
    assert laid_out("\n \n") == ""
    assert laid_out("\n# only\n\n") == "# only\n"


def test_the_bundled_glossary_is_laid_out() -> None:
    assert run("format", "--check", BUNDLED) == (0, "", "")


def test_format_writes_the_projects_file(tmp_path: Path) -> None:
    file = tmp_path / "work" / "glossary.toml"
    file.write_bytes(b"\xef\xbb\xbf" + UNSORTED.encode())
    assert run("format", "--check") == (1, f"would lay out {file}\n", "")
    assert run("format") == (0, f"laid out {file}\n", "")
    assert file.read_bytes() == b"\xef\xbb\xbf" + SORTED.encode()
    assert run("format") == (0, f"{file} is laid out\n", "")
    assert run("format", "--check") == (0, "", "")


def test_format_diff_shows_and_writes_nothing() -> None:
    Path("a.toml").write_text('[[term]]\nname="A"')
    shown = '--- a.toml\n+++ a.toml\n@@ -1,2 +1,2 @@\n [[term]]\n-name="A"\n\\ No newline at end of file\n+name = "A"\n'
    assert run("format", "--diff", "a.toml") == (1, shown, "")
    assert Path("a.toml").read_text() == '[[term]]\nname="A"'


def test_format_diff_is_coloured_where_asked() -> None:
    Path("a.toml").write_text('[[term]]\nname="\\u001B[31m' + "x" * 200 + '"\n')
    out = run("format", "--diff", "--color", "always", "a.toml").out
    assert '\x1b[31m-name="\\u001B[31m' + "x" * 200 + '"\x1b[0m\n' in out


def test_format_does_the_others_where_one_is_invalid() -> None:
    Path("a.toml").write_text("[[term]]\nnam = 1\n")
    Path("b.toml").write_text('[[term]]\nname="A"\n')
    done = run("format", "a.toml", "b.toml", "none.toml")
    assert (done.status, done.out) == (2, "laid out b.toml\n")
    assert [text for text in done.err.splitlines() if text.startswith("error: ")] == [
        "error: a.toml:1:1: T004 [[term]] 1: an entry needs a name",
        'error: a.toml:2:1: T002 [[term]] 1: unknown key "nam"; the nearest known key is "name"',
        "error: none.toml: F001 no such file or directory",
    ]
    assert Path("a.toml").read_text() == "[[term]]\nnam = 1\n"


def test_format_from_input_to_output_byte_by_byte() -> None:
    done = run("format", "-", stdin='\ufeff[[term]]\r\nname="A\u200b"\r\n# \ttab \u202e')
    assert done == (0, '\ufeff[[term]]\r\nname = "A\u200b"\r\n# \ttab \u202e\r\n', "")
    assert run("format", "--check", "-", stdin='[[term]]\nname="A"').status == 1
    assert run("format", "-", stdin=b"# \xff").err.startswith("error: <stdin>:1:3: F002 not UTF-8")


def test_format_without_a_file_says_so() -> None:
    assert run("format") == (
        2,
        "",
        "error: there is no glossary.toml here or above, up to the repository's root\nhint: name a file\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_at_any_moment_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    file, chance = tmp_path / "work" / "glossary.toml", random.Random(3)
    old = "".join(f'[[term]]\nname="A{number:04}"\n' for number in reversed(range(500)))
    new = laid_out(old)
    for _ in range(12):
        file.write_text(old)
        writer = subprocess.Popen(command("format"), cwd=file.parent, env=environment(), stdout=subprocess.DEVNULL)
        time.sleep(0.08 + 0.12 * chance.random())
        writer.kill()
        writer.wait()
        assert file.read_text() in (old, new)
    assert run("format").status == 0
    assert sorted(os.listdir(file.parent)) == [".git", "glossary.toml"]


def test_a_schema_directive_in_the_middle_is_settled_at_once() -> None:
    text = '[[term]]\nname = "b"\n\n#:schema x\n[[term]]\nname = "a"\n'
    once = laid_out(text)
    assert laid_out(once) == once
