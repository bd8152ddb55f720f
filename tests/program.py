"""The program as a test runs it: in this process, or in one of its own. Each run is a status and what was written."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from glossctl.__main__ import main
from glossctl.layers import BUNDLED as BUNDLED

GLOSSARIES = Path(__file__).parent / "glossaries"


class Run(NamedTuple):
    status: int
    out: str
    err: str


def run(*argv: str, stdin: str | bytes = b"", encoding: str = "utf-8") -> Run:
    """Run the program in this process, its three streams captured; ``encoding`` is that of its output."""
    kept = sys.stdin, sys.stdout, sys.stderr
    given = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(raw, encoding, newline="\n") for raw in (io.BytesIO(given), out, err)]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        status = main(argv)
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    return Run(status, out.getvalue().decode(encoding), err.getvalue().decode(encoding))


def spawn(
    *argv: str,
    stdin: str | bytes = b"",
    env: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    cwd: str | Path | None = None,
) -> Run:
    """Run the program in a process of its own, ``env`` added to the environment, ``options`` Python's own."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        command(*argv, options=options), input=given, env=environment(env), cwd=cwd, capture_output=True
    )
    return Run(done.returncode, *(text.decode("utf-8", "replace") for text in (done.stdout, done.stderr)))


def command(*argv: str, options: Sequence[str] = ()) -> list[str]:
    """Return the command line that starts the program with this interpreter."""
    return [sys.executable, *options, "-m", "glossctl", *argv]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a test's process: the test's own, without what is said to Python itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, **(extra or {})}
