"""Completion of term names, answered before Typer is imported; each shell's own form of an answer.

A name may come from the glossary of a repository that was just cloned, and shells evaluate or insert what they are
told: so a name that a shell can't be told safely is left out, and the rest is quoted for it.
"""

import os
import unicodedata

from glossctl.cli.commands import COMMANDS
from glossctl.errors import GlossctlError
from glossctl.render import console
from glossctl.text import first_sentence, fold, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from glossctl.glossary import Glossary

    Names = list[tuple[str, str]]

VARIABLE = "_GLOSSCTL_COMPLETE"
_PEOPLE = "people"  # the names of roles and audiences only
_HELP_LENGTH = 80
_LARGEST_BYTES = 2_000_000  # a second to compile; nobody waits longer at a Tab
_LONGEST_PHRASE = 8
_LEAST_MEANING = 16
_INSERTING = ("37", "42")  # % and *: menu-complete and insert-completions
_SPECIAL = frozenset("\"'`$&|;<>()*?[]{}!#~^%@,")  # to one shell or another; a space only makes two words of a phrase


def names(prefix: str, glossaries: "Sequence[str]" = (), before: "Sequence[str]" = (), people: bool = False) -> "Names":
    """Return (name, short definition) of the entries that ``prefix`` may become; empty where anything is wrong.

    Where the words ``before`` it begin a name, that is the rest of the name, as only the last word can be replaced.
    ``people`` are just the roles and audiences.
    """
    try:
        glossary = opened(glossaries)
        for start in range(max(0, len(before) - _LONGEST_PHRASE), len(before) + 1):
            phrase = [*before[start:], prefix]
            begun = _people(glossary, phrase) if people else glossary.completions(" ".join(phrase))
            found = {_rest(name, phrase[:-1]): definition for name, definition in begun}
            told = [(name, _help(found[name])) for name in found if name and can_be_told(name)]
            if told:
                return told
    except (GlossctlError, OSError):
        pass
    return []


def opened(glossaries: "Sequence[str]" = ()) -> "Glossary":
    """Open the glossaries that a line names, or those in force, without what would take long to compile."""
    from glossctl.cli.settings import settle
    from glossctl.glossary import open_layers

    settings = settle("plain", glossaries)
    return open_layers(settings.layers(), settings.environment, largest=_LARGEST_BYTES)


def _people(glossary: "Glossary", phrase: "Sequence[str]") -> "Iterator[tuple[str, str]]":
    key = fold(" ".join(phrase))
    for entry in (*glossary.roles(), *glossary.audiences()):
        if any(fold(name).startswith(key) for name in (entry.name, *entry.aliases, *entry.titles)):
            yield entry.name, entry.definition


def _rest(name: str, before: "Sequence[str]") -> str:
    """Return what of ``name``, as it is told, comes after the words ``before``; empty where it doesn't begin so."""
    spelled = console.spelled(one_line(name))
    if not before:
        return spelled
    said, words = " ".join(before).split(), spelled.split(" ")
    return " ".join(words[len(said) :]) if fold(" ".join(words[: len(said)])) == fold(" ".join(said)) else ""


def plain_names(prefix: str, glossaries: "Sequence[str]" = ()) -> list[str]:
    """Return the names that no shell needs to quote."""
    return [name for name, _ in names(prefix, glossaries) if is_plain(name)]


def is_plain(text: str) -> bool:
    """Tell whether no shell needs to quote ``text``, unless for its spaces."""
    return not _SPECIAL & set(text)


def can_be_told(name: str) -> bool:
    """Tell whether a shell can be told ``name`` safely."""
    return visible(name) == name and "\\" not in name and ":::" not in name and not name.startswith("-")


def _help(definition: str) -> str:
    text = console.spelled(visible(one_line(first_sentence(definition)))).replace("\\", "/")
    return text if len(text) <= _HELP_LENGTH else text[: _HELP_LENGTH - 3].rstrip() + "..."


def answer(environment: "Mapping[str, str]") -> tuple[str, int] | None:
    """Return what the shell is to be told and the exit status, or None where not a term's name is being completed."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell == "bash" and not ("COMP_WORDS" in environment and environment.get("COMP_CWORD", "").isdecimal()):
        return "", 1  # no shell asks so, and Typer would end in a traceback
    line = _line(shell, environment) if shell in _FORMS else None
    if line is None or not line[0] or (offered := _offered(line[0][0])) not in ("names", _PEOPLE):
        return None
    words, incomplete, quote = line
    asked = _asked(words, incomplete)
    if asked is None:
        return None
    before, glossaries = asked
    found = names(incomplete, glossaries, before, offered == _PEOPLE)
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return "", 0 if found else 1
    if shell == "bash":
        return _bash(found, quote, incomplete, _width(environment)), 0
    return _FORMS[shell](found, quote), 0


def _offered(name: str) -> str:
    """Return what completes the words of a command."""
    return next((argument.offer for argument in COMMANDS[name].arguments), "") if name in COMMANDS else ""


def _asked(words: list[str], incomplete: str) -> tuple[list[str], list[str]] | None:
    """Return the words of names before, and the glossaries that are named; None where not a name comes next."""
    options = COMMANDS[words[0]].options
    before: list[str] = []
    glossaries: list[str] = []
    rest = words[1:]
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*before, *rest], glossaries
        name, equals, value = word.partition("=")
        if word == "-" or not word.startswith("-"):
            before.append(word)
        elif name not in options or word == "--text":
            return None
        elif options[name].kind != "flag":
            if not equals and not rest:
                return None  # it is the option's value that comes next
            value = value if equals else rest.pop(0)
            if options[name].key == "glossary":
                glossaries.append(value)
    return None if incomplete.startswith("-") else (before, glossaries)


def rejoined(environment: "Mapping[str, str]") -> dict[str, str]:
    """Return bash's words without the ``=`` that it sets apart between an option and its value, as words of two."""
    words, at = environment.get("COMP_WORDS", "").split("\n"), environment.get("COMP_CWORD", "")
    if "=" not in words or not at.isdecimal():
        return {}
    apart = [
        place
        for place, word in enumerate(words)
        if word == "=" and place != int(at) and words[place - 1].startswith("--")
    ]
    return {
        "COMP_WORDS": "\n".join(word for place, word in enumerate(words) if place not in apart),
        "COMP_CWORD": str(int(at) - sum(place < int(at) for place in apart)),
    }


def _line(shell: str, environment: "Mapping[str, str]") -> tuple[list[str], str, str] | None:
    """Return the words after the program's name, the word being completed, and the quote that is open in it."""
    words, quote = split(environment.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", ""))
    if shell == "bash":
        at = environment.get("COMP_CWORD", "")
        if not at.isdecimal():
            return None
        if int(at) >= len(words) - 1 and not quote and "\\ " in environment["COMP_WORDS"].rpartition("\n")[2]:
            quote = "\\"
        incomplete = words[int(at)] if int(at) < len(words) else ""
        return words[1 : int(at)], incomplete, quote if int(at) == len(words) - 1 else ""
    if shell in ("powershell", "pwsh") and not environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE"):
        return words[1:], "", ""
    return words[1:-1], words[-1] if len(words) > 1 else "", quote


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


def _bash(found: "Names", quote: str, incomplete: str, width: int) -> str:
    """Tell bash, which inserts what all lines begin with, and shows the lines themselves where there are several.

    An alias that begins as typed is told only where no name does: with its entry's name among them, nothing would be
    common. bash expands patterns in what it is told, so no meaning may look like one.
    """
    live = {'"': '"$`!*?[', "'": "'*?["}.get(quote, "")
    told = [(name, text) for name, text in found if not set(live) & set(name)]
    begun = [one for one in told if one[0].lower().startswith(incomplete.lower())]
    begun = begun or [one for one in told if fold(one[0]).startswith(fold(incomplete))]
    spelled = [(_escaped(name, quote), _meaning(text)) for name, text in begun or told]
    if len(spelled) < 2 or not width:
        return "".join(f"{name}\n" for name, _ in spelled)
    common = _common([name for name, _ in spelled])
    column = min(max(_cells(name) for name, _ in spelled), width // 2)
    lines = [_bash_line(name, text, column, width, name == common) for name, text in spelled]
    typed = _escaped(incomplete, quote)
    if common and (len(common) < len(typed) or not fold(common).startswith(fold(typed))):
        lines[0] = f" {lines[0]}"  # nothing in common: less than what is typed would be inserted in its place
    return "".join(f"{line}\n" for line in lines)


def _common(names: "Sequence[str]") -> str:
    first, last = min(names), max(names)
    return first[
        : next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
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
    return len(text) + (0 if text.isascii() else sum(unicodedata.east_asian_width(char) in "WF" for char in text))


def _width(environment: "Mapping[str, str]") -> int:
    """Return the terminal's width; 0 where bash goes through the candidates and inserts each as it is told."""
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


def _escaped(name: str, quote: str) -> str:
    if quote in ("'", '"'):
        return name
    special = _SPECIAL | {" "} if quote else _SPECIAL  # a quote of "\\": the spaces typed so far have one
    return "".join(f"\\{char}" if char in special else char for char in name)


def _zsh(found: "Names", quote: str) -> str:
    """Tell zsh, which evaluates this twice: as a word in single quotes, then as words in double quotes."""
    pairs = "\n".join(f'"{_zsh_escape(name)}":"{_zsh_escape(text)}"' for name, text in found)
    return f"_arguments '*: :(({pairs}))'\n" if found else "_files\n"


_ZSH = {
    ord(char): escaped for char, escaped in (('"', '\\"'), ("'", "'\\''"), ("$", "\\$"), ("`", "\\`"), (":", "\\\\:"))
}


def _zsh_escape(text: str) -> str:
    return text.translate(_ZSH)


def _fish(found: "Names", quote: str) -> str:
    return "".join(f"{name}\t{text}\n" for name, text in found)


def _powershell(found: "Names", quote: str) -> str:
    return "".join(f"{_powershell_word(name)}:::{text or ' '}\n" for name, text in found)


def _powershell_word(name: str) -> str:
    if not _SPECIAL & set(name):
        return name
    return "'" + "".join(char * 2 if char in "'\u2018\u2019\u201a\u201b" else char for char in name) + "'"


_FORMS: "dict[str, Callable[[Names, str], str]]" = {
    "bash": lambda found, quote: _bash(found, quote, "", 0),
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}
