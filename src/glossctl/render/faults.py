"""Faults to text, JSON, SARIF and the annotations of GitHub's workflows."""

import json as serial
import os
from urllib.parse import quote

from glossctl.rules import RULES
from glossctl.rules.validate import BROKEN
from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from rich.console import RenderableType

    from glossctl.errors import Fault

    Render = Callable[["Sequence[Fault]", "Sequence[str]", int], str]  # faults, files, number of entries

# A fixed ground under a fixed colour: no colour by itself is read well on dark and light terminals alike.
BREAKS, WARNS = "color(231) on color(160)", "color(16) on color(220)"
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def text(faults: "Sequence[Fault]", files: "Sequence[str]", entries: int) -> str:
    """Render a line a fault: ``path:line:column: code message``."""
    return "".join(f"{' '.join(str(fault).split())}\n" for fault in faults)


def colored(faults: "Sequence[Fault]") -> "RenderableType":
    """Render what ``text`` does for a terminal, each code on a ground of its own: red where it breaks the file."""
    from rich.console import Group  # only for colour
    from rich.text import Text

    page = Text(no_wrap=True, overflow="ignore", end="")
    for fault in faults:
        place, code, message = visible(" ".join(str(fault).split())).partition(f" {fault.code} ")
        page.append(f"{place} ").append(code.strip(), BREAKS if fault.code in BROKEN else WARNS).append(f" {message}\n")
    return Group(page)  # alone, it would be joined with what else is printed, and wrapped


def json(faults: "Sequence[Fault]", files: "Sequence[str]", entries: int) -> str:
    """Render {"faults": [{path, line, column, code, name, message}], "files": [path], "entries": number}."""
    found = [
        {
            "path": fault.path,
            "line": fault.line or None,
            "column": fault.column or None,
            "code": fault.code,
            "name": _name(fault.code),
            "message": fault.message,
        }
        for fault in faults
    ]
    return _document({"faults": found, "files": list(files), "entries": entries})


def github(faults: "Sequence[Fault]", files: "Sequence[str]", entries: int) -> str:
    """Render a workflow command a fault, which GitHub shows at its line.

    Source: GitHub's workflow commands; the escapes are those of its toolkit.
    """
    lines = []
    for fault in faults:
        places = [("file", fault.path), ("line", fault.line), ("col", fault.column)]
        title = f"{fault.code} {_name(fault.code)}"
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in (*places, ("title", title)) if value)
        lines.append(f"::error {properties}::{_data(fault.message)}\n")
    return "".join(lines)


def sarif(faults: "Sequence[Fault]", files: "Sequence[str]", entries: int) -> str:
    """Render a SARIF log of one run, with the rules that found something. Source: SARIF 2.1.0 (OASIS)."""
    from glossctl import __version__

    codes = sorted({fault.code for fault in faults})
    driver = {"name": "glossctl", "version": __version__, "rules": list(map(_sarif_rule, codes))}
    results = [
        {
            "ruleId": fault.code,
            "ruleIndex": codes.index(fault.code),
            "level": _level(fault.code),
            "message": {"text": fault.message},
            "locations": [{"physicalLocation": _sarif_location(fault)}],
        }
        for fault in faults
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _document({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str) -> "dict[str, Any]":
    summary = BROKEN[code][1] if code in BROKEN else RULES[code].summary
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(word.capitalize() for word in _name(code).split("-")),
        "shortDescription": {"text": summary + "."},
        "defaultConfiguration": {"level": _level(code)},
    }
    if code in RULES:
        rule["help"] = {"text": RULES[code].explanation}
    return rule


def _sarif_location(fault: "Fault") -> "dict[str, Any]":
    path = fault.path.replace(os.sep, "/")
    absolute = os.path.isabs(fault.path)
    uri = ("file://" if path.startswith("/") else "file:///") + quote(path, safe="/:") if absolute else quote(path)
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if fault.line:
        location["region"] = {"startLine": fault.line} | ({"startColumn": fault.column} if fault.column else {})
    return location


def _level(code: str) -> str:
    return "error" if code in BROKEN else "warning"


def _name(code: str) -> str:
    return BROKEN[code][0] if code in BROKEN else RULES[code].name


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _document(document: "dict[str, Any]") -> str:
    text = serial.dumps(document, ensure_ascii=False, indent=2)
    if not text.isascii():
        text = "".join(char if char == "\n" or char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return text + "\n"


OUTPUTS: "dict[str, Render]" = {"text": text, "json": json, "sarif": sarif, "github": github}
