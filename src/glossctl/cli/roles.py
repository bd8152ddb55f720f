"""``roles``: who does what, with their mottos, and the audiences with their job titles."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Entry
    from glossctl.glossary import Glossary


def run(settings: "Settings", name: "Sequence[str]", motto: bool, audiences: bool) -> int:
    """Show the roles, or the audiences, or those that the words of ``name`` name."""
    glossary = settings.glossary()
    missed: list[str] = []
    if name:
        answers = glossary.exact(name)
        everything = audiences or settings.output == "json"
        entries = dict.fromkeys(entry for answer in answers for entry in _meant(answer.entries, everything))
        missed = [answer.query for answer in answers if all(entry.kind == "term" for entry in answer.entries)]
        people = tuple(entry for entry in entries if entry.kind == "role")
        readers = tuple(entry for entry in entries if entry.kind == "audience")
    else:
        json = settings.output == "json"
        people = glossary.roles() if json or not audiences else ()
        readers = glossary.audiences() if json or audiences else ()
    if settings.output == "json" or people or readers:
        settings.show(settings.renderer.roles(people, readers, motto))
    settings.say_fallbacks(glossary, (*people, *readers))
    for query in missed:
        _miss(query, glossary)
    if not name and not people and not readers:
        console.error(f"there are no {'audiences' if audiences else 'roles'}")
    return FOUND if (people or readers) and not missed else MISSED


def _meant(entries: "Sequence[Entry]", everything: bool) -> "Sequence[Entry]":
    """Return the roles among the senses of a name; its audiences where it names no role, or with ``everything``.

    A role's name is often a job title of an audience too.
    """
    people = [entry for entry in entries if entry.kind == "role"]
    return people if people and not everything else [entry for entry in entries if entry.kind != "term"]


def _miss(query: str, glossary: "Glossary") -> None:
    answer = glossary.answer(query)
    if answer.entries:
        console.error(f'"{query}" is in the glossary, but as a term, not as a role or an audience')
        return
    from glossctl.cli import misses  # only on a miss

    near = tuple(hit for hit in answer.suggestions if hit.entry.kind != "term")
    misses.report(query, glossary, near, ("--role",))
