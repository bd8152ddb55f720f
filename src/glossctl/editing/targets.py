"""Which glossary file to change, what a new file starts with, and which file holds an entry."""

import difflib
import os

from glossctl import layers, toml
from glossctl.editing.senses import otherwise, senses
from glossctl.entries import Header, Value
from glossctl.errors import GlossctlError
from glossctl.files.fingerprint import fingerprint
from glossctl.files.folders import config_folder
from glossctl.files.slugs import places, slug
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossctl.entries import Contents, Entry

    Read = Callable[[str], str]


class Holder(Value):
    """The first file that has an entry, or None in ``path``.

    On a miss, ``other`` is an entry that has the name as an alias, a form or its full form, and ``is_bundled`` says
    whether the bundled glossary, which is not for editing, has the entry.
    """

    path: str | None
    other: "Entry | None" = None
    is_bundled: bool = False


def destination(folder: str = ".") -> str:
    """Return the path of the project's glossary file for ``folder``; the file need not exist.

    If there is none at or above ``folder``, it belongs in the root of the repository, else in ``folder`` itself.
    """
    return layers.project_file(folder) or os.path.join(layers.project_root(folder), layers.PROJECT_FILE)


def user_file(environment: "Mapping[str, str]") -> str:
    """Return the user's own glossary file. Raises GlossctlError where there is no folder for it."""
    folder = config_folder(environment)
    if folder is None:
        raise GlossctlError("there is no folder for your own glossary", "set HOME or XDG_CONFIG_HOME")
    return os.path.join(folder, layers.PROJECT_FILE)


def own_files(environment: "Mapping[str, str]", folder: str = ".") -> list[str]:
    """Return the files that may be changed, nearest first: the project's and the user's own, with translations."""
    project = layers.project_file(folder)
    sources = [*([project] if project else []), *layers.user_files(environment)]
    return [path for source in sources for path in (source, *layers.translations(source).values())]


def new_file(path: str, is_users: bool = False) -> str:
    """Return the text that a new glossary file starts with: a header named after the file or its folder."""
    if is_users:
        return toml_write.header_table(Header("mine", "My glossary"))
    folder, file = os.path.split(os.path.abspath(path))
    stem = file.removesuffix(".toml")
    name = os.path.basename(folder) if file == layers.PROJECT_FILE else stem
    return toml_write.header_table(Header(slug(name), f"Glossary of {name}" if name else ""))


def new_translation(source: Header, path: str, language: str) -> str:
    """Return the first text of a translation of the glossary file at ``path``. Raises GlossctlError."""
    if source.translates:
        raise GlossctlError(f"{path} is a translation itself", f"translate {source.translates}")
    if language.lower() == source.language.lower():
        raise GlossctlError(f"{path} is in {source.language} itself", "an entry of it needs no language")
    return toml_write.header_table(Header(source.name, language=language, translates=os.path.basename(path)))


def translating(entry: "Entry", contents: "Contents", path: str) -> "Entry":
    """Return ``entry`` as a translation of the entry of ``contents`` with the same id, by default the name's slug.

    The translation records the fingerprint of its source. Raises GlossctlError if there is no such entry.
    """
    numbers = places(contents.entries)
    id_ = entry.id or slug(entry.name)
    if id_ not in numbers:
        near = difflib.get_close_matches(id_, numbers, n=1, cutoff=0 if entry.id else 0.6)
        hint = f'the nearest id is "{near[0]}"' if near else "say which entry it translates, by its id"
        raise GlossctlError(f'{path} has no entry of the id "{id_}"', hint, "" if near else "no-id")
    source = contents.entries[numbers[id_]]
    return entry.replace(id=id_, kind=source.kind, of=fingerprint(source))


def holder(name: str, paths: "Sequence[str]", read: "Read") -> Holder:
    """Return the first of ``paths`` that has an entry called ``name``; ``read`` maps a path to its text.

    Raises FileError for a file before it that can't be read or isn't a glossary.
    """
    entries: list[Entry] = []
    for path in paths:
        contents = toml.read(read(path), path)
        if senses(contents.entries, name):
            return Holder(path)
        entries += contents.entries
    bundled = toml.read(read(layers.BUNDLED), layers.BUNDLED).entries
    return Holder(None, otherwise(entries, name), bool(senses(bundled, name)))
