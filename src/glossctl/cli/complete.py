"""Completion of term names, answered before Typer is imported; each shell's own form of an answer."""

from glossctl.text import first_sentence, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "_GLOSSCTL_COMPLETE"
_NAMING = ("define", "search", "expand", "related", "edit", "remove")
_HELP_LENGTH = 80


def names(prefix: str) -> list[tuple[str, str]]:
    """Return (name, short definition) of the entries that ``prefix`` may become; empty where anything is wrong."""
    from glossctl.cli.settings import settle
    from glossctl.errors import GlossctlError
    from glossctl.glossary import open_layers

    settings = settle()
    try:
        glossary = open_layers(settings.layers(), settings.environment)
        found = glossary.completions(prefix)
    except (GlossctlError, OSError):
        return []
    return [(_safe(name), _short(_safe(first_sentence(definition)))) for name, definition in found]


def _safe(text: str) -> str:
    return visible(one_line(text))


def _short(text: str) -> str:
    return text if len(text) <= _HELP_LENGTH else text[: _HELP_LENGTH - 1].rstrip() + "…"


def answer(environment: "Mapping[str, str]") -> str | None:
    """Return what the shell is to be told, or None where not a term's name is being completed."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    line = _words(shell, environment)
    if line is None:
        return None
    words, incomplete = line
    if not words or words[0] not in _NAMING or incomplete.startswith("-") or any(w.startswith("-") for w in words):
        return None
    found = names(incomplete)
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args":
        return None
    return _FORMS[shell](found) if found else None


def _words(shell: str, environment: "Mapping[str, str]") -> tuple[list[str], str] | None:
    """Return the words after the program's name and the word being completed; None where that takes a real parser."""
    line = environment.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    if shell not in _FORMS or set(line) & set("'\"\\"):
        return None
    words = line.split()
    if shell == "bash":
        at = environment.get("COMP_CWORD", "")
        if not at.isdecimal():
            return None
        return words[1 : int(at)], words[int(at)] if int(at) < len(words) else ""
    if line.endswith((" ", "\n")):
        return words[1:], ""
    return words[1:-1], words[-1] if len(words) > 1 else ""


def _bash(found: list[tuple[str, str]]) -> str:
    return "\n".join(name for name, _ in found)


def _zsh(found: list[tuple[str, str]]) -> str:
    pairs = "\n".join(f'"{_zsh_escape(name)}":"{_zsh_escape(text)}"' for name, text in found)
    return f"_arguments '*: :(({pairs}))'"


def _zsh_escape(text: str) -> str:
    for char, escaped in (('"', '""'), ("'", "''"), ("$", "\\$"), ("`", "\\`"), (":", "\\\\:")):
        text = text.replace(char, escaped)
    return text


def _fish(found: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name}\t{text}" for name, text in found)


def _powershell(found: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name}:::{text or ' '}" for name, text in found)


_FORMS = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell, "pwsh": _powershell}
