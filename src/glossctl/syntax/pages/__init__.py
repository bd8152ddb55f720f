"""Pages as blocks: what a reader of a page sees, whatever syntax it is written in. Nothing is run or fetched.

One file a syntax, each with ``read(text, path) -> Page``. What a page's blocks mean is the business of the rooms above.
"""

import re
from collections import Counter

from glossctl.entries import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HARD = "\u2028"  # a line break that readers see; "\n" is one of the source only
_BROKEN = str.maketrans({"\n": " ", HARD: "\n"})

NOUNS = (  # of what a page can hold and plain text can't, most important first
    ("image", "image", "images"),
    ("code block", "line layout of a code block", "line layouts of code blocks"),
    ("import", "import of a component", "imports of components"),
    ("macro", "macro of a site", "macros of a site"),
    ("HTML tag", "HTML tag", "HTML tags"),
    ("footnote", "footnote", "footnotes"),
    ("comment", "comment", "comments"),
    ("mark of emphasis", "mark of emphasis or code", "marks of emphasis or code"),
)


class Run(Value):
    """A run of text with the same marks.

    ``strong`` holds bold text and what else sets a term apart (``dfn``, a heading of a cell), ``code`` code, ``href``
    the target of a link ("" for none), ``title`` the full form that an ``abbr`` gives. ``lost`` names what stands here
    and has no text, as in NOUNS.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    title: str = ""
    lost: str = ""


Runs = tuple[Run, ...]
_NOTHING = Run("")


class Block:
    """A block and the lines of the source it stands on, counted from 0, the second behind the last."""

    __slots__ = ("end", "line")

    def __init__(self, line: int, end: int) -> None:
        self.line = line
        self.end = end


class Heading(Block):
    """A heading of a level from 1."""

    __slots__ = ("level", "runs")

    def __init__(self, line: int, end: int, level: int, runs: Runs) -> None:
        super().__init__(line, end)
        self.level = level
        self.runs = runs


class Paragraph(Block):
    """A paragraph."""

    __slots__ = ("runs",)

    def __init__(self, line: int, end: int, runs: Runs) -> None:
        super().__init__(line, end)
        self.runs = runs


class Item(Block):
    """An item of a list, with its mark: "-", "1."."""

    __slots__ = ("blocks", "mark")

    def __init__(self, line: int, end: int, mark: str, blocks: "list[Block]") -> None:
        super().__init__(line, end)
        self.mark = mark
        self.blocks = blocks


class Items(Block):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, line: int, end: int, items: list[Item]) -> None:
        super().__init__(line, end)
        self.items = items


class Definition(Block):
    """Terms of a definition list over their definitions: several terms are names of one thing."""

    __slots__ = ("bodies", "terms")

    def __init__(self, line: int, end: int, terms: list[Runs], bodies: "list[list[Block]]") -> None:
        super().__init__(line, end)
        self.terms = terms
        self.bodies = bodies


class Folded(Block):
    """A summary over blocks that are folded away until it is clicked."""

    __slots__ = ("blocks", "runs")

    def __init__(self, line: int, end: int, runs: Runs, blocks: "list[Block]") -> None:
        super().__init__(line, end)
        self.runs = runs
        self.blocks = blocks


class Table(Block):
    """A table: rows of cells as they are written, each with its line; ``inline`` reads a cell.

    ``is_headed``: the first row is a heading. Rows may be of any length.
    """

    __slots__ = ("inline", "is_headed", "rows")

    def __init__(
        self,
        line: int,
        end: int,
        rows: "list[tuple[int, list[str]]]",
        inline: "Callable[[str], Runs]",
        is_headed: bool = True,
    ) -> None:
        super().__init__(line, end)
        self.rows = rows
        self.inline = inline
        self.is_headed = is_headed


class Code(Block):
    """Code, or other text whose line breaks count."""

    __slots__ = ("text",)

    def __init__(self, line: int, end: int, text: str) -> None:
        super().__init__(line, end)
        self.text = text


class Abbreviation(Block):
    """A line that spells out an abbreviation of the page."""

    __slots__ = ("name", "runs")

    def __init__(self, line: int, end: int, name: str, runs: Runs) -> None:
        super().__init__(line, end)
        self.name = name
        self.runs = runs


class Page:
    """A page: its blocks in order, what its head says, and what of it no block holds, counted."""

    def __init__(self, blocks: "list[Block]") -> None:
        self.blocks = blocks
        self.filled: list[bool] = []  # of each line: whether it has text
        self.title = ""
        self.is_ours = False  # written by glossctl: its terms are just what stands there
        self.language = ""
        self.counts: Counter[str] = Counter()
        self.aside: set[int] = set()  # lines that are no text: front matter, comments, link references


def filled(text: str) -> list[bool]:
    """Tell of each line of a text whether something stands on it."""
    return [bool(line.strip()) for line in re.split(r"\r\n|\r|\n", text)]


def text_of(runs: "Iterable[Run]") -> str:
    """Return the text of runs; a line break is one that readers see."""
    return "".join(run.text for run in runs).translate(_BROKEN)


def lines(blocks: "Iterable[Block]", mark: str = "") -> "Iterator[tuple[Block, str, Runs]]":
    """Yield the lines of blocks: the block that each is of, the mark of the item that it begins, and its runs.

    A row of a table is a line, cells separated by " | ", and so is all of a block of code.
    """
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block, mark, block.runs
        elif isinstance(block, Items):
            for item in block.items:
                yield from lines(item.blocks, f"{item.mark} ")
        elif isinstance(block, Table):
            yield from ((block, "", _joined(list(map(block.inline, cells)))) for _, cells in block.rows)
        else:
            yield from _other_lines(block, mark)
        mark = ""


def _other_lines(block: Block, mark: str) -> "Iterator[tuple[Block, str, Runs]]":
    if isinstance(block, Definition):
        yield from ((block, "", runs) for runs in block.terms)
        for body in block.bodies:
            yield from lines(body)
    elif isinstance(block, Folded):
        yield block, mark, block.runs
        yield from lines(block.blocks)
    elif isinstance(block, Abbreviation):
        yield block, mark, (Run(f"{block.name}: "), *block.runs)
    elif isinstance(block, Code):
        yield block, mark, (Run(block.text.strip().replace("\n", HARD)),)


def _joined(cells: "Iterable[Runs]") -> Runs:
    row: Runs = ()
    for runs in cells:
        bar = (Run(" | "),) if text_of(row) and text_of(runs) else ()
        row = (*row, *bar, *runs)
    return row


def hrefs(runs: "Iterable[Run]") -> list[str]:
    """Return the targets of the links in runs, each once."""
    return list(dict.fromkeys(run.href for run in runs if run.href))


def losses(runs: "Iterable[Run]") -> "Counter[str]":
    """Count what of runs plain text can't say."""
    counts: Counter[str] = Counter()
    before = _NOTHING
    for run in runs:
        if run.lost:
            counts[run.lost] += 1
        if run.strong or run.emphasis or run.code:
            begun = run.strong > before.strong, run.emphasis > before.emphasis, run.code > before.code
            counts["mark of emphasis"] += sum(begun)
        before = run
    return +counts if counts else counts
