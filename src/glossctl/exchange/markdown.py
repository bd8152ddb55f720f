"""Markdown pages that hold a list of terms, and a table of a glossary. Lossless but for the header, as ``csv`` is.

Read, whichever a page has, in this order: pipe tables (those with a known heading; where none has one, all),
definition lists (``Term``, below it ``: definition``), abbreviations (``*[MIG]: ...``), list items and paragraphs that
begin with the term (``- **TERM**: definition``, ``- TERM - definition``) or a heading for each term, whichever are
more. Lines that are no entry are counted. Source: CommonMark 0.31, GitHub's tables, PHP Markdown Extra.
"""

from glossctl.entries import Avoid
from glossctl.exchange.lists import listed
from glossctl.exchange.lists.cells import join, join_avoid, join_links
from glossctl.exchange.lists.columns import MEANING, SKIP, Columns, is_heading, is_short_for
from glossctl.exchange.lists.pipes import Page, written
from glossctl.exchange.lists.rows import HEADINGS, RowReader
from glossctl.exchange.lists.tables import table
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.looks import looks
from glossctl.syntax.markup import is_web_address
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents

    Rows = list[tuple[int, list[str]]]


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "markdown", "html", "yaml", "contextive")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of a Markdown page. Raises FileError (X002) when there are none."""
    page = Page(text.replace("\0", ""))
    reader = RowReader(path, options.columns, page.inline)
    reader.carried = page.carried
    unread = _tables(page, reader)
    if not reader.entries and not reader.nameless:
        _lists(page, reader)
    outside = sum(bool(line.strip()) for at, line in enumerate(page.lines) if at not in page.taken)
    losses = []
    if unread:
        losses.append(f"{counted(unread, 'row')} of tables that don't look like a list of terms")
    if outside:
        losses.append(f"{counted(outside, 'line')} of other text")
    losses += page.lost()
    return reader.reading(losses)


def _tables(page: Page, reader: RowReader) -> int:
    """Read a page's tables, those with the same heading as one; return how many rows were left out."""
    tables = list(page.tables())
    theirs = [name for name, _ in reader.columns.named]
    known = [rows for rows in tables if is_heading([page.inline(cell)[0] for cell in rows[0][1]], theirs)]
    joined: dict[tuple[str, ...], Rows] = {}
    for rows in known or tables:
        key = tuple(map(fold, rows[0][1]))
        if key in joined:
            joined[key] += rows[1:]
        else:
            joined[key] = rows
    for rows in joined.values():
        titled = any(cell.strip() for cell in rows[0][1])
        reader.read(rows if titled else rows[1:], headed=titled)
    return sum(len(rows) - 1 for rows in tables) - sum(len(rows) - 1 for rows in known or tables)


def _lists(page: Page, reader: RowReader) -> None:
    """Read the terms of a page without a table."""
    found = list(listed.definitions(page)) or list(listed.abbreviations(page))
    if not found:
        found, by_item = list(listed.items(page)), set(page.taken)
        page.taken = set()
        sections = list(listed.sections(page))
        if found and _covers(page, by_item):
            page.taken = by_item
        else:
            found = sections
    if found:
        _take(found, page, reader)


def _covers(page: Page, lines: set[int]) -> bool:
    """Tell whether ``lines`` are at least half of a page's text, headings not counted."""
    text = {at for at, line in enumerate(page.lines) if line.strip() and not line.lstrip().startswith("#")}
    return 2 * len(text & lines) >= len(text)


def _take(found: "list[listed.Listed]", page: Page, reader: RowReader) -> None:
    """Read listed terms; links to other terms of the page are related terms.

    Where no term has its full form apart, whether the texts are full forms is judged by all of them.
    """
    names = {_slug(name): name for one in found if (name := page.inline(one.name)[0].strip())}
    rows = []
    for one in found:
        name, expansion = page.inline(one.name)[0], page.carried(one.expansion)[0]
        text, targets, lists = listed.body(one.text, page.counts)
        related = lists.get("related", []) + [names[at] for target in targets if (at := _anchor(target)) in names]
        links = dict.fromkeys(target for target in targets if is_web_address(target))
        reader.dead_links += sum(_anchor(target) not in names and target not in links for target in targets)
        more = [
            join(list(dict.fromkeys(values))) for values in (related, lists.get("aliases", []), lists.get("tags", []))
        ]
        avoid = join_avoid(map(Avoid, lists.get("avoid", [])))
        rows.append((one.line, [name, expansion, text, *more, avoid, join_links(links)]))
    fields: tuple[str, ...] = ("name", "expansion", "definition", "related", "aliases", "tags", "avoid", "links")
    if any(cells[1] for _, cells in rows):
        for _, cells in rows:
            if not cells[1] and is_short_for(cells[0], cells[2]):
                cells[1:3] = [cells[2], ""]
    else:
        fields = tuple({"expansion": SKIP, "definition": MEANING}.get(field, field) for field in fields)
    reader.columns = Columns(fields)
    reader.inline = reader.carried = lambda cell: (cell, ())
    reader.tells_columns = False
    reader.read(rows, headed=False)


def _anchor(target: str) -> str:
    return target[1:].lower() if target.startswith("#") else "#"


def _slug(name: str) -> str:
    return "-".join("".join(char if char.isalnum() or char in " -_" else "" for char in name.lower()).split(" "))


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a pipe table.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text, end="")
    | Name | Full form | Definition |
    | --- | --- | --- |
    | MIG | Multi-Instance GPU | |
    """
    made = table(contents, options.columns, HEADINGS)
    return Writing(written(made.headings, made.rows), made.losses)
