"""The table of commands: every command with its arguments and options, declared for Typer."""

from typing import Annotated, Any, Literal

import typer

from glossctl.cli import settings as settle
from glossctl.cli import shells, usage, values
from glossctl.cli.options import (
    Color,
    Columns,
    Destination,
    Force,
    Glossaries,
    Mapping,
    Name,
    Output,
    Own,
    Sense,
    User,
    Words,
    several,
)
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


def _settings(
    context: typer.Context, output: str | None, glossaries: list[str] | None, color: str | None
) -> "Settings":
    program_color = (context.obj or {}).get("color")
    return settle.settle(output, glossaries or (), color if color is not None else program_color)


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    color: Color = None,
    version: Annotated[bool, typer.Option("-V", "--version", help="Show the version and exit.")] = False,
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


@app.command(short_help="Answer a term, acronym, alias or full form.")
def define(
    context: typer.Context, term: Words, output: Output = None, glossary: Glossaries = None, color: Color = None
) -> int:
    """Show the entries of a term, acronym, alias, full form, role or audience."""
    from glossctl.cli import define as command

    return command.run(term, _settings(context, output, glossary, color))


@app.command(short_help="Rank entries for words, a typo, a description.")
def search(
    context: typer.Context,
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", autocompletion=values.names, help="Words; - reads queries from input."),
    ],
    output: Output = None,
    glossary: Glossaries = None,
    limit: Annotated[str, typer.Option("--limit", metavar="N", help="Show at most N entries.")] = "10",
    color: Color = None,
) -> int:
    """Rank the entries for a few words, a half-remembered name, a typo or a description."""
    from glossctl.cli import search as command

    return command.run(query, _settings(context, output, glossary, color), settle.number("--limit", limit))


@app.command(short_help="Show full forms, or write them into a text.")
def expand(
    context: typer.Context,
    acronym: Annotated[
        list[str] | None,
        typer.Argument(metavar="ACRONYM...", autocompletion=values.names, help="Acronyms; - reads them from input."),
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
        return command.run_text(acronym or [], settings, reverse)
    if not acronym:
        raise UsageError("missing argument 'ACRONYM...'", "glossctl expand --help")
    return command.run(acronym, settings, reverse)


@app.command(short_help="Show who is responsible for what.")
def roles(
    context: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", autocompletion=values.names, help="Roles; all of them without."),
    ] = None,
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
    tag: Annotated[
        str, typer.Option("--tag", metavar="TAG", autocompletion=values.tags, help="Only entries with this tag.")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", autocompletion=values.kinds, help="Only term, role or audience.")
    ] = "",
    output: Output = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "-g",
            "--glossary",
            metavar="NAME|PATH",
            autocompletion=values.glossaries,
            help="Only this glossary, by its name or its file.",
        ),
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
    term: Annotated[list[str], typer.Argument(metavar="TERM...", autocompletion=values.names, help="A term.")],
    depth: Annotated[str, typer.Option("--depth", metavar="N", help="How many levels.")] = "2",
    output: Output = None,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Show the tree of related terms."""
    from glossctl.cli import related as command

    return command.run(term, _settings(context, output, glossary, color), settle.number("--depth", depth))


@app.command(short_help="Show the glossaries in force.")
def sources(context: typer.Context, output: Output = None, glossary: Glossaries = None, color: Color = None) -> int:
    """Show which glossaries are in force, nearest first."""
    from glossctl.cli import sources as command

    return command.run(_settings(context, output, glossary, color))


@app.command(short_help="Write a new entry into your file.")
def add(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The term, acronym, role or audience.")],
    expansion: Annotated[str, typer.Option("--expansion", metavar="TEXT", help="Its full form.")] = "",
    definition: Annotated[str, typer.Option("--definition", metavar="TEXT", help="What it is.")] = "",
    alias: Annotated[list[str] | None, several("--alias", metavar="NAME", what="Another name")] = None,
    tag: Annotated[list[str] | None, several("--tag", metavar="TAG", what="A subject", offer=values.tags)] = None,
    related: Annotated[
        list[str] | None, several("--related", metavar="NAME", what="A related entry", offer=values.names)
    ] = None,
    link: Annotated[list[str] | None, several("--link", metavar="URL", what="A page about it")] = None,
    hint: Annotated[
        list[str] | None, several("--hint", metavar="TEXT", what="Words people search with who don't know the name")
    ] = None,
    title: Annotated[list[str] | None, several("--title", metavar="TEXT", what="An audience's job title")] = None,
    motto: Annotated[list[str] | None, several("--motto", metavar="TEXT", what="A role's motto")] = None,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where it was taken from.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", autocompletion=values.kinds, help="term, role or audience.")
    ] = "",
    role: Annotated[bool, typer.Option("--role", help="The same as --kind role.")] = False,
    audience: Annotated[bool, typer.Option("--audience", help="The same as --kind audience.")] = False,
    sense: Annotated[bool, typer.Option("--sense", help="One more sense of a name that is there.")] = False,
    user: User = False,
    glossary: Own = None,
) -> int:
    """Write a new entry into your glossary file; the rest of the file stays as it is."""
    from glossctl.cli import add as command
    from glossctl.entries import Entry

    lists = {"aliases": alias, "tags": tag, "related": related, "hints": hint}
    lists |= {"titles": title, "mottos": motto, "links": link}
    entry = Entry(
        " ".join(name),
        command.kind(kind, role, audience),
        expansion or None,
        definition=definition,
        source=source or None,
        **{field: tuple(values or ()) for field, values in lists.items()},  # type: ignore[arg-type]
    )
    return command.run(entry, glossary or (), user, sense)


@app.command(short_help="Open an entry in your editor.")
def edit(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", autocompletion=values.names, help="An entry; without one, the file."),
    ] = None,
    sense: Sense = None,
    user: User = False,
    glossary: Own = None,
) -> int:
    """Open an entry of your glossary file in your editor ($VISUAL, $EDITOR), and check it before it counts."""
    from glossctl.cli import edit as command

    return command.run(" ".join(name) if name else None, sense, glossary or (), user)


@app.command(short_help="Take an entry out of your file.")
def remove(name: Name, sense: Sense = None, user: User = False, glossary: Own = None) -> int:
    """Take an entry out of your glossary file; the rest of the file stays as it is."""
    from glossctl.cli import remove as command

    return command.run(" ".join(name), sense, glossary or (), user)


@app.command(short_help="Find the faults of glossary files.")
def validate(
    context: typer.Context,
    file: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Glossary files; - is standard input. Without: the project's."),
    ] = None,
    select: Annotated[list[str] | None, several("--select", metavar="CODE,...", what="Only these rules")] = None,
    ignore: Annotated[list[str] | None, several("--ignore", metavar="CODE,...", what="Not these rules")] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="SHAPE", autocompletion=values.fault_outputs, help="text, json, sarif or github."
        ),
    ] = "text",
    schema: Annotated[
        bool, typer.Option("--schema", help="Show the JSON Schema of glossary files, for editors.")
    ] = False,
    glossary: Glossaries = None,
) -> int:
    """Find the faults of glossary files: duplicates, dead ends, misfits, slips of the pen."""
    from glossctl.cli import validate as command

    if schema:
        return command.run_schema()
    return command.run(file or [], _settings(context, None, glossary, None), select or (), ignore or (), output)


@app.command("format", short_help="Sort and lay out glossary files.")
def format_(
    context: typer.Context,
    file: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Glossary files; - is standard input. Without: the project's."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; status 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Sort glossary files and lay them out, comments kept."""
    from glossctl.cli import format as command

    way: Literal["write", "check", "diff"] = "diff" if diff else "check" if check else "write"
    return command.run(file or [], _settings(context, None, glossary, color), way)


@app.command("import", short_help="Take over a list in another format.")
def import_(
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            autocompletion=values.imports,
            help="csv, tsv, markdown, json, jsonl, hugo, contextive, skos, tbx, abbreviations or stardict.",
        ),
    ],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file or folder; - is standard input.")],
    destination: Destination = "-",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name the glossary; default: the file's.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="Give it a title.")] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Its language, as in en; of several, the one to read.")
    ] = "",
    columns: Columns = "",
    mapping: Mapping = "",
    encoding: Annotated[str, typer.Option("--encoding", metavar="NAME", help="As in cp1252; default: UTF-8.")] = "",
    unique: Annotated[bool, typer.Option("--unique", help="Leave out exact repeats; all are kept without.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there; read what looks like another format.")
    ] = False,
) -> int:
    """Make a glossary file of a list in another format."""
    from glossctl.cli import import_ as command

    naming = command.Naming(name, title, language)
    return command.run(format_, source, destination, naming, columns, mapping, encoding, force, unique)


@app.command(short_help="Write a glossary in another format.")
def export(
    context: typer.Context,
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            autocompletion=values.exports,
            help="One of those that import takes, or vale, context, llms or anki.",
        ),
    ],
    destination: Destination = "-",
    columns: Columns = "",
    mapping: Mapping = "",
    force: Force = False,
    glossary: Glossaries = None,
    color: Color = None,
) -> int:
    """Write a glossary in another format: the one named with -g, else the nearest."""
    from glossctl.cli import export as command

    return command.run(format_, destination, _settings(context, None, glossary, color), columns, mapping, force)


def run(argv: "Sequence[str]") -> int:
    """Run a command line and return its exit status. Raises UsageError for one that is wrong."""
    if asked := shells.asked(argv):
        return shells.run(*asked)
    if argv[:1] == ["help"]:  # as git and gh have it
        argv = [*argv[1:], "--help"]
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
    commands = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    message = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return usage.error(message, context.command_path if context else "glossctl", argv, commands)
