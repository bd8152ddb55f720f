"""The terms on a page, whatever its syntax, and what they leave of it.

They stand in tables, definition lists, items and paragraphs that begin with a term, headings, folded texts or
abbreviations; which of these are a page's terms is decided by how much of it they hold.

How a page is written is ``syntax.pages``'s, what a row becomes ``rows``'s.
"""

import re
from collections import Counter

from glossctl.entries import Value
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import fullforms, names
from glossctl.exchange.lists.cells import join, join_links, split
from glossctl.exchange.lists.columns import FIELDS, MEANING, Columns, field_of, is_heading
from glossctl.exchange.lists.labels import FIELD_OF
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.losses import counted
from glossctl.syntax.markup import is_web_address
from glossctl.syntax.pages import (
    HARD,
    NOUNS,
    Abbreviation,
    Block,
    Code,
    Definition,
    Folded,
    Heading,
    Items,
    Page,
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
    from collections.abc import Iterable, Iterator, Sequence

    from glossctl.exchange.protocol import Options, Reading
    from glossctl.syntax.pages import Item, Runs

_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*(?:[(（][^()（）]*[)）][^()（）\[\]【】]*)*)[)）\]】]")
_SEPARATOR = re.compile(
    r"\s*(?:[:：]|=>?|→|->)\s*|\s+[-–—―‒−]{1,3}\s*|[-–—―‒−]{1,3}\s+|[–—―]|\s*\Z|[ \t]*[\n" + HARD + r"]\s*"
)
_DASHED = re.compile(r"(.{1,80}?)(?:\s*[:：]\s+|：|\s+[-–—―‒−]{1,3}\s+|\s*—\s*|\s+(?:=>?|→|->)\s+)(?=\S)")
_SPACE = re.compile(r"[ \t\n\f\r]+")
_WORDS = 8  # of a name in a list's item
_LETTERS = re.compile(
    r"[^\W\d_]|[0#&*]|0\s*[-–—]\s*9|[^\W\d_](?:\s*[-–—/,]\s*[^\W\d_])+|numbers?|symbols?|#+|\d", re.IGNORECASE
)
_ASIDE = frozenset(
    [
        "introduction",
        "overview",
        "references",
        "sources",
        "resources",
        "contributing",
        "license",
        "contents",
        "notes",
        "about",
        "links",
        "acknowledgements",
        "acknowledgments",
    ]
) | {"see also", "further reading", "table of contents", "external links", "related", "how to contribute", "more"}
_NUMBERING = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[ivx]+\.)\s+(?=\S)")
_FEW = 5  # what a page shows more of than this is no single entry


class Listed(Value):
    """A term as listed: the lines it stands on, its names, its full form where that stands apart, and what follows."""

    line: int
    end: int
    names: "tuple[Runs, ...]"
    expansion: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    body: "tuple[Block, ...]" = ()
    is_marked: bool = True


def read(page: Page, path: str, options: "Options") -> "Reading":
    """Return the entries of a page. Raises FileError (X002) where there are none, or just one on a page of many."""
    return PageReader(page, path, options).reading()


def abbreviations(page: Page, path: str, options: "Options") -> "Reading":
    """Return the lines of a page that spell out an abbreviation as entries. Raises FileError (X002) without any."""
    reader = PageReader(page, path, options)
    reader.take(reader.abbreviations)
    outside = reader.outside()
    lost = [f"{counted(outside, 'line')} of other text"] if outside else []
    return reader.rows.reading([*lost, *reader.uncarried()])


class PageReader:
    """Finds the terms of one page and reads them."""

    def __init__(self, page: Page, path: str, options: "Options") -> None:
        self.page = page
        self.options = options
        self.taken: set[int] = set()
        self.counts: Counter[str] = Counter(page.counts)
        self.rows = RowReader(path, options, self._plain)
        self.rows.carried = self._carried
        self.rows.described(page.title, page.language)
        self.table: Table | None = None
        self.theirs = [name for name, _ in options.columns.named]
        self.tables: list[Table] = []
        self.definitions: list[Listed] = []
        self.abbreviations: list[Listed] = []
        self.folded: list[Listed] = []
        self.within: list[int] = []  # lines of headings within entries
        self.items: list[Listed] = []
        self._gather(page.blocks)
        self.items += self.folded if len(self.folded) > 1 else []
        self.headed = list(self._sections(page.blocks))
        self.items = _without_labels(self.items, len(self.headed) > 1)

    # What stands on the page

    def _gather(self, blocks: "Sequence[Block]") -> None:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            if isinstance(block, Paragraph):
                at = self._gather_paragraph(block, blocks, at)
            elif isinstance(block, Items):
                found = _items(block)
                self.items += found
                if not found:
                    self._gather(_structured(inner for item in block.items for inner in item.blocks))
            else:
                self._gather_other(block)

    def _gather_other(self, block: Block) -> None:
        if isinstance(block, Table):
            self.tables.append(block)
        elif isinstance(block, Definition):
            self.definitions += _defined(block)
        elif isinstance(block, Abbreviation):
            body = (Paragraph(block.line, block.end, block.runs),)
            self.abbreviations.append(Listed(block.line, block.end, ((Run(block.name),),), body=body))
        elif isinstance(block, Folded):
            self.folded.append(Listed(block.line, block.end, (block.runs,), body=tuple(block.blocks)))
            self._gather(_structured(block.blocks))

    def _gather_paragraph(self, block: Paragraph, blocks: "Sequence[Block]", at: int) -> int:
        """Take the terms of a paragraph; the blocks below belong to the last. Return where the next begins."""
        found = _paragraphs(block)
        self.items += found
        if not found:
            return at
        end = at
        while end < len(blocks) and _follows(blocks[end]):
            end += 1
        if end > at:
            last = self.items[-1]
            self.items[-1] = last.replace(body=(*last.body, *blocks[at:end]), end=blocks[end - 1].end)
        return end

    def _sections(self, blocks: "Sequence[Block]") -> "Iterator[Listed]":
        """Yield a term for each heading of the level at which the most have a text of their own below them."""
        at = [(number, block) for number, block in enumerate(blocks) if isinstance(block, Heading)]
        ends = [number for number, _ in at[1:]] + [len(blocks)]
        named = [
            (number, block, end)
            for (number, block), end in zip(at, ends, strict=False)
            if not _LETTERS.fullmatch(text_of(block.runs).strip())
        ]
        filled = [block.level for number, block, end in named if end > number + 1]
        if not filled:
            return
        wanted = max(sorted(set(filled), reverse=True), key=filled.count)
        terms = [(number, block) for number, block, _ in named if block.level == wanted]
        numbered = sum(bool(_NUMBERING.match(text_of(block.runs).strip())) for _, block in terms) * 5 > 4 * len(terms)
        for number, block in terms:
            end = next((below for below, other in at if below > number and other.level <= wanted), len(blocks))
            runs = block.runs
            if len(terms) > 3 and fold(text_of(runs).strip(" :")) in _ASIDE:
                continue
            if numbered and len(terms) > 2:
                runs = _cut(runs, len(text_of(runs)) - len(_NUMBERING.sub("", text_of(runs).lstrip(), count=1)))
            last = blocks[end].line if end < len(blocks) else len(self.page.filled)
            yield Listed(block.line, last, (runs,), body=tuple(blocks[number + 1 : end]))

    # Which of it are the terms

    def reading(self) -> "Reading":
        """Return the entries and what was left."""
        unread = self._choose()
        outside = self.outside()
        lost = []
        if unread:
            lost.append(f"{counted(unread, 'row')} of tables that don't look like a list of terms")
        if outside:
            lost.append(f"{counted(outside, 'line')} of other text")
        notes = self._doubts(outside)
        if self.within:
            headings = counted(len(self.within), "heading within an entry", "headings within entries")
            notes.append(f"{headings} ({self.rows.where(self.within)}): taken as part of the definition")
        for table in self.tables:
            table.rows.clear()  # the page refers to itself: 60 MB of 100,000 rows would wait for the collector
        return self.rows.reading([*lost, *self.uncarried()], notes)

    def uncarried(self) -> list[str]:
        """Return what plain text can't say, in words."""
        return [counted(self.counts[key], noun, nouns) for key, noun, nouns in NOUNS if self.counts[key]]

    def _choose(self) -> int:
        """Read what the terms of the page are; return how many rows of tables are left."""
        if self.page.is_ours:
            self.take(self.definitions)
            self.taken.update(range(len(self.page.filled)))
            return 0
        known = [table for table in self.tables if self._is_known(table)]
        text = self._text_lines()
        listed = known or self.definitions
        covered = self._lines(known) | self._lines(self.definitions)
        if listed and not self._sections_win(covered, text):
            self._read_tables(known)
            self.take(self.definitions)
            rest = text - covered
            if len(self.items) > 2 and 2 * len(self._lines(self.items) & rest) >= len(rest):
                self.take(self._apart(self.items, covered))
            self.take(self._new(self.abbreviations))
            return self._left(known)
        return self._choose_lists(text)

    def _choose_lists(self, text: set[int]) -> int:
        items, tables, short = self._lines(self.items), self._lines(self.tables), self._lines(self.abbreviations)
        if self.tables and 2 * len(tables & text) >= len(text) and len(self.headed) < 3:
            self._read_tables(self.tables)
            return 0
        if self.abbreviations and (len(short) * 2 >= len(text) or not (self.items or len(self.headed) > 1)):
            self.take(self.abbreviations)
        elif self.items and (2 * len(items & text) >= len(text) or len(self.headed) < min(2, len(self.items))):
            self.take(self.items)
        elif len(self.headed) > 1 or not (self.items or self.tables):
            self.take(self.headed)
        elif self.items:
            self.take(self.items)
        elif self.tables:
            self._read_tables(self.tables)
            return 0
        self.take(self._new(self.abbreviations))
        return self._left(())

    def _left(self, read: "Sequence[Table]") -> int:
        """Return how many rows of tables stand in no entry."""
        left = [table for table in self.tables if table not in read and table.line not in self.taken]
        self.taken.update(line for table in left for line in range(table.line, table.end))
        return sum(len(table.rows) - table.is_headed for table in left)

    def _sections_win(self, covered: set[int], text: set[int]) -> bool:
        """Tell whether the page's headings are its terms, and tables and lists but stand below some of them."""
        return len(self.headed) > 4 and 4 * len(covered & text) < len(text) and not self.definitions

    def _is_known(self, table: Table) -> bool:
        return table.is_headed and is_heading(
            [text_of(table.inline(cell)).strip() for cell in table.rows[0][1]], self.theirs
        )

    def _text_lines(self) -> set[int]:
        """Return the lines that hold text, headings not counted."""
        heads = {
            line for block in self.page.blocks if isinstance(block, Heading) for line in range(block.line, block.end)
        }
        return {at for at, filled in enumerate(self.page.filled) if filled} - heads - self.page.aside

    def _lines(self, parts: "Iterable[Listed | Table]") -> set[int]:
        return {line for part in parts for line in range(part.line, part.end)}

    def _apart(self, found: "Iterable[Listed]", covered: set[int]) -> list[Listed]:
        return [term for term in found if term.line not in covered]

    def _new(self, found: "Iterable[Listed]") -> list[Listed]:
        """Return the abbreviations that aren't among the entries."""
        there = {entry.name for entry in self.rows.entries}
        return [term for term in found if term.line not in self.taken and text_of(term.names[0]).strip() not in there]

    def outside(self) -> int:
        """Return how many lines of the page are no part of an entry."""
        return sum(
            filled for at, filled in enumerate(self.page.filled) if at not in self.taken and at not in self.page.aside
        )

    def _doubts(self, outside: int) -> list[str]:
        """Return a note where the entries are little of the page. Raises FileError where one is left of many."""
        entries = len(self.rows.entries)
        candidates = {
            "headings": len(self.headed),
            "items of lists": sum(len(block.items) for block in _walk(self.page.blocks) if isinstance(block, Items)),
            "rows of tables": sum(len(table.rows) - table.is_headed for table in self.tables),
        }
        seen = [
            counted(number, key) if number == 1 else f"{number:,} {key}"
            for key, number in candidates.items()
            if number > 1
        ]
        if entries == 1 and max(candidates.values()) > _FEW:
            message = f"only 1 entry was found on a page with {' and '.join(seen)}"
            raise FileError(
                [Fault(self.rows.path, 0, 0, "X002", message)],
                "put each term into a row, a heading, or an item that begins with it: **TERM**: definition",
            )
        read = len(self.taken)
        if entries and outside > max(read, 10) and seen:
            return [f"{counted(outside, 'line')} of the page are left; it has {', '.join(seen)}"]
        return []

    def _named(self, term: Listed) -> tuple[str, str, list[str], str]:
        return (text_of(term.names[0]).strip(), "", [], "") if self.page.is_ours else _named(term)

    # Rows

    def _plain(self, cell: str) -> tuple[str, tuple[str, ...]]:
        runs = self._runs(cell)
        return text_of(runs), tuple(hrefs(runs))

    def _carried(self, cell: str) -> tuple[str, tuple[str, ...]]:
        runs = self._runs(cell)
        if lost := losses(runs):
            self.counts.update(lost)
        return text_of(runs), tuple(hrefs(runs))

    def _runs(self, cell: str) -> "Runs":
        return self.table.inline(cell) if self.table else (Run(cell),)

    def _read_tables(self, tables: "Sequence[Table]") -> None:
        """Read tables, those with the same heading as one."""
        joined: dict[tuple[str, ...], list[Table]] = {}
        for table in tables:
            self.taken.update(range(table.line, table.end))
            key = tuple(map(fold, table.rows[0][1])) if table.is_headed else (str(len(joined)),)
            joined.setdefault(key, []).append(table)
        for group in joined.values():
            self.table = first = group[0]
            titled = first.is_headed and any(cell.strip() for cell in first.rows[0][1])
            rows = [*first.rows[(not titled and first.is_headed) :]]
            for table in group[1:]:
                rows += table.rows[1:]
            self.rows.read(rows, headed=True if titled else None if not first.is_headed else False)
        self.table = None

    # Terms

    def take(self, found: "Sequence[Listed]") -> None:
        """Read listed terms; links to other terms of the page are related terms."""
        if not found:
            return
        parsed = [self._named(term) for term in found]
        anchors = {slug(name): name for name, _, _, _ in parsed if name}
        anchors |= {fold(name): name for name, _, _, _ in parsed if name}
        bodies = [_Body(self, term, anchors) for term in found]
        texts = [body.text() for body in bodies]
        pairs = ((name, text) for (name, expansion, _, _), text in zip(parsed, texts, strict=True) if not expansion)
        share = fullforms.share_of(pairs)
        if any(expansion for _, expansion, _, _ in parsed):
            share = min(share, fullforms.SHARE)
        rows = []
        for term, (name, expansion, aliases, note), body, text in zip(found, parsed, bodies, texts, strict=True):
            self.taken.update(range(term.line, term.end))
            self.within += [block.line + 1 for block in _walk(term.body) if isinstance(block, Heading)]
            expansion = (
                expansion or body.expansion or next((run.title for runs in term.names for run in runs if run.title), "")
            )
            if not expansion and not self.page.is_ours:
                expansion, text = fullforms.split(name, text, share)
            text = "\n".join(filter(None, (text, note)))
            said = {
                **body.said,
                "name": name,
                "expansion": expansion,
                "definition": text,
                "related": join(body.related),
                "aliases": join([*aliases, *body.aliases]),
                "tags": join(body.tags),
                "links": " ".join(filter(None, (body.said.get("links"), join_links(body.links)))),
            }
            rows.append((term.line + 1, [said.get(field, "") for field in FIELDS]))
        self.rows.read_exactly(rows, Columns(FIELDS))


class _Body:
    """What stands below a term: paragraphs, the lists in it, and the targets of its links."""

    def __init__(self, reader: PageReader, term: Listed, anchors: dict[str, str]) -> None:
        self.reader = reader
        self.anchors = anchors
        self.lists: dict[str, list[str]] = {"aliases": [], "avoid": [], "related": [], "tags": []}
        self.said: dict[str, str] = {}
        self.links: dict[str, None] = {}
        self.expansion = ""
        self.paragraphs: list[str] = []
        self.own = {slug(text_of(runs)) for runs in term.names}
        for runs in term.names:
            self._targets(runs, quietly=True)
            reader.counts.update({key: count for key, count in losses(runs).items() if key != "mark of emphasis"})
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
            self.reader.counts["code block"] += 1
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
        for line in _broken(runs):
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
        if field == MEANING and not self.reader.page.is_ours:
            self._add(_cut(tuple(line), len(text) - len(value)))
            return True
        if field == "expansion" and not self.expansion:
            self.expansion = _SPACE.sub(" ", value).strip() if not self.reader.page.is_ours else value
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
            ours = self.reader.page.is_ours
            values = [one for one in split(value, field) if ours or (one not in addresses and not is_web_address(one))]
            self.lists[field] += values
        else:
            self.lists[field] += split(value, field)

    def _add(self, runs: "Runs", mark: str = "") -> None:
        self._carry(runs)
        lines = ["".join(line) for line in _hard(runs)]
        exact = self.reader.page.is_ours
        texts = [text for line in lines if (text := (line if exact else _SPACE.sub(" ", line)).strip())]
        self.paragraphs += [mark + text if not number else text for number, text in enumerate(texts)]

    def _carry(self, runs: "Runs") -> None:
        self.reader.counts.update(losses(runs))
        self._targets(runs)

    def _targets(self, runs: "Iterable[Run]", quietly: bool = False) -> None:
        for target in () if self.reader.page.is_ours else hrefs(runs):
            if is_web_address(target):
                self.links[target] = None
                continue
            fragment = target.partition("#")[2]
            name = self.anchors.get(fragment.lower()) or self.anchors.get(fold(fragment)) if fragment else None
            if name and slug(name) not in self.own and name not in self.related:
                self.related.append(name)
            elif not name and not (quietly and target.startswith("#")):
                self.reader.rows.dead_links += 1


def _without_labels(items: "Sequence[Listed]", has_sections: bool) -> list[Listed]:
    """Return items but those that label the parts of each entry: "**Definition**: …" below many headings."""
    keys = [fold(text_of(item.names[0]).strip(" :：")) for item in items]
    counts = Counter(keys)
    if has_sections and all(map(field_of, keys)):
        return []
    return [item for item, key in zip(items, keys, strict=True) if counts[key] < 2 or not field_of(key)]


def _hard(runs: "Iterable[Run]") -> "Iterator[list[str]]":
    line: list[str] = []
    for run in runs:
        for number, part in enumerate(run.text.split(HARD)):
            if number:
                yield line
                line = []
            line.append(part)
    yield line


def _broken(runs: "Iterable[Run]") -> "Iterator[list[Run]]":
    """Yield the lines of the source; a line break that readers see stays at the end of its line."""
    line: list[Run] = []
    for run in runs:
        if run.text in ("\n", HARD):
            yield [*line, run] if run.text == HARD else line
            line = []
        else:
            line.append(run)
    yield line


def _walk(blocks: "Iterable[Block]") -> "Iterator[Block]":
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from _walk(item.blocks)
        elif isinstance(block, Folded):
            yield from _walk(block.blocks)


def _structured(blocks: "Iterable[Block]") -> list[Block]:
    return [block for block in blocks if isinstance(block, Table | Definition)]


def _follows(block: Block) -> bool:
    """Tell whether a block belongs to the term above it."""
    if isinstance(block, Paragraph):
        return not _paragraphs(block)
    return isinstance(block, Code) or (isinstance(block, Items) and not _items(block))


def _defined(block: Definition) -> "Iterator[Listed]":
    """Yield the terms of a group of a definition list; several definitions of a term are senses of it."""
    if not block.terms:
        return
    bodies = [body for body in block.bodies if body] or [[]]
    for number, body in enumerate(bodies):
        line = block.line if not number else body[0].line
        end = bodies[number + 1][0].line if number + 1 < len(bodies) else block.end
        yield Listed(line, end, tuple(block.terms), body=tuple(body))


def _items(block: Items) -> list[Listed]:
    """Return the terms of a list: of items that begin with them, marked as such or parted from what follows."""
    marked = [_item(item) for item in block.items]
    loose = [_head(item, marked=False) if not term else None for item, term in zip(block.items, marked, strict=True)]
    bare = [_bare(item) for item, term in zip(block.items, marked, strict=True) if not term]
    if sum(map(bool, bare)) > 2 and 5 * sum(map(bool, [*bare, *filter(None, marked)])) >= 4 * len(block.items):
        bare_terms = iter(bare)
        marked = [term or next(bare_terms) for term in marked]
    lone = [_lone(item) for item in block.items]
    if len(lone) > _FEW and 5 * sum(map(bool, [*filter(None, lone), *filter(None, loose)])) >= 4 * len(lone):
        loose = [term or other for term, other in zip(loose, lone, strict=True)]
    strong = sum(map(bool, marked))
    take_loose = 2 * (strong + sum(map(bool, loose))) >= len(block.items)
    found: list[Listed] = []
    for item, term, other in zip(block.items, marked, loose, strict=True):
        chosen = term or (other if take_loose else None)
        inner = [part for part in item.blocks if isinstance(part, Items)]
        nested = [below for part in inner for below in _items(part)]
        if len(nested) > 1 and (not chosen or _is_group(chosen, inner)):
            found += nested
        elif chosen:
            found.append(chosen)
    return found


def _is_group(term: Listed, inner: "Sequence[Items]") -> bool:
    """Tell whether a term has no text but the list below it: then it is the title of that."""
    return all(part in inner for part in term.body) or not term.is_marked


def _item(item: "Item") -> Listed | None:
    return _head(item, marked=True)


def _head(item: "Item", marked: bool) -> Listed | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    term = (
        _begins(first.runs, item.line, item.end, is_item=True) if marked else _dashed(first.runs, item.line, item.end)
    )
    return term.replace(body=(*term.body, *item.blocks[1:])) if term else None


def _lone(item: "Item") -> Listed | None:
    """Return the term of an item that is nothing but an acronym."""
    first = item.blocks[0] if len(item.blocks) == 1 else None
    if isinstance(first, Paragraph) and fullforms.looks_short(text_of(first.runs).strip()):
        return Listed(item.line, item.end, (first.runs,), is_marked=False)
    return None


def _bare(item: "Item") -> Listed | None:
    """Return the term of an item that begins with bold text, with nothing between that and the rest."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    size = _marked_size(first.runs, strong=True)
    text = "".join(run.text for run in first.runs)
    if not size or not text[size:].strip() or len(text[:size].split()) > _WORDS or not text[size].isspace():
        return None
    rest = text[size:].split()
    whole = rest[0].lower() in ("is", "are", "means", "refers", "stands", "describes")
    body = first.runs if whole else _cut(first.runs, size)
    return Listed(
        item.line,
        item.end,
        (_cut(first.runs, 0, size),),
        body=(Paragraph(first.line, first.end, body), *item.blocks[1:]),
    )


def _paragraphs(block: Paragraph) -> list[Listed]:
    """Return the terms that a paragraph begins with, or, where several of its lines do, each line's."""
    lines = list(_broken(block.runs))
    starts = [
        at for at, line in enumerate(lines) if line and line[0].strong and _begins(tuple(line), 0, 0, is_item=False)
    ]
    if len(starts) > 1 and starts[0] == 0:
        found = []
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            runs = tuple(
                run for number, line in enumerate(lines[start:end]) for run in ([Run("\n")] * bool(number) + line)
            )
            while runs and runs[-1].text == HARD:
                runs = runs[:-1]
            at = min(block.line + start, block.end - 1)
            found.append(_begins(runs, at, max(at + 1, min(block.line + end, block.end)), is_item=False))
        return [term for term in found if term]
    term = _begins(block.runs, block.line, block.end, is_item=False)
    if term:
        return [term]
    shown = [line for line in _by_hard(block.runs) if line]
    dashed = [_dashed(line, block.line, block.end) for line in shown]
    return [one for one in dashed if one] if len(shown) > 2 and all(dashed) else []


def _by_hard(runs: "Runs") -> "Iterator[Runs]":
    line: list[Run] = []
    for run in runs:
        if run.text == HARD:
            yield tuple(line)
            line = []
        else:
            line.append(run)
    yield tuple(line)


def _marked_size(runs: "Sequence[Run]", strong: bool) -> int:
    """Return how many characters at the beginning stand in bold, or, where that will do, in a link, code or italics."""
    size = 0
    first = next((run for run in runs if run.text), None)
    if first is None:
        return 0
    for run in runs:
        if not run.text:
            continue
        alike = run.strong if first.strong else bool(run.href or run.code or run.title or run.emphasis)
        if not alike or run.text in ("\n", HARD) or (strong and not first.strong):
            break
        size += len(run.text)
    return size


def _begins(runs: "Runs", line: int, end: int, is_item: bool) -> Listed | None:
    """Return the term that a text begins with in bold; in an item a link, code or italics are enough."""
    size = _marked_size(runs, strong=not is_item)
    if not size:
        return None
    text = "".join(run.text for run in runs)
    name = text[:size]
    is_strong = next(run for run in runs if run.text).strong
    closed = name.rstrip().endswith((":", "：", "-", "–", "—")) or (
        is_strong and name.endswith((".", "。")) and text[size:].strip()
    )
    bracket, at = "", size
    if (found := _BRACKET.match(text, size)) and found[1].strip():
        bracket, at = found[1].strip(), found.end()
    separator = _SEPARATOR.match(text, at)
    if not separator and not closed:
        return None
    at = separator.end() if separator else at
    name_runs = _cut(runs, 0, size)
    body = _cut(runs, at)
    if not name.strip(" :：.") or len(name) > 160 or not (body or is_item or bracket):
        return None
    if not is_strong and (not body or len(name.split()) > _WORDS):
        return None
    return Listed(line, end, (name_runs,), bracket, body=(Paragraph(line, end, body),) if body else ())


def _dashed(runs: "Runs", line: int, end: int) -> Listed | None:
    """Return the term of an item that parts it from its text by a colon, a dash or an arrow."""
    text = "".join(run.text for run in runs)
    found = _DASHED.match(text.partition("\n")[0] if "\n" in text[:100] else text) or _DASHED.match(text)
    if not found or len(found[1].split()) > _WORDS or found[1].rstrip().endswith((".", "!", "?")) or "\n" in found[1]:
        return None
    name = _cut(runs, 0, found.end(1))
    return Listed(line, end, (name,), body=(Paragraph(line, end, _cut(runs, found.end())),), is_marked=False)


def _cut(runs: "Sequence[Run]", start: int, end: int | None = None) -> "Runs":
    """Return the runs of the characters from ``start`` to ``end``, without the space around them."""
    made: list[Run] = []
    at = 0
    for run in runs:
        size = len(run.text)
        if not size:
            if at >= start and (end is None or at <= end):
                made.append(run)
            continue
        low, high = max(start - at, 0), size if end is None else min(end - at, size)
        if low < high:
            made.append(run.replace(text=run.text[low:high]) if (low, high) != (0, size) else run)
        at += size
    while made and made[-1].text and not made[-1].text.strip():
        made.pop()
    return tuple(made)


def _named(term: Listed) -> tuple[str, str, list[str], str]:
    """Return the name of a term, its full form, its aliases, and what stands in brackets behind it otherwise."""
    first, *others = (names.tidy(text_of(runs)) for runs in term.names)
    name, expansion, aliases = names.parse(first)
    note = ""
    if term.expansion:
        name, full_form, more, note = names.bracketed(name, term.expansion)
        expansion = full_form or expansion
        aliases += more
    for other in others:
        pair = names.pair_of(name, other) if not expansion else None
        if pair:
            name, expansion = pair
        elif other and other != name:
            aliases.append(other)
    return name, expansion, aliases, note


def slug(name: str) -> str:
    """Return the anchor that sites make of a heading."""
    return "-".join("".join(char if char.isalnum() or char in " -_" else "" for char in name.lower()).split(" "))
