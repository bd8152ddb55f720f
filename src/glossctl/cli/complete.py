"""Completion, answered before Typer is imported: from the line a shell has so far to what may come next.

What an option or an argument takes is said in ``offers``, how each shell gets it in ``replies``.
"""

from glossctl.cli import offers, replies
from glossctl.cli.commands import COMMANDS
from glossctl.cli.offers import Request
from glossctl.cli.parameters import COLOR, NO_PAGER
from glossctl.cli.replies import Next
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossctl.cli.commands import Command
    from glossctl.cli.offers import Offer
    from glossctl.cli.parameters import Parameter

VARIABLE = "_GLOSSCTL_COMPLETE"
_PROGRAM = (  # what may stand before a command, and what it is for
    ("--color", COLOR.what),
    ("--no-pager", NO_PAGER.what),
    ("--version", "Show the version and exit."),
    ("--help", "Show the help and exit."),
    ("--install-completion", "Install completion for a shell."),
    ("--show-completion", "Show completion for a shell."),
)


def answer(environment: "Mapping[str, str]") -> tuple[str, int]:
    """Return what the shell gets and the exit status."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    line = _line(shell, environment)
    if shell not in replies.SHELLS or line is None:
        return replies.refusal(shell)
    words, typed, quote = line
    return replies.reply(shell, _next(words, typed), typed, quote, environment), 0


def _next(words: list[str], typed: str) -> Next:
    rest = list(words)
    while rest and (rest[0] == "--no-pager" or rest[0].startswith("--color")):
        word = rest.pop(0)
        if word == "--color":
            if not rest:
                return Next(_begun(offers.offered(COLOR.offer, Request(typed)), typed))
            rest.pop(0)
    if not rest:
        return _first(typed)
    if rest[0] in ("--install-completion", "--show-completion"):
        return Next(_begun(offers.offered("shells", Request(typed)), typed))
    if rest[0] == "help":
        return Next(_begun(offers.offered("commands", Request(typed)), typed))
    if rest[0] in COMMANDS:
        return _Line(COMMANDS[rest[0]], rest[1:], typed).next()
    return _Line(COMMANDS["define"], rest, typed).next()  # a term without a command is defined


def _first(typed: str) -> Next:
    """Return the commands or options that begin as typed; where none does, the names, which need no command."""
    if typed.startswith("-"):
        return Next(_begun(list(_PROGRAM), typed))
    if begun := _begun(offers.offered("commands", Request(typed)), typed):
        return Next(begun)
    request = Request(typed)
    return Next(offers.offered("names", request), request.more, is_phrase=True)


def _begun(offer: "Offer | None", typed: str) -> "Offer | None":
    """Return what of an offer begins as typed, whatever its case."""
    if offer is None:
        return None
    return [(text, about) for text, about in dict(offer).items() if text.startswith(typed)] or [
        (text, about) for text, about in dict(offer).items() if fold(text).startswith(fold(typed))
    ]


class _Line:
    """The words of a command so far, sorted: its arguments, its flags, and an option that waits for a value."""

    def __init__(self, command: "Command", words: list[str], typed: str) -> None:
        self.command = command
        self.typed = typed
        self.arguments: list[str] = []
        self.glossaries: list[str] = []
        self.flags: set[str] = set()
        self.waiting: Parameter | None = None
        self.only_arguments = False
        options = command.options
        rest = list(words)
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            if self.only_arguments or word == "-" or not word.startswith("-"):
                self.arguments.append(word)
            elif word == "--":
                self.only_arguments = True
            elif name in options and options[name].kind == "flag":
                self.flags.add(options[name].key)
            elif name in options and not equals and not rest:
                self.waiting = options[name]
            elif name in options:
                value = value if equals else rest.pop(0)
                if options[name].key == "glossary":
                    self.glossaries.append(value)

    def next(self) -> Next:
        """Return what may come next."""
        name, equals, value = self.typed.partition("=")
        options = self.command.options
        if self.waiting:
            return self._of(self.waiting, self.typed)
        if equals and name in options and not self.only_arguments:
            coming = self._of(options[name], value)
            if coming.offer is not None:
                coming.offer = [(f"{name}={text}", about) for text, about in coming.offer]
            return coming
        if self.typed.startswith("-") and not self.only_arguments:
            spellings = [(option, parameter.what) for option, parameter in options.items()]
            return Next(_begun([*spellings, ("--help", "Show the help and exit.")], self.typed))
        places = self.command.arguments
        at = min(len(self.arguments), len(places) - 1)
        if not places or (len(self.arguments) > at and places[at].kind != "list"):
            return Next([])
        return self._of(places[at], self.typed, self.arguments[at:])

    def _of(self, parameter: "Parameter", typed: str, before: "Sequence[str]" = ()) -> Next:
        if not parameter.offer:
            return Next(None if parameter.takes_files else [])
        request = Request(typed, before, self.glossaries, self.flags)
        offer = offers.offered(parameter.offer, request)
        if parameter.offer not in offers.OF_ENTRIES:
            offer = _begun(offer, typed)
        return Next(offer, request.more, is_phrase=not parameter.names)


def _line(shell: str, environment: "Mapping[str, str]") -> tuple[list[str], str, str] | None:
    """Return the words after the program's name, the word being completed, and the quote that is open in it."""
    if shell == "bash":
        return _bash_line(environment)
    words, quote = split(environment.get("COMP_LINE", ""))
    if shell in ("powershell", "pwsh") and not environment.get("COMP_WORD"):
        return words[1:], "", ""
    return words[1:-1], words[-1] if len(words) > 1 else "", quote


def _bash_line(environment: "Mapping[str, str]") -> tuple[list[str], str, str] | None:
    at = environment.get("COMP_CWORD", "")
    if not at.isdecimal() or "COMP_WORDS" not in environment:
        return None
    parts, number = _rejoined(environment["COMP_WORDS"].split("\n"), int(at))
    words, quote = split("\n".join(parts))
    if number >= len(words) - 1 and not quote and "\\ " in parts[-1]:
        quote = "\\"
    typed = words[number] if number < len(words) else ""
    return words[1:number], typed, quote if number == len(words) - 1 else ""


def _rejoined(words: list[str], at: int) -> tuple[list[str], int]:
    """Return bash's words without the ``=`` that it sets apart between an option and its value, as words of two."""
    apart = [
        place
        for place, word in enumerate(words)
        if word == "=" and place and place != at and words[place - 1].startswith("--")
    ]
    kept = [word for place, word in enumerate(words) if place not in apart]
    return kept, at - sum(place < at for place in apart)


def split(line: str) -> tuple[list[str], str]:
    r"""Return the words of a command line as a shell would part them, the last one unfinished, and its open quote.

    >>> split("glossctl define 'gpu sharing' Data\\ e"), split('define "a b')
    ((['glossctl', 'define', 'gpu sharing', 'Data e'], ''), (['define', 'a b'], '"'))
    """
    words = [""]
    quote = ""
    between = escaped = False
    for char in line:
        if char.isspace() and not quote and not escaped:
            between = True
            continue
        if between:
            words.append("")
            between = False
        if escaped:
            words[-1] += char
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in "\"'":
            quote = char
        else:
            words[-1] += char
    return ([*words, ""] if between else words), quote
