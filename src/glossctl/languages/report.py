"""The state of a translation: what is translated, missing or out of date, and the old source text if git has it."""

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError
from glossctl.files.fingerprint import fingerprint
from glossctl.files.slugs import ids, ids_of, place_of, places
from glossctl.files.versions import versions
from glossctl.languages import paired
from glossctl.toml.blocks import entry_tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from glossctl.entries import Layer
    from glossctl.index import Index

_VERSIONS = 500  # of a file requested from git


class Changed(Value):
    """An entry whose text changed after it was translated: ``now`` and, if git has it, ``before``."""

    id: str
    now: Entry
    before: Entry | None = None


class LanguageRow(Value):
    """How complete a translation is, by the ids of the source's entries, in the order of its file.

    ``present`` are translated; among them, ``out_of_date`` have a source that changed since, and ``without_of`` don't
    say which text they were made from. ``missing`` are not translated, and ``orphans`` have no source. ``entries`` is
    the number of source entries, ``source`` their file.
    """

    glossary: str
    language: str
    title: str
    path: str
    source: str
    entries: int
    present: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    out_of_date: tuple[Changed, ...] = ()
    without_of: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything is translated from the current text."""
        return not (self.missing or self.out_of_date or self.without_of or self.orphans)


def report(
    opened: "Iterable[tuple[Layer, Index]]",
    files: "Sequence[Mapping[str, str]]",
    open_: "Callable[[str], Index]",
    history: bool = False,
) -> tuple[LanguageRow, ...]:
    """Return a row for each translation of each layer, in their order; ``files`` are those of each layer by language.

    With ``history`` git is asked for the old source texts. Raises FileError for a translation that can't be read.
    """
    rows: list[LanguageRow] = []
    for (layer, source), known in zip(opened, files, strict=True):
        entries = list(source.all())
        pairs = []
        for tag, path in known.items():
            index = open_(path)
            header = index.header
            if header.translates:
                row = LanguageRow(source.header.name, tag, header.title, path, layer.path, 0)
                translations = list(index.all())
                pairs.append((compared(row, entries, translations), translations))
            index.close()
        outdated = {entry.of for row, translations in pairs if row.out_of_date for entry in translations if entry.of}
        texts = earlier(layer.path, outdated) if history and outdated else {}
        rows += [with_history(row, translations, texts) for row, translations in pairs]
    return tuple(rows)


def compared(row: LanguageRow, sources: "Sequence[Entry]", translations: "Sequence[Entry]") -> LanguageRow:
    """Return ``row`` filled from the entries of a source and its translation."""
    source_ids = [id_ or ids_of(entry)[0] for id_, entry in zip(ids(sources), sources, strict=True)]
    pairs = paired(sources, translations)
    source_places = places(sources)
    duplicates = {id(entry) for entry in translations} - {id(entry) for entry in pairs.values()}
    orphans = [entry for entry in translations if id(entry) in duplicates or place_of(entry, source_places) is None]
    changed = [
        Changed(source_ids[at], sources[at])
        for at in sorted(pairs)
        if pairs[at].of and pairs[at].of != fingerprint(sources[at])
    ]
    return row.replace(
        entries=len(sources),
        present=tuple(source_ids[at] for at in sorted(pairs)),
        missing=tuple(id_ for at, id_ in enumerate(source_ids) if at not in pairs),
        out_of_date=tuple(changed),
        without_of=tuple(source_ids[at] for at in sorted(pairs) if not pairs[at].of),
        orphans=tuple(ids_of(entry)[0] for entry in orphans),
    )


def with_history(row: LanguageRow, translations: "Sequence[Entry]", known: "Mapping[str, Entry]") -> LanguageRow:
    """Return ``row`` with the old source texts of what is out of date, if ``known`` has their fingerprints."""
    of = {id_: entry.of for entry in translations for id_ in ids_of(entry)}
    changed = (entry.replace(before=known.get(of.get(entry.id, ""))) for entry in row.out_of_date)
    return row.replace(out_of_date=tuple(changed))


def earlier(path: str, fingerprints: "Collection[str]") -> dict[str, Entry]:
    """Return the entries with these ``fingerprints`` from the versions of a glossary file in git.

    Tables that were in another version already are not parsed again.
    """
    entries: dict[str, Entry] = {}
    seen: set[str] = set()
    for _, text in versions(path, _VERSIONS) if fingerprints else ():
        for table in entry_tables(text.replace("\r\n", "\n")):
            if table not in seen:
                seen.add(table)
                for entry in _entries(table):
                    entries.setdefault(fingerprint(entry), entry)
        if entries.keys() >= set(fingerprints):
            break
    return {key: entry for key, entry in entries.items() if key in fingerprints}


def _entries(table: str) -> "Iterable[Entry]":
    try:
        return toml.parse(table)[0].entries
    except FileError:
        return ()
