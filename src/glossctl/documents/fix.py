"""Findings mended in the text: those that are certain, each in its place, and nothing else."""

import re

from glossctl.documents.check import CERTAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossctl.documents.values import Finding

_PLAIN = re.compile(r"[\w \t\r\n'’.,/&+()-]+")  # nothing that any format of documents reads as its own
_FORMATS = frozenset(("docx",))


def certain(findings: "Iterable[Finding]", format: str = "") -> "list[Finding]":  # noqa: A002
    """Return the findings that can be mended without a person: what to write is known, and no markup is in the way."""
    if format in _FORMATS:
        return []
    return [
        one
        for one in findings
        if one.code in CERTAIN and one.replacement and _PLAIN.fullmatch(one.word) and _PLAIN.fullmatch(one.replacement)
    ]


def fixed(text: str, findings: "Sequence[Finding]") -> str:
    """Return ``text`` with the replacement of each finding in its place; of two that overlap, the first.

    A finding whose word does not stand there any more is passed over.
    """
    parts, last = [], 0
    for one in sorted(findings, key=lambda finding: (finding.start, finding.code)):
        if one.start >= last and text[one.start : one.end] == one.word and one.replacement is not None:
            parts += [text[last : one.start], one.replacement]
            last = one.end
    return "".join([*parts, text[last:]])
