"""``edit``: the line of an entry in a glossary file, and the command that opens an editor there."""

import os
import shlex
import sys

from glossctl import toml
from glossctl.editing.senses import chosen
from glossctl.errors import UsageError
from glossctl.toml import layout as toml_layout

_PLUS_LINE = frozenset(
    ("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "ne", "joe", "mg")
)
_GOTO = frozenset(("code", "codium", "cursor", "windsurf"))  # they return at once without --wait
_COLON_LINE = frozenset(("hx", "helix", "subl", "zed"))


def line(text: str, name: str, sense: str | None = None, path: str = "<text>") -> int | None:
    """Return the line, from 1, of the heading of the entry called ``name``; None if there is none.

    Returns 1 if the entries are one value (``term = [...]``). Raises GlossctlError if ``name`` and ``sense`` match
    several entries, FileError if ``text`` isn't a valid glossary.
    """
    entries = toml.read(text, path).entries
    number = chosen(entries, name, sense, path)
    if number is None:
        return None
    kind = entries[number].kind
    tables = toml_layout.scan(text).of(kind)
    before = sum(known.kind == kind for known in entries[:number])
    return tables[before].line(text) if tables else 1


def command(editor: str, path: str, at: int) -> list[str]:
    """Return the command line that opens ``path`` in ``editor``, at the line ``at`` in editors known to take one.

    ``editor`` may hold arguments, as $VISUAL and $EDITOR do. Raises UsageError if its quotes are unclosed or empty.

    >>> command("vim", "team.toml", 7), command("code --wait", "team.toml", 7), command("ed", "team.toml", 7)
    (['vim', '+7', 'team.toml'], ['code', '--wait', '--goto', 'team.toml:7'], ['ed', 'team.toml'])
    """
    try:
        words = shlex.split(editor, posix=sys.platform != "win32")
        words = [word.strip('"') for word in words] if sys.platform == "win32" else words
        if not words[0]:
            raise ValueError
    except ValueError as error:
        raise UsageError(f"can't read the editor's command line: {editor}", "look at VISUAL and EDITOR") from error
    program = os.path.basename(words[0].replace("\\", "/") if sys.platform == "win32" else words[0])
    known = program.lower().removesuffix(".exe").removesuffix(".cmd")
    if known in _GOTO:
        wait = [] if {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *wait, "--goto", f"{path}:{at}"]
    if known in _COLON_LINE:
        wait = [] if known in ("hx", "helix") or {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *wait, f"{path}:{at}"]
    return [*words, f"+{at}", path] if known in _PLUS_LINE else [*words, path]
