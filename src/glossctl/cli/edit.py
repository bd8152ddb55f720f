"""``edit``: an entry of a glossary of one's own in the editor; the file is replaced when what was written is sound."""

import contextlib
import os
import signal
import subprocess
import sys

from glossctl import toml
from glossctl.cli import targets
from glossctl.cli.exits import FOUND, MISSED, WRONG
from glossctl.editing.edit import command, line
from glossctl.errors import FileError, GlossctlError
from glossctl.files import rewrite
from glossctl.files.text import read_text
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossctl.cli.settings import Settings


def run(settings: "Settings", name: "Sequence[str]", sense: str, user: bool, glossary: "Sequence[str]") -> int:
    """Open the nearest file that has the entry of a name, at that entry; without a name, the file itself."""
    term = " ".join(name)
    paths = targets.own(settings.named(glossary), user, settings.environment)
    path = targets.holding(term, paths, "edit") if name else next(iter(paths), None)
    if path is None:
        if not name:
            console.error("there is no glossary of your own yet", 'glossctl add NAME --definition "..."')
        return MISSED
    text = read_text(path)
    at = line(text, term, sense or None, path) or 1 if name else 1
    copy = _beside(path)
    words = command(_editor(settings.environment), copy, at)
    _write(copy, text, path)
    edited = _edited(words, copy, path)
    if text.strip() and not edited.strip():  # an editor that broke off, or "never mind" as git takes it
        os.unlink(copy)
        raise GlossctlError(f"what you wrote is empty; {path} is as it was", "delete the file itself to be rid of it")
    if edited == text:
        os.unlink(copy)
        console.write("nothing changed\n")
        return FOUND
    if not _is_sound(edited, copy, path):
        return WRONG
    _put(path, text, edited, copy)
    os.unlink(copy)
    console.say(f"edited {term} in {path}" if name else f"edited {path}")
    return FOUND


def _editor(environment: "Mapping[str, str]") -> str:
    standard = "notepad" if sys.platform == "win32" else "vi"
    return environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip() or standard


def _beside(path: str) -> str:
    """Return a name for a copy in the same folder; it begins with a dot, so that the copy is no glossary in force."""
    folder, name = os.path.split(os.path.realpath(path))
    return os.path.join(folder, f".{rewrite.shortened(name.removesuffix('.toml'))}.edit-{os.urandom(3).hex()}.toml")


def _write(copy: str, text: str, path: str) -> None:
    try:
        with open(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text.encode())
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(copy)
        raise GlossctlError(f"can't write a copy beside {path}: {(error.strerror or str(error)).lower()}") from error


def _edited(words: list[str], copy: str, path: str) -> str:
    """Return the text of the copy after the editor ended well; else the copy stays only where it was changed."""
    before = _content(copy)
    try:
        with _interrupts_left_to_the_editor():
            status = subprocess.run(words, check=False).returncode  # noqa: S603 — the user's own editor
    except OSError as error:
        os.unlink(copy)
        reason = (error.strerror or str(error)).lower()
        raise GlossctlError(f"can't start the editor {words[0]}: {reason}", "set VISUAL or EDITOR") from error
    if status:
        kept = _content(copy) not in (before, None)
        if not kept:
            with contextlib.suppress(OSError):
                os.unlink(copy)
        end = f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"
        message = f"the editor {end}; {path} is as it was"
        raise GlossctlError(message, f"what you wrote is kept in {copy}" if kept else None)
    content = _content(copy)
    try:
        if content is not None:
            return content.decode("utf-8-sig")
        reason = "is gone"
    except UnicodeDecodeError:
        reason = "is not UTF-8"
    raise GlossctlError(f"what you wrote in {copy} {reason}; {path} is as it was")


def _content(copy: str) -> bytes | None:
    if not os.path.isfile(copy):  # a pipe in its place would keep us waiting
        return None
    try:
        with open(copy, "rb") as file:
            return file.read()
    except OSError:
        return None


@contextlib.contextmanager
def _interrupts_left_to_the_editor() -> "Iterator[None]":
    """Let Ctrl-C reach the editor alone, in which it is a key like others."""
    kept = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, kept)


def _is_sound(text: str, copy: str, path: str) -> bool:
    """Tell whether what was written is a glossary; where not, say each fault and where it is kept."""
    try:
        toml.read(text, copy)
    except FileError as error:
        for fault in error.faults:
            console.note(str(fault))
        console.error(f"what you wrote is not a valid glossary; {path} is as it was", f"it is kept in {copy}")
        return False
    return True


def _put(path: str, before: str, after: str, copy: str) -> None:
    def change(text: str) -> str:
        if text != before:
            raise GlossctlError(f"{path} was changed by someone else meanwhile")
        return after

    try:
        rewrite.rewrite(path, change)
    except GlossctlError as error:
        raise GlossctlError(error.message, f"what you wrote is kept in {copy}") from error
