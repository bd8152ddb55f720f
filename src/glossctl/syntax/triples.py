"""RDF written as Turtle or JSON-LD: statements in, text out. Reading is rdflib's; writing needs no package."""

import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_PLAIN = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Iri(str):
    """The name of a thing: absolute, or a prefix and a local name ("skos:Concept")."""

    __slots__ = ()


class Text(str):
    """A literal in a language; without one where ``language`` is empty."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "") -> "Text":
        """Make a text of a string and its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made


Object = Iri | Text | bool


class Thing:
    """What is said of one subject: predicates with their objects, in order."""

    def __init__(self, iri: Iri, kind: Iri | None = None) -> None:
        self.iri = iri
        self.kind = kind
        self.said: list[tuple[str, list[Object]]] = []

    def say(self, predicate: str, *objects: Object) -> None:
        """Add statements with a predicate; without objects nothing is said, and nothing is said twice."""
        known = next((said for used, said in self.said if used == predicate), None)
        if known is None and objects:
            known = []
            self.said.append((predicate, known))
        for one in objects:
            if known is not None and not any(_is_same(one, other) for other in known):
                known.append(one)


def _is_same(one: Object, other: Object) -> bool:
    return one == other and type(one) is type(other) and getattr(one, "language", "") == getattr(other, "language", "")


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI as Turtle takes it between angle brackets."""
    return bool(_ABSOLUTE.fullmatch(text)) and not _NOT_IN_IRIS.search(text)


def turtle(prefixes: "Mapping[str, str]", things: "Sequence[Thing]") -> str:
    """Return the statements as Turtle. Source: RDF 1.1 Turtle, W3C 2014."""
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes.items()]
    blocks = []
    for thing in things:
        kind = [f"a {_name(thing.kind, prefixes)}"] if thing.kind else []
        said = [
            f"{predicate} {', '.join(_object(one, prefixes) for one in objects)}" for predicate, objects in thing.said
        ]
        blocks.append(f"{_name(thing.iri, prefixes)} " + " ;\n    ".join(kind + said) + " .")
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def _name(iri: str, prefixes: "Mapping[str, str]") -> str:
    prefix, _, local = iri.partition(":")
    return iri if prefix in prefixes and _PLAIN.fullmatch(local) else f"<{iri}>"


def _object(one: Object, prefixes: "Mapping[str, str]") -> str:
    if isinstance(one, bool):
        return str(one).lower()
    if isinstance(one, Iri):
        return _name(one, prefixes)
    text = "".join(_ESCAPES.get(char, char if char >= " " else f"\\u{ord(char):04X}") for char in one)
    return f'"{text}"' + (f"@{one.language}" if one.language else "")


def json_ld(prefixes: "Mapping[str, str]", things: "Sequence[Thing]") -> str:
    """Return the statements as JSON-LD that holds its own context. Source: JSON-LD 1.1, W3C 2020."""
    graph: list[dict[str, Any]] = []
    for thing in things:
        node: dict[str, Any] = {"@id": str(thing.iri)} | ({"@type": str(thing.kind)} if thing.kind else {})
        for predicate, objects in thing.said:
            node[predicate] = [_value(one) for one in objects]
        graph.append(node)
    return json.dumps({"@context": dict(prefixes), "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _value(one: Object) -> "dict[str, Any]":
    if isinstance(one, bool):
        return {"@value": one}
    if isinstance(one, Iri):
        return {"@id": str(one)}
    return {"@value": str(one)} | ({"@language": one.language} if one.language else {})
