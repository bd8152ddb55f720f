"""``check`` on a folder of documents beside codespell, on a growing glossary, on one huge document.

    python bench/documents.py FOLDER [--runs 5] [--json FILE]

FOLDER holds the documents, of any formats. One round starts every command once, so that a slow second of the machine
falls on all of them; a ratio is the median over the rounds of (its time / codespell's in the same round). codespell is
looked for beside this interpreter, then on the PATH. Processor seconds are those of the command and its children.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(sys.executable).parent
GLOSSCTL = shutil.which("glossctl", path=HERE) or "glossctl"
CODESPELL = shutil.which("codespell", path=HERE) or shutil.which("codespell")
NAMES = 100_000
WORDS = 1_000_000
LEAST_MEGABYTES = 1 << 10


def timed(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float, int]:
    """Return seconds by the clock, seconds of the processor, and the most memory in KiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, busy, usage.ru_maxrss


def glossary_of(count: int, path: Path) -> None:
    """Write a glossary of ``count`` names that documents may hold: acronyms, words and phrases of common words."""
    words = "open data model cloud node queue batch cluster service token graph model image key zone rate"
    first = words.split()
    with path.open("w", encoding="utf-8") as file:
        file.write('[glossary]\nname = "big"\n')
        for number in range(count):
            name = f"{first[number % len(first)]} {first[(number // 7) % len(first)]} n{number}"
            file.write(f'\n[[term]]\nname = "{name}"\ndefinition = "The {number}th of them."\n')


def document_of(folder: Path, path: Path) -> int:
    """Write one document of a million words, put together from those of a folder; return how many it has."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        while words < WORDS:
            for source in sorted(folder.rglob("*.md")):
                text = source.read_text(encoding="utf-8", errors="replace")
                if text.startswith("---"):
                    text = text.partition("\n---")[2]
                file.write(text + "\n\n")
                words += len(text.split())
                if words >= WORDS:
                    break
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GLOSSCTL"))}
    with tempfile.TemporaryDirectory() as made:
        big, huge = Path(made) / "big.toml", Path(made) / "huge.md"
        glossary_of(NAMES, big)
        words = document_of(asked.folder, huge)
        check = [GLOSSCTL, "check", str(asked.folder)]
        commands = {
            "codespell": [CODESPELL or "codespell", str(asked.folder)],
            "check --jobs 1": [*check, "--jobs", "1"],
            "check --jobs 2": [*check, "--jobs", "2"],
            f"check --jobs 1, {NAMES:,} names": [*check, "--jobs", "1", "-g", str(big)],
            "explain --jobs 1": [GLOSSCTL, "explain", str(asked.folder), "-o", "json", "--jobs", "1"],
            f"explain --jobs 1, {NAMES:,} names": [
                *(GLOSSCTL, "explain", str(asked.folder), "-o", "json", "--jobs", "1", "-g", str(big)),
            ],
        }
        for command in commands.values():  # compiles the glossaries, warms the caches
            timed(command, environment)
        rounds = [{name: timed(command, environment) for name, command in commands.items()} for _ in range(asked.runs)]
        took, _, memory = timed([GLOSSCTL, "check", str(huge), "--jobs", "1"], environment)
    rows = {}
    print(f"{'command':36}{'seconds':>9}{'processor':>11}{'ratio':>8}{'MB':>6}")
    for name in commands:
        ratio = statistics.median(one[name][0] / one["codespell"][0] for one in rounds)
        clock, busy = (statistics.median(one[name][at] for one in rounds) for at in (0, 1))
        largest = max(one[name][2] for one in rounds) / LEAST_MEGABYTES
        rows[name] = {"seconds": clock, "processor": busy, "ratio": ratio, "megabytes": largest}
        print(f"{name:36}{clock:9.2f}{busy:11.2f}{ratio:8.2f}{largest:6.0f}")
    print(f"one document of {words:,} words: {took:.1f} s, {memory / LEAST_MEGABYTES:.0f} MB")
    rows["one document"] = {"seconds": took, "megabytes": memory / LEAST_MEGABYTES}
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
