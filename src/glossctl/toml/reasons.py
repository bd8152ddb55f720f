"""Why a text isn't TOML, in words that say what to mend: tomllib only says where it failed.

A missing quotation mark shows up far below its place, and a CSV file given to a look-up was meant for ``import``.
"""

import re

from glossctl.syntax.looks import SPOKEN, begins_as_toml, looks, table
from glossctl.toml.source import strings

_LONG = ('"""', "'''")
_STATEMENT = re.compile(r"\n[ \t]*(?:\[\[?\w+\]\]?[ \t]*\n|[a-z_]+[ \t]*=[ \t]*[\"'\[\n]?)")


def unclosed(text: str, line: int, column: int) -> tuple[int, int, str] | None:
    """Return line, column and quotation marks of an unclosed string; None if the failure has another reason.

    ``line`` and ``column`` are where reading failed; line 0 for the end. An unclosed triple-quoted string runs on to
    the start of the next one, so reading fails after a string that holds lines of TOML.
    """
    line_start, line_end = _line_span(text, line)
    is_at_end = column > line_end - line_start
    last = None
    for start, end, quotes in strings(text):
        if start >= line_end or (last and _is_run_on(text, *last, line_start)):
            break
        if quotes:
            is_reason = quotes in _LONG or not line or (is_at_end and start >= line_start)
            return (*_place(text, start), quotes) if is_reason else None
        last = (start, end) if text.startswith(_LONG, start) else last
    if last and _is_run_on(text, *last, line_start):
        return (*_place(text, last[0]), text[last[0] : last[0] + 3])
    return None


def _is_run_on(text: str, start: int, end: int, failure: int) -> bool:
    """Tell whether a triple-quoted string ends on the line of the failure and holds lines of TOML."""
    return end > failure and bool(_STATEMENT.search(text, start, end))


def _line_span(text: str, line: int) -> tuple[int, int]:
    """Return the offsets at which a line begins and ends; for line 0, the end of the text."""
    if not line:
        return len(text), len(text) + 1
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def other_format(text: str) -> str:
    """Return which other format a text is in; "" if it begins like TOML or like no known format."""
    kind = "" if begins_as_toml(text) else looks(text) or table(text)
    return "" if kind == "toml" else kind


def hint(kind: str) -> str:
    """Return the hint for a text in another format, as ``other_format`` gives it."""
    return f"it looks like {SPOKEN[kind]}" + ("; a glossary file is TOML" if kind in ("html", "yaml") else "")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
