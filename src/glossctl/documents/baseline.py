"""Findings that are known already: kept by rule, word and context, so that a swap of one for another is noticed.

The context of an acronym that nobody expands is its document, for it is reported once in it; that of all others is the
words around. Lines and numbers don't count: what moves stays known.
"""

import json
import os
import re
import zlib
from collections import Counter

from glossctl.documents.values import Finding
from glossctl.entries import Value
from glossctl.errors import GlossctlError
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossctl.syntax.spans import Prose

    Key = tuple[str, str, str, str]  # path, rule, word, context

VERSION = 1
_AROUND = 48  # characters on each side, of which the nearest words count
_NEAREST = 3  # words on each side
_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


class Stale(Value):
    """A finding of a baseline that is there no more."""

    path: str
    rule: str
    word: str


def contexts(findings: "Sequence[Finding]", prose: "Prose") -> tuple[str, ...]:
    """Return what each finding is known by, beside its document, rule and word."""
    return tuple("" if one.code == "U001" else _context(one, prose.text) for one in findings)


def _context(finding: Finding, text: str) -> str:
    before = _PARAGRAPH.split(text[max(0, finding.start - _AROUND) : finding.start])[-1]
    after = _PARAGRAPH.split(text[finding.end : finding.end + _AROUND])[0]
    nearest = (*_WORD.findall(before)[-_NEAREST:], "|", *_WORD.findall(after)[:_NEAREST])
    said = fold(" ".join(nearest))
    return f"{zlib.crc32(said.encode('utf-8', 'surrogatepass')):08x}"


def _key(one: Finding, context: str, root: str) -> "Key":
    return relative(one.path, root), one.rule, " ".join((one.acronym or one.word).split()), context


def relative(path: str, root: str) -> str:
    """Return a document's path as a baseline in the folder ``root`` has it: the same wherever ``check`` is called."""
    try:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path.replace(os.sep, "/")


def written(found: "Iterable[tuple[Finding, str]]", root: str = ".") -> str:
    """Return the text of a baseline of these findings and their contexts, for a file in the folder ``root``."""
    counts = Counter(_key(one, context, root) for one, context in found)
    rows = [
        {"path": path, "rule": rule, "word": word, "context": context, "count": counts[path, rule, word, context]}
        for path, rule, word, context in sorted(counts)
    ]
    return json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read(text: str, path: str) -> "Counter[Key]":
    """Return the findings of a baseline. Raises GlossctlError where it is none, or one of another version."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GlossctlError(f"{path}: the baseline is no JSON: {error}", None, "no-baseline") from error
    version = document.get("version") if isinstance(document, dict) else None
    if version != VERSION:
        raise GlossctlError(f"{path}: the baseline is of version {version}, not {VERSION}", None, "no-baseline")
    counts: Counter[Key] = Counter()
    try:
        for row in document["findings"]:
            path_, rule, word, context = (str(row[key]) for key in ("path", "rule", "word", "context"))
            counts[path_, rule, word, context] += int(row.get("count", 1))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GlossctlError(f"{path}: the baseline has a finding without {error}", None, "no-baseline") from error
    return counts


def parted(
    found: "Sequence[tuple[Finding, str]]", known: "Counter[Key]", checked: "Iterable[str]", root: str = "."
) -> "tuple[list[Finding], int, list[Stale]]":
    """Return the findings that are new, how many are known, and what of the ``checked`` documents is there no more."""
    left = Counter(known)
    new = []
    for one, context in found:
        key = _key(one, context, root)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(one)
    paths = {relative(path, root) for path in checked}
    stale = [Stale(path, rule, word) for path, rule, word, _ in sorted(+left) if path in paths]
    return new, len(found) - len(new), stale
