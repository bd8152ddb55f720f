"""``import``: somebody's list becomes a glossary file."""

import os

from glossctl import exchange
from glossctl.cli.exits import FOUND
from glossctl.errors import GlossctlError
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.losses import counted
from glossctl.files import rewrite
from glossctl.render import console
from glossctl.text import shell_word
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings
    from glossctl.entries import Contents, Entry

OUT = "-"


def run(
    settings: "Settings",
    format_name: str,
    source: str,
    destination: str,
    name: str,
    title: str,
    language: str,
    columns: str,
    mapping: str,
    encoding: str,
    unique: bool,
    force: bool,
) -> int:
    """Read ``source`` and write a glossary file, sorted; say what was not carried. ``-`` is a standard stream.

    Entries that repeat another in every field are kept and counted, so that no row is lost; ``unique`` leaves them out.
    """
    _refuse(destination, force)
    content = console.input_bytes() if source == "-" else None
    reading = exchange.read(format_name, source, parse(columns, mapping), encoding, content, language, force)
    contents = exchange.renamed(reading.contents, name, title, language)
    repeats = exchange.repeats(contents)
    contents = exchange.unique(contents) if unique else contents
    contents = contents.replace(entries=tuple(toml_write.ordered(contents.entries, contents.header)))
    text = toml_write.write(contents)
    if destination == OUT:
        console.write_exactly(text.encode())
    else:
        put(destination, text, force)
    for note in reading.notes:
        console.note(f"note: {note}")
    if repeats and not unique:
        said = counted(repeats, "entry repeats", "entries repeat")
        console.note(f"note: {said} another exactly: --unique leaves {'it' if repeats == 1 else 'them'} out")
    repeated = (counted(repeats, "exact repeat"),) if repeats and unique else ()
    console.note(_summary(contents, destination, (*reading.losses, *repeated)))
    return FOUND


def _refuse(destination: str, force: bool) -> None:
    """Raise GlossctlError early where ``destination`` could not be written: before minutes are spent on reading."""
    if destination == OUT:
        return
    if os.path.isdir(destination):
        inside = os.path.join(destination, "glossary.toml")
        raise GlossctlError(f"can't write {destination}: it is a folder", f"name the file in it: {inside}")
    if os.path.lexists(destination) and not force:
        raise there_already(destination)


def there_already(destination: str) -> GlossctlError:
    """Return the error for a destination that is there and must not be overwritten."""
    return GlossctlError(f"{destination} is there already", "--force overwrites it")


def put(destination: str, text: str, force: bool) -> None:
    """Write a file whole or not at all; what is there is only overwritten with ``force``."""
    try:
        rewrite.put(destination, text.encode(), force)
    except FileExistsError as error:
        raise there_already(destination) from error


def _summary(contents: "Contents", destination: str, losses: "tuple[str, ...]") -> str:
    parts = [counted(len(contents.entries), "entry", "entries")]
    if destination != OUT:
        parts[0] += f" in {destination}"
    if losses:
        parts.append(f"not carried: {', '.join(losses)}")
    if destination != OUT:
        path = shell_word(destination)
        name = shell_word(_example(contents.entries).name)
        parts.append(f"next: glossctl define -g {path} {name}, glossctl validate {path}")
    return "; ".join(parts)


def _example(entries: "tuple[Entry, ...]") -> "Entry":
    """Return an entry worth showing: the first with all that can be shown, else the first."""
    return next((entry for entry in entries if entry.expansion and entry.name.isalnum()), entries[0])
