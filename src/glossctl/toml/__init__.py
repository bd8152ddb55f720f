"""The native format: a glossary as TOML, parsed by tomllib and checked against the table of known keys.

Owns the shape of the file: its tables, keys and types. ``rules`` judges the words.
"""

import tomllib

from glossctl.entries import FILE_KEYS, LISTS, Avoid, CheckSettings, Contents, Entry, Header, Link, names_of
from glossctl.errors import Fault, FileError
from glossctl.text import paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from glossctl.entries import Kind
    from glossctl.toml.places import Places

    Report = Callable[[str, str, str], None]  # code, key, message

TABLES: "dict[str, Kind]" = {"term": "term", "role": "role", "audience": "audience"}
HEADS = ("glossary", "check")  # the tables about the whole glossary
HEADER_KEYS = ("name", "title", "language", "translates", "tags", "see_also")
_STRINGS = names_of("text", "optional", in_file=True)
CHECK_KEYS = CheckSettings.__slots__
CASES = ("loose", "strict")
_HINT = "check the quotes and brackets there and on the line before"
_NONE_BEFORE = dict.fromkeys(TABLES, 0)


def read(text: str, path: str = "<text>") -> Contents:
    """Return the glossary written as TOML in ``text``.

    Definitions lose the line breaks of their wrapping; blank lines separate paragraphs. Raises FileError with every
    fault of shape in file order: T001 not TOML, T002 unknown key, T003 wrong type, T004 missing or empty name, T005
    wrong value. Source: TOML 1.0.
    """
    contents, faults = parse(text, path)
    if faults:
        raise FileError(faults)
    return contents


def parse(text: str, path: str = "<text>") -> tuple[Contents, list[Fault]]:
    """Return as much of the glossary as can be read from ``text``, and the faults of its shape in file order.

    Raises FileError if it isn't TOML at all (T001).
    """
    reader = DocumentReader(text, path)
    contents = reader.contents(document(text, path))
    return contents, reader.sorted_faults()


def document(text: str, path: str) -> "dict[str, Any]":
    """Parse ``text`` as TOML. Raises FileError if it isn't (T001)."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(path, *where(error), text) from error
    except RecursionError as error:
        raise not_toml(path, 0, 0, "nested too deeply") from error
    except ValueError as error:  # a number with more digits than Python converts
        raise not_toml(path, 0, 0, str(error).partition(";")[0]) from error


def not_toml(path: str, line: int, column: int, reason: str, text: str = "", lines: int = 0) -> FileError:
    """Return the error for a file that isn't TOML; ``text`` is its content after the first ``lines`` lines.

    Without ``text`` the error has no hint.
    """
    hint, kind = None, ""
    if text:
        from glossctl.toml import reasons  # only for a fault's message

        text = text.replace("\r\n", "\n")
        kind = "" if lines else reasons.other_format(text)
        hint = reasons.hint(kind) if kind else _HINT
        if not kind and (opening := reasons.unclosed(text, line, column)):
            line, column, quotes = opening
            reason, hint = f"the text begun on line {line + lines} isn't closed", f"{quotes} closes it"
    fault = Fault(path, line + lines if line else 0, column, "T001", f"not TOML: {reason}")
    return FileError([fault], hint, "other-format" if kind else "", (kind, path) if kind else ())


def where(error: tomllib.TOMLDecodeError) -> tuple[int, int, str]:
    """Return line, column and reason of an error; line 0 if the text ends too soon."""
    reason = str(error)
    message, _, position = reason.rpartition(" (at line ")
    line, _, column = position.rstrip(")").partition(", column ")
    if message and line.isdigit():
        return int(line), int(column) if column.isdigit() else 0, message
    return 0, 0, reason.removesuffix(" (at end of document)") + " at the end of the file"


class DocumentReader:
    """Turns a parsed document into values and collects the faults of its shape.

    ``text`` may be a block of a longer file, which starts after ``lines`` lines and ``before`` tables of each kind.
    """

    def __init__(self, text: str, path: str, lines: int = 0, before: "Mapping[str, int]" = _NONE_BEFORE) -> None:
        self.text = text
        self.path = path
        self.lines = lines
        self.before = before
        self.faults: list[Fault] = []
        self.places: Places | None = None

    def contents(self, document: "Mapping[str, Any]") -> Contents:
        """Return header and entries of a document; entries in file order within each kind of table."""
        for key in document:
            if key not in HEADS and key not in TABLES:
                self._fault((key,), "T002", _unknown(key, (*HEADS, *TABLES), "table"))
        header = self.header(document)
        entries = tuple(entry for table in TABLES for entry in self.entries(document, table, header))
        return Contents(header, entries)

    def sorted_faults(self) -> list[Fault]:
        """Return the faults collected so far, in the order of the text."""
        return sorted(self.faults, key=lambda fault: (fault.line, fault.column))

    def _fault(self, place: tuple[str | int, ...], code: str, message: str) -> None:
        if self.places is None:
            from glossctl.toml.places import Places  # only for a fault: it scans the whole text

            self.places = Places(self.text)
        line, column = self.places.place(place)
        self.faults.append(Fault(self.path, line + self.lines, column, code, message))

    def header(self, document: "Mapping[str, Any]") -> Header:
        """Return the header that the [glossary] and [check] tables of a document give."""
        table = document.get("glossary", {})
        checking = self._checking(document.get("check", {}))
        if not isinstance(table, dict):
            self._fault(("glossary",), "T003", "[glossary] must be a table")
            return Header(_stem(self.path), check=checking)

        def report(code: str, key: str, message: str) -> None:
            self._fault(("glossary", key), code, f"[glossary]: {message}")

        _check_keys(table, HEADER_KEYS, report)
        links = []
        for link in _typed(table, "see_also", list, report) or []:
            url = link.get("url") if isinstance(link, dict) else None
            title = link.get("title", url) if isinstance(link, dict) else None
            if isinstance(url, str) and isinstance(title, str):
                links.append(Link(title.strip(), url.strip()))
            else:
                report("T003", "see_also", 'see_also must hold tables like { title = "...", url = "..." }')
        translates = (_typed(table, "translates", str, report) or "").strip()
        if translates and (not translates.endswith(".toml") or "/" in translates or "\\" in translates):
            message = f'translates must name a .toml file in the same folder, not "{translates}"'
            report("T005", "translates", message)
        return Header(
            (_typed(table, "name", str, report) or "").strip() or _stem(self.path),
            (_typed(table, "title", str, report) or "").strip(),
            (_typed(table, "language", str, report) or "").strip() or "en",
            tuple(links),
            _strings(table, "tags", report),
            translates,
            checking,
        )

    def _checking(self, table: object) -> CheckSettings:
        if not isinstance(table, dict):
            self._fault(("check",), "T003", "[check] must be a table")
            return CheckSettings()

        def report(code: str, key: str, message: str) -> None:
            self._fault(("check", key), code, f"[check]: {message}")

        _check_keys(table, CHECK_KEYS, report)
        lists = {key: _strings(table, key, report) for key in CHECK_KEYS if key != "baseline"}
        return CheckSettings(**lists, baseline=_typed(table, "baseline", str, report) or "")

    def entries(self, document: "Mapping[str, Any]", table: str, header: Header) -> "Iterator[Entry]":
        """Yield the entries of one kind of table, in the order of the text."""
        rows = document.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._fault((table,), "T003", f"{table} must be written as [[{table}]] tables")
            return
        for number, row in enumerate(rows):
            yield self._entry(row, table, number, header)

    def _entry(self, row: "dict[str, Any]", table: str, number: int, header: Header) -> Entry:
        def report(code: str, key: str, message: str) -> None:
            name = row.get("name")
            which = f'"{name}"' if isinstance(name, str) and name.strip() else str(self.before[table] + number + 1)
            label = f"[[{table}]] {which}"
            self._fault((table, number, key), code, f"{label}: {message}")

        if not row.keys() <= _ENTRY_KEYS:
            _check_keys(row, FILE_KEYS, report)
        strings: dict[str, str] = dict.fromkeys(_STRINGS, "")
        lists: dict[str, tuple[str, ...]] = {}
        for key in row:  # not all known keys: this runs for each of a million entries
            if key in strings:
                strings[key] = (_typed(row, key, str, report) or "").strip()
            elif key in _LISTS:
                lists[key] = _strings(row, key, report)
        if not strings["name"] and isinstance(row.get("name", ""), str):  # a name of the wrong type is reported already
            report("T004", "name", "an entry needs a name")
        if strings["case"] not in ("", *CASES):
            report("T005", "case", f'case must be "loose" or "strict", not "{strings["case"]}"')
        strings["definition"] = "\n\n".join(paragraphs(strings["definition"]))
        fields: dict[str, Any] = {**strings, **lists, **{key: strings[key] or None for key in _OPTIONAL}}
        if "avoid" in row:
            fields["avoid"] = _avoid(row, report)
        return Entry(kind=TABLES[table], language=header.language, glossary=header.name, **fields)


_LISTS = frozenset(LISTS)
_OPTIONAL = names_of("optional")
_ENTRY_KEYS = frozenset(FILE_KEYS)
_MOST_SUGGESTIONS = 100  # for unknown keys of a table: each costs .1 ms, and this many are not typing mistakes
_TYPE_NAMES = {str: "a string", list: "a list", dict: "a table", bool: "a boolean", int: "a number", float: "a number"}


def _check_keys(table: "Mapping[str, Any]", known: tuple[str, ...], report: "Report") -> None:
    unknown = [key for key in table if key not in known]
    for key in unknown[:_MOST_SUGGESTIONS]:
        report("T002", key, _unknown(key, known, "key"))
    for key in unknown[_MOST_SUGGESTIONS:]:
        report("T002", key, f'unknown key "{key}"')


def _unknown(key: str, known: tuple[str, ...], what: str) -> str:
    import difflib  # only for a fault's message: it loads re and collections

    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0)
    return f'unknown {what} "{key}"; the nearest known {what} is "{near[0]}"'


def _typed(table: "Mapping[str, Any]", key: str, kind: type, report: "Report") -> "Any":
    value = table.get(key)
    if value is None or isinstance(value, kind):
        return value
    report("T003", key, f"{key} must be {_TYPE_NAMES[kind]}, not {_TYPE_NAMES.get(type(value), 'a date')}")
    return None


def _strings(table: "Mapping[str, Any]", key: str, report: "Report") -> tuple[str, ...]:
    values = table.get(key)
    if values is None:
        return ()
    if not isinstance(values, list):
        report("T003", key, f"{key} must be a list of strings, not {_TYPE_NAMES.get(type(values), 'a date')}")
        return ()
    strings = []
    for value in values:
        if not isinstance(value, str):
            actual = _TYPE_NAMES.get(type(value), "a date")
            report("T003", key, f"{key} must be a list of strings, and one of them is {actual}")
        elif value.strip():
            strings.append(value.strip())
    return tuple(strings)


def _avoid(row: "Mapping[str, Any]", report: "Report") -> tuple[Avoid, ...]:
    words = []
    for item in _typed(row, "avoid", list, report) or []:
        if isinstance(item, str) and item.strip():
            words.append(Avoid(item.strip()))
        elif isinstance(item, dict) and item.keys() <= {"word", "reason"} and _is_text(item.get("word")):
            reason = item.get("reason", "")
            if not isinstance(reason, str):
                report("T003", "avoid", "the reason of a word to avoid must be a string")
                continue
            words.append(Avoid(item["word"].strip(), reason.strip()))
        else:
            report("T003", "avoid", 'avoid must hold tables like { word = "...", reason = "..." }')
    return tuple(words)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.removesuffix(".toml") or "glossary"
