"""XML to a tree of plain nodes, safely: no entities, nothing fetched, depth bounded, lines known."""

from xml.parsers import expat

from glossctl.errors import Fault, FileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH = 50
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_IN_ATTRIBUTES = _ESCAPES | {"\n": "&#10;", "\t": "&#9;"}
_REPLACED = "\ufffd"


class Node:
    """An element: its local name (namespaces are dropped), attributes, line, and content in order."""

    __slots__ = ("attributes", "content", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.content: list[Node | str] = []

    def children(self, *names: str) -> "Iterator[Node]":
        """Yield the elements directly inside, all of them or those of these names."""
        for item in self.content:
            if isinstance(item, Node) and (not names or item.name in names):
                yield item

    def text(self) -> str:
        """Return all text inside, of elements inside too."""
        return "".join(item if isinstance(item, str) else item.text() for item in self.content)


def read(text: str, path: str = "<text>") -> Node:
    """Return the root of an XML text. Raises FileError: X001 not XML or with declarations in a DOCTYPE, X003 too deep.

    Source: XML 1.0; what a DOCTYPE could do ("billion laughs", external entities): CWE-776, CWE-611.
    """
    builder = _Builder(path)
    try:
        builder.parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "unreadable")
        raise FileError([Fault(path, error.lineno, error.offset + 1, "X001", f"not XML: {reason}")]) from error
    except UnicodeEncodeError as error:
        raise FileError([Fault(path, 0, 0, "X001", "not XML: half a character")]) from error
    return builder.root


class _Builder:
    def __init__(self, path: str) -> None:
        self.path = path
        self.root = Node("", {}, 0)
        self.open = [self.root]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            raise self._dangerous()

    def _dangerous(self) -> FileError:
        fault = Fault(self.path, self.parser.CurrentLineNumber, 0, "X001", "has a DOCTYPE, which is not read: it can")
        fault.message += " define entities that explode or read files"
        return FileError([fault], "delete the DOCTYPE; the file needs none")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(name.rpartition(" ")[2], local, line)
        if len(self.open) > DEPTH:
            raise FileError([Fault(self.path, line, 0, "X003", f"nested more than {DEPTH} deep")])
        if len(self.open) == 1:
            self.root = node
        else:
            self.open[-1].content.append(node)
        self.open.append(node)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with text as XML; an underscore in an attribute's name is a colon.

    >>> element("term", "R&D", xml_lang="en")
    '<term xml:lang="en">R&amp;D</term>'
    """
    return f"{opening(name, **attributes)}{_escaped(text, _ESCAPES)}</{name}>"


def opening(name: str, **attributes: str) -> str:
    """Return an element's opening tag."""
    written = (f' {key.replace("_", ":")}="{_escaped(value, _IN_ATTRIBUTES)}"' for key, value in attributes.items())
    return f"<{name}{''.join(written)}>"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char if is_xml(char) else _REPLACED) for char in text)


def is_xml(char: str) -> bool:
    """Tell whether a character can stand in an XML text. Source: XML 1.0, production 2."""
    return char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
