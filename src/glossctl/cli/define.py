"""``define``: the entries of a term, acronym, alias, full form, role or audience."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.entries import Answer
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.glossary import Glossary

_PARTED = ("plain", "markdown")  # an empty line stands between their entries


def run(settings: "Settings", term: "Sequence[str]") -> int:
    """Answer the words, as one phrase or each by itself; ``-`` alone answers each line of standard input."""
    glossary = settings.glossary()
    if not console.is_input(term):
        return _show(glossary.answers(term), settings, glossary)
    status, between = FOUND, ""
    for query in console.queries():
        if query.strip():
            answer = glossary.answer(query)
            if answer.entries and settings.output in _PARTED:
                console.write(between)
                between = "\n"
            status = max(status, _show((answer,), settings, glossary))
        elif settings.output == "json":  # a document for every line keeps both sides in step
            settings.show(settings.renderer.answers([Answer(query)]))
        console.flush()
    return status


def _show(answers: "Sequence[Answer]", settings: "Settings", glossary: "Glossary") -> int:
    if settings.output == "json" or any(answer.entries for answer in answers):
        settings.show(settings.renderer.answers(answers))
    missed = [answer for answer in answers if not answer.entries]
    for answer in missed:
        from glossctl.cli import misses  # only on a miss

        misses.report(answer.query, glossary, answer.suggestions)
    return MISSED if missed else FOUND
