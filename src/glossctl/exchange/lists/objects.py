"""JSON texts to values, and our own entries as JSON objects and back, to the letter."""

import json
import re

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import KINDS, LISTS, Avoid, Entry, Header, Link, names_of
from glossctl.entries import plain as as_json
from glossctl.errors import Fault
from glossctl.exchange.lists.columns import FIELDS, Columns
from glossctl.exchange.lists.tables import table
from glossctl.text import paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from glossctl.entries import Contents

_OURS = frozenset(FIELDS) | {"language", "glossary"}


class Pairs(list["tuple[str, Any]"]):
    """A JSON object as its pairs, in order: a name that comes twice is two senses, where a dict keeps one."""


_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPES = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.DOTALL)


def whole(text: str) -> tuple[str, int]:
    r"""Return a JSON text with U+FFFD for each escape that is half a character, and how many these are.

    >>> whole(r'"\ud83d\ude00 \ud800"')
    ('"\\ud83d\\ude00 \\ufffd"', 1)
    """
    if not _HALF.search(text):
        return text, 0
    halves = sum(bool(found[1]) for found in _ESCAPES.finditer(text))
    return _ESCAPES.sub(lambda found: "\\ufffd" if found[1] else found[0], text), halves


def parse(text: str) -> "Any":
    """Return the value of a JSON text: objects as Pairs, numbers as they are written. Raises ValueError."""
    return json.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str)


def fault(error: Exception, path: str, line: int = 0) -> Fault:
    """Return the fault of a text that ``parse`` refused; ``line`` is that of a line of JSON Lines."""
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
        return Fault(path, line or error.lineno, error.colno, "X001", f"not JSON: {reason}")
    return Fault(path, line, 0, "X001", "not JSON: nested too deeply")


def is_strings(value: "Any") -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and not isinstance(value, Pairs) and all(isinstance(item, str) for item in value)


def text_of(value: "Any") -> str:
    """Return a JSON value in words: lists and objects as their parts, parted by semicolons."""
    if isinstance(value, str):
        return value
    if isinstance(value, Pairs):
        return "; ".join(f"{key}: {text}" for key, item in value if (text := text_of(item)))
    if isinstance(value, list):
        return "; ".join(filter(None, map(text_of, value)))
    return "" if value is None else str(value).lower()


def entry_of(record: "dict[str, Any]", header: Header) -> Entry | None:
    """Return the entry that an object of ours says, or None when it is somebody else's."""
    if record.get("kind") not in KINDS or not record.keys() <= _OURS:
        return None
    strings = {key: record.get(key) or "" for key in _STRINGS}
    lists: dict[str, list[str]] = {key: record.get(key) or [] for key in LISTS}
    avoid = [_avoid(item) for item in record.get("avoid") or ()]
    if (
        not all(isinstance(value, str) for value in strings.values())
        or not all(is_strings(value) for value in lists.values())
        or None in avoid
        or not strings["name"].strip()
    ):
        return None
    strings = {key: value.strip() for key, value in strings.items()}
    strings["definition"] = "\n\n".join(paragraphs(strings["definition"]))
    fields: dict[str, Any] = {**strings, **{key: strings[key] or None for key in _OPTIONAL}}
    fields |= {key: tuple(item.strip() for item in value if item.strip()) for key, value in lists.items()}
    fields["language"] = fields["language"] or header.language
    fields["glossary"] = fields["glossary"] or header.name
    return Entry(kind=record["kind"], avoid=tuple(word for word in avoid if word), **fields)


_STRINGS = names_of("text", "optional")
_OPTIONAL = names_of("optional")


def _avoid(item: "Any") -> Avoid | None:
    found = dict(item) if isinstance(item, Pairs) else {}
    word, reason = found.get("word"), found.get("reason") or ""
    return Avoid(word, reason) if isinstance(word, str) and isinstance(reason, str) else None


def header_from(record: "dict[str, Any]", header: Header) -> Header:
    """Return the header that an object of ours says; ``header`` is what holds without it."""

    def string(key: str, default: str) -> str:
        value = record.get(key)
        return value.strip() or default if isinstance(value, str) else default

    see_also = [dict(item) for item in record.get("see_also") or () if isinstance(item, Pairs)]
    tags = record.get("tags")
    return Header(
        string("name", header.name),
        string("title", ""),
        string("language", header.language),
        tuple(
            Link(str(link.get("title") or link["url"]), link["url"]) for link in see_also if _is_url(link.get("url"))
        ),
        tuple(tags or ()) if is_strings(tags) else (),
    )


def _is_url(value: "Any") -> bool:
    return isinstance(value, str) and bool(value)


def record(entry: Entry) -> "dict[str, Any]":
    """Return an entry as an object: the keys of ``-o json``, always all, and those that only a glossary file has."""
    names = (field.name for field in sorted(ENTRY_FIELDS, key=lambda field: not field.in_json))
    return {name: as_json(getattr(entry, name)) for name in names}


def mapped(contents: "Contents", columns: Columns) -> "tuple[list[dict[str, str]], tuple[str, ...]]":
    """Return the entries as objects with somebody else's keys, and what these leave out."""
    made = table(contents, columns)
    return [dict(zip(made.headings, row, strict=True)) for row in made.rows], made.losses
