r"""LaTeX's commands and arguments, cut from a source, and its text as plain text. Nothing is run or included.

Source: L. Lamport, LaTeX; the manuals of glossaries, acro, acronym and nomencl for what their commands mean.
"""

import re

from glossctl.entries import Value
from glossctl.syntax.latex_names import SYMBOLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_COMMAND = re.compile(r"\\([A-Za-z@]+)\*?")
_KEY = re.compile(r"\s*([\w-]+)\s*=\s*")
_DEPTH = 60
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", "c": "\u0327"}
_ACCENTED = re.compile(r"\\(?:(['`^\"~=])\s*\{?\\?([A-Za-z])\}?|c\{([A-Za-z])\})")
_GREEK_NAMES = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega
Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
"""
_GREEK = dict(
    zip(_GREEK_NAMES.split(), "αβγδεζηθικλ\u00b5νξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ", strict=True)
)  # "\\mu" is mostly micro
_MATHS = {
    "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "~", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "sum": "∑", "degree": "°",
}  # fmt: skip
_LETTERS = {
    **SYMBOLS, **_GREEK, **_MATHS, "i": "i", "j": "j", "par": "\n\n", "textasciicircum": "^", "textmu": "\u00b5",
    "textohm": "Ω", "enspace": " ", "item": "\n- ", "and": " ", "lbrace": "{", "rbrace": "}", "textbraceleft": "{",
    "textbraceright": "}", "textdollar": "$", "textnumero": "№",
}  # fmt: skip
_DROPPED = frozenset(
    [
        "label",
        "cite",
        "citep",
        "citet",
        "footnote",
        "index",
        "vspace",
        "hspace",
        "ref",
        "pageref",
        "glsadd",
        "footcite",
        "nocite",
        "xspace",
    ]
)
_DROPPED_BEGINNINGS = ("cite", "parencite", "textcite")
_TERMS = frozenset(
    [
        "gls",
        "Gls",
        "glspl",
        "Glspl",
        "glslink",
        "glsdisp",
        "acrshort",
        "acrlong",
        "acrfull",
        "ac",
        "acs",
        "acl",
        "acf",
        "acp",
        "glsentryname",
        "glsxtrshort",
    ]
)


class Command(Value):
    """A command with its arguments, as they are written: those in brackets and those in braces, and its line."""

    name: str
    options: tuple[str, ...]
    arguments: tuple[str, ...]
    line: int


def uncommented(source: str) -> str:
    """Return a source without its comments, line for line."""
    return "\n".join(_COMMENT.sub(r"\1", line) for line in re.split(r"\r\n|\r|\n", source))


def commands(source: str, names: "frozenset[str]") -> "Iterator[Command]":
    """Yield the commands of these names in a source without comments, with all arguments that follow each."""
    at = 0
    while found := _COMMAND.search(source, at):
        at = found.end()
        if found[1] not in names:
            continue
        options: list[str] = []
        arguments: list[str] = []
        while (argument := _argument(source, at)) is not None:
            text, at, is_option = argument
            (options if is_option else arguments).append(text)
        yield Command(found[1], tuple(options), tuple(arguments), source.count("\n", 0, found.start()) + 1)


def _argument(source: str, at: int) -> tuple[str, int, bool] | None:
    """Return the argument that begins at a place, where it ends, and whether it stands in brackets; None for none."""
    start = at
    while start < len(source) and source[start].isspace():
        if source.startswith("\n\n", start):
            return None
        start += 1
    if start >= len(source) or source[start] not in "{[":
        return None
    end = closing(source, start)
    return (source[start + 1 : end], end + 1, source[start] == "[") if end > 0 else None


def closing(source: str, start: int) -> int:
    """Return where the brace or bracket at ``start`` closes; -1 where it never does."""
    opening = source[start]
    shut = {"{": "}", "[": "]"}[opening]
    depth = braces = 0
    at = start
    while at < len(source):
        char = source[at]
        if char == "\\":
            at += 1
        elif opening == "[" and char in "{}":
            braces += 1 if char == "{" else -1
        elif char == opening and not braces:
            depth += 1
        elif char == shut and not braces:
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def keys(text: str) -> dict[str, str]:
    """Return the values of a list of keys, without the braces around them.

    >>> keys("name={R, S}, description = a thing")
    {'name': 'R, S', 'description': 'a thing'}
    """
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        key = _KEY.match(text, at)
        end = key.end() if key else at
        while end < len(text) and text[end] != ",":
            if text[end] == "{" and (close := closing(text, end)) > 0:
                end = close
            end += 2 if text[end] == "\\" else 1
        if key:
            value = text[key.end() : end].strip()
            if value.startswith("{") and closing(value, 0) == len(value) - 1:
                value = value[1:-1]
            found.setdefault(key[1].lower(), value.strip())
        at = end + 1
    return found


def plain(source: str, named: "Callable[[str], str]" = str, depth: int = 0) -> tuple[str, list[str], list[str]]:
    r"""Return the text of a piece of LaTeX, the addresses in it, and the labels of the terms it refers to.

    ``named`` gives the text of a term by its label.

    >>> plain(r"\textbf{R\&D} --- see \url{https://a.example}, \gls{x}")
    ('R&D — see https://a.example, x', ['https://a.example'], ['x'])
    """
    links: list[str] = []
    terms: list[str] = []
    parts: list[str] = []
    source = _ACCENTED.sub(_accented, source)
    at = 0
    while found := _COMMAND.search(source, at):
        parts.append(_unescaped(source[at : found.start()]))
        at = found.end()
        name = found[1]
        arguments: list[str] = []
        while name not in _LETTERS and (argument := _argument(source, at)) is not None:
            if not argument[2]:
                arguments.append(argument[0])
            at = argument[1]
        if name in _LETTERS:
            if source.startswith("{}", at):
                at += 2
            elif _LETTERS[name].isalpha() and at < len(source) and source[at].isspace():
                at += 1
        parts.append(_said(name, arguments, named, links, terms, depth))
    parts.append(_unescaped(source[at:]))
    text = "".join(parts)
    text = re.sub(r"[ \t]*\n[ \t]*\n\s*", "\n\n", text)
    return re.sub(r"(?<!\n)\n(?![\n-])|[ \t]+", " ", text).strip(), links, terms


def _accented(found: "re.Match[str]") -> str:
    import unicodedata  # for accents only

    mark, letter = (found[1], found[2]) if found[1] else ("c", found[3])
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def _said(
    name: str, arguments: "Sequence[str]", named: "Callable[[str], str]", links: list[str], terms: list[str], depth: int
) -> str:
    if name in _LETTERS:
        return _LETTERS[name]
    if name in _DROPPED or name.startswith(_DROPPED_BEGINNINGS) or not arguments or depth > _DEPTH:
        return ""
    if name in ("url", "href", "nolinkurl"):
        links.append(arguments[0].replace("\\", ""))
        return links[-1] if name != "href" or len(arguments) < 2 else plain(arguments[1], named, depth + 1)[0]
    if name in _TERMS:
        terms.append(arguments[0])
        shown = named(arguments[0]) if len(arguments) < 2 else plain(arguments[1], named, depth + 1)[0]
        return shown + ("s" if name.lower().endswith("pl") else "")
    if name in ("begin", "end"):
        return "\n"
    inner, more, referred = plain(arguments[-1], named, depth + 1)
    links += more
    terms += referred
    return inner


def _unescaped(text: str) -> str:
    text = text.replace("\\\\", "\n").replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = re.sub(r"\\([&%$#_{}])", lambda found: chr(0xE000 + ord(found[1])), text)
    text = (
        re.sub(r"(?<!\\)[{}$]", "", text).replace("~", " ").replace("\\,", " ").replace("\\-", "").replace("\\ ", " ")
    )
    return re.sub("[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - 0xE000), text).replace("\\", "")
