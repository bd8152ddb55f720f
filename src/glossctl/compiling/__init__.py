"""Compiling a glossary file into the tables of its index; a big file in blocks, in several processes.

Owns writing the tables; ``index`` decides where the index is kept and whether it is fresh. Workers do the expensive
part (parsing, folding, stemming). This process numbers the entries before they are read, and inserts the rows.
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
from glossctl.index.storage import digest
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
    Part = tuple[list[Row], list[Row], list[Row], list[Row], list[Row], Any]  # one list a table, then search's part
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
_CACHE = -(128 << 10)  # KB of pages: keys arrive unsorted, and SQLite's default of 2 MB takes twice the time
_BATCH = 4000  # entries inserted at once
_BLOCKS_SHARE = 0.85  # of the reported progress


def compile_file(
    connection: "sqlite3.Connection",
    content: bytes,
    path: str,
    workers: int | None = 1,
    progress: "Progress | None" = None,
) -> None:
    """Write the tables of a glossary file with this UTF-8 ``content`` into an empty database.

    ``progress`` is called with the share done, from 0 to 1. ``workers`` processes share the work, for None as many as
    are worth starting; the tables are the same. Raises FileError with every fault of the file's shape.
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
    """Write the tables block by block. Returns False, with the database empty again, if that can't be done."""
    try:
        header, faults = toml_blocks.header(content, path)
        counts = toml_blocks.count(content)
        size = max(min(toml_blocks.BLOCK_BYTES, len(content) // (2 * workers)), BIG // 8)
        writer = IndexWriter(connection, header, counts)
        with closing(spread(prepare, _jobs(content, path, header, counts, size), workers)) as parts:
            for number, (block_faults, rows) in enumerate(parts, 1):
                faults += block_faults
                if not faults:
                    writer.add(rows)
                if progress:
                    progress(_BLOCKS_SHARE * min(number * size / len(content), 1))
    except UnsureError:
        connection.commit()
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DROP TABLE {name}")
        return False
    if faults:
        raise FileError(faults)
    writer.finish()
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
    """Return the faults of a block or, if it has none, its rows. Runs in a worker."""
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
    writer = IndexWriter(connection, contents.header, counts)
    numbered = enumerate(contents.entries)
    while batch := list(islice(numbered, _BATCH)):
        writer.add(part(batch))
    writer.finish()


def part(numbered: "Iterable[tuple[int, Entry]]") -> "Part":
    """Return the rows of numbered entries."""
    gathering = Gathering()
    entry_rows, key_rows, concept_rows, phrase_rows, stem_rows = [], [], [], [], []
    for number, entry in numbered:
        entry_rows.append((number, *row(entry)))
        key_rows += [(key, relation, number) for key, relation in keys(entry)]
        concept_rows += [(id_, int(id_ != ids[0]), number) for ids in (ids_of(entry),) for id_ in ids]
        phrase_rows += [(lead, phrase, relation, number) for lead, phrase, relation in phrases(entry)]
        stem_rows.append(gathering.add(number, entry))
    return entry_rows, key_rows, concept_rows, phrase_rows, stem_rows, gathering.packed()


class IndexWriter:
    """Writes the tables of one index."""

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
            "check": RECORD.join(
                joined(value) if isinstance(value, tuple) else value for value in _check_values(header)
            ),
            **{kind: str(counts[kind]) for kind in KINDS},
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        self._connection = connection
        self._gathered = Gathered()

    def add(self, part: "Part") -> None:
        """Insert the rows of some entries."""
        entry_rows, key_rows, concept_rows, phrase_rows, stem_rows, gathered = part
        placeholders = ", ".join("?" * (COLUMNS.count(",") + 2))
        self._connection.executemany(f"INSERT INTO entry VALUES ({placeholders})", entry_rows)  # noqa: S608 — question marks
        self._connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", key_rows)
        self._connection.executemany("INSERT OR IGNORE INTO concept VALUES (?, ?, ?)", concept_rows)
        self._connection.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?, ?, ?)", phrase_rows)
        self._connection.executemany("INSERT INTO stems VALUES (?, ?)", stem_rows)
        self._gathered.take(gathered)

    def finish(self) -> None:
        """Write the totals, which are known only at the end."""
        self._gathered.write(self._connection)
        self._connection.commit()


def _check_values(header: "Header") -> "list[str | tuple[str, ...]]":
    return [value for _, value in header.check._fields()]


def keys(entry: "Entry") -> "Iterator[tuple[str, int]]":
    """Yield each (key, relation) that finds an entry exactly; an audience's job titles count as aliases.

    A name may have several keys in the glossary's language.
    """
    texts = [(entry.name, NAME), *((text, ALIAS) for text in (*entry.aliases, *entry.titles))]
    texts += [(entry.expansion, EXPANSION)] if entry.expansion else []
    texts += ((text, FORM) for text in entry.forms)
    for text, relation in texts:
        for key in folds(text, entry.language):
            yield key, relation


def phrases(entry: "Entry") -> "Iterator[tuple[str, str, int]]":
    """Yield each (lead, phrase, relation) that finds an entry in documents; only terms are found there."""
    if entry.kind != "term":
        return
    texts = [(entry.name, NAME), *((text, ALIAS) for text in entry.aliases), *((text, FORM) for text in entry.forms)]
    texts += [(entry.expansion, EXPANSION)] if entry.expansion else []
    texts += [(avoid.word, AVOIDED) for avoid in entry.avoid]
    for text, relation in texts:
        phrase = documents.phrase(text)
        if not phrase:
            continue
        yield documents.lead(phrase), phrase, relation
        if " " in phrase:
            yield phrase.partition(" ")[0], "", BEGINS
        if relation == AVOIDED:
            yield "", phrase, relation
