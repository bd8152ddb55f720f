"""``format``: glossary files sorted and laid out."""

import codecs

from glossctl import layers
from glossctl.cli.exits import CLEAN, FINDINGS, WRONG
from glossctl.cli.hints import hint
from glossctl.cli.settings import no_glossary
from glossctl.editing.format import format as laid_out
from glossctl.errors import FileError, GlossctlError
from glossctl.files import rewrite
from glossctl.files.text import decode, read_text
from glossctl.render import console
from glossctl.render.diff import diff as difference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from glossctl.cli.settings import Settings

    Way = Literal["write", "check", "diff"]


def run(settings: "Settings", file: "Sequence[str]", check: bool, diff: bool) -> int:
    """Lay out glossary files, by default those named by -g or the environment, else the project's.

    ``check`` writes nothing and names the files that would change, ``diff`` shows how. ``-`` alone lays out
    standard input to standard output. A file that is no glossary leaves the others to be laid out.
    """
    way: Way = "diff" if diff else "check" if check else "write"
    if list(file) == ["-"]:
        return _stream(settings, way)
    status = CLEAN
    for path in file or _default(settings):
        try:
            status = max(status, _file(path, settings, way))
        except GlossctlError as error:
            faults = error.faults if isinstance(error, FileError) else ()
            for fault in faults:
                console.error(str(fault), hint(error) if fault is faults[-1] else None)
            if not faults:
                console.error(error.message, hint(error))
            status = WRONG
    return status


def _default(settings: "Settings") -> "Sequence[str]":
    paths = settings.paths()
    project = layers.project_file(".")
    if not paths and project is None:
        raise no_glossary()
    return paths or (project or "",)


def _stream(settings: "Settings", way: "Way") -> int:
    content = console.input_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = decode(content, "<stdin>")
    result = laid_out(text, "<stdin>")
    if way == "write":
        console.write_exactly(mark + result.encode())
        return CLEAN
    return _show("<stdin>", text, result, settings, way)


def _file(path: str, settings: "Settings", way: "Way") -> int:
    text = read_text(path)
    result = laid_out(text, path)
    if way != "write":
        return _show(path, text, result, settings, way)
    if result == text:
        console.say(f"{path} is laid out")
        return CLEAN
    rewrite.rewrite(path, lambda now: result if now == text else laid_out(now, path))
    console.say(f"laid out {path}")
    return CLEAN


def _show(path: str, text: str, result: str, settings: "Settings", way: "Way") -> int:
    if result == text:
        return CLEAN
    if way == "diff":
        console.show(difference(text, result, path, settings.color), settings.color, console.UNBROKEN, settings.pager)
    else:
        console.say(f"would lay out {path}")
    return FINDINGS
