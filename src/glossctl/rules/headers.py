"""H: what a file says of itself."""

import re

from glossctl.rules import quoted, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[xXiI](?:-[A-Za-z0-9]{1,8})+")


@rule("H001", "glossary-name-taken")
def glossary_name_taken(subject: "Subject") -> "Iterator[Finding]":
    """Find two files of one run whose glossaries have the same name.

    An answer says which glossary it is from, and `--glossary NAME` chooses one: with two of a name neither works. A
    file that names no glossary has the name of the file.

    Wrong: `name = "team"` in two files.

    Mend: give each its own name.
    """
    if subject.namesake is not None:
        message = f"the glossary {quoted(subject.header.name)} has the name of the one in {subject.namesake}"
        yield subject.places.place(("glossary", "name")), message


@rule("H002", "language-is-no-tag")
def language_is_no_tag(subject: "Subject") -> "Iterator[Finding]":
    """Find languages that are not written as a tag: `en`, `ja`, `pt-BR`.

    Pages and exchange formats pass it on to browsers and screen readers, which know tags only. Source: BCP 47.

    Wrong: `language = "English"`, `language = "en_US"`.

    Mend: write the tag, with a hyphen.
    """
    language = subject.header.language
    if not _LANGUAGE.fullmatch(language):
        message = f"language {quoted(language)} is no language tag like en or pt-BR"
        yield subject.places.place(("glossary", "language")), message
