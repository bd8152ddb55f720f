"""A: acronyms and their full forms."""

from glossctl.acronyms import fits, has_initials, is_acronym, is_spelled_out
from glossctl.rules import quoted, reference, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject


@rule("A001", "acronym-without-full-form")
def acronym_without_full_form(subject: "Subject") -> "Iterator[Finding]":
    """Find acronyms that nothing spells out: no full form, no alias that fits, no fitting words in the definition.

    The full form is what a reader of an acronym looks for first, and what `expand`, `explain` and `check` work with. An
    acronym is one word of two or more capitals with at most one small letter, plural s aside.

    Wrong: `name = "CRD"` with `definition = "Extends the API of Kubernetes."` and no `expansion`.

    Mend: add `expansion = "..."`. If the letters no longer stand for anything, write `# glossctl: ignore A001` into the
    entry. A translation has the full form of its source.
    """
    for number, entry in subject.entries() if not subject.header.translates else ():
        if entry.kind != "term" or entry.expansion or not entry.definition or not is_acronym(entry.name):
            continue
        if reference(entry) or any(fits(entry.name, alias) for alias in entry.aliases if len(alias) > len(entry.name)):
            continue
        if not is_spelled_out(entry.name, entry.definition):
            yield subject.at(number, "name"), f"acronym {quoted(entry.name)} has no full form"


@rule("A002", "initials-do-not-fit")
def initials_do_not_fit(subject: "Subject") -> "Iterator[Finding]":
    """Find full forms from which the letters of the acronym can't be read off.

    One of the two is misspelt, or the full form belongs to another entry, or it is a sentence. Words may give several
    letters (MLOps), compounds one of each part (HTTP), small words none, one other word none; digits may stand for
    words (2FA), repeated letters (W3C) or letters left out (K8s). Applies only to glossaries in English: in
    other languages acronyms often stand for English words.

    Wrong: `name = "GPU"` with `expansion = "Graphical Processing Device"`.

    Mend: correct the name or the full form; put a sentence into `definition`. If an acronym doesn't follow its full
    form, write `# glossctl: ignore A002` into the entry, with the reason.
    """
    if subject.header.language.lower().partition("-")[0] not in ("en", ""):
        return
    for number, entry in subject.entries():
        full_form = entry.expansion
        if not full_form or not has_initials(entry.name) or fold(full_form) == subject.keys[number]:
            continue
        if not fits(entry.name, full_form) and (reference(entry) or ("",))[0] != "expansion":
            message = f"full form {quoted(full_form)} doesn't fit the letters of {quoted(entry.name)}"
            yield subject.at(number, "expansion"), message


@rule("A003", "shared-full-form")
def shared_full_form(subject: "Subject") -> "Iterator[Finding]":
    """Find full forms that two names share.

    One thing has two entries: a look-up of the full form finds both, and their definitions drift apart.

    Wrong: `name = "FOSS"` and `name = "OSS"`, both with `expansion = "Open Source Software"`.

    Mend: keep one entry, and make the other name an alias of it.
    """
    for numbers in subject.full_forms.values():
        for number in numbers[1:]:
            if subject.keys[number] != subject.keys[numbers[0]]:
                entry, first = subject.rows[number][1], subject.rows[numbers[0]][1]
                where = f"on line {subject.line(numbers[0])}"
                message = f"full form {quoted(entry.expansion or '')} is also that of {quoted(first.name)}, {where}"
                yield subject.at(number, "expansion"), message


@rule("A004", "full-form-is-the-name")
def full_form_is_the_name(subject: "Subject") -> "Iterator[Finding]":
    """Find full forms that only repeat the name.

    Readers who ask what the letters mean get the letters.

    Wrong: `name = "vLLM"` with `expansion = "vLLM"`.

    Mend: write the full form, or leave `expansion` out.
    """
    for number, entry in subject.entries():
        if entry.expansion and fold(entry.expansion) == subject.keys[number]:
            message = f"the full form of {quoted(entry.name)} only says the name again"
            yield subject.at(number, "expansion"), message
