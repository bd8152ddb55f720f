"""Many documents worked off: in this process, in several, or on a Dask cluster, with the same answer in the same order.

What is done with one document is a function of this module, so that any process can run it. A document travels as its
path, or as bytes where the other machine does not have the file; the compiled indexes are opened once a process.
"""

import gc
import os

from glossctl.documents.matching import Terms
from glossctl.entries import Value
from glossctl.errors import FileError, GlossctlError
from glossctl.files.documents import read_document
from glossctl.index import open_image
from glossctl.syntax.directives import VERBS
from glossctl.workers import spread, usable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from glossctl.documents.gather import Gathered
    from glossctl.documents.values import Explanation, Finding
    from glossctl.entries import CheckSettings
    from glossctl.errors import Fault

    Task = str  # "check", "explain" or "gather"
    Item = tuple["Setup", tuple["Document", ...]]
    Progress = Callable[[float], None]

_BATCH_BYTES = 128 << 10  # of documents that travel together: the way there and back costs less than a millisecond
_BATCH_DOCUMENTS = 64
_SHARES = 4  # batches a process at least, so that none waits long for the last
_WORTH = 768 << 10  # bytes of documents from which a second process pays for its start
_UNDER_WAY = 4  # batches a worker of a cluster


class Document(Value):
    """A document to work off: ``path`` as it is shown, ``name`` by which its format is told.

    ``content`` None: it is read from ``path`` where it is worked off. ``stamp`` is then its size and modification time,
    by which a process elsewhere knows that it has the same file.
    """

    path: str
    name: str = ""
    content: bytes | None = None
    stamp: tuple[int, int] = (0, 0)


class Setup(Value):
    """What is done with each document: a task, and what it needs to know. ``key`` stands for all of it."""

    key: str
    task: str
    images: tuple["str | bytes", ...]
    codes: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    root: str = "."
    baseline: str = ""


class Outcome(Value):
    """What became of a document: an explanation, findings with their contexts, or the fault that kept it unread.

    ``held`` is the number of places that comments in it hold back. ``strange`` are line and verb of the comments that
    speak to glossctl and ask for nothing it knows. ``is_missing``: the process had no such file.
    """

    path: str
    explanation: "Explanation | None" = None
    findings: "tuple[Finding, ...]" = ()
    contexts: tuple[str, ...] = ()
    held: int = 0
    gathered: "tuple[Gathered, ...]" = ()
    fault: "Fault | None" = None
    hint: str | None = None
    is_missing: bool = False
    strange: tuple[tuple[int, str], ...] = ()


def setup(
    task: str, images: "tuple[str | bytes, ...]", codes: "Iterable[str]", check: "CheckSettings", root: str
) -> Setup:
    """Return what is done with documents: ``root`` is the folder that the settings' paths start from."""
    baseline = os.path.join(root, check.baseline) if check.baseline else ""
    made = Setup("", task, images, tuple(sorted(codes)), check.known, check.exclude, root, baseline)
    return made.replace(key=f"{os.getpid()}-{hash(made):x}")


def documents(paths: "Iterable[str]") -> "Iterator[Document]":
    """Yield a document for each path."""
    for path in paths:
        try:
            stat = os.stat(path)
        except (OSError, ValueError):  # it vanished: reading it says so
            yield Document(path, path)
        else:
            yield Document(path, path, None, (stat.st_size, stat.st_mtime_ns))


def work_off(
    setup: Setup,
    listed: "Sequence[Document]",
    jobs: int | None = None,
    scheduler: str = "",
    progress: "Progress | None" = None,
) -> "Iterator[Outcome]":
    """Yield what became of each document, in their order.

    ``jobs`` processes do it, as many as are worth it for None; ``scheduler`` is the address of a Dask cluster that does
    it instead. ``progress`` is told from 0 to 1 how much is done. The outcome is the same in every case.
    """
    processes = _processes(setup, listed, jobs)
    batches = list(_batches(listed, _size(listed) // (_SHARES * processes)))
    done = 0
    for outcomes in _outcomes(setup, batches, processes, scheduler):
        yield from outcomes
        done += len(outcomes)
        if progress:
            progress(done / len(listed))


def _outcomes(
    setup: Setup, batches: "list[tuple[Document, ...]]", jobs: int, scheduler: str
) -> "Iterator[Sequence[Outcome]]":
    if scheduler:
        yield from _on_cluster(setup, batches, scheduler)
    else:
        yield from spread(run, ((setup, batch) for batch in batches), jobs)


def _processes(setup: Setup, listed: "Sequence[Document]", jobs: int | None) -> int:
    if any(isinstance(image, bytes) for image in setup.images):  # no index is kept that others could open
        return 1
    if jobs is None:
        return usable() if _size(listed) >= _WORTH else 1
    return min(jobs, max(len(listed), 1))


def _size(listed: "Iterable[Document]") -> int:
    return sum(len(one.content) if one.content is not None else one.stamp[0] for one in listed)


def _batches(listed: "Iterable[Document]", share: int) -> "Iterator[tuple[Document, ...]]":
    batch: list[Document] = []
    size = 0
    for one in listed:
        batch.append(one)
        size += _size([one])
        if size >= min(_BATCH_BYTES, share) or len(batch) >= _BATCH_DOCUMENTS:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


_OPENED: "dict[str, Terms]" = {}


def run(item: "Item") -> "list[Outcome]":
    """Return what becomes of some documents. A function of the module: other processes run it too."""
    setup, listed = item
    if setup.key not in _OPENED:
        _OPENED.clear()
        _OPENED[setup.key] = Terms([open_image(image) for image in setup.images])
    collects = gc.isenabled()
    gc.disable()  # the tokens of a document hold no circles to speak of: a tenth of the time
    try:
        return [_outcome(setup, one, _OPENED[setup.key]) for one in listed]
    finally:
        if collects:
            gc.enable()


def run_elsewhere(setup: Setup, listed: "tuple[Document, ...]") -> "list[Outcome]":
    """Return what becomes of some documents on a machine that may not have their files."""
    there = [one for one in listed if one.content is not None or _has(one)]
    outcomes = {one.path: outcome for one, outcome in zip(there, run((setup, tuple(there))), strict=True)}
    return [outcomes.get(one.path) or Outcome(one.path, is_missing=True) for one in listed]


def _has(document: Document) -> bool:
    try:
        stat = os.stat(document.path)
    except (OSError, ValueError):
        return False
    return (stat.st_size, stat.st_mtime_ns) == document.stamp


def _outcome(setup: Setup, document: Document, terms: Terms) -> Outcome:
    try:
        prose = read_document(document.name or document.path, document.content)
        if setup.task == "explain":
            from glossctl.documents.explain import explain

            return Outcome(document.path, explain(prose, terms, setup.known, document.path))
        if setup.task == "gather":
            from glossctl.documents.gather import gather
            from glossctl.documents.reading import Reading

            return Outcome(document.path, gathered=gather(Reading(prose, terms), document.path))
        from glossctl.documents.baseline import contexts
        from glossctl.documents.check import check

        findings, held = check(prose, terms, setup.codes, setup.known, document.path)
        strange = tuple((one.line, one.verb) for one in prose.directives if one.verb not in VERBS)
        return Outcome(document.path, None, findings, contexts(findings, prose), held, strange=strange)
    except FileError as error:
        fault = error.faults[0]
        fault.path = document.path
        return Outcome(document.path, fault=fault, hint=error.hint)


def _on_cluster(setup: Setup, batches: "list[tuple[Document, ...]]", scheduler: str) -> "Iterator[Sequence[Outcome]]":
    """Yield the outcomes of each batch from a Dask cluster; what a worker doesn't have follows as bytes.

    A batch that the cluster loses with its workers is read here.
    """
    from collections import deque
    from concurrent.futures import CancelledError

    client = _client(scheduler)
    from distributed import KilledWorker

    with client, client.get_executor() as executor:
        shared = client.scatter(setup, broadcast=True, hash=False)
        width = max(2, _UNDER_WAY * len(client.scheduler_info()["workers"]))
        under_way: deque[tuple[tuple[Document, ...], Any]] = deque()

        def settled() -> "Sequence[Outcome]":
            batch, future = under_way.popleft()
            outcomes: list[Outcome]
            try:
                outcomes = future.result()
                if any(outcome.is_missing for outcome in outcomes):
                    outcomes = executor.submit(run_elsewhere, shared, tuple(map(_with_content, batch))).result()
            except (CancelledError, KilledWorker):
                return run((setup, batch))
            return [_here(setup, one, outcome) for one, outcome in zip(batch, outcomes, strict=True)]

        for batch in batches:
            under_way.append((batch, executor.submit(run_elsewhere, shared, batch)))
            if len(under_way) > width:
                yield settled()
        while under_way:
            yield settled()


def _here(setup: Setup, document: Document, outcome: Outcome) -> Outcome:
    """Return the outcome of a document that could not be sent: this process says why."""
    return run((setup, (document,)))[0] if outcome.is_missing else outcome


def _with_content(document: Document) -> Document:
    from glossctl.files import content

    if document.content is not None:
        return document
    try:
        return document.replace(content=content(document.path))
    except FileError:
        return document


def _client(scheduler: str) -> "Any":
    try:
        from distributed import Client  # the extra "cluster"
    except ImportError as error:
        raise GlossctlError(
            "a Dask cluster needs the package distributed", "pip install 'glossctl[cluster]'"
        ) from error
    try:
        return Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise GlossctlError(f"there is no Dask scheduler at {scheduler}: {error}", "as in tcp://host:8786") from error
