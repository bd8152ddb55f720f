"""JSON values to entries, and entries to JSON objects: what JSON and JSON Lines have in common.

Our own objects, those of ``-o json`` and of ``export``, are read to the letter; somebody else's keys are recognised as
the headings of a table are.
"""

import json

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import KINDS, LISTS, Avoid, Entry, Header, Link, names_of
from glossctl.entries import plain as as_json
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists.cells import join, join_links
from glossctl.exchange.lists.columns import FIELDS, MEANING, RECOGNISED, SKIP, Columns, assign, field_of
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.lists.tables import table
from glossctl.exchange.losses import counted
from glossctl.syntax.markup import plain
from glossctl.text import fold, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from glossctl.entries import Contents
    from glossctl.exchange.protocol import Options, Reading

_MOST_KEYS = (
    200  # columns; the keys beyond are labelled texts, or records that share no key would take a square of room
)
_OURS = frozenset(FIELDS) | {"language", "glossary"}
_ADDRESS_KEYS = ("url", "href", "link", "uri")
_WRAPPERS = ("results", "entries", "entry", "roles", "audiences")


class Pairs(list["tuple[str, Any]"]):
    """A JSON object as its pairs, in order: a name that comes twice is two senses, where a dict keeps one."""


def parse(text: str) -> "Any":
    """Return the value of a JSON text: objects as Pairs, numbers as they are written. Raises ValueError."""
    return json.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str)


def fault(error: Exception, path: str, line: int = 0) -> Fault:
    """Return the fault of a text that ``parse`` refused; ``line`` is that of a line of JSON Lines."""
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
        return Fault(path, line or error.lineno, error.colno, "X001", f"not JSON: {reason}")
    return Fault(path, line, 0, "X001", "not JSON: nested too deeply")


class RecordReader:
    """Reads JSON values into entries, and tallies what is none."""

    def __init__(self, path: str, options: "Options") -> None:
        self.rows = RowReader(path, options, plain)
        self.rows.place = "record"
        self.columns = options.columns
        self.header: Header | None = None
        self.records: list[tuple[int, Pairs]] = []
        self.pairs: list[tuple[int, list[str]]] = []
        self.others = 0
        self.link_titles = 0
        self._number = 0

    def take(self, value: "Any") -> None:
        """Take a value: an entry, a list or object of such, a document of ours, or of names and their meanings."""
        if isinstance(value, Pairs):
            self._object(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, list) and not isinstance(item, Pairs):
                    self._pair([text_of(cell) for cell in item])
                elif isinstance(item, str):
                    self._pair([item])
                else:
                    self.take(item)
        else:
            self.others += value is not None

    def _object(self, pairs: Pairs) -> None:
        found = dict(pairs)
        if isinstance(found.get("glossary"), Pairs):
            self.header = _header(dict(found["glossary"]), self.rows.header)
        wrapped = [found[key] for key in _WRAPPERS if key in found and _holds_objects(found[key])]
        if wrapped:
            for value in wrapped:
                self.take(value)
        elif _is_record(pairs, self.columns):
            self._number += 1
            self.records.append((self._number, pairs))
        elif any(_is_record_list(value, self.columns) for _, value in pairs):
            for _, value in pairs:  # {"acronyms": [{...}, ...], "version": 2}
                if _is_record_list(value, self.columns):
                    self.take(value)
                else:
                    self.others += 1
        else:
            for name, value in pairs:
                self._named(name, value)

    def _named(self, name: str, value: "Any") -> None:
        """Take a name and what stands under it: its meaning, several, an object, or a group of such."""
        if isinstance(value, Pairs):
            if _is_record(value, self.columns) or any(field_of(key) for key, _ in value):
                has_name = any(field_of(key) == "name" for key, _ in value)
                self._number += 1
                self.records.append((self._number, value if has_name else Pairs([("name", name), *value])))
            else:
                self._object(value)
        elif isinstance(value, list):
            for item in value:
                self._named(name, item)
        else:
            self._pair([name, text_of(value)])

    def _pair(self, cells: list[str]) -> None:
        self._number += 1
        self.pairs.append((self._number, cells))

    def reading(self) -> "Reading":
        """Return what was read. Raises FileError: X002 for not one entry, X001 for one nested too deeply."""
        try:
            return self._reading()
        except RecursionError as error:
            raise FileError([fault(error, self.rows.path)]) from error

    def _reading(self) -> "Reading":
        foreign = []
        for number, pairs in self.records:
            found = dict(pairs)
            entry = entry_of(found, self.rows.header) if len(found) == len(pairs) else None
            if entry:
                self.rows.entries.append(entry)
            else:
                foreign.append((number, pairs))
        if foreign:
            self._foreign(foreign)
        if self.pairs:
            self.rows.tells_columns = False
            self.rows.columns = Columns(("name", MEANING))
            self.rows.read(self.pairs, headed=False)
        losses = []
        if self.link_titles:
            losses.append(counted(self.link_titles, "title of a link", "titles of links"))
        if self.others:
            losses.append(counted(self.others, "value that is no entry", "values that are no entries"))
        if self.header:
            self.rows.header = self.header
        return self.rows.reading(losses)

    def _foreign(self, records: "Sequence[tuple[int, Pairs]]") -> None:
        """Read somebody else's objects as the rows of a table whose headings are all their keys."""
        keys = list(dict.fromkeys(key for _, pairs in records for key, _ in pairs))
        known = {fold(theirs) for theirs, _ in self.columns.named} | RECOGNISED.keys()
        keys = sorted(keys, key=lambda key: fold(key) not in known)[:_MOST_KEYS] if len(keys) > _MOST_KEYS else keys
        fields = assign(keys, len(keys), self.columns, self.rows.path)
        at = {key: number for number, key in enumerate(keys)}

        def rows() -> "Iterator[tuple[int, list[str]]]":
            yield 0, keys
            for number, pairs in records:
                cells = [""] * len(keys)
                for key, value in pairs:
                    if key in at and not cells[at[key]]:
                        cells[at[key]] = self._cell(value, fields[at[key]])
                    elif text := text_of(value).strip():
                        cells.append(f"{key}: {text}")
                yield number, cells

        self.rows.read(rows(), headed=True)

    def _cell(self, value: "Any", field: str) -> str:
        if field == SKIP:
            return ""
        if field == "links" and isinstance(value, list):
            return join_links(self._addresses(value))
        if isinstance(value, list) and not isinstance(value, Pairs):
            texts = [text for item in value if (text := text_of(item).strip())]
            return join(texts) if field in LISTS else "\n".join(texts)
        return text_of(value)

    def _addresses(self, value: "Any") -> "Iterator[str]":
        for item in [value] if isinstance(value, Pairs) else value:
            if isinstance(item, Pairs):
                found = dict(item)
                address = next((found[key] for key in _ADDRESS_KEYS if isinstance(found.get(key), str)), "")
                self.link_titles += len(found) - bool(address)
                yield address or text_of(item)
            else:
                yield text_of(item)


def _holds_objects(value: "Any") -> bool:
    is_list = isinstance(value, list) and not isinstance(value, Pairs)
    return isinstance(value, Pairs) or (is_list and all(isinstance(item, Pairs) for item in value))


def _is_record_list(value: "Any", columns: Columns) -> bool:
    return isinstance(value, list) and any(isinstance(item, Pairs) and _is_record(item, columns) for item in value)


def _is_record(pairs: Pairs, columns: Columns) -> bool:
    """Tell whether an object is an entry: one of its keys names it, and holds a name."""
    named = {fold(theirs) for theirs, ours in columns.named if ours == "name"}
    for key, value in pairs:
        if isinstance(value, str) and (fold(key) in named or field_of(key) in ("name", "short")):
            return len(pairs) > 1 or fold(key) in ("name", "term", "acronym", "abbreviation")
    return False


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
        or not all(_is_strings(value) for value in lists.values())
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


def _is_strings(value: "Any") -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs) and all(isinstance(item, str) for item in value)


def _avoid(item: "Any") -> Avoid | None:
    found = dict(item) if isinstance(item, Pairs) else {}
    word, reason = found.get("word"), found.get("reason") or ""
    return Avoid(word, reason) if isinstance(word, str) and isinstance(reason, str) else None


def _header(record: "dict[str, Any]", header: Header) -> Header:
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
        tuple(tags or ()) if _is_strings(tags) else (),
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
