"""Completion of term names, answered before Typer is imported; each shell's own form of an answer.

A name may come from the glossary of a repository that was just cloned, and shells evaluate or insert what they are
told: so a name that a shell can't be told safely is left out, and the rest is quoted for it.
"""

from glossctl.cli import argv
from glossctl.render import console
from glossctl.text import first_sentence, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Names = list[tuple[str, str]]

VARIABLE = "_GLOSSCTL_COMPLETE"
_NAMING = ("define", "search", "expand", "related", "edit", "remove")
_HELP_LENGTH = 80
_SPECIAL = frozenset("\"'`$&|;<>()*?[]{}!#~^%@,")  # to one shell or another; a space only makes two words of a phrase


def names(prefix: str, glossaries: "Sequence[str]" = ()) -> "Names":
    """Return (name, short definition) of the entries that ``prefix`` may become; empty where anything is wrong."""
    from glossctl.cli.settings import settle
    from glossctl.errors import GlossctlError
    from glossctl.glossary import open_layers

    try:
        settings = settle("plain", glossaries)
        glossary = open_layers(settings.layers(), settings.environment)
        found = glossary.completions(prefix)
    except (GlossctlError, OSError):
        return []
    spelled = ((console.spelled(one_line(name)), definition) for name, definition in found)
    return [(name, _help(definition)) for name, definition in spelled if _can_be_told(name)]


def plain_names(prefix: str) -> list[str]:
    """Return the names that no shell needs to quote."""
    return [name for name, _ in names(prefix) if not _SPECIAL & set(name)]


def _can_be_told(name: str) -> bool:
    return visible(name) == name and "\\" not in name and ":::" not in name and not name.startswith("-")


def _help(definition: str) -> str:
    text = console.spelled(visible(one_line(first_sentence(definition)))).replace("\\", "/")
    return text if len(text) <= _HELP_LENGTH else text[: _HELP_LENGTH - 3].rstrip() + "..."


def answer(environment: "Mapping[str, str]") -> tuple[str, int] | None:
    """Return what the shell is to be told and the exit status, or None where not a term's name is being completed."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    line = _line(shell, environment) if shell in _FORMS else None
    if line is None or not line[0] or line[0][0] not in _NAMING:
        return None
    words, incomplete, quote = line
    glossaries = _glossaries(words, incomplete)
    if glossaries is None:
        return None
    found = names(incomplete, glossaries)
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return "", 0 if found else 1
    return _FORMS[shell](found, quote), 0


def _glossaries(words: list[str], incomplete: str) -> list[str] | None:
    """Return the glossaries that the words before name; None where not a name comes next."""
    values, flags = argv.options(words[0])
    glossaries: list[str] = []
    rest = words[1:]
    while rest:
        word = rest.pop(0)
        if word == "--":
            return glossaries
        name, equals, value = word.partition("=")
        if word in values or (equals and name in values):
            if not equals and not rest:
                return None  # it is the option's value that comes next
            value = value if equals else rest.pop(0)
            if values[name] == "glossary":
                glossaries.append(value)
        elif (word.startswith("-") and word != "-" and word not in flags) or word == "--text":
            return None
    return None if incomplete.startswith("-") else glossaries


def _line(shell: str, environment: "Mapping[str, str]") -> tuple[list[str], str, str] | None:
    """Return the words after the program's name, the word being completed, and the quote that is open in it."""
    words, quote = split(environment.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", ""))
    if shell == "bash":
        at = environment.get("COMP_CWORD", "")
        if not at.isdecimal():
            return None
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


def _bash(found: "Names", quote: str) -> str:
    live = {'"': '"$`!', "'": "'"}.get(quote, "")
    told = (name for name, _ in found if not set(live) & set(name))
    return "".join(f"{name if quote else _escaped(name)}\n" for name in told)


def _escaped(name: str) -> str:
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in name)


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
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}
