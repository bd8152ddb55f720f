"""Results as plain text: no box, no colour, no wrapping. Made for ``grep`` and ``cut``.

An entry is ``NAME — full form`` on a line, then its definition, a line for each paragraph. Where every entry has just
one line, tabs part its name, its full form and the first sentence of its definition, so that the first is a query.
"""

from glossctl.define import overridden
from glossctl.text import first_sentence, one_line, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossctl.documents.values import Explanation
    from glossctl.entries import Answer, Branch, Entry, Hits, SourceRow
    from glossctl.languages.report import Changed, LanguageRow
    from glossctl.render import Expanded


def headline(entry: "Entry") -> str:
    """Return ``NAME — full form`` on one line; just the name where there is no full form."""
    return one_line(f"{entry.name} — {entry.expansion}" if entry.expansion else entry.name)


def summary(entry: "Entry") -> str:
    """Return an entry on one line of three columns: name, full form (may be empty), first sentence."""
    return _columns(entry.name, entry.expansion or "", first_sentence(entry.definition))


def answers(answers: "Sequence[Answer]") -> str:
    """Render the senses found; where several glossaries answer, each says which it is and what it overrides."""
    return _blocks(_sense(entry, answer.entries) for answer in answers for entry in answer.entries)


def _sense(entry: "Entry", senses: "Sequence[Entry]") -> list[str]:
    lines = _entry(entry)
    if len({sense.glossary for sense in senses}) > 1:
        behind = overridden(entry, senses)
        lines.append(one_line(f"glossary: {entry.glossary}" + (f", overrides {', '.join(behind)}" if behind else "")))
    return lines


def _entry(entry: "Entry", mottos: bool = True) -> list[str]:
    lines = [headline(entry), *paragraphs(entry.definition)]
    if entry.titles:
        lines.append(one_line(", ".join(entry.titles)))
    if mottos:
        lines += [f"“{one_line(motto)}”" for motto in entry.mottos]
    return lines


def hits(query: str, hits: "Hits") -> str:
    """Render hits, best first, one line each."""
    return _lines(summary(hit.entry) for hit in hits)


def expansions(results: "Sequence[Expanded]") -> str:
    """Render full forms: ``ACRONYM — full form``, one line each."""
    return _lines(one_line(f"{row.acronym} — {row.expansion}") for _, rows in results for row in rows)


def text(text: str, unclear: "Sequence[str]") -> str:
    """Render a text with its full forms written in: the text."""
    return text


def roles(roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> str:
    """Render roles and audiences as entries."""
    return _blocks(_entry(entry, mottos) for entry in (*roles, *audiences))


def entries(entries: "Sequence[Entry]") -> str:
    """Render entries, one line each."""
    return _lines(map(summary, entries))


def tags(counts: "Mapping[str, int]") -> str:
    """Render tags, each with the number of entries that have it."""
    return _lines(_columns(tag, str(count)) for tag, count in counts.items())


def tree(query: str, tree: "Branch") -> str:
    """Render the tree of related terms, two spaces a level."""
    return _lines(_branch(tree, 0))


def _branch(branch: "Branch", depth: int) -> "Iterator[str]":
    yield "  " * depth + (headline(branch.entry) if branch.entry else one_line(branch.name))
    for child in branch.branches:
        yield from _branch(child, depth + 1)


def explanations(explained: "Sequence[Explanation]", unknown: bool) -> str:
    """Render what the terms of documents mean: name, full form, first sentence, uses, place.

    With ``unknown`` only what the glossary lacks: the acronym, and the command that adds it.
    """
    rows = (row for document in explained for row in (_lacking(document) if unknown else _explained(document)))
    return _lines(_columns(*row) for row in rows)


def _explained(explained: "Explanation") -> "Iterator[tuple[str, ...]]":
    def place(line: int, column: int) -> str:
        return ":".join(filter(None, (explained.path, str(line), str(column))))

    for term in explained.terms:
        entry = term.entry
        sentence = first_sentence(entry.definition)
        yield entry.name, entry.expansion or "", sentence, str(term.uses), place(term.line, term.column)
        if not term.is_decided:
            for other in term.others:
                yield other.name, other.expansion or "", first_sentence(other.definition), "?", ""
    for own in explained.defined:
        yield own.acronym, own.expansion, "", str(own.uses), place(own.line, own.column)
    for lacking in explained.unknown:
        yield lacking.acronym, "", "", str(lacking.uses), place(lacking.line, lacking.column)


def _lacking(explained: "Explanation") -> "Iterator[tuple[str, str]]":
    from glossctl.render.advice import add_command  # no look-up needs it

    for own in explained.defined:
        yield own.acronym, add_command(own.acronym, own.expansion)
    for lacking in explained.unknown:
        yield lacking.acronym, add_command(lacking.acronym)


def languages(rows: "Sequence[LanguageRow]", whole: bool) -> str:
    """Render translations: language, how many entries are present, missing, out of date, without of, orphans, file.

    With ``whole`` a line follows for each entry that isn't well: what is wrong, its id, and the change of the source.
    """
    return _lines(line for row in rows for line in _language(row, whole))


def _language(row: "LanguageRow", whole: bool) -> "Iterator[str]":
    counts = (row.present, row.missing, row.out_of_date, row.without_of, row.orphans)
    yield _columns(row.language, *(str(len(ids)) for ids in counts), row.path)
    if whole:
        yield from (_columns("  missing", id_) for id_ in row.missing)
        yield from (_columns("  out of date", change.id, _change(change)) for change in row.out_of_date)
        yield from (_columns("  without of", id_) for id_ in row.without_of)
        yield from (_columns("  orphan", id_) for id_ in row.orphans)


def _change(changed: "Changed") -> str:
    """Return how the source of a translation has changed, as ``git diff --word-diff`` marks it."""
    from glossctl.render.diff import change, marked  # loads difflib

    return marked(change(changed), ("[-", "-]"), ("{+", "+}"))


def sources(rows: "Sequence[SourceRow]") -> str:
    """Render the layers, nearest first: name, why it counts, entries, file; and what each points to."""
    return _lines(line for row in rows for line in _source(row))


def _source(row: "SourceRow") -> "Iterator[str]":
    if row.error:
        yield _columns(row.path, row.reason, f"broken: {row.error}")
        return
    yield _columns(row.glossary or "", row.reason, str(row.entries), row.path, row.title)
    for link in row.see_also:
        yield "  " + one_line(f"see also: {link.title} {link.url}")


def _columns(*texts: str) -> str:
    return "\t".join(map(one_line, texts))


def _lines(lines: "Iterable[str]") -> str:
    return "".join(f"{line}\n" for line in lines)


def _blocks(blocks: "Iterable[list[str]]") -> str:
    return "\n".join(map(_lines, blocks))
