"""D: definitions and other texts of an entry."""

import re

from glossctl.acronyms import fits
from glossctl.rules import quoted, reference, rule, texts
from glossctl.text import first_sentence, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.rules import Finding, Subject

_LONGEST_FIRST_SENTENCE = 240  # characters: three lines of a terminal
_LONGEST_PLACEHOLDER = 500  # characters
_PLACEHOLDER = re.compile(
    r"(?:to ?do|tbd|tba|tbc|fix ?me|wip|n/?a|n\.a\.|none|null|nil|undefined|unknown|empty|missing|lorem ipsum.*"
    r"|(?:to be|not yet) (?:defined|done|decided|determined|written|added|completed|confirmed)"
    r"|(?:add|insert|write|enter|your) (?:a |an |the |your )?(?:definition|description|text|full form|expansion)"
    r"(?: here)?|definition|description|placeholder|change ?me|coming soon|asdf\w*|foo ?bar)[.!?…:]*"
    r"|(?:to ?do|fix ?me|tbd)\b\s*[:.…-].*",
    re.IGNORECASE | re.DOTALL,
)
_FILLER = re.compile(r"x{3,}|(?:tag|alias|term|foo)[ -]?\d+|[^\w+&@#%*/~$€]+|<[^<>]*>|\{+[^{}]*\}+", re.IGNORECASE)
_FREE = ("name", "related", "links", "avoid", "status", "source")  # may be any word: TBD and N/A are acronyms too
_WORDED = ("expansion", "definition", "tags", "titles", "mottos")  # where such words are never meant


@rule("D001", "shared-definition")
def shared_definition(subject: "Subject") -> "Iterator[Finding]":
    """Find definitions that two names share.

    Either one thing has two entries, or a definition was copied and not finished. A remark is not a fault: a text
    shared by entries of which two have full forms of their own. D009 finds these.

    Wrong: `name = "NIC"` and `name = "network card"` with the same `definition`.

    Mend: keep one entry and make the other name an alias of it; or write down what sets the two apart.
    """
    yield from _shared(subject, remarks=False)


def _shared(subject: "Subject", *, remarks: bool) -> "Iterator[Finding]":
    """Yield the definitions shared with an earlier entry of another name: only the remarks, or all others."""
    for numbers in subject.definitions.values():
        if len({subject.keys[number] for number in numbers}) < 2:
            continue
        full_forms = {fold(subject.rows[number][1].expansion or "") for number in numbers} - {""}
        if (len(full_forms) > 1) is not remarks:
            continue
        for number in numbers[1:]:
            entry = subject.rows[number][1]
            if subject.keys[number] != subject.keys[numbers[0]] and not reference(entry):
                name = quoted(subject.rows[numbers[0]][1].name)
                message = f"{quoted(entry.name)} has the definition of {name}, on line {subject.line(numbers[0])}"
                yield subject.at(number, "definition"), message


@rule("D002", "circular-definition")
def circular_definition(subject: "Subject") -> "Iterator[Finding]":
    """Find definitions that lead back to themselves: "X: see X", or "X: see Y" and "Y: see X".

    Readers who follow them learn nothing.

    Wrong: `name = "MR"` with `definition = "See PR"`, and `name = "PR"` with `definition = "See MR"`.

    Mend: define one of them, and make the other name an alias of it.
    """
    following: dict[int, int] = {}
    places: dict[int, str] = {}
    for number, entry in subject.entries():
        if (pointer := reference(entry)) is not None and (target := subject.lead(pointer[1])) is not None:
            following[number], places[number] = target, pointer[0]
    done: set[int] = set()
    for start in following:
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in done:
            done.add(at)
            path.append(at)
            at = following.get(at)
        if at in path:
            circle = path[path.index(at) :]
            names = " → ".join(quoted(subject.rows[number][1].name) for number in (*circle[:4], circle[0]))
            yield subject.at(circle[0], places[circle[0]]), f"the definition leads in a circle: {names}"


@rule("D003", "definition-says-the-name")
def definition_says_the_name(subject: "Subject") -> "Iterator[Finding]":
    """Find definitions that only repeat the name, the full form or an alias.

    They take a line and say nothing.

    Wrong: `name = "MIG"`, `expansion = "Multi-Instance GPU"`, `definition = "Multi-Instance GPU."`.

    Mend: say what kind of thing it is and what sets it apart, or leave `definition` out.
    """
    for number, entry in subject.entries():
        definition = fold(entry.definition.rstrip(" .!")) if len(entry.definition) < 1000 else ""
        if not definition:
            continue
        texts = [(subject.keys[number], "name"), (fold(entry.expansion or ""), "full form")]
        for alias in entry.aliases:
            texts.append((fold(alias), f"alias {quoted(alias)}"))  # noqa: PERF401 — the order is the message's
        for text, what in texts:
            if definition == text:
                yield (
                    subject.at(number, "definition"),
                    f"the definition of {quoted(entry.name)} only repeats its {what}",
                )
                break


@rule("D004", "placeholder")
def placeholder(subject: "Subject") -> "Iterator[Finding]":
    """Find placeholders for text still to be written: TODO, TBD, N/A, ?, ..., xxx, lorem ipsum, tag1.

    Readers take them for an answer. Names are not checked: TBD is an acronym, too.

    Wrong: `definition = "TODO"`, `tags = ["tag1"]`.

    Mend: write what belongs there, or leave the key out.
    """
    for number, entry in subject.entries():
        for path, text in texts(entry):
            if path[0] in _FREE or len(text) > _LONGEST_PLACEHOLDER:
                continue
            is_meant = path[0] not in _WORDED or (path[0] == "expansion" and fits(entry.name, text))
            if _FILLER.fullmatch(text) or (not is_meant and _PLACEHOLDER.fullmatch(text)):
                yield subject.at(number, *path), f"{_what(path)} {quoted(text)} is a placeholder"


def _what(path: "tuple[str | int, ...]") -> str:
    return _SINGULARS.get(str(path[0]), str(path[0]))


_SINGULARS = {
    "expansion": "full form",
    "aliases": "alias",
    "tags": "tag",
    "related": "related term",
    "titles": "title",
    "mottos": "motto",
    "links": "link",
    "forms": "form",
}


@rule("D005", "says-nothing")
def says_nothing(subject: "Subject") -> "Iterator[Finding]":
    """Find entries with neither a full form nor a definition.

    A look-up finds such a name and says nothing. An audience may have its titles instead, a role its mottos.

    Wrong: `name = "XPU"` and nothing more.

    Mend: write a definition or a full form, or remove the entry.
    """
    for number, entry in subject.entries():
        if not (entry.expansion or entry.definition or entry.titles or entry.mottos):
            yield subject.at(number, "name"), f"{quoted(entry.name)} has neither a full form nor a definition"


@rule("D006", "empty-text")
def empty_text(subject: "Subject") -> "Iterator[Finding]":
    """Find keys and items that hold an empty text.

    They look like something still to be written.

    Wrong: `expansion = ""`, `tags = ["gpu", ""]`.

    Mend: leave them out; `validate --fix` does so.
    """
    for path, line, column in subject.places.blank():
        key = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
        yield (line, column), f"{key} holds an empty text"


@rule("D007", "same-text-twice")
def same_text_twice(subject: "Subject") -> "Iterator[Finding]":
    """Find items that occur twice in one list of an entry or of the header.

    Capitals and hyphens make no difference. Aliases, forms and hints have rules of their own, N005 and S002.

    Wrong: `tags = ["gpu", "GPU"]`, `related = ["MPS", "MPS"]`.

    Mend: remove one; `validate --fix` does so where the two are the same to the letter.
    """
    for item in _repeats(subject.header.tags):
        tag = subject.header.tags[item]
        yield subject.places.place(("glossary", "tags", item)), f"tag {quoted(tag)} occurs twice here"
    for number, entry in subject.entries():
        for item in _repeats([avoid.word for avoid in entry.avoid]):
            word = entry.avoid[item].word
            yield subject.at(number, "avoid", item), f"word to avoid {quoted(word)} occurs twice here"
        for key in ("tags", "related", "titles", "mottos", "links"):
            items: tuple[str, ...] = getattr(entry, key)
            for item in _repeats(items, folded=key != "links"):
                yield subject.at(number, key, item), f"{_what((key,))} {quoted(items[item])} occurs twice here"


def _repeats(items: "Sequence[str]", folded: bool = True) -> "Iterator[int]":
    """Yield the position of each item that is an earlier one again."""
    seen: set[str] = set()
    for item, text in enumerate(items if len(items) > 1 else ()):
        key = fold(text) if folded else text
        if key in seen:
            yield item
        seen.add(key)


@rule("D008", "long-first-sentence", default=False)
def long_first_sentence(subject: "Subject") -> "Iterator[Finding]":
    """Find first sentences of more than 240 characters.

    Suggestions, completion and `list` show only the first sentence.

    Wrong: a definition that is one sentence of five lines.

    Mend: say what kind of thing it is in a short first sentence, and the rest after it.
    """
    for number, entry in subject.entries():
        if len(entry.definition) > _LONGEST_FIRST_SENTENCE:
            length = len(first_sentence(entry.definition))
            if length > _LONGEST_FIRST_SENTENCE:
                yield subject.at(number, "definition"), f"the first sentence has {length} characters"


@rule("D009", "shared-remark", default=False)
def shared_remark(subject: "Subject") -> "Iterator[Finding]":
    """Find definitions that two names share, each with a full form of its own.

    In most lists that is a remark on both, such as "Payments team" or "retired in 2019"; it may be a definition that
    was copied and not finished.

    Wrong: `name = "MIG"`, `expansion = "Multi-Instance GPU"` and `name = "MPS"`, `expansion = "Multi-Process Service"`
    with the same `definition`.

    Mend: write what sets the two apart, or make the remark a tag.
    """
    yield from _shared(subject, remarks=True)
