"""The terms on a page, whatever its syntax, and what they leave of it.

They stand in tables, definition lists, items and paragraphs that begin with a term, headings, folded texts or
abbreviations; which of these are a page's terms is decided by how much of it they hold.

How a page is written is ``syntax.pages``'s, what a row becomes ``rows``'s.
"""

import re
from collections import Counter

from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import fullforms
from glossctl.exchange.lists.bodies import Body
from glossctl.exchange.lists.cells import join, join_links
from glossctl.exchange.lists.columns import FIELDS, Columns, is_heading
from glossctl.exchange.lists.listed import Listed, cut, defined, follows, items, named, paragraphs, slug, without_labels
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.losses import counted
from glossctl.syntax.pages import (
    NOUNS,
    Abbreviation,
    Block,
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
    from glossctl.syntax.pages import Runs

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
        self.items = without_labels(self.items, len(self.headed) > 1)

    # What stands on the page

    def _gather(self, blocks: "Sequence[Block]") -> None:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            if isinstance(block, Paragraph):
                at = self._gather_paragraph(block, blocks, at)
            elif isinstance(block, Items):
                found = items(block)
                self.items += found
                if not found:
                    self._gather(_structured(inner for item in block.items for inner in item.blocks))
            else:
                self._gather_other(block)

    def _gather_other(self, block: Block) -> None:
        if isinstance(block, Table):
            self.tables.append(block)
        elif isinstance(block, Definition):
            self.definitions += defined(block)
        elif isinstance(block, Abbreviation):
            body = (Paragraph(block.line, block.end, block.runs),)
            self.abbreviations.append(Listed(block.line, block.end, ((Run(block.name),),), body=body))
        elif isinstance(block, Folded):
            self.folded.append(Listed(block.line, block.end, (block.runs,), body=tuple(block.blocks)))
            self._gather(_structured(block.blocks))

    def _gather_paragraph(self, block: Paragraph, blocks: "Sequence[Block]", at: int) -> int:
        """Take the terms of a paragraph; the blocks below belong to the last. Return where the next begins."""
        found = paragraphs(block)
        self.items += found
        if not found:
            return at
        end = at
        while end < len(blocks) and follows(blocks[end]):
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
                runs = cut(runs, len(text_of(runs)) - len(_NUMBERING.sub("", text_of(runs).lstrip(), count=1)))
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
        return (text_of(term.names[0]).strip(), "", [], "") if self.page.is_ours else named(term)

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
        bodies = [Body(term, anchors, self.counts, self.page.is_ours) for term in found]
        self.rows.dead_links += sum(body.dead_links for body in bodies)
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
