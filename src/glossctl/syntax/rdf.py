"""Turtle and JSON-LD to an rdflib graph, without fetching anything: the one door to rdflib, an optional extra."""

import json
import logging
import re
import warnings
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from glossctl.errors import Fault, FileError, GlossctlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 32_000_000  # characters
_DEPTH = 100
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*>")
_WHY = re.compile(r"Bad syntax \((.+?)\) at \^")
_LOGGERS = ("rdflib.term", "rdflib.plugins.parsers.notation3", "rdflib.plugins.parsers.jsonld", "rdflib.namespace")


def parsed(text: str, path: str) -> Any:
    """Return an rdflib graph of what a text of Turtle, JSON-LD or RDF/XML says.

    Raises GlossctlError where rdflib isn't installed; FileError: X001 not Turtle or JSON-LD, or with a context that
    stands elsewhere; X003 too long or too deep.
    """
    try:
        rdflib: Any = import_module("rdflib")  # an optional extra, 20 MB with its parsers
    except ImportError as error:
        hint = "pip install 'glossctl[skos]'"
        raise GlossctlError("SKOS is read with the package rdflib, which is not installed", hint) from error
    if len(text) > _LIMIT:
        raise FileError([Fault(path, 0, 0, "X003", f"more than {_LIMIT:,} characters")])
    name, spoken = ("json-ld", "JSON-LD") if _is_json(text, path) else ("turtle", "Turtle")
    if name == "json-ld":
        text = _checked(text, path)
    elif text.lstrip().startswith(("<?xml", "<rdf:RDF", "<!DOCTYPE", "<!--")):
        name, spoken = "xml", "RDF/XML"
        if "<!ENTITY" in text or ("<!DOCTYPE" in text and "[" in text.partition("<!DOCTYPE")[2].partition(">")[0]):
            message = "has a DOCTYPE with declarations, which are not read: they can define entities that read files"
            raise FileError([Fault(path, 0, 0, "X001", message)], "write the entities out")
        text = _DOCTYPE.sub("", text, count=1)
    graph = rdflib.Graph()
    try:
        with _quiet():
            graph.parse(data=text, format=name, publicID="urn:glossctl:file")
    except RecursionError as error:
        raise FileError([Fault(path, 0, 0, "X003", "nested too deep")]) from error
    except Exception as error:  # rdflib's parsers raise whatever they stumble over
        message = str(getattr(error, "message", "") or error or type(error).__name__)
        why = _WHY.search(message)
        reason = " ".join((why[1] if why else message).split())[:120]
        line = getattr(error, "lines", -1) + 1
        raise FileError([Fault(path, line, 0, "X001", f"not {spoken}: {reason}")]) from error
    return graph


@contextmanager
def _quiet() -> "Iterator[None]":
    """Keep rdflib from logging and warning of what it makes of odd literals: they are taken as written."""
    loggers = [logging.getLogger(name) for name in ("rdflib", *_LOGGERS)]
    states = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, state in zip(loggers, states, strict=True):
            logger.disabled = state


def _is_json(text: str, path: str) -> bool:
    """Tell JSON-LD from Turtle: both may begin with a bracket."""
    start = text.lstrip()[:1]
    if path.endswith((".jsonld", ".json")) or start == "{":
        return True
    if start != "[" or path.endswith(".ttl"):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _checked(text: str, path: str) -> str:
    """Return JSON whose contexts all stand in it: rdflib would fetch others. No other key can mean "@context"."""
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise FileError([Fault(path, 0, 0, "X003", "nested too deep")]) from error
    except ValueError as error:
        place = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        reason = getattr(error, "msg", str(error))
        raise FileError([Fault(path, *place, "X001", f"not JSON: {reason}")]) from error
    _refuse_remote(document, path, 0)
    return json.dumps(document)  # a key written twice is but one now: what was looked at is what is read


def _texts(value: Any) -> "Iterator[str]":
    """Yield the texts in a value and in lists within it, however deep."""
    if isinstance(value, str):
        yield value
    for item in value if isinstance(value, list) else ():
        yield from _texts(item)


def _refuse_remote(value: Any, path: str, depth: int) -> None:
    if depth > _DEPTH:
        raise FileError([Fault(path, 0, 0, "X003", f"nested more than {_DEPTH} deep")])
    for item in value if isinstance(value, list) else ():
        _refuse_remote(item, path, depth + 1)
    for key, item in value.items() if isinstance(value, dict) else ():
        if key in ("@context", "@import"):
            for address in _texts(item):
                message = f'{key} "{address[:80]}" stands elsewhere, and nothing is fetched'
                raise FileError([Fault(path, 0, 0, "X001", message)], "put the context itself into the file")
        _refuse_remote(item, path, depth + 1)
