"""The front door: answers what needs no option parser, hands the rest to Typer, and is the only one to exit."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command line ``argv`` (default: the process's own) and return its exit status."""
    from glossctl.cli import exits
    from glossctl.render import console

    console.prepare()
    words = sys.argv[1:] if argv is None else list(argv)
    return exits.settle(lambda: _answer(words))


def _answer(words: "list[str]") -> int:
    from glossctl.cli import argv

    if "_GLOSSCTL_COMPLETE" in os.environ:
        return _complete()
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
    sys.exit(main())
