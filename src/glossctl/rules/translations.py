"""M: translations, and the ids that pair them with their source."""

import difflib
import os

from glossctl.bcp47 import canonical, is_formed
from glossctl.files.slugs import ids_of, place_of, places
from glossctl.rules import quoted, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject


@rule("M001", "unknown-id")
def unknown_id(subject: "Subject") -> "Iterator[Finding]":
    """Find entries of a translation whose `id` the source doesn't have.

    They translate nothing: the entry was renamed or removed, or the id is misspelled. Without an `id`, the slug of the
    name counts.

    Wrong: `id = "contaner"` in `glossary.ja.toml`, while `glossary.toml` has `Container`.

    Mend: write the id of the source's entry, or remove the translation if the source's entry is gone.
    """
    if subject.source is None:
        return
    source_places = places(subject.source.entries)
    for number, entry in subject.entries():
        if place_of(entry, source_places) is None:
            id_ = ids_of(entry)[0]
            near = difflib.get_close_matches(id_, source_places, n=1, cutoff=0)
            nearest = f'; the nearest there is "{near[0]}"' if near else ""
            message = f"{subject.header.translates} has no entry of the id {quoted(id_)}{nearest}"
            yield subject.at(number, "id" if entry.id else "name"), message


@rule("M002", "doubled-id")
def doubled_id(subject: "Subject") -> "Iterator[Finding]":
    """Find an `id` that an earlier entry of the file has too.

    Only the first is shown to a reader of the language, and addresses made of the id lead nowhere certain.

    Wrong: two tables with `id = "container"`.

    Mend: give each the id of its own entry.
    """
    first: dict[str, int] = {}
    source_places = places(subject.source.entries) if subject.source else {}
    for number, entry in subject.entries():
        if not entry.id and not subject.header.translates:
            continue
        place = place_of(entry, source_places)
        key = f"{place}" if place is not None else f"id {ids_of(entry)[0]}"
        other = first.setdefault(key, number)
        if other != number:
            message = f"the id {quoted(ids_of(entry)[0])} occurs twice; first on line {subject.line(other)}"
            yield subject.at(number, "id" if entry.id else "name"), message


@rule("M003", "translates-a-translation")
def translates_a_translation(subject: "Subject") -> "Iterator[Finding]":
    """Find translations of a file that is a translation itself.

    Changes would take two steps, and nobody could tell which text an entry was made from.

    Wrong: `translates = "glossary.ja.toml"`.

    Mend: translate the source: `translates = "glossary.toml"`.
    """
    if subject.source is not None and subject.source.header.translates:
        header = subject.header
        message = f"{header.translates} is a translation of {subject.source.header.translates}: translate that"
        yield subject.places.place(("glossary", "translates")), message


@rule("M004", "translates-nothing")
def translates_nothing(subject: "Subject") -> "Iterator[Finding]":
    """Find translations whose source doesn't exist or isn't a glossary.

    Without its source a translation answers nobody: tags, links and related terms are the source's.

    Wrong: `translates = "glosary.toml"`.

    Mend: name the translated file, which must be in the same folder.
    """
    if subject.header.translates and subject.source is None and subject.is_file:
        message = f"there is no glossary {subject.header.translates} beside this file"
        yield subject.places.place(("glossary", "translates")), message


@rule("M005", "translation-not-found")
def translation_not_found(subject: "Subject") -> "Iterator[Finding]":
    """Find translations whose file's name doesn't say their source and language, or whose language is the source's.

    Look-ups find `glossary.ja.toml` beside `glossary.toml` by its name; they ignore a file with another name.

    Wrong: `language = "de"` in `glossary.ja.toml`.

    Mend: name the file after its source and its language.
    """
    header = subject.header
    if not header.translates or not subject.is_file or not is_formed(header.language):
        return
    stem = header.translates.removesuffix(".toml")
    name = os.path.basename(subject.path)
    tag = name.removeprefix(f"{stem}.").removesuffix(".toml")
    if not name.startswith(f"{stem}.") or tag.lower() != header.language.lower():
        right = f"{stem}.{canonical(header.language)}.toml"
        message = f"a translation of {header.translates} into {header.language} is found as {right}, not as {name}"
        yield subject.places.place(("glossary", "language")), message
    elif subject.source is not None and subject.source.header.language.lower() == header.language.lower():
        message = f"{header.translates} is in {header.language}, too: this file translates nothing"
        yield subject.places.place(("glossary", "language")), message
