"""Look-ups in the reader's language: names in every language find an entry, which is shown in the reader's.

Names count in the reader's language first, then in the source's, then in any other, so a translation that nobody reads
isn't even opened. Notes say what had to be shown in another language.
"""

from glossctl.bcp47 import is_nearby, lookup, of_locale, same_language
from glossctl.define import senses
from glossctl.entries import Answer, Contents, Hits
from glossctl.errors import FileError
from glossctl.files.slugs import ids_of
from glossctl.languages import TranslatedLayer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from glossctl.entries import Entry, Header, Kind, Match
    from glossctl.index import Index

    Part = tuple[int, str, Index]  # layer, language ("" for the source's), index
    Concept = tuple[int, str]  # layer, id


class Languages:
    """The layers in all their languages, for a reader of ``wanted``, a tag or a locale; "" is any reader.

    ``files`` are the translations of each layer, by language; ``open_`` opens one. ``notes`` say which layers are shown
    in another language than ``wanted``: those that have it in another script and, if the reader asked for it
    (``is_explicit``), all others.
    """

    def __init__(
        self,
        sources: "Sequence[Index]",
        files: "Sequence[Mapping[str, str]]",
        wanted: str,
        is_explicit: bool,
        open_: "Callable[[str], Index]",
    ) -> None:
        self.wanted = of_locale(wanted)
        self.notes: list[str] = []
        self._open = open_
        self.layers = [self._layer(source, known, is_explicit) for source, known in zip(sources, files, strict=True)]
        self.is_plain = not any(translated.chosen for translated in self.layers)

    def _layer(self, source: "Index", files: "Mapping[str, str]", is_explicit: bool) -> TranslatedLayer:
        own, name = source.header.language, source.header.name
        chosen = lookup(self.wanted, (own, *files)) if self.wanted else own
        if chosen is None:
            near = [tag for tag in files if same_language(tag, self.wanted)]
            if near or same_language(own, self.wanted) or is_explicit:
                others = f"; there is {', '.join(near)}" if near else ""
                self.notes.append(f"{name} is not in {self.wanted}: shown in {own}{others}")
        elif self.wanted and chosen != own and is_nearby(self.wanted, chosen):
            self.notes.append(f"{name} is not in {self.wanted}: shown in {chosen}")
        return TranslatedLayer(
            source, files, chosen if chosen and chosen in files and chosen != own else "", self._opened
        )

    def _opened(self, path: str) -> "Index | None":
        try:
            return self._open(path)
        except FileError as error:
            self.notes.append(f"a translation is left out: {error.message}")
            return None

    def close(self) -> None:
        """Close the translations."""
        for translated in self.layers:
            translated.close()

    def answers(self, words: "Sequence[str]") -> "tuple[Answer, ...]":
        """Return the answer for ``words`` as one phrase when that names an entry, else one answer for each word."""
        if len(words) > 1 and (phrase := self.answer(" ".join(words))).entries:
            return (phrase,)
        return tuple(map(self.answer, words))

    def answer(self, query: str) -> Answer:
        """Return every sense that ``query`` names in any language, in the reader's language, without suggestions."""
        match, rows = self._senses(query, self._near())
        if not rows:
            match, rows = self._senses(query, self._far())
        return Answer(query, match, tuple(self._versions(rows)))

    def header(self, language: str) -> "Header | None":
        """Return the header of the nearest translation into a language; None if there is none."""
        indexes = (translated.index(language) for translated in self.layers if translated.chosen == language)
        return next((index.header for index in indexes if index), None)

    def near(self) -> "tuple[Index, ...]":
        """Return the indexes that are searched first, nearest layer first."""
        return tuple(index for *_, index in self._near())

    def _near(self) -> "list[Part]":
        """Return the indexes whose names count first: for each layer the reader's language, then the source's."""
        return [
            (layer, language, index)
            for layer, translated in enumerate(self.layers)
            for language in dict.fromkeys((translated.chosen, ""))
            if (index := translated.index(language))
        ]

    def _far(self) -> "list[Part]":
        return [
            (layer, language, index)
            for layer, translated in enumerate(self.layers)
            for language in sorted(translated.files)
            if language != translated.chosen and (index := translated.index(language))
        ]

    def _senses(self, query: str, parts: "Sequence[Part]") -> "tuple[Match | None, list[tuple[int, str, int, Entry]]]":
        match, rows = senses([index for *_, index in parts], query)
        return match, [(*parts[at][:2], number, entry) for at, number, entry in rows]

    def _versions(self, rows: "Iterable[tuple[int, str, int, Entry]]") -> "Iterator[Entry]":
        """Yield each concept once in the reader's language, then, if only another language matched, in that one.

        An orphaned translation is yielded as it is.
        """
        concepts: dict[Concept, dict[str, Entry]] = {}
        for layer, language, number, entry in rows:
            id_ = self.layers[layer].concept(language, entry, number)
            concepts.setdefault((layer, id_ or f"{language} {number}"), {}).setdefault(language, entry)
        for (layer, id_), matched in concepts.items():
            if " " in id_:  # an orphan: no id has a space
                yield from matched.values()
                continue
            translated = self.layers[layer]
            first = self._shown((layer, id_))
            if first:
                yield first
            other = None if translated.chosen in matched else translated.entry(next(iter(matched)), id_)
            if other and other != first:
                yield other

    def _shown(self, concept: "Concept") -> "Entry | None":
        layer, id_ = concept
        translated = self.layers[layer]
        return translated.entry(translated.chosen, id_) or translated.entry("", id_)

    def fallbacks(self, entries: "Iterable[Entry]") -> "list[str]":
        """Return a sentence for each layer whose translation for the reader lacks some of ``entries``."""
        lacking: dict[int, list[str]] = {}
        for entry in dict.fromkeys(entries):
            for layer, translated in enumerate(self.layers):
                header = translated.source.header
                if not translated.chosen or (entry.glossary, entry.language) != (header.name, header.language):
                    continue
                index = translated.index(translated.chosen)
                if index is None or all(index.named(id_) is None for id_ in ids_of(entry)):
                    lacking.setdefault(layer, []).append(entry.name)
        notes = []
        for layer, names in lacking.items():
            what = f'"{names[0]}" is' if len(names) == 1 else f"{len(names):,} entries are"
            translated = self.layers[layer]
            notes.append(f"{what} not in {translated.chosen} yet: shown in {translated.source.header.language}")
        return notes

    def entries(self, layer: int, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield the entries of a layer, or those of one kind, in the reader's language."""
        return self.layers[layer].every(kind)

    def search(self, query: str, limit: int, keep: "Callable[[Entry], bool] | None" = None) -> Hits:
        """Return up to ``limit`` hits in the reader's language, as ``ranking.search`` does; ``keep`` filters them.

        An entry that matches in several languages comes once, with its best score.
        """
        return self._search(query, limit, keep, self._near()) or self._search(query, limit, keep, self._far())

    def _search(self, query: str, limit: int, keep: "Callable[[Entry], bool] | None", parts: "Sequence[Part]") -> Hits:
        from glossctl.search import ranking  # loads RapidFuzz

        if not parts:
            return Hits()
        first: dict[Concept, Entry] = {}
        concepts: dict[tuple[int, int], Concept] = {}

        def is_new(at: int, number: int) -> bool:
            """Tell whether a candidate (best first) has a concept that is wanted and not found yet."""
            layer, language, index = parts[at]
            (entry,) = index.entries([number])
            id_ = self.layers[layer].concept(language, entry, number)
            concept = concepts[at, number] = (layer, id_ or f"{language} {number}")
            if concept in first or (keep and not keep(self._shown(concept) or entry)):
                return False
            first[concept] = entry
            return True

        rows, total = ranking.ranked([index for *_, index in parts], query, limit, is_new)
        hits = [hit.replace(entry=self._shown(concepts[at, number]) or hit.entry) for at, number, hit in rows]
        return Hits(hits, total)


def translations(
    sources: "Sequence[Index]", files: "Sequence[Mapping[str, str]]", open_: "Callable[[str], Index]"
) -> "Iterator[Contents]":
    """Yield the glossaries in each language there is: an entry for each of the sources', in their order."""
    for tag in sorted({tag for known in files for tag in known}):
        spoken = Languages(sources, files, tag, False, open_)
        if header := spoken.header(tag):
            entries = tuple(entry for layer in range(len(sources)) for entry in spoken.entries(layer))
            yield Contents(header.replace(language=tag), entries)
        spoken.close()
