"""Findings that are known already: kept by rule, word and context, so that a swap of one for another is noticed.

The context of an acronym that nobody expands is its document, for it is reported once in it; that of all others is the
words around. Lines and numbers don't count: what moves stays known.
"""

import json
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

VERSION = 1
_AROUND = 48  # characters on each side, of which the nearest words count
_NEAREST = 3  # words on each side
_WORD = re.compile(r"\w+")


class Stale(Value):
    """A finding of a baseline that is there no more."""

    path: str
    rule: str
    word: str


def contexts(findings: "Sequence[Finding]", prose: "Prose") -> tuple[str, ...]:
    """Return what each finding is known by, beside its document, rule and word."""
    return tuple("" if one.code == "U001" else _context(one, prose.text) for one in findings)


def _context(finding: Finding, text: str) -> str:
    before = _WORD.findall(text[max(0, finding.start - _AROUND) : finding.start])[-_NEAREST:]
    after = _WORD.findall(text[finding.end : finding.end + _AROUND])[:_NEAREST]
    said = fold(" ".join((*before, "|", *after)))
    return f"{zlib.crc32(said.encode('utf-8', 'surrogatepass')):08x}"


def _key(path: str, rule: str, word: str, context: str) -> tuple[str, str, str, str]:
    return path.replace("\\", "/"), rule, " ".join(word.split()), context


def written(found: "Iterable[tuple[Finding, str]]") -> str:
    """Return the text of a baseline of these findings and their contexts."""
    counts = Counter(_key(one.path, one.rule, one.acronym or one.word, context) for one, context in found)
    rows = [
        {"path": path, "rule": rule, "word": word, "context": context, "count": counts[path, rule, word, context]}
        for path, rule, word, context in sorted(counts)
    ]
    return json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read(text: str, path: str) -> "Counter[tuple[str, str, str, str]]":
    """Return the findings of a baseline. Raises GlossctlError where it is none, or one of another version."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GlossctlError(f"{path}: the baseline is no JSON: {error}", None, "no-baseline") from error
    version = document.get("version") if isinstance(document, dict) else None
    if version != VERSION:
        raise GlossctlError(f"{path}: the baseline is of version {version}, not {VERSION}", None, "no-baseline")
    counts: Counter[tuple[str, str, str, str]] = Counter()
    try:
        for row in document["findings"]:
            counts[_key(row["path"], row["rule"], row["word"], row["context"])] += int(row.get("count", 1))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GlossctlError(f"{path}: the baseline has a finding without {error}", None, "no-baseline") from error
    return counts


def parted(
    found: "Sequence[tuple[Finding, str]]", known: "Counter[tuple[str, str, str, str]]", checked: "Iterable[str]"
) -> "tuple[list[Finding], int, list[Stale]]":
    """Return the findings that are new, how many are known, and what of the ``checked`` documents is there no more."""
    left = Counter(known)
    new = []
    for one, context in found:
        key = _key(one.path, one.rule, one.acronym or one.word, context)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(one)
    paths = {path.replace("\\", "/") for path in checked}
    stale = [Stale(path, rule, word) for path, rule, word, _ in sorted(+left) if path in paths]
    return new, len(found) - len(new), stale
