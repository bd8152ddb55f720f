"""Plain command lines read without an option parser, whose import costs three times a whole plain look-up.

Takes only what is surely right: a command, its options as the table spells them, words. Anything else (``--help``, an
abbreviation, a missing value, an unknown option) is None and goes to Typer, whose word is final. A test holds both
against each other: what is taken here, Typer reads as the same call.
"""

from glossctl.cli.commands import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from glossctl.cli.commands import Command
    from glossctl.cli.parameters import Parameter

    Call = tuple[Command, dict[str, Any]]


def read(argv: "Sequence[str]") -> "Call | None":
    """Return the command that ``argv`` (without the program's name) plainly calls, and its parameters by key; or None.

    >>> command, values = read(["define", "gpu", "sharing", "-o", "plain"])
    >>> command.name, values
    ('define', {'output': 'plain', 'term': ['gpu', 'sharing']})
    """
    rest = list(argv)
    values: dict[str, Any] = {}
    if rest[:1] == ["--no-pager"]:
        values["no_pager"], rest = True, rest[1:]
    if rest[:1] == ["--color"] and len(rest) > 1:
        values["color"], rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--color="):
        values["color"], rest = rest[0].removeprefix("--color="), rest[1:]
    if not rest or rest[0] not in COMMANDS:
        return None
    command = COMMANDS[rest[0]]
    words = _sort(rest[1:], command.options, values)
    return (command, values) if words is not None and _place(words, command.arguments, values) else None


def may_be_a_term(argv: "Sequence[str]") -> bool:
    """Tell whether ``argv`` begins with a word that is no command, so that it may be a term to define."""
    return bool(argv) and argv[0] not in COMMANDS and argv[0] != "help" and not argv[0].startswith("-")


def _sort(rest: list[str], options: "dict[str, Parameter]", values: "dict[str, Any]") -> list[str] | None:
    """Put the options among ``rest`` into ``values`` and return the other words; None where that isn't plain."""
    words: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            return words + rest
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if word == "-" or not word.startswith("-"):
            words.append(word)
        elif name not in options:
            return None
        elif options[name].kind == "flag":
            if equals:
                return None
            values[options[name].key] = True
        elif not equals and not rest:
            return None
        else:
            _put(values, options[name], value if equals else rest.pop(0))
    return words


def _put(values: "dict[str, Any]", option: "Parameter", value: str) -> None:
    if option.kind == "list":
        values.setdefault(option.key, []).append(value)
    else:
        values[option.key] = value


def _place(words: list[str], arguments: "list[Parameter]", values: "dict[str, Any]") -> bool:
    """Hand out ``words`` to the arguments; False where they are too few or too many."""
    for argument in arguments:
        if argument.required and not words:
            return False
        if argument.kind == "list":
            values[argument.key], words = words, []
        elif words:
            values[argument.key] = words.pop(0)
    return not words
