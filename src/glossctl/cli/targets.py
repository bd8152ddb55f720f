"""Which glossary file a writing command works on: ``-g``, ``--user``, or the nearest of one's own."""

import os

from glossctl import layers, toml
from glossctl.cli.misses import add_line
from glossctl.editing.senses import otherwise, senses
from glossctl.entries import Contents, Header
from glossctl.errors import GlossctlError, UsageError
from glossctl.files.folders import config_folder
from glossctl.files.slugs import slug
from glossctl.glossary import read_text
from glossctl.render import console
from glossctl.text import shell_word
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossctl.entries import Entry


def one(glossaries: "Sequence[str]", user: bool, environment: "Mapping[str, str]") -> str:
    """Return the file that a new entry goes to; it need not be there.

    A file that was named (-g, else the first in GLOSSCTL_GLOSSARY), the user's own, the project's, or the one that
    the project will have: in the repository's root, else in the current folder.
    """
    if len(glossaries) > 1 or (glossaries and user):
        raise UsageError("an entry goes to one file", "name one -g, or --user")
    if glossaries:
        return glossaries[0]
    if user:
        return _users(environment)
    if named := _named(environment):
        return named[0]
    return layers.project_file(".") or os.path.join(layers.project_root("."), layers.PROJECT_FILE)


def _named(environment: "Mapping[str, str]") -> list[str]:
    return [path for path in environment.get("GLOSSCTL_GLOSSARY", "").split(os.pathsep) if path]


def _users(environment: "Mapping[str, str]") -> str:
    folder = config_folder(environment)
    if folder is None:
        raise GlossctlError("there is no folder for your own glossary", "set HOME or XDG_CONFIG_HOME")
    return os.path.join(folder, layers.PROJECT_FILE)


def fresh(path: str, user: bool = False) -> str:
    """Return the text that a new glossary file starts with: a header named after the file or its folder."""
    if user:
        return toml_write.header_table(Header("mine", "My glossary"))
    folder, file = os.path.split(os.path.abspath(path))
    stem = file.removesuffix(".toml")
    called = os.path.basename(folder) if file == layers.PROJECT_FILE else stem
    return toml_write.header_table(Header(slug(called), f"Glossary of {called}" if called else ""))


def own(glossaries: "Sequence[str]", user: bool, environment: "Mapping[str, str]") -> list[str]:
    """Return the files that may be changed, nearest first: those named, else the project's and the user's own."""
    if glossaries and user:
        raise UsageError("-g and --user name two places", "name one -g, or --user")
    if glossaries:
        return list(glossaries)
    if user:
        return [_users(environment)]
    if named := _named(environment):
        return named
    project = layers.project_file(".")
    return [*([project] if project else []), *layers.user_files(environment)]


def holding(name: str, paths: "Sequence[str]", verb: str) -> str | None:
    """Return the first of ``paths`` that has an entry of ``name``; else None, and standard error says why.

    Raises FileError for a file on the way that can't be read or is no glossary.
    """
    looked: list[Entry] = []
    for path in paths:
        entries = toml.read(read_text(path), path).entries
        if senses(entries, name):
            return path
        looked += entries
    _report(name, paths, looked, verb)
    return None


def _report(name: str, paths: "Sequence[str]", entries: "Sequence[Entry]", verb: str) -> None:
    where = " or ".join(paths) or "a glossary of your own"
    hint = add_line(name)
    if other := otherwise(entries, name):
        hint = f'"{name}" is another name of it: glossctl {verb} {shell_word(other.name)}'
    elif senses(_bundled().entries, name):
        hint = f"the bundled glossary has it and stays as it is; yours comes before it: {hint}"
    console.error(f'"{name}" is not in {where}', hint)


def _bundled() -> Contents:
    return toml.read(read_text(layers.BUNDLED), layers.BUNDLED)
