"""Which glossary file a command changes: the one of ``-g`` or GLOSSCTL_GLOSSARY, ``--user``, or the nearest own one."""

import os

from glossctl.cli.misses import add_line
from glossctl.editing import targets
from glossctl.errors import UsageError
from glossctl.files.text import read_text
from glossctl.render import console
from glossctl.text import shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def destination(glossaries: "Sequence[str]", user: bool, environment: "Mapping[str, str]") -> str:
    """Return the file that a new entry goes to; it need not be there."""
    if len(glossaries) > 1 or (glossaries and user):
        raise UsageError("an entry goes to one file", "name one -g, or --user")
    if glossaries:
        return glossaries[0]
    if user:
        return targets.user_file(environment)
    return next(iter(_named(environment)), "") or targets.destination()


def _named(environment: "Mapping[str, str]") -> list[str]:
    return [path for path in environment.get("GLOSSCTL_GLOSSARY", "").split(os.pathsep) if path]


def own(glossaries: "Sequence[str]", user: bool, environment: "Mapping[str, str]") -> list[str]:
    """Return the files that may be changed, nearest first: those named, else the project's and the user's own."""
    if glossaries and user:
        raise UsageError("-g and --user name two places", "name one -g, or --user")
    if glossaries:
        return list(glossaries)
    if user:
        return [targets.user_file(environment)]
    return _named(environment) or targets.own_files(environment)


def holding(name: str, paths: "Sequence[str]", verb: str) -> str | None:
    """Return the first of ``paths`` that has an entry of ``name``; else None, and standard error says why."""
    holder = targets.holder(name, paths, read_text)
    if holder.path is None:
        where = " or ".join(paths) or "a glossary of your own"
        add = "" if verb == "remove" else add_line(name)  # who removes a word doesn't want it back
        hint = add
        if holder.other:
            hint = f'"{name}" is another name of it: glossctl {verb} {shell_word(holder.other.name)}'
        elif holder.is_bundled:
            before = f"; yours comes before it: {add}" if add else ""
            hint = f"the bundled glossary has it and stays as it is{before}"
        console.error(f'"{name}" is not in {where}', hint)
    return holder.path
