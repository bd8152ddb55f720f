"""The terms of a glossary in prose: looked up by their first words in the compiled indexes, the longest match wins.

No name is held in memory that is not in the document, so the cost is that of the document, whatever the glossary's
size.
"""

import itertools
import re
from functools import lru_cache

from glossctl.acronyms import has_initials
from glossctl.documents.words import stem, words
from glossctl.index import ALIAS, AVOIDED, BEGINS, EXPANSION, FORM, NAME
from glossctl.text import fold, inflections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossctl.documents.words import Word
    from glossctl.entries import Entry
    from glossctl.index import Index
    from glossctl.syntax.spans import Block

    Candidate = tuple[str, int, int, int]  # phrase, relation, layer, entry id

_KEPT = 1 << 18  # leads and entries; then they are forgotten, so that a corpus doesn't fill the memory
_MIXED = 5  # letters from which a name in mixed case is no other word in small letters: MLOps, KServe
_LONG = 8  # letters from which a name with one capital is none: Kubernetes
_LONGEST_GAP = 40  # characters between the first and the last word of a phrase, for each word
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_EDGES = re.compile(r"\A([^\w]*).*?([^\w]*)\Z", re.DOTALL)


class Sense:
    """An entry that a part of a text may mean: by which of its names, and how that is related to it."""

    __slots__ = ("entry", "relation", "surface", "layer")

    def __init__(self, entry: "Entry", relation: int, surface: str, layer: int) -> None:
        self.entry = entry
        self.relation = relation
        self.surface = surface
        self.layer = layer


class Match:
    """A part of a block's text that names terms: ``senses`` come in the order of look-ups."""

    __slots__ = ("block", "start", "end", "senses")

    def __init__(self, block: "Block", start: int, end: int, senses: "tuple[Sense, ...]") -> None:
        self.block = block
        self.start = start
        self.end = end
        self.senses = senses

    @property
    def text(self) -> str:
        """What stands there."""
        return self.block.text[self.start : self.end]


def is_avoided(match: Match) -> bool:
    """Tell whether a match is nothing but a word to avoid."""
    return all(sense.relation == AVOIDED for sense in match.senses)


class Terms:
    """The terms of some glossaries, nearest first, ready to be matched."""

    def __init__(self, indexes: "Sequence[Index]") -> None:
        self._indexes = indexes
        self._leads: dict[str, tuple[Candidate, ...]] = {}
        self._entries: dict[tuple[int, int], Entry] = {}
        self._avoided: frozenset[str] | None = None
        self._judged: set[str] = set()  # words of texts
        self._openers: set[str] = set()  # those with which one to avoid may begin

    def avoided(self, blocks: "Iterable[Block]") -> "Iterator[Match]":
        """Yield what names nothing but a word to avoid; cheaper than ``matches`` where few blocks have such words."""
        if self._first_avoided():
            listed = [block for block in blocks if self._may_avoid(block.text)]
            yield from (match for match in self.matches(listed) if is_avoided(match))

    def _may_avoid(self, text: str) -> bool:
        """Tell whether a text has a word with which one to avoid begins."""
        found = set(_ASCII_WORD.findall(text.lower())) if text.isascii() else {word for word, _, _ in words(text)}
        if not found <= self._judged:
            self._judge(found - self._judged)
        return not self._openers.isdisjoint(found)

    def _judge(self, found: "set[str]") -> None:
        """Sort out of some words those with which one to avoid may begin."""
        if len(self._judged) > _KEPT:
            self._judged.clear()
        self._judged |= found
        first = self._first_avoided()
        self._openers |= {word for word in found if not first.isdisjoint((word, stem(word), *map(stem, verbs(word))))}

    def _first_avoided(self) -> frozenset[str]:
        """Return the words with which those to avoid begin."""
        if self._avoided is None:
            rows = (row for index in self._indexes for row in index.phrases([""]))
            self._avoided = frozenset(phrase.partition(" ")[0] for _, phrase, _, _ in rows)
        return self._avoided

    def senses(self, word: str) -> "tuple[Sense, ...]":
        """Return what one word of a text, as it stands there, may mean; nothing for a word to avoid."""
        found = words(word)
        if not found:
            return ()
        self._fetch([found])
        return (
            tuple(sense for sense in self._longest(word, found, 0)[1] if sense.relation != AVOIDED)
            if self._longest(word, found, 0)[0] == len(found)
            else ()
        )

    def matches(self, blocks: "Iterable[Block]") -> "Iterator[Match]":
        """Yield what names a term, or a word to avoid, in some blocks of prose; matches never overlap."""
        cut = [(block, words(block.text)) for block in blocks]
        self._fetch([found for _, found in cut])
        for block, found in cut:
            at = 0
            while at < len(found):
                count, senses = self._longest(block.text, found, at)
                if count:
                    yield Match(block, found[at][1], found[at + count - 1][2] + _tail(senses), senses)
                at += count or 1

    def _fetch(self, texts: "Sequence[Sequence[Word]]") -> None:
        """Look up what phrases the words of some texts may begin, all at once."""
        if len(self._leads) > _KEPT or len(self._entries) > _KEPT:
            self._leads.clear()
            self._entries.clear()
        single = {word for found in texts for word, _, _ in found}
        inflected = {stem(base) for word in single for base in verbs(word)} & self._first_avoided()
        self._look_up(single | {stem(word) for word in single} | inflected)
        begins = {word for word in single if any(relation == BEGINS for _, relation, _, _ in self._leads[word])}
        if begins:
            pairs = {
                (first, second)
                for found in texts
                for (first, _, _), (second, _, _) in itertools.pairwise(found)
                if first in begins
            }
            self._look_up({f"{first} {form}" for first, second in pairs for form in (second, stem(second))})

    def _look_up(self, leads: "set[str]") -> None:
        new = [lead for lead in leads if lead not in self._leads]
        found: dict[str, list[Candidate]] = {lead: [] for lead in new}
        for layer, index in enumerate(self._indexes if new else ()):
            for lead, phrase, relation, entry in index.phrases(new):
                found[lead].append((phrase, relation, layer, entry))
        self._leads.update((lead, tuple(rows)) for lead, rows in found.items())

    def _longest(self, text: str, found: "Sequence[Word]", at: int) -> "tuple[int, tuple[Sense, ...]]":
        """Return how many words from ``at`` on the longest match has, and what it may mean; 0 where none does."""
        word = found[at][0]
        best: dict[int, list[Candidate]] = {}
        leads = [word] if stem(word) == word else [word, stem(word)]
        if at + 1 < len(found) and any(row[1] == BEGINS for row in self._leads.get(word, ())):
            second = found[at + 1][0]
            leads += dict.fromkeys((f"{word} {second}", f"{word} {stem(second)}"))
        for lead in leads:
            for row in self._leads.get(lead, ()):
                if row[1] != BEGINS and (count := _begins(row[0], found, at)):
                    best.setdefault(count, []).append(row)
        for count in sorted(best, reverse=True):
            start, end = found[at][1], found[at + count - 1][2]
            if end - start > count * _LONGEST_GAP:
                continue
            senses = self._verified(text, start, end, best[count])
            if senses:
                return count, senses
        senses = self._verb(text, found[at])
        return (1, senses) if senses else (0, ())

    def _verb(self, text: str, word: "Word") -> "tuple[Sense, ...]":
        """Return what a verb form, as in ``whitelisted``, may mean: a single word to avoid for another single word."""
        senses = []
        bases = verbs(word[0])
        for base in dict.fromkeys(map(stem, bases)):
            for phrase, relation, layer, number in self._leads.get(base, ()):
                entry = self._entry(layer, number) if relation == AVOIDED and phrase == base else None
                if entry is None or not entry.name.isalpha():
                    continue
                written = text[word[1] : word[2]]
                surface = next((one.word for one in entry.avoid if _is_verb_of(one.word, written, entry.case)), "")
                if surface:
                    senses.append(Sense(entry, AVOIDED, surface, layer))
        return tuple(senses)

    def _verified(self, text: str, start: int, end: int, rows: "Sequence[Candidate]") -> "tuple[Sense, ...]":
        senses: dict[tuple[int, int], Sense] = {}
        for _phrase, relation, layer, number in sorted(set(rows), key=lambda row: (row[1], row[2], row[3])):
            entry = self._entry(layer, number)
            for surface in _surfaces(entry, relation):
                if (layer, number) not in senses and is_spelling(surface, text, start, end, entry.case, relation):
                    senses[layer, number] = Sense(entry, relation, surface, layer)
        return tuple(senses.values())

    def _entry(self, layer: int, number: int) -> "Entry":
        if (layer, number) not in self._entries:
            self._entries[layer, number] = self._indexes[layer].entries([number])[0]
        return self._entries[layer, number]


def _begins(phrase: str, found: "Sequence[Word]", at: int) -> int:
    """Return how many words the phrase has, where the words from ``at`` on are those; else 0."""
    parts = phrase.split(" ")
    count = len(parts)
    if at + count > len(found) or stem(found[at + count - 1][0]) != stem(parts[-1]):
        return 0
    return count if all(found[at + number][0] == parts[number] for number in range(count - 1)) else 0


def _surfaces(entry: "Entry", relation: int) -> "tuple[str, ...]":
    if relation == NAME:
        return (entry.name,)
    if relation == ALIAS:
        return entry.aliases
    if relation == FORM:
        return entry.forms
    if relation == EXPANSION:
        return (entry.expansion,) if entry.expansion else ()
    return tuple(one.word for one in entry.avoid)


def _tail(senses: "Sequence[Sense]") -> int:
    """Return how many signs behind its last word belong to a name: the two of C++."""
    match = _EDGES.match(senses[0].surface)
    return len(match[2]) if match and not senses[0].surface.endswith((".", ")")) else 0


def is_spelling(surface: str, text: str, start: int, end: int, case: str, relation: int) -> bool:
    """Tell whether ``text[start:end]`` is ``surface``, or an inflection of it, in capitals that may mean it."""
    edges = _EDGES.match(surface)
    head, tail = (edges[1], edges[2]) if edges else ("", "")
    if head or tail:
        if text[max(0, start - len(head)) : start] != head or not text.startswith(tail, end):
            return False
        surface = surface[len(head) : len(surface) - len(tail)]
    written = text[start:end]
    if written == surface:
        return True
    if is_initials(surface):
        return _is_initials_of(surface, written, case, relation)
    key, wanted = fold(written), fold(surface)
    if key != wanted and wanted not in inflections(key):
        return False
    if case == "loose" or relation == EXPANSION:
        return True
    common = _shared(written.lower(), surface.lower())
    if case == "strict":
        return written[:common] == surface[:common]
    if relation == AVOIDED and (surface.islower() or written.isupper()):
        return True
    return _may_mean(surface, written, common)


@lru_cache(maxsize=1 << 15)
def verbs(word: str) -> tuple[str, ...]:
    """Return what a folded word in -ed or -ing may be a form of, by the regular patterns of English.

    >>> verbs("whitelisted"), verbs("dropping"), verbs("copied"), verbs("red")
    (('whitelist', 'whiteliste'), ('dropp', 'droppe', 'drop'), ('copi', 'copie', 'copy'), ())
    """
    ending = next((one for one in ("ed", "ing") if word.endswith(one)), "")
    base = word[: -len(ending)] if ending else ""
    if len(base) < 3:
        return ()
    doubled = (base[:-1],) if base[-1] == base[-2] else ()
    return (base, base + "e", *doubled, *((base[:-1] + "y",) if ending == "ed" and base.endswith("i") else ()))


def _is_verb_of(surface: str, written: str, case: str) -> bool:
    if not surface.islower() or (case == "strict" and not written.islower()):
        return False
    return fold(surface) in verbs(fold(written))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def is_initials(surface: str) -> bool:
    """Tell whether a name is made of initials, so that its capitals are what it is known by: MIG, but not MLOps."""
    return has_initials(surface) and sum(map(str.islower, surface)) < 2


def _is_initials_of(surface: str, written: str, case: str, relation: int) -> bool:
    if written == surface + "s" or (relation == AVOIDED and written.lower() == surface.lower()):
        return True
    return case == "loose" and written.lower() in (surface.lower(), surface.lower() + "s")


def _may_mean(surface: str, written: str, common: int) -> bool:
    if any(map(str.isspace, surface)) or "-" in surface or written[:common] == surface[:common]:
        return True
    capitals = sum(map(str.isupper, surface))
    if capitals == 0:  # at the beginning of a sentence, or in a heading
        return written[0].isupper() and written[1:common] == surface[1:common]
    if capitals > 1:
        return len(surface) >= _MIXED
    return surface[0].isupper() and len(surface) >= _LONG
