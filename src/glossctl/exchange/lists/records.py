"""JSON values to entries: what JSON, JSON Lines and YAML have in common.

Our own objects, those of ``-o json`` and of ``export``, are read to the letter (``objects``); somebody else's keys are
recognised as the headings of a table are, the shape of an object by ``shapes``.
"""

import re

from glossctl.entries import LISTS, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import fullforms
from glossctl.exchange.lists.cells import join, join_links
from glossctl.exchange.lists.columns import (
    IDENTIFIER,
    LABEL,
    MEANING,
    RECOGNISED,
    SKIP,
    Columns,
    assign,
    field_of,
)
from glossctl.exchange.lists.headers import LANGUAGES
from glossctl.exchange.lists.objects import Pairs, entry_of, fault, header_from, text_of
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.lists.shapes import (
    LISTS_OF_ENTRIES,
    apart,
    broken_list,
    full_forms_apart,
    holds_objects,
    is_map,
    is_record,
    is_record_list,
    is_translated,
    meanings,
    one_key_a_field,
    senses_apart,
    unwrapped,
    with_status,
)
from glossctl.exchange.losses import counted
from glossctl.syntax.markup import plain
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from glossctl.exchange.protocol import Options, Reading

_MOST_KEYS = (
    200  # columns; the keys beyond are labelled texts, or records that share no key would take a square of room
)
_ADDRESS_KEYS = ("url", "href", "link", "uri")
_FEW = 5  # objects within what came out as a single entry
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?([^()\s<>]+)>?\)")
_ABOUT = ("version", "lastupdated", "last updated", "updated", "$schema", "generated", "license", "locale")  # a file
_WRAPPERS = ("results", "entries", "entry", "roles", "audiences")


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
        if isinstance(value, Pairs) and (key := broken_list(value)):
            hint = "a list is written in brackets, an object for each entry"
            raise FileError([Fault(self.rows.path, 0, 0, "X002", f'"{key}" is no list of entries')], hint)
        if isinstance(value, Pairs) and is_map(value):
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
        pairs = unwrapped(self._in_one_language(pairs), self.columns)
        found = dict(pairs)
        wrapped = [found[key] for key in _WRAPPERS if key in found and holds_objects(found[key])]
        if isinstance(found.get("glossary"), Pairs) and wrapped:
            self.header = header_from(dict(found["glossary"]), self.rows.header)
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
            if is_map(chosen):
                for name, value in chosen:
                    self._named(name, value)
            elif chosen:
                self._record(chosen)
        elif is_record(pairs, self.columns):
            for sense in senses_apart(with_status(pairs)):
                for record in full_forms_apart(sense):
                    self._record(record)
        else:
            for name, value in pairs:
                self._named(name, value)

    def _is_list_of_entries(self, key: str, value: "Any") -> bool:
        """Tell whether a value is a list of entries, or names and their meanings, rather than one entry's field."""
        if is_record_list(value, self.columns):
            return fold(key) in LISTS_OF_ENTRIES or not field_of(key)
        return fold(key) in LISTS_OF_ENTRIES and isinstance(value, Pairs) and len(value) > 1 and key != "glossary"

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
        spoken = [(key, value) for key, value in tagged if is_record(value, self.columns) or is_map(value)]
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
            if not is_translated(value):
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
        is_list = fold(name) in LISTS_OF_ENTRIES
        if isinstance(value, Pairs):
            self._under(name, self._in_one_language(value), is_list)
        elif is_list and holds_objects(value):
            self.take(value)
        elif isinstance(value, list):
            for item in value:
                self._named(name, item)
        elif fold(name) in _ABOUT:
            self.others += 1
        else:
            self._pair([name, text_of(value)])

    def _under(self, name: str, value: Pairs, is_list: bool) -> None:
        """Take an object that stands under a name: its entry, or more lists of entries."""
        groups = [
            inner for key, inner in value if fold(key) in LISTS_OF_ENTRIES and is_record_list(inner, self.columns)
        ]
        if groups and not is_list:  # {"categories": [{"name": "Storage", "terms": [{...}, ...]}]}
            for group in groups:
                self.take(group)
        elif is_list and any(self._is_list_of_entries(key, inner) for key, inner in value):
            self._object(value)
        elif is_record(value, self.columns) or any(field_of(key) for key, _ in value):
            for sense in senses_apart(with_status(value)):
                for record in apart(sense):
                    self._record(self._with_name(name, record))
        else:
            self._object(value)

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
        records = one_key_a_field(records)
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
        if field in (LABEL, MEANING, "definition") and not isinstance(value, str) and (texts := list(meanings(value))):
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
