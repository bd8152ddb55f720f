"""Comments in a document that hold findings back: ``glossctl: ignore WORD-or-CODE`` and its two siblings."""

import re

from glossctl.syntax.source_languages import ENDINGS
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.documents.values import Finding
    from glossctl.syntax.spans import Prose


class Ignores:
    """What the comments of a document ignore; ``count`` is the number of places that were held back so far."""

    def __init__(self, prose: "Prose") -> None:
        self._lines: dict[int, list[tuple[str, ...]]] = {}
        self._everywhere: list[tuple[str, ...]] = []
        self._held: set[tuple[int, str, str]] = set()
        for directive in prose.directives:
            words = tuple(map(fold, directive.words))
            if directive.verb == "ignore-file":
                self._everywhere.append(words)
            elif directive.verb in ("ignore", "ignore-next-line"):
                line = directive.line + (directive.verb != "ignore")
                self._lines.setdefault(line, []).append(words)

    @property
    def count(self) -> int:
        """How many places were held back."""
        return len(self._held)

    def covers(self, line: int, code: str, acronym: str, word: str) -> bool:
        """Tell whether a finding of this code about this word on this line is ignored."""
        if not self._lines and not self._everywhere:
            return False
        names = {fold(acronym), fold(word)} - {""}
        for words in (*self._lines.get(line, ()), *self._everywhere):
            if (
                not words
                or names.intersection(words)
                or any(code.lower().startswith(one) for one in words if _is_code(one))
            ):
                self._held.add((line, code, fold(acronym or word)))
                return True
        return False


def _is_code(word: str) -> bool:
    return word[:1] == "u" and word[1:].isdigit()


_LINE_COMMENTS = {
    "markdown": " <!-- {} -->",
    "mdx": " {{/* {} */}}",
    "html": " <!-- {} -->",
    "latex": " % {}",
}
_FILE_COMMENTS = {"rst": "\n\n.. {}\n", "asciidoc": "\n\n// {}\n"}  # in a paragraph of these nothing can be commented
_LINE_END = re.compile(r"[\r\n]|\Z")
_CLOSES = re.compile(r'\*/|"""|\'\'\'|-->|--\]\]|-\}|#>')


def ignoring(text: str, finding: "Finding", format: str) -> tuple[int, str] | None:  # noqa: A002
    """Return what to write where, as an offset, so that a finding is ignored; None where the format has no comments.

    The comment counts for the finding's line, or for the file where a paragraph of the format can't hold one.
    """
    word = " ".join((finding.acronym or finding.word).split())
    named = finding.code if '"' in word else f'"{word}"' if re.search(r"[\s,:']", word) else word
    end = _LINE_END.search(text, finding.start)
    at = end.start() if end else len(text)
    if format in _LINE_COMMENTS:
        return at, _LINE_COMMENTS[format].format(f"glossctl: ignore {named}")
    if format in _FILE_COMMENTS:
        bare = text.rstrip()
        return len(bare), _FILE_COMMENTS[format].format(f"glossctl: ignore-file {named}").rstrip("\n")
    if format in ENDINGS and not _CLOSES.search(text, finding.start, at):
        return at, f" glossctl: ignore {named}"
    return None
