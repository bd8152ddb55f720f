"""R: related terms, and entries that only point to another."""

from glossctl.rules import quoted, reference, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject

_MOST_COMPARED = 300  # unknown names: more of them are not typing mistakes
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 "


@rule("R001", "related-to-nothing")
def related_to_nothing(subject: "Subject") -> "Iterator[Finding]":
    """Find related terms that no entry defines.

    They are looked up by name, alias or full form, as a reader would: in this file, in the other files of the run, and
    in the bundled glossary, which a team's file may build on.

    Wrong: `related = ["MPSS"]` where only `MPS` is an entry.

    Mend: correct the spelling, add the entry, or remove the term.
    """
    known: dict[str, bool] = {}
    near: dict[str, str | None] = {}
    for number, entry in subject.entries():
        for item, name in enumerate(entry.related):
            if name not in known:
                known[name] = subject.is_known(name)
            if known[name]:
                continue
            if name not in near:
                near[name] = _near(subject, name) if len(near) < _MOST_COMPARED else None
            hint = f"; the nearest name is {quoted(near[name] or '')}" if near[name] else ""
            yield subject.at(number, "related", item), f"related term {quoted(name)} leads to no entry{hint}"


def _near(subject: "Subject", name: str) -> str | None:
    """Return a name of the file that is one typing mistake away: a letter added, missing, wrong, or two swapped."""
    key = fold(name)
    if not 2 < len(key) < 60:
        return None
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        slips = [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]]
        slips += [head + letter + tail[cut:] for letter in _LETTERS for cut in (0, 1)]
        for slip in slips:
            if slip in subject.leads:
                return subject.rows[subject.leads[slip]][1].name
    return None


@rule("R002", "related-to-itself")
def related_to_itself(subject: "Subject") -> "Iterator[Finding]":
    """Find entries that are related to themselves.

    Readers who follow the relation stay where they are.

    Wrong: `name = "MIG"` with `related = ["mig"]`, or with its own full form.

    Mend: remove the term.
    """
    for number, entry in subject.entries():
        if entry.related:
            own = {subject.keys[number], fold(entry.expansion or entry.name), *map(fold, entry.aliases)}
            for item, name in enumerate(entry.related):
                if fold(name) in own and len(subject.senses[entry.kind, subject.keys[number]]) == 1:
                    yield subject.at(number, "related", item), f"{quoted(entry.name)} is related to itself"


@rule("R003", "see-nothing")
def see_nothing(subject: "Subject") -> "Iterator[Finding]":
    """Find entries that only say "see X" where nothing defines X.

    Readers who follow them find nothing. The bundled glossary and the other files of the run count as well.

    Wrong: `definition = "See XPU"`, and `XPU` is no entry.

    Mend: write the definition here, or add the entry it points to.
    """
    for number, entry in subject.entries():
        pointer = reference(entry)
        if pointer is not None and "://" not in pointer[1] and not any(map(subject.is_known, _spellings(pointer[1]))):
            message = f"{quoted(entry.name)} points to {quoted(pointer[1])}, which is no entry"
            yield subject.at(number, pointer[0]), message


def _spellings(name: str) -> "Iterator[str]":
    """Yield the names that may be meant: "Simple Storage Service (S3)" may be either."""
    yield name
    long, _, short = name.partition("(")
    if short:
        yield long
        yield short.rstrip(")")
