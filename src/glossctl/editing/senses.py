"""Which entry of one glossary file is meant by a name and, where it has several senses, by a sense."""

from glossctl.errors import GlossctlError
from glossctl.text import first_sentence, fold, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Entry


def senses(entries: "Sequence[Entry]", name: str) -> list[int]:
    """Return where the entries of a name stand in ``entries``; empty when there are none."""
    key = fold(name)
    return [number for number, entry in enumerate(entries) if fold(entry.name) == key]


def chosen(entries: "Sequence[Entry]", name: str, sense: str | None, path: str) -> int | None:
    """Return where the one entry meant by ``name`` stands in ``entries``; None where no entry has the name.

    ``sense`` is its full form, or its number from 1 among the senses of the name. Raises GlossctlError where several
    are meant, or none of them.
    """
    found = senses(entries, name)
    if not found:
        return None
    if sense is None:
        if len(found) == 1:
            return found[0]
        raise GlossctlError(
            f'"{entries[found[0]].name}" has {len(found)} senses in {path}: {_listed(entries, found)}',
            "say which by its full form or its number",
            "several-senses",
        )
    if sense.isdecimal() and sense.isascii() and 1 <= int(sense) <= len(found):
        return found[int(sense) - 1]
    meant = [number for number in found if fold(entries[number].expansion or "") == fold(sense)]
    if len(meant) != 1:
        count = "several senses" if meant else "no sense"
        raise GlossctlError(
            f'"{entries[found[0]].name}" has {count} "{one_line(sense)}" in {path}',
            f"its senses: {_listed(entries, found)}",
        )
    return meant[0]


def otherwise(entries: "Sequence[Entry]", name: str) -> "Entry | None":
    """Return the first entry that has ``name`` as another name: an alias, a form or its full form."""
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
