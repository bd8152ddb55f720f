"""``check``: acronyms that nobody expands, full forms that contradict the glossary, words to avoid.

A rule is a function from one document's reading to its findings. Its docstring is its page in the reference.
"""

import re

from glossctl.documents import senses as meaning
from glossctl.documents.article import article
from glossctl.documents.capitals import files_in, is_code
from glossctl.documents.ignores import Ignores
from glossctl.documents.matching import verbs
from glossctl.documents.reading import Reading, entries
from glossctl.documents.spelling import in_shape, is_misspelt, preferred
from glossctl.documents.values import Finding
from glossctl.errors import UsageError
from glossctl.index import AVOIDED, EXPANSION, NAME
from glossctl.rules import Rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from glossctl.documents.matching import Match, Terms
    from glossctl.syntax.spans import Block, Prose

    Check = Callable[["Reading", "Ignores"], Iterator["Finding"]]


def undefined(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find acronyms that neither the document nor the glossary expands, and that not every engineer knows.

    A reader who is new to the matter stops there, and the letters alone can't be searched for. Reported once a
    document, at the first use; the finding says how often the acronym is used.

    Wrong: `The EPP picks a pod.`, and EPP is spelled out nowhere.

    Mend: write the full form at the first use, `the endpoint picker (EPP)`, or add the acronym to the glossary. What
    the whole team knows goes into `known` of `[check]`.
    """
    found: dict[str, list[tuple[Block, int, int]]] = {}
    for occurrence in reading.unexplained():
        if not ignores.covers(
            reading.place(occurrence.block, occurrence.start, occurrence.end)[0],
            "U001",
            occurrence.acronym,
            occurrence.word,
        ):
            found.setdefault(occurrence.acronym, []).append((occurrence.block, occurrence.start, occurrence.end))
    for acronym, places in found.items():
        message = f'"{acronym}" is used {_times(len(places))} and expanded nowhere: write it out once'
        yield _finding(reading, "U001", *places[0], message, acronym, len(places))


def contradiction(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find full forms that are none of those the glossary has for the acronym.

    Two documents of a team then use the same letters for two things, or one of them is wrong. Hyphens, capitals and
    plurals make no difference, and neither does a name in front of the full form.

    Wrong: `the Multi-Instance Gateway (MIG)`, where the glossary has Multi-Instance GPU.

    Mend: correct the text, use other letters, or add the second sense to the glossary.
    """
    for definition in reading.definitions:
        senses = reading.contradicted(definition.acronym)
        if not senses or meaning.expanded(senses, [definition.expansion]):
            continue
        forms = " or ".join(f'"{form}"' for form in dict.fromkeys(entry.expansion or entry.name for entry in senses))
        written = " ".join(definition.expansion.split())
        message = (
            f'"{definition.acronym}" is expanded as "{written}", but the glossary has {forms}: '
            "correct it, or add the sense"
        )
        yield _finding(
            reading,
            "U002",
            reading.prose.blocks[definition.block],
            definition.start,
            definition.end,
            message,
            definition.acronym,
        )


def avoid(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find words that the glossary says to avoid.

    The longest match wins, and inside a preferred term nothing is avoided: where `pool` is to be avoided, `node pool`
    may stand. Capitals make no difference to a word in small letters, and `whitelisted` is a form of `whitelist`.

    Wrong: `a pool of workers`, where the entry `node pool` avoids `pool`.

    Mend: write the preferred term; this can be done by the program, which adapts a or an before it. Verb forms, and an
    article that the letters don't decide, are for a person.
    """
    for match in reading.avoided:
        if _is_code(match):
            continue
        sense = match.senses[0]
        reason = next((listed.reason for listed in sense.entry.avoid if listed.word == sense.surface), "")
        word = " ".join(match.text.split())
        before = match.block.text[: match.start]
        because = f": {reason}" if reason else ""
        if fold(sense.surface) in verbs(fold(match.text)):  # how the name is inflected as a verb is not sure
            message = f'write a form of "{sense.entry.name}" instead of "{word}"{because}'
            yield _finding(reading, "U003", match.block, match.start, match.end, message)
            continue
        wanted = preferred(sense.entry, match.text, before, sense.surface)
        message = f'write "{wanted}" instead of "{word}"{because}'
        change, is_sure = _article(reading, match.block, before, wanted)
        replacement = wanted if is_sure else None
        finding = _finding(reading, "U003", match.block, match.start, match.end, message, None, 1, replacement)
        yield finding.replace(article=change) if change else finding


def _article(reading: Reading, block: "Block", before: str, wanted: str) -> "tuple[tuple[int, int, str] | None, bool]":
    """Return how the article before a word changes with it, and whether that is sure: not where markup is between."""
    found = article(before, wanted)
    if not found or before[found[0] : found[1]] == found[2]:
        return None, True
    start, last = block.place(found[0], found[1])
    is_plain = reading.prose.text[start:last] == before[found[0] : found[1]]
    return ((start, last, found[2]), True) if is_plain and found[2] else (None, False)


def unexpanded(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find acronyms of the glossary that are not spelled out at their first use in the document.

    Off unless selected: for teams whose style wants every document to stand alone. Headings don't count as a use.

    Wrong: `MIG divides a GPU.` at the beginning of a document.

    Mend: `Multi-Instance GPU (MIG) divides a GPU.`; this can be done by the program where the glossary has one sense.
    """
    seen: set[str] = set()
    expanded = {(definition.acronym, definition.block) for definition in reading.definitions}
    for match in reading.matches:
        sense = match.senses[0]
        name = sense.surface
        if sense.relation != NAME or not sense.entry.expansion or name in seen or match.block.kind == "heading":
            continue
        if name.lower() == sense.entry.expansion.lower() or name in reading.known or _is_code(match):
            continue
        seen.add(name)
        forms = list(dict.fromkeys(entry.expansion or "" for entry in entries(match)))
        if (name, match.block.number) in expanded or name in reading.foreign or _is_spelled_out(reading, match, forms):
            continue
        is_certain = len(forms) == 1 and not _is_enclosed(reading, match)
        wanted = in_shape(sense.entry.expansion, match.text, name) if is_certain else None
        quoted = " or ".join(f'"{form}"' for form in forms)
        message = f'"{name}" is not spelled out at its first use: {quoted}'
        yield _finding(reading, "U004", match.block, match.start, match.end, message, name, 1, wanted)


def _is_code(match: "Match") -> bool:
    """Tell whether a match is a part of a file's name, a path, an option, a variable or a version, and no prose."""
    text, start, end = match.block.text, match.start, match.end
    if is_code(text, start, end) or any(mark.start <= start < mark.end for mark in files_in(match.block)):
        return True
    before, after = text[max(0, start - _LONGEST_OPTION) : start], text[end : end + 2]
    is_path = before.endswith("/") and after.startswith("/")
    is_version = after.startswith("/") and after[1:].isdigit()
    return is_path or is_version or bool(_OPTION.search(before))


_LONGEST_OPTION = 60  # characters
_OPTION = re.compile(r"(?<![\w-])--?(?:[\w-]*-)?\Z")


def _is_spelled_out(reading: Reading, match: "Match", forms: "Iterable[str]") -> bool:
    """Tell whether the full form stands around a name already, as ``--fix`` writes it or as HTML marks it up."""
    text = match.block.text
    for form in forms:
        before, _, after = in_shape(form, match.text, match.senses[0].surface).rpartition(match.text)
        if before and text[: match.start].lower().endswith(before.lower()) and text.startswith(after, match.end):
            return True
    titled = _ABBREVIATION.search(_raw_before(reading, match))
    return titled is not None and any(meaning.same_form(titled[1], form) for form in forms)


def _is_enclosed(reading: Reading, match: "Match") -> bool:
    """Tell whether a name stands within brackets or is what a role of reStructuredText refers to."""
    before = match.block.text[: match.start]
    return before.count("(") > before.count(")") or bool(_ROLE.search(_raw_before(reading, match)))


def _raw_before(reading: Reading, match: "Match") -> str:
    at = match.block.place(match.start, match.end)[0]
    return reading.prose.text[max(0, at - _LONGEST_TAG) : at]


_LONGEST_TAG = 300  # characters
_ABBREVIATION = re.compile(r"<abbr\b[^>]*\btitle\s*=\s*[\"']([^\"'>]*)[\"'][^>]*>(?:\s|<\w[^>]*>)*\Z", re.IGNORECASE)
_ROLE = re.compile(r":[\w+-]+:`[^`]*\Z")


def repeated(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find acronyms that are spelled out again after they have been introduced.

    Off unless selected. Each full form of its own counts: two senses are introduced twice.

    Wrong: `Multi-Instance GPU (MIG)` in the second section, after the first section has said it.

    Mend: use the acronym alone.
    """
    seen: dict[str, list[tuple[str, int]]] = {}
    for definition in reading.definitions:
        block = reading.prose.blocks[definition.block]
        if block.kind == "heading":
            continue
        line, _ = reading.place(block, definition.start, definition.end)
        before = seen.setdefault(definition.acronym, [])
        first = next((at for form, at in before if meaning.same_form(form, definition.expansion)), None)
        if first is None:
            before.append((definition.expansion, line))
            continue
        message = f'"{definition.acronym}" is spelled out already on line {first}: use the acronym alone'
        yield _finding(reading, "U005", block, definition.start, definition.end, message, definition.acronym)


def spelling(reading: Reading, ignores: Ignores) -> "Iterator[Finding]":
    """Find names that are written with other capitals than the glossary's.

    Off unless selected. Names of initials are matched by their capitals only, so `mig` is never taken for MIG; full
    forms may be written in small letters, and a sentence may begin with a capital.

    Wrong: `Mlops` or `kubernetes`, where the glossary has MLOps and Kubernetes.

    Mend: write the name as the glossary does; this can be done by the program.
    """
    for match in reading.matches:
        sense = match.senses[0]
        if sense.relation in (AVOIDED, EXPANSION) or not is_misspelt(sense.surface, match.text):
            continue
        if any(not is_misspelt(other.surface, match.text) for other in match.senses):
            continue
        wanted = in_shape("", match.text, sense.surface)
        message = f'write "{wanted}" instead of "{match.text}", as the glossary does'
        yield _finding(reading, "U006", match.block, match.start, match.end, message, None, 1, wanted)


RULES = {
    rule.code: rule
    for rule in (
        Rule("U001", "undefined", undefined, is_default=True),
        Rule("U002", "contradiction", contradiction, is_default=True),
        Rule("U003", "avoid", avoid, is_default=True),
        Rule("U004", "unexpanded", unexpanded, is_default=False),
        Rule("U005", "repeated", repeated, is_default=False),
        Rule("U006", "spelling", spelling, is_default=False),
    )
}
ALL = "ALL"
CERTAIN = ("U003", "U004", "U006")  # what may be written without asking


def chosen(select: "Iterable[str]" = (), ignore: "Iterable[str]" = ()) -> frozenset[str]:
    """Return the codes of the rules to try: those selected, or the default ones; without those ignored.

    Each item is a code or a name, the beginning of a code, several of these with commas between, or ALL. Raises
    UsageError for one that is none.

    >>> sorted(chosen()), sorted(chosen(["U003,spelling"], ["U003"]))
    (['U001', 'U002', 'U003'], ['U006'])
    """
    selected = _codes(select) or frozenset(code for code, rule in RULES.items() if rule.is_default)
    return selected - _codes(ignore)


def _codes(items: "Iterable[str]") -> frozenset[str]:
    found: set[str] = set()
    for item in (part.strip() for parts in items for part in parts.split(",")):
        matching = [
            code
            for code, rule in RULES.items()
            if item and (item.upper() == ALL or code.startswith(item.upper()) or rule.name == item.lower())
        ]
        if item and not matching:
            import difflib  # only for the message

            near = difflib.get_close_matches(item.upper(), RULES, n=1, cutoff=0)[0]
            raise UsageError(f'unknown code "{item}"; the nearest known code is "{near}"', "codes begin with U")
        found.update(matching)
    return frozenset(found)


def check(
    prose: "Prose", terms: "Terms", codes: "Collection[str]", known: "Collection[str]" = (), path: str = ""
) -> "tuple[tuple[Finding, ...], int]":
    """Return the findings of the rules in a document, in the order of their places, and how many comments held back.

    ``known`` are the acronyms that the team knows. What a comment in the document ignores is counted, not returned.
    """
    reading = Reading(prose, terms, known)
    ignores = Ignores(prose)
    found = [finding for code in sorted(codes) for finding in RULES[code].check(reading, ignores)]
    kept = [
        finding
        for finding in found
        if not ignores.covers(finding.line, finding.code, finding.acronym or "", finding.word)
    ]
    kept.sort(key=lambda finding: (finding.start, finding.code))
    return tuple(finding.replace(path=path) if path else finding for finding in kept), ignores.count


def _finding(
    reading: Reading,
    code: str,
    block: "Block",
    start: int,
    end: int,
    message: str,
    acronym: str | None = None,
    uses: int = 1,
    replacement: str | None = None,
) -> Finding:
    first, last = block.place(start, end)
    text = reading.prose.text[first:last]
    line, column = reading.prose.place(first)
    end_line, end_column = reading.prose.place(last)
    rule = RULES[code].name
    return Finding(
        "", line, column, end_line, end_column, code, rule, acronym, text, message, uses, replacement, first, last
    )


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
