"""Running a function over many items in a process pool. Knows nothing of glossaries.

If a process can't be started, or dies, this process does its work. Importing the pool costs 27 ms, so only big files
use one.
"""

import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor
    from typing import Any

_MOST = 4  # this process can't consume the results of more
_PATIENCE = 1  # seconds between two looks at whether the pool still runs
_QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"
_IN_FLIGHT = 2  # items a process: one in work and one waiting, so that memory stays bounded


def usable() -> int:
    """Return how many processes are worth starting on this machine; 1 means none."""
    if not sys.executable or getattr(sys, "frozen", False):  # then sys.executable is another program
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST)


def spread(function: "Callable[[Any], Any]", items: "Iterable[Any]", count: int) -> "Generator[Any, None, None]":
    """Yield ``function(item)`` for each item, in order, computed by ``count`` processes; by this one if that is 1.

    Items and results must be picklable, ``function`` a module's function. Its exceptions are raised here.
    """
    if count < 2:
        yield from map(function, items)
        return
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with _plain_start():
        pool = ProcessPoolExecutor(count, get_context("spawn"), _start)
    pending: deque[tuple[Any, Future[Any] | None]] = deque()

    def submit(item: "Any") -> "tuple[Any, Future[Any] | None]":
        try:
            with _plain_start():
                return item, pool.submit(function, item)
        except (OSError, RuntimeError):  # no process could be started, or the pool is broken
            return item, None

    def result(item: "Any", future: "Future[Any] | None") -> "Any":
        if not future or _is_lost(pool, future):
            return function(item)
        try:
            return future.result()
        except BrokenProcessPool:
            return function(item)

    try:
        for item in items:
            pending.append(submit(item))
            if len(pending) > _IN_FLIGHT * count:
                yield result(*pending.popleft())
        while pending:
            yield result(*pending.popleft())
    finally:
        _stop(pool)


def _stop(pool: "ProcessPoolExecutor") -> None:
    """End a pool at once: the caller may have left early, and doesn't need what is in work."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()
    pool._result_queue._writer.close()  # type: ignore[attr-defined]  # else half a result is waited for
    pool.shutdown(cancel_futures=True)


def _is_lost(pool: "ProcessPoolExecutor", future: "Future[Any]") -> bool:
    """Wait for a result; tell whether it never comes: CPython 3.11 forgets an item given to a pool that just breaks."""
    from concurrent.futures import wait

    while not wait([future], _PATIENCE).done:
        if getattr(pool, "_broken", False):
            return True
    return False


def _start() -> None:
    """Prepare a worker: it ends with its parent, which handles Ctrl-C.

    Garbage collection finds no cycles in rows of entries.
    """
    import gc
    import signal
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems where signals can't be blocked
    gc.disable()  # saves a tenth of the time


def _end_with_parent() -> None:
    """End this process when its parent ends: one that was killed tells nobody, and a pool's workers wait for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _plain_start() -> "Iterator[None]":
    """Start processes that import neither the caller's main module nor a ``pickle.py`` in the current folder.

    ``multiprocessing`` runs the main module again, entirely if a script has no guard, and its children look for modules
    in the current folder first, which may be an untrusted repository. They inherit a blocked SIGINT, since Ctrl-C while
    they start would print a traceback; and no warning of semaphores that an interrupted program leaves to them.
    """
    import signal

    main, kept = sys.modules["__main__"], {name: os.environ.get(name) for name in ("PYTHONSAFEPATH", "PYTHONWARNINGS")}
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    sys.modules["__main__"] = type(sys)("__main__")
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, (kept["PYTHONWARNINGS"], _QUIET)))
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
