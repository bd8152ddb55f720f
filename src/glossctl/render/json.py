"""Results as JSON, with the keys that the contract names, always all of them."""

import json

from glossctl.text import is_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from glossctl.documents.values import Explanation
    from glossctl.entries import Answer, Branch, Entry, Hits, SourceRow
    from glossctl.languages.report import LanguageRow
    from glossctl.render import Expanded

    Document = dict[str, Any]


def answers(answers: "Sequence[Answer]") -> str:
    """Render what ``define`` found: {"results": [{query, match, entries, suggestions}]}."""
    return _document(
        results=[
            {
                "query": answer.query,
                "match": answer.match,
                "entries": [entry.as_dict() for entry in answer.entries],
                "suggestions": [
                    {"name": hit.entry.name, "definition": hit.entry.definition, "score": hit.score}
                    for hit in answer.suggestions
                ],
            }
            for answer in answers
        ]
    )


def hits(query: str, hits: "Hits") -> str:
    """Render what ``search`` found: {"query", "results": [{rank, score, matched, entry}]}."""
    return _document(
        query=query,
        results=[
            {"rank": rank, "score": hit.score, "matched": list(hit.matched), "entry": hit.entry.as_dict()}
            for rank, hit in enumerate(hits, 1)
        ],
    )


def expansions(results: "Sequence[Expanded]") -> str:
    """Render full forms: {"results": [{query, expansions: [{acronym, expansion, glossary}]}]}."""
    return _document(
        results=[
            {
                "query": query,
                "expansions": [
                    {"acronym": row.acronym, "expansion": row.expansion, "glossary": row.glossary} for row in rows
                ],
            }
            for query, rows in results
        ]
    )


def text(text: str, unclear: "Sequence[str]") -> str:
    """Render a text with its full forms written in: {"text", "unclear": [acronyms with several full forms]}."""
    return _document(text=text, unclear=list(unclear))


def roles(roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> str:
    """Render roles and audiences: {"roles": [entry], "audiences": [entry]}."""
    return _document(roles=[entry.as_dict() for entry in roles], audiences=[entry.as_dict() for entry in audiences])


def entries(entries: "Sequence[Entry]") -> str:
    """Render entries: {"entries": [entry]}."""
    return _document(entries=[entry.as_dict() for entry in entries])


def tags(counts: "Mapping[str, int]") -> str:
    """Render tags: {"tags": [{tag, entries}]}."""
    return _document(tags=[{"tag": tag, "entries": count} for tag, count in counts.items()])


def tree(query: str, tree: "Branch") -> str:
    """Render the tree of related terms: {"query", "name", "related": [{name, entry, related}]}."""
    return _document(query=query, **_branch(tree))


def _branch(branch: "Branch") -> "Document":
    return {
        "name": branch.name,
        "entry": branch.entry.as_dict() if branch.entry else None,
        "related": list(map(_branch, branch.branches)),
    }


def explanations(explained: "Sequence[Explanation]", unknown: bool) -> str:
    """Render what documents mean: {"documents": [{path, terms, defined, unknown}]}; with ``unknown`` terms is empty."""
    return _document(
        documents=[
            {
                "path": document.path,
                "terms": []
                if unknown
                else [
                    {
                        "entry": term.entry.as_dict(),
                        "others": [other.as_dict() for other in term.others],
                        "uses": term.uses,
                        "line": term.line,
                        "column": term.column,
                    }
                    for term in document.terms
                ],
                "defined": [
                    {
                        "acronym": own.acronym,
                        "expansion": own.expansion,
                        "uses": own.uses,
                        "line": own.line,
                        "column": own.column,
                    }
                    for own in document.defined
                ],
                "unknown": [
                    {"acronym": row.acronym, "uses": row.uses, "line": row.line, "column": row.column}
                    for row in document.unknown
                ],
            }
            for document in explained
        ]
    )


def languages(rows: "Sequence[LanguageRow]", whole: bool) -> str:
    """Render translations: {"languages": [{glossary, language, title, path, source, entries, present, ...}]}."""
    return _document(
        languages=[
            {
                **{key: getattr(row, key) for key in ("glossary", "language", "title", "path", "source", "entries")},
                "present": list(row.present),
                "missing": list(row.missing),
                "out_of_date": [
                    {
                        "id": change.id,
                        "now": _source_text(change.now),
                        "before": change.before and _source_text(change.before),
                    }
                    for change in row.out_of_date
                ],
                "without_of": list(row.without_of),
                "orphans": list(row.orphans),
            }
            for row in rows
        ]
    )


def _source_text(entry: "Entry") -> "Document":
    return {"name": entry.name, "expansion": entry.expansion, "definition": entry.definition}


def sources(rows: "Sequence[SourceRow]") -> str:
    """Render the layers, nearest first: {"sources": [{glossary, title, language, path, reason, entries, ...}]}."""
    return _document(
        sources=[
            {
                "glossary": row.glossary,
                "title": row.title,
                "language": row.language,
                "path": row.path,
                "reason": row.reason,
                "entries": row.entries,
                "see_also": [{"title": link.title, "url": link.url} for link in row.see_also],
                "index_bytes": row.index_bytes,
                "error": row.error,
            }
            for row in rows
        ]
    )


def in_ascii(document: str) -> str:
    r"""Return a rendered document in ASCII, which is UTF-8 too: for an output of another encoding.

    >>> in_ascii('{"name": "é 🎮"}').rstrip()
    '{"name": "\\u00e9 \\ud83c\\udfae"}'
    """
    return document if document.isascii() else json.dumps(json.loads(document)) + "\n"


def _document(**document: "Any") -> str:
    text = json.dumps(document, ensure_ascii=False)
    if not text.isprintable():
        text = "".join(f"\\u{ord(char):04x}" if is_unsafe(char) else char for char in text)
    return text + "\n"
