"""Results as Markdown: what one would paste into a pull request."""

from glossctl.define import overridden
from glossctl.search.highlight import marks
from glossctl.text import first_sentence, one_line, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossctl.documents.values import Explanation
    from glossctl.entries import Answer, Branch, Entry, Hits, SourceRow
    from glossctl.languages.report import Changed, LanguageRow
    from glossctl.render import Expanded

_SPECIAL = {ord(char): f"\\{char}" for char in "\\`*_[]<>|~$&"}
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


def escape(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is written.

    >>> escape("a*b <script>")
    'a\\*b \\<script\\>'
    """
    return _without_block(one_line(text).translate(_SPECIAL))


def _without_block(safe: str) -> str:
    """Return a line that begins no heading, rule or list."""
    first = safe.split(" ", 1)[0]
    if first[:1] in ("#", "+", "-", "=") or (first[-1:] in (".", ")") and first[:-1].isdigit()):
        at = len(first) - 1 if first[:-1].isdigit() else 0
        safe = f"{safe[:at]}\\{safe[at:]}"
    return safe


def answers(answers: "Sequence[Answer]") -> str:
    """Render the senses found, each with what belongs to it."""
    return "\n".join(_entry(entry, overridden(entry, answer.entries)) for answer in answers for entry in answer.entries)


def _headline(entry: "Entry") -> str:
    return f"**{escape(entry.name)}**" + (f" — {escape(entry.expansion)}" if entry.expansion else "")


def _entry(entry: "Entry", behind: tuple[str, ...] = (), mottos: bool = True) -> str:
    parts = [_headline(entry), *map(escape, paragraphs(entry.definition))]
    if entry.titles:
        parts.append("\n".join(f"- {escape(title)}" for title in entry.titles))
    if mottos and entry.mottos:
        parts.append("\n>\n".join(f"> “{escape(motto)}”" for motto in entry.mottos))
    facts = list(_facts(entry, behind))
    if facts:
        parts.append(" · ".join(facts))
    return "\n\n".join(parts) + "\n"


def _facts(entry: "Entry", behind: tuple[str, ...]) -> "Iterator[str]":
    if entry.aliases:
        yield f"also: {', '.join(map(escape, entry.aliases))}"
    if entry.related:
        yield f"related: {', '.join(map(escape, entry.related))}"
    for avoid in entry.avoid:
        yield f"avoid: {escape(avoid.word)}" + (f" ({escape(avoid.reason)})" if avoid.reason else "")
    if entry.tags:
        yield f"tags: {', '.join(map(escape, entry.tags))}"
    yield from map(link, entry.links)
    if entry.source:
        yield f"source: {escape(entry.source)}"
    yield f"*{escape(entry.glossary)}*" + (f", overrides *{', '.join(map(escape, behind))}*" if behind else "")


def link(url: str) -> str:
    """Return a link to ``url``; one that isn't http, https or mailto is only shown."""
    if url.lower().startswith(_SAFE_SCHEMES) and url.isprintable() and not set(url) & set(" <>"):
        return f"<{url}>"
    return escape(url)


def hits(query: str, hits: "Hits") -> str:
    """Render hits as a numbered list, what matched in bold."""
    lines = []
    for rank, hit in enumerate(hits, 1):
        entry = hit.entry
        head = _marked(entry.name, query) + (f" — {_marked(entry.expansion, query)}" if entry.expansion else "")
        sentence = first_sentence(entry.definition)
        lines.append(f"{rank}. {head}" + (f": {_marked(sentence, query)}" if sentence else "") + "\n")
    return "".join(lines)


def _marked(text: str, query: str) -> str:
    line = one_line(text)
    parts, last = [], 0
    for start, end in marks(query, line):
        parts.append(f"{line[last:start].translate(_SPECIAL)}**{line[start:end].translate(_SPECIAL)}**")
        last = end
    return _without_block("".join([*parts, line[last:].translate(_SPECIAL)]))


def expansions(results: "Sequence[Expanded]") -> str:
    """Render full forms as a list."""
    return "".join(
        f"- **{escape(row.acronym)}** — {escape(row.expansion)} (*{escape(row.glossary)}*)\n"
        for _, rows in results
        for row in rows
    )


def text(text: str, unclear: "Sequence[str]") -> str:
    """Render a text with its full forms written in: the text."""
    return text


def roles(roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> str:
    """Render roles and audiences as a list, mottos quoted, job titles beneath."""
    lines = []
    for entry in (*roles, *audiences):
        definition = " ".join(paragraphs(entry.definition))
        lines.append(f"- {_headline(entry)}" + (f": {escape(definition)}" if definition else "") + "\n")
        lines += [f"  - {escape(title)}\n" for title in entry.titles]
        lines += [f"  > “{escape(motto)}”\n  >\n" for motto in entry.mottos] if mottos else []
        if mottos and entry.mottos:
            lines[-1] = lines[-1].removesuffix("  >\n")
    return "".join(lines)


def entries(entries: "Sequence[Entry]") -> str:
    """Render entries as a table."""
    rows = [
        f"| {escape(entry.name)} | {escape(entry.expansion or '')} | {escape(first_sentence(entry.definition))} |\n"
        for entry in entries
    ]
    return "| Term | Full form | Definition |\n|---|---|---|\n" + "".join(rows)


def tags(counts: "Mapping[str, int]") -> str:
    """Render tags as a table."""
    return "| Tag | Entries |\n|---|---:|\n" + "".join(
        f"| {escape(tag)} | {count} |\n" for tag, count in counts.items()
    )


def tree(query: str, tree: "Branch") -> str:
    """Render the tree of related terms as nested lists."""
    return "".join(_branch(tree, 0))


def _branch(branch: "Branch", depth: int) -> "Iterator[str]":
    yield "  " * depth + "- " + (_headline(branch.entry) if branch.entry else escape(branch.name)) + "\n"
    for child in branch.branches:
        yield from _branch(child, depth + 1)


def explanations(explained: "Sequence[Explanation]", unknown: bool) -> str:
    """Render what documents mean as a definition list, to paste at the end of one; each name once.

    Where nothing decides between senses, all of them are there. With ``unknown`` a list of the commands that add them.
    """
    if unknown:
        from glossctl.render.advice import add_command  # no look-up needs it

        commands = {
            name: add_command(name, expansion)
            for document in explained
            for name, expansion in (
                *((own.acronym, own.expansion) for own in document.defined),
                *((row.acronym, "...") for row in document.unknown),
            )
        }
        return "".join(f"- {escape(name)}: `{command}`\n" for name, command in commands.items())
    meanings: dict[str, dict[str, None]] = {}
    for document in explained:
        for term in document.terms:
            for entry in (term.entry, *(() if term.is_decided else term.others)):
                meanings.setdefault(entry.name, {}).setdefault(_meaning(entry))
        for own in document.defined:
            meanings.setdefault(own.acronym, {}).setdefault(escape(own.expansion))
    lines = (f"{escape(name)}\n" + "".join(f": {text}\n" for text in texts) for name, texts in meanings.items())
    return "\n".join(lines)


def _meaning(entry: "Entry") -> str:
    sentence = escape(first_sentence(entry.definition))
    form = f"**{escape(entry.expansion)}**" if entry.expansion else ""
    return ". ".join(filter(None, (form, sentence)))


def languages(rows: "Sequence[LanguageRow]", whole: bool) -> str:
    """Render translations as a table; with ``whole`` lists of what isn't well, and how the source has changed."""
    lines = ["| Language | Present | Missing | Out of date | Without of | Orphans |\n|---|---:|---:|---:|---:|---:|\n"]
    for row in rows:
        counts = (row.present, row.missing, row.out_of_date, row.without_of, row.orphans)
        lines.append(f"| {escape(row.language)} | {' | '.join(str(len(ids)) for ids in counts)} |\n")
    for row in rows if whole else ():
        for title, ids in (("missing", row.missing), ("without of", row.without_of), ("orphans", row.orphans)):
            if ids:
                lines.append(f"\n**{escape(row.language)}, {title}**: {', '.join(map(escape, ids))}\n")
        if row.out_of_date:
            lines.append(f"\n**{escape(row.language)}, out of date**\n\n")
        lines += (
            f"- {escape(change.id)}{f': {_change(change)}' if change.before else ''}\n" for change in row.out_of_date
        )
    return "".join(lines)


def _change(changed: "Changed") -> str:
    """Return how the source of a translation has changed: what went is struck through, what came is bold."""
    from glossctl.render.diff import change, marked  # loads difflib

    pieces = [(side, escape(one_line(text))) for side, text in change(changed)]
    return marked(pieces, ("~~", "~~"), ("**", "**"))


def sources(rows: "Sequence[SourceRow]") -> str:
    """Render the layers as a table, nearest first."""
    lines = ["| Glossary | Why | Entries | File | See also |\n|---|---|---|---|---|\n"]
    for row in rows:
        links = ", ".join(f"{escape(related.title)} {link(related.url)}" for related in row.see_also)
        shown = f"broken: {escape(row.error)}" if row.error else links
        lines.append(
            f"| {escape(row.glossary or '')} | {row.reason} | {row.entries} | {escape(row.path)} | {shown} |\n"
        )
    return "".join(lines)
