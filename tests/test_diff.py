"""Differences: what is shown turns the old text into the new one, however long they are."""

import difflib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.render.diff import diff

lines = st.lists(st.sampled_from(["a", "b", "c", "", "name = 1", "d", "e", "f", "g"]), max_size=30)


def applied(difference: str, before: str) -> str:
    """Return what a unified difference makes of a text."""
    old = before.splitlines(keepends=True)
    new: list[str] = []
    at = 0
    for line in difference.splitlines(keepends=True)[2:]:
        if hunk := re.match(r"@@ -(\d+)(?:,(\d+))? \+", line):
            start = int(hunk[1]) - (hunk[2] != "0")
            new += old[at:start]
            at = start
        elif line[0] in " -":
            assert old[at] == line[1:]
            new += [line[1:]] if line[0] == " " else []
            at += 1
        else:
            new.append(line[1:])
    return "".join(new + old[at:])


@pytest.mark.parametrize("quadratic", [0, 2000])
@given(before=lines, after=lines)
def test_a_difference_turns_the_old_text_into_the_new(quadratic: int, before: list[str], after: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glossctl.render.diff._QUADRATIC", quadratic)
        old, new = ("".join(f"{line}\n" for line in text) for text in (before, after))
        difference = str(diff(old, new, "g.toml", color=False))
    assert (applied(difference, old) if old != new else old) == new


def test_a_short_difference_is_difflibs() -> None:
    old, new = "a\nb\nc\n", "a\nx\nc\n"
    expected = "".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "g.toml", "g.toml"))
    assert diff(old, new, "g.toml", color=False) == expected


def test_every_second_line_of_a_hundred_thousand_may_change() -> None:
    old = "".join(f"name {number}\nold {number}\n" for number in range(50_000))
    began = time.process_time()
    assert applied(str(diff(old, old.replace("old", "new"), "g.toml", color=False)), old) == old.replace("old", "new")
    assert time.process_time() - began < 20  # difflib alone takes minutes
