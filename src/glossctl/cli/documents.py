"""What ``explain`` and ``check`` share: from the words of a command line to documents and what became of them."""

import os

from glossctl.errors import UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.documents.corpus import Document, Outcome, Setup
    from glossctl.glossary import Glossary

STDIN = "-"


def listed(
    paths: "Sequence[str]", stdin_name: str = "", exclude: "Sequence[str]" = (), root: str = "."
) -> "list[Document]":
    """Return the documents that a command line names: files, all in the folders, standard input."""
    from glossctl.documents.corpus import Document, documents
    from glossctl.documents.folders import walk

    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("- reads standard input and stands alone", "leave out the other paths, or the -")
        return [Document(STDIN, stdin_name or STDIN, console.input_bytes())]
    return list(documents(walk(paths, exclude, root)))


def note_if_none(documents: "Sequence[Document]", paths: "Sequence[str]") -> None:
    """Say on standard error that no document is found in the folders that are named, where there are any."""
    folders = [path for path in paths if os.path.isdir(path)]
    if folders and not documents:
        console.note(f"no document in {', '.join(folders)}")


def worked_off(
    glossary: "Glossary", setup: "Setup", documents: "Sequence[Document]", jobs: str, scheduler: str, doing: str
) -> "list[Outcome]":
    """Return what became of some documents, with a line of progress on a terminal; each unread one is an error line."""
    from glossctl.documents.corpus import work_off

    with console.Progress(doing) as progress:
        outcomes = list(work_off(setup, documents, _jobs(jobs), scheduler, progress.tell))
    for outcome in outcomes:
        if outcome.fault:
            console.error(str(outcome.fault), outcome.hint)
    return outcomes


def _jobs(given: str) -> int | None:
    if not given:
        return None
    if given.isascii() and given.isdecimal() and 0 < int(given) < 10_000:
        return int(given)
    raise UsageError(f'--jobs: "{given}" is not a whole number of 1 or more', "for example --jobs 2")
