"""From a glossary file to the tables of its index: read, check, write; a big file in blocks, by several processes.

Owns the writing side of the index's tables; where the index is kept, and whether it is fresh, is ``index``'s. A worker
does what an entry costs most (parsing, folding, stemming); this process numbers the blocks, so that every entry has its
place before it is read, and puts the rows in.
"""

from contextlib import closing
from itertools import islice

from glossctl import toml
from glossctl.documents import words as documents
from glossctl.entries import KINDS, Contents
from glossctl.errors import FileError
from glossctl.files.slugs import ids_of
from glossctl.index import (
    ALIAS,
    AVOIDED,
    BEGINS,
    COLUMNS,
    EXPANSION,
    FORM,
    NAME,
    RECORD,
    UNIT,
    joined,
    plain,
    row,
)
from glossctl.index.kept import digest
from glossctl.search.tables import Gathered, Gathering, begin
from glossctl.text import folds
from glossctl.toml import blocks as toml_blocks
from glossctl.toml.blocks import UnsureError
from glossctl.workers import spread, usable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from glossctl.entries import Entry, Header
    from glossctl.errors import Fault
    from glossctl.toml.blocks import Block

    Row = tuple[Any, ...]
    Part = tuple[list[Row], list[Row], list[Row], list[Row], list[Row], Any]  # a list a table; what search gathers
    Job = tuple[Block, str, Header, dict[str, int]]
    Progress = Callable[[float], None]

_TABLES = f"""
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry(number INTEGER PRIMARY KEY, {COLUMNS});
CREATE TABLE key(key TEXT, relation INTEGER, entry INTEGER, PRIMARY KEY(key, relation, entry)) WITHOUT ROWID;
CREATE TABLE concept(id TEXT, is_full INTEGER, entry INTEGER, PRIMARY KEY(id, is_full, entry)) WITHOUT ROWID;
CREATE TABLE phrase(
    lead TEXT, phrase TEXT, relation INTEGER, entry INTEGER, PRIMARY KEY(lead, phrase, relation, entry)
) WITHOUT ROWID;
"""

BIG = 2 << 20  # bytes; below it, starting a process takes longer than it saves
_CACHE = -(128 << 10)  # KB of pages: keys come in any order, and with SQLite's own 2 MB they take twice the time
_SOME = 4000  # entries put in together
_BLOCKS_SHARE = 0.85  # of the time, in the progress told


def compile_file(
    connection: "sqlite3.Connection",
    content: bytes,
    path: str,
    workers: int | None = 1,
    progress: "Progress | None" = None,
) -> None:
    """Write the tables of a glossary file with this UTF-8 ``content`` into an empty database.

    ``progress`` is told from 0 to 1 how much is done. ``workers`` processes do it, or as many as are worth it for None;
    the tables are the same. Raises FileError with every fault of the file's shape.
    """
    content_digest = digest(content)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if len(content) < BIG or not _compile_blocks(connection, content, path, workers or usable(), progress):
        fill(connection, toml.read(content.decode("utf-8"), path))
    connection.execute("INSERT INTO meta VALUES ('digest', ?)", (content_digest,))
    connection.commit()


def _compile_blocks(
    connection: "sqlite3.Connection", content: bytes, path: str, workers: int, progress: "Progress | None"
) -> bool:
    """Write the tables block by block; tell whether that could be done. If not, the database is empty again."""
    try:
        header, faults = toml_blocks.header(content, path)
        counts = toml_blocks.count(content)
        size = max(min(toml_blocks.BLOCK_BYTES, len(content) // (2 * workers)), BIG // 8)
        tables = _Tables(connection, header, counts)
        with closing(spread(prepare, _jobs(content, path, header, counts, size), workers)) as parts:
            for number, (found, rows) in enumerate(parts, 1):
                faults += found
                if not faults:
                    tables.take(rows)
                if progress:
                    progress(_BLOCKS_SHARE * min(number * size / len(content), 1))
    except UnsureError:
        connection.commit()
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DROP TABLE {name}")
        return False
    if faults:
        raise FileError(faults)
    tables.finish()
    if progress:
        progress(1.0)
    return True


def _jobs(content: bytes, path: str, header: "Header", counts: "Mapping[str, int]", size: int) -> "Iterator[Job]":
    firsts = _firsts(counts)
    for block in toml_blocks.cut(content, size):
        yield block, path, header, {kind: first + block.before[kind] for kind, first in firsts.items()}


def _firsts(counts: "Mapping[str, int]") -> dict[str, int]:
    """Return the number of the first entry of each kind: terms come first, then roles, then audiences."""
    firsts: dict[str, int] = {}
    number = 0
    for kind in KINDS:
        firsts[kind] = number
        number += counts[kind]
    return firsts


def prepare(job: "Job") -> "tuple[list[Fault], Part | None]":
    """Return the faults of a block and, where there is none, its rows: what a worker does."""
    block, path, header, firsts = job
    entries, faults = toml_blocks.read_block(block, path, header)
    if faults:
        return faults, None
    return [], part(pair for kind in KINDS for pair in enumerate(entries[kind], firsts[kind]))


def fill(connection: "sqlite3.Connection", contents: "Contents") -> None:
    """Write the tables of ``contents``, its entries grouped by kind, into an empty database."""
    counts: dict[str, int] = dict.fromkeys(KINDS, 0)
    for entry in contents.entries:
        counts[entry.kind] += 1
    tables = _Tables(connection, contents.header, counts)
    numbered = enumerate(contents.entries)
    while some := list(islice(numbered, _SOME)):
        tables.take(part(some))
    tables.finish()


def part(numbered: "Iterable[tuple[int, Entry]]") -> "Part":
    """Return the rows of some entries with their numbers."""
    gathering = Gathering()
    entries, keyed, named, phrased, stems = [], [], [], [], []
    for number, entry in numbered:
        entries.append((number, *row(entry)))
        keyed += [(key, relation, number) for key, relation in keys(entry)]
        named += [(id_, int(id_ != ids[0]), number) for ids in (ids_of(entry),) for id_ in ids]
        phrased += [(lead, phrase, relation, number) for lead, phrase, relation in phrases(entry)]
        stems.append(gathering.add(number, entry))
    return entries, keyed, named, phrased, stems, gathering.packed()


class _Tables:
    """The tables of one index, as they fill."""

    def __init__(self, connection: "sqlite3.Connection", header: "Header", counts: "Mapping[str, int]") -> None:
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        connection.executescript(_TABLES)
        begin(connection)
        meta: dict[str, str] = {
            "name": plain(header.name),
            "title": plain(header.title),
            "language": plain(header.language),
            "tags": joined(header.tags),
            "translates": plain(header.translates),
            "see_also": RECORD.join(UNIT.join((plain(link.title), plain(link.url))) for link in header.see_also),
            "check": RECORD.join(joined(value) if isinstance(value, tuple) else value for value in _checking(header)),
            **{kind: str(counts[kind]) for kind in KINDS},
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        self._connection = connection
        self._gathered = Gathered()

    def take(self, part: "Part") -> None:
        """Put in the rows of some entries."""
        entries, keyed, named, phrased, stems, gathered = part
        marks = ", ".join("?" * (COLUMNS.count(",") + 2))
        self._connection.executemany(f"INSERT INTO entry VALUES ({marks})", entries)  # noqa: S608 — question marks
        self._connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", keyed)
        self._connection.executemany("INSERT OR IGNORE INTO concept VALUES (?, ?, ?)", named)
        self._connection.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?, ?, ?)", phrased)
        self._connection.executemany("INSERT INTO stems VALUES (?, ?)", stems)
        self._gathered.take(gathered)

    def finish(self) -> None:
        """Write what is known only at the end."""
        self._gathered.write(self._connection)
        self._connection.commit()


def _checking(header: "Header") -> "list[str | tuple[str, ...]]":
    return [value for _, value in header.check._fields()]


def keys(entry: "Entry") -> "Iterator[tuple[str, int]]":
    """Yield the (key, relation) under which an entry is found exactly; an audience's job titles count as aliases.

    Keys are those of the glossary's language, so a name may have several.
    """
    named = [(entry.name, NAME), *((text, ALIAS) for text in (*entry.aliases, *entry.titles))]
    named += [(entry.expansion, EXPANSION)] if entry.expansion else []
    named += ((text, FORM) for text in entry.forms)
    for text, relation in named:
        for key in folds(text, entry.language):
            yield key, relation


def phrases(entry: "Entry") -> "Iterator[tuple[str, str, int]]":
    """Yield the (lead, phrase, relation) under which an entry is found in documents: only terms are."""
    if entry.kind != "term":
        return
    named = [(entry.name, NAME), *((text, ALIAS) for text in entry.aliases), *((text, FORM) for text in entry.forms)]
    named += [(entry.expansion, EXPANSION)] if entry.expansion else []
    named += [(one.word, AVOIDED) for one in entry.avoid]
    for text, relation in named:
        phrase = documents.phrase(text)
        if not phrase:
            continue
        yield documents.lead(phrase), phrase, relation
        if " " in phrase:
            yield phrase.partition(" ")[0], "", BEGINS
        if relation == AVOIDED:
            yield "", phrase, relation
