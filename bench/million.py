"""A glossary of a million entries: what compiling it costs, and what look-ups cost after that, in whole processes.

    python -m bench.million [--entries 1000000] [--runs 15] [--folder DIR] [--json FILE]

Peak memory is the sum over the process and its children, sampled from /proc. Look-ups take turns with the same ones of
the bundled glossary, so that a slow second of the machine falls on both; ratios and differences are medians of these
pairs.
"""

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.generate import write
from bench.startup import GLOSSCTL, ROOT, seconds

MB = 1e6
CASES = {  # name: what to ask of the million, what to ask of the bundled words, goal
    "define, a hit": (["define", "{name}", "-o", "plain"], ["define", "MIG", "-o", "plain"], "ratio <= 1.5"),
    "define, a miss": (["define", "{typo}", "-o", "plain"], ["define", "kubernetse", "-o", "plain"], "more <= 250 ms"),
    "search, a typo": (["search", "{typo}", "-o", "plain"], ["search", "kubernetse", "-o", "plain"], "more <= 250 ms"),
    "search, words": (
        ["search", "{words}", "-o", "plain"],
        ["search", "sharing a gpu", "-o", "plain"],
        "more <= 250 ms",
    ),
}


def tree(pid: int) -> list[int]:
    """Return the ids of a process and those it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in tree(int(child)))]


def resident(pid: int) -> int:
    """Return the bytes that a process holds in memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Return seconds, seconds of processors, and peak megabytes of a command with all that it starts."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(resident, tree(process.pid))))
        time.sleep(0.02)
    took = time.perf_counter() - start
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return took, used, peak / MB


def asked_words(file: Path) -> dict[str, str]:
    """Return a name from the middle of the file, the same with two letters swapped, and words of a definition."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number > 500 and line.startswith('name = "') and line.count(" ") == 4:
                name = line[8:-2]
            if number > 600 and line.startswith('definition = "A '):
                words = line[16:].split()
                return {"name": name, "typo": name[:3] + name[4] + name[3] + name[5:], "words": " ".join(words[1:4])}
    raise SystemExit(f"{file} is none of bench/generate.py's")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "glossctl-bench")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)
    asked.folder.mkdir(exist_ok=True)
    file = asked.folder / f"{asked.entries}.toml"
    if not file.exists():
        write(file, asked.entries)
    cache = tempfile.TemporaryDirectory(dir=asked.folder)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GLOSSCTL"))}
    environment["XDG_CACHE_HOME"] = cache.name
    words = asked_words(file)
    print(f"{asked.entries} entries, {file.stat().st_size / MB:.0f} MB of TOML; {os.cpu_count()} processors\n")
    results: dict[str, float] = {}
    first = [GLOSSCTL, "define", words["name"], "-o", "plain", "-g", str(file)]
    for what in ("compile", "after an edit"):
        took, used, peak = measured(first, environment)
        size = sum(path.stat().st_size for path in Path(cache.name, "glossctl").iterdir()) / MB
        print(f"{what:16}{took:8.1f} s{used:8.1f} s of processors{peak:8.0f} MB at most{size:8.0f} MB of index")
        results |= {f"{what}, s": round(took, 1), f"{what}, cpu s": round(used, 1), f"{what}, MB": round(peak)}
        edit(file)
    subprocess.run(first, env=environment, stdout=subprocess.DEVNULL, check=False)
    look_ups(file, words, environment, asked.runs, results)
    cache.cleanup()
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def edit(file: Path) -> None:
    """Change one letter of one definition in the middle of the file, and back the next time."""
    with file.open("r+b") as changed:
        middle = file.stat().st_size // 2
        changed.seek(middle)
        at = middle + changed.read(4000).index(b'\ndefinition = "') + 20
        changed.seek(at)
        letter = changed.read(1)
        changed.seek(at)
        changed.write(letter.swapcase())


def look_ups(
    file: Path, words: dict[str, str], environment: dict[str, str], runs: int, results: dict[str, float]
) -> None:
    print(f"\n{'':16}{'bundled':>10}{'million':>10}{'ratio':>8}{'more':>10}   goal")
    for case, (command, plain, goal) in CASES.items():
        times = []
        for turn in range(runs + 1):
            big = seconds([GLOSSCTL, *(word.format(**words) for word in command), "-g", str(file)], environment)
            small = seconds([GLOSSCTL, *plain], environment)
            if turn:  # the first pair warms the caches
                times.append((small, big))
        small, big = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        ratio = statistics.median(big / small for small, big in times)
        more = statistics.median(big - small for small, big in times) * 1000
        print(f"{case:16}{small:7.0f} ms{big:7.0f} ms{ratio:8.2f}{more:7.0f} ms   {goal}")
        results |= {f"{case}, ratio": round(ratio, 2), f"{case}, ms more": round(more)}


if __name__ == "__main__":
    if sys.platform != "linux":
        raise SystemExit("memory is measured with Linux's /proc")
    main()
