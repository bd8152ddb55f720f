"""A document at one place, as an editor asks about it: the term that stands there, the name that is being written.

Only the paragraph around the place is read, or in source the comment or string, so that the answer doesn't wait for a
long document. Code of documents counts as text here: who points at a word wants to know what it means.
"""

import re

from glossctl.documents.explain import distinct
from glossctl.documents.reading import entries
from glossctl.documents.spelling import in_shape
from glossctl.documents.values import Occurrence
from glossctl.documents.words import words
from glossctl.index import NAME
from glossctl.syntax import plaintext
from glossctl.syntax.source_languages import ENDINGS, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.documents.matching import Match, Terms

_AROUND = 2000  # characters read on either side
_SOURCE = 1 << 20  # characters of a source file up to which its strings are told from its code
_EMPTY_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])")
_WRITTEN = 80  # characters before the place in which a name may begin
_NAME_WORDS = 8
_WITHIN = (" ", "-", "", ".")


def at(text: str, offset: int, format: str, terms: "Terms") -> Occurrence | None:  # noqa: A002
    """Return the term at an offset of a text, or just before it; None where there is none."""
    start, end = _region(text, offset, format)
    found = None
    for match in terms.matches(plaintext.read(text[start:end]).blocks):
        first, last = (start + place for place in match.block.place(match.start, match.end))
        if first <= offset <= last and entries(match):
            found = _occurrence(match, text, first, last)
    return found


def occurrences(text: str, format: str, terms: "Terms") -> "Iterator[Occurrence]":  # noqa: A002
    """Yield each term in the prose of a document, in order."""
    from glossctl.syntax.readers import read  # the readers of all formats

    for match in terms.matches(read(text, format).blocks):
        if entries(match):
            yield _occurrence(match, text, *match.block.place(match.start, match.end))


def _occurrence(match: "Match", text: str, start: int, end: int) -> Occurrence:
    spelled = [
        in_shape(sense.entry.expansion, match.text, sense.surface)
        for sense in match.senses
        if sense.relation == NAME and sense.entry.expansion and sense.entry.expansion != sense.surface
    ]
    senses = tuple(distinct(entries(match)))
    return Occurrence(senses, text[start:end], start, end, tuple(dict.fromkeys(spelled)))


def _region(text: str, offset: int, format: str) -> tuple[int, int]:  # noqa: A002
    """Return where the paragraph around an offset begins and ends; in source only where that is no code."""
    first, last = max(0, offset - _AROUND), min(len(text), offset + _AROUND)
    if format in ENDINGS and len(text) <= _SOURCE:
        for match in pattern(format).finditer(text):
            if match.end() >= offset:
                is_open = match.end() > offset or match.groupdict().get("line") or match[0][-1:] not in "\"'`/"
                if (match.start() < offset and is_open) or match.start() == offset:
                    return max(first, match.start()), min(last, match.end())
                break
        return offset, offset
    breaks = [gap.span() for gap in _EMPTY_LINE.finditer(text, first, last)]
    return (
        max((end for _, end in breaks if end <= offset), default=first),
        min((start for start, _ in breaks if start >= offset), default=last),
    )


def beginnings(text: str, offset: int, format: str) -> "list[int]":  # noqa: A002
    """Return where the name that is written just before an offset may have begun, the farthest first."""
    start, _ = _region(text, offset, format)
    start = max(start, offset - _WRITTEN, text.rfind("\n", 0, offset) + 1)
    found = words(text[start:offset])
    starts: list[int] = []
    before = offset - start
    for _, first, last in reversed(found[-_NAME_WORDS:]):
        if text[start + last : start + before] not in _WITHIN:
            break
        starts.insert(0, start + first)
        before = first
    return starts
