"""The canonical layout of a glossary file: values in, TOML out. ``format``, ``add`` and exports share it.

Owns how a value, an array, a definition and a table look; ``glossctl.editing.format`` places the comments.
"""

import unicodedata

from glossctl.entries import FILE_KEYS, KINDS
from glossctl.files.slugs import slug
from glossctl.text import fold, paragraphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossctl.entries import Avoid, CheckSettings, Contents, Entry, Header, Link

    Value = str | list[str]  # TOML source: of one value, or of the items of an array

WIDTH = 100  # columns on the screen
_TEXT_WIDTH = 96  # of a wrapped line: the closing quotes fit after the last one


def write(contents: "Contents") -> str:
    r"""Return ``contents`` as a glossary file: the header, then terms, roles and audiences, each in the order given.

    ``toml.read`` gives the same entries back, grouped by kind. TOML can't hold half a surrogate pair, which becomes
    U+FFFD.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))), end="")
    [glossary]
    name = "team"
    language = "en"
    <BLANKLINE>
    [[term]]
    name = "MIG"
    expansion = "Multi-Instance GPU"
    """
    grouped = sorted(contents.entries, key=lambda entry: KINDS.index(entry.kind))
    return "\n".join([header_table(contents.header), *map(entry_table, grouped)])


def ordered(entries: "Iterable[Entry]", header: "Header") -> "list[Entry]":
    """Return ``entries`` as ``format`` sorts them; entries with the same key keep their order."""
    return sorted(entries, key=lambda entry: sort_key(entry, header))


def sort_key(entry: "Entry", header: "Header") -> tuple[int, str]:
    """Return the sort key of an entry: kind, then folded name; in a translation kind, then id.

    So a translation has the same order in every language.
    """
    key = entry.id or slug(entry.name) if header.translates else fold(entry.name)
    return KINDS.index(entry.kind), key


def header_table(header: "Header") -> str:
    """Return the [glossary] table and, unless it is empty, [check]; each line ends with a line feed."""
    checking = check_values(header.check)
    return _table("[glossary]", header_values(header)) + ("\n" + _table("[check]", checking) if checking else "")


def entry_table(entry: "Entry") -> str:
    """Return the table of one entry; each line ends with a line feed."""
    return _table(f"[[{entry.kind}]]", entry_values(entry))


def _table(heading: str, values: "Mapping[str, Value]") -> str:
    return "".join(f"{line}\n" for line in (heading, *(assignment(key, value) for key, value in values.items())))


def header_values(header: "Header") -> "dict[str, Value]":
    """Return the TOML source of each key of a header that has a value, in canonical order."""
    return _nonempty(
        {
            "name": string(header.name),
            "title": header.title and string(header.title),
            "language": string(header.language),
            "translates": header.translates and string(header.translates),
            "tags": list(map(string, header.tags)),
            "see_also": list(map(link, header.see_also)),
        }
    )


def check_values(check: "CheckSettings") -> "dict[str, Value]":
    """Return the TOML source of each setting of ``check`` that has a value, in canonical order."""
    return _nonempty(
        {
            key: string(value) if isinstance(value, str) and value else [string(item) for item in value]
            for key, value in check._fields()
        }
    )


def entry_values(entry: "Entry") -> "dict[str, Value]":
    """Return the TOML source of each field of an entry that has a value, in canonical order."""
    named = ((key, getattr(entry, key)) for key in FILE_KEYS)
    return _nonempty({key: _source(key, value) for key, value in named if value or key == "name"})


def _source(key: str, value: "str | tuple[str | Avoid, ...] | None") -> "Value | None":
    """Return the TOML source of a field's value."""
    if isinstance(value, tuple):
        return [string(item) if isinstance(item, str) else avoid(item) for item in value]
    if key == "definition":
        return definition(value or "")
    return string(value or "") if value or key == "name" else None


def _nonempty(values: "Mapping[str, Value | None]") -> "dict[str, Value]":
    return {key: value for key, value in values.items() if value}


def assignment(key: str, value: "Value") -> str:
    r"""Return ``key = value``, an array on one line if it fits, else one item a line.

    >>> assignment("tags", ['"gpu"', '"gpu sharing"'])
    'tags = ["gpu", "gpu sharing"]'
    """
    if isinstance(value, str):
        return f"{key} = {value}"
    line = f"{key} = [{', '.join(value)}]"
    if columns(line) <= WIDTH:
        return line
    return "\n".join([f"{key} = [", *(f"  {source}," for source in value), "]"])


def link(value: "Link") -> str:
    """Return the inline table of a link."""
    return f"{{ title = {string(value.title)}, url = {string(value.url)} }}"


def avoid(value: "Avoid") -> str:
    """Return the inline table of a word to avoid."""
    reason = f", reason = {string(value.reason)}" if value.reason else ""
    return f"{{ word = {string(value.word)}{reason} }}"


def string(text: str) -> str:
    r"""Return ``text`` as a TOML string on one line.

    >>> print(string('say "hi"\n'))
    "say \"hi\"\n"
    """
    return f'"{_escaped(text, _ONE_LINE)}"'


def definition(text: str) -> str:
    """Return a definition as a TOML string: on one line if it fits after its key, else wrapped; "" for none."""
    parts = paragraphs(text)
    if not parts:
        return ""
    line = string(parts[0])
    if len(parts) == 1 and columns(f"definition = {line}") <= WIDTH:
        return line
    wrapped = ""
    for part in parts:
        separator = "\n" if not wrapped or _is_item(part, 0) else "\n\n"
        wrapped += separator + "\n".join(_escaped(line, _MULTI_LINE) for line in wrap(part))
    if wrapped.endswith('"'):
        wrapped = wrapped[:-1] + '\\"'
    return '"""' + wrapped.replace('"""', '""\\"') + '"""'


_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ISOLATES = range(0x2066, 0x206A)
_HIDDEN = {  # control characters, Unicode's line breaks, and characters that change the direction of text
    chr(code): f"\\u{code:04X}"
    for codes in (range(0x20), range(0x7F, 0xA0), (0x061C, 0x2028, 0x2029, 0xFEFF), range(0x202A, 0x202F), _ISOLATES)
    for code in codes
}
_MULTI_LINE = str.maketrans(_HIDDEN | _SHORT | {"\\": "\\\\"})
_ONE_LINE = _MULTI_LINE | {ord('"'): '\\"'}


def _escaped(text: str, escapes: "Mapping[int, str]") -> str:
    if text.isascii() and text.isprintable() and "\\" not in text and '"' not in text:
        return text
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(escapes)


def wrap(paragraph: str) -> list[str]:
    """Return a paragraph in lines of up to 96 columns that ``text.paragraphs`` joins to the same paragraph.

    Lines break only at a single space that joining restores, or between two wide characters, as East Asian text does,
    and never where the next line would read as a list item. Text without such a place stays on one long line.
    """
    lines, line, width = [], "", 0
    for space, piece in _pieces(paragraph):
        piece_width = columns(piece)
        if line and width + len(space) + piece_width > _TEXT_WIDTH:
            lines.append(line)
            line, width = piece, piece_width
        else:
            line += space + piece
            width += len(space) + piece_width
    return [*lines, line]


def _pieces(text: str) -> "Iterable[tuple[str, str]]":
    """Yield the unbreakable pieces of a paragraph, each with the space before it."""
    start, space = 0, ""
    marker_end = text.index(" ") + 1 if _is_item(text, 0) else 0  # a list marker stays with its first word
    for at in range(marker_end + 1, len(text)):
        if text[at] == " " and _may_break(text, at - 1, at + 1):
            yield space, text[start:at]
            start, space = at + 1, " "
        elif at > start and text[at] > "\u1100" and _may_break(text, at - 1, at):
            yield space, text[start:at]
            start, space = at, ""
    yield space, text[start:]


def _may_break(text: str, last: int, first: int) -> bool:
    """Tell whether a line may end at ``last`` and the next begin at ``first``."""
    before, after = text[last], text[first : first + 1]
    if not after or before.isspace() or after.isspace() or _is_item(text, first):
        return False
    wide = _is_wide(before) and _is_wide(after)
    if last + 1 < first:
        return not wide  # joining two wide characters adds no space
    return wide and before not in _OPENING and after not in _CLOSING


_OPENING = "（「『【〈《〔｛［“‘"
_CLOSING = "、。，．！？：；）」』】〉》〕｝］”’・ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ\u3099\u309a" + "".join(
    map(chr, range(0x1F3FB, 0x1F400))
)


def _is_item(text: str, at: int) -> bool:
    """Tell whether a line that begins at ``at`` would read as a list item (see ``text.paragraphs``)."""
    if text[at] not in "-*+" and not text[at].isdigit():
        return False
    marker, space, _ = text[at:].partition(" ")
    return bool(space) and (marker in ("-", "*", "+") or (marker[-1] in ".)" and marker[:-1].isdigit()))


def columns(text: str) -> int:
    """Return the columns ``text`` takes on a screen: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(2 if _is_wide(char) else unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in text)


def _is_wide(char: str) -> bool:
    return not char.isascii() and unicodedata.east_asian_width(char) in "WF"
