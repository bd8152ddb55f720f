"""H: the header of a file, and its comments to glossctl."""

import difflib

from glossctl.bcp47 import is_tag, mistaken
from glossctl.rules import RULES, quoted, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject


@rule("H001", "glossary-name-taken")
def glossary_name_taken(subject: "Subject") -> "Iterator[Finding]":
    """Find two files of one run whose glossaries have the same name.

    Answers say which glossary they come from, and `--glossary NAME` chooses one; neither works if two share a name. A
    glossary without a `name` has the name of its file.

    Wrong: `name = "team"` in two files.

    Mend: give each its own name.
    """
    if subject.namesake is not None:
        message = f"the glossary {quoted(subject.header.name)} has the same name as the one in {subject.namesake}"
        yield subject.places.place(("glossary", "name")), message


@rule("H002", "language-is-no-tag")
def language_is_no_tag(subject: "Subject") -> "Iterator[Finding]":
    """Find languages that are not written as a tag: `en`, `ja`, `pt-BR`.

    Pages and exchange formats pass it on to browsers and screen readers, which only know tags. Source: BCP 47.

    Wrong: `language = "English"`, `language = "en_US"`, `language = "jp"`, which is a country.

    Mend: write the tag, with a hyphen.
    """
    language = subject.header.language
    if not is_tag(language):
        meant = mistaken(language)
        instead = f"; {meant} is" if meant else " like en or pt-BR"
        message = f"language {quoted(language)} is not a language tag{instead}"
        yield subject.places.place(("glossary", "language")), message


@rule("H003", "ignores-no-rule")
def ignores_no_rule(subject: "Subject") -> "Iterator[Finding]":
    """Find comments `# glossctl: ignore` that name no rule or are misspelled.

    They ignore nothing, though they seem to. F and T can't be ignored.

    Wrong: `# glossctl: ignore A092`, `# glossctl: ignroe A002`.

    Mend: write `# glossctl: ignore A002: why`; separate several codes with commas or spaces.
    """
    for line, column, comment in subject.places.ignoring():
        if not comment.is_formed:
            codes = ", ".join(comment.codes) or "CODE"
            yield (line, column), f"the comment ignores nothing; it is written # glossctl: ignore {codes}"
            continue
        for code in comment.codes:
            if not any(known.startswith(code) for known in RULES):
                near = difflib.get_close_matches(code, RULES, n=1, cutoff=0)[0]
                yield (
                    (line, column),
                    f'the comment ignores the unknown code {quoted(code, 20)}; the nearest is "{near}"',
                )
