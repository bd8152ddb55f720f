"""The one door to standard output and standard error: streams, encodings, colour, width."""

import codecs
import os
import sys
import time

from glossctl.errors import GlossctlError, UsageError
from glossctl.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from rich.console import RenderableType

_SPELLINGS = {"—": "-", "–": "-", "·": "-", "…": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*", "→": ">"}
_LEAST_COLUMNS = 20
UNBROKEN = 1_000_000  # columns: a line of faults or of a difference is one line, however narrow the terminal
_PATIENCE_SECONDS = 0.5
_BAR_COLUMNS = 24
_color: str | None = None  # what --color says, once the command line is read
_LONGEST_LINE = 2000  # letters of standard error: a query or a name may have millions


def prepare() -> None:
    """Make standard output and standard error take every character, whatever their encoding."""
    codecs.register_error("glossctl.spell", _spell)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="glossctl.spell")


def _spell(error: UnicodeError) -> tuple[str, int]:
    """Spell what an encoding lacks with ASCII of the same width: dashes and quotes, bare letters, else marks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spelled, error.object[error.start : error.end])), error.end


def _spelled(char: str) -> str:
    if char in _SPELLINGS:
        return _SPELLINGS[char]
    import unicodedata  # .2 ms, and few outputs are not UTF-8

    bare = unicodedata.normalize("NFKD", char)[0]
    if bare.isascii() and bare.isprintable():
        return bare
    return "??" if unicodedata.east_asian_width(char) in "WF" else "?"


def spelled(text: str) -> str:
    """Return ``text`` as standard output will spell it, for who quotes it."""
    encoding = (sys.stdout.encoding if sys.stdout is not None else "") or "utf-8"
    return text.encode(encoding, "glossctl.spell").decode(encoding)


def write(text: str) -> None:
    """Write ``text`` to standard output; what could steer a terminal is shown as U+FFFD."""
    _output().write(visible(text))


def say(line: str) -> None:
    """Write one line to standard output, whatever a name or a path in it holds."""
    text = _one_line(line)
    if home() and is_terminal():
        text = text.replace(f" {home()}{os.sep}", f" ~{os.sep}")
    write(text + "\n")


def write_exactly(content: bytes) -> None:
    """Write a file's content to standard output as it is; a terminal is shown what can't steer it."""
    if is_terminal():
        write(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
        return
    flush()
    _output().buffer.write(content)


def show(rendered: "RenderableType", color: bool, width: int, pager: str = "") -> None:
    """Show a rendered result on standard output: a text as it is, a Rich renderable in ``width`` columns.

    What is longer than the terminal goes through ``pager``, a command line, where there is one.
    """
    if pager:
        from io import StringIO

        from glossctl.render.pager import page  # only on a terminal

        output = StringIO()
        _render(rendered, color, width, output)
        text = output.getvalue()
        if not page(text, pager, _output()):
            _output().write(text)
    else:
        _render(rendered, color, width, _output())


def _render(rendered: "RenderableType", color: bool, width: int, output: "TextIO") -> None:
    if isinstance(rendered, str):
        output.write(visible(rendered))
        return
    from rich.console import Console  # 45 ms, and a plain text needs none of it

    class Ours(Console):
        encoding = (_output().encoding or "utf-8").lower()  # of a text that waits for the pager, too

        def on_broken_pipe(self) -> None:  # Rich's own ends the program with status 1
            raise BrokenPipeError

    Ours(
        file=output,
        force_terminal=color,
        color_system="256" if color else None,
        no_color=not color,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
    ).print(rendered, end="")


def flush() -> None:
    """Hand over what is buffered, so that a full disk is noticed before the exit status is settled."""
    if sys.stdout is not None:
        sys.stdout.flush()


def note(text: str) -> None:
    """Write a line to standard error, cut where it is endless; a closed standard error is no reason to fail.

    A terminal gets it wrapped between words; everything else as the one line it is.
    """
    try:
        if sys.stderr is not None:
            flush()
            _complain(_for_reading(visible(_cut(_one_line(text)))) + "\n")
    except (OSError, ValueError):
        return


def _for_reading(line: str) -> str:
    color = _colors_errors()
    terminal = sys.stderr.isatty()
    if not color and not terminal:
        return line
    from glossctl.render import messages  # only for a reader: a script gets the bare line

    width = columns(os.environ, sys.stderr) if terminal else sys.maxsize
    return messages.laid_out(line, width, color, home() if terminal else "")


def _colors_errors() -> bool:
    """Tell whether standard error is coloured: as ``--color`` says, else as the environment, else on a terminal."""
    if _color in ("always", "never"):
        return _color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stderr.isatty() and os.environ.get("TERM") != "dumb")


def set_color(when: str | None) -> None:
    """Keep what ``--color`` says, for what standard error says later."""
    global _color
    _color = when


def _complain(text: str) -> None:
    """Write ``text`` to standard error; where that takes no more, the interpreter does not fail on it either."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        _let_go(sys.stderr)


def warn(text: str) -> None:
    """Write a warning line to standard error."""
    note(f"warning: {text}")


def error(message: str, hint: str | None = None) -> None:
    """Write an error line to standard error, and a hint line where there is one."""
    note(f"error: {message}")
    if hint:
        note(f"hint: {hint}")


class Progress:
    """A line on a terminal's standard error that says how much of a long work is done, and goes when it is.

    Nothing where standard error is no terminal, and nothing before half a second has passed.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = time.monotonic() + _PATIENCE_SECONDS
        self._shown = 0

    def tell(self, done: float) -> None:
        """Say that ``done``, from 0 to 1, is done; at most ten times a second."""
        now = time.monotonic()
        if now < self._next or sys.stderr is None or not sys.stderr.isatty():
            return
        self._next = now + 0.1
        bar = "#" * round(_BAR_COLUMNS * done)
        line = f"{self._doing} [{bar:.<{_BAR_COLUMNS}}] {done:4.0%}"
        _complain("\r" + line)
        self._shown = len(line)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            _complain("\r" + " " * self._shown + "\r")


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _cut(line: str) -> str:
    """Return ``line`` without its middle where it is endless: what it quotes is cut, what to do about it stays."""
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"


def abandon() -> None:
    """Let go of a standard output that takes no more, so that the interpreter does not fail on it when it ends."""
    _let_go(sys.stdout)


def _let_go(stream: "TextIO") -> None:
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        os.close(devnull)
    except (OSError, ValueError, AttributeError):
        return


def queries() -> "Iterator[str]":
    """Yield the lines of standard input as they come, without their line ends and a byte-order mark."""
    if sys.stdin is None:
        raise GlossctlError("standard input is closed")
    encoding = "utf-8-sig"
    lines = sys.stdin.buffer if _blocks() else _whole_input().splitlines(keepends=True)
    for line in lines:
        yield line.decode(encoding, "replace").rstrip("\r\n")
        encoding = "utf-8"


def is_input(words: "Sequence[str]") -> bool:
    """Tell whether the words of a command say to read standard input: ``-`` alone. Raises UsageError beside others."""
    if list(words[:1]) == ["-"] and len(words) > 1:
        raise UsageError("- reads standard input and stands alone", "leave out the other words, or the -")
    return list(words) == ["-"]


def input_bytes() -> bytes:
    """Return all of standard input."""
    if sys.stdin is None:
        raise GlossctlError("standard input is closed")
    return _whole_input()


def _blocks() -> bool:
    """Tell whether reading standard input waits for more; else Python takes a moment without input for its end."""
    try:
        return os.get_blocking(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):  # no descriptor, or a system without the notion
        return True


def _whole_input() -> bytes:
    """Read standard input to its end; one that doesn't block is waited for, as it may be another program's pipe."""
    parts: list[bytes] = []
    while (part := sys.stdin.buffer.read()) != b"":
        if part is None:
            import select  # only where standard input doesn't block

            select.select([sys.stdin.buffer], [], [])
        else:
            parts.append(part)
    return b"".join(parts)


def takes_utf8() -> bool:
    """Tell whether what is written to standard output becomes UTF-8."""
    return sys.stdout is not None and (sys.stdout.encoding or "").lower().replace("_", "-") in ("utf-8", "utf8")


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def home() -> str:
    """Return the reader's home, without a separator at its end; empty where none is known."""
    folder = os.path.expanduser("~").rstrip(os.sep)
    return "" if folder == "~" else folder


def short_path(path: str) -> str:
    """Return ``path`` as a reader knows it: with a tilde for their home."""
    inside = home() and path.startswith(home() + os.sep)
    return "~" + path[len(home()) :] if inside else path


def columns(environment: "Mapping[str, str]", *streams: "TextIO") -> int:
    """Return the width to write for: COLUMNS, else the terminal's at ``streams``, else 80; never less than 20."""
    given = environment.get("COLUMNS", "")
    if given.isdecimal() and given.isascii() and 0 < int(given) < 100_000:
        return max(int(given), _LEAST_COLUMNS)
    for stream in streams or (
        sys.stdout,
        sys.stderr,
        sys.stdin,
    ):  # into a pipe, the terminal it is read on is still at the others
        try:
            return max(os.get_terminal_size(stream.fileno()).columns or 80, _LEAST_COLUMNS)
        except (OSError, ValueError, AttributeError):
            continue
    return 80


def _output() -> "TextIO":
    if sys.stdout is None:
        raise GlossctlError("standard output is closed")
    return sys.stdout
