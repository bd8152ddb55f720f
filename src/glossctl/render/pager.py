"""The reader's pager for what is longer than their terminal, as git uses it."""

import os
import signal
import subprocess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_NOT_FOUND = (126, 127)  # how a shell says that it can't run the command


def page(text: str, command: str, output: "TextIO") -> bool:
    """Show ``text`` through a pager, a shell's command line; False where it fits ``output``, or there is no pager.

    Source: git-config, core.pager: less is told to keep colours, and to leave what it showed on the screen.
    """
    size = os.get_terminal_size(output.fileno())
    if _rows(text, size.columns or 80) < (size.lines or 24):
        return False
    output.flush()
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    kept = signal.signal(signal.SIGINT, lambda number, frame: None)  # Ctrl-C is a key of the pager
    try:
        pager = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602 — the reader's
        pager.communicate(text.encode(output.encoding or "utf-8", "glossctl.spell"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, kept)
    return pager.returncode not in _NOT_FOUND


def _rows(text: str, columns: int) -> int:
    return sum(1 + max(len(line) - 1, 0) // columns for line in text.split("\n")[:-1])
