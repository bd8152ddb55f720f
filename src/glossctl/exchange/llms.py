"""A glossary in the shape of llms.txt, for language models to read: a title, a summary, a list; written only.

Each entry is an item: its name, linked to its first link, then full form and definition on one line.
Source: llmstxt.org.
"""

from glossctl.entries import KINDS
from glossctl.exchange.losses import counted, uncarried, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.syntax.markup import is_web_address
from glossctl.syntax.prose import escape, target
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents, Entry

_SECTIONS = {"term": "Terms", "role": "Roles", "audience": "Audiences"}


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a text in the shape of llms.txt.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> entry = Entry("MIG", expansion="Multi-Instance GPU", definition="Divides a GPU.", aliases=("MIG mode",))
    >>> print(write(Contents(Header("team", "Team words"), (entry,))).text, end="")
    # Team words
    <BLANKLINE>
    > A glossary of 1 entry.
    <BLANKLINE>
    ## Terms
    <BLANKLINE>
    - **MIG** (Multi-Instance GPU; also MIG mode): Divides a GPU.
    """
    header, entries = contents.header, contents.entries
    lines = [
        f"# {escape(one_line(header.title or header.name))}",
        "",
        f"> A glossary of {counted(len(entries), 'entry', 'entries')}.",
    ]
    for kind in KINDS:
        items = [_item(entry) for entry in entries if entry.kind == kind]
        if items:
            lines += ["", f"## {_SECTIONS[kind]}", "", *items]
    if header.see_also:
        lines += [
            "",
            "## Optional",
            "",
            *(f"- [{escape(one_line(link.title))}]({target(link.url)})" for link in header.see_also),
        ]
    carried = ("definition", "expansion", "aliases", "kind", "links")
    losses = [*uncarried(entries, carried), *uncarried_header(header, ("title", "see_also"))]
    more = sum(len(entry.links[is_web_address(entry.links[0]) :]) for entry in entries if entry.links)
    if more:
        losses.insert(0, counted(more, "link") + " beyond an entry's first")
    return Writing("\n".join(lines) + "\n", tuple(losses))


def _item(entry: "Entry") -> str:
    name = escape(one_line(entry.name))
    is_linked = bool(entry.links) and is_web_address(entry.links[0])
    head = f"[{name}]({target(entry.links[0])})" if is_linked else f"**{name}**"
    also = f"also {', '.join(map(escape, map(one_line, entry.aliases)))}" if entry.aliases else ""
    inside = "; ".join(part for part in (escape(one_line(entry.expansion or "")), also) if part)
    text = escape(one_line(entry.definition))
    return f"- {head}" + (f" ({inside})" if inside else "") + (f": {text}" if text else "")
