"""How often search finds the right entry of the bundled words, by kind of question and by half.

    python -m bench.judged [FILE] [--half even|odd] [--misses]

FILE holds lines of JSON with ``qid``, ``query``, ``rel`` ("NAME" or "NAME — Full form": grade, 2 is right) and ``sub``,
the kind. R@k is the share of the queries with an entry of grade 2 among the first k. Even qids are for tuning; nothing
may be tuned on the odd, so ``--misses``, which lists the queries without a right entry first, lists the even only.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import glossctl

FILE = Path(__file__).parents[1] / "tests" / "judged" / "needs_written_blind.jsonl"
DEPTHS = (1, 3, 10)
HALVES = ("even", "odd")


def label(entry: glossctl.Entry) -> str:
    return f"{entry.name} — {entry.expansion}" if entry.expansion else entry.name


def half(row: dict[str, Any]) -> str:
    return HALVES[row["qid"] % 2]


def right_rank(words: glossctl.Glossary, row: dict[str, Any]) -> int:
    """Return the place of the first entry of grade 2, from 1; 0 where none is among the first ten."""
    hits = words.search(row["query"], max(DEPTHS))
    return next((rank for rank, hit in enumerate(hits, 1) if row["rel"].get(label(hit.entry)) == 2), 0)


def line(name: str, ranks: Sequence[int]) -> str:
    shares = (sum(0 < rank <= depth for rank in ranks) / len(ranks) for depth in DEPTHS)
    return f"{name:18}{len(ranks):8}" + "".join(f"{share:8.3f}" for share in shares)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true")
    settings = parser.parse_args()
    words = glossctl.load()
    rows = [json.loads(text) for text in settings.file.read_text(encoding="utf-8").splitlines()]
    unknown = {name for row in rows for name in row["rel"]} - set(map(label, words.entries()))
    if unknown:
        parser.error(f"{settings.file.name} names entries that the bundled words don't have: {sorted(unknown)}")
    ranked = [(row, right_rank(words, row)) for row in rows]
    print(f"{'':18}{'queries':>8}" + "".join(f"{f'R@{depth}':>8}" for depth in DEPTHS))
    for chosen in (settings.half,) if settings.half else HALVES:
        own = [(row, rank) for row, rank in ranked if half(row) == chosen]
        for kind in sorted({row["sub"] for row, _ in own}):
            print(line(f"{chosen} {kind}", [rank for row, rank in own if row["sub"] == kind]))
        print(line(f"{chosen} all", [rank for _, rank in own]))
    if settings.half is None:
        for kind in sorted({row["sub"] for row in rows}):
            print(line(f"both {kind}", [rank for row, rank in ranked if row["sub"] == kind]))
        print(line("both all", [rank for _, rank in ranked]))
    if settings.misses:
        for row, rank in ranked:
            if half(row) == "even" and rank != 1:
                print(f"{rank or '-':>3}  {row['sub']:11}{row['query']}  →  {next(iter(row['rel']))}")


if __name__ == "__main__":
    main()
