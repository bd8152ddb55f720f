"""``check``: what is wrong with how documents use terms and acronyms."""

import os

from glossctl.cli.documents import listed, note_if_none, worked_off
from glossctl.cli.exits import CLEAN, FINDINGS, WRONG
from glossctl.errors import FileError, GlossctlError, UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from glossctl.cli.settings import Settings
    from glossctl.documents.corpus import Document, Outcome, Setup
    from glossctl.documents.values import Finding
    from glossctl.glossary import Glossary
    from glossctl.render.faults import Checked

_ROUNDS = 4  # of mending: what is mended may bring up what stood behind it


def run(
    settings: "Settings",
    path: "Sequence[str]",
    select: "Sequence[str]",
    ignore: "Sequence[str]",
    output: str,
    fix: bool,
    since: str,
    baseline: str,
    write_baseline: bool,
    statistics: bool,
    stdin_filename: str,
    jobs: str,
    scheduler: str,
) -> int:
    """Show the findings in documents; mend those that are certain with ``fix``."""
    from glossctl.render.faults import DOCUMENT_OUTPUTS, colored
    from glossctl.render.faults import statistics as counted

    if output not in DOCUMENT_OUTPUTS:
        raise UsageError(f'--output: there is no output "{output}"', f"choose one of {', '.join(DOCUMENT_OUTPUTS)}")
    if write_baseline and not baseline and len(path) > 1 and path[0].endswith(".json"):
        baseline, *path = path  # --write-baseline FILE PATH..., as other linters take it
    with settings.glossary() as glossary:
        setup = glossary.setup("check", select, ignore)
        sieve = _Sieve(since, baseline or setup.baseline, write_baseline)
        documents = listed(path, stdin_filename, setup.exclude, setup.root)
        note_if_none(documents, path)
        outcomes = worked_off(glossary, setup, documents, jobs, scheduler, "checking documents")
        if fix:
            outcomes = _mended(glossary, setup, documents, outcomes, sieve)
    checked = sieve.sift(outcomes)
    read = [outcome for outcome in outcomes if not outcome.fault]
    painted = output == "text" and settings.color
    rendered: RenderableType = colored(checked.findings) if painted else DOCUMENT_OUTPUTS[output](checked)
    if statistics:
        rendered = counted(checked.findings)
    console.show(rendered, settings.color, console.UNBROKEN, settings.pager)
    if sieve.write_to:
        console.note(f"{_count(sieve.written, 'finding')} written to {sieve.write_to}")
    _warn_of_strange(outcomes)
    for row in checked.stale:
        console.note(f'stale in the baseline: {row.path}: {row.rule} "{row.word}"')
    if checked.findings or len(read) < len(outcomes):
        console.note(_summary(checked, len(outcomes) - len(read)))
    return WRONG if len(read) < len(outcomes) else FINDINGS if checked.findings else CLEAN


def _warn_of_strange(outcomes: "Sequence[Outcome]") -> None:
    """Warn of comments to glossctl that ask for nothing it knows: they hold nothing back."""
    from glossctl.syntax.directives import VERBS

    known = f"{', '.join(VERBS[:-1])} or {VERBS[-1]}"
    for outcome in outcomes:
        for line, verb in outcome.strange:
            console.warn(f'{outcome.path}:{line}: the comment "glossctl: {verb}" does nothing: write {known}')


class _Sieve:
    """What of the findings counts: on lines that changed, and not in the baseline."""

    def __init__(self, since: str, baseline: str, write: bool) -> None:
        from collections import Counter

        from glossctl.documents import baseline as known
        from glossctl.documents.changes import changed_lines, is_changed
        from glossctl.files.text import read_text

        self.write_to = baseline if write else ""
        self.written = 0
        if write and not baseline:
            raise UsageError("there is no file to write the baseline to", "name it: --baseline FILE")
        self.root = os.path.dirname(os.path.abspath(baseline or "."))
        self.known: Counter[tuple[str, str, str, str]] = Counter()
        if baseline and not write:
            try:
                text = read_text(baseline)
            except FileError as error:
                raise GlossctlError(error.message, error.hint, "no-baseline") from error
            self.known = known.read(text, baseline)
        self.counts: Callable[[Finding], bool] = lambda _: True
        if since:
            lines = changed_lines(since)
            self.counts = lambda finding: is_changed(lines, finding.path, finding.line, finding.end_line)

    def sift(self, outcomes: "Sequence[Outcome]") -> "Checked":
        """Return what counts of all that was found; write the baseline where that is asked for."""
        from glossctl.documents import baseline as known
        from glossctl.files.rewrite import put
        from glossctl.render.faults import Checked

        pairs = [
            pair
            for outcome in outcomes
            for pair in zip(outcome.findings, outcome.contexts, strict=True)
            if self.counts(pair[0])
        ]
        held = sum(outcome.held for outcome in outcomes)
        if self.write_to:
            put(self.write_to, known.written(pairs, self.root).encode(), overwrite=True)
            self.written = len(pairs)
            return Checked([], len(outcomes), held, len(pairs))
        read = [outcome.path for outcome in outcomes if not outcome.fault]
        new, count, stale = known.parted(pairs, self.known, read, self.root)
        return Checked(new, len(outcomes), held, count, stale)


def _mended(
    glossary: "Glossary", setup: "Setup", documents: "Sequence[Document]", outcomes: "list[Outcome]", sieve: _Sieve
) -> "list[Outcome]":
    """Write what is certain into the files, and return what is found in them then."""
    from glossctl.documents.corpus import Document, work_off
    from glossctl.documents.fix import certain, fixed
    from glossctl.files.rewrite import rewrite
    from glossctl.syntax.readers import format_of

    if any(document.content is not None for document in documents):
        raise UsageError("standard input can't be mended", "name the file")
    mended = 0
    at = {document.path: number for number, document in enumerate(documents)}
    pending = list(outcomes)
    for _ in range(_ROUNDS):
        by_path: dict[str, list[Finding]] = {}
        for finding in sieve.sift(pending).findings:
            by_path.setdefault(finding.path, []).append(finding)
        changed = []
        for path, findings in by_path.items():
            sure = certain(findings, format_of(path))
            try:
                if sure and rewrite(path, lambda text, sure=sure: fixed(text, sure)):  # type: ignore[misc]  # bound now
                    changed.append(path)
                    mended += len(sure)
            except FileError as error:  # in another encoding than UTF-8
                console.warn(f"left as it is: {error.message}")
        if not changed:
            break
        pending = list(work_off(setup, [Document(path, path) for path in changed], 1))
        for outcome in pending:
            outcomes[at[outcome.path]] = outcome
    if mended:
        console.note(f"{_count(mended, 'place')} mended")
    return outcomes


def _summary(checked: "Checked", unread: int) -> str:
    where = len({finding.path for finding in checked.findings})
    sentence = f"{_count(len(checked.findings), 'finding')} in {where:,} of {_count(checked.documents, 'document')}"
    return f"{sentence}; {_count(unread, 'document')} could not be read" if unread else sentence


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
