"""``explain``: what the terms and acronyms of a document mean."""

from glossctl.documents import senses as meaning
from glossctl.documents.definitions import singular
from glossctl.documents.reading import Reading, entries
from glossctl.documents.values import Defined, Explanation, Term, Unknown
from glossctl.index import EXPANSION
from glossctl.search.tokens import stems
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from glossctl.documents.matching import Match, Terms
    from glossctl.entries import Entry
    from glossctl.syntax.spans import Prose

_READ = 100_000  # characters of a document whose words help to choose a sense


def explain(prose: "Prose", terms: "Terms", known: "Collection[str]" = (), path: str = "") -> Explanation:
    """Return what the terms and acronyms in the prose of a document mean, each part in the order of first use.

    ``known`` are the acronyms that the team knows. Cost: that of reading the prose, whatever the glossary's size.
    """
    reading = Reading(prose, terms, known)
    matches = [match for match in reading.matches if entries(match) and _is_meant(match, reading)]
    return Explanation(path, tuple(_terms(reading, matches)), tuple(_defined(reading)), tuple(_unknown(reading)))


def _is_meant(match: "Match", reading: Reading) -> bool:
    """Tell whether a match is the glossary's term: no acronym of the text's own, no word within a full form of it."""
    if singular(match.text) in reading.foreign:
        return False
    return not any(
        one.start <= match.start and match.end <= one.end and match.end - match.start < one.end - one.start
        for one in reading.defined_in(match.block)
    )


def _terms(reading: Reading, matches: "Sequence[Match]") -> "Iterator[Term]":
    choice = _Choice(reading, matches)
    used: dict[tuple[str, str, str | None], list[Match]] = {}
    senses: dict[tuple[str, str, str | None], tuple[list[Entry], bool]] = {}
    for match in matches:
        order, is_decided = choice.senses(match)
        key = (order[0].glossary, order[0].name, order[0].expansion)
        used.setdefault(key, []).append(match)
        if key not in senses or len(order) > len(senses[key][0]):
            senses[key] = order, is_decided
    for key, found in used.items():
        order, is_decided = senses[key]
        line, column = reading.place(found[0].block, found[0].start, found[0].end)
        word = " ".join(found[0].text.split())
        yield Term(order[0], tuple(order[1:]), len(found), line, column, word, is_decided)


class _Choice:
    """Which sense each match means; one name means the same thing throughout a document."""

    def __init__(self, reading: Reading, matches: "Sequence[Match]") -> None:
        self.reading = reading
        self.matches = matches
        self._chosen: dict[tuple[tuple[str, str, str | None], ...], tuple[list[Entry], bool]] = {}
        self._spelled = [sense.entry for match in matches for sense in match.senses[:1] if sense.relation == EXPANSION]
        self._far: frozenset[str] | None = None

    def senses(self, match: "Match") -> "tuple[list[Entry], bool]":
        """Return the senses of a match, the one that is meant first, and whether anything decides for it."""
        found = distinct(entries(match))
        key = tuple((entry.glossary, entry.name, entry.expansion) for entry in found)
        if key not in self._chosen:
            self._chosen[key] = self._choose(match, found)
        return self._chosen[key]

    def _choose(self, match: "Match", found: "list[Entry]") -> "tuple[list[Entry], bool]":
        if len(found) == 1:
            return found, True
        forms = self.reading.own.get(singular(match.text), [])
        said = meaning.expanded(found, forms) or [entry for entry in found if entry in self._spelled]
        if said:
            return [said[0], *(entry for entry in found if entry is not said[0])], True
        return meaning.ranked(found, self._around(match.text, found))

    def _around(self, text: str, senses: "Sequence[Entry]") -> meaning.Surroundings:
        if self._far is None:
            whole = "\n".join(block.text for block in self.reading.prose.blocks)
            self._far = frozenset(stems(whole[:_READ]))
        blocks = {match.block.number: match.block for match in self.matches if fold(match.text) == fold(text)}
        near = {stem for block in list(blocks.values())[:20] for stem in stems(block.text)}
        terms = {
            (entry.name, entry.expansion): entry
            for match in self.matches
            for entry in entries(match)[:1]
            if entry not in senses
        }
        return meaning.Surroundings(near, self._far, list(terms.values()))


def distinct(senses: "Sequence[Entry]") -> "list[Entry]":
    """Return the senses without those that a nearer glossary has already, full form and all."""
    kept: list[Entry] = []
    for entry in senses:
        if not any(
            other.glossary != entry.glossary
            and fold(other.name) == fold(entry.name)
            and meaning.same_form(other.expansion or "", entry.expansion or "")
            for other in kept
        ):
            kept.append(entry)
    return kept


def _defined(reading: Reading) -> "Iterator[Defined]":
    """Yield what the document expands and the glossary lacks, or means something else by."""
    own = {acronym for acronym in reading.own if not reading.senses(acronym) or acronym in reading.foreign}
    rows = []
    for acronym, places in reading.uses(own).items():
        definition = next(one for one in reading.definitions if one.acronym == acronym)
        block = reading.prose.blocks[definition.block]
        spans = places or [(block, definition.start, definition.start + 1)]
        line, column = reading.place(*spans[0])
        is_listed = acronym in reading.foreign
        rows.append(Defined(acronym, reading.own[acronym][0], len(spans), line, column, is_listed))
    yield from sorted(rows, key=lambda row: (row.line, row.column))


def _unknown(reading: Reading) -> "Iterator[Unknown]":
    """Yield the acronyms that neither has."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one in reading.unexplained():
        found.setdefault(one.acronym, []).append(reading.place(one.block, one.start, one.end))
    for acronym, places in found.items():
        yield Unknown(acronym, len(places), *places[0])
