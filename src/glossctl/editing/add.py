"""``add``: insert an entry into the text of a glossary file and leave the rest byte for byte as it was."""

from glossctl import toml
from glossctl.editing.senses import senses
from glossctl.entries import KINDS, LISTS, names_of
from glossctl.errors import GlossctlError
from glossctl.files.slugs import ids_of
from glossctl.text import fold, paragraphs
from glossctl.toml import layout as toml_layout
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents, Entry, Header
    from glossctl.toml.layout import Layout

_STRINGS = names_of("text", "optional", in_file=True)


def add(text: str, entry: "Entry", path: str = "<text>", another: bool = False) -> str:
    r"""Return ``text`` with ``entry`` added: in its place if the entries of its kind are sorted, else after them.

    ``another`` allows a further sense of an existing name. Raises GlossctlError for an entry that is invalid or exists
    already; FileError if ``text`` isn't a valid glossary. Line ends, and a last line without one, stay as they are.

    >>> import glossctl
    >>> glossctl.add("", glossctl.Entry("MIG", expansion="Multi-Instance GPU"))
    '[[term]]\nname = "MIG"\nexpansion = "Multi-Instance GPU"\n'
    """
    contents = toml.read(text, path)
    layout = toml_layout.scan(text)
    if contents.header.translates:  # before what the new text lacks: it has no place here anyway
        _refuse_translated(contents, entry, layout, text, path)
    entry = sound(entry, contents.header)
    layout.refuse_value(entry.kind, path)
    for known in senses(contents.entries, entry.name) if not contents.header.translates else ():
        _refuse_known(contents.entries[known], entry, _place_of(contents, known, layout, text, path), another)
    number = _place(contents, entry)
    result = _inserted(text, layout, entry, _position(layout, entry.kind, number))
    if list(toml.read(result, path).entries) != _expected(contents, entry, number):
        raise GlossctlError(f"{path}: can't add to this layout; nothing was written")
    return result


def sound(entry: "Entry", header: "Header") -> "Entry":
    """Return ``entry`` as it will be read back, its tags spelled as in the glossary's closed list.

    Raises GlossctlError for an entry without a name or without text, for characters that no glossary should hold, and
    for a tag that isn't in the list.
    """
    for field, value in _strings(entry):
        _check_characters(field, value, "\r\n\t" if field == "definition" else "")
    entry = _stripped(entry)
    if not fold(entry.name):
        raise GlossctlError("an entry needs a name")
    if not (entry.definition or entry.expansion or entry.mottos or entry.titles):
        reason = "no-translated-text" if header.translates else "no-text"
        about = (entry.name, header.language)
        raise GlossctlError(f'"{entry.name}" needs a definition or a full form', reason=reason, about=about)
    tags = tuple(_listed_tag(tag, header.tags) for tag in entry.tags) if header.tags else entry.tags
    return entry.replace(
        definition="\n\n".join(paragraphs(entry.definition)),
        tags=tags,
        glossary=header.name,
        language=header.language,
    )


def _strings(entry: "Entry") -> "Iterator[tuple[str, str]]":
    for field in _STRINGS:
        yield field, getattr(entry, field) or ""
    for field in LISTS:
        yield from ((field, value) for value in getattr(entry, field))


def _stripped(entry: "Entry") -> "Entry":
    changes: dict[str, object] = {field: (getattr(entry, field) or "").strip() for field in _STRINGS}
    for field in LISTS:
        changes[field] = tuple(value.strip() for value in getattr(entry, field) if value.strip())
    return entry.replace(**{**changes, "expansion": changes["expansion"] or None, "source": changes["source"] or None})


def _check_characters(field: str, value: str, allowed: str) -> None:
    for char in value:
        if char.isprintable() or char in allowed:
            continue
        if "\ud800" <= char <= "\udfff":
            raise GlossctlError(f"{field}: not UTF-8", "write it in UTF-8, or as it was meant")
        if char < " " or "\x7f" <= char < "\xa0" or char in "\u2028\u2029":
            raise GlossctlError(f"{field}: holds the control character U+{ord(char):04X}")


def _listed_tag(tag: str, known: tuple[str, ...]) -> str:
    for listed in known:
        if fold(listed) == fold(tag):
            return listed
    import difflib  # only for the message

    near = difflib.get_close_matches(fold(tag), [fold(listed) for listed in known], n=1, cutoff=0)
    nearest = next((listed for listed in known if fold(listed) in near), known[0])
    raise GlossctlError(
        f'unknown tag "{tag}"; the nearest in the glossary\'s list is "{nearest}"',
        "the list is tags under [glossary]; add it there first",
    )


def _refuse_translated(contents: "Contents", entry: "Entry", layout: "Layout", text: str, path: str) -> None:
    for at, known in enumerate(contents.entries):
        if ids_of(known)[0] == ids_of(entry)[0]:
            place = _place_of(contents, at, layout, text, path)
            raise GlossctlError(
                f'"{ids_of(entry)[0]}" is translated already, as "{known.name}" ({place})',
                reason="translation-exists",
                about=(known.name, path),
            )


def _refuse_known(known: "Entry", entry: "Entry", place: str, another: bool) -> None:
    same = fold(known.expansion or "") == fold(entry.expansion or "")
    if another and not (same and known.definition == entry.definition):
        return
    about = (known.name,)
    if same:
        full_form = f' as "{known.expansion}"' if known.expansion else ""
        reason = "sense-exists" if another else "entry-exists"
        raise GlossctlError(f'"{known.name}" is there already{full_form} ({place})', reason=reason, about=about)
    meaning = f'as "{known.expansion}"' if known.expansion else "without a full form"
    message = f'"{known.name}" is there already, {meaning} ({place})'
    raise GlossctlError(message, reason="name-exists", about=about)


def _place_of(contents: "Contents", number: int, layout: "Layout", text: str, path: str) -> str:
    kind = contents.entries[number].kind
    tables = layout.of(kind)
    before = sum(known.kind == kind for known in contents.entries[:number])
    return f"{path}:{tables[before].line(text)}" if tables else path


def _place(contents: "Contents", entry: "Entry") -> int:
    """Return how many entries of its kind come before ``entry``."""
    keys = [toml_write.sort_key(known, contents.header) for known in contents.entries if known.kind == entry.kind]
    own = toml_write.sort_key(entry, contents.header)
    if keys == sorted(keys):
        return sum(key <= own for key in keys)
    same = [number for number, key in enumerate(keys) if key == own]
    return same[-1] + 1 if same else len(keys)


def _position(layout: "Layout", kind: str, number: int) -> int:
    """Return the position of the new table in the file: after the tables of its kind, or of earlier kinds."""
    places = [place for place, table in enumerate(layout.tables) if table.path == (kind,)]
    if number < len(places):
        return places[number]
    if places:
        return places[-1] + 1
    before = ("glossary", *KINDS)[: KINDS.index(kind) + 1]
    return max((place for place, table in enumerate(layout.tables, 1) if table.path[0] in before), default=0)


def _inserted(text: str, layout: "Layout", entry: "Entry", position: int) -> str:
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    block = toml_write.entry_table(entry).replace("\n", newline)
    tables = layout.tables
    if position < len(tables):
        at = tables[position].start
        gap = text[tables[position - 1].end : at] if position else newline
        return text[:at] + block + gap + text[at:]
    at = layout.end
    if not at:
        return block + text
    if not text[:at].endswith("\n"):  # the file keeps its last line without a line end
        return text + newline * 2 + block.removesuffix(newline)
    return text[:at] + newline + block + text[at:]


def _expected(contents: "Contents", entry: "Entry", number: int) -> "list[Entry]":
    expected: list[Entry] = []
    for kind in KINDS:
        of_kind = [known for known in contents.entries if known.kind == kind]
        if kind == entry.kind:
            of_kind.insert(number, entry)
        expected += of_kind
    return expected
