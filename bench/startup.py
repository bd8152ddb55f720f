"""Whole processes, interleaved with ``python -c pass``: the median ratio of each, beside its goal.

    python bench/startup.py [--runs 31] [--beside PROGRAM] [--json FILE]

One round starts every command once, so that a slow second of the machine falls on all of them; the ratio of a command
is the median over the rounds of (its time / the time of ``python -c pass`` in the same round).
``--beside`` times another ``glossctl``, such as an older one in an environment of its own, in the same rounds.
"""

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
GLOSSCTL = shutil.which("glossctl", path=Path(sys.executable).parent) or "glossctl"
COMPLETING = {"_GLOSSCTL_COMPLETE": "bash", "COMP_WORDS": "glossctl define M", "COMP_CWORD": "2"}
CASES: dict[str, tuple[list[str], dict[str, str], float]] = {
    "define MIG -o plain": (["define", "MIG", "-o", "plain"], {}, 2.0),
    "define MIG -o json": (["define", "MIG", "-o", "json"], {}, 2.5),
    "define MIG": (["define", "MIG"], {}, 5.5),
    "completion of a term": ([], COMPLETING, 2.0),
    'search "gpu sharing" -o plain': (["search", "gpu sharing", "-o", "plain"], {}, 4.0),
    'search "gpu sharing"': (["search", "gpu sharing"], {}, 7.5),
    "search shedulling -o plain": (["search", "shedulling", "-o", "plain"], {}, 4.0),
    "roles --motto": (["roles", "--motto"], {}, 7.5),
    "--help": (["--help"], {}, 8.0),
}


def seconds(command: list[str], environment: dict[str, str], folder: str | None = None) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def rounds(programs: "list[str]", runs: int) -> "tuple[list[float], dict[str, list[list[float]]]]":
    """Return the seconds of ``python -c pass`` in each round, and of each case the ratios of each program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GLOSSCTL"))}
    ratios: dict[str, list[list[float]]] = {name: [[] for _ in programs] for name in CASES}
    bare = []
    with tempfile.TemporaryDirectory() as folder:  # where no glossary of a project is in force
        for turn in range(runs + 1):
            base = seconds([sys.executable, "-c", "pass"], environment, folder)
            for name, (words, extra, _) in CASES.items():
                for number, program in enumerate(programs):
                    ratio = seconds([program, *words], environment | extra, folder) / base
                    if turn:  # the first round warms the caches
                        ratios[name][number].append(ratio)
            bare.append(base)
    return bare, ratios


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--beside", metavar="PROGRAM", help="another glossctl, timed in the same rounds")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)  # an installed program is compiled; a checkout may not be
    programs = [GLOSSCTL, *([options.beside] if options.beside else [])]
    bare, ratios = rounds(programs, options.runs)
    print(f"python -c pass: median {statistics.median(bare) * 1000:.1f} ms of {options.runs} rounds\n")
    print(f"{'command':32}{'ratio':>8}{'beside' if options.beside else '':>8}{'goal':>8}")
    medians = {name: [round(statistics.median(one), 2) for one in found] for name, found in ratios.items()}
    for name, (_, _, goal) in CASES.items():
        here, *beside = medians[name]
        other = f"{beside[0]:8.2f}" if beside else " " * 8
        print(f"{name:32}{here:8.2f}{other}{goal:8.1f}{'' if here <= goal else '  over'}")
    if options.json:
        options.json.write_text(json.dumps(medians, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
