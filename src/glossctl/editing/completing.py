"""What may be written at a place of a glossary file: a key of the table, a tag, a related name, a case rule."""

import re

from glossctl.entries import FIELDS, Value
from glossctl.toml import CASES, CHECK_KEYS, HEADER_KEYS, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_READ = 20_000  # characters before the place: an entry is no longer
_LIST = re.compile(
    r"""^[ \t]*(tags|related)[ \t]*=[ \t]*\[(?:[^\]"']|"[^"\n]*"|'[^'\n]*')*["']([^"'\n]*)\Z""", re.MULTILINE
)
_CASE = re.compile(r"""^[ \t]*case[ \t]*=[ \t]*["']([^"'\n]*)\Z""", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*([a-z_]*)\Z", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*(\w+)[ \t]*\]\]?", re.MULTILINE)
_RULES = {"loose": "Any capitals.", "strict": "Just these capitals."}


class Choice(Value):
    """A text that may stand from ``start`` on; ``about`` says what belongs there, and is empty where nothing is said.

    ``is_key``: it is a key, not a value.
    """

    text: str
    about: str
    start: int
    is_key: bool = False


def choices(
    text: str, offset: int, tags: "Callable[[], Iterable[str]]", names: "Callable[[str], Iterable[tuple[str, str]]]"
) -> "list[Choice]":
    """Return what may be written at an offset of a glossary file's text; none where that is free.

    ``tags`` gives the known tags, ``names`` the (name, full form) of entries that begin with a text.
    """
    before = text[max(0, offset - _READ) : offset]
    if match := _LIST.search(before):
        written = match[2]
        found = [(tag, "") for tag in tags()] if match[1] == "tags" else list(names(written))
    elif match := _CASE.search(before):
        written, found = match[1], [(rule, _RULES[rule]) for rule in CASES]
    elif match := _KEY.search(before):
        written, found = match[1], _keys(before)
    else:
        return []
    return [Choice(word, about, offset - len(written), match.re is _KEY) for word, about in found]


def _keys(before: str) -> "list[tuple[str, str]]":
    """Return the keys of the table that the text is in, each with what belongs there."""
    table = next((match[1] for match in reversed(list(_TABLE.finditer(before)))), "")
    if table in TABLES:
        return [(field.name, field.about) for field in FIELDS if field.in_file]
    return [(key, "") for key in {"glossary": HEADER_KEYS, "check": CHECK_KEYS}.get(table, ())]
