"""One concept, many languages: a glossary's translations beside it, and an entry as a reader of a language sees it.

Owns what pairs an entry with its translation (``slugs.ids``) and what a translation inherits. Which files are read is
``layers``'; how names of a language are compared is ``text.folds``'.
"""

from glossctl.entries import Entry
from glossctl.files.slugs import ids_of, place_of, places
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from glossctl.entries import Kind
    from glossctl.index import Index

    Open = Callable[[str], Index | None]  # from a path; None where the file is broken


def inherited(translation: Entry, source: Entry, names: "Mapping[str, str]") -> Entry:
    """Return a translation with what it takes over from its source.

    That is tags, links, related terms, job titles, mottos, case, status and source where it says none of its own, and
    the definition, too; the full form only for the same acronym. ``names`` are those of related terms in the language.
    """
    same_name = fold(translation.name) == fold(source.name)
    return translation.replace(
        kind=source.kind,
        expansion=translation.expansion or (source.expansion if same_name else None),
        definition=translation.definition or source.definition,
        tags=translation.tags or source.tags,
        related=translation.related or tuple(names.get(fold(name), name) for name in source.related),
        titles=translation.titles or source.titles,
        mottos=translation.mottos or source.mottos,
        links=translation.links or source.links,
        case=translation.case or (source.case if same_name else ""),
        status=translation.status or source.status,
        source=translation.source or source.source,
        glossary=source.glossary,
    )


def paired(sources: "Sequence[Entry]", translations: "Sequence[Entry]") -> dict[int, Entry]:
    """Return the translation of each source entry that has one, by its place; of two of one entry the first."""
    there = places(sources)
    found: dict[int, Entry] = {}
    for translation in translations:
        if (place := place_of(translation, there)) is not None:
            found.setdefault(place, translation)
    return found


class Spoken:
    """A layer in the languages it has: its source, and its translations, each opened when it is asked for.

    ``files`` are the translations' paths by language, ``chosen`` is the reader's, "" where that is the source's.
    """

    def __init__(self, source: "Index", files: "Mapping[str, str]", chosen: str, opened: "Open") -> None:
        self.source = source
        self.files = files
        self.chosen = chosen
        self._open = opened
        self._indexes: dict[str, Index | None] = {}

    def index(self, language: str) -> "Index | None":
        """Return the index of a language; None where its file is no translation of this glossary, or broken."""
        if not language:
            return self.source
        if language not in self._indexes:
            index = self._open(self.files[language])
            if index and not index.header.translates:  # a glossary of its own whose name looks like a translation's
                index.close()
                index = None
            self._indexes[language] = index
        return self._indexes[language]

    def close(self) -> None:
        """Let go of the translations."""
        for index in filter(None, self._indexes.values()):
            index.close()

    def concept(self, language: str, entry: Entry, number: int) -> str:
        """Return the id of an entry found in a language; "" where the glossary itself has none of that id."""
        if language:
            return next((id_ for id_ in ids_of(entry) if self.source.named(id_) is not None), "")
        return next((id_ for id_ in ids_of(entry) if self.source.named(id_) == number), "")

    def entry(self, language: str, id_: str) -> Entry | None:
        """Return the entry of an id in a language, with what it inherits; None where it isn't there."""
        source = self._plain("", id_)
        if not language or source is None:
            return source
        found = self._plain(language, id_)
        return found and inherited(found, source, self._related(language, source))

    def _plain(self, language: str, id_: str) -> Entry | None:
        index = self.index(language)
        number = index.named(id_) if index else None
        return index.entries([number])[0] if index and number is not None else None

    def _related(self, language: str, source: Entry) -> dict[str, str]:
        """Return the names in a language of what an entry is related to, by key."""
        names = {}
        for key in map(fold, source.related):
            for _, number in self.source.senses(key)[:1]:
                (entry,) = self.source.entries([number])
                translated = self._plain(language, self.concept("", entry, number))
                if translated and fold(entry.name) == key:
                    names[key] = translated.name
        return names

    def every(self, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield the entries in the reader's language, in the order of the source; those that it lacks in the source's.

        Of one kind, or of all.
        """
        index = self.index(self.chosen) if self.chosen else None
        if index is None:
            yield from self.source.all(kind)
            return
        sources = list(self.source.all())
        there = paired(sources, list(index.all()))
        pairs = [(source, there.get(place)) for place, source in enumerate(sources)]
        names = {fold(source.name): found.name for source, found in pairs if found}
        for source, found in pairs:
            if not kind or source.kind == kind:
                yield inherited(found, source, names) if found else source
