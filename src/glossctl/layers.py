"""Which glossary files are in use, nearest first, and why."""

import os

from glossctl.entries import Layer
from glossctl.files.folders import config_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossctl.entries import Reason

PROJECT_FILE = "glossary.toml"
_NEARLY = 0.85  # of its letters alike: Glossary.toml, glosary.toml, glossary.tml, glossary.toml.txt
_HEAD = 16_384  # characters: a header is shorter
BUNDLED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "glossary.toml")


def explicit(paths: "Sequence[str]", reason: "Reason") -> tuple[Layer, ...]:
    """Return the layers for the given files, in their order, each once."""
    return _once(Layer(path, reason) for path in paths)


def standing(folder: str, environment: "Mapping[str, str]") -> tuple[Layer, ...]:
    """Return the layers in use if no file is given: the project's, the user's, the bundled one.

    ``folder`` is where the search for the project's file starts; ``environment`` holds HOME and the XDG variables.
    """
    layers = []
    if project := project_file(folder):
        layers.append(Layer(project, "project"))
    layers += [Layer(path, "user") for path in user_files(environment)]
    return _once([*layers, Layer(BUNDLED, "bundled")])


def project_file(folder: str) -> str | None:
    """Return the nearest glossary.toml at or above ``folder``, up to the repository's root; None if there is none."""
    for place in _upward(folder):
        path = os.path.join(place, PROJECT_FILE)
        if os.path.isfile(path):
            return path
    return None


def misnamed(folder: str) -> str | None:
    """Return the file in a folder that is nearly called glossary.toml, and so is not read; None if there is none."""
    import difflib  # only for a message

    try:
        near = [name for name in sorted(os.listdir(folder)) if name != PROJECT_FILE]
    except OSError:  # a folder that may be entered and not listed
        return None
    near = [name for name in near if not (name.endswith(".toml") and _is_of_language(name))]
    close = {name.lower(): name for name in near if name.lower().endswith((".toml", ".tml", ".tom", ".toml.txt"))}
    found = difflib.get_close_matches(PROJECT_FILE, close, n=1, cutoff=_NEARLY)
    return close[found[0]] if found else None


def is_foreign(path: str) -> bool:
    """Tell whether a glossary found above a folder is another user's, outside any repository.

    Anyone who can write to a shared folder could supply answers for everybody below it; git refuses such repositories.
    """
    if not hasattr(os, "geteuid") or any(map(_is_root, _upward(os.path.dirname(path)))):
        return False
    try:
        return os.stat(path).st_uid != os.geteuid()
    except OSError:  # opening it gives a better error
        return False


def project_root(folder: str) -> str:
    """Return the root of the repository that contains ``folder``, or ``folder`` itself if there is none."""
    return next((place for place in _upward(folder) if _is_root(place)), os.path.abspath(folder))


def in_repository(folder: str) -> bool:
    """Tell whether ``folder`` is in a repository."""
    return any(map(_is_root, _upward(folder)))


def _upward(folder: str) -> "Iterator[str]":
    try:
        place = os.path.abspath(folder)
    except OSError:  # the current folder was removed
        return
    while True:
        yield place
        parent = os.path.dirname(place)
        if _is_root(place) or parent == place:
            return
        place = parent


def _is_root(place: str) -> bool:
    return os.path.exists(os.path.join(place, ".git"))


def user_files(environment: "Mapping[str, str]") -> list[str]:
    """Return the user's own glossary files, by name."""
    folder = config_folder(environment)
    if not folder:
        return []
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    paths = (os.path.join(folder, name) for name in names if name.endswith(".toml") and not name.startswith("."))
    return [path for path in paths if os.path.isfile(path) and not is_translation(path)]


def translations(path: str) -> dict[str, str]:
    """Return the files beside a glossary named like its translations (``glossary.ja.toml``), by language."""
    folder, name = os.path.split(path)
    stem = name.removesuffix(".toml")
    if stem == name:
        return {}
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return {}
    paths = {}
    for other in sorted(names):
        tag = other[len(stem) + 1 : -len(".toml")]
        if other.startswith(f"{stem}.") and other.endswith(".toml") and _is_tag(tag):
            paths[tag] = os.path.join(folder, other)
    return paths


def translation_file(path: str, language: str) -> str:
    """Return the path of the translation of a glossary file into a language."""
    return f"{path.removesuffix('.toml')}.{language}.toml"


def source_file(path: str, translates: str) -> str:
    """Return the path of the file that a translation at ``path`` ``translates``."""
    return os.path.join(os.path.dirname(path), translates)


def is_translation(path: str) -> bool:
    """Tell whether a file is named like a translation and declares that it is one."""
    if not _is_of_language(os.path.basename(path)):
        return False
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return any(line.strip().startswith("translates") for line in head.partition("\n[[")[0].splitlines())


def _is_of_language(name: str) -> bool:
    """Tell whether a file's name ends with a language, as glossary.ja.toml does."""
    stem, dot, tag = name.removesuffix(".toml").rpartition(".")
    return bool(stem and dot) and _is_tag(tag)


def _is_tag(text: str) -> bool:
    """Tell whether a part of a file name may be a language; ``bcp47`` checks it exactly."""
    first, *rest = text.split("-")
    return text.isascii() and first.isalpha() and 2 <= len(first) <= 3 and all(map(str.isalnum, rest))


def _once(layers: "Iterator[Layer] | Sequence[Layer]") -> tuple[Layer, ...]:
    """Return the layers without files that a nearer layer has already."""
    nearest: dict[str, Layer] = {}
    for layer in layers:
        nearest.setdefault(_real(layer.path), layer)
    return tuple(nearest.values())


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # no current folder, or not a path: opening it gives a better error
        return path
