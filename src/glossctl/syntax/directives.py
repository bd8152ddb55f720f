"""Comments in a document that speak to ``check``: ``glossctl: ignore WORD-or-CODE``, in the comment of its format."""

import re

from glossctl.entries import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

VERBS = ("ignore", "ignore-next-line", "ignore-file")
_DIRECTIVE = re.compile(r"\bglossctl[ \t]*:[ \t]*([A-Za-z-]+)([^\r\n]*)")
_WORD = re.compile(r"""\s*,?\s*(?:"([^"]+)"|'([^']+)'|([^\s,"']+))""")
_ENDS = ("--", "—", "–", "*/", "*/}", "-->", "#}")


class Directive(Value):
    """A comment that relaxes ``check``: ``verb`` is one of ``VERBS``, or whatever stands there instead.

    ``line`` is the comment's own. ``words`` are the words and codes it names, as they are written; none: all.
    """

    line: int
    verb: str
    words: tuple[str, ...] = ()


def directives(comment: str, line: int) -> "Iterator[Directive]":
    """Yield the directives of a comment that begins on ``line``. A colon or a dash ends the words: a reason follows.

    >>> list(directives("glossctl: ignore MIG, U002: older letters", 3))
    [Directive(line=3, verb='ignore', words=('MIG', 'U002'))]
    """
    for match in _DIRECTIVE.finditer(comment):
        before = comment[: match.start()]
        breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
        yield Directive(line + breaks, match[1].lower().strip("-"), _words(match[2]))


def _words(rest: str) -> tuple[str, ...]:
    words = []
    at = 0
    while match := _WORD.match(rest, at):
        at = match.end()
        word = match[1] or match[2] or match[3]
        if word in _ENDS or word == ":":
            break
        if match[3]:
            ends = word.endswith(":")
            word = word.rstrip(":")
            words.append(word)
            if ends:
                break
        else:
            words.append(word)
    return tuple(words)
