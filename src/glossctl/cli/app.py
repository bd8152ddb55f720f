"""The table of commands: every command with its arguments and options, declared for Typer."""

from typing import Annotated, Any

import typer

from glossctl.cli import settings as settle
from glossctl.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings

app = typer.Typer(
    name="glossctl",
    help="One glossary file, answers everywhere.",
    no_args_is_help=False,
    rich_markup_mode=None,  # Typer's Rich help doubles the time to the first line
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete(incomplete: str) -> list[tuple[str, str]]:
    from glossctl.cli import complete

    return complete.names(incomplete)


Color = Annotated[str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="SHAPE", help="panel, plain, json or markdown.")]
Glossaries = Annotated[
    list[str] | None,
    typer.Option("-g", "--glossary", metavar="PATH", help="Use just this glossary file; repeatable, nearest first."),
]
Words = Annotated[
    list[str], typer.Argument(metavar="TERM...", autocompletion=_complete, help="Terms; - reads them from input.")
]


def _settings(
    context: typer.Context, output: str | None, glossaries: list[str] | None, color: str | None
) -> "Settings":
    program_color = (context.obj or {}).get("color")
    return settle.settle(output, glossaries or (), color if color is not None else program_color)


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    color: Color = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> int | None:
    """One glossary file, answers everywhere."""
    context.obj = {**(context.obj or {}), "color": color}
    if version:
        from glossctl import __version__
        from glossctl.render import console

        console.write(f"glossctl {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from glossctl.cli import welcome

        return welcome.run(settle.settle(color=color))
    return None


@app.command()
def define(
    context: typer.Context, term: Words, output: Output = None, glossary: Glossaries = None, color: Color = None
) -> int:
    """Show the entries of a term, acronym, alias, full form, role or audience."""
    from glossctl.cli import define as command

    return command.run(term, _settings(context, output, glossary, color))


@app.command()
def search(
    context: typer.Context,
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", autocompletion=_complete, help="Words; - reads queries from input."),
    ],
    output: Output = None,
    glossary: Glossaries = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most N entries.")] = 10,
    color: Color = None,
) -> int:
    """Rank the entries for a few words, a half-remembered name, a typo or a description."""
    from glossctl.cli import search as command

    return command.run(query, _settings(context, output, glossary, color), limit)


@app.command()
def expand(
    context: typer.Context,
    acronym: Annotated[
        list[str] | None,
        typer.Argument(metavar="ACRONYM...", autocompletion=_complete, help="Acronyms; - reads them from input."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="From the full form to the acronym.")] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Write the full forms into a text: a file, or standard input.")
    ] = False,
    output: Output = None,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Show the full forms of acronyms, or write them into a text."""
    from glossctl.cli import expand as command

    settings = _settings(context, output, glossary, color)
    if text:
        return command.run_text(acronym or [], settings)
    if not acronym:
        raise UsageError("missing argument 'ACRONYM...'", "glossctl expand --help")
    return command.run(acronym, settings, reverse)


@app.command()
def roles(
    context: typer.Context,
    name: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Roles; all of them without.")] = None,
    motto: Annotated[bool, typer.Option("--motto", help="With their mottos.")] = False,
    audiences: Annotated[
        bool, typer.Option("--audiences", help="The audiences and the job titles they cover.")
    ] = False,
    output: Output = None,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Show the roles and what they are responsible for."""
    from glossctl.cli import roles as command

    return command.run(name or [], _settings(context, output, glossary, color), motto, audiences)


@app.command("list")
def list_(
    context: typer.Context,
    tag: Annotated[str, typer.Option("--tag", metavar="TAG", help="Only entries with this tag.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="Only term, role or audience.")] = "",
    output: Output = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option("-g", "--glossary", metavar="NAME|PATH", help="Only this glossary, by its name or its file."),
    ] = None,
    color: Color = None,
) -> int:
    """Show every entry, one line each."""
    from glossctl.cli import list as command

    paths, name = command.parted(glossary or [])
    return command.run(_settings(context, output, paths, color), tag, kind, name)


@app.command()
def related(
    context: typer.Context,
    term: Annotated[list[str], typer.Argument(metavar="TERM...", autocompletion=_complete, help="A term.")],
    depth: Annotated[int, typer.Option("--depth", min=1, metavar="N", help="How many levels.")] = 2,
    output: Output = None,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Show the tree of related terms."""
    from glossctl.cli import related as command

    return command.run(term, _settings(context, output, glossary, color), depth)


@app.command()
def sources(context: typer.Context, output: Output = None, glossary: Glossaries = None, color: Color = None) -> int:
    """Show which glossaries are in force, nearest first."""
    from glossctl.cli import sources as command

    return command.run(_settings(context, output, glossary, color))


def run(argv: "Sequence[str]") -> int:
    """Run a command line and return its exit status. Raises UsageError for one that is wrong."""
    try:
        status: Any = app(list(argv), prog_name="glossctl", standalone_mode=False)
    except typer.Abort as abort:
        raise KeyboardInterrupt from abort
    except typer.TyperException as error:
        raise _usage_error(error, argv) from error
    except SystemExit as end:  # so Typer ends a completion, and, with status 1, any command whose pipe was closed
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        status = end.code
    return status if isinstance(status, int) else 0


def _usage_error(error: typer.TyperException, argv: "Sequence[str]") -> UsageError:
    context = getattr(error, "ctx", None)
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    command = next((f" {word}" for word in argv if word in known), "")  # an error of the parser itself has no context
    path = context.command_path if context else f"glossctl{command}"
    message = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return UsageError(message[:1].lower() + message[1:].rstrip("."), f"{path} --help")
