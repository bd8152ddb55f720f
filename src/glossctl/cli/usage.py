"""What is wrong with a command line, and how it is meant: first tries that users of git, gh and dict make."""

from glossctl.cli.commands import COMMANDS
from glossctl.errors import UsageError
from glossctl.text import shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_HABITS = {  # other tools' words for it
    "ls": "list",
    "all": "list",
    "rm": "remove",
    "del": "remove",
    "delete": "remove",
    "find": "search",
    "grep": "search",
    "show": "define",
    "get": "define",
    "info": "define",
    "lookup": "define",
    "new": "add",
    "create": "add",
    "lint": "validate",
    "fmt": "format",
    "version": "--version",
    "completion": "--install-completion",
    "completions": "--install-completion",
}
_SHAPES = {"--json": "json", "--plain": "plain", "--markdown": "markdown", "--md": "markdown", "--sarif": "sarif"}


def error(message: str, path: str, argv: "Sequence[str]") -> UsageError:
    """Return the error for what the parser says in ``message`` of the command at ``path`` ("glossctl define")."""
    name = next((word for word in argv if word in COMMANDS), "")  # an error of the parser itself has no context
    lowered = _lower(message)
    unknown = message.partition("'")[2].partition("'")[0] if message.startswith("No such command") else ""
    if unknown:
        return UsageError(f'there is no command "{unknown}"', _meant(unknown, argv))
    if message.startswith("No such option") and name:
        option = message.partition(": ")[2].partition(" ")[0]
        if option in _SHAPES and _SHAPES[option] in COMMANDS[name].shapes:
            rest = [word for word in argv if word != option]
            return UsageError(f"no such option: {option}", f"{_line(rest)} -o {_SHAPES[option]}")
        if path == "glossctl" and option in COMMANDS[name].options:
            at = argv.index(name)
            return UsageError(lowered, f"options stand behind the command: {_line([*argv[at:], *argv[:at]])}")
    return UsageError(lowered, f"{path} {name if path == 'glossctl' else ''}".rstrip() + " --help")


def _meant(word: str, argv: "Sequence[str]") -> str:
    import difflib  # only for a hint

    rest = [other for other in argv[argv.index(word) + 1 :] if other != "--help"] if word in argv else []
    if word.lower() in _HABITS:
        meant = _HABITS[word.lower()]
        return _line([meant] if meant == "--version" else [meant, *rest])
    near = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.8)
    if near:
        return f"did you mean {_line([near[0], *rest])}? glossctl --help lists all commands"
    return f"{_line(['define', word, *rest])} looks it up; glossctl --help lists all commands"


def _line(words: "Sequence[str]") -> str:
    return " ".join(("glossctl", *map(shell_word, words)))


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
