"""``add``: a new entry in a glossary of one's own."""

import os

from glossctl import layers
from glossctl.cli import targets
from glossctl.cli.exits import FOUND
from glossctl.editing.add import add
from glossctl.editing.targets import new_file
from glossctl.entries import Entry
from glossctl.errors import GlossctlError, UsageError
from glossctl.files import rewrite
from glossctl.files.text import read_text
from glossctl.opening import open_layers
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Kind


def run(
    settings: "Settings",
    name: "Sequence[str]",
    expansion: str,
    definition: str,
    source: str,
    kind: str,
    role: bool,
    audience: bool,
    sense: bool,
    language: str,
    id: str,  # noqa: A002 — its name in the file
    reading: str,
    user: bool,
    glossary: "Sequence[str]",
    **lists: "Sequence[str]",
) -> int:
    """Write a new entry to one file and say which; ``sense`` allows a further sense of a name that is there.

    With ``language`` it goes to the translation beside the file, as that of the entry with the ``id``.
    ``lists`` are the entry's fields that hold several texts.
    """
    entry = Entry(
        " ".join(name),
        _kind(kind, role, audience),
        expansion or None,
        definition=definition,
        source=source or None,
        id=id,
        reading=reading,
        **{field: tuple(texts) for field, texts in lists.items()},  # type: ignore[arg-type]
    )
    glossaries = settings.named(glossary)
    path = targets.destination(glossaries, user, settings.environment)
    if language:
        entry, path, start = _translation(entry, path, language)
    else:
        start = new_file(path, user and not glossaries)
    is_new = _is_new(path)
    if not is_new:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # a pipe: nobody may write it
            raise GlossctlError(f"can't write {path}: it is no plain file")
        read_text(path)  # says what is wrong with the file as every look-up does
    else:
        add(start, entry, path)  # bad input makes no folder either
        if user:
            os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    rewrite.rewrite(path, lambda text: add(text, entry, path, sense), start)
    if is_new:
        console.note(f"created {path}")
        if not glossaries and not user and not layers.in_repository("."):
            console.note("note: no repository here: it counts for this folder and those below; --user: for all folders")
    console.say(f"added {entry.name.strip()} to {path}")
    _warn(entry, path, settings)
    return FOUND


def _translation(entry: "Entry", path: str, language: str) -> "tuple[Entry, str, str]":
    """Return an entry as a translation of one in the file at ``path``, its own file, and what a new one starts with."""
    from glossctl import toml
    from glossctl.bcp47 import canonical, is_tag, mistaken
    from glossctl.editing.targets import new_translation, translating
    from glossctl.layers import translation_file

    if not is_tag(language):
        meant = mistaken(language)
        hint = f"--language {meant}" if meant else "as in ja or pt-BR"
        raise UsageError(f'--language: "{language}" is not a language tag', hint)
    contents = toml.read(read_text(path), path)
    tag = canonical(language)
    start = new_translation(contents.header, path, tag)
    return translating(entry, contents, path), translation_file(path, tag), start


def _warn(entry: "Entry", path: str, settings: "Settings") -> None:
    """Warn of links that lead nowhere, and of related names that nothing defines yet."""
    if entry.links:
        from glossctl.rules.links import why_not  # with all the rules

        for link in entry.links:
            if why := why_not(link):
                console.warn(f'link "{link}" {why}')
    if entry.related:
        from glossctl.entries import Layer

        with open_layers((Layer(path, "given"), *settings.layers()), settings.environment) as glossary:
            for name in entry.related:
                if not glossary.define(name):
                    console.warn(f'related "{name}" is not an entry yet')


def _is_new(path: str) -> bool:
    try:
        os.stat(path)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _kind(named: str, role: bool, audience: bool) -> "Kind":
    """Return the kind that ``--kind``, ``--role`` and ``--audience`` ask for. Raises UsageError where they differ."""
    kinds: set[str] = {named} if named else set()
    kinds |= {"role"} if role else set()
    kinds |= {"audience"} if audience else set()
    if len(kinds) > 1:
        raise UsageError("--kind, --role and --audience ask for different kinds", "name one")
    for known in ("term", "role", "audience"):
        if kinds <= {known}:
            return known
    raise UsageError(f'--kind: there is no kind "{named}"', "choose one of term, role, audience")
