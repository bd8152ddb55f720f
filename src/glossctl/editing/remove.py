"""``remove``: one entry out of the text of a glossary file, the rest of it as it was, byte for byte."""

from glossctl import toml
from glossctl.editing.senses import chosen
from glossctl.errors import GlossctlError
from glossctl.toml import layout as toml_layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry
    from glossctl.toml.layout import Layout


def remove(text: str, name: str, sense: str | None = None, path: str = "<text>") -> "tuple[str, Entry | None]":
    """Return ``text`` without the entry of ``name``, and that entry; the comments that touch its table go with it.

    Where no entry has the name, ``text`` comes back as it is, with None. ``sense`` is the full form, or the number,
    where a name has several senses. Raises GlossctlError where several are meant, FileError where ``text`` is no valid
    glossary.
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
    if table.end == len(text) and not text.endswith("\n"):  # a file without a last line end stays one
        return text[:end].removesuffix("\n").removesuffix("\r")
    return text[:end] + text[table.end :]


def _content_end(text: str, end: int) -> int:
    """Return where the blank lines before ``end`` begin."""
    while end:
        start = text.rfind("\n", 0, end - 1) + 1
        if text[start:end].strip():
            break
        end = start
    return end
