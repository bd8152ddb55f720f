"""What a reader is told when nothing was found: near terms, and the line that would add this one."""

from glossctl.render import console
from glossctl.render.plain import headline
from glossctl.text import first_sentence, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Hit

_UNQUOTED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+@%:,")


def report(query: str, suggestions: "Sequence[Hit]" = ()) -> None:
    """Say on standard error that ``query`` was not found, up to three near terms, and how to add it."""
    console.error(f'"{query}" is not in the glossary')
    if suggestions:
        console.note("hint: did you mean")
    for hit in suggestions[:3]:
        sentence = one_line(first_sentence(hit.entry.definition))
        console.note(f"  {headline(hit.entry)}" + (f": {sentence}" if sentence else ""))
    if query.strip():
        console.note(f"hint: {add_line(query)}")


def add_line(name: str) -> str:
    """Return the command line that would add an entry of this name, ready to paste."""
    word = shell_word(name)
    if name.strip().startswith("-"):  # else it would be read as an option
        return f'glossctl add --definition "..." -- {word}'
    return f'glossctl add {word} --definition "..."'


def shell_word(text: str) -> str:
    r"""Return ``text`` as one word of a POSIX shell's command line.

    >>> shell_word("gpu sharing"), shell_word("it's")
    ("'gpu sharing'", "'it'\\''s'")
    """
    line = one_line(text).strip()
    if line and _UNQUOTED.issuperset(line):
        return line
    return "'" + line.replace("'", "'\\''") + "'"
