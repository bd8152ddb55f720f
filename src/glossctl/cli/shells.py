"""``--show-completion`` and ``--install-completion``: the script of each shell, and where it belongs.

The scripts ask this program at each Tab, with the line in the environment; ``complete`` answers.
"""

import os

from glossctl.cli.exits import FOUND
from glossctl.cli.offers import SHELLS
from glossctl.errors import GlossctlError, UsageError
from glossctl.files import rewrite
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SHOW, INSTALL = "--show-completion", "--install-completion"

_BASH = """\
_glossctl() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE COLUMNS=$COLUMNS \\
                   _GLOSSCTL_COMPLETE=bash "$1" 2>/dev/null ) )
}
complete -o default -F _glossctl glossctl
"""

# compadd -U: what is offered begins as typed only when case, accents and hyphens are set aside, which no matcher of the
# reader's knows. Nothing is evaluated, and compadd quotes what it inserts. The last lines serve a file that is loaded
# at the first Tab (then it must answer that Tab, too) and one that is read at the start.
_ZSH = """\
#compdef glossctl
_glossctl() {
    local -a texts shown
    local line message
    local reply="$(COMP_LINE="${words[1,CURRENT]}" COLUMNS=$COLUMNS _GLOSSCTL_COMPLETE=lines \\
                   command ${(Q)words[1]} 2>/dev/null)"
    [[ $reply == :files ]] && { _files; return }
    for line in "${(@f)reply}"; do
        if [[ $line == $'\\t'* ]]; then message=${line#*$'\\t'}
        elif [[ -n $line ]]; then texts+=("${line%%$'\\t'*}") shown+=("${line#*$'\\t'}"); fi
    done
    [[ -n $message ]] && compadd -x "$message"
    (( $#texts )) || return 1
    compadd -U -V glossctl -l -d shown -a texts
    # several that have less in common than is typed: show them, and leave the word as it is
    [[ ${#compstate[unambiguous]} -lt ${#PREFIX} && $#texts -gt 1 ]] && compstate[insert]= compstate[list]='list force'
    return 0
}
if [[ $funcstack[1] == _glossctl ]]; then _glossctl "$@"
elif (( $+functions[compdef] )); then compdef _glossctl glossctl; fi
"""

_FISH = """\
function __glossctl_complete
    set -l lines (env _GLOSSCTL_COMPLETE=fish COMP_LINE=(commandline -cp | string collect) glossctl 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $lines
    end
end
complete --command glossctl --no-files --arguments '(__glossctl_complete)'
"""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName glossctl -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:_GLOSSCTL_COMPLETE = "powershell"
    $Env:COMP_LINE = $commandAst.ToString()
    $Env:COMP_WORD = $wordToComplete
    glossctl | ForEach-Object {
        $text, $about = $_ -Split ":::", 2
        [System.Management.Automation.CompletionResult]::new($text, $text, "ParameterValue", $about)
    }
    $Env:_GLOSSCTL_COMPLETE = $Env:COMP_LINE = $Env:COMP_WORD = $null
}
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL, "pwsh": _POWERSHELL}

# What goes to the end of .zshrc: completion is set up there only where nothing before has done so.
_ZSHRC = "(( $+functions[compdef] )) || {{ autoload -Uz compinit; compinit }}; source {path}  # glossctl"


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
        from importlib import import_module

        return str(import_module("shellingham").detect_shell()[0])  # untyped; comes with Typer
    except (ImportError, RuntimeError, OSError) as error:
        raise UsageError(
            f"{option}: your shell can't be found out", f"name it: glossctl {option} {SHELLS[0]}"
        ) from error


def run(option: str, shell: str) -> int:
    """Show a shell's script, or install it."""
    if option == SHOW:
        console.write(SCRIPTS[shell])
        return FOUND
    try:
        path = _install(shell)
    except OSError as error:
        reason = error.strerror or str(error)
        raise GlossctlError(f"completion can't be installed: {reason}", f"glossctl {SHOW} {shell}") from error
    console.say(f"{shell} completion installed in {path}")
    console.say("It takes effect in new terminals.")
    return FOUND


def _install(shell: str) -> str:
    """Write a shell's script to where that shell reads it, and return the file."""
    home = os.path.expanduser("~")
    if shell == "fish":
        folder = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
        return _write(os.path.join(folder, "fish", "completions", "glossctl.fish"), shell)
    if shell == "bash":
        path = _write(os.path.join(home, ".bash_completions", "glossctl.sh"), shell)
        _append(os.path.join(home, ".bashrc"), f"source '{path}'")
        return path
    if shell == "zsh":
        path = _write(os.path.join(home, ".zfunc", "_glossctl"), shell)
        _append(os.path.join(os.environ.get("ZDOTDIR") or home, ".zshrc"), _ZSHRC.format(path=f"'{path}'"))
        return path
    profile = _profile(shell)
    _append(profile, SCRIPTS[shell].rstrip())
    return profile


def _profile(shell: str) -> str:
    import subprocess  # only PowerShell itself knows where its profile is

    command = [shell, "-NoProfile", "-Command", "echo $PROFILE"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 — the reader's own shell
    except subprocess.SubprocessError as error:
        raise OSError(0, f"{shell} doesn't say where its profile is") from error
    return answer.stdout.strip()


def _write(path: str, shell: str) -> str:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    rewrite.put(path, SCRIPTS[shell].encode(), overwrite=True)
    return path


def _append(path: str, line: str) -> None:
    """Put a line at the end of a file that a shell reads at its start, unless it is there."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
    except FileNotFoundError:
        text = ""
    if line in text:
        return
    with open(path, "a", encoding="utf-8", errors="surrogateescape") as file:
        file.write(("" if not text or text.endswith("\n") else "\n") + line + "\n")
