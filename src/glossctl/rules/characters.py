"""C: the characters in texts."""

import unicodedata

from glossctl.rules import quoted, rule, texts
from glossctl.text import is_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject

_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u3164\uffa0"
_PROSE = ("definition", "mottos", "avoid")  # keys whose texts may have line breaks and tabs
_NAMING = ("name", "expansion", "aliases", "tags", "related", "forms")


@rule("C001", "hidden-character")
def hidden_character(subject: "Subject") -> "Iterator[Finding]":
    """Find control characters, invisible ones, and those that change the direction of text.

    The screen then doesn't show what is in the file, and a look-up of what it shows may find nothing. The joiners that
    some scripts and emoji need are allowed.

    Wrong: a zero-width space in a name; U+202E in a definition.

    Mend: delete the character; many editors show it as a box. `validate --fix` makes a space of a line break or a tab
    where a text has one line.
    """
    for number, entry in subject.entries():
        for path, text in texts(entry):
            if text.isascii() and text.isprintable():
                continue
            allowed = "\n\t" if path[0] in _PROSE else ""
            hidden = next(
                (char for char in text if char not in allowed and (is_unsafe(char) or char in _INVISIBLE)), ""
            )
            if hidden:
                name = unicodedata.name(hidden, "a control character")
                yield subject.at(number, *path), f"{path[0]} holds U+{ord(hidden):04X}, {name.lower()}"


@rule("C002", "not-composed")
def not_composed(subject: "Subject") -> "Iterator[Finding]":
    """Find texts that are not in Unicode's composed form, NFC.

    There a letter and its accent are two characters. They look alike, and look-ups treat them alike; `grep` doesn't.

    Wrong: `café` written with `e` and U+0301.

    Mend: type the letter again, or let an editor normalise the file to NFC.
    """
    for number, entry in subject.entries():
        for path, text in texts(entry):
            if not text.isascii() and not unicodedata.is_normalized("NFC", text):
                yield subject.at(number, *path), f"{path[0]} {quoted(text, 30)} is not in Unicode's composed form (NFC)"


@rule("C003", "odd-spaces")
def odd_spaces(subject: "Subject") -> "Iterator[Finding]":
    """Find white space at the ends of a text, and two spaces in a row inside a name, a full form, an alias or a tag.

    Nobody sees them, and whoever copies the text copies them too.

    Wrong: `name = "MIG "`, `tags = ["gpu  sharing"]`.

    Mend: delete them; `validate --fix` does so.
    """
    for path, line, column in subject.places.padded():
        key = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
        yield (line, column), f"{key} has white space at its ends"
    for number, entry in subject.entries():
        for path, text in texts(entry):
            if path[0] in _NAMING and "  " in text:
                yield (
                    subject.at(number, *path),
                    f"{path[0]} has two spaces in a row behind {quoted(text.partition('  ')[0])}",
                )
