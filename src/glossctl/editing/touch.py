"""``languages --touch``: write the fingerprint of its source into entries of a translation, and nothing else."""

from glossctl import toml
from glossctl.entries import KINDS
from glossctl.errors import GlossctlError
from glossctl.files.fingerprint import fingerprint
from glossctl.files.slugs import ids, place_of, places
from glossctl.toml import layout as toml_layout
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from glossctl.entries import Entry
    from glossctl.toml.layout import TableSpan


def touch(text: str, sources: "Sequence[Entry]", touched: "Collection[str]", path: str = "<text>") -> str:
    """Return a translation's text with the current fingerprints of ``sources`` in the entries with ``touched`` ids.

    Raises FileError if ``text`` isn't a valid glossary, GlossctlError for a layout that can't be changed.
    """
    contents = toml.read(text, path)
    numbers, source_ids = places(sources), ids(sources)
    fingerprints = {}
    for at, entry in enumerate(contents.entries):
        number = place_of(entry, numbers)
        if number is not None and source_ids[number] in touched:
            fingerprints[at] = fingerprint(sources[number])
    layout = toml_layout.scan(text)
    tables: list[TableSpan] = []
    for kind in KINDS:
        if any(entry.kind == kind for entry in contents.entries):
            layout.refuse_value(kind, path)
            tables += layout.of(kind)
    result = text
    for at in sorted(fingerprints, key=lambda at: tables[at].heading, reverse=True):
        result = _with_fingerprint(result, tables[at], fingerprints[at])
    expected = [entry.replace(of=fingerprints.get(at, entry.of)) for at, entry in enumerate(contents.entries)]
    if list(toml.read(result, path).entries) != expected:
        raise GlossctlError(f"{path}: can't write fingerprints into this layout; nothing was written")
    return result


def _with_fingerprint(text: str, table: "TableSpan", mark: str) -> str:
    value = toml_write.string(mark)
    for statement in table.statements:
        if statement.key == ("of",):
            return text[: statement.value_start] + value + text[statement.value_end :]
    newline = "\r\n" if "\r\n" in text[table.own : table.end] else "\n"
    last = table.statements[-1]
    end = text.find("\n", last.value_end) + 1
    line = f"of = {value}"
    return text[:end] + line + newline + text[end:] if end else text + newline + line
