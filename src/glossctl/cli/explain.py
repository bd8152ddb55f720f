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
        documents = listed(file or [STDIN], stdin_filename, setup.exclude, setup.root)
        note_if_none(documents, file)
        outcomes = worked_off(glossary, setup, documents, jobs, scheduler, "reading documents")
    explained = [outcome.explanation for outcome in outcomes if outcome.explanation]
    if unknown:
        explained = [_lacking(row) for row in explained]
    shown = [row for row in explained if row.unknown or row.defined or row.terms]
    if settings.output == "json" or shown:
        settings.show(settings.renderer.explanations(explained, unknown))
    if len(explained) < len(outcomes):
        return WRONG
    if documents and not shown:
        nothing = "no acronym that the glossary lacks" if unknown else "no term of the glossary and no acronym"
        console.note(f"{nothing} in {_count(len(documents))}")
    return FOUND if shown or not documents else MISSED


def _lacking(explained: "Explanation") -> "Explanation":
    """Return what the glossary lacks altogether; an acronym that it has with another full form is for ``check``."""
    return explained.replace(terms=(), defined=tuple(row for row in explained.defined if not row.is_listed))


def _count(documents: int) -> str:
    return "the text" if documents == 1 else f"{documents:,} documents"
