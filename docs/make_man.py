"""The manual pages, made from the table of commands: one for the program and one for each command.

They are installed with the program, in share/man/man1 beside its bin folder, where man looks for them.
"""

from pathlib import Path

from glossctl import __version__
from glossctl.cli.commands import ROWS, Command
from glossctl.cli.parameters import Parameter

FOLDER = Path(__file__).parent / "man"

STATUSES = (
    ("0", "Found, or clean."),
    ("1", "Nothing found, or findings. Of several terms: any was not found."),
    ("2", "Wrong usage, a file that can't be read or is no glossary, or any other error."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("GLOSSCTL_GLOSSARY", "Glossaries for -g, parted as in PATH."),
    ("GLOSSCTL_OUTPUT", "The shape for -o."),
    ("NO_COLOR, FORCE_COLOR", "No colour; colour in a pipe too."),
    ("PAGER", "Shows what is longer than the terminal; default: less."),
    ("VISUAL, EDITOR", "The editor of glossctl edit."),
    ("LC_ALL, LANG", "The language to read, where a glossary has translations."),
    ("XDG_CONFIG_HOME, XDG_CACHE_HOME", "Where your own glossaries and the compiled copies are."),
)
FILES = (
    ("glossary.toml", "The project's glossary, in the current folder or above it, up to the repository's root."),
    ("~/.config/glossctl/*.toml", "Your own glossaries, in force everywhere."),
)


def pages() -> dict[Path, str]:
    """Return each manual page with what it should hold."""
    made = {FOLDER / f"glossctl-{row.name}.1": _command(row) for row in ROWS}
    return {FOLDER / "glossctl.1": _program(), **made}


def _program() -> str:
    commands = [(f"glossctl {row.name}", row.short) for row in ROWS]
    options = [
        ("--color WHEN", "auto, always or never."),
        ("--no-pager", "Show a long answer on a terminal without $PAGER."),
        ("--install-completion [SHELL]", "Install completion for a shell; default: yours."),
        ("--show-completion [SHELL]", "Show its script, to put it where you like."),
        ("-V, --version", "Show the version and exit."),
        ("-h, --help", "Show the help and exit."),
    ]
    return "".join(
        (
            _head("glossctl", "one glossary file, answers everywhere"),
            _section("SYNOPSIS", _plain("glossctl [OPTIONS] COMMAND [ARGS]"), ".br\n", _plain("glossctl TERM...")),
            _section(
                "DESCRIPTION",
                _plain("A team keeps its words in one TOML file; glossctl answers from it. TERM alone is defined."),
            ),
            _section("COMMANDS", *(_item(name, about) for name, about in commands)),
            _section("OPTIONS", *(_item(name, about) for name, about in options)),
            _tail(*(f"glossctl-{row.name}" for row in ROWS)),
        )
    )


def _command(row: Command) -> str:
    arguments = [(parameter.metavar.strip("[]"), parameter.what) for parameter in row.arguments]
    options = [(_spelled(parameter), _about(parameter)) for parameter in row.parameters if parameter.names]
    words = " ".join(
        parameter.metavar if parameter.required or "[" in parameter.metavar else f"[{parameter.metavar}]"
        for parameter in row.arguments
    )
    return "".join(
        (
            _head(f"glossctl-{row.name}", row.short.rstrip(".")),
            _section("SYNOPSIS", _plain(f"glossctl {row.name} [OPTIONS] {words}".rstrip())),
            _section("DESCRIPTION", _plain(row.long)),
            _section("ARGUMENTS", *(_item(name, about) for name, about in arguments)) if arguments else "",
            _section("OPTIONS", *(_item(name, about) for name, about in [*options, ("-h, --help", "Show the help.")])),
            _tail("glossctl"),
        )
    )


def _spelled(parameter: Parameter) -> str:
    return f"{', '.join(parameter.names)} {parameter.metavar}".rstrip()


def _about(parameter: Parameter) -> str:
    return f"{parameter.what} Default: {parameter.default}." if parameter.default else parameter.what


def _head(name: str, what: str) -> str:
    title = f'.TH {name.upper()} 1 "" "glossctl {__version__}" "glossctl manual"\n'
    return title + _section("NAME", f"{_escaped(name)} \\- {_escaped(what[:1].lower() + what[1:])}\n")


def _tail(*others: str) -> str:
    also = ", ".join(f"\\fB{_escaped(name)}\\fR(1)" for name in others)
    return "".join(
        (
            _section("EXIT STATUS", *(_item(name, about) for name, about in STATUSES)),
            _section("ENVIRONMENT", *(_item(name, about) for name, about in ENVIRONMENT)),
            _section("FILES", *(_item(name, about) for name, about in FILES)),
            _section("SEE ALSO", f"{also}\n"),
        )
    )


def _section(title: str, *parts: str) -> str:
    return f".SH {title}\n{''.join(parts)}"


def _item(name: str, about: str) -> str:
    return f".TP\n\\fB{_escaped(name)}\\fR\n{_plain(about)}"


def _plain(text: str) -> str:
    escaped = _escaped(text)
    return ("\\&" if escaped.startswith((".", "'")) else "") + escaped + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")
