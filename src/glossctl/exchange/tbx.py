"""TBX-Basic and TBX-Min (ISO 30042:2019), in either style, DCA and DCT, and the TBX-Min of 2014; DCA is written.

A concept is an entry: the preferred term its name, its full form the expansion, superseded and deprecated terms words
to avoid, other terms aliases, subject fields tags, cross-references related terms. Where TBX-Basic has no data category
a note says it in words that are read back ("Motto: ..."). One language is read: ``language``, or the file's.
"""

from collections import Counter

from glossctl.entries import Avoid, Contents, Entry, Header
from glossctl.errors import Fault, FileError
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Reading
from glossctl.exchange.tbx_write import NOTES, write
from glossctl.files.slugs import ids
from glossctl.syntax import xmltree
from glossctl.syntax.looks import looks
from glossctl.syntax.xmltree import Node
from glossctl.text import fold, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossctl.entries import Kind

__all__ = ["detect", "read", "write"]

_TYPED = ("descrip", "termNote", "admin", "ref", "xref", "transac", "adminNote", "descripNote", "transacNote")
_CONCEPTS = ("conceptEntry", "termEntry", "entry")  # of 2019, of 2008, of TBX-Min 2014, and so below
_SECTIONS = ("langSec", "langSet", "langGroup")
_TERMS = ("termSec", "tig", "ntig", "termGroup")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "transacGrp", "noteGrp")
_AVOIDED = (
    "deprecatedTerm-admn-sts",
    "supersededTerm-admn-sts",
    "deprecated",
    "superseded",
    "obsolete",
    "notRecommended",
)
_PREFERRED = ("preferredTerm-admn-sts", "preferred")
_SHORT = ("acronym", "abbreviation", "shortForm", "initialism")
_KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")
_EXAMPLE = "Example: "
_OF_CONCEPTS = ("definition", "subjectField", "crossReference", "externalCrossReference", "source", "note")
_OF_TERMS = ("term", "termType", "administrativeStatus", "context")
_CARRIED = frozenset((*_OF_CONCEPTS, *_OF_TERMS, *_SECTIONS, *_TERMS))


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "tbx", "html")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return a concept's terms of one language as an entry, in file order; by default in the language of the file.

    Raises FileError: X001 not XML, not TBX, or with a DOCTYPE; X002 no concept; X003 nested too deep.
    """
    root = xmltree.read(text, path)
    if root.name not in ("tbx", "martif", "TBX"):
        raise FileError([Fault(path, root.line, 0, "X001", f"not of TBX: the outermost element is <{root.name}>")])
    concepts = list(_inside(root, *_CONCEPTS))
    wanted = options.language or root.attributes.get("lang") or _source_language(root) or _first_language(concepts)
    name = path.replace("\\", "/").rpartition("/")[2]
    for ending in (".tbx", ".xml"):
        name = name.removesuffix(ending)
    titles = (node for node in _inside(root, "title", *(("id",) if root.name == "TBX" else ())))
    title = next((" ".join(node.text().split()) for node in titles), "")
    reader = _Reader(Header(name.strip("<>") or "glossary", title, wanted or "en"))
    contents = reader.contents(concepts)
    if not options.language and contents.entries:
        tags = {node.attributes.get("lang", "") for one in concepts for node in _inside(one, *_SECTIONS)}
        others = sorted(tag for tag in tags if tag and tag.casefold() != reader.header.language.casefold())
        made = (_Translator(reader.header.replace(title="", language=tag)).translation(reader) for tag in others)
        contents = contents.replace(translations=tuple(one for one in made if one.entries))
        reader.counts["language"] *= not contents.translations
    if not contents.entries:
        message = f'holds no concept with a term in "{wanted}"' if concepts else "holds no concept"
        raise FileError([Fault(path, 0, 0, "X002", message)])
    return Reading(contents, reader.losses())


def _inside(node: Node, *names: str) -> "Iterator[Node]":
    for child in node.children():
        if child.name in names:
            yield child
        else:
            yield from _inside(child, *names)


def _first_language(concepts: "Iterable[Node]") -> str:
    return next((found.attributes.get("lang", "") for one in concepts for found in _inside(one, *_SECTIONS)), "")


def _source_language(root: Node) -> str:
    """Return the language that the header of TBX-Min 2014 translates from."""
    return next((node.attributes.get("source", "") for node in _inside(root, "languages")), "")


def _category(node: Node) -> str:
    """Return the data category: the type in style DCA, the element's own name in style DCT."""
    if node.name in _TYPED:
        return node.attributes.get("type", "")
    return "administrativeStatus" if node.name == "termStatus" else node.name


def _said(node: Node) -> "Iterator[Node]":
    """Yield what is said of a concept, language or term: the nodes at its level, groups opened."""
    for child in node.children():
        if child.name in _GROUPS:
            yield from _said(child)
        else:
            yield child


def _line(node: Node) -> str:
    keyed = [child.text().strip() for child in node.children("noteKey", "noteValue")]
    text = ": ".join(filter(None, keyed)) if keyed else node.text()
    return " ".join(text.split()) if "\n" in text else text.strip()


class _Term:
    """A term with its status and type, and what else is said of it."""

    def __init__(self, node: Node) -> None:
        said = list(_said(node))
        self.text = next((_line(one) for one in said if one.name == "term"), "")
        self.status = next((_line(one) for one in said if _category(one) == "administrativeStatus"), "")
        self.type = next((_line(one) for one in said if _category(one) == "termType"), "")
        self.notes = [_line(one) for one in said if one.name == "note"]
        self.contexts = [_line(one) for one in said if _category(one) == "context"]
        self.others = [one for one in said if _category(one) not in _CARRIED]


class _Reader:
    """Turns concepts into entries and counts what isn't carried."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.counts: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.spellings: dict[str, list[str]] = {}
        self.made: list[tuple[Node, Entry]] = []

    def contents(self, concepts: "Iterable[Node]") -> Contents:
        """Return header and entries; cross-references are followed once all names are known."""
        made = [(concept, entry) for concept in concepts for entry in self.entry(concept)]
        self.made = made
        for concept, entry in made:
            known = [entry.name, *filter(None, (entry.expansion,)), *entry.aliases]
            self.spellings.setdefault(concept.attributes.get("id", ""), known)
        entries = [entry.replace(related=self._related(concept)) for concept, entry in made]
        return Contents(self.header, tuple(entries))

    def losses(self) -> tuple[str, ...]:
        """Return what was counted."""
        nouns = (
            (
                "concept",
                f"concept without a term in {self.header.language}",
                f"concepts without a term in {self.header.language}",
            ),
            ("language", "term in another language", "terms in other languages"),
            ("source", "further source", "further sources"),
            ("note", "note on a term", "notes on terms"),
        )
        lost = [counted(self.counts[key], one, many) for key, one, many in nouns if self.counts[key]]
        if self.categories:
            ranked = sorted(self.categories, key=lambda name: (-self.categories[name], name))
            names = ", ".join(ranked[:5]) + (", ..." if len(ranked) > 5 else "")
            lost.append(f"{counted(self.categories.total(), 'value')} of other data categories ({names})")
        return tuple(lost)

    def entry(self, concept: Node) -> "Iterator[Entry]":
        """Yield the entry that a concept is, where it has a term in the language."""
        sections = [node for node in _said(concept) if node.name in _SECTIONS]
        chosen = self._chosen(sections)
        terms = [_Term(node) for section in chosen for node in section.children(*_TERMS)]
        terms = [term for term in terms if term.text]
        others = [section for section in sections if section not in chosen]
        self.counts["language"] += sum(len(list(section.children(*_TERMS))) for section in others)
        if not terms:
            self.counts["concept"] += 1
            return
        named = next((term for term in terms if term.status in _PREFERRED), None)
        named = named or next((term for term in terms if term.status not in _AVOIDED), terms[0])
        full = next((term for term in terms if term.type == "fullForm" and term is not named), None)
        full = full if named.type in _SHORT else None
        rest = [term for term in terms if term not in (named, full)]
        said = [node for place in self._places(concept, chosen) for node in _said(place)]
        notes, noted = self._notes(said)
        for term in terms:
            self.categories.update(_category(node) for node in term.others)
            self.counts["note"] += 0 if term is named or term.status in _AVOIDED else len(term.notes)
        self.categories.update(_category(node) for node in said if _category(node) not in _CARRIED)
        subjects = (_line(node) for node in said if _category(node) == "subjectField")
        examples = [_EXAMPLE + text for term in terms for text in term.contexts]
        kind = next(iter(noted.get("kind", ())), "term")
        definitions = [text for node in said if _category(node) == "definition" for text in paragraphs(node.text())]
        yield Entry(
            name=named.text,
            kind=next((one for one in _KINDS if one == kind), "term"),
            expansion=full.text if full else None,
            aliases=tuple(term.text for term in rest if term.status not in _AVOIDED and term.type != "variant"),
            definition="\n\n".join((*definitions, *notes, *named.notes, *examples)),
            tags=tuple(dict.fromkeys(filter(None, subjects))),
            titles=tuple(noted.get("titles", ())),
            mottos=tuple(noted.get("mottos", ())),
            links=tuple(filter(None, map(_target, said))),
            avoid=tuple(Avoid(term.text, " ".join(term.notes)) for term in rest if term.status in _AVOIDED),
            language=self.header.language,
            glossary=self.header.name,
            source=self._source(said),
            forms=(
                *noted.get("forms", ()),
                *(one.text for one in rest if one.type == "variant" and one.status not in _AVOIDED),
            ),
            case=next(iter(noted.get("case", ())), ""),
            status=self._status(named, noted),
            hints=tuple(noted.get("hints", ())),
            id=next(iter(noted.get("id", ())), ""),
            reading=next(iter(noted.get("reading", ())), ""),
            of=next(iter(noted.get("of", ())), ""),
        )

    def _places(self, concept: Node, chosen: list[Node]) -> list[Node]:
        """Return where something is said of an entry."""
        return [concept, *chosen]

    def _status(self, named: _Term, noted: dict[str, list[str]]) -> str:
        status = next(iter(noted.get("status", ())), "")
        return status or ("deprecated" if named.status in _AVOIDED else "current" if named.status in _PREFERRED else "")

    def _chosen(self, sections: "Iterable[Node]") -> list[Node]:
        """Return the sections of the wanted language; of its variants where it isn't there itself."""
        wanted = self.header.language.casefold()
        tags = [(section, section.attributes.get("lang", "").casefold()) for section in sections]
        exact = [section for section, tag in tags if tag == wanted]
        return exact or [section for section, tag in tags if tag.partition("-")[0] == wanted.partition("-")[0]][:1]

    def _notes(self, said: "Iterable[Node]") -> tuple[list[str], dict[str, list[str]]]:
        """Return the notes as paragraphs, and those that say a field as the field's values."""
        plain: list[str] = []
        noted: dict[str, list[str]] = {}
        for node in said:
            if node.name != "note":
                continue
            text = _line(node)
            field = next((field for field, label in NOTES.items() if text.startswith(label)), "")
            if field:
                noted.setdefault(field, []).append(text.removeprefix(NOTES[field]))
            elif text:
                plain.append(text)
        return plain, noted

    def _source(self, said: "Iterable[Node]") -> str | None:
        sources = [text for node in said if _category(node) == "source" and (text := _line(node))]
        self.counts["source"] += max(len(sources) - 1, 0)
        return sources[0] if sources else None

    def _related(self, concept: Node) -> tuple[str, ...]:
        """Return the terms referred to: as written where that names the concept referred to, else by its name."""
        found: dict[str, None] = {}
        places = [concept, *_inside(concept, *_TERMS)]
        for node in (node for place in places for node in _said(place) if _category(node) == "crossReference"):
            text = _line(node)
            known = self.spellings.get(node.attributes.get("target", ""), [])
            name = text if not known or fold(text) in map(fold, known) else known[0]
            if name:
                found[name] = None
        return tuple(found)


class _Translator(_Reader):
    """Turns what concepts are called in one more language into a translation."""

    def translation(self, source: _Reader) -> Contents:
        """Return the concepts that have a term in this language, each with the id of its entry."""
        made = []
        for (concept, _), id_ in zip(source.made, ids(entry for _, entry in source.made), strict=True):
            made += [entry.replace(id=id_, status="") for entry in self.entry(concept) if id_]
        return Contents(self.header, tuple(made))

    def _chosen(self, sections: "Iterable[Node]") -> list[Node]:
        wanted = self.header.language.casefold()
        return [section for section in sections if section.attributes.get("lang", "").casefold() == wanted]

    def _places(self, concept: Node, chosen: list[Node]) -> list[Node]:
        return chosen


def _target(node: Node) -> str:
    return node.attributes.get("target", "").strip() if _category(node) == "externalCrossReference" else ""
