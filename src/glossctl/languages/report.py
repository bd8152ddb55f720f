"""What a translation has, lacks, and was made from a text that has changed since; with that text where git has it."""

import re

from glossctl import toml
from glossctl.entries import Entry, Value
from glossctl.errors import FileError
from glossctl.files.slugs import ids, ids_of, place_of, places
from glossctl.files.versions import versions
from glossctl.fingerprint import fingerprint
from glossctl.languages import paired

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_TABLE = re.compile(r"^(?=\[\[(?:term|role|audience)\]\])", re.MULTILINE)
_VERSIONS = 500  # of a file that git is asked for


class Changed(Value):
    """An entry whose text has changed since it was translated: as it is ``now``, and was ``before`` where git knows."""

    id: str
    now: Entry
    before: Entry | None = None


class LanguageRow(Value):
    """How far a translation is, by the ids of the source's entries, in the order of its file.

    ``present`` are all that are translated; ``out_of_date`` those of them whose source has changed since, and
    ``without_of`` those that don't say what they were made from. ``missing`` are not translated, and ``orphans``
    translate nothing that is there. ``entries`` is the number of the source's, ``source`` its file.
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
        """Whether everything is translated from the text as it is."""
        return not (self.missing or self.out_of_date or self.without_of or self.orphans)


def compared(row: LanguageRow, sources: "Sequence[Entry]", translations: "Sequence[Entry]") -> LanguageRow:
    """Return ``row`` with what there is of a translation."""
    named = [id_ or ids_of(entry)[0] for id_, entry in zip(ids(sources), sources, strict=True)]
    pairs = paired(sources, translations)
    there = places(sources)
    twice = {id(entry) for entry in translations} - {id(entry) for entry in pairs.values()}
    orphans = [entry for entry in translations if id(entry) in twice or place_of(entry, there) is None]
    changed = [
        Changed(named[at], sources[at])
        for at in sorted(pairs)
        if pairs[at].of and pairs[at].of != fingerprint(sources[at])
    ]
    return row.replace(
        entries=len(sources),
        present=tuple(named[at] for at in sorted(pairs)),
        missing=tuple(id_ for at, id_ in enumerate(named) if at not in pairs),
        out_of_date=tuple(changed),
        without_of=tuple(named[at] for at in sorted(pairs) if not pairs[at].of),
        orphans=tuple(ids_of(entry)[0] for entry in orphans),
    )


def with_history(row: LanguageRow, translations: "Sequence[Entry]", known: "Mapping[str, Entry]") -> LanguageRow:
    """Return ``row`` with the texts that what is out of date was translated from: those ``known`` by fingerprint."""
    of = {id_: entry.of for entry in translations for id_ in ids_of(entry)}
    changed = (one.replace(before=known.get(of.get(one.id, ""))) for one in row.out_of_date)
    return row.replace(out_of_date=tuple(changed))


def earlier(path: str, wanted: "Collection[str]") -> dict[str, Entry]:
    """Return the entries with the ``wanted`` fingerprints in the versions of a glossary file that git has.

    Only tables that no version before had are parsed.
    """
    found: dict[str, Entry] = {}
    seen: set[str] = set()
    for _, text in versions(path, _VERSIONS) if wanted else ():
        for table in _TABLE.split(text.replace("\r\n", "\n"))[1:]:
            if table not in seen:
                seen.add(table)
                for entry in _entries(table):
                    found.setdefault(fingerprint(entry), entry)
        if found.keys() >= set(wanted):
            break
    return {mark: entry for mark, entry in found.items() if mark in wanted}


def _entries(table: str) -> "Iterable[Entry]":
    try:
        return toml.parse(table)[0].entries
    except FileError:
        return ()
