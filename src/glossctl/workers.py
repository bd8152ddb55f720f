"""A function spread over the standard library's process pool; which glossary, which index: not known here.

A process that can't be started, or dies, is no error: its work is done here. A pool costs 27 ms to import, so that
only a big file gets one.
"""

import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import Any

_MOST = 4  # more than the one process can use that takes in what they made
_IN_FLIGHT = 2  # items a process: the next one waits while one is worked off, and memory stays bounded


def usable() -> int:
    """Return how many processes are worth starting on this machine; 1 where none should be."""
    if not sys.executable or getattr(sys, "frozen", False):  # then sys.executable is another program
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST)


def spread(function: "Callable[[Any], Any]", items: "Iterable[Any]", count: int) -> "Generator[Any, None, None]":
    """Yield ``function(item)`` for each item, in order, worked off by ``count`` processes; by this one if that is 1.

    Items and results must be picklable, ``function`` a function of a module. What it raises is raised here.
    """
    if count < 2:
        yield from map(function, items)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with _plain_start():
        pool = ProcessPoolExecutor(count, get_context("spawn"), _start)
    under_way: deque[tuple[Any, Future[Any] | None]] = deque()

    def submit(item: "Any") -> "tuple[Any, Future[Any] | None]":
        try:
            with _plain_start():
                return item, pool.submit(function, item)
        except (OSError, RuntimeError):  # no process could be started, or the pool is broken
            return item, None

    def result(item: "Any", future: "Future[Any] | None") -> "Any":
        try:
            return future.result() if future else function(item)
        except BrokenProcessPool:
            return function(item)

    try:
        for item in items:
            under_way.append(submit(item))
            if len(under_way) > _IN_FLIGHT * count:
                yield result(*under_way.popleft())
        while under_way:
            yield result(*under_way.popleft())
    finally:
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()  # left early, nobody waits for what they are at
        pool.shutdown(cancel_futures=True)


def _start() -> None:
    """Prepare a worker: the parent settles what a Ctrl-C ends, and rows of a million entries hold no cycles."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where no signal can be blocked
    gc.disable()  # a tenth of the time


@contextmanager
def _plain_start() -> "Iterator[None]":
    """Start processes that import neither the caller's main module nor a ``pickle.py`` of the current folder.

    ``multiprocessing`` runs the main module again, all of it where a script has no guard, and its children look for
    modules in the current folder first, which may be anybody's repository. They inherit a blocked SIGINT: a Ctrl-C
    while they start would end in a traceback.
    """
    import signal

    main, safe = sys.modules["__main__"], os.environ.get("PYTHONSAFEPATH")
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    sys.modules["__main__"] = type(sys)("__main__")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if safe is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = safe
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
