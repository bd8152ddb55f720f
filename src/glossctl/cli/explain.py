"""``explain``: a small glossary of the terms and acronyms in documents."""

from glossctl.cli.documents import STDIN, listed, note_if_none, worked_off
from glossctl.cli.exits import FOUND, MISSED, WRONG
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.documents.values import Explanation


def run(
    settings: "Settings", file: "Sequence[str]", unknown: bool, stdin_filename: str, jobs: str, scheduler: str
) -> int:
    """Show what the terms and acronyms of documents mean, or only what the glossary lacks of them."""
    with settings.glossary() as glossary:
        setup = glossary.setup("explain")
        found = listed(file or [STDIN], stdin_filename, setup.exclude, setup.root)
        note_if_none(found, file)
        outcomes = worked_off(glossary, setup, found, jobs, scheduler, "reading documents")
    explained = [outcome.explanation for outcome in outcomes if outcome.explanation]
    if unknown:
        explained = [_lacking(one) for one in explained]
    shown = [one for one in explained if one.unknown or one.defined or one.terms]
    if settings.output == "json" or shown:
        settings.show(settings.renderer.explanations(explained, unknown))
    if len(explained) < len(outcomes):
        return WRONG
    if found and not shown:
        nothing = "no acronym that the glossary lacks" if unknown else "no term of the glossary and no acronym"
        console.note(f"{nothing} in {_count(len(found))}")
    return FOUND if shown or not found else MISSED


def _lacking(explained: "Explanation") -> "Explanation":
    """Return what the glossary lacks altogether; an acronym that it has with another full form is for ``check``."""
    return explained.replace(terms=(), defined=tuple(one for one in explained.defined if not one.is_listed))


def _count(documents: int) -> str:
    return "the text" if documents == 1 else f"{documents:,} documents"
