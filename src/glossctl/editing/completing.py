"""Completion inside a glossary file: keys of the table, tags, related names, case rules."""

import re

from glossctl.entries import FIELDS, Value
from glossctl.toml import CASES, CHECK_KEYS, HEADER_KEYS, TABLES
from glossctl.toml.source import statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MOST_CONTEXT = 20_000  # characters before the cursor: no entry is longer
_LIST = re.compile(
    r"""^[ \t]*(tags|related)[ \t]*=[ \t]*\[(?:[^\]"']|"[^"\n]*"|'[^'\n]*')*["']([^"'\n]*)\Z""", re.MULTILINE
)
_CASE = re.compile(r"""^[ \t]*case[ \t]*=[ \t]*["']([^"'\n]*)\Z""", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*([a-z_]*)\Z", re.MULTILINE)
_RULES = {"loose": "Any capitals.", "strict": "Just these capitals."}


class Choice(Value):
    """A completion that replaces the text from ``start`` on; ``about`` describes it and may be empty.

    ``is_key`` tells a key from a value.
    """

    text: str
    about: str
    start: int
    is_key: bool = False


def choices(
    text: str, offset: int, tags: "Callable[[], Iterable[str]]", names: "Callable[[str], Iterable[tuple[str, str]]]"
) -> "list[Choice]":
    """Return the completions at an offset of a glossary file's text; none where anything may be written.

    ``tags`` returns the known tags, ``names`` the (name, full form) of entries that begin with a text.
    """
    before = text[max(0, offset - _MOST_CONTEXT) : offset]
    if match := _LIST.search(before):
        written = match[2]
        described = [(tag, "") for tag in tags()] if match[1] == "tags" else list(names(written))
    elif match := _CASE.search(before):
        written, described = match[1], [(rule, _RULES[rule]) for rule in CASES]
    elif match := _KEY.search(before):
        written, described = match[1], _keys(before)
    else:
        return []
    return [Choice(word, about, offset - len(written), match.re is _KEY) for word, about in described]


def _keys(before: str) -> "list[tuple[str, str]]":
    """Return the keys of the table at the end of ``before``, each with its description."""
    paths = [piece.path for piece in statements(before) if piece.kind in ("table", "tables")]
    table = paths[-1][0] if paths and len(paths[-1]) == 1 else ""
    if table in TABLES:
        return [(field.name, field.about) for field in FIELDS if field.in_file]
    return [(key, "") for key in {"glossary": HEADER_KEYS, "check": CHECK_KEYS}.get(str(table), ())]
