"""Pages with front matter: the YAML or TOML at the head of a Markdown file, and the text below it."""

import json
import tomllib

from glossctl.errors import Fault, FileError
from glossctl.syntax import yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


def split(text: str, path: str) -> "tuple[yaml.Table | None, str]":
    """Return the front matter and the body of a page; None where it begins with no front matter.

    Values are as ``yaml.read`` gives them, those of TOML too: texts, lists, tables and None, never numbers or dates.
    Keys are in lower case, as Hugo takes them.
    Raises FileError: Y001 to Y004 as ``yaml.read``, T001 not TOML, X001 front matter that is no table.
    """
    if text.lstrip().startswith("{") and (table := _json(text.lstrip())):
        return table
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = _ENDS.get(lines[0].rstrip())
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), 0) if ends else 0
    if not end:
        return None, text
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    if lines[0].rstrip() == "+++":
        return _toml(head, path), body
    table = yaml.read(head, path, first=2)
    if table is None:
        return yaml.Table(1), body
    if not isinstance(table, yaml.Table):
        raise FileError([Fault(path, 2, 0, "X001", 'the front matter must hold keys, as "title: ..."')])
    return _lower(table), body


def _json(text: str) -> "tuple[yaml.Table | None, str] | None":
    """Return the JSON at the head of a page as a table, and what follows; None where it is no object of JSON."""
    try:
        value, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return (_lower(_table(value)), text[end:].lstrip("\r\n")) if isinstance(value, dict) and value else None


def _lower(table: yaml.Table) -> yaml.Table:
    lower = yaml.Table(table.line)
    for key, value in table.items():
        if key.lower() not in lower:
            lower[key.lower()] = _lower(value) if isinstance(value, yaml.Table) else value
            lower.lines[key.lower()] = table.lines.get(key, table.line)
    return lower


def _toml(head: str, path: str) -> yaml.Table:
    try:
        return _lower(_table(tomllib.loads(head)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FileError([Fault(path, 1, 0, "T001", f"the front matter is not TOML: {reason}")]) from error


def _table(values: "Mapping[str, Any]") -> yaml.Table:
    table = yaml.Table(1)
    for key, value in values.items():
        table[key] = _value(value)
    return table


def _value(value: "Any") -> "Any":
    if isinstance(value, dict):
        return _table(value)
    if isinstance(value, list):
        return [_value(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def join(table: "Mapping[str, Any]", body: str) -> str:
    """Return a page: ``table`` as YAML, then the body."""
    return f"---\n{yaml.write(dict(table))}---\n" + (f"\n{body}\n" if body else "")
