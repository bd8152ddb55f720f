"""``validate``: every fault of glossary files in one run."""

import contextlib
import os

from glossctl.cli.exits import CLEAN, FINDINGS, WRONG
from glossctl.cli.hints import hint
from glossctl.cli.settings import no_glossary
from glossctl.errors import FileError, UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from glossctl.cli.settings import Settings
    from glossctl.entries import Contents
    from glossctl.errors import Fault
    from glossctl.glossary import Glossary
    from glossctl.rules import Subject

STDIN = "<stdin>"


def run(
    settings: "Settings",
    file: "Sequence[str]",
    select: "Sequence[str]",
    ignore: "Sequence[str]",
    output: str,
    fix: bool,
    statistics: bool,
    schema: bool,
) -> int:
    """Show the faults of glossary files, by default those named by -g or the environment, else the project's.

    ``-`` is standard input. Files that are no glossary don't hide the faults of the others.
    ``fix`` lays the files out first, which mends what is certain; ``statistics`` counts the faults of each rule.
    ``schema`` shows the JSON Schema of a glossary file instead.
    """
    if schema:
        return _show_schema()
    from glossctl.render.faults import OUTPUTS, colored
    from glossctl.render.faults import statistics as counted
    from glossctl.rules import validate

    if output not in OUTPUTS:
        raise UsageError(f'--output: there is no output "{output}"', f"choose one of {', '.join(OUTPUTS)}")
    codes = validate.chosen(select, ignore)
    paths = _paths(file, settings)
    if fix:
        _mend(paths)
    subjects, broken, hints = _read(paths)
    faults = validate.in_order([*broken, *validate.validate(subjects, codes, _bundled(settings))])
    entries = sum(len(subject.rows) for subject in subjects)
    painted = output == "text" and settings.color
    rendered: RenderableType = colored(faults) if painted else OUTPUTS[output](faults, paths, entries)
    if statistics:
        rendered = counted(faults)
    console.show(rendered, settings.color, console.UNBROKEN, settings.pager)
    for advice in hints:
        console.note(f"hint: {advice}")
    console.note(_summary(faults, broken, len(paths), entries))
    return WRONG if broken else FINDINGS if faults else CLEAN


def _mend(paths: "Sequence[str]") -> None:
    """Sort, lay out and mend the files that are glossaries; what is wrong with the others is said behind it."""
    from glossctl.editing.format import mend
    from glossctl.files.rewrite import rewrite

    for path in paths:
        if path == STDIN:
            raise UsageError("standard input can't be mended", "name the file")
        with contextlib.suppress(FileError):
            rewrite(path, lambda text, path=path: mend(text, path))  # type: ignore[misc]  # bound now


def _show_schema() -> int:
    from glossctl.files.text import read_text
    from glossctl.layers import BUNDLED

    console.write(read_text(os.path.join(os.path.dirname(BUNDLED), "glossary.schema.json")))
    return CLEAN


def _paths(files: "Sequence[str]", settings: "Settings") -> list[str]:
    """Return the files to look at, each once."""
    from glossctl.layers import project_file

    named = list(files or settings.paths())
    if not named:
        project = project_file(".")
        if project is None:
            raise no_glossary()
        named = [os.path.relpath(project)]
    once: dict[str, str] = {}
    for path in named:
        once.setdefault(path if path == "-" else os.path.realpath(path), STDIN if path == "-" else path)
    return list(once.values())


def _read(paths: "Sequence[str]") -> "tuple[list[Subject], list[Fault], list[str]]":
    """Return what can be looked at, the faults that keep a file from being a glossary, and what to do about them."""
    from glossctl import toml
    from glossctl.files.text import decode, read_text
    from glossctl.rules import Subject
    from glossctl.toml.places import Places

    subjects: list[Subject] = []
    broken: list[Fault] = []
    hints: dict[str, None] = {}
    for path in paths:
        try:
            text = decode(console.input_bytes(), path) if path == STDIN else read_text(path)
            contents, faults = toml.parse(text, path)
        except FileError as error:
            broken += error.faults
            advice = hint(error)
            if advice and (len(paths) == 1 or path in advice):  # else it wouldn't say which file it is for
                hints[advice] = None
            continue
        broken += faults
        subject = Subject(path, contents, Places(text.replace("\r\n", "\n")))
        subject.is_file = path != STDIN
        if contents.header.translates and subject.is_file:
            subject.source = _source(path, contents.header.translates)
        subjects.append(subject)
    return subjects, broken, list(hints)


def _source(path: str, translates: str) -> "Contents | None":
    """Return what a translation translates, as far as it can be understood; None where it isn't there."""
    from glossctl import toml
    from glossctl.files.text import read_text
    from glossctl.layers import source_file

    source = source_file(path, translates)
    try:
        return toml.parse(read_text(source), source)[0]
    except FileError:
        return None


def _bundled(settings: "Settings") -> "Callable[[str], bool]":
    """Return what tells whether the bundled glossary, which a team's file may build on, defines a name."""
    from glossctl.entries import Layer
    from glossctl.layers import BUNDLED
    from glossctl.opening import open_layers

    opened: list[Glossary] = []

    def defines(name: str) -> bool:
        if not opened:  # only for the first name that the files themselves don't define
            opened.append(open_layers([Layer(BUNDLED, "bundled")], settings.environment))
        return bool(opened[0].define(name))

    return defines


def _summary(faults: "Sequence[Fault]", broken: "Sequence[Fault]", files: int, entries: int) -> str:
    if not faults:
        return f"{_count(entries, 'entry', 'entries')} in {_count(files, 'file', 'files')}: no faults"
    where = len({fault.path for fault in faults})
    counted = f"{_count(len(faults), 'fault', 'faults')} in {_count(where, 'file', 'files')}"
    return f"{counted}; {_kept(broken, len(faults))}" if broken else counted


def _kept(broken: "Sequence[Fault]", faults: int) -> str:
    """Return which files are no glossary, and by how many of the faults."""
    paths = list(dict.fromkeys(fault.path for fault in broken))
    many = len(broken) > 1
    subject = f"{len(broken):,} of them" if faults > 1 else "it"
    files = f"{paths[0]} from being a glossary" if len(paths) == 1 else f"{len(paths):,} files from being glossaries"
    return f"{subject} {'keep' if many else 'keeps'} {files}"


def _count(number: int, singular: str, plural: str) -> str:
    return f"{number:,} {singular if number == 1 else plural}"
