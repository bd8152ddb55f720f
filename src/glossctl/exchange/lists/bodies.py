"""What stands below a term on a page: its paragraphs, the lists in them, and the targets of its links."""

import re

from glossctl.exchange.lists.cells import split
from glossctl.exchange.lists.columns import MEANING, field_of
from glossctl.exchange.lists.labels import FIELD_OF
from glossctl.exchange.lists.listed import Listed, broken, cut, slug
from glossctl.syntax.markup import is_web_address
from glossctl.syntax.pages import (
    HARD,
    Abbreviation,
    Block,
    Code,
    Definition,
    Folded,
    Heading,
    Items,
    Paragraph,
    Run,
    Table,
    hrefs,
    losses,
    text_of,
)
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from glossctl.syntax.pages import Runs

_SPACE = re.compile(r"[ \t\n\f\r]+")


class Body:
    """What stands below a term: paragraphs, the lists in it, and the targets of its links."""

    def __init__(self, term: Listed, anchors: dict[str, str], counts: "Counter[str]", is_ours: bool) -> None:
        self.counts = counts
        self.is_ours = is_ours
        self.anchors = anchors
        self.dead_links = 0
        self.lists: dict[str, list[str]] = {"aliases": [], "avoid": [], "related": [], "tags": []}
        self.said: dict[str, str] = {}
        self.links: dict[str, None] = {}
        self.expansion = ""
        self.paragraphs: list[str] = []
        self.own = {slug(text_of(runs)) for runs in term.names}
        for runs in term.names:
            self._targets(runs, quietly=True)
            self.counts.update({key: count for key, count in losses(runs).items() if key != "mark of emphasis"})
        for block in term.body:
            self._block(block)

    @property
    def aliases(self) -> list[str]:
        """Other names that the text lists."""
        return self.lists["aliases"]

    @property
    def related(self) -> list[str]:
        """Related terms: those listed, and those linked to."""
        return self.lists["related"]

    @property
    def tags(self) -> list[str]:
        """Tags that the text lists."""
        return self.lists["tags"]

    def text(self) -> str:
        """Return the text, a line a paragraph."""
        return "\n".join(self.paragraphs)

    def _block(self, block: Block, mark: str = "") -> None:
        if isinstance(block, Paragraph):
            self._lines(block.runs, mark)
        elif isinstance(block, Heading):
            self._add(block.runs, mark)
        elif isinstance(block, Items):
            for item in block.items:
                for number, inner in enumerate(item.blocks):
                    self._block(inner, f"{item.mark} " if not number else "")
        elif isinstance(block, Code):
            self.counts["code block"] += 1
            self.paragraphs.append(mark + " ".join(block.text.split()))
        elif isinstance(block, Abbreviation):
            self._add((Run(f"{block.name}: "), *block.runs))
        else:
            self._inner(block)

    def _inner(self, block: Block) -> None:
        """Take a definition list, a folded text or a table within a definition."""
        if isinstance(block, Definition):
            for runs in block.terms:
                self._add(runs)
            for inner in (inner for body in block.bodies for inner in body):
                self._block(inner)
        elif isinstance(block, Folded):
            self._add(block.runs)
            for inner in block.blocks:
                self._block(inner)
        elif isinstance(block, Table):
            for _, cells in block.rows:
                read = [block.inline(cell) for cell in cells]
                self.paragraphs.append(" | ".join(text for runs in read if (text := " ".join(text_of(runs).split()))))
                for runs in read:
                    self._carry(runs)

    def _lines(self, runs: "Runs", mark: str) -> None:
        """Take a paragraph: its lines that begin with a list's name are that list."""
        kept: list[Run] = []
        for line in broken(runs):
            if not self._labelled(line):
                kept += ([Run(" ")] if kept and kept[-1].text != HARD else []) + line
        if kept:
            self._add(tuple(kept), mark)

    def _labelled(self, line: "Sequence[Run]") -> bool:
        label = line[0] if line else Run("")
        text = "".join(run.text for run in line)
        if not (label.emphasis or label.strong) or len(line) < 2:
            return False
        size = next((at for at, run in enumerate(line) if not (run.emphasis or run.strong)), len(line))
        name = "".join(run.text for run in line[:size]).strip()
        rest = text[len("".join(run.text for run in line[:size])) :]
        if not (name.endswith((":", "：")) or rest.lstrip().startswith((":", "："))):
            return False
        field = FIELD_OF.get(name.rstrip(":： ")) or field_of(name.rstrip(":： "))
        value = rest.lstrip().lstrip(":：").strip()
        if not value:
            return False
        if field == MEANING and not self.is_ours:
            self._add(cut(tuple(line), len(text) - len(value)))
            return True
        if field == "expansion" and not self.expansion:
            self.expansion = _SPACE.sub(" ", value).strip() if not self.is_ours else value
        elif field in self.lists:
            self._listed(field, value, line[size:])
        elif name.rstrip(":： ") in FIELD_OF and field not in self.said:
            self.said[field] = value
        else:
            return False
        return True

    def _listed(self, field: str, value: str, runs: "Sequence[Run]") -> None:
        """Take the values of a list; the words of a link to another site are no related term."""
        if field == "avoid":
            self.said[field] = "; ".join(filter(None, (self.said.get(field), value)))
        elif field == "related":
            self._targets(runs)
            addresses = [run.text for run in runs if is_web_address(run.href)]
            ours = self.is_ours
            values = [one for one in split(value, field) if ours or (one not in addresses and not is_web_address(one))]
            self.lists[field] += values
        else:
            self.lists[field] += split(value, field)

    def _add(self, runs: "Runs", mark: str = "") -> None:
        self._carry(runs)
        lines = ["".join(line) for line in _hard(runs)]
        exact = self.is_ours
        texts = [text for line in lines if (text := (line if exact else _SPACE.sub(" ", line)).strip())]
        self.paragraphs += [mark + text if not number else text for number, text in enumerate(texts)]

    def _carry(self, runs: "Runs") -> None:
        self.counts.update(losses(runs))
        self._targets(runs)

    def _targets(self, runs: "Iterable[Run]", quietly: bool = False) -> None:
        for target in () if self.is_ours else hrefs(runs):
            if is_web_address(target):
                self.links[target] = None
                continue
            fragment = target.partition("#")[2]
            name = self.anchors.get(fragment.lower()) or self.anchors.get(fold(fragment)) if fragment else None
            if name and slug(name) not in self.own and name not in self.related:
                self.related.append(name)
            elif not name and not (quietly and target.startswith("#")):
                self.dead_links += 1


def _hard(runs: "Iterable[Run]") -> "Iterator[list[str]]":
    line: list[str] = []
    for run in runs:
        for number, part in enumerate(run.text.split(HARD)):
            if number:
                yield line
                line = []
            line.append(part)
    yield line
