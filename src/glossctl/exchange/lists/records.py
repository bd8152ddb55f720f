"""JSON values to entries, and entries to JSON objects: what JSON and JSON Lines have in common.

Our own objects, those of ``-o json`` and of ``export``, are read to the letter; somebody else's keys are recognised as
the headings of a table are.
"""

import json
import re

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import KINDS, LISTS, Avoid, Entry, Header, Link, names_of
from glossctl.entries import plain as as_json
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import fullforms
from glossctl.exchange.lists.cells import join, join_links
from glossctl.exchange.lists.columns import (
    FIELDS,
    IDENTIFIER,
    LABEL,
    MEANING,
    RECOGNISED,
    SKIP,
    Columns,
    assign,
    field_of,
)
from glossctl.exchange.lists.rows import LANGUAGES, RowReader
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
_LISTS_OF_ENTRIES = frozenset(
    [
        "terms",
        "entries",
        "glossary",
        "glossaries",
        "acronyms",
        "abbreviations",
        "words",
        "items",
        "data",
        "definitions",
        "concepts",
        "vocabulary",
        "records",
        "list",
        "results",
        "dictionary",
    ]
)
_CERTAIN_LISTS = _LISTS_OF_ENTRIES - {"data", "list", "items", "records", "results", "dictionary"}
_FEW = 5  # objects within what came out as a single entry
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?([^()\s<>]+)>?\)")
_TEXTS = ("text", "content", "body")  # of a sense
_WRAPPERS = ("results", "entries", "entry", "roles", "audiences")


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


class RecordReader:
    """Reads JSON values into entries, and tallies what is none."""

    def __init__(self, path: str, options: "Options") -> None:
        self.rows = RowReader(path, options, _linked)
        self.rows.place = "record"
        self.columns = options.columns
        self.header: Header | None = None
        self.records: list[tuple[int, Pairs]] = []
        self.pairs: list[tuple[int, list[str]]] = []
        self.title = ""
        self.others = 0
        self.halves = 0
        self.link_titles = 0
        self._number = 0

    def document(self, value: "Any") -> None:
        """Take all that a file holds. Raises FileError (X002) where it names a list of entries that is none."""
        if isinstance(value, Pairs) and (key := _broken_list(value)):
            hint = "a list is written in brackets, an object for each entry"
            raise FileError([Fault(self.rows.path, 0, 0, "X002", f'"{key}" is no list of entries')], hint)
        if isinstance(value, Pairs) and _is_map(value):
            for name, text in value:
                self._named(name, text)
        else:
            self.take(value)

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
        pairs = _unwrapped(self._in_one_language(pairs), self.columns)
        found = dict(pairs)
        wrapped = [found[key] for key in _WRAPPERS if key in found and _holds_objects(found[key])]
        if isinstance(found.get("glossary"), Pairs) and wrapped:
            self.header = _header(dict(found["glossary"]), self.rows.header)
        held = [(key, value) for key, value in pairs if self._is_list_of_entries(key, value)]
        if wrapped and not held:
            for value in wrapped:
                self.take(value)
        elif held:  # {"title": "Words", "terms": [{...}, ...], "version": 2}
            self._titled(found)
            for _, value in held:
                self._group(value)
            self.others += len(pairs) - len(held) - bool(self.title) - bool(self.header)
        else:
            self._single(pairs)

    def _single(self, pairs: Pairs) -> None:
        """Take an object that holds no list of entries: an entry, or names and what stands under them."""
        if (chosen := self._in_a_language(pairs)) is not None:
            if chosen:
                self._record(chosen)
        elif _is_record(pairs, self.columns):
            for record in _full_forms_apart(pairs):
                self._record(record)
        else:
            for name, value in pairs:
                self._named(name, value)

    def _is_list_of_entries(self, key: str, value: "Any") -> bool:
        """Tell whether a value is a list of entries, or names and their meanings, rather than one entry's field."""
        if _is_record_list(value, self.columns):
            return fold(key) in _LISTS_OF_ENTRIES or not field_of(key)
        return fold(key) in _LISTS_OF_ENTRIES and isinstance(value, Pairs) and len(value) > 1 and key != "glossary"

    def _titled(self, found: "dict[str, Any]") -> None:
        """Take the title of a file that says what it is beside its list."""
        title = next((found[key] for key in ("title", "name") if isinstance(found.get(key), str)), "")
        language = next((found[key] for key in ("language", "lang", "locale") if isinstance(found.get(key), str)), "")
        if not self.title and not self.records:
            self.title = title.strip()
            self.rows.described(self.title, language.strip())

    def _group(self, value: "Any") -> None:
        if isinstance(value, Pairs):
            for name, inner in value:
                self._named(name, inner)
        else:
            self.take(value)

    def _record(self, pairs: Pairs) -> None:
        self._number += 1
        self.records.append((self._number, pairs))

    def _in_a_language(self, pairs: Pairs) -> Pairs | None:
        """Return what a record says in one language, where each stands under its tag; the others are counted."""
        tagged = [
            (key, value) for key, value in pairs if isinstance(value, Pairs) and key.partition("-")[0] in LANGUAGES
        ]
        spoken = [(key, value) for key, value in tagged if _is_record(value, self.columns)]
        if not spoken or len(spoken) < len(tagged):
            return None
        wanted = self.rows.language or "en"
        tags = [key for key, _ in spoken]
        chosen = wanted if wanted in tags else next((tag for tag in tags if tag.partition("-")[0] == wanted), "")
        for tag in tags:
            if tag != chosen:
                self.rows.others[tag] += 1
        if not chosen:
            return Pairs()
        self.rows.header = self.rows.header.replace(language=chosen)
        shared = [(key, value) for key, value in pairs if key not in tags]
        return Pairs([*dict(spoken)[chosen], *shared])

    def _in_one_language(self, pairs: Pairs) -> Pairs:
        """Return an object with one of the texts that a key holds in several languages; the others are counted."""
        made = Pairs()
        others: set[str] = set()
        for key, value in pairs:
            if not _is_translated(value):
                made.append((key, value))
                continue
            texts = dict(value)
            wanted = self.rows.language or "en"
            chosen = wanted if wanted in texts else next(iter(texts))
            made.append((key, texts.pop(chosen)))
            others.update(texts)
        self.rows.others.update(others)
        return made

    def _named(self, name: str, value: "Any") -> None:
        """Take a name and what stands under it: its meaning, several, an object, or a group of such."""
        is_list = fold(name) in _LISTS_OF_ENTRIES
        if is_list and _holds_objects(value) and not isinstance(value, Pairs):
            self.take(value)
        elif isinstance(value, Pairs):
            value = self._in_one_language(value)
            if is_list and any(self._is_list_of_entries(key, inner) for key, inner in value):
                self._object(value)
            elif _is_record(value, self.columns) or any(field_of(key) for key, _ in value):
                for record in _apart(value):
                    self._record(self._with_name(name, record))
            else:
                self._object(value)
        elif isinstance(value, list):
            for item in value:
                self._named(name, item)
        else:
            self._pair([name, text_of(value)])

    def _with_name(self, name: str, value: Pairs) -> Pairs:
        """Return a record under a key with that as its name; a name of its own may be the full form of the key."""
        own = next((text_of(item) for key, item in value if field_of(key) == "name"), "")
        if not own:
            return Pairs([("name", name), *value])
        if fullforms.shortens(name, own) and not any(field_of(key) == "short" for key, _ in value):
            return Pairs([("acronym", name), *value])
        if fold(name) != fold(own):
            self.rows.left_out[IDENTIFIER]["the keys of the objects"] = None
        return value

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
        if self.halves:
            losses.append(counted(self.halves, "half of a character", "halves of characters"))
        if self.link_titles:
            losses.append(counted(self.link_titles, "title of a link", "titles of links"))
        if self.others:
            losses.append(counted(self.others, "value that is no entry", "values that are no entries"))
        if self.header:
            self.rows.header = self.header
        self._refuse_heap()
        return self.rows.reading(losses)

    def _refuse_heap(self) -> None:
        """Raise FileError where a file that holds many things came out as one entry: its shape is not known."""
        nested = sum(_count(value) for _, pairs in self.records for _, value in pairs)
        if len(self.rows.entries) == 1 and nested > _FEW:
            keys = ", ".join(f'"{key}"' for key, _ in self.records[0][1][:8]) if self.records else ""
            raise FileError([Fault(self.rows.path, 0, 0, "X002", f"only 1 entry was found, of the keys {keys}")])

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
        if field in (LABEL, MEANING, "definition") and not isinstance(value, str) and (texts := list(_meanings(value))):
            return "\n".join(texts)
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


def _broken_list(pairs: Pairs) -> str:
    """Return the key of a document that names a list and holds none: a number, a truth value, or the only text."""
    for key, value in pairs:
        is_number = isinstance(value, bool) or (isinstance(value, str) and value.strip().isdigit())
        is_only_text = len(pairs) == 1 and isinstance(value, str)
        if (is_number and fold(key) in _CERTAIN_LISTS) or (is_only_text and fold(key) in _LISTS_OF_ENTRIES):
            return key
    return ""


def _is_map(pairs: Pairs) -> bool:
    """Tell whether a document is names and their meanings, though a name may be a word that heads columns too."""
    known = sum(bool(field_of(key)) for key, _ in pairs)
    return len(pairs) > 2 and known < 2 and all(isinstance(value, str) for _, value in pairs)


def _is_translated(value: "Any") -> bool:
    """Tell whether a value is a text in several languages, each under its tag."""
    return (
        isinstance(value, Pairs)
        and len(value) > 1
        and all(key.partition("-")[0] in LANGUAGES and isinstance(text, str) for key, text in value)
    )


def _unwrapped(pairs: Pairs, columns: Columns) -> Pairs:
    """Return an object with the keys of the one within it that says what the entry is, as "attributes" do."""
    inner = [key for key, value in pairs if isinstance(value, Pairs) and _is_record(value, columns)]
    is_wrapper = len(inner) == 1 and field_of(inner[0]) == "" and fold(inner[0]) not in _LISTS_OF_ENTRIES
    if not is_wrapper or len(pairs) < 2 or any(_holds_objects(value) for key, value in pairs if key != inner[0]):
        return pairs
    return Pairs([*(pair for pair in pairs if pair[0] != inner[0]), *dict(pairs)[inner[0]]])


def _full_forms_apart(pairs: Pairs) -> "Iterator[Pairs]":
    """Yield a record for each of several full forms of an acronym: they are senses."""
    name = next((value for key, value in pairs if field_of(key) in ("short", "name") and isinstance(value, str)), "")
    for key, value in pairs:
        several = value if field_of(key) in (MEANING, "expansion") and _is_strings(value) else []
        if len(several) > 1 and all(fullforms.is_full_form(name, text) for text in several):
            yield from (Pairs((other, text if other == key else held) for other, held in pairs) for text in several)
            return
    yield pairs


def _apart(pairs: Pairs) -> "Iterator[Pairs]":
    """Yield a record for each of several full forms or names: they are senses."""
    several = next((key for key, value in pairs if _is_strings(value) and len(value) > 1 and _is_name(key)), "")
    values = dict(pairs).get(several) or [""]
    for text in values:
        yield Pairs((key, text if several and key == several else value) for key, value in pairs)


def _is_name(key: str) -> bool:
    return field_of(key) in ("name", "expansion")


def _linked(cell: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without HTML and without the targets of Markdown's links, and these."""
    text, links = plain(cell)
    if "](" in text:
        targets = _LINK.findall(text)
        text = _LINK.sub(r"\1", text)
        links = (*links, *(target for _, target in targets))
    return text, links


def _count(value: "Any") -> int:
    """Return how many objects a value holds, itself not counted."""
    if isinstance(value, Pairs):
        return sum(_count(item) for _, item in value)
    return sum(isinstance(item, Pairs) + _count(item) for item in value) if isinstance(value, list) else 0


def _meanings(value: "Any", key: str = "") -> "Iterator[str]":
    """Yield the definitions in an object of senses, however deep; nothing where it holds none."""
    if isinstance(value, Pairs):
        for name, item in value:
            yield from _meanings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _meanings(item, key)
    elif (field_of(key) in (MEANING, "definition") or fold(key) in _TEXTS) and isinstance(value, str) and value.strip():
        yield value.strip()


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
