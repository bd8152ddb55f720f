"""A glossary as a SKOS concept scheme that ``skos`` reads back as the same entries, in Turtle or JSON-LD.

The name is the preferred label; full form, then aliases are alternative labels; hints hidden ones. What SKOS,
Dublin Core, RDFS and OWL have no word for is said in a vocabulary of our own, which other tools pass over.
"""

import re
from urllib.parse import quote

from glossctl.entries import Contents, Entry, Header
from glossctl.exchange.lists import cells
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.files.slugs import distinct, place_of, places, slug
from glossctl.syntax.triples import Iri, Text, Thing, is_iri, json_ld, turtle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "urn:glossctl:vocabulary:"
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "glossctl": OURS,
}
_HALF = re.compile("[\\ud800-\\udfff]")  # of a surrogate pair
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def write(contents: Contents, options: Options = DEFAULT) -> Writing:
    """Return the glossary as Turtle; as JSON-LD where the ending is that of a file of it, ".jsonld" or ".json"."""
    header = contents.header
    language = header.language if _LANGUAGE.fullmatch(header.language) else ""
    scheme = Iri(f"urn:glossctl:{quote(slug(header.name))}")
    slugs = distinct(slug(entry.name) for entry in contents.entries)
    iris: dict[str, Iri] = {}
    for entry, made in zip(contents.entries, slugs, strict=True):
        iris.setdefault(entry.name, Iri(f"{scheme}:{quote(made)}"))
    things = list(_scheme(header, scheme, language))
    for translation in contents.translations:
        if translation.header.title:
            things[0].say("dcterms:title", Text(translation.header.title, translation.header.language))
    concepts = [
        _concept(entry, Iri(f"{scheme}:{quote(made)}"), scheme, iris, language)
        for entry, made in zip(contents.entries, slugs, strict=True)
    ]
    orphans = _translate(concepts, contents)
    things += concepts
    written = json_ld if options.ending in (".jsonld", ".json") else turtle
    text, halves = _HALF.subn("\ufffd", written(PREFIXES, things))
    lost = [counted(halves, "half of a character", "halves of characters")] if halves else []
    lost += [counted(orphans, "translation of nothing", "translations of nothing")] if orphans else []
    echoes = sum(entry.expansion in entry.aliases for entry in contents.entries)  # a set of labels has each once
    lost += [counted(echoes, "alias that is the full form", "aliases that are the full form")] if echoes else []
    return Writing(text, tuple(lost))


def _translate(concepts: list[Thing], contents: Contents) -> int:
    """Say the concepts in the other languages of the glossary too; return how many translations are of none."""
    there = places(contents.entries)
    orphans = 0
    for made in contents.translations:
        seen: set[int] = set()
        for entry in made.entries:
            place = place_of(entry, there)
            if place is None or place in seen:
                orphans += 1
                continue
            seen.add(place)
            _say_words(concepts[place], entry, made.header.language)
            _say_our_words(concepts[place], entry, made.header.language)
            if entry.of:
                concepts[place].say("glossctl:of", Text(entry.of, made.header.language))
    return orphans


def _scheme(header: Header, iri: Iri, language: str) -> "Iterator[Thing]":
    scheme = Thing(iri, Iri("skos:ConceptScheme"))
    scheme.say("glossctl:version", Text("1"))
    scheme.say("dcterms:identifier", Text(header.name))
    scheme.say("dc:language", Text(header.language))
    if header.title:
        scheme.say("dcterms:title", Text(header.title, language))
    scheme.say("rdfs:seeAlso", *(_place(link.url) for link in header.see_also))
    scheme.say("glossctl:tag", *map(Text, header.tags))
    titled = [link for link in header.see_also if link.title != link.url]
    scheme.say("glossctl:seeAlsoTitle", *(Text(f"{link.url} {link.title}") for link in titled))
    yield scheme


def _concept(entry: Entry, iri: Iri, scheme: Iri, iris: dict[str, Iri], language: str) -> Thing:
    concept = Thing(iri, Iri("skos:Concept"))
    concept.say("skos:inScheme", scheme)
    if entry.id:
        concept.say("glossctl:id", Text(entry.id))
    _say_words(concept, entry, language)
    concept.say("dc:subject", *(Text(tag, language) for tag in entry.tags))
    concept.say("skos:related", *(iris[name] for name in entry.related if name in iris))
    concept.say("rdfs:seeAlso", *map(_place, entry.links))
    if entry.source:
        concept.say("dc:source", Text(entry.source))
    if entry.status == "deprecated":
        concept.say("owl:deprecated", True)
    _say_ours(concept, entry, iris, language)
    return concept


def _say_words(concept: Thing, entry: Entry, language: str) -> None:
    """Say what a language has its own words for."""
    concept.say("skos:prefLabel", Text(entry.name, language))
    labels = ((entry.expansion,) if entry.expansion else ()) + entry.aliases
    concept.say("skos:altLabel", *(Text(label, language) for label in labels))
    concept.say("skos:hiddenLabel", *(Text(hint, language) for hint in entry.hints))
    concept.say("glossctl:form", *(Text(form, language) for form in entry.forms))
    if entry.definition:
        concept.say("skos:definition", Text(entry.definition, language))


def _say_our_words(concept: Thing, entry: Entry, language: str) -> None:
    """Say the words of a language for which there is none of SKOS."""
    if entry.expansion:
        concept.say("glossctl:expansion", Text(entry.expansion, language))
    if entry.reading:
        concept.say("glossctl:reading", Text(entry.reading, language))
    concept.say("glossctl:jobTitle", *(Text(title, language) for title in entry.titles))
    concept.say("glossctl:motto", *(Text(motto, language) for motto in entry.mottos))
    concept.say("glossctl:avoid", *(Text(cells.join_avoid((one,)), language) for one in entry.avoid))


def _say_ours(concept: Thing, entry: Entry, iris: dict[str, Iri], language: str) -> None:
    """Say what has no word elsewhere, and in order what RDF, which has none, would mix up."""
    _say_our_words(concept, entry, language)
    if not all(name in iris for name in entry.related):  # then this list is the whole one
        concept.say("glossctl:related", *(Text(name, language) for name in entry.related))
    if entry.kind != "term":
        concept.say("glossctl:kind", Text(entry.kind))
    if entry.case:
        concept.say("glossctl:case", Text(entry.case))
    if entry.status not in ("", "deprecated"):
        concept.say("glossctl:status", Text(entry.status))


def _place(address: str) -> Iri | Text:
    return Iri(address) if is_iri(address) else Text(address)
