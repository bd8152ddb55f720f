"""``roles``: who does what, with their mottos, and the audiences with their job titles."""

from glossctl.cli.exits import FOUND, MISSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings


def run(names: "Sequence[str]", settings: "Settings", motto: bool = False, audiences: bool = False) -> int:
    """Show the roles, or the audiences, or those that ``names`` name."""
    glossary = settings.glossary()
    missed: list[str] = []
    if names:
        answers = glossary.exact(names)
        found = dict.fromkeys(entry for answer in answers for entry in answer.entries if entry.kind != "term")
        missed = [answer.query for answer in answers if all(entry.kind == "term" for entry in answer.entries)]
        people = tuple(entry for entry in found if entry.kind == "role")
        readers = tuple(entry for entry in found if entry.kind == "audience")
        if people and not audiences and settings.output != "json":
            readers = ()  # a role's name is often a job title of an audience too
    else:
        json = settings.output == "json"
        people = glossary.roles() if json or not audiences else ()
        readers = glossary.audiences() if json or audiences else ()
    if settings.output == "json" or people or readers:
        settings.show(settings.renderer.roles(people, readers, motto))
    for query in missed:
        near = (hit for hit in glossary.answer(query).suggestions if hit.entry.kind != "term")
        from glossctl.cli import misses  # only on a miss

        misses.report(query, tuple(near))
    return FOUND if (people or readers) and not missed else MISSED
