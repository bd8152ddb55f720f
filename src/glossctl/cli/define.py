"""``define``: the entries of a term, acronym, alias, full form, role or audience."""

from glossctl.cli import settings as settle
from glossctl.cli.exits import FOUND, MISSED, WRONG
from glossctl.entries import Answer
from glossctl.render import console
from glossctl.text import shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from glossctl.cli.settings import Settings
    from glossctl.glossary import Glossary

_SCHEMES = ("https://", "http://")
_PARTED = ("plain", "markdown")  # an empty line stands between their entries


def run(settings: "Settings", term: "Sequence[str]", in_browser: bool) -> int:
    """Answer the words, as one phrase or each by itself; ``-`` alone answers each line of standard input.

    ``in_browser`` opens the first link of what was found.
    """
    glossary = settings.glossary()
    if not console.is_input(term):
        answers = glossary.answers(term)
        status = _show(answers, settings, glossary)
        return status if status or not in_browser else _open(answers)
    status, between = FOUND, ""
    for query in settings.queries():
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


def _open(answers: "Sequence[Answer]") -> int:
    links = (link for answer in answers for entry in answer.entries for link in entry.links)
    link = next((link for link in links if link.lower().startswith(_SCHEMES) and link.isprintable()), "")
    if not link:
        console.error("no link of it leads to the web", f"glossctl edit {shell_word(answers[0].query)} adds one")
        return MISSED
    import webbrowser  # 12 ms, and only for this

    console.note(f"opening {link}")
    try:
        opened = webbrowser.open(link)
    except (webbrowser.Error, OSError):
        opened = False
    if not opened:
        console.error("no browser could be started", "set BROWSER, or follow the link above")
        return WRONG
    return FOUND


def run_if_known(values: "Mapping[str, Any]") -> int | None:
    """Answer the words of a command line without a command; None where any of them names no entry."""
    settings = settle.settle(
        values.get("output"),
        values.get("glossary", ()),
        values.get("color"),
        pager=not values.get("no_pager"),
        language=values.get("language"),
    )
    glossary = settings.glossary()
    answers = glossary.exact(values["term"])
    if not all(answer.entries for answer in answers):
        return None
    status = _show(answers, settings, glossary)
    return _open(answers) if values.get("in_browser") else status


def _show(answers: "Sequence[Answer]", settings: "Settings", glossary: "Glossary") -> int:
    if settings.output == "json" or any(answer.entries for answer in answers):
        settings.show(settings.renderer.answers(answers))
    settings.say_fallbacks(glossary, (entry for answer in answers for entry in answer.entries))
    missed = [answer for answer in answers if not answer.entries]
    for answer in missed:
        from glossctl.cli import misses  # only on a miss

        misses.report(answer.query, glossary, answer.suggestions)
    return MISSED if missed else FOUND
