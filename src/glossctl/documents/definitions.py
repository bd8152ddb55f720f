"""Acronyms that a document expands itself, in its prose, its lists and its tables, each with its place."""

import itertools
import re
from bisect import bisect_right

from glossctl.documents.pairs import SHORT, facing, is_short, pairs
from glossctl.entries import Value
from glossctl.syntax.spans import GAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossctl.documents.pairs import Pair
    from glossctl.syntax.spans import Block, Prose

_CODED = re.compile(rf"({GAP}\s*[(（])|([(（]\s*{GAP}\s*[)）])")
_CODE = re.compile(rf"`+\s?({SHORT})\s?`+|<(?:code|kbd|tt|samp)>({SHORT})</")
_COUNTED = re.compile(r"[A-Za-z]\d{1,2}s")  # K8s is no plural


class Definition(Value):
    """An acronym that a document expands: both as they stand there, the acronym without its plural s.

    ``block`` is the number of the block of prose, ``start`` and ``end`` the full form's place in its text, ``at`` the
    acronym's. ``is_plural``: it stands there with a plural s, so that the full form is one.
    """

    acronym: str
    expansion: str
    block: int
    start: int
    end: int
    at: int
    is_plural: bool = False


def definitions(prose: "Prose") -> list[Definition]:
    """Return what a document expands itself, at each place where it does, in order."""
    found: dict[tuple[str, int, int], Definition] = {}

    def add(number: int, pair: "Pair") -> None:
        short, long, at, start = pair
        bare = singular(short)
        definition = Definition(bare, long, number, start, start + len(long), at, short.endswith("s") and short != bare)
        found.setdefault((definition.acronym, number, start), definition)

    for block in prose.blocks:
        text, origin = _with_code(block, prose.text)
        for short, long, at, start in pairs(text, is_entry=block.kind != "quote"):
            add(block.number, (short, long, origin(at), origin(start)))
    for rows in _grids(prose.blocks):
        for left, right in rows:
            for block, other in ((left, right), (right, left)):
                for pair in facing(block.text, other.text, is_before=block is left):
                    add(other.number, pair)
    return sorted(found.values(), key=lambda definition: (definition.block, definition.start))


def _with_code(block: "Block", document: str) -> "tuple[str, Callable[[int], int]]":
    """Return a block's text with acronyms that are set in code beside a bracket, and the way back to its offsets."""
    text = block.text
    if GAP not in text or not (gaps := [match.start() + match[0].index(GAP) for match in _CODED.finditer(text)]):
        return text, lambda at: at
    parts, last, shifts = [], 0, [(0, 0)]
    for gap in gaps:
        start, _ = block.place(gap, gap + 1)
        code = _CODE.match(document, start)
        word = (code[1] or code[2]) if code else ""
        if not is_short(word) or sum(map(str.isupper, word)) < 2:
            continue
        parts += [text[last:gap], word]
        last = gap + 1
        shifts.append((sum(map(len, parts)), shifts[-1][1] + len(word) - 1))
    if len(shifts) == 1:
        return text, lambda at: at
    starts = [start for start, _ in shifts]
    return "".join([*parts, text[last:]]), lambda at: max(at - shifts[bisect_right(starts, at) - 1][1], 0)


def singular(short: str) -> str:
    """Return an acronym without its plural s and possessive."""
    bare = re.sub(r"['’]s?$", "", short)
    if _COUNTED.fullmatch(bare):
        return bare
    return bare[:-1] if len(bare) > 2 and bare[-1] == "s" and (bare[-2].isupper() or bare[-2].isdigit()) else bare


def _grids(blocks: "Sequence[Block]") -> "Iterator[list[tuple[Block, Block]]]":
    """Yield the neighbours in each row of a table, and each term of a list with its first definition."""
    row: list[Block] = []
    for block in blocks:
        if (
            row
            and not (block.kind == row[0].kind == "cell" and block.row == row[0].row)
            and not (row[-1].kind == "term" and block.kind == "definition")
        ):
            yield list(itertools.pairwise(row))
            row = []
        if block.kind in ("cell", "term") or row:
            row.append(block)
    yield list(itertools.pairwise(row))
