"""Contextive's glossaries (``*.glossary.yml``): YAML, ``contexts`` that hold ``terms``; texts are Markdown.

A single context's name is the glossary's title; of several, each gives its terms a tag. Usage examples become
paragraphs "Example: ..." at a definition's end. What Contextive has no key for is written as ``meta``, which it shows,
in words that are read back: all of an entry but line breaks and runs of space inside a definition's paragraph survives.
Imports of other files are never followed.
"""

from collections import Counter

from glossctl.entries import Contents, Entry, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import cells
from glossctl.exchange.losses import counted, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax import prose, yaml
from glossctl.syntax.looks import looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from glossctl.entries import Kind

_EXAMPLE = "Example: "
_LISTS = {
    "tags": "Tags:",
    "related": "Related terms:",
    "links": "Links:",
    "titles": "Job titles:",
    "mottos": "Mottos:",
    "forms": "Forms:",
    "hints": "Hints:",
}
_TEXTS = {"expansion": "Full form:", "kind": "Kind:", "case": "Case:", "status": "Status:", "source": "Source:"}
_AVOID = "Avoid:"
_LANGUAGE = "Language:"
_FIELDS = {label: field for field, label in (_LISTS | _TEXTS | {"avoid": _AVOID}).items()}
_KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")
_NOUNS = (
    ("unnamed", "term without a name", "terms without a name"),
    ("import", "import of another file", "imports of other files"),
    ("vision", "domain vision statement", "domain vision statements"),
    ("path", "path of files", "paths of files"),
    ("meta", "value of meta", "values of meta"),
    ("key", "unknown key", "unknown keys"),
    ("image", "image", "images"),
    ("code block", "line layout of a code block", "line layouts of code blocks"),
    ("HTML tag", "HTML tag", "HTML tags"),
    ("comment", "comment", "comments"),
    ("mark of emphasis", "mark of emphasis or code", "marks of emphasis or code"),
)


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "yaml", "contextive")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the terms of all contexts, in file order. Raises FileError: X001, X002 and those of ``yaml.read``."""
    document = yaml.read(text, path)
    if not isinstance(document, yaml.Table) or not document.keys() & {"contexts", "imports"}:
        raise FileError([Fault(path, 1, 0, "X001", 'not of Contextive: there is no list "contexts"')])
    reader = _Reader(path)
    contents = reader.contents(document)
    if reader.faults:
        raise FileError(reader.faults)
    if not contents.entries:
        raise FileError([Fault(path, 0, 0, "X002", "holds no term")])
    return Reading(contents, tuple(counted(reader.counts[key], *nouns) for key, *nouns in _NOUNS if reader.counts[key]))


class _Reader:
    """Turns tables into entries, notes faults of shape and counts what isn't carried."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.counts: Counter[str] = Counter()

    def contents(self, document: yaml.Table) -> Contents:
        """Return header and entries of a document."""
        self.counts["import"] += len(self._texts(document, "imports"))
        self.counts["key"] += len(document.keys() - {"contexts", "imports"})
        contexts = self._tables(document, "contexts")
        header = self._header(contexts)
        tagged = len(contexts) > 1
        entries: list[Entry] = []
        for context in contexts:
            tag = self._text(context, "name") if tagged else ""
            for term in self._tables(context, "terms"):
                entries += self._entries(term, tag, header)
        return Contents(header, tuple(entries))

    def _header(self, contexts: "Iterable[yaml.Table]") -> Header:
        stem = self.path.replace("\\", "/").rpartition("/")[2]
        for ending in (".yml", ".yaml", ".glossary"):
            stem = stem.removesuffix(ending)
        names, language = [], ""
        for context in contexts:
            names.append(self._text(context, "name"))
            self.counts["vision"] += bool(self._text(context, "domainVisionStatement"))
            self.counts["path"] += len(self._texts(context, "paths"))
            self.counts["key"] += len(context.keys() - {"name", "domainVisionStatement", "paths", "meta", "terms"})
            meta = self._meta(context)
            language = language or meta.pop(_LANGUAGE, "")
            self.counts["meta"] += len(meta)
        name = stem.strip("<>") or "glossary"
        title = names[0] if len(names) == 1 and names[0] != name else ""
        return Header(name, title, language or "en")

    def _entries(self, term: yaml.Table, tag: str, header: Header) -> "Iterable[Entry]":
        name = self._text(term, "name")
        if not name:
            self.counts["unnamed"] += 1
            return
        self.counts["key"] += len(term.keys() - {"name", "definition", "examples", "aliases", "meta"})
        links: dict[str, None] = {}
        meta = {_FIELDS[label]: value for label, value in self._meta(term, links).items() if label in _FIELDS}
        definition = self._prose(self._text(term, "definition"), links)
        for example in self._texts(term, "examples"):
            definition.append(_EXAMPLE + " ".join(self._prose(example, links)))
        lists = {field: cells.split(meta.get(field, ""), field) for field in _LISTS if field != "links"}
        known_links = cells.split_links(meta.get("links", ""))
        kind = meta.get("kind", "term")
        yield Entry(
            name=name,
            kind=next((one for one in _KINDS if one == kind), "term"),
            expansion=meta.get("expansion") or None,
            aliases=tuple(self._texts(term, "aliases")),
            definition="\n\n".join(definition),
            tags=tuple(dict.fromkeys((*filter(None, (tag,)), *lists["tags"]))),
            related=tuple(lists["related"]),
            titles=tuple(lists["titles"]),
            mottos=tuple(lists["mottos"]),
            links=tuple(dict.fromkeys((*known_links, *links))),
            avoid=tuple(cells.split_avoid(meta.get("avoid", ""))),
            language=header.language,
            glossary=header.name,
            source=meta.get("source") or None,
            forms=tuple(lists["forms"]),
            case=meta.get("case", ""),
            status=meta.get("status", ""),
            hints=tuple(lists["hints"]),
        )

    def _prose(self, markdown: str, links: dict[str, None]) -> list[str]:
        blocks, counts = prose.blocks(markdown)
        self.counts.update(counts)
        links.update((anchor.href, None) for block in blocks for anchor in block.anchors)
        return [block.text for block in blocks]

    def _meta(self, table: yaml.Table, links: dict[str, None] | None = None) -> dict[str, str]:
        """Return the meta of a term or context. Of the labels that aren't ours, links are kept and the rest counted."""
        value = table.get("meta")
        if value is not None and not isinstance(value, yaml.Table):
            self._fault(table, "meta", "meta must hold keys with a text each")
        found: dict[str, str] = {}
        if not isinstance(value, yaml.Table):
            return {}
        for label in value:
            said = self._text(value, label)
            found[label] = said
            if links is not None and label not in _FIELDS:
                anchors = [anchor for block in prose.blocks(said)[0] for anchor in block.anchors]
                links.update((anchor.href, None) for anchor in anchors)
                self.counts["meta"] += not anchors
        return found

    def _tables(self, table: yaml.Table, key: str) -> list[yaml.Table]:
        value = table.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not isinstance(value, list | None) or not all(isinstance(item, yaml.Table) for item in items):
            self._fault(table, key, f"{key} must be a list, each item with keys of its own")
        return [item for item in items if isinstance(item, yaml.Table)]

    def _texts(self, table: yaml.Table, key: str) -> list[str]:
        value = table.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not all(item is None or isinstance(item, str) for item in items):
            self._fault(table, key, f"{key} must be a list of texts")
        return [item.strip() for item in items if isinstance(item, str) and item.strip()]

    def _text(self, table: yaml.Table, key: str) -> str:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self._fault(table, key, f"{key} must be a text")
        return value.strip() if isinstance(value, str) else ""

    def _fault(self, table: yaml.Table, key: str, message: str) -> None:
        self.faults.append(Fault(self.path, table.lines.get(key, table.line), 0, "X001", message))


def write(contents: Contents, options: Options = DEFAULT) -> Writing:
    """Return the glossary as one context."""
    header = contents.header
    context: dict[str, Any] = {"name": header.title or header.name}
    if header.language != "en":
        context["meta"] = {_LANGUAGE: header.language}
    context["terms"] = [_term(entry) for entry in contents.entries]
    return Writing(yaml.write({"contexts": [context]}), uncarried_header(header, ("title",)))


def _term(entry: Entry) -> "dict[str, Any]":
    paragraphs = entry.definition.split("\n\n") if entry.definition else []
    examples: list[str] = []
    while paragraphs and paragraphs[-1].startswith(_EXAMPLE):
        examples.insert(0, prose.escape(paragraphs.pop().removeprefix(_EXAMPLE)))
    term: dict[str, Any] = {"name": entry.name}
    if paragraphs:
        term["definition"] = prose.write("\n\n".join(paragraphs))
    term |= {key: value for key, value in (("examples", examples), ("aliases", list(entry.aliases))) if value}
    meta = {label: getattr(entry, field) for field, label in _TEXTS.items()}
    if entry.kind == "term":
        del meta[_TEXTS["kind"]]
    for field, label in _LISTS.items():
        values = getattr(entry, field)
        meta[label] = cells.join_links(values) if field == "links" else cells.join(values)
    meta[_AVOID] = cells.join_avoid(entry.avoid)
    if any(meta.values()):
        term["meta"] = {label: value for label, value in meta.items() if value}
    return term
