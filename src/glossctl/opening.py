"""Opening glossaries: which layers, compiled or compiled anew, and what becomes of a broken one."""

import os

from glossctl import layers as layering
from glossctl.entries import Layer
from glossctl.errors import Fault, FileError
from glossctl.files.folders import cache_folder
from glossctl.glossary import Glossary, Translated
from glossctl.index import Index, open_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from sqlite3 import Connection

    from glossctl.index import Fill

    Path = str | os.PathLike[str]
    Progress = Callable[[float], None]


def load(
    *paths: "Path",
    folder: "Path" = ".",
    environment: "Mapping[str, str] | None" = None,
    cache: bool = True,
    language: str = "",
) -> Glossary:
    """Open the glossaries in ``paths``, nearest first; without any, the layers in force.

    These are the project's glossary.toml at or above ``folder`` (up to the root of the repository), the user's own
    files and the bundled glossary. ``paths`` are strings or path objects.
    ``environment`` is read for HOME and the platform's XDG variables only (default: the process's own), never for
    GLOSSCTL_GLOSSARY: pass that as ``paths``. With ``cache`` False everything is compiled in memory and nothing is
    written. ``language``, a tag or a locale, is the reader's: entries are in it where a file has such a translation.

    Raises FileError if a file in ``paths`` can't be read or isn't a glossary. A broken layer that wasn't named is left
    out; its error is in ``faults`` of the result.

    >>> import glossctl
    >>> with glossctl.load() as glossary:
    ...     [entry.expansion for entry in glossary.define("mig")]
    ['Multi-Instance GPU']
    """
    settled = os.environ if environment is None else environment
    if paths:
        layers = layering.explicit([os.fspath(path) for path in paths], "given")
    else:
        layers = layering.standing(os.fspath(folder), settled)
    return open_layers(layers, settled, cache, language=language)


def validate(text: str, path: str = "<text>") -> tuple[Fault, ...]:
    r"""Return the faults of a glossary file's text, in the order of the text; empty if there are none.

    They are what ``glossctl validate`` finds with its default rules; ``path`` is only shown in them. Names that the
    text doesn't define may be in the bundled glossary.

    >>> import glossctl
    >>> [str(fault) for fault in glossctl.validate('[[term]]\nname = "MIG"\n')]
    ['<text>:2:1: D005 "MIG" has neither a full form nor a definition']
    """
    from glossctl.rules import validate as rules

    with open_layers([Layer(layering.BUNDLED, "bundled")], os.environ) as bundled:
        return rules.validate_text(text, path, lambda name: bool(bundled.define(name)))


def open_layers(
    layers: "Sequence[Layer]",
    environment: "Mapping[str, str]",
    cache: bool = True,
    workers: int | None = 1,
    progress: "Progress | None" = None,
    largest: int | None = None,
    language: str = "",
    is_explicit: bool = True,
    texts: "Mapping[str, str] | None" = None,
    before: Glossary | None = None,
) -> Glossary:
    """Open ``layers``, nearest first. A broken file is a fault of the result, or a FileError if it was named.

    ``workers`` processes compile a big file, None for as many as pay off; ``progress`` gets the share done, 0 to 1.
    With ``largest``, files of more bytes are not compiled, and no error is raised; completion uses it. ``language`` is
    the reader's; if they asked for it (``is_explicit``), notes name every layer that lacks it.

    ``texts`` replace the contents of some files on disk. If a file is broken, named or not, its layer of ``before``,
    an earlier glossary, stays in use; it is a fault all the same.
    """
    opened = []
    faults: list[tuple[Layer, FileError]] = []
    folder = cache_folder(environment) if cache else None
    for layer in layers:
        try:
            if layer.reason == "project" and layering.is_foreign(layer.path):
                fault = Fault(layer.path, 0, 0, "F001", "belongs to another user, who may not answer for you unasked")
                raise FileError([fault])
            if texts and layer.path in texts:
                opened.append((layer, open_index(layer.path, None, _text_filler(layer.path, texts[layer.path]))))
            else:
                opened.append((layer, open_index(layer.path, folder, _filler(layer.path, workers, progress, largest))))
        except FileError as error:
            if before is not None:
                opened += [pair for pair in before._pairs() if pair[0] == layer]
            elif largest is None and layer.reason in ("flag", "environment", "given"):
                raise
            faults.append((layer, error))

    def open_translation(path: str) -> Index:
        return open_index(path, folder, _filler(path, 1, None, largest))

    files = [layering.translations(layer.path) for layer, _ in opened]
    translated = Translated(files, language, is_explicit, open_translation) if language or any(files) else None
    return Glossary(opened, faults, folder, layers, translated, texts)


def _filler(path: str, workers: int | None, progress: "Progress | None", largest: int | None) -> "Fill":
    def fill(connection: "Connection") -> None:
        if largest is not None and os.path.getsize(path) > largest:
            raise FileError([Fault(path, 0, 0, "F001", "is not compiled yet")])
        from glossctl.compiling import compile_file  # tomllib alone costs 14 ms
        from glossctl.files.text import check_utf8, read_bytes  # only where no index is fresh

        content = read_bytes(path)
        check_utf8(content, path)
        compile_file(connection, content, path, workers, progress)

    if not os.path.isfile(path):
        from glossctl.files.text import check_readable  # only for an error, or a pipe

        check_readable(path)
    return fill


def _text_filler(path: str, text: str) -> "Fill":
    def fill(connection: "Connection") -> None:
        from glossctl.compiling import compile_file  # only for an editor's text

        compile_file(connection, text.encode("utf-8", "replace"), path)

    return fill
