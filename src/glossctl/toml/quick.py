"""Entries written in the plain way, read five times as fast as tomllib reads them; tomllib reads all the rest.

Plain is what ``format`` lays out and most people write: ``key = "string"``, a text between three quotation marks, a
list of strings on one line, no escapes. An entry with anything else in it is handed to tomllib by itself. What comes
out is what tomllib makes of the whole, or None where that can't be told.
"""

import re
import tomllib

from glossctl.toml import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = dict[str, Any]

_PLAIN = r'[^"\\\x00-\x1f\x7f]*'
_STATEMENT = re.compile(
    rf'(?P<key>[a-z_]+) = (?:"(?P<string>{_PLAIN})"|"""\n?(?P<text>[^"\\\x00-\x08\x0b-\x1f\x7f]*)"""'
    rf'|\[(?P<list>"{_PLAIN}"(?:, "{_PLAIN}")*)?(?P<end>\]))\n'
    r"|\[\[(?P<table>" + "|".join(TABLES) + r")\]\]\n"
    r"|\n+|\#[^\x00-\x08\x0a-\x1f\x7f]*\n"
)

_OPENINGS = tuple(f"[[{table}]]" for table in TABLES)
_HEADER = re.compile(r"\n(?=\[\[(?:" + "|".join(TABLES) + r")\]\])")


def tables(text: str) -> "dict[str, list[Row]] | None":
    """Return the document that ``text`` is, its entries' tables and nothing else; None where tomllib has to say.

    ``text`` begins with the header of a table of an entry.
    """
    text = text.replace("\r\n", "\n")
    if "\r" in text:  # allowed nowhere
        return None
    if not text.endswith("\n"):
        text += "\n"
    found: dict[str, list[Row]] = {}
    row: Row | None = None
    at = start = 0
    match = _STATEMENT.match
    while at < len(text):
        statement = match(text, at)
        if statement is None:
            if text.startswith(_OPENINGS, at):  # what is odd is the header
                row, start = None, at
            at = _end(text, at)
            if not _read(text[start:at], found, row is not None):
                return None
            row, start = None, at
            continue
        kind = statement.lastgroup
        if kind == "table":
            row, start = {}, at
            found.setdefault(statement["table"], []).append(row)
        elif kind is not None:
            key = statement["key"]
            if row is None or key in row:
                return None
            row[key] = statement[kind] if kind != "end" else _items(statement["list"])
        at = statement.end()
    return found


def _items(inside: "str | None") -> list[str]:
    return inside[1:-1].split('", "') if inside else []


def _end(text: str, at: int) -> int:
    """Return where the next table of an entry seems to begin."""
    header = _HEADER.search(text, at)
    return header.end() if header else len(text)


def _read(text: str, found: "dict[str, list[Row]]", begun: bool) -> bool:
    """Add what tomllib reads in ``text``, an odd entry, of which part is there if ``begun``; tell whether it could."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    if len(document) != 1:
        return False
    ((table, rows),) = document.items()
    if table not in TABLES or not isinstance(rows, list) or (begun and not found.get(table)):
        return False
    if begun:
        found[table].pop()
    found.setdefault(table, []).extend(rows)
    return True
