"""``format``: sort a glossary file and lay it out, keeping each comment with what it is about."""

from glossctl import toml
from glossctl.editing.mending import mended
from glossctl.entries import FILE_KEYS, KINDS, Avoid, Contents, Entry, Link
from glossctl.errors import GlossctlError
from glossctl.toml import layout as toml_layout
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from glossctl.toml.layout import Layout, Statement, TableSpan
    from glossctl.toml.write import Value

    Row = tuple[str, str]  # one or more lines of TOML, and the comment after them

_MOST_ALIGNED = 60  # columns: comments after longer lines are not aligned


def format(text: str, path: str = "<text>") -> str:  # noqa: A001 — a verb has one name everywhere
    r"""Return ``text`` sorted and in the canonical layout; doing it again changes nothing.

    No entry changes, and comments stay with their entry, key or item. Raises FileError if ``text`` isn't a valid
    glossary, GlossctlError if a comment would be lost.

    >>> import glossctl
    >>> glossctl.format("[[term]]\nname='MIG'\n")
    '[[term]]\nname = "MIG"\n'
    """
    return _laid_out(text, path, lambda contents: contents)


def mend(text: str, path: str = "<text>") -> str:
    """Return ``text`` as ``format`` does, its values mended; lists with comments are left to a person. Raises alike."""
    return _laid_out(text, path, mended)


def _laid_out(text: str, path: str, change: "Callable[[Contents], Contents]") -> str:
    contents = change(toml.read(text, path))
    plain = text.replace("\r\n", "\n")
    result = _render(toml_layout.scan(plain), contents, plain, path)
    if "\n#:schema" in plain:  # a directive that moved to the top with its entry now belongs to the file
        result = _render(toml_layout.scan(result), toml.read(result, path), result, path)
    after = change(toml.read(result, path))
    if after.header != contents.header or list(after.entries) != toml_write.ordered(contents.entries, contents.header):
        raise GlossctlError(f"{path}: laying it out would change an entry; nothing was written")
    crlf = text.count("\r\n")
    return result.replace("\n", "\r\n") if crlf * 2 > text.count("\n") else result


def _render(layout: "Layout", contents: Contents, text: str, path: str) -> str:
    _refuse_comments_above(layout, text, path)
    keys = tuple(toml.document(text, path)["glossary"]) if any(row.key[0] == "glossary" for row in layout.root) else ()
    preamble = layout.preamble
    if layout.root and layout.root[0].comments:
        preamble = [layout.root[0].comments]
    chunks = ["".join(f"{line}\n" for line in block) for block in preamble]
    values = toml_write.header_values(contents.header)
    if keys:
        chunks.append(_plain_table("[glossary]", {key: value for key, value in values.items() if key in keys}))
    for table in layout.of("glossary"):
        present = _keys(table)
        values = {key: value for key, value in values.items() if key in present}
        chunks.append(_table(text, table, "[glossary]", values, toml.HEADER_KEYS))
    checking = toml_write.check_values(contents.header.check)
    chunks += (_table(text, table, "[check]", checking, toml.CHECK_KEYS) for table in layout.of("check"))
    rows = sorted(_entries(layout, contents, text), key=lambda row: toml_write.sort_key(row[0], contents.header))
    chunks += (chunk for _, chunk in rows)
    chunks += ["".join(f"{line}\n" for line in block) for block in layout.footer]
    return "\n".join(chunks)


def _entries(layout: "Layout", contents: Contents, text: str) -> "Iterable[tuple[Entry, str]]":
    """Yield each entry with its table, rendered."""
    for kind in KINDS:
        entries = [entry for entry in contents.entries if entry.kind == kind]
        tables = layout.of(kind)
        if not tables:  # an inline list, without comments
            yield from ((entry, toml_write.entry_table(entry)) for entry in entries)
        for entry, table in zip(entries, tables, strict=bool(tables)) if tables else ():
            values = toml_write.entry_values(entry)
            yield entry, _table(text, table, f"[[{kind}]]", values, FILE_KEYS)


def _refuse_comments_above(layout: "Layout", text: str, path: str) -> None:
    """Refuse comments in keys above the tables (``term = [...]``), whose items become tables of their own."""
    for number, row in enumerate(layout.root):
        source = text[row.value_start : row.value_end]
        if row.note or (number and row.comments) or (source[:1] in "[{" and _has_comment(source)):
            line = text.count("\n", 0, row.start) + 1
            raise GlossctlError(
                f"{path}:{line}: can't keep the comments of {row.key[0]} written as a value",
                f"write it as {'[glossary]' if row.key[0] == 'glossary' else f'[[{row.key[0]}]]'} tables",
            )


def _has_comment(source: str) -> bool:
    items, after = toml_layout.items(source)
    return bool(after) or any(item.comments or item.note for item in items)


def _keys(table: "TableSpan") -> set[str]:
    return {statement.key[0] for statement in table.statements} | {subtable.path[1] for subtable in table.tables}


def _plain_table(heading: str, values: "Mapping[str, Value]") -> str:
    return "".join(f"{line}\n" for line in (heading, *(toml_write.assignment(*pair) for pair in values.items())))


def _table(text: str, table: "TableSpan", heading: str, values: "Mapping[str, Value]", order: tuple[str, ...]) -> str:
    lines: list[str] = []
    for block in table.apart:
        lines += [*block, ""]
    lines += [*table.comments, f"{heading} {table.note}" if table.note else heading]
    rows: list[Row] = []
    written = {statement.key[0]: statement for statement in table.statements}
    for key in order:
        subtables = [subtable for subtable in table.tables if subtable.path[1] == key]
        if subtables:
            rows.append((_from_subtables(key, subtables, values[key]), ""))
        elif key in written:
            rows += _statement(text, written[key], values.get(key))
        elif key in values:
            rows.append((toml_write.assignment(key, values[key]), ""))
    return "".join(f"{line}\n" for line in [*lines, *_aligned(rows), *table.after])


def _statement(text: str, statement: "Statement", value: "Value | None") -> "list[Row]":
    """Return the rows of a key: its comments, then the key with its value; none if all of that is empty."""
    key = statement.key[0]
    source = text[statement.value_start : statement.value_end]
    commented = source.startswith("[") and "#" in source and _has_comment(source)
    if not value and not commented and not statement.comments and not statement.note:
        return []
    if commented:
        source_line = _commented_array(key, source)
    else:
        source_line = toml_write.assignment(key, value or ("[]" if source.startswith("[") else '""'))
    return [*((line, "") for line in statement.comments), (source_line, statement.note)]


def _commented_array(key: str, source: str) -> str:
    items, after = toml_layout.items(source)
    rows: list[Row] = []
    for item in items:
        canonical = _item(key, toml.document(f"item = {item.source}", "")["item"])
        rows += ((f"  {line}", "") for line in item.comments)
        if canonical != '""' or item.note:
            rows.append((f"  {canonical},", item.note))
    return "\n".join([f"{key} = [", *_aligned(rows), *(f"  {line}" for line in after), "]"])


def _item(key: str, value: "Any") -> str:
    if key == "avoid":
        return toml_write.avoid(_avoid(value))
    if key == "see_also":
        return toml_write.link(Link(value.get("title", value["url"]), value["url"]))
    return toml_write.string(value.strip())


def _avoid(value: "Any") -> Avoid:
    if isinstance(value, str):
        return Avoid(value.strip())
    return Avoid(value["word"].strip(), value.get("reason", "").strip())


def _from_subtables(key: str, tables: "list[TableSpan]", value: "Value") -> str:
    """Return an entry's subtables (``[[term.avoid]]``) as an array, with the comments of each above its item."""
    comments = [_comments(table) for table in tables]
    if not any(comments):
        return toml_write.assignment(key, value)
    rows = [[*(f"  {line}" for line in lines), f"  {source},"] for lines, source in zip(comments, value, strict=True)]
    return "\n".join([f"{key} = [", *(line for row in rows for line in row), "]"])


def _comments(table: "TableSpan") -> list[str]:
    lines = [*table.comments, table.note]
    for statement in table.statements:
        lines += [*statement.comments, statement.note]
    return [line for line in (*lines, *table.after) if line]


def _aligned(rows: "Iterable[Row]") -> list[str]:
    """Return rows as lines, with the comments after neighbouring short lines aligned."""
    lines: list[str] = []
    run: list[Row] = []
    for row in (*rows, ("", "")):
        code, note = row
        if note and "\n" not in code and toml_write.columns(code) <= _MOST_ALIGNED:
            run.append(row)
            continue
        widest = max((toml_write.columns(code) for code, _ in run), default=0)
        lines += (code + " " * (widest - toml_write.columns(code) + 1) + note for code, note in run)
        run = []
        lines.append(f"{code} {note}" if note else code)
    return lines[:-1]
