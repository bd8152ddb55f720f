"""``export``: a glossary in another format."""

import os

from glossctl import exchange, toml
from glossctl.cli.exits import FOUND
from glossctl.cli.import_ import OUT, put, there_already
from glossctl.entries import Contents
from glossctl.errors import GlossctlError
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.losses import counted
from glossctl.files.text import read_text
from glossctl.files.tree import write_tree
from glossctl.render import console
from glossctl.text import shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.cli.settings import Settings


def run(settings: "Settings", format_name: str, destination: str, columns: str, mapping: str, force: bool) -> int:
    """Write the glossaries that were named, else the nearest one, in another format; say what it can't carry."""
    columns_by_field = parse(columns, mapping)
    to_folder = exchange.is_folder(format_name, destination)
    if destination != OUT and not force and _is_taken(destination, to_folder):
        if destination.endswith(".toml"):  # the glossary itself, which --force would overwrite
            given = f"glossctl export {format_name} -g {shell_word(destination)}"
            raise GlossctlError(f"{destination} is there already, and export writes no TOML", f"to export it: {given}")
        raise there_already(destination)
    contents = _contents(settings)
    if to_folder:
        pages = exchange.write_folder(format_name, contents, columns_by_field)
        write_tree(destination, pages.files)
        losses = pages.losses
    else:
        writing = exchange.write(format_name, contents, columns_by_field, destination)
        losses = writing.losses
        if destination == OUT:
            console.write_exactly(writing.text.encode())
        else:
            put(destination, writing.text, force)
    if contents.translations and format_name not in exchange.TRANSLATED:
        losses = (*losses, counted(len(contents.translations), "translation"))
    if losses:
        console.note(f"note: {_listed(losses)} not carried by {format_name}")
    if destination != OUT:
        console.note(f"{counted(len(contents.entries), 'entry', 'entries')} in {destination}")
    return FOUND


def _contents(settings: "Settings") -> Contents:
    """Return what to export: all glossaries that were named, or the nearest of those in force."""
    layers = settings.layers()
    named = settings.paths()
    if not layers:
        raise GlossctlError("there is no glossary in force", "name one with -g")
    if not named:
        layers = layers[:1]
    glossaries = [toml.read(read_text(layer.path), layer.path) for layer in layers]
    if not named:
        console.note(f"note: exporting {glossaries[0].header.name} ({layers[0].path}); -g names another")
        settings.warn_of_misnamed(layers[0])
    if len(layers) == 1:
        return glossaries[0].replace(translations=tuple(_translations(layers[0].path)))
    return Contents(glossaries[0].header, tuple(entry for contents in glossaries for entry in contents.entries))


def _translations(path: str) -> "Iterator[Contents]":
    from glossctl.layers import translations

    for beside in translations(path).values():
        contents = toml.read(read_text(beside), beside)
        if contents.header.translates:
            yield contents


def _listed(losses: "Sequence[str]") -> str:
    *first, last = losses
    verb = "is" if not first and last.startswith(("1 ", "the ")) else "are"
    return f"{', '.join(first)} and {last} {verb}" if first else f"{last} {verb}"


def _is_taken(destination: str, to_folder: bool) -> bool:
    if to_folder and os.path.isdir(destination):
        return bool(os.listdir(destination))
    return os.path.lexists(destination)
