"""SKOS in Turtle, JSON-LD and RDF/XML, read with rdflib (the extra ``skos``); ``skos_write`` writes the first two.

A concept is an entry: the preferred label its name, alternative labels aliases (or the full form, where the name is its
initials), hidden labels hints, notations aliases too, broader and narrower concepts related terms. One
language is read: ``language``, or the scheme's, or the one with most labels. Nothing is ever fetched: a context that
stands elsewhere is an error.
"""

from collections import Counter

from glossctl.entries import Contents, Entry, Header, Link
from glossctl.errors import Fault, FileError
from glossctl.exchange.lists import cells
from glossctl.exchange.lists.headers import header_of
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Reading
from glossctl.exchange.skos_write import PREFIXES, write
from glossctl.files.slugs import ids
from glossctl.syntax import rdf
from glossctl.syntax.looks import looks
from glossctl.text import fold, initials, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from glossctl.entries import Kind

__all__ = ["detect", "read", "write"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_EXAMPLE = "Example: "
_KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")
_HIERARCHY = ("skos:broader", "skos:narrower", "skos:broaderTransitive", "skos:narrowerTransitive")
_MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:relatedMatch", "skos:broadMatch", "skos:narrowMatch")
_LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:notation", "rdfs:label")
_TEXTS = ("skos:definition", "skos:scopeNote", "skos:example", "dc:subject", "dcterms:subject")
_OTHERS = ("a", "skos:related", "skos:inScheme", "skos:topConceptOf", "rdfs:seeAlso", "owl:deprecated")
_SOURCES = ("dc:source", "dcterms:source")
_CARRIED = frozenset((*_LABELS, *_TEXTS, *_OTHERS, *_SOURCES, *_HIERARCHY, *_MATCHES))


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "skos", "json")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the concepts of a Turtle or JSON-LD text, in the order they are written in where rdflib keeps it.

    Raises GlossctlError where rdflib isn't installed; FileError: X001 not Turtle or JSON-LD, or with a context that
    stands elsewhere; X002 no concept; X003 too long or too deep.
    """
    graph = rdf.parsed(text, path)
    reader = _Reader(graph, header_of(path), options.language)
    contents = reader.contents()
    if not options.language:
        translations = (_Translator(graph, reader, tag).translation(contents.entries) for tag in reader.others())
        contents = contents.replace(translations=tuple(made for made in translations if made.entries))
        reader.counts["language"] *= not contents.translations
    if not contents.entries:
        where = f' with a label in "{reader.header.language}"' if reader.concepts else ""
        raise FileError([Fault(path, 0, 0, "X002", f"holds no concept{where}")])
    return Reading(contents, reader.losses())


class _Reader:
    """Turns a graph's concepts into entries and counts what isn't carried."""

    def __init__(self, graph: "Any", header: Header, language: str) -> None:
        _spell_out(graph)
        self.graph = graph
        self.counts: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.said = {_short(str(iri)): iri for iri in graph.predicates()}
        subjects = [subject for subject, kind in self._pairs("a") if str(kind) == PREFIXES["skos"] + "Concept"]
        labelled = [subject for subject, _ in self._pairs("skos:prefLabel")]
        schemes = [subject for subject, kind in self._pairs("a") if str(kind) == PREFIXES["skos"] + "ConceptScheme"]
        self.concepts = list(dict.fromkeys(one for one in (*subjects, *labelled) if one not in schemes))
        self.ours = "glossctl:version" in self.said
        kinds = Counter(str(kind) for _, kind in self._pairs("a"))
        self.counts["collection"] += sum(kinds[PREFIXES["skos"] + kind] for kind in ("Collection", "OrderedCollection"))
        self.counts["scheme"] += max(len(schemes) - 1, 0)
        scheme = schemes[0] if schemes else None
        self.header = header.replace(language=language or self._language(scheme))
        self.header = self._header(scheme) if schemes else self.header
        self.names = {concept: name for concept in self.concepts if (name := self._label(concept))}

    def _pairs(self, predicate: str) -> "Iterable[Any]":
        iri = self.said.get(predicate)
        return () if iri is None else self.graph.subject_objects(iri)

    def _objects(self, subject: "Any", *predicates: str) -> "Iterator[Any]":
        for predicate in predicates:
            if (iri := self.said.get(predicate)) is not None and subject is not None:
                yield from self.graph.objects(subject, iri)

    def _language(self, scheme: "Any") -> str:
        said = next(self._objects(scheme, "dc:language", "dcterms:language"), "")
        tags = Counter(tag for _, label in self._pairs("skos:prefLabel") if (tag := getattr(label, "language", None)))
        ranked = sorted(tags, key=lambda tag: (-tags[tag], tag))
        return str(said) or next(iter(ranked), "en")

    def _header(self, scheme: "Any") -> Header:
        titles = self._texts(scheme, "dcterms:title", "dc:title", "skos:prefLabel", "rdfs:label")
        said = dict(str(one).split(" ", 1) for one in self._objects(scheme, "glossctl:seeAlsoTitle") if " " in one)
        links = [str(one) for one in self._objects(scheme, "rdfs:seeAlso")]
        return Header(
            next((str(one) for one in self._objects(scheme, "dcterms:identifier")), "") or self.header.name,
            " ".join(titles[0].split()) if titles else "",
            self.header.language,
            tuple(Link(said.get(url, url), url) for url in links),
            tuple(str(one) for one in self._objects(scheme, "glossctl:tag")),
        )

    def _chosen(self, subject: "Any", *predicates: str) -> "tuple[list[Any], int]":
        """Return the texts in the wanted language, else its variants, then those in none; and how many are left out."""
        found = list(self._objects(subject, *predicates))
        wanted = self.header.language.casefold()
        tags = [(one, (getattr(one, "language", None) or "").casefold()) for one in found]
        exact = [one for one, tag in tags if tag == wanted]
        near = [one for one, tag in tags if tag and tag.partition("-")[0] == wanted.partition("-")[0]]
        chosen = (exact or near) + [one for one, tag in tags if not tag]
        return chosen, len(found) - len(chosen)

    def _texts(self, subject: "Any", *predicates: str) -> list[str]:
        chosen, others = self._chosen(subject, *predicates)
        self.counts["language"] += others
        texts = (str(next(self._objects(one, "rdf:value"), one)) for one in chosen)
        return [text.strip() for text in texts if text.strip()]

    def _label(self, concept: "Any") -> str:
        labels, _ = self._chosen(concept, "skos:prefLabel", "rdfs:label")
        return next((text for label in labels if (text := str(label).strip())), "")

    def others(self) -> list[str]:
        """Return the other languages in which concepts have preferred labels."""
        tags = (str(getattr(label, "language", None) or "") for _, label in self._pairs("skos:prefLabel"))
        return sorted({tag for tag in tags if tag and tag.casefold() != self.header.language.casefold()})

    def contents(self) -> Contents:
        """Return header and entries."""
        self.counts["concept"] += len(self.concepts) - len(self.names)
        return Contents(self.header, tuple(map(self.entry, self.names)))

    def entry(self, concept: "Any") -> Entry:
        """Return the entry that a concept is."""
        name, others = self.names[concept], self._chosen(concept, "skos:prefLabel")[1]
        self.counts["language"] += others
        expansion, aliases = self._expansion(concept, name)
        definition = [
            *(text for one in self._texts(concept, "skos:definition") for text in paragraphs(one)),
            *(text for one in self._texts(concept, "skos:scopeNote") for text in paragraphs(one)),
            *(_EXAMPLE + " ".join(paragraphs(one)) for one in self._texts(concept, "skos:example")),
        ]
        kind = self._first(concept, "glossctl:kind")
        avoid = [word for one in self._texts(concept, "glossctl:avoid") for word in cells.split_avoid(one)]
        sources = [str(one).strip() for one in self._objects(concept, *_SOURCES)]
        self.counts["source"] += max(len(sources) - 1, 0)
        is_deprecated = self._first(concept, "owl:deprecated").lower() in ("true", "1")
        self._count_others(concept)
        return Entry(
            name=name,
            kind=next((one for one in _KINDS if one == kind), "term"),
            expansion=expansion,
            aliases=(*aliases, *self._strings(concept, "skos:notation")),
            definition="\n\n".join(definition),
            tags=tuple(dict.fromkeys(self._texts(concept, "dc:subject", "dcterms:subject"))),
            related=self._related(concept),
            titles=tuple(self._texts(concept, "glossctl:jobTitle")),
            mottos=tuple(self._texts(concept, "glossctl:motto")),
            links=tuple(dict.fromkeys(self._strings(concept, "rdfs:seeAlso", *_MATCHES))),
            avoid=tuple(avoid),
            language=self.header.language,
            glossary=self.header.name,
            source=next(filter(None, sources), None),
            forms=tuple(self._texts(concept, "glossctl:form")),
            case=self._first(concept, "glossctl:case"),
            status="deprecated" if is_deprecated else self._first(concept, "glossctl:status"),
            hints=tuple(self._texts(concept, "skos:hiddenLabel")),
            id=self._first(concept, "glossctl:id"),
            reading=next(iter(self._texts(concept, "glossctl:reading")), ""),
        )

    def _strings(self, subject: "Any", *predicates: str) -> list[str]:
        return [text for one in self._objects(subject, *predicates) if (text := str(one).strip())]

    def _first(self, subject: "Any", predicate: str) -> str:
        return next(iter(self._strings(subject, predicate)), "")

    def _expansion(self, concept: "Any", name: str) -> tuple[str | None, list[str]]:
        """Return the full form and the aliases: what is said to be it, else the label that the name is initials of."""
        aliases = self._texts(concept, "skos:altLabel")
        said = self._texts(concept, "glossctl:expansion")
        if not said and not self.ours:
            said = [label for label in aliases if " " in label and fold(initials(label)) == fold(name)]
        return (said[0] if said else None), [label for label in aliases if label not in said[:1]]

    def _related(self, concept: "Any") -> tuple[str, ...]:
        if said := self._texts(concept, "glossctl:related"):
            return tuple(said)
        found: dict[str, None] = {}
        for one in self._objects(concept, "skos:related", *_HIERARCHY):
            name = self.names.get(one)
            self.properties["skos:related"] += name is None
            if name is not None:
                found[name] = None
        self.counts["hierarchy"] += len(list(self._objects(concept, *_HIERARCHY)))
        return tuple(found)

    def _count_others(self, concept: "Any") -> None:
        for predicate in self.graph.predicates(concept, None):
            name = _short(str(predicate))
            if name not in _CARRIED and not name.startswith("glossctl:"):
                self.properties[name] += 1

    def losses(self) -> tuple[str, ...]:
        """Return what was counted."""
        language = self.header.language
        nouns = (
            ("concept", f"concept without a label in {language}", f"concepts without a label in {language}"),
            ("language", "text in another language", "texts in other languages"),
            ("hierarchy", "direction of a hierarchy", "directions of a hierarchy"),
            ("collection", "collection of concepts", "collections of concepts"),
            ("scheme", "further concept scheme", "further concept schemes"),
            ("source", "further source", "further sources"),
        )
        lost = [counted(self.counts[key], one, many) for key, one, many in nouns if self.counts[key]]
        self.properties = +self.properties
        if self.properties:
            ranked = sorted(self.properties, key=lambda name: (-self.properties[name], name))
            names = ", ".join(ranked[:5]) + (", ..." if len(ranked) > 5 else "")
            lost.append(f"{counted(self.properties.total(), 'value')} of other properties ({names})")
        return tuple(lost)


class _Translator(_Reader):
    """Turns what a graph's concepts are called in one more language into a translation."""

    def __init__(self, graph: "Any", source: _Reader, language: str) -> None:
        self.source = source
        super().__init__(graph, source.header, language)
        self.header = Header(source.header.name, self._title(), language)

    def _title(self) -> str:
        scheme = next((subject for subject, _ in self._pairs("dcterms:title")), None)
        return next(iter(self._texts(scheme, "dcterms:title")), "") if scheme is not None else ""

    def _chosen(self, subject: "Any", *predicates: str) -> "tuple[list[Any], int]":
        """Return the texts in just this language."""
        found = list(self._objects(subject, *predicates))
        wanted = self.header.language.casefold()
        return [one for one in found if (getattr(one, "language", None) or "").casefold() == wanted], 0

    def translation(self, sources: "Iterable[Entry]") -> Contents:
        """Return the concepts that have a name in this language, each with the id of its entry; else no entries."""
        made = []
        for concept, id_ in zip(self.source.names, ids(sources), strict=True):
            if concept in self.names and id_:
                entry = self.entry(concept)
                of = next(iter(self._texts(concept, "glossctl:of")), "")
                made.append(
                    entry.replace(id=id_, of=of, tags=(), related=(), links=(), case="", status="", source=None)
                )
        return Contents(self.header, tuple(made))


def _spell_out(graph: "Any") -> None:
    """Say the labels of SKOS-XL, which are things of their own, as SKOS has them. Source: SKOS Reference, B.3.4.1."""
    said = [one for one in graph if str(one[1]).startswith(_XL) and str(one[1]) != f"{_XL}literalForm"]
    for subject, predicate, label in said:
        iri = type(predicate)
        for text in graph.objects(label, iri(f"{_XL}literalForm")):
            graph.add((subject, iri(PREFIXES["skos"] + str(predicate)[len(_XL) :]), text))
        graph.remove((subject, predicate, label))


def _short(iri: str) -> str:
    """Return a property's name with its usual prefix; of one of another vocabulary the last part.

    >>> _short("http://www.w3.org/2004/02/skos/core#note"), _short("https://v.example/ns#colour")
    ('skos:note', 'colour')
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    if iri.startswith(_RDF):
        return {"type": "a"}.get(iri[len(_RDF) :], f"rdf:{iri[len(_RDF) :]}")
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2].replace(":", "_")
