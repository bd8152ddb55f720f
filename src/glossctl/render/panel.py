"""Results for reading on a terminal: entries in frames, lists as lines. How a screen looks is said in ``frames``."""

from rich.console import Group
from rich.text import Text

from glossctl.define import overridden
from glossctl.render.frames import (
    MARKED,
    QUIET,
    QUOTED,
    TERM,
    Divider,
    Labelled,
    Page,
    frame,
    line,
    link,
    listed,
    prose,
    term,
)
from glossctl.text import first_sentence, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType
    from rich.panel import Panel

    from glossctl.documents.values import Explanation, Term, Unknown
    from glossctl.entries import Answer, Branch, Entry, Hit, Hits, SourceRow
    from glossctl.languages.report import LanguageRow
    from glossctl.render import Expanded


def answers(answers: "Sequence[Answer]") -> "RenderableType":
    """Render the senses found, a frame each."""
    return Page(_entry(entry, overridden(entry, answer.entries)) for answer in answers for entry in answer.entries)


def _entry(entry: "Entry", behind: tuple[str, ...]) -> "Panel":
    blocks: list[list[RenderableType]] = [[prose(paragraph)] for paragraph in paragraphs(entry.definition)]
    blocks.append(_mottos(entry))
    blocks.append(_facts(entry))
    return frame(_parted([term(entry)], *blocks), source=_origin(entry, behind))


def _parted(*blocks: "Sequence[RenderableType]") -> Group:
    """Return blocks of lines with an empty line between them."""
    lines: list[RenderableType] = []
    for block in filter(None, blocks):
        lines += [*([Text()] if lines else []), *block]
    return Group(*lines)


def _origin(entry: "Entry", behind: tuple[str, ...] = ()) -> Text:
    origin = Text().append_text(line(entry.glossary, QUIET))
    if behind:
        origin.append_text(line(f", overrides {', '.join(behind)}", TERM))
    return origin


def _mottos(entry: "Entry") -> "list[RenderableType]":
    return [line(f"“{motto}”", QUOTED) for motto in entry.mottos]


def _facts(entry: "Entry") -> "list[RenderableType]":
    avoid = (f"{avoid.word}: {avoid.reason}" if avoid.reason else avoid.word for avoid in entry.avoid)
    rows = (
        ("titles", listed(entry.titles)),
        ("also", listed(entry.aliases)),
        ("avoid", line("; ".join(avoid))),
        ("related", listed(entry.related)),
        ("tags", listed(entry.tags)),
        ("see", Text("\n").join(map(link, entry.links))),
        ("source", line(entry.source or "", QUIET)),
    )
    return [Labelled(f"{label:<9}", value) for label, value in rows if value]


def hits(query: str, hits: "Hits") -> "RenderableType":
    """Render hits in one frame, best first: how sure each is, what matched underlined, a line below the likely."""
    from glossctl.search.confidence import confidence, likely  # only a search has them

    digits = len(str(len(hits)))
    end = likely(hits)
    blocks: list[list[RenderableType]] = []
    for rank, hit in enumerate(hits, 1):
        labels = [f"{rank:>{digits}} {'•' * confidence(hit.score):<3}  ", " " * (digits + 6)]
        if rank - 1 == end:
            blocks.append([Divider("less likely")])
        blocks.append([Labelled(label, value) for label, value in zip(labels, _hit(query, hit), strict=False)])
    return Page([frame(_parted(*blocks), line(query, TERM), line(_count(hits), QUIET))])


def _count(hits: "Hits") -> str:
    count = f"{len(hits):,} {'entry' if len(hits) == 1 else 'entries'}"
    return f"{count}, {hits.total - len(hits):,} more: --limit {hits.total}" if hits.total > len(hits) else count


def _hit(query: str, hit: "Hit") -> list[Text]:
    """Return the lines of a hit: name and full form, and the first sentence, with what matched underlined."""
    from glossctl.search.highlight import marks  # with the tables of letters and stems: only a search marks

    lines = [term(hit.entry), line(first_sentence(hit.entry.definition))]
    for text in lines:
        for start, end in marks(query, text.plain):
            text.stylize(MARKED, start, end)
    return [text for text in lines if text]


def text(text: str, unclear: "Sequence[str]") -> str:
    """Render a text with its full forms written in: the text."""
    return text


def roles(roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> "RenderableType":
    """Render roles and audiences, a frame each: what they do, their mottos or job titles."""
    return Page(_role(entry, mottos) for entry in (*roles, *audiences))


def _role(entry: "Entry", mottos: bool) -> "Panel":
    blocks: list[list[RenderableType]] = [[line(paragraph)] for paragraph in paragraphs(entry.definition)]
    blocks.append([listed(entry.titles)] if entry.titles else [])
    blocks.append(_mottos(entry) if mottos else [])
    return frame(_parted([line(entry.name, TERM)], *blocks), source=_origin(entry))


def tree(query: str, tree: "Branch") -> "RenderableType":
    """Render the tree of related terms."""
    from rich.tree import Tree

    def grow(branch: "Branch") -> Tree:
        node = Tree(_leaf(branch), guide_style=QUIET)
        node.children = [grow(child) for child in branch.branches]
        return node

    source = _origin(tree.entry) if tree.entry else None
    return Page([frame(grow(tree), line(f"related to {tree.name}", TERM), source)])


def _leaf(branch: "Branch") -> Text:
    return term(branch.entry) if branch.entry else line(branch.name).append("  not defined", QUIET)


def entries(entries: "Sequence[Entry]") -> "RenderableType":
    """Render entries, one line each."""
    from glossctl.render import columns

    return columns.entries(entries)


def tags(counts: "Mapping[str, int]") -> "RenderableType":
    """Render tags with the number of entries that have each."""
    from glossctl.render import columns

    return columns.tags(counts)


def explanations(explained: "Sequence[Explanation]", unknown: bool) -> "RenderableType":
    """Render what documents mean, a frame each: the glossary's terms, what the text says itself, what nobody says."""
    return Page(
        _explanation(row, unknown) for row in explained if row.unknown or row.defined or (row.terms and not unknown)
    )


def _explanation(explained: "Explanation", unknown: bool) -> "Panel":
    blocks: list[list[RenderableType]] = [] if unknown else [_used(used) for used in explained.terms]
    own: list[RenderableType] = [_form(row.acronym, row.expansion, row.uses) for row in explained.defined]
    if own:
        blocks.append([line("expanded by the text itself", QUIET), *own])
    if unknown:
        from glossctl.render.advice import add_command  # no look-up needs it

        blocks.append([line(add_command(row.acronym, row.expansion), QUIET) for row in explained.defined])
        blocks.append([line(add_command(row.acronym)) for row in explained.unknown])
    elif explained.unknown:
        blocks.append([_unexplained(explained.unknown)])
    count = len(explained.terms)
    source = line(f"{count} {'term' if count == 1 else 'terms'}", QUIET) if count and not unknown else None
    return frame(_parted(*blocks), line(explained.path, TERM) if explained.path else None, source)


def _used(used: "Term") -> "list[RenderableType]":
    entries = (used.entry, *(() if used.is_decided else used.others))
    lines: list[RenderableType] = []
    for number, entry in enumerate(entries):
        head = term(entry)
        if number == 0 and used.uses > 1:
            head.append(f"  {used.uses}×", QUIET)
        if number:
            head = Text("or ", QUIET).append_text(head)
        lines += [head, *([line(sentence)] if (sentence := first_sentence(entry.definition)) else [])]
    return lines


def _form(acronym: str, expansion: str, uses: int) -> Text:
    form = line(acronym, TERM).append("  ").append_text(line(expansion))
    return form.append(f"  {uses}×", QUIET) if uses > 1 else form


def _unexplained(unknown: "Sequence[Unknown]") -> Text:
    names = ", ".join(row.acronym + (f" {row.uses}×" if row.uses > 1 else "") for row in unknown)
    return line(f"in no glossary: {names}", QUIET)


def expansions(results: "Sequence[Expanded]") -> "RenderableType":
    """Render full forms, one line each."""
    from glossctl.render import columns

    return columns.expansions(results)


def languages(rows: "Sequence[LanguageRow]", whole: bool) -> "RenderableType":
    """Render how far translations are, a line each; with ``whole`` what isn't well, and how the source has changed."""
    from glossctl.render import columns

    return columns.languages(rows, whole)


def sources(rows: "Sequence[SourceRow]") -> "RenderableType":
    """Render the layers in force, a line each, nearest first, and what each points to."""
    from glossctl.render import columns

    return columns.sources(rows)
