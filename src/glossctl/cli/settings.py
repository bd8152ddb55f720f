"""What a command works with, settled once: flag over environment over default."""

import os

from glossctl.errors import UsageError
from glossctl.render import OUTPUTS, console, renderer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from glossctl.entries import Layer, Reason
    from glossctl.glossary import Glossary
    from glossctl.render import Output, Renderer

COLORS = ("auto", "always", "never")


class Settings:
    """The settled settings of one run."""

    __slots__ = ("environment", "explicit", "output", "color", "columns")

    def __init__(
        self,
        output: "Output",
        explicit: "tuple[tuple[str, ...], Reason]",
        color: bool,
        columns: int,
        environment: "Mapping[str, str]",
    ) -> None:
        self.output = output
        self.explicit = explicit
        self.color = color
        self.columns = columns
        self.environment = environment

    @property
    def renderer(self) -> "Renderer":
        """The room that renders this run's results."""
        return renderer(self.output)

    def show(self, rendered: "RenderableType") -> None:
        """Show a rendered result on standard output."""
        if self.output == "json" and isinstance(rendered, str) and not console.takes_utf8():
            from glossctl.render import json

            rendered = json.in_ascii(rendered)
        console.show(rendered, self.color, self.columns)

    def layers(self) -> "tuple[Layer, ...]":
        """Return the layers in force, nearest first."""
        from glossctl import layers

        paths, reason = self.explicit
        return layers.explicit(paths, reason) if paths else layers.standing(".", self.environment)

    def glossary(self) -> "Glossary":
        """Open the glossaries in force; each broken layer is a warning. Raises FileError for one that was named."""
        from glossctl.glossary import open_layers

        with console.Progress("compiling the glossary") as progress:
            glossary = open_layers(self.layers(), self.environment, workers=None, progress=progress.tell)
        for _, error in glossary.faults:
            console.warn(error.message)
        return glossary


def settle(
    output: str | None = None,
    glossaries: "Sequence[str]" = (),
    color: str | None = None,
    environment: "Mapping[str, str]" = os.environ,
) -> Settings:
    """Return the settings for these flags in this environment. Raises UsageError for a value there is no such of."""
    explicit: tuple[tuple[str, ...], Reason] = (tuple(glossaries), "flag")
    if not glossaries:
        paths = environment.get("GLOSSCTL_GLOSSARY", "").split(os.pathsep)
        explicit = (tuple(path for path in paths if path), "environment")
    return Settings(
        _output(output, environment), explicit, _color(color, environment), console.columns(environment), environment
    )


def number(option: str, value: "str | int") -> int:
    """Return an option's whole number from 1. Raises UsageError for what is none, in our words instead of Typer's."""
    text = str(value)
    if text.isascii() and text.isdecimal() and 0 < len(text.lstrip("0")) < 10:
        return int(text)
    raise UsageError(f'{option}: "{value}" is no number from 1 on', f"for example {option} 5")


def _output(flag: str | None, environment: "Mapping[str, str]") -> "Output":
    asked = flag if flag is not None else environment.get("GLOSSCTL_OUTPUT") or OUTPUTS[0]
    for output in OUTPUTS:
        if asked == output:
            return output
    where = "--output" if flag is not None else "GLOSSCTL_OUTPUT"
    raise UsageError(f'{where}: there is no output "{asked}"', f"choose one of {', '.join(OUTPUTS)}")


def _color(flag: str | None, environment: "Mapping[str, str]") -> bool:
    """Tell whether to colour. Source: no-color.org (NO_COLOR counts when it isn't empty), force-color.org."""
    if flag is not None and flag not in COLORS:
        raise UsageError(f'--color: there is no "{flag}"', f"choose one of {', '.join(COLORS)}")
    if flag in ("always", "never"):
        return flag == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return console.is_terminal() and environment.get("TERM") != "dumb"
