"""The front door: answers what needs no option parser, hands the rest to Typer, and is the only one to exit."""

import _signal  # what signal wraps in enums, for 1 ms
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import NoReturn


_OBJECTS = 100_000  # before garbage is looked for: with the usual 700, a tenth of the time of a start goes into it
_INTERRUPTED = 130  # 128 + SIGINT, as shells count
_MOMENT = 0.001  # seconds
_ENDING = [getattr(_signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(_signal, name)]


def _excepthook(kind: type[BaseException], value: BaseException, trace: "TracebackType | None") -> None:
    if issubclass(kind, KeyboardInterrupt):
        os._exit(_INTERRUPTED)
    sys.__excepthook__(kind, value, trace)


sys.excepthook = _excepthook  # an interrupt between this line and the first of ``run``


class EndedError(BaseException):
    """A signal asks the process to end: raised, so that temporary files go and locks are given back on the way."""


def _unraisablehook(ignored: "sys.UnraisableHookArgs") -> None:
    """Raise the exception of a signal again, a moment later.

    Python prints and ignores what is raised in a callback of an import's lock or of the garbage collector.
    """
    error = ignored.exc_value
    if not isinstance(error, (KeyboardInterrupt, EndedError)):
        sys.__unraisablehook__(ignored)
    elif sys.platform == "win32":  # no timer, and no such signals but an interrupt
        os._exit(_INTERRUPTED)
    else:
        _signal.signal(_signal.SIGALRM, lambda *_: _raise(error))
        _signal.setitimer(_signal.ITIMER_REAL, _MOMENT)


def _raise(error: BaseException) -> "NoReturn":
    raise error


sys.unraisablehook = _unraisablehook


def run() -> "NoReturn":
    """Run the process's command line and exit: the entry of the ``glossctl`` command and of ``python -m glossctl``.

    An interrupt at any moment, imports and the way out included, is status 130 without a word; SIGTERM and SIGHUP end
    the process as they do any other, once nothing half-written is left behind.
    """
    gc.set_threshold(_OBJECTS)
    try:
        for number in _ENDING:
            if _signal.getsignal(number) == _signal.SIG_DFL:  # nohup ignores SIGHUP, and goes on ignoring it
                _signal.signal(number, _end)
        status = main()
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
    except KeyboardInterrupt:
        os._exit(_INTERRUPTED)  # the interpreter's own way out would take another interrupt for a traceback
    except EndedError as end:
        number = end.args[0]
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)
    _leave(status)


def _leave(status: int) -> "NoReturn":
    """End the process as soon as all is written.

    To take the interpreter apart costs 3 ms of a plain look-up's 19, 9 of a panel's 56, and nothing waits for it.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # said already, where it can be said
            continue
    os._exit(status)


def _end(number: int, _: object) -> None:
    raise EndedError(number)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command line ``argv`` (default: the process's own) and return its exit status."""
    from glossctl.cli import exits
    from glossctl.render import console

    console.prepare()
    words = sys.argv[1:] if argv is None else list(argv)
    return exits.settle(lambda: _answer(words))


def _answer(words: "list[str]") -> int:
    if "_GLOSSCTL_COMPLETE" in os.environ:
        return _complete()
    from glossctl.cli import argv

    if words in (["--version"], []):
        return _greet(words)
    if call := argv.read(words):
        from glossctl.cli import commands

        return commands.run(*call)
    if call := argv.read(["define", *words] if argv.may_be_a_term(words) else []):
        from glossctl.cli import define

        if (status := define.run_if_known(call[1])) is not None:
            return status
    from glossctl.cli import app  # Typer: 45 ms, and only what the lines above leave over needs it

    return app.run(words)


def _complete() -> int:
    from glossctl.cli import complete
    from glossctl.render import console

    text, status = complete.answer(os.environ)
    console.write(text)
    return status


def _greet(words: "list[str]") -> int:
    from glossctl import __version__
    from glossctl.render import console

    if words:
        console.write(f"glossctl {__version__}\n")
        return 0
    from glossctl.cli import settings, welcome

    return welcome.run(settings.settle())


if __name__ == "__main__":
    run()
