"""Findings mended in the text: those that are certain, each in its place, and nothing else."""

import re

from glossctl.documents.check import CERTAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossctl.documents.values import Finding

_PLAIN = re.compile(r"[\w \t\r\n'’.,/&+()-]+")  # nothing that any format of documents reads as its own
_WRITTEN = re.compile(r"(?!.*__)(?!\d+[.)] )\.?[^\W_][\w '’.,/&+()-]*(?<!_)")  # on one line, and no list or emphasis
_FORMATS = frozenset(("docx",))


def certain(findings: "Iterable[Finding]", format: str = "") -> "list[Finding]":  # noqa: A002
    """Return the findings that can be mended without a person: what to write is known, and no markup is in the way."""
    if format in _FORMATS:
        return []
    return [
        one
        for one in findings
        if one.code in CERTAIN
        and one.replacement
        and _PLAIN.fullmatch(one.word)
        and _WRITTEN.fullmatch(one.replacement)
    ]


def fixed(text: str, findings: "Sequence[Finding]") -> str:
    """Return ``text`` with the replacement of each finding in its place; of two that overlap, the first.

    A finding whose word does not stand there any more is passed over.
    """
    parts, last = [], 0
    for one in sorted(findings, key=lambda finding: (finding.start, finding.code)):
        if text[one.start : one.end] != one.word or one.replacement is None:
            continue
        start, end, written = change(text, one)
        if start >= last:
            parts += [text[last:start], written]
            last = end
    return "".join([*parts, text[last:]])


def change(text: str, finding: "Finding") -> tuple[int, int, str]:
    """Return from where to where a finding changes the text, and what to write: its replacement, after its article."""
    written = finding.replacement or ""
    if not finding.article:
        return finding.start, finding.end, written
    start, end, article = finding.article
    return start, finding.end, article + text[end : finding.start] + written
