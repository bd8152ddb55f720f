"""Faults and findings to text, JSON, SARIF, the annotations of GitHub's workflows, and statistics.

``validate`` finds faults in glossary files, ``check`` findings in documents; both are shown in the same shapes.
"""

import json as serial
import os
from collections import Counter
from urllib.parse import quote

from glossctl.documents.check import RULES as DOCUMENT_RULES
from glossctl.render.advice import add_command
from glossctl.rules import RULES
from glossctl.rules.validate import BROKEN
from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from rich.console import RenderableType

    from glossctl.documents.baseline import Stale
    from glossctl.documents.values import Finding
    from glossctl.errors import Fault

    Render = Callable[["Sequence[Fault]", "Sequence[str]", int], str]  # faults, files, number of entries
    Problem = Fault | Finding

# A fixed ground under a fixed colour: no colour by itself is read well on dark and light terminals alike.
BREAKS, WARNS = "color(231) on color(160)", "color(16) on color(220)"
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://glossary.cncf.io/"  # of the words; the program has no page of its own yet


class Checked:
    """What ``check`` found, in all documents together."""

    def __init__(
        self,
        findings: "Sequence[Finding]",
        documents: int,
        inline: int = 0,
        baseline: int = 0,
        stale: "Sequence[Stale]" = (),
    ) -> None:
        self.findings = findings
        self.documents = documents
        self.inline = inline
        self.baseline = baseline
        self.stale = stale


def text(faults: "Sequence[Problem]", files: "Sequence[str]" = (), entries: int = 0) -> str:
    """Render a line a fault or finding: ``path:line:column: code message``."""
    return "".join(f"{' '.join(_line(fault).split())}\n" for fault in faults)


def _line(problem: "Problem") -> str:
    place = "".join(f":{number}" for number in (problem.line, problem.column) if number)
    return f"{problem.path}{place}: {problem.code} {_message(problem)}"


def _message(problem: "Problem") -> str:
    """Return what is wrong, and for an acronym that nobody expands the command that adds it."""
    if problem.code == "U001":
        return f"{problem.message}, or {add_command(getattr(problem, 'acronym', None) or '')}"
    return problem.message


def colored(faults: "Sequence[Problem]") -> "RenderableType":
    """Render what ``text`` does for a terminal, each code on a ground of its own: red where it breaks the file."""
    from rich.console import Group  # only for colour
    from rich.text import Text

    page = Text(no_wrap=True, overflow="ignore", end="")
    for fault in faults:
        place, code, message = visible(" ".join(_line(fault).split())).partition(f" {fault.code} ")
        page.append(f"{place} ").append(code.strip(), BREAKS if fault.code in BROKEN else WARNS).append(f" {message}\n")
    return Group(page)  # alone, it would be joined with what else is printed, and wrapped


def json(faults: "Sequence[Fault]", files: "Sequence[str]", entries: int) -> str:
    """Render {"faults": [{path, line, column, code, name, message}], "files": [path], "entries": number}."""
    rows = [
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
    return _document({"faults": rows, "files": list(files), "entries": entries})


def findings(checked: Checked) -> str:
    """Render what ``check`` found: {"findings", "documents", "suppressed", "stale"}."""
    keys = ("path", "line", "column", "end_line", "end_column", "code", "rule", "acronym", "word")
    rows = [
        {
            **{key: getattr(finding, key) for key in keys},
            "message": _message(finding),
            "uses": finding.uses,
            "replacement": finding.replacement,
        }
        for finding in checked.findings
    ]
    stale = [{"path": finding.path, "rule": finding.rule, "word": finding.word} for finding in checked.stale]
    suppressed = {"inline": checked.inline, "baseline": checked.baseline}
    return _document({"findings": rows, "documents": checked.documents, "suppressed": suppressed, "stale": stale})


def github(faults: "Sequence[Problem]", files: "Sequence[str]" = (), entries: int = 0) -> str:
    """Render a workflow command a fault, which GitHub shows at its line.

    Source: GitHub's workflow commands; the escapes are those of its toolkit.
    """
    lines = []
    for fault in faults:
        places = [("file", fault.path), ("line", fault.line), ("col", fault.column)]
        places += [("endLine", getattr(fault, "end_line", 0)), ("endColumn", getattr(fault, "end_column", 0))]
        title = f"{fault.code} {_name(fault.code)}"
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in (*places, ("title", title)) if value)
        lines.append(f"::error {properties}::{_data(_message(fault))}\n")
    return "".join(lines)


def sarif(faults: "Sequence[Problem]", files: "Sequence[str]" = (), entries: int = 0) -> str:
    """Render a SARIF log of one run, with the rules that found something. Source: SARIF 2.1.0 (OASIS)."""
    from glossctl import __version__

    codes = sorted({fault.code for fault in faults})
    driver = {
        "name": "glossctl",
        "version": __version__,
        "informationUri": HOME,
        "rules": list(map(_sarif_rule, codes)),
    }
    results = [
        {
            "ruleId": fault.code,
            "ruleIndex": codes.index(fault.code),
            "level": _level(fault.code),
            "message": {"text": _message(fault)},
            "locations": [{"physicalLocation": _sarif_location(fault)}],
        }
        for fault in faults
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _document({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def statistics(faults: "Iterable[Problem]") -> str:
    """Render how often each rule found something, the most frequent first."""
    counts = Counter(fault.code for fault in faults)
    width = max((len(f"{count:,}") for count in counts.values()), default=0)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:>{width},}  {code}  {_name(code)}\n" for code, count in rows)


def _sarif_rule(code: str) -> "dict[str, Any]":
    summary = BROKEN[code][1] if code in BROKEN else _rule(code).summary
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(word.capitalize() for word in _name(code).split("-")),
        "shortDescription": {"text": summary + "."},
        "defaultConfiguration": {"level": _level(code)},
    }
    if code not in BROKEN:
        rule["help"] = {"text": _rule(code).explanation}
    return rule


def _rule(code: str) -> "Any":
    return DOCUMENT_RULES[code] if code in DOCUMENT_RULES else RULES[code]


def _sarif_location(fault: "Problem") -> "dict[str, Any]":
    path = fault.path.replace(os.sep, "/")
    absolute = os.path.isabs(fault.path)
    uri = ("file://" if path.startswith("/") else "file:///") + quote(path, safe="/:") if absolute else quote(path)
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if fault.line:
        region = {"startLine": fault.line} | ({"startColumn": fault.column} if fault.column else {})
        if end := getattr(fault, "end_line", 0):
            region |= {"endLine": end, "endColumn": fault.end_column}  # type: ignore[union-attr]  # a finding has both
        location["region"] = region
    return location


def _level(code: str) -> str:
    return "error" if code in BROKEN else "warning"


def _name(code: str) -> str:
    name: str = BROKEN[code][0] if code in BROKEN else _rule(code).name
    return name


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
DOCUMENT_OUTPUTS: "dict[str, Callable[[Checked], str]]" = {
    "text": lambda checked: text(checked.findings),
    "json": findings,
    "sarif": lambda checked: sarif(checked.findings),
    "github": lambda checked: github(checked.findings),
}
