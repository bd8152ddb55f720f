"""YAML to plain values and back, safely: the one door to PyYAML.

No tag is obeyed and no type is guessed: a scalar is the text it is written as (``no`` is "no", ``1.10`` is "1.10"),
only a null is None. Keys written twice are an error; size and depth are bounded, also of what aliases unfold to.
"""

import yaml

from glossctl.errors import Fault, FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LIMIT = 32_000_000  # characters; at some 4 µs each in libyaml, two minutes' work
DEPTH = 50
UNFOLDED = 1_000_000  # characters and values that aliases may add up to, or three times the text where that is more
_NULL = "tag:yaml.org,2002:null"
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
_MERGE = "tag:yaml.org,2002:merge"
_LOADER: "Any" = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Table(dict[str, "Any"]):
    """A mapping that knows its own line, and that of each of its keys, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read(text: str, path: str = "<text>", first: int = 1) -> "Any":
    """Return the value that the one YAML document in ``text`` says: Table, list, str or None, nested.

    ``first`` is the line of the file that ``text`` begins at. Raises FileError: Y001 not YAML, Y002 aliases that
    unfold to too much, Y003 a key written twice or no text, Y004 a type that is not plain, X003 too long or too deep.
    Source: YAML 1.1.
    """
    if len(text) > LIMIT:
        raise FileError([Fault(path, first, 0, "X003", f"more than {LIMIT:,} characters of YAML")])
    try:
        _check_events(text, path, first)
        return _Values(path, first).value(yaml.compose(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + mark.line if mark else 0
        reason = " ".join(f"{error.problem or error.context or 'unreadable'}".split())
        raise FileError([Fault(path, line, 0, "Y001", f"not YAML: {reason}")], _hint(reason)) from error
    except (yaml.YAMLError, UnicodeError) as error:  # a character that YAML forbids; half a character
        reason = " ".join(str(getattr(error, "reason", "unreadable")).split())
        line = first + text.count("\n", 0, _offset(error))
        raise FileError([Fault(path, line, 0, "Y001", f"not YAML: {reason}")]) from error


def _hint(reason: str) -> str | None:
    if "mapping values" in reason or "expected <block end>" in reason or "could not find expected ':'" in reason:
        return "a text that holds a colon or a quote is written in quotes"
    return "indent with spaces" if "\\t" in reason else None


def _offset(error: Exception) -> int:
    for name in ("position", "start"):
        place = getattr(error, name, None)
        if isinstance(place, int):
            return place
    return 0


class _Open:
    """A collection that is being read: its anchor, and the size and depth of what it holds so far, aliases unfolded."""

    def __init__(self, anchor: str | None) -> None:
        self.anchor = anchor
        self.size = 1
        self.depth = 0


class _Unfolding:
    """Adds up the size and depth of a document's values as their events come, aliases unfolded."""

    def __init__(self) -> None:
        self.opened = [_Open(None)]
        self.anchors: dict[str, tuple[int, int]] = {}

    def take(self, event: "Any") -> str:
        """Count an event. Return the anchor of an alias that stands within what it names, else ""."""
        size, depth = 0, 0
        if isinstance(event, yaml.CollectionStartEvent):
            self.opened.append(_Open(event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.opened.pop()
            size, depth = self._named(closed.anchor, closed.size, closed.depth + 1)
        elif isinstance(event, yaml.ScalarEvent):
            size, depth = self._named(event.anchor, len(event.value) + 1, 0)
        elif isinstance(event, yaml.AliasEvent):
            if any(event.anchor == collection.anchor for collection in self.opened):
                return str(event.anchor)
            size, depth = self.anchors.get(event.anchor or "", (0, 0))
        innermost = self.opened[-1]
        innermost.size += size
        innermost.depth = max(innermost.depth, depth)
        return ""

    def _named(self, anchor: str | None, size: int, depth: int) -> tuple[int, int]:
        if anchor:
            self.anchors[anchor] = size, depth
        return size, depth


def _check_events(text: str, path: str, first: int) -> None:
    """Refuse depth, and aliases that unfold to too much, before a tree is built: a small text can be a huge value."""
    most = max(UNFOLDED, 3 * len(text))
    unfolding = _Unfolding()
    for event in yaml.parse(text, Loader=_LOADER):
        if anchor := unfolding.take(event):
            raise _error(event, path, first, "Y002", f'the alias "*{anchor}" stands within what it names')
        innermost = unfolding.opened[-1]
        if len(unfolding.opened) - 1 + innermost.depth > DEPTH:
            raise _error(event, path, first, "X003", f"nested more than {DEPTH} deep")
        if innermost.size > most:
            raise _error(event, path, first, "Y002", f"the aliases unfold to more than {most:,} characters and values")


def _error(event: "Any", path: str, first: int, code: str, message: str) -> FileError:
    """Return the error of a place: that of an event or a node."""
    return FileError([Fault(path, first + event.start_mark.line, 0, code, message)])


class _Values:
    """Turns PyYAML's nodes into values; a constructor that could make objects is never asked."""

    def __init__(self, path: str, first: int) -> None:
        self.path = path
        self.first = first

    def value(self, node: "Any") -> "Any":
        if node is None:
            return None
        if node.tag not in _PLAIN_TAGS:
            raise self._error(node, "Y004", f'the type "{node.tag}" is not read')
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return self._table(node)

    def _table(self, node: "Any") -> Table:
        table = Table(self._line(node))
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "Y003", "a key must be a text")
            key = key_node.value
            if key in table:
                raise self._error(key_node, "Y003", f'"{key}" is written twice, first on line {table.lines[key]}')
            table.lines[key] = self._line(key_node)
            table[key] = self.value(value_node)
        for other in self._merged(node):
            table.lines = other.lines | table.lines
            table.update({key: value for key, value in other.items() if key not in table})
        return table

    def _merged(self, node: "Any") -> "Iterator[Table]":
        """Yield the mappings that "<<: *common" gives a mapping; what it says itself goes before them."""
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                several = isinstance(value_node, yaml.SequenceNode)
                for other in value_node.value if several else [value_node]:
                    if not isinstance(other, yaml.MappingNode):
                        raise self._error(other, "Y003", '"<<" merges a mapping')
                    yield self._table(other)

    def _line(self, node: "Any") -> int:
        line: int = node.start_mark.line
        return self.first + line

    def _error(self, node: "Any", code: str, message: str) -> FileError:
        return _error(node, self.path, self.first, code, message)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, lists indented, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that a value used twice is written twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists under their key, as people do."""
        super().increase_indent(flow, False)


def _represent_text(dumper: "Any", text: str) -> "Any":
    style = "|" if "\n" in text and not text.endswith("\n") else None
    if any(char in text for char in "\x85\u2028\u2029\t"):  # only in quotes do these stay what they are
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write(value: "Any") -> str:
    """Return a value of dicts, lists, texts, booleans and None as YAML, keys in their order, UTF-8 as it is."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=100_000
    )
    return text
