"""S: hints, the words that people search with who don't know the name."""

from glossctl.rules import quoted, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject


@rule("S001", "hint-is-the-name")
def hint_is_the_name(subject: "Subject") -> "Iterator[Finding]":
    """Find hints that are the entry's own name, full form, alias, job title or form.

    Search knows these already; a hint is for who doesn't.

    Wrong: `name = "MIG"` with `hints = ["multi instance gpu"]` and `expansion = "Multi-Instance GPU"`.

    Mend: remove the hint, or write what people type who don't know the name.
    """
    for number, entry in subject.entries():
        own = set(map(fold, entry.called())) if entry.hints else ()
        for item, hint in enumerate(entry.hints):
            if fold(hint) in own:
                message = f"hint {quoted(hint)} is what {quoted(entry.name)} is called already"
                yield subject.at(number, "hints", item), message


@rule("S002", "repeated-hint")
def repeated_hint(subject: "Subject") -> "Iterator[Finding]":
    """Find hints that occur twice in one entry; capitals, hyphens and accents make no difference.

    The second says nothing that the first doesn't.

    Wrong: `hints = ["cheap VMs", "cheap vms"]`.

    Mend: remove the second, or write it in another voice.
    """
    for number, entry in subject.entries():
        first: dict[str, str] = {}
        for item, hint in enumerate(entry.hints):
            key = fold(hint)
            if key in first:
                message = f"hint {quoted(hint)} occurs twice; the first is {quoted(first[key])}"
                yield subject.at(number, "hints", item), message
            first.setdefault(key, hint)


@rule("S003", "hint-names-another")
def hint_names_another(subject: "Subject") -> "Iterator[Finding]":
    """Find hints that are what another entry of the file is called.

    Who searches for that means the other entry, and gets this one beside it.

    Wrong: `hints = ["RDMA"]` on an entry `RoCE`, while `RDMA` is an entry.

    Mend: remove the hint, or write the name under `related`.
    """
    for number, entry in subject.entries():
        own = set(map(fold, entry.called())) if entry.hints else ()
        for item, hint in enumerate(entry.hints):
            other = None if fold(hint) in own else subject.lead(hint)
            if other is not None and subject.keys[other] != subject.keys[number]:
                name, line = quoted(subject.rows[other][1].name), subject.line(other)
                yield (
                    subject.at(number, "hints", item),
                    f"hint {quoted(hint)} leads to the entry {name}, on line {line}",
                )
