"""A glossary as TBX-Basic (ISO 30042:2019) in style DCA, that ``tbx`` reads back as the same entries."""

from glossctl.entries import Contents, Entry
from glossctl.exchange.losses import counted, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.files.slugs import distinct, place_of, places, slug
from glossctl.syntax.xmltree import element, is_xml, opening
from glossctl.text import fold, initials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOTES = {  # what TBX-Basic has no data category for, said in notes
    "kind": "Kind: ",
    "status": "Status: ",
    "case": "Case: ",
    "titles": "Job title: ",
    "mottos": "Motto: ",
    "forms": "Form: ",
    "hints": "Hint: ",
    "id": "Id: ",
    "reading": "Reading: ",
    "of": "Of: ",
}
_OF_LANGUAGES = ("titles", "mottos", "forms", "hints", "reading", "of")  # said of each translation, too
_UNSAID = (
    ("kind", "term"),
    ("status", "current"),
)  # a kind that needs no note; a status that makes the name the preferred term


def write(contents: Contents, options: Options = DEFAULT) -> Writing:
    """Return the glossary as TBX-Basic in style DCA."""
    header = contents.header
    ids = distinct(f"c-{slug(entry.name)}" for entry in contents.entries)
    known: dict[str, str] = {}
    for entry, id_ in zip(contents.entries, ids, strict=True):
        for spelling in (entry.name, *filter(None, (entry.expansion,)), *entry.aliases):
            known.setdefault(fold(spelling), id_)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        opening("tbx", type="TBX-Basic", style="dca", xml_lang=header.language, xmlns="urn:iso:std:iso:30042:ed-2"),
        "  <tbxHeader>",
        "    <fileDesc>",
    ]
    if header.title:
        lines.append(f"      <titleStmt>{element('title', header.title)}</titleStmt>")
    lines += [f"      <sourceDesc>{element('p', f'Glossary {header.name}')}</sourceDesc>", "    </fileDesc>"]
    lines += ["  </tbxHeader>", "  <text>", "    <body>"]
    translated, orphans = _translated(contents)
    for at, (entry, id_) in enumerate(zip(contents.entries, ids, strict=True)):
        lines += _concept(entry, id_, header.language, known, translated.get(at, ()))
    text = "\n".join((*lines, "    </body>", "  </text>", "</tbx>", ""))
    losses = uncarried_header(header, ("title",))
    unwritable = sum(not is_xml(char) for entry in contents.entries for char in _all_text(entry))
    if unwritable:
        losses = (f"{counted(unwritable, 'character')} that XML can't hold", *losses)
    if orphans:
        losses = (*losses, counted(orphans, "translation of nothing", "translations of nothing"))
    return Writing(text, losses)


def _translated(contents: Contents) -> tuple[dict[int, list[tuple[str, Entry]]], int]:
    """Return the translations of each entry, by its place, with their languages; and how many are of none."""
    there = places(contents.entries)
    found: dict[int, list[tuple[str, Entry]]] = {}
    orphans = 0
    for made in contents.translations:
        for entry in made.entries:
            place = place_of(entry, there)
            known = found.setdefault(place, []) if place is not None else None
            if known is None or any(tag == made.header.language for tag, _ in known):
                orphans += 1
            else:
                known.append((made.header.language, entry))
    return found, orphans


def _all_text(entry: Entry) -> str:
    lists = (entry.aliases, entry.tags, entry.related, entry.titles, entry.mottos, entry.links, entry.forms)
    words = [part for one in entry.avoid for part in (one.word, one.reason)]
    texts = (entry.name, entry.expansion or "", entry.definition, entry.source or "", entry.case, entry.status)
    return "".join((*texts, *words, *(value for values in lists for value in values)))


def _concept(
    entry: Entry, id_: str, language: str, known: dict[str, str], translations: "Iterable[tuple[str, Entry]]"
) -> "Iterator[str]":
    yield "      " + opening("conceptEntry", id=id_)
    for said in _of_the_concept(entry, known):
        yield "        " + said
    yield from _section(entry, language)
    for tag, translation in translations:
        yield from _section(translation, tag, list(_notes(translation, _OF_LANGUAGES)))
    yield "      </conceptEntry>"


def _section(entry: Entry, language: str, notes: "Iterable[str]" = ()) -> "Iterator[str]":
    yield "        " + opening("langSec", xml_lang=language)
    for note in notes:
        yield "          " + note
    if entry.definition:
        yield "          " + element("descrip", entry.definition, type="definition")
    short = "acronym" if fold(entry.name) == fold(initials(entry.expansion or "")) else "abbreviation"
    yield from _term(entry.name, short if entry.expansion else "", "preferredTerm" if entry.status == "current" else "")
    if entry.expansion:
        yield from _term(entry.expansion, "fullForm", "")
    for alias in entry.aliases:
        yield from _term(alias, "", "admittedTerm")
    for one in entry.avoid:
        yield from _term(one.word, "", "deprecatedTerm", one.reason)
    yield "        </langSec>"


def _of_the_concept(entry: Entry, known: dict[str, str]) -> "Iterator[str]":
    for tag in entry.tags:
        yield element("descrip", tag, type="subjectField")
    for name in entry.related:
        target = {"target": known[fold(name)]} if fold(name) in known else {}
        yield element("ref", name, type="crossReference", **target)
    for link in entry.links:
        yield element("xref", link, type="externalCrossReference", target=link)
    if entry.source:
        yield element("admin", entry.source, type="source")
    yield from _notes(entry, NOTES)


def _notes(entry: Entry, fields: "Iterable[str]") -> "Iterator[str]":
    for field in fields:
        value = getattr(entry, field)
        for said in value if isinstance(value, tuple) else (value,):
            if said and (field, said) not in _UNSAID:
                yield element("note", NOTES[field] + said)


def _term(text: str, type_: str, status: str, note: str = "") -> "Iterator[str]":
    yield "          <termSec>"
    yield "            " + element("term", text)
    if type_:
        yield "            " + element("termNote", type_, type="termType")
    if status:
        yield "            " + element("termNote", f"{status}-admn-sts", type="administrativeStatus")
    if note:
        yield "            " + element("note", note)
    yield "          </termSec>"
