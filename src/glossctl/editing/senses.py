"""Choosing one entry of a glossary file by its name and, if the name has several senses, by the sense."""

from glossctl.errors import GlossctlError
from glossctl.text import first_sentence, fold, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Entry


def senses(entries: "Sequence[Entry]", name: str) -> list[int]:
    """Return the positions in ``entries`` of the senses of a name."""
    key = fold(name)
    return [number for number, entry in enumerate(entries) if fold(entry.name) == key]


def chosen(entries: "Sequence[Entry]", name: str, sense: str | None, path: str) -> int | None:
    """Return the position in ``entries`` of the entry called ``name``; None if there is none.

    ``sense`` is its full form, or its number from 1 among the senses of the name. Raises GlossctlError if several
    senses match, or none.
    """
    numbers = senses(entries, name)
    if not numbers:
        return None
    if sense is None:
        if len(numbers) == 1:
            return numbers[0]
        raise GlossctlError(
            f'"{entries[numbers[0]].name}" has {len(numbers)} senses in {path}: {_listed(entries, numbers)}',
            "say which by its full form or its number",
            "several-senses",
        )
    if sense.isdecimal() and sense.isascii() and 1 <= int(sense) <= len(numbers):
        return numbers[int(sense) - 1]
    matches = [number for number in numbers if fold(entries[number].expansion or "") == fold(sense)]
    if len(matches) != 1:
        count = "several senses" if matches else "no sense"
        raise GlossctlError(
            f'"{entries[numbers[0]].name}" has {count} "{one_line(sense)}" in {path}',
            f"its senses: {_listed(entries, numbers)}",
        )
    return matches[0]


def otherwise(entries: "Sequence[Entry]", name: str) -> "Entry | None":
    """Return the first entry that has ``name`` as an alias, a form or its full form."""
    key = fold(name)
    for entry in entries:
        if key in map(fold, (*entry.aliases, *entry.forms, entry.expansion or "")):
            return entry
    return None


def _listed(entries: "Sequence[Entry]", numbers: "Sequence[int]") -> str:
    return ", ".join(f"{count} {_label(entries[number])}" for count, number in enumerate(numbers, 1))


def _label(entry: "Entry") -> str:
    if entry.expansion:
        return f'"{entry.expansion}"'
    sentence = one_line(first_sentence(entry.definition))
    return f'"{sentence if len(sentence) <= 60 else sentence[:59].rstrip() + "…"}"' if sentence else "without a text"
