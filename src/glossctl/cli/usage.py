"""What is wrong with a command line, and how it is meant: first tries that users of git, gh and dict make."""

from glossctl.cli.commands import COMMANDS
from glossctl.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def error(message: str, path: str, argv: "Sequence[str]") -> UsageError:
    """Return the error for what the parser says in ``message`` of the command at ``path`` ("glossctl define")."""
    name = next((word for word in argv if word in COMMANDS), "")  # an error of the parser itself has no context
    looks_up = name in COMMANDS and COMMANDS[name].looks_up
    unknown = message.partition("'")[2].partition("'")[0] if message.startswith("No such command") else ""
    if unknown:
        return UsageError(f'there is no command "{unknown}"', _meant(unknown, argv))
    if message.startswith("No such option") and path == "glossctl" and looks_up:
        rest = " ".join(argv[argv.index(name) + 1 :])
        return UsageError(_lower(message), f"options stand behind the command: glossctl {name} {rest} ...")
    if message.startswith("No such option: --json") and looks_up:
        return UsageError(_lower(message), "-o json")
    return UsageError(_lower(message), f"{path} {name if path == 'glossctl' else ''}".rstrip() + " --help")


def _meant(word: str, argv: "Sequence[str]") -> str:
    import difflib  # only for a hint

    near = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.8)
    if near:
        return f"did you mean glossctl {near[0]}? glossctl --help lists all commands"
    words = " ".join(argv[argv.index(word) :] if word in argv else [word])
    return f"glossctl define {words} looks it up; glossctl --help lists all commands"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
