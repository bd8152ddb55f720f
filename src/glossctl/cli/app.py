"""The option parser: the table of commands declared for Typer, which reads what the quick reader leaves over."""

from inspect import Parameter as Argument
from inspect import Signature
from typing import Annotated, Any

import typer

from glossctl.cli import commands, parameters, shells, usage
from glossctl.cli import settings as settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossctl.errors import UsageError

app = typer.Typer(
    name="glossctl",
    help="One glossary file, answers everywhere.",
    no_args_is_help=False,
    add_completion=False,  # cli.shells has scripts of its own
    rich_markup_mode=None,  # Typer's Rich help doubles the time to the first line
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _declared(parameter: parameters.Parameter) -> Argument:
    """Return a parameter of the table as Typer reads it off a function's signature."""
    shown: dict[str, Any] = {"metavar": parameter.metavar or None, "help": parameter.what}
    default: Any = False if parameter.kind == "flag" else parameter.default
    kind: Any = bool if parameter.kind == "flag" else list[str] if parameter.kind == "list" else str
    if parameter.names:
        info: Any = typer.Option(*parameter.names, **shown, show_default=bool(default))
    else:
        info = typer.Argument(**shown)
        default = Argument.empty if parameter.required else default
    if default is None:
        kind |= None
    return Argument(parameter.key, Argument.KEYWORD_ONLY, annotation=Annotated[kind, info], default=default)


def _action(command: commands.Command) -> "Callable[..., int]":
    def action(context: typer.Context, **given: Any) -> int:
        before = context.obj or {}  # the options before the command
        values = {key: value for key, value in given.items() if value is not None}
        values.setdefault("color", before.get("color"))
        values["no_pager"] = values.get("no_pager") or before.get("no_pager")
        return commands.run(command, values)

    parameters = [
        Argument("context", Argument.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *map(_declared, command.parameters),
    ]
    declared: Any = action
    declared.__signature__ = Signature(parameters)
    declared.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return action


for _row in commands.ROWS:
    app.command(_row.name, help=_row.long, short_help=_row.short)(_action(_row))


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    color: Annotated[str | None, typer.Option("--color", metavar="WHEN", help=parameters.COLOR.what)] = None,
    no_pager: Annotated[bool, typer.Option("--no-pager", help=parameters.NO_PAGER.what)] = False,
    version: Annotated[bool, typer.Option("-V", "--version", help="Show the version and exit.")] = False,
    install: Annotated[
        bool, typer.Option(shells.INSTALL, help="Install completion for your shell, or the one named.")
    ] = False,
    show: Annotated[bool, typer.Option(shells.SHOW, help="Show the script instead, to put it where you like.")] = False,
) -> int | None:
    """One glossary file, answers everywhere."""
    context.obj = {**(context.obj or {}), "color": color, "no_pager": no_pager}
    if version:
        from glossctl import __version__
        from glossctl.render import console

        console.write(f"glossctl {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from glossctl.cli import welcome

        return welcome.run(settle.settle(color=color))
    return None


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


def _usage_error(error: typer.TyperException, argv: "Sequence[str]") -> "UsageError":
    context = getattr(error, "ctx", None)
    message = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return usage.error(message, context.command_path if context else "glossctl", argv)
