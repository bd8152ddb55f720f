"""Processes of the same Python that work a function off over many items; what glossary, what index: not known here.

They are plain children with two pipes, not ``multiprocessing``'s: that imports the caller's main module anew, which in
a program without the customary guard runs all of it again. A child that can't be started, or dies, is no error: its
work is done here.
"""

import os
import pickle
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from typing import Any

_SERVE = "import sys; sys.path[:] = {path!r}; from glossctl.compiling.workers import serve; serve({module!r}, {name!r})"
_MOST = 4  # more than the one process can use that takes in what they made


def usable() -> int:
    """Return how many processes are worth starting on this machine; 1 where none should be."""
    if not sys.executable or getattr(sys, "frozen", False):  # then sys.executable is another program
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST)


def spread(function: "Callable[[Any], Any]", items: "Iterable[Any]", count: int) -> "Generator[Any, None, None]":
    """Yield ``function(item)`` for each item, in order, worked off by ``count`` processes; by this one if that is 1.

    Items and results must be picklable, ``function`` a function of a module. What it raises is raised here. At most
    twice ``count`` + 1 items are under way, so that memory stays bounded.
    """
    if count < 2:
        yield from map(function, items)
        return
    from collections import deque
    from concurrent.futures import Future, ThreadPoolExecutor

    pool = _Pool(function, count)
    threads = ThreadPoolExecutor(count)  # one waits for each process
    under_way: deque[Future[Any]] = deque()
    try:
        for item in items:
            under_way.append(threads.submit(pool.call, item))
            if len(under_way) > 2 * count:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.end()
        threads.shutdown(cancel_futures=True)


class _Pool:
    """Some processes, each with one call at a time; where one is gone, this one does its work."""

    def __init__(self, function: "Callable[[Any], Any]", count: int) -> None:
        from queue import SimpleQueue

        self._function = function
        self._ended = False
        self._workers = [_Worker(function) for _ in range(count)]
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def call(self, item: "Any") -> "Any":
        """Return the function's result for ``item``, from the next process that is idle."""
        worker = self._idle.get()
        done, result = False, None
        try:
            if worker:
                done, result = worker.call(item)
        except (OSError, EOFError, ValueError, pickle.PickleError):  # it is gone
            worker = None
        finally:
            self._idle.put(worker)
        return result if done or self._ended else self._function(item)

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        self._ended = True
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process."""

    def __init__(self, function: "Callable[[Any], Any]") -> None:
        path = [os.path.abspath(place) for place in sys.path if place]
        line = _SERVE.format(path=path, module=function.__module__, name=function.__name__)
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 — this interpreter, and a line of this module
                [sys.executable, "-P", "-c", line],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return

    def call(self, item: "Any") -> "tuple[bool, Any]":
        """Return (whether it went well, the result) of the function for ``item``."""
        if not self._process or not self._process.stdin or not self._process.stdout:
            raise EOFError
        _send(self._process.stdin, item)
        done, result = _received(self._process.stdout)
        return bool(done), result

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    _close(pipe)
            self._process.wait()


def _close(pipe: "Any") -> None:
    try:
        pipe.close()
    except OSError:  # something was still to be sent
        return


def _send(pipe: "Any", value: object) -> None:
    pack = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(pack).to_bytes(8, "big"))
    pipe.write(pack)
    pipe.flush()


def _received(pipe: "Any") -> "Any":
    size = pipe.read(8)
    if len(size) < 8:
        raise EOFError
    return pickle.loads(pipe.read(int.from_bytes(size, "big")))  # noqa: S301 — from our own child or parent


def serve(module: str, name: str) -> None:
    """Answer calls on standard input until it ends; the whole life of a worker."""
    import gc
    import importlib
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent settles what a Ctrl-C ends
    gc.disable()  # a tenth of the time; rows of a million entries hold no cycles
    function = getattr(importlib.import_module(module), name)
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may come between the answers
    while True:
        try:
            item = _received(source)
        except EOFError:
            return
        try:
            answer = True, function(item)
        except Exception:  # noqa: BLE001 — the parent does it again, and raises what there is to raise
            answer = False, None
        _send(sink, answer)
