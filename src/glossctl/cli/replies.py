"""What may come next, in each shell's own form.

A name may come from the glossary of a repository that was just cloned, and shells evaluate or insert what they get: so
everything is quoted for the shell that asks.
"""

import os

from glossctl.render import console
from glossctl.text import fold, is_wide

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossctl.cli.offers import Offer

FILES = ":files"  # the line that leaves the rest to the shell; no name could be written so, which has a tab
_INSERTING = ("37", "42")  # of bash's COMP_TYPE, % and *: menu-complete and insert-completions
_LEAST_MEANING = 16
_SPECIAL = frozenset("\"'`$&|;<>()*?[]{}!#~^%@,")  # to one shell or another; a space only makes two words of a phrase
_SPACED = _SPECIAL | {" "}


class Next:
    """What may come next: pairs of text and meaning, None for files, and how many names there are beyond them.

    A phrase is of several words, which needn't be joined by quotes.
    """

    __slots__ = ("is_phrase", "more", "offer")

    def __init__(self, offer: "Offer | None", more: int = 0, is_phrase: bool = False) -> None:
        self.offer = offer
        self.more = more
        self.is_phrase = is_phrase


def reply(shell: str, coming: Next, typed: str, quote: str, environment: "Mapping[str, str]") -> str:
    """Return what ``shell`` gets; a line without a tab leaves the rest to it, as it knows the files itself."""
    if coming.offer is None:
        return f"{FILES}\n" if shell in ("lines", "fish") else ""  # the others offer files by themselves
    return SHELLS[shell](coming, typed, quote, environment)


def refusal(shell: str) -> tuple[str, int]:
    """Return what a shell gets that asks as no script of ours does, and the exit status."""
    if shell == "zsh":  # the script of 0.1.0 evaluates what it gets
        return "_message 'glossctl --install-completion zsh brings completion up to date'\n", 0
    return "", 1


def _bash(coming: Next, typed: str, quote: str, environment: "Mapping[str, str]") -> str:
    """Reply to bash, which inserts what all lines begin with, and shows the lines themselves where there are several.

    bash expands patterns in the lines, so no meaning may look like one.
    """
    width = _width(environment)
    live = {'"': '"$`!*?[', "'": "'*?["}.get(quote, "")
    offer = [(text, about) for text, about in coming.offer or () if not set(live) & set(text)]
    begun = [row for row in offer if row[0].lower().startswith(typed.lower())]
    escaped = [(_escaped(text, quote, coming.is_phrase), _meaning(about)) for text, about in begun or offer]
    if len(escaped) < 2 or not width:
        return "".join(f"{text}\n" for text, _ in escaped)
    common = _common([text for text, _ in escaped])
    column = min(max(_cells(text) for text, _ in escaped), width // 2)
    lines = [_bash_line(text, about, column, width, text == common) for text, about in escaped]
    start = _escaped(typed, quote, coming.is_phrase)
    if common and (len(common) < len(start) or not fold(common).startswith(fold(start))):
        lines[0] = f" {lines[0]}"  # nothing in common: less than what is typed would be inserted in its place
    if coming.more and len(common) <= len(start):
        lines.append(_meaning(f"({more(coming.more)})"))
    return "".join(f"{line}\n" for line in lines)


def _common(names: "Sequence[str]") -> str:
    first, last = min(names), max(names)
    return first[
        : next(
            (at for at, (character, other) in enumerate(zip(first, last, strict=False)) if character != other),
            len(first),
        )
    ]


def _bash_line(name: str, text: str, column: int, width: int, is_common: bool) -> str:
    gap = " " * (column - _cells(name)) + "  "
    if is_common:  # the others may go on with a space, which is then no part of what they have in common
        gap = ("\u00a0" if console.takes_utf8() else ":") + gap[1:]
    room = width - max(column, _cells(name)) - len("  -- ") - 1
    if not text or room < _LEAST_MEANING:
        return name
    while _cells(text) > room:
        text = text[: min(len(text) - 1, room) - 3].rstrip(" .,;:") + "..."
    return f"{name}{gap}-- {text}"


def _meaning(text: str) -> str:
    for mark in "+@!":
        text = text.replace(f"{mark}(", f"{mark} (")
    return text.translate(dict.fromkeys(map(ord, "*?[]")))


def _cells(text: str) -> int:
    return len(text) + (0 if text.isascii() else sum(map(is_wide, text)))


def _width(environment: "Mapping[str, str]") -> int:
    """Return the terminal's width; 0 where bash goes through the candidates and inserts each line as it is."""
    if environment.get("COMP_TYPE") in _INSERTING:
        return 0
    try:
        return int(environment.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(2).columns or 80  # standard output goes to bash
    except OSError:
        return 80


def _escaped(text: str, quote: str, is_phrase: bool) -> str:
    if quote in ("'", '"'):
        return text
    joined = quote or not is_phrase  # a quote of "\\": the spaces typed so far have one
    special = _SPACED if joined else _SPECIAL
    if special.isdisjoint(text):
        return text
    return "".join(f"\\{char}" if char in special else char for char in text)


def _lines(coming: Next, typed: str, quote: str, environment: "Mapping[str, str]") -> str:
    """Reply to zsh: a text and what is shown for it a line, parted by a tab; a line without a text is a message."""
    offer, width = coming.offer or [], _width(environment)
    column = min(max((_cells(text) for text, _ in offer), default=0), width // 2)
    lines = "".join(f"{text}\t{_bash_line(text, about, column, width, False)}\n" for text, about in offer)
    return lines + (f"\t{more(coming.more)}\n" if coming.more else "")


def _fish(coming: Next, typed: str, quote: str, environment: "Mapping[str, str]") -> str:
    """Reply to fish, which leaves out what doesn't begin as typed: there a text begins with what is typed for it."""
    lines = "".join(f"{_begun_as(typed, text)}\t{about}\n" for text, about in coming.offer or ())
    return lines + (f"…\t{more(coming.more)}\n" if coming.more and not typed else "")


def _begun_as(typed: str, text: str) -> str:
    if text.lower().startswith(typed.lower()):
        return text
    for end in range(1, len(text) + 1):
        if fold(text[:end]) == fold(typed):
            return typed + text[end:]
    return text


def more(number: int) -> str:
    """Return how many names there are beyond those that are offered."""
    return f"{number:,} more: type a letter"


def _powershell(coming: Next, typed: str, quote: str, environment: "Mapping[str, str]") -> str:
    return "".join(f"{_powershell_word(text)}:::{about or ' '}\n" for text, about in coming.offer or ())


def _powershell_word(name: str) -> str:
    if not _SPECIAL & set(name):
        return name
    return "'" + "".join(char * 2 if char in "'\u2018\u2019\u201a\u201b" else char for char in name) + "'"


SHELLS: "dict[str, Callable[[Next, str, str, Mapping[str, str]], str]]" = {
    "bash": _bash,
    "lines": _lines,  # zsh
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}
