"""The difference between two texts, as ``diff -u`` shows it."""

import difflib
import re
from bisect import bisect_left
from collections import Counter

from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from rich.console import RenderableType

    from glossctl.languages.report import Changed

    Opcode = tuple[Literal["equal", "replace", "insert", "delete"], int, int, int, int]
    Side = Literal["both", "old", "new"]
    Piece = tuple[Side, str]

_WORD = re.compile(r"[\u1100-\U0010ffff]|[^\s\u1100-\U0010ffff]+\s*|\s+")
_STYLES = {"+++": "bold", "---": "bold", "@@": "cyan", "+": "green", "-": "red"}


def diff(before: str, after: str, path: str, color: bool) -> "RenderableType":
    """Return the unified difference; empty where there is none."""
    lines = [visible(_whole(line)) for line in _unified(_lines(before), _lines(after), path)]
    if before != after and not lines:
        return f"{path}: only line ends differ\n"
    if not color:
        return "".join(lines)
    from rich.console import Group  # only for colour
    from rich.text import Text

    text = Text(no_wrap=True, overflow="ignore", end="")
    for line in lines:
        text.append(line, next((style for mark, style in _STYLES.items() if line.startswith(mark)), ""))
    return Group(text)  # alone, it would be joined with what else is printed, and wrapped


_QUADRATIC = 2000  # lines: beyond that, difflib is only asked between lines that stand once in either text
_CONTEXT = 3


def _unified(old: list[str], new: list[str], path: str) -> "Iterator[str]":
    """Yield the lines of a unified difference. Cost: difflib's for each stretch between lines that are anchors."""
    if len(old) + len(new) <= _QUADRATIC:
        yield from difflib.unified_diff(old, new, path, path)
        return
    for number, group in enumerate(_Known(_opcodes(old, new)).get_grouped_opcodes(_CONTEXT)):
        if not number:
            yield f"--- {path}\n"
            yield f"+++ {path}\n"
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for way, start, end, begin, stop in group:
            if way == "equal":
                yield from (f" {line}" for line in old[start:end])
            else:
                yield from (f"-{line}" for line in old[start:end])
                yield from (f"+{line}" for line in new[begin:stop])


class _Known(difflib.SequenceMatcher[str]):
    """A matcher whose opcodes are known."""

    def __init__(self, codes: "list[Opcode]") -> None:
        super().__init__()
        self._codes = codes

    def get_opcodes(self) -> "list[Opcode]":
        return self._codes


def _range(start: int, stop: int) -> str:
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start + (length > 0)},{length}"


def _opcodes(old: list[str], new: list[str]) -> "list[Opcode]":
    """Return difflib's opcodes, the texts cut at lines that stand once in each, in the longest run in both orders.

    Source: B. Cohen, Patience Diff (2007); the longest increasing subsequence by patience sorting.
    """
    codes: list[Opcode] = []
    at, to = 0, 0
    for start, begin in [*_anchors(old, new), (len(old), len(new))]:
        codes += _between(old, new, (at, start), (to, begin))
        if start < len(old):
            codes.append(("equal", start, start + 1, begin, begin + 1))
        at, to = start + 1, begin + 1
    return _joined(codes)


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    counts = Counter(old), Counter(new)
    places = {line: place for place, line in enumerate(new) if counts[1][line] == 1}
    pairs = [(place, places[line]) for place, line in enumerate(old) if counts[0][line] == 1 and line in places]
    ends: list[int] = []  # the smallest end of an increasing run, by its length
    tops: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [number]
        before.append(tops[length - 1] if length else -1)
    chosen = []
    number = tops[-1] if tops else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _between(old: list[str], new: list[str], left: tuple[int, int], right: tuple[int, int]) -> "list[Opcode]":
    (at, end), (to, stop) = left, right
    if at == end and to == stop:
        return []
    if end - at + stop - to > _QUADRATIC:  # no line to hold on to: all of it is another text
        return [("replace", at, end, to, stop)]
    matcher = difflib.SequenceMatcher(None, old[at:end], new[to:stop], autojunk=False)
    return [(way, a + at, b + at, c + to, d + to) for way, a, b, c, d in matcher.get_opcodes()]


def _joined(codes: "list[Opcode]") -> "list[Opcode]":
    """Return opcodes with neighbours of one kind made one."""
    joined: list[Opcode] = []
    for code in codes:
        if joined and joined[-1][0] == code[0]:
            joined[-1] = (code[0], joined[-1][1], code[2], joined[-1][3], code[4])
        else:
            joined.append(code)
    return joined


def change(changed: "Changed") -> "list[Piece]":
    """Return how the source of a translation has changed; empty where its earlier text isn't known."""
    if changed.before is None:
        return []
    before, now = changed.before, changed.now
    parts = [(before.name, now.name), (before.expansion or "", now.expansion or "")]
    pieces: list[Piece] = []
    for old, new in [*(pair for pair in parts if pair[0] != pair[1]), (before.definition, now.definition)]:
        if pieces:
            pieces.append(("both", " "))
        pieces += words(old, new)
    return pieces


def marked(pieces: "Sequence[Piece]", old: tuple[str, str], new: tuple[str, str]) -> str:
    """Return pieces as one text, what went and what came between a beginning and an end, without the space behind."""
    signs = {"both": ("", ""), "old": old, "new": new}
    made = ""
    for side, text in pieces:
        bare = text.rstrip()
        made += "".join((signs[side][0], bare, signs[side][1], text[len(bare) :])) if bare else text
    return made


def words(before: str, after: str) -> "list[Piece]":
    """Return two texts as pieces of words that are in both, in the old one or in the new one, in reading order.

    A character of Chinese, Japanese or Korean is a word of its own.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for way, start, end, begin, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "equal":
            pieces.append(("both", "".join(old[start:end])))
            continue
        pieces += [("old", "".join(old[start:end]))] if end > start else []
        pieces += [("new", "".join(new[begin:stop]))] if stop > begin else []
    return pieces


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line feeds: what Unicode calls line breaks besides stays in its line."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
