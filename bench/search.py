"""What a search costs: a query of a batch, and a whole process on a big glossary against the bundled one.

    python -m bench.search [--entries 147306] [--million 1000000] [--queries 200] [--runs 11] [--json FILE]

The glossaries are made by ``generate.py`` and kept in a temporary folder for the next time, as are their indexes. Names
are misspelled and definitions cut up with a fixed seed. A batch is one process of the library, its first query left
out; of whole processes the median of interleaved pairs is told.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import glossctl
from bench.generate import entries as made_up

FOLDER = Path(tempfile.gettempdir()) / "glossctl-bench"
ENVIRONMENT = {**os.environ, "XDG_CACHE_HOME": str(FOLDER / "cache"), "GLOSSCTL_GLOSSARY": ""}
GLOSSCTL = shutil.which("glossctl", path=Path(sys.executable).parent) or "glossctl"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def glossary(count: int) -> Path:
    """Return the file of a made-up glossary of ``count`` entries, made where it isn't there."""
    path = FOLDER / f"made-up-{count}.toml"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        header = '[glossary]\nname = "made-up"\nlanguage = "en"\n'
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(header)
            file.writelines(made_up(count))
        part.replace(path)
    return path


def slip(word: str, chance: random.Random) -> str:
    """Return ``word`` with a letter missed, doubled, swapped with the next or replaced."""
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        )
    )


def batch(path: Path, count: int) -> dict[str, float]:
    """Return milliseconds a query, median and 95th percentile, of misspelled names and of descriptions."""
    chance = random.Random(1)
    words = glossctl.load(path, environment=ENVIRONMENT)
    some = chance.sample(words.entries(), 2 * count)
    names = [slip(entry.name, chance) for entry in some[:count] if len(entry.name) > 3]
    texts = [
        " ".join(chance.sample(entry.definition.split(), 10)) for entry in some[count:] if len(entry.definition) > 90
    ]
    told: dict[str, float] = {}
    for kind, queries in (("name", names), ("description", texts)):
        words.search("warm up")
        took = []
        for query in queries:
            start = time.perf_counter()
            words.search(query)
            took.append((time.perf_counter() - start) * 1e3)
        took.sort()
        told |= {f"{kind} p50": took[len(took) // 2], f"{kind} p95": took[len(took) * 95 // 100]}
    return told


def process(arguments: list[str]) -> tuple[float, float]:
    """Return the milliseconds and the peak megabytes of one whole process."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [GLOSSCTL, *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return (time.perf_counter() - start) * 1e3, usage.ru_maxrss / scale


def whole(path: Path, runs: int) -> dict[str, float]:
    """Return how many milliseconds more a search takes with ``path`` than with the bundled words, and its megabytes."""
    told: dict[str, float] = {}
    for kind, query in (("typo", "neslountl"), ("long typo", "bruspushiortate neslountl"), ("words", "gpu sharing")):
        big = ["search", "-g", str(path), query, "-o", "plain"]
        small = ["search", query, "-o", "plain"]
        process(big), process(small)
        pairs = [(process(big), process(small)) for _ in range(runs)]
        told[f"{kind} more"] = statistics.median(one[0] - other[0] for one, other in pairs)
        told[f"{kind} MB"] = max(one[1] for one, _ in pairs)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=147_306)
    parser.add_argument("--million", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--json", type=Path)
    settings = parser.parse_args()
    million, some = f"process of {settings.million:,}", f"batch of {settings.entries:,}"
    found = {million: whole(glossary(settings.million), settings.runs)}  # first: a child's peak counts its parent's
    found[some] = batch(glossary(settings.entries), settings.queries)
    for what, figures in found.items():
        print(what)
        for name, value in figures.items():
            print(f"  {name:18}{value:8.1f}{'' if name.endswith('MB') else ' ms'}")
    if settings.json:
        settings.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
