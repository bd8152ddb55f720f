"""How a line of standard error looks on a terminal: its label, where it wraps, the home as a tilde. Prints nothing.

Rich would do it too, and make a miss take twice as long.
"""

from glossctl.text import is_wide

# A fixed ground under a fixed colour reads as well on a light terminal as on a dark one; no colour by itself does.
_GROUNDS = {
    "error": "\x1b[38;5;231;48;5;160m",  # white on red
    "warning": "\x1b[38;5;16;48;5;220m",  # black on yellow
    "hint": "\x1b[38;5;16;48;5;44m",  # black on cyan
}
_END = "\x1b[0m"
_WIDEST = 96  # columns, as wide as a screen of standard output


def laid_out(text: str, columns: int, color: bool, home: str = "") -> str:
    r"""Return a line as a terminal of ``columns`` shows it, wrapped between words under its text.

    A command line to paste goes on after a backslash, so that a shell takes it as one.

    >>> print(laid_out("error: this is nowhere to be found", 24, color=False))
    error: this is nowhere
           to be found
    """
    if home:
        text = f" {text}".replace(f" {home}/", " ~/").replace(f"({home}/", "(~/")[1:]
    label, colon, rest = text.partition(": ")
    labelled = bool(colon) and label in _GROUNDS
    indent = len(label) + 2 if labelled else len(text) - len(text.lstrip()) + 2
    is_command = (rest if labelled else text).startswith("glossctl ")
    lines = _wrapped(text, min(columns, _WIDEST), min(indent, columns // 2), is_command)
    if labelled and color:
        lines[0] = f"{_GROUNDS[label]}{label}:{_END}{lines[0][len(label) + 1 :]}"
    return "\n".join(lines)


def _wrapped(text: str, columns: int, indent: int, is_command: bool) -> list[str]:
    end = " \\" if is_command else ""
    words = _words(text, is_command)
    lines = [words[0]]
    for number, word in enumerate(words[1:], 1):
        is_last = number == len(words) - 1
        room = columns - (0 if is_last else len(end))
        if _cells(lines[-1]) + 1 + _cells(word) <= room or not lines[-1].strip():
            lines[-1] += f" {word}"
        else:
            lines[-1] += end
            lines.append(" " * indent + word)
    return lines


def _words(text: str, is_command: bool) -> list[str]:
    """Return the words of a line; those of a command with their quotes whole."""
    if not is_command:
        return text.split(" ")
    words: list[str] = []
    quote = ""
    for word in text.split(" "):
        if quote:
            words[-1] += f" {word}"
        else:
            words.append(word)
        for char in word:
            quote = "" if char == quote else quote or (char if char in "\"'" else "")
    return words


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(1 + is_wide(char) for char in text)
