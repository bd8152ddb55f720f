"""N: names, aliases and forms, and the entries they find."""

from glossctl.rules import quoted, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Entry
    from glossctl.rules import Finding, Subject

_SMALL = frozenset(("a", "an", "and", "of", "the", "for", "in", "on", "to"))


@rule("N001", "repeated-sense")
def repeated_sense(subject: "Subject") -> "Iterator[Finding]":
    """Find names that occur twice with one meaning.

    The same name with the same full form or the same definition, or with nothing to tell the two apart, is one sense
    written twice: readers see it twice, and the next edit changes only one. Capitals, hyphens, plurals and small words
    make no difference. Two full forms of one name are two senses, and fine.

    Wrong: two tables `name = "SLO"`, with `expansion = "Service Level Objective"` and
    `expansion = "service-level objectives"`.

    Mend: keep one of the tables, with the better definition; or give each its own full form.
    """
    for numbers in subject.senses.values():
        seen: dict[str, int] = {}
        for number in numbers if len(numbers) > 1 else ():
            entry = subject.rows[number][1]
            first = next((seen[text] for text in _identity(entry) if text in seen), None)
            if first is not None:
                why = _why(entry, subject.rows[first][1])
                message = f"{quoted(entry.name)} occurs twice {why}; first on line {subject.line(first)}"
                yield subject.at(number, "name"), message
            for text in _identity(entry):
                seen.setdefault(text, number)


def _identity(entry: "Entry") -> tuple[str, ...]:
    """Return the texts that two entries with the same name must not share."""
    if entry.expansion:
        return ("full form " + _loose(entry.expansion),)
    return ("definition " + fold(entry.definition),)


def _loose(text: str) -> str:
    words = [word for word in fold(text).replace("&", " ").split() if word not in _SMALL]
    return " ".join(word.removesuffix("s") or word for word in words)


def _why(entry: "Entry", other: "Entry") -> str:
    if entry.expansion:
        same = fold(entry.expansion) == fold(other.expansion or "")
        return "with the same full form" if same else f"with nearly the same full form, {quoted(other.expansion or '')}"
    return "with the same definition" if entry.definition else "with nothing to tell the two apart"


@rule("N002", "sense-without-full-form")
def sense_without_full_form(subject: "Subject") -> "Iterator[Finding]":
    """Find entries without a full form beside one of the same name that has one.

    Usually it is the same thing again, added by someone who didn't see the first entry. If it is another sense, its
    full form tells the two apart.

    Wrong: `name = "OPA"` with a definition only, and `name = "Opa"` with `expansion = "..."`.

    Mend: merge the two, or give each sense its full form.
    """
    for numbers in subject.senses.values():
        full = next((number for number in numbers if subject.rows[number][1].expansion), None)
        if full is None or len(numbers) < 2:
            continue
        for number in numbers:
            entry = subject.rows[number][1]
            if not entry.expansion:
                other = quoted(subject.rows[full][1].name)
                where = f"{other} on line {subject.line(full)} has one"
                yield subject.at(number, "name"), f"{quoted(entry.name)} has no full form, and {where}"


@rule("N003", "alias-is-a-name")
def alias_is_a_name(subject: "Subject") -> "Iterator[Finding]":
    """Find aliases that are the name or the full form of another entry of the same kind.

    A look-up of the alias then finds both, and the reader can't tell which is meant. A role may have the name of a term
    as its alias.

    Wrong: `aliases = ["MPS"]` on an entry `MIG`, while `MPS` is an entry.

    Mend: remove the alias, or write it under `related`.
    """
    for number, entry in subject.entries():
        for item, alias in enumerate(entry.aliases):
            key = (entry.kind, fold(alias))
            if subject.keys[number] == key[1]:
                continue
            for what, table in (("name", subject.senses), ("full form", subject.full_forms)):
                other = _other(subject, number, table.get(key, []))
                if other is not None:
                    name = quoted(subject.rows[other][1].name)
                    owner = "another entry" if what == "name" else f"the entry {name}"
                    where = f"on line {subject.line(other)}"
                    yield (
                        subject.at(number, "aliases", item),
                        f"alias {quoted(alias)} is the {what} of {owner}, {where}",
                    )
                    break


def _other(subject: "Subject", number: int, numbers: list[int]) -> int | None:
    """Return the first of the numbers whose entry has another name than the entry with this number."""
    key = subject.keys[number]
    return next((other for other in numbers if subject.keys[other] != key), None)


@rule("N004", "shared-alias")
def shared_alias(subject: "Subject") -> "Iterator[Finding]":
    """Find aliases that another entry of the same kind has too.

    A look-up of the alias finds both entries. Two senses of one name may share their aliases.

    Wrong: `aliases = ["virtual GPU"]` on two entries.

    Mend: keep the alias in the entry that people mean by it.
    """
    first: dict[tuple[str, str], int] = {}
    for number, entry in subject.entries():
        for item, alias in enumerate(entry.aliases):
            other = first.setdefault((entry.kind, fold(alias)), number)
            if subject.keys[other] != subject.keys[number]:
                name, line = quoted(subject.rows[other][1].name), subject.line(other)
                message = f"alias {quoted(alias)} is also an alias of {name}, on line {line}"
                yield subject.at(number, "aliases", item), message


@rule("N005", "idle-alias")
def idle_alias(subject: "Subject") -> "Iterator[Finding]":
    """Find aliases and forms without effect: to a look-up they equal the name, the full form or another alias.

    Look-ups ignore capitals, accents, hyphens and width, so such a line does nothing, though it seems to.

    Wrong: `name = "MIG"` with `aliases = ["mig", "Multi Instance GPU"]` and `expansion = "Multi-Instance GPU"`.

    Mend: remove it.
    """
    for number, entry in subject.entries():
        if not (entry.aliases or entry.forms):
            continue
        taken = {subject.keys[number]: "the name"}
        if entry.expansion:
            taken.setdefault(fold(entry.expansion), "the full form")
        for what, key, texts in (("alias", "aliases", entry.aliases), ("form", "forms", entry.forms)):
            for item, text in enumerate(texts):
                folded = fold(text)
                if folded in taken:
                    yield (
                        subject.at(number, key, item),
                        f"{what} {quoted(text)} does nothing: to a look-up it is {taken[folded]}",
                    )
                taken.setdefault(folded, f"the {what} {quoted(text)}")


@rule("N006", "invisible-name")
def invisible_name(subject: "Subject") -> "Iterator[Finding]":
    """Find names, aliases and forms made of invisible characters, which no look-up reaches.

    They come from copy and paste, and look like an empty line.

    Wrong: a name that is a zero-width space.

    Mend: type the name again.
    """
    for number, entry in subject.entries():
        named = [("name", -1, entry.name), *(("aliases", item, alias) for item, alias in enumerate(entry.aliases))]
        for key, item, text in (*named, *(("forms", item, form) for item, form in enumerate(entry.forms))):
            if not text.isascii() and not fold(text):
                path = (key,) if item < 0 else (key, item)
                codes = " ".join(f"U+{ord(char):04X}" for char in text[:4])
                yield subject.at(number, *path), f"{key} holds only invisible characters ({codes})"


@rule("N007", "avoids-itself")
def avoids_itself(subject: "Subject") -> "Iterator[Finding]":
    """Find words to avoid that are the entry's own name, full form or alias.

    The glossary then tells its readers both to use a word and not to.

    Wrong: `name = "allowlist"` with `avoid = [{ word = "allowlist" }]`.

    Mend: remove the word from one of the two.
    """
    for number, entry in subject.entries():
        if not entry.avoid:
            continue
        own = {fold(alias): "an alias of it" for alias in entry.aliases}
        own |= {fold(entry.expansion or entry.name): "its full form", subject.keys[number]: "its name"}
        for item, avoid in enumerate(entry.avoid):
            if (what := own.get(fold(avoid.word))) is not None:
                yield (
                    subject.at(number, "avoid", item),
                    f"{quoted(entry.name)} avoids {quoted(avoid.word)}, which is {what}",
                )


@rule("N008", "many-senses", default=False)
def many_senses(subject: "Subject") -> "Iterator[Finding]":
    """Find names with more than one sense.

    Not a fault in itself; select the rule to review the homonyms of a merged list.

    Wrong: `name = "PR"` with `expansion = "Pull Request"`, and again with `expansion = "Public Relations"`.

    Mend: nothing if both are in use; else remove the sense that nobody means.
    """
    for numbers in subject.senses.values():
        for number in numbers[1:]:
            name, line = quoted(subject.rows[number][1].name), subject.line(numbers[0])
            yield subject.at(number, "name"), f"{name} has {len(numbers)} senses; the first is on line {line}"
