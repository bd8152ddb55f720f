"""The options and arguments that several commands take, declared once for Typer."""

from typing import Annotated, Any

import typer

from glossctl.cli import values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

Color = Annotated[
    str | None, typer.Option("--color", metavar="WHEN", autocompletion=values.colors, help="auto, always or never.")
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="SHAPE", autocompletion=values.outputs, help="panel, plain, json or markdown."
    ),
]
Glossaries = Annotated[
    list[str] | None,
    typer.Option("-g", "--glossary", metavar="PATH", help="Use just this glossary file; repeatable, nearest first."),
]
Words = Annotated[
    list[str], typer.Argument(metavar="TERM...", autocompletion=values.names, help="Terms; - reads them from input.")
]
Columns = Annotated[
    str, typer.Option("--columns", metavar="FIELD,...", help="What the columns hold, in order; - leaves one out.")
]
Mapping = Annotated[
    str, typer.Option("--map", metavar="THEIRS=OURS,...", help="Which column, or key, holds which field.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
Destination = Annotated[str, typer.Argument(metavar="[DEST]", help="What to write; - is standard output.")]
Own = Annotated[
    list[str] | None,
    typer.Option("-g", "--glossary", metavar="FILE", help="This glossary file, not the nearest of your own."),
]
User = Annotated[bool, typer.Option("--user", help="Your own glossary in the configuration folder.")]
Name = Annotated[list[str], typer.Argument(metavar="NAME", autocompletion=values.names, help="The entry's name.")]
Sense = Annotated[
    str | None, typer.Option("--sense", metavar="EXPANSION|N", help="Which sense: its full form, or its number.")
]


def several(*names: str, metavar: str, what: str, offer: "Callable[..., list[str]] | None" = None) -> Any:
    """Return an option that may be given several times; ``offer`` completes its values."""
    return typer.Option(*names, metavar=metavar, autocompletion=offer, help=f"{what}; repeatable.")
