"""Time and memory of ``glossctl import`` on long lists, each run a process of its own: medians.

    python -m bench.importing [--runs 3] [--glossctl PATH]

The lists are made up, the same each time: of a third of the rows the letters fit the full form, of a third they don't,
a third have a sentence. Goals: 26,000 rows of CSV in 2 s, 100,000 rows of a Markdown table in 15 s and 200 MB.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.generate import vocabulary

CSV_ROWS, MARKDOWN_ROWS = 26_000, 100_000
HEADINGS = ("Acronym", "Meaning", "Category", "Link")


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield the cells of ``count`` rows."""
    chance = random.Random(seed)
    words = vocabulary(chance)[:8000]
    for number in range(count):
        chosen = [chance.choice(words).capitalize() for _ in range(chance.randint(2, 5))]
        letters = [word[0] for word in chosen]
        text = " ".join(chosen)
        if number % 3 == 1:
            letters[chance.randrange(len(letters))] = chance.choice("ABCDEFGHIJKLMNOPQRST")
        elif number % 3 == 2:
            text = " ".join(chance.choices(words, k=12)).capitalize() + "."
        yield "".join(letters), text, chance.choice(words), f"https://e.example/{number}"


def measure(program: str, kind: str, source: Path) -> tuple[float, float]:
    """Return the seconds of one import, and those of its processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([program, "import", kind, source, "-"], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--glossctl", default=os.path.join(os.path.dirname(sys.executable), "glossctl"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, page = Path(folder, "list.csv"), Path(folder, "list.md")
        table.write_text("".join(",".join(row) + "\n" for row in (HEADINGS, *rows(CSV_ROWS))))
        lines = [HEADINGS, ("---",) * len(HEADINGS), *rows(MARKDOWN_ROWS)]
        page.write_text("".join(f"| {' | '.join(line)} |\n" for line in lines))
        # the smaller first: the peak is that of all children so far
        for kind, source, count in (("csv", table, CSV_ROWS), ("markdown", page, MARKDOWN_ROWS)):
            times = [measure(options.glossctl, kind, source) for _ in range(options.runs)]
            seconds, processor = (statistics.median(column) for column in zip(*times, strict=True))
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{kind}: {count:,} rows, {seconds:.1f} s, processor {processor:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
