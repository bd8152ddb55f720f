"""Results as Rich panels, for reading: the term and its full form carry the weight, the rest is quiet.

Styles are names from the reader's own 16-colour palette, so that they hold on dark and light terminals. Texts are never
parsed as Rich markup: every string goes through ``_text``.
"""

from rich.box import ROUNDED
from rich.cells import cell_len, set_cell_size
from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from glossctl.define import overridden
from glossctl.search.highlight import marks
from glossctl.text import first_sentence, one_line, paragraphs, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from glossctl.entries import Answer, Branch, Entry, Expansion, Hit, SourceRow
    from glossctl.render import Asked

WIDEST = 96  # columns: beyond that a line of prose is hard to follow back to its start
TERM = "bold not dim"  # a panel's title would else be as dim as its border
FULL_FORM = "bold cyan"
QUIET = "dim"
MARKED = "bold magenta"
QUOTED = "italic"
WARNING = "yellow"
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


def _text(text: str, style: str | Style = "") -> Text:
    return Text(visible(one_line(text)), style, overflow="fold")


def _panel(body: "RenderableType", title: Text | None = None, subtitle: Text | None = None) -> Panel:
    return Panel(
        body,
        box=ROUNDED,
        title=title,
        title_align="left",
        subtitle=subtitle,
        subtitle_align="right",
        border_style=QUIET,
        padding=(0, 1),
        width=None,
    )


class _Page:
    """Renderables one under another, no wider than a line of prose should be."""

    def __init__(self, parts: "Iterable[RenderableType]") -> None:
        self.parts = tuple(parts)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[RenderableType]":
        for part in self.parts:
            yield Constrain(part, WIDEST)


class _Labelled:
    """A label and, beside it, a text that wraps under itself; Table.grid would do and costs 3 ms to import."""

    def __init__(self, label: str, value: Text, style: str = QUIET) -> None:
        self.label = label
        self.value = value
        self.style = style

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        width = cell_len(self.label)
        label = self.label
        for line in self.value.wrap(console, max(options.max_width - width, 8), overflow="fold"):
            yield Text().append(label, self.style).append_text(line)
            label = " " * width


def answers(answers: "Sequence[Answer]") -> "RenderableType":
    """Render the senses found, a panel each."""
    return _Page(_entry(entry, overridden(entry, answer.entries)) for answer in answers for entry in answer.entries)


def _entry(entry: "Entry", behind: tuple[str, ...] = (), mottos: bool = True) -> Panel:
    parts: list[RenderableType] = []
    if entry.expansion:
        parts.append(_text(entry.expansion, FULL_FORM))
    for paragraph in paragraphs(entry.definition):
        parts.append(Padding(_text(paragraph), (1 if parts else 0, 0, 0, 0)))
    if mottos and entry.mottos:
        quotes = [_text(f"“{motto}”", QUOTED) for motto in entry.mottos]
        parts.append(Padding(Group(*quotes), (1 if parts else 0, 0, 0, 0)))
    if facts := _facts(entry):
        parts.append(Padding(Group(*facts), (1 if parts else 0, 0, 0, 0)))
    return _panel(Group(*parts), _title(entry), _origin(entry, behind))


def _title(entry: "Entry") -> Text:
    title = _text(entry.name, TERM)
    if entry.kind != "term":
        title.append(f" ({entry.kind})", QUIET)
    if entry.status and entry.status != "current":
        title.append(f" {visible(one_line(entry.status))}", WARNING)
    return title


def _origin(entry: "Entry", behind: tuple[str, ...]) -> Text:
    origin = _text(entry.glossary, QUIET)
    if behind:
        origin.append(f", overrides {visible(one_line(', '.join(behind)))}", WARNING)
    return origin


def _facts(entry: "Entry") -> "list[RenderableType]":
    avoid = "; ".join(f"{one.word}: {one.reason}" if one.reason else one.word for one in entry.avoid)
    rows = (
        ("titles", _text(", ".join(entry.titles))),
        ("also", _text(", ".join(entry.aliases))),
        ("avoid", _text(avoid)),
        ("related", _text(" · ".join(entry.related), QUIET)),
        ("tags", _text(" · ".join(entry.tags), QUIET)),
        ("see", Text("\n").join(map(_link, entry.links))),
        ("source", _text(entry.source or "", QUIET)),
    )
    return [_Labelled(f"{label:<9}", value) for label, value in rows if value]


def _link(url: str) -> Text:
    safe = url.lower().startswith(_SAFE_SCHEMES) and url.isprintable() and " " not in url
    return _text(url, Style(dim=True, link=url) if safe else QUIET)


def hits(query: str, hits: "Sequence[Hit]") -> "RenderableType":
    """Render hits in one panel, best first, with what matched marked."""
    digits = len(str(len(hits)))
    rows = [
        _Labelled(f"{rank:>{digits}} " if number == 0 else " " * (digits + 1), line)
        for rank, hit in enumerate(hits, 1)
        for number, line in enumerate(_hit(query, hit))
    ]
    count = f"{len(hits)} {'entry' if len(hits) == 1 else 'entries'}"
    return _Page([_panel(Group(*rows), _text(query, TERM), _text(count, QUIET))])


def _hit(query: str, hit: "Hit") -> tuple[Text, ...]:
    """Return the lines of a hit: name and full form, and the first sentence."""
    entry = hit.entry
    head = _marked(entry.name, query, TERM)
    if entry.expansion:
        head.append("  ").append_text(_marked(entry.expansion, query, "cyan"))
    elif entry.kind != "term":
        head.append(f"  {entry.kind}", QUIET)
    sentence = first_sentence(entry.definition)
    return (head, _marked(sentence, query, "")) if sentence else (head,)


def _marked(text: str, query: str, style: str) -> Text:
    marked = _text(text, style)
    for start, end in marks(query, marked.plain):
        marked.stylize(MARKED, start, end)
    return marked


def expansions(asked: "Sequence[Asked]") -> "RenderableType":
    """Render full forms, a panel for each query that has any."""
    return _Page(_expansion(query, found) for query, found in asked if found)


def _expansion(query: str, found: "Sequence[Expansion]") -> Panel:
    acronyms = {one.acronym for one in found}
    widest = max(cell_len(visible(one.acronym)) for one in found)
    rows = []
    for one in found:
        label = set_cell_size(visible(one_line(one.acronym)), widest) + "  "
        value = _text(one.expansion, FULL_FORM).append("  ").append_text(_text(one.glossary, QUIET))
        rows.append(_Labelled(label, value, TERM))
    return _panel(Group(*rows), _text(acronyms.pop() if len(acronyms) == 1 else query, TERM))


def text(text: str, unclear: "Sequence[str]") -> str:
    """Render a text with its full forms written in: the text."""
    return text


def roles(roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> "RenderableType":
    """Render roles and audiences, a panel each: what they do, their mottos or job titles."""
    return _Page(_role(entry, mottos) for entry in (*roles, *audiences))


def _role(entry: "Entry", mottos: bool) -> Panel:
    parts: list[RenderableType] = [_text(paragraph) for paragraph in paragraphs(entry.definition)]
    if entry.titles:
        parts.append(Padding(_text(" · ".join(entry.titles), "cyan"), (1 if parts else 0, 0, 0, 0)))
    if mottos and entry.mottos:
        quotes = [_text(f"“{motto}”", "italic cyan") for motto in entry.mottos]
        parts.append(Padding(Group(*quotes), (1 if parts else 0, 0, 0, 0)))
    return _panel(Group(*parts), _text(entry.name, TERM))


def entries(entries: "Sequence[Entry]") -> "RenderableType":
    """Render entries in a panel for each glossary, one line each, cut at the edge."""
    glossaries: dict[str, list[Entry]] = {}
    for entry in entries:
        glossaries.setdefault(entry.glossary, []).append(entry)
    return Group(*(_listing(glossary, found) for glossary, found in glossaries.items()))


def _listing(glossary: str, entries: "Sequence[Entry]") -> Panel:
    lines = []
    for entry in entries:
        line = _text(entry.name, TERM)
        if entry.expansion:
            line.append("  ").append_text(_text(entry.expansion, "cyan"))
        line.append("  ").append_text(_text(first_sentence(entry.definition), QUIET))
        line.no_wrap, line.overflow = True, "ellipsis"
        lines.append(line)
    count = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
    return _panel(Group(*lines), _text(glossary, TERM), _text(count, QUIET))


def tree(query: str, tree: "Branch") -> "RenderableType":
    """Render the tree of related terms."""
    from rich.tree import Tree

    def grow(branch: "Branch") -> Tree:
        node = Tree(_leaf(branch), guide_style=QUIET)
        node.children = [grow(child) for child in branch.branches]
        return node

    return _Page([_panel(grow(tree))])


def _leaf(branch: "Branch") -> Text:
    if branch.entry is None:
        return _text(branch.name, QUIET).append(" (not defined)", QUIET)
    leaf = _text(branch.entry.name, TERM)
    if branch.entry.expansion:
        leaf.append("  ").append_text(_text(branch.entry.expansion, "cyan"))
    return leaf


def sources(rows: "Sequence[SourceRow]") -> "RenderableType":
    """Render the layers in force, a panel each, nearest first."""
    return _Page(map(_source, rows))


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"


def _source(row: "SourceRow") -> Panel:
    rows = [("broken", _text(row.error, WARNING))] if row.error else [("title", _text(row.title))]
    if not row.error:
        rows.append(("entries", _text(f"{row.entries:,}")))
    rows += [("see also", _text(f"{link.title} ").append_text(_link(link.url))) for link in row.see_also]
    rows.append(("file", _text(row.path)))
    if row.index_bytes is not None:
        rows.append(("index", _text(_size(row.index_bytes), QUIET)))
    body = Group(*(_Labelled(f"{label:<10}", value) for label, value in rows if value))
    return _panel(body, _text(row.glossary or row.path, TERM), _text(row.reason, QUIET))
