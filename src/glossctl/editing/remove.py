"""``remove``: take an entry out of the text of a glossary file and leave the rest byte for byte as it was."""

from glossctl import toml
from glossctl.editing.senses import chosen
from glossctl.errors import GlossctlError
from glossctl.toml import layout as toml_layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry
    from glossctl.toml.layout import Layout


def remove(text: str, name: str, sense: str | None = None, path: str = "<text>") -> "tuple[str, Entry | None]":
    """Return ``text`` without the entry called ``name``, and that entry; comments that touch its table go with it.

    If there is no such entry, returns ``text`` unchanged and None. ``sense`` is the full form or the number of one of
    several senses. Raises GlossctlError if several match, FileError if ``text`` isn't a valid glossary.
    """
    contents = toml.read(text, path)
    number = chosen(contents.entries, name, sense, path)
    if number is None:
        return text, None
    entry = contents.entries[number]
    before = sum(known.kind == entry.kind for known in contents.entries[:number])
    layout = toml_layout.scan(text)
    layout.refuse_value(entry.kind, path)
    table = layout.of(entry.kind)[before]
    result = _without(text, layout, layout.tables.index(table))
    if list(toml.read(result, path).entries) != [*contents.entries[:number], *contents.entries[number + 1 :]]:
        raise GlossctlError(f"{path}: can't remove from this layout; nothing was written")
    return result, entry


def _without(text: str, layout: "Layout", position: int) -> str:
    table = layout.tables[position]
    if position + 1 < len(layout.tables):
        return text[: table.own] + text[layout.tables[position + 1].start :]
    end = _content_end(text, table.own)
    if table.end == len(text) and not text.endswith("\n"):  # the file keeps its last line without a line end
        return text[:end].removesuffix("\n").removesuffix("\r")
    return text[:end] + text[table.end :]


def _content_end(text: str, end: int) -> int:
    """Return the offset where the blank lines before ``end`` begin."""
    while end:
        start = text.rfind("\n", 0, end - 1) + 1
        if text[start:end].strip():
            break
        end = start
    return end
