"""One document as ``explain`` and ``check`` read it: its acronyms, what it expands itself, and the glossary's terms."""

import re
from collections import Counter
from functools import cached_property

from glossctl.documents import senses as meaning
from glossctl.documents.capitals import acronyms
from glossctl.documents.definitions import definitions, singular
from glossctl.documents.matching import is_avoided
from glossctl.index import AVOIDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from glossctl.documents.capitals import Occurrence
    from glossctl.documents.definitions import Definition
    from glossctl.documents.matching import Match, Terms
    from glossctl.entries import Entry
    from glossctl.syntax.spans import Block, Prose


class Reading:
    """The prose of a document, held against the terms of some glossaries. Each part is worked out when asked for."""

    def __init__(self, prose: "Prose", terms: "Terms", known: "Collection[str]" = ()) -> None:
        self.prose = prose
        self.terms = terms
        self.known = known
        self._senses: dict[str, tuple[Entry, ...]] = {}

    @cached_property
    def definitions(self) -> "list[Definition]":
        """What the document expands itself, each place of it, in order."""
        return definitions(self.prose)

    @cached_property
    def own(self) -> "Mapping[str, list[str]]":
        """The full forms that the document gives each acronym, the commonest first."""
        counts: dict[str, Counter[str]] = {}
        shown: dict[str, dict[str, str]] = {}
        for definition in self.definitions:
            key = " ".join(definition.expansion.lower().split())
            counts.setdefault(definition.acronym, Counter())[key] += 1
            form = " ".join(definition.expansion.split())
            shown.setdefault(definition.acronym, {}).setdefault(key, form)
        return {acronym: [shown[acronym][key] for key, _ in forms.most_common()] for acronym, forms in counts.items()}

    @cached_property
    def occurrences(self) -> "list[Occurrence]":
        """The acronyms in the prose that not everybody knows, in order."""
        return list(acronyms(self.prose, self.known))

    @cached_property
    def matches(self) -> "list[Match]":
        """What names a term of the glossary, or a word to avoid, in order."""
        return list(self.terms.matches(self.prose.blocks))

    @cached_property
    def avoided(self) -> "list[Match]":
        """What names nothing but a word to avoid, in order."""
        if "matches" in self.__dict__:
            return [match for match in self.matches if is_avoided(match)]
        return list(self.terms.avoided(self.prose.blocks))

    def unexplained(self) -> "Iterator[Occurrence]":
        """Yield the acronyms that neither the document nor the glossary explains; XL is explained within SKOS-XL."""
        rest = [
            occurrence
            for occurrence in self.occurrences
            if occurrence.acronym not in self.own and not self.senses(occurrence.acronym)
        ]
        if not rest:
            return
        blocks = {occurrence.block.number: occurrence.block for occurrence in rest}
        named: dict[int, list[tuple[int, int]]] = {}
        for match in self.matches if "matches" in self.__dict__ else self.terms.matches(blocks.values()):
            if not is_avoided(match):
                named.setdefault(match.block.number, []).append((match.start, match.end))
        for occurrence in rest:
            if not any(start <= occurrence.start < end for start, end in named.get(occurrence.block.number, ())):
                yield occurrence

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The acronyms that the document expands as none of the glossary's senses does."""
        return frozenset(acronym for acronym in self.own if self.contradicted(acronym))

    def defined_in(self, block: "Block") -> "Sequence[Definition]":
        """Return the definitions whose full form stands in a block."""
        return self._by_block.get(block.number, ())

    @cached_property
    def _by_block(self) -> "Mapping[int, list[Definition]]":
        found: dict[int, list[Definition]] = {}
        for definition in self.definitions:
            found.setdefault(definition.block, []).append(definition)
        return found

    def senses(self, acronym: str) -> "tuple[Entry, ...]":
        """Return the entries of the glossary that an acronym names."""
        if acronym not in self._senses:
            self._senses[acronym] = tuple(sense.entry for sense in self.terms.senses(acronym))
        return self._senses[acronym]

    def contradicted(self, acronym: str) -> "tuple[Entry, ...]":
        """Return the senses that have full forms, where the document's own is none of them; else nothing."""
        spelled = tuple(entry for entry in self.senses(acronym) if meaning.full_forms(entry))
        if not spelled or len(spelled) < len(self.senses(acronym)):
            return ()
        return () if meaning.expanded(spelled, self.own.get(acronym, ())) else spelled

    def uses(self, words: "Collection[str]") -> "dict[str, list[tuple[Block, int, int]]]":
        """Return where each of some acronyms stands in the prose, with a plural s or without."""
        found: dict[str, list[tuple[Block, int, int]]] = {word: [] for word in words}
        if not found:
            return found
        listed = "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
        pattern = re.compile(rf"(?<![^\W_])(?:{listed})s?(?![^\W_])")
        for block in self.prose.blocks:
            for match in pattern.finditer(block.text):
                word = match[0] if match[0] in found else singular(match[0])
                if word in found:
                    found[word].append((block, *match.span()))
        return found

    def place(self, block: "Block", start: int, end: int) -> "tuple[int, int]":
        """Return line and column in the document of a part of a block's text."""
        return self.prose.place(block.place(start, end)[0])


def entries(match: "Match") -> "Sequence[Entry]":
    """Return the entries that a match may mean, words to avoid aside."""
    return [sense.entry for sense in match.senses if sense.relation != AVOIDED]
