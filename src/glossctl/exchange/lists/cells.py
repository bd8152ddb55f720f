r"""Several values in one cell of a table, and back: what stands in a list's cell, whoever wrote it.

Values are parted by ``;`` or a line break, or, where neither is there, by commas; a backslash takes the meaning from a
separator behind it. Web addresses are parted by white space.
"""

import re

from glossctl.entries import Avoid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMA_LISTS = frozenset(("aliases", "tags", "related", "forms"))  # lists that people part with commas
_ESCAPE = re.compile(r"([\\;,])")
_ESCAPED = re.compile(r"\\([\\;,:\s])")
_SEMICOLONS = re.compile(r"((?:[^\\;\n]|\\.|\\\Z)*)[;\n]?", re.DOTALL)
_COMMAS = re.compile(r"((?:[^\\,]|\\.|\\\Z)*),?", re.DOTALL)
_TOKENS = re.compile(r"(?:\\.|\S)+", re.DOTALL)
_LINK_END = re.compile(r"(?<!\\)[,;|]+\Z")
_LINK_BRACKETS = re.compile(r"\A[<>]+|(?<!\\)[<>]+\Z")
_LINK_MARKS = re.compile(r"[\\\s]|\A[<>\-–—|,;]|[<>|,;](?=[<>|,;]*\Z)")  # what is no part of a foreign link
_LINK_ESCAPED = re.compile(r"\\([\\;,:<>|\-–—\s])")
_COLON = re.compile(r"((?:[^\\:]|\\.)*):(.*)", re.DOTALL)


def split(cell: str, field: str) -> list[str]:
    r"""Return the values in a list's cell.

    >>> split("GPU slice; MIG mode", "aliases"), split("gpu, sharing", "tags"), split(r"Acme\, Inc.", "aliases")
    (['GPU slice', 'MIG mode'], ['gpu', 'sharing'], ['Acme, Inc.'])
    """
    if "\\" not in cell:
        mark = ";" if ";" in cell or "\n" in cell else "," if field in _COMMA_LISTS else "\n"
        values = cell.replace("\n", mark).split(mark)
        return [value for value in map(str.strip, values) if value]
    values = _SEMICOLONS.findall(cell)
    if len([value for value in values if value.strip()]) < 2 and field in _COMMA_LISTS:
        values = _COMMAS.findall(cell)
    return [_ESCAPED.sub(r"\1", value.strip()) for value in values if value.strip()]


def join(values: "Sequence[str]") -> str:
    r"""Return the cell that ``split`` gives ``values`` back from.

    >>> join(["GPU", "a; b"]), join(["Acme, Inc."])
    ('GPU; a\\; b', 'Acme\\, Inc.')
    """
    if len(values) == 1:
        return _ESCAPE.sub(r"\\\1", values[0])
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split_links(cell: str) -> list[str]:
    """Return the addresses in a cell, parted by white space, perhaps with commas or semicolons behind them.

    >>> split_links("https://a.example, https://b.example")
    ['https://a.example', 'https://b.example']
    """
    tokens = _TOKENS.findall(cell)
    if len(tokens) > 1:
        tokens = [_LINK_END.sub("", token) for token in tokens]
    tokens = [_LINK_BRACKETS.sub("", token) for token in tokens if token.strip("<>-–—|,;")]
    return [_LINK_ESCAPED.sub(r"\1", token) if "\\" in token else token for token in tokens]


def join_links(links: "Iterable[str]") -> str:
    """Return the cell that ``split_links`` gives ``links`` back from."""
    return " ".join(_LINK_MARKS.sub(r"\\\g<0>", link) for link in links)


def split_avoid(cell: str) -> list[Avoid]:
    """Return the words to avoid in a cell: ``word: reason; word``.

    >>> split_avoid("master: inclusive language; slave")
    [Avoid(word='master', reason='inclusive language'), Avoid(word='slave')]
    """
    found = []
    for value in _SEMICOLONS.findall(cell):
        parts = _COLON.fullmatch(value)
        word, reason = parts.groups() if parts else (value, "")
        if word.strip():
            found.append(Avoid(_ESCAPED.sub(r"\1", word.strip()), _ESCAPED.sub(r"\1", reason.strip())))
    return found


def join_avoid(words: "Iterable[Avoid]") -> str:
    """Return the cell that ``split_avoid`` gives ``words`` back from."""
    return "; ".join(
        _unless(item.word, ":;") + (f": {_unless(item.reason, ';')}" if item.reason else "") for item in words
    )


def _unless(text: str, marks: str) -> str:
    text = text.replace("\\", "\\\\")
    for mark in marks:
        text = text.replace(mark, f"\\{mark}")
    return text
