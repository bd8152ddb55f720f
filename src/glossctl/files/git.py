"""Asking git, which runs nothing of a repository's own on the way: no filter, hook, monitor or driver, no fetching.

A repository that was unpacked or shared may hold commands in its ``.git``, and git trusts them. The filters that the
user's own configuration names, as for large files, run. Source: git-config(1), git(1), gitattributes(5).
"""

import os
import subprocess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # a missing object of a partial clone would be fetched, by any command
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "diff.autoRefreshIndex=false",  # it would write the index
    "log.showSignature=false",
)
_PARTS = ("clean", "smudge", "process", "required")


def git(
    folder: str, *words: str, given: bytes = b"", seconds: float = 120.0, filtered: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder and return its status and output. ``filtered`` are commands that read files of the work tree.

    Raises OSError or subprocess.SubprocessError if it can't be run or takes longer.
    """
    options = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = _without_filters(folder, seconds) if filtered else {}
    return _run(["git", *options, "-C", folder, *words], given, seconds, environment)


def _without_filters(folder: str, seconds: float) -> dict[str, str]:
    """Return the variables that turn off the filters of a repository's own configuration."""
    names: set[str] = set()
    for scope in ("--local", "--worktree"):
        words = ["git", "-C", folder, "config", scope, "--includes", "-z", "--name-only", "--get-regexp", r"^filter\."]
        keys = os.fsdecode(_run(words, b"", seconds, {}).stdout).split("\0")
        names.update(key.partition(".")[2].rpartition(".")[0] for key in keys if key)
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    count = int(given) if given.isdecimal() else 0
    variables = {}
    for name in sorted(names):
        for part in _PARTS:
            variables[f"GIT_CONFIG_KEY_{count}"] = f"filter.{name}.{part}"
            variables[f"GIT_CONFIG_VALUE_{count}"] = "false" if part == "required" else ""
            count += 1
    return {**variables, "GIT_CONFIG_COUNT": str(count)}


def _run(
    command: list[str], given: bytes, seconds: float, environment: "Mapping[str, str]"
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603 — no shell, and git is found on the user's PATH
        command,
        input=given,
        capture_output=True,
        timeout=seconds,
        check=False,
        env={**os.environ, **_ENVIRONMENT, **environment},
    )
