"""``--show-completion`` and ``--install-completion``, for the shell that is named, which Typer's options can't take."""

from importlib import import_module
from subprocess import SubprocessError
from typing import Any

import typer.completion

from glossctl.cli.exits import FOUND
from glossctl.errors import GlossctlError, UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SHOW, INSTALL = "--show-completion", "--install-completion"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_VARIABLE = "_GLOSSCTL_COMPLETE"
_SCRIPTS: Any = typer.completion  # which its own options take these from
_CALL = "COMP_CWORD=$COMP_CWORD"


def asked(words: "Sequence[str]") -> tuple[str, str] | None:
    """Return which of the two options a command line is, and its shell: the one named, else the one in use."""
    option, equals, value = words[0].partition("=") if words else ("", "", "")
    rest = [*([value] if equals else ()), *words[1:]]
    if option not in (SHOW, INSTALL) or any(word in ("-h", "--help") for word in rest):
        return None
    if len(rest) > 1:
        raise UsageError(f'{option}: there is nothing to do with "{rest[1]}"', f"glossctl {option} {SHELLS[0]}")
    shell = rest[0] if rest else _in_use(option)
    if shell not in SHELLS:
        raise UsageError(f'{option}: there is no completion for "{shell}"', f"choose one of {', '.join(SHELLS)}")
    return option, shell


def _in_use(option: str) -> str:
    try:
        return str(import_module("shellingham").detect_shell()[0])  # untyped, and Typer's to depend on
    except (ImportError, RuntimeError, OSError) as error:
        raise UsageError(
            f"{option}: your shell can't be found out", f"name it: glossctl {option} {SHELLS[0]}"
        ) from error


def run(option: str, shell: str) -> int:
    """Show a shell's script, or install it."""
    if option == SHOW:
        console.write(
            _with_type(_SCRIPTS.get_completion_script(prog_name="glossctl", complete_var=_VARIABLE, shell=shell)) + "\n"
        )
        return FOUND
    try:
        _, path = _SCRIPTS.install(shell=shell, prog_name="glossctl", complete_var=_VARIABLE)
        if shell == "bash":
            path.write_text(_with_type(path.read_text(encoding="utf-8")) + "\n", encoding="utf-8")
    except (OSError, SubprocessError, typer.Exit) as error:
        raise GlossctlError(f"completion can't be installed: {error}", f"glossctl {SHOW} {shell}") from error
    console.write(f"{shell} completion installed in {path}\nIt takes effect in new terminals.\n")
    return FOUND


def _with_type(script: str) -> str:
    """Return bash's script so that it also tells how it completes: menu-complete inserts each line as it is told."""
    return script.replace(_CALL, f"{_CALL} COMP_TYPE=$COMP_TYPE COLUMNS=$COLUMNS")
