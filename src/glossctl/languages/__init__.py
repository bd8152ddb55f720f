"""A glossary and its translations, and each entry as a reader of a language sees it.

Owns pairing an entry with its translation (by ``slugs.ids``) and what a translation inherits. ``layers`` finds the
files; ``text.folds`` compares names in a language.
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
    """Return a translation with the fields it inherits from its source.

    It inherits every empty field among definition, tags, links, related terms, job titles, mottos, status and source;
    full form and case only if both have the same name. ``names`` maps the keys of related terms to their names in the
    language.
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
    """Return the translation of each source entry by its position; the first, if an entry has two."""
    source_places = places(sources)
    pairs: dict[int, Entry] = {}
    for translation in translations:
        if (place := place_of(translation, source_places)) is not None:
            pairs.setdefault(place, translation)
    return pairs


class TranslatedLayer:
    """A layer in all its languages: its source, and its translations, opened on demand.

    ``files`` are the translations' paths by language; ``chosen`` is the reader's language, "" for the source's.
    """

    def __init__(self, source: "Index", files: "Mapping[str, str]", chosen: str, opened: "Open") -> None:
        self.source = source
        self.files = files
        self.chosen = chosen
        self._open = opened
        self._indexes: dict[str, Index | None] = {}

    def index(self, language: str) -> "Index | None":
        """Return the index of a language; None if its file is broken or doesn't translate this glossary."""
        if not language:
            return self.source
        if language not in self._indexes:
            index = self._open(self.files[language])
            if index and not index.header.translates:  # an independent glossary, named like a translation
                index.close()
                index = None
            self._indexes[language] = index
        return self._indexes[language]

    def close(self) -> None:
        """Close the translations."""
        for index in filter(None, self._indexes.values()):
            index.close()

    def concept(self, language: str, entry: Entry, number: int) -> str:
        """Return the id of an entry found in a language; "" if the source has no entry with that id."""
        if language:
            return next((id_ for id_ in ids_of(entry) if self.source.named(id_) is not None), "")
        return next((id_ for id_ in ids_of(entry) if self.source.named(id_) == number), "")

    def entry(self, language: str, id_: str) -> Entry | None:
        """Return the entry with an id in a language, with the fields it inherits; None if there is none."""
        source = self._plain("", id_)
        if not language or source is None:
            return source
        translation = self._plain(language, id_)
        return translation and inherited(translation, source, self._related_names(language, source))

    def _plain(self, language: str, id_: str) -> Entry | None:
        index = self.index(language)
        number = index.named(id_) if index else None
        return index.entries([number])[0] if index and number is not None else None

    def _related_names(self, language: str, source: Entry) -> dict[str, str]:
        """Return the names of an entry's related terms in a language, by key."""
        names = {}
        for key in map(fold, source.related):
            for _, number in self.source.senses(key)[:1]:
                (entry,) = self.source.entries([number])
                translated = self._plain(language, self.concept("", entry, number))
                if translated and fold(entry.name) == key:
                    names[key] = translated.name
        return names

    def every(self, kind: "Kind | None" = None) -> "Iterator[Entry]":
        """Yield the entries of one kind, or all, in the order of the source.

        Entries are in the reader's language, untranslated ones in the source's.
        """
        index = self.index(self.chosen) if self.chosen else None
        if index is None:
            yield from self.source.all(kind)
            return
        sources = list(self.source.all())
        translations = paired(sources, list(index.all()))
        pairs = [(source, translations.get(place)) for place, source in enumerate(sources)]
        names = {fold(source.name): translation.name for source, translation in pairs if translation}
        for source, translation in pairs:
            if not kind or source.kind == kind:
                yield inherited(translation, source, names) if translation else source
