"""What a command works with, settled once: flag over environment over default."""

import os

from glossctl.entries import KINDS
from glossctl.errors import UsageError
from glossctl.render import OUTPUTS, console, renderer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from glossctl.entries import Entry, Kind, Layer, Reason
    from glossctl.glossary import Glossary
    from glossctl.render import Output, Renderer

_HABITS = {"md": "markdown", "text": "plain", "txt": "plain", "tsv": "plain", "table": "panel", "rich": "panel"}
COLORS = ("auto", "always", "never")


class Settings:
    """The settled settings of one run."""

    __slots__ = ("environment", "explicit", "output", "color", "columns", "pager", "language", "explicit_language")

    def __init__(
        self,
        output: "Output",
        explicit: "tuple[tuple[str, ...], Reason]",
        color: bool,
        columns: int,
        environment: "Mapping[str, str]",
        pager: str = "",
        language: str = "",
        explicit_language: bool = False,
    ) -> None:
        self.output = output
        self.explicit = explicit
        self.color = color
        self.columns = columns
        self.environment = environment
        self.pager = pager
        self.language = language
        self.explicit_language = explicit_language

    @property
    def renderer(self) -> "Renderer":
        """The room that renders this run's results."""
        return renderer(self.output)

    def show(self, rendered: "RenderableType") -> None:
        """Show a rendered result on standard output."""
        if self.output == "json" and isinstance(rendered, str) and not console.takes_utf8():
            from glossctl.render import json

            rendered = json.in_ascii(rendered)
        console.show(rendered, self.color, self.columns, self.pager)

    def queries(self) -> "Iterator[str]":
        """Yield the lines of standard input; what they are answered is shown as they come, without a pager."""
        self.pager = ""
        return console.queries()

    def layers(self) -> "tuple[Layer, ...]":
        """Return the layers in force, nearest first. Raises UsageError for the name of a glossary that is not."""
        from glossctl import layers

        paths = self.paths()
        return layers.explicit(paths, self.explicit[1]) if paths else layers.standing(".", self.environment)

    def warn_of_misnamed(self, used: "Layer") -> None:
        """Warn of a file that is nearly called glossary.toml where the bundled one is taken for want of another."""
        from glossctl import layers

        if used.reason == "bundled" and (near := layers.misnamed(".")):
            console.warn(f"{near} is not read: call it {layers.PROJECT_FILE}, or name it with -g")

    def served(self) -> "tuple[Layer, ...]":
        """Return the layers that -g or the environment names, for a server; empty where each folder's own count.

        Raises FileError where one can't be read: better now than with the first answer.
        """
        if not self.paths():
            return ()
        with self.glossary() as glossary:
            return glossary.layers

    def paths(self) -> "Sequence[str]":
        """Return the files that -g, else the environment, names by path or as a glossary in force; else none."""
        return self.named(*self.explicit)

    def named(self, values: "Sequence[str]", reason: "Reason" = "flag") -> "Sequence[str]":
        """Return the files that ``values`` of -g name: a path stands for itself, a name for a glossary in force."""
        if all(map(_is_path, values)):
            return values
        return _resolved(values, reason, self.environment)

    def glossary(self) -> "Glossary":
        """Open the glossaries in force; each broken layer is a warning. Raises FileError for one that was named."""
        from glossctl.opening import open_layers

        with console.Progress("compiling the glossary") as progress:
            glossary = open_layers(
                self.layers(),
                self.environment,
                workers=None,
                progress=progress.tell,
                language=self.language,
                is_explicit=self.explicit_language,
            )
        for _, error in glossary.faults:
            console.warn(error.message)
        for note in glossary.notes:
            console.note(f"note: {note}")
        return glossary

    def say_fallbacks(self, glossary: "Glossary", entries: "Iterable[Entry]") -> None:
        """Say on standard error which of the entries shown are in another language than the reader's."""
        for sentence in glossary.fallbacks(entries) if self.language else ():
            console.note(f"note: {sentence}")


def settle(
    output: str | None = None,
    glossaries: "Sequence[str]" = (),
    color: str | None = None,
    environment: "Mapping[str, str]" = os.environ,
    lists: bool = False,
    pager: bool = True,
    language: str | None = None,
) -> Settings:
    """Return the settings for these flags in this environment. Raises UsageError for a value there is no such of.

    ``lists`` says that the answer is a list of lines, which a pipe gets as plain text unless told otherwise; ``pager``
    that a long one may go through the reader's pager; ``language`` "" that the reader's is of no account.
    """
    explicit: tuple[tuple[str, ...], Reason] = (tuple(glossaries), "flag")
    if not glossaries:
        paths = environment.get("GLOSSCTL_GLOSSARY", "").split(os.pathsep)
        explicit = (tuple(path for path in paths if path), "environment")
    return Settings(
        _output(output, environment, lists),
        explicit,
        _color(color, environment),
        console.columns(environment),
        environment,
        _pager(environment) if pager and console.is_terminal() else "",
        _language(language, environment),
        bool(language),
    )


def number(option: str, value: "str | int") -> int:
    """Return an option's whole number from 1. Raises UsageError for what is none, in our words instead of Typer's."""
    text = str(value)
    if text.isascii() and text.isdecimal() and 0 < len(text.lstrip("0")) < 10:
        return int(text)
    raise UsageError(f'{option}: "{value}" is not a whole number of 1 or more', f"for example {option} 5")


def kind(value: str) -> "Kind | None":
    """Return the kind that ``--kind`` names, None for all. Raises UsageError for one that there isn't."""
    for known in KINDS:
        if value == known:
            return known
    if value:
        raise UsageError(f'--kind: there is no kind "{value}"', f"choose one of {', '.join(KINDS)}")
    return None


def _language(flag: str | None, environment: "Mapping[str, str]") -> str:
    """Return the reader's language: a tag, or a locale as it is; "" for one that says none. Source: POSIX, 8.2."""
    if flag == "":
        return ""
    if flag is None:
        locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return "" if locale.partition(".")[0] in ("C", "POSIX") else locale
    from glossctl.bcp47 import is_tag, mistaken, of_locale  # only where a language is asked for

    if not is_tag(of_locale(flag) or flag):
        meant = mistaken(flag)
        raise UsageError(f'--language: "{flag}" is not a language tag', f"-l {meant}" if meant else "as in ja or pt-BR")
    return flag


def _output(flag: str | None, environment: "Mapping[str, str]", lists: bool) -> "Output":
    standard = "plain" if lists and not console.is_terminal() else "panel"
    name = flag if flag is not None else environment.get("GLOSSCTL_OUTPUT") or standard
    for output in OUTPUTS:
        if name == output:
            return output
    where = "--output" if flag is not None else "GLOSSCTL_OUTPUT"
    meant = _HABITS.get(name.lower())
    hint = f"-o {meant}" if meant else f"choose one of {', '.join(OUTPUTS)}"
    raise UsageError(f'{where}: there is no output "{name}"', hint)


def _pager(environment: "Mapping[str, str]") -> str:
    """Return the command of the reader's pager; empty for none. As git: PAGER, else less; cat is none."""
    pager = environment.get("PAGER", "less" if environment.get("TERM") != "dumb" else "")
    return "" if pager.strip() == "cat" else pager.strip()


def _color(flag: str | None, environment: "Mapping[str, str]") -> bool:
    """Tell whether to colour. Source: no-color.org (NO_COLOR counts when it isn't empty), force-color.org."""
    if flag is not None and flag not in COLORS:
        raise UsageError(f'--color: there is no "{flag}"', f"choose one of {', '.join(COLORS)}")
    console.set_color(flag)
    if flag in ("always", "never"):
        return flag == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return console.is_terminal() and environment.get("TERM") != "dumb"


def _is_path(value: str) -> bool:
    return not value or value.endswith(".toml") or os.sep in value or os.path.isfile(value)


def _resolved(values: "Sequence[str]", reason: "Reason", environment: "Mapping[str, str]") -> list[str]:
    """Return ``values`` with each name of a glossary in force as its file."""
    from glossctl import layers
    from glossctl.opening import open_layers
    from glossctl.text import fold

    surrounding = settle(environment=environment) if reason == "flag" else None
    in_force = surrounding.layers() if surrounding else layers.standing(".", environment)
    rows = [row for row in open_layers(in_force, environment).sources() if row.glossary]
    files = {fold(row.glossary or ""): row.path for row in reversed(rows)}
    resolved = []
    for value in values:
        path = value if _is_path(value) else files.get(fold(value))
        if path is None and not os.path.exists(value):
            where = "--glossary" if reason == "flag" else "GLOSSCTL_GLOSSARY"
            known = f"in force: {', '.join(row.glossary or '' for row in rows)}; " if rows else ""
            raise UsageError(f'{where}: no glossary in force is named "{value}"', f"{known}a file's name ends in .toml")
        resolved.append(value if path is None else path)
    return resolved


def no_glossary() -> UsageError:
    """Return the error where a command needs a glossary's file and there is none; it names one of nearly that name."""
    from glossctl import layers

    near = layers.misnamed(".")
    advice = f"{near} is not read: call it {layers.PROJECT_FILE}, or name it" if near else "name a file"
    return UsageError(f"there is no {layers.PROJECT_FILE} here or above, up to the repository's root", advice)
