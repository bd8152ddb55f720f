"""Why a text is no TOML, in words that say what to mend: tomllib only says where it stumbled.

A quotation mark that is missing is noticed far below it, and whoever names a CSV file to a look-up means ``import``.
"""

import re

from glossctl.syntax.looks import SPOKEN, begins_as_toml, looks, table

_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|(?P<long>"""|\'\'\')'
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(?P<short>["\'])|\#[^\n]*',
    re.DOTALL,
)
_LONG = ('"""', "'''")
_STATEMENT = re.compile(r"\n[ \t]*(?:\[\[?\w+\]\]?[ \t]*\n|[a-z_]+[ \t]*=[ \t]*[\"'\[\n]?)")


def unclosed(text: str, line: int, column: int) -> tuple[int, int, str] | None:
    """Return line and column of the text that isn't closed, and its quotation mark; None where that is no reason.

    ``line`` and ``column`` are where reading failed; line 0 for the end. A text between three marks that isn't closed
    runs on to the beginning of the next one: then reading fails behind a text that holds lines of TOML.
    """
    start, end = _line(text, line)
    is_at_end = column > end - start
    last = None
    for found in _TEXT.finditer(text):
        if found.start() >= end:
            break
        if last and _is_run_on(text, last, start):
            break
        if mark := found["long"] or found["short"]:
            is_reason = mark == found["long"] or not line or (is_at_end and found.start() >= start)
            return (*_place(text, found.start()), mark) if is_reason else None
        last = found if found[0].startswith(_LONG) else last
    if last and _is_run_on(text, last, start):
        return (*_place(text, last.start()), last[0][:3])
    return None


def _is_run_on(text: str, last: "re.Match[str]", failure: int) -> bool:
    """Tell whether a text between three marks ends on the line of the failure and holds lines of TOML."""
    return last.end() > failure and bool(_STATEMENT.search(last[0]))


def _line(text: str, line: int) -> tuple[int, int]:
    """Return where a line begins and ends; for line 0, the end of the text."""
    if not line:
        return len(text), len(text) + 1
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def other_format(text: str) -> str:
    """Return which other format a text is in; "" where it begins as TOML, or as nothing known."""
    kind = "" if begins_as_toml(text) else looks(text) or table(text)
    return "" if kind == "toml" else kind


def hint(kind: str) -> str:
    """Return what to say of a text in another format, which ``other_format`` found."""
    return f"it looks like {SPOKEN[kind]}" + ("; a glossary file is TOML" if kind in ("html", "yaml") else "")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
