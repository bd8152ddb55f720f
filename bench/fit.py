"""Fits the weights of search on judged queries, and tells how well they do on queries that were held out.

    python bench/fit.py names|texts CORPUS=QUERIES[*WEIGHT]... [--folds 6] [--rounds 150]

CORPUS is a glossary file whose entries have their id as ``source``, QUERIES lines of JSON with ``query`` and ``rel``
(id: grade, 2 is right). The model is a conditional logit: of the candidates that search itself would look at, how
likely is each the right one. It prints the weights to put beside the features in ``search/names.py`` or
``search/texts.py``, and R@1 and R@10 on the folds that were left out, of the queries with a right candidate. Only the
standard library: a minute for a thousand queries.
"""

import argparse
import heapq
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

from glossctl import load, toml
from glossctl.files.text import read_text
from glossctl.search import candidates, names, texts
from glossctl.search.sounds import sound
from glossctl.search.tables import Searchable, searchable
from glossctl.search.tokens import spelling

PENALTY = 1.0
STEP = 0.08
LOOKED_AT = 50

Row = tuple[list[list[float]], list[bool], float]  # features of each candidate, which are right, weight of the query


def rows(kind: str, corpus: Path, queries: Path, weight: float) -> list[Row]:
    """Return the candidates of each query that has a right one among them."""
    opened = load(corpus)
    index = searchable(opened._indexes[0])  # the candidates are search's own, so that the fit sees what it will meet
    ids = [entry.source for entry in toml.read(read_text(str(corpus)), str(corpus)).entries]
    found = []
    for judged in map(json.loads, queries.read_text(encoding="utf-8").splitlines()):
        right = {number for number, one in enumerate(ids) if judged["rel"].get(one, 0) >= 2}
        features, are_right = (_names if kind == "names" else _texts)(index, judged["query"], right)
        if any(are_right):
            found.append((features, are_right, weight))
    return found


def _names(index: Searchable, query: str, right: set[int]) -> tuple[list[list[float]], list[bool]]:
    if candidates.exact(index, query):
        return [], []  # settled before any likeness is asked
    written = spelling(query)
    heard = sound(written)
    near = ((names._rough(written, heard, *row), *row) for row in candidates.near_spellings(index, written))
    looked_at = [row[1:] for row in heapq.nlargest(LOOKED_AT, near)]
    features = [names.features(written, heard, *row) for row in looked_at]
    return features, [
        any(relation == 0 and number in right for relation, number in index.named(row[0])) for row in looked_at
    ]


def _texts(index: Searchable, query: str, right: set[int]) -> tuple[list[list[float]], list[bool]]:
    asked = texts.Query(index, query)
    scores, _ = texts.by_text(index, asked)
    return [text.values for *_, text in scores.values()], [number in right for number in scores]


def fit(data: Sequence[Row], rounds: int) -> list[float]:
    """Return the weights of greatest likelihood, by gradient steps of adapted size (Adam) on scaled features."""
    width = len(data[0][0][0])
    every = [one for features, _, _ in data for one in features]
    means = [sum(one[at] for one in every) / len(every) for at in range(width)]
    spreads = [math.sqrt(sum((one[at] - means[at]) ** 2 for one in every) / len(every)) or 1.0 for at in range(width)]
    scaled = [
        ([[v / s for v, s in zip(one, spreads, strict=True)] for one in features], right, w)
        for features, right, w in data
    ]
    weights, first, second = [0.0] * width, [0.0] * width, [1e-9] * width
    for step in range(1, rounds + 1):
        slope = [-2 * PENALTY * one for one in weights]
        for features, right, weight in scaled:
            all_of, right_of = _shares(features, right, weights)
            for one, share, target in zip(features, all_of, right_of, strict=True):
                if pull := weight * (target - share):
                    slope = [old + pull * value for old, value in zip(slope, one, strict=True)]
        for at, value in enumerate(slope):
            first[at] = 0.9 * first[at] + 0.1 * value
            second[at] = 0.999 * second[at] + 0.001 * value * value
            size = (first[at] / (1 - 0.9**step)) / math.sqrt(second[at] / (1 - 0.999**step))
            weights[at] += STEP * size
    return [weight / spread for weight, spread in zip(weights, spreads, strict=True)]


def _shares(features: list[list[float]], right: list[bool], weights: list[float]) -> tuple[list[float], list[float]]:
    """Return the likelihood of each candidate, and of each right one among the right ones."""
    totals = [math.fsum(map(float.__mul__, weights, one)) for one in features]
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole, of_right = sum(powers), sum(power for power, is_right in zip(powers, right, strict=True) if is_right)
    return [power / whole for power in powers], [
        power / of_right if is_right and of_right else 0.0 for power, is_right in zip(powers, right, strict=True)
    ]


def recall(data: Sequence[Row], weights: list[float], first: int) -> float:
    """Return in how many of the rows a right candidate is among the ``first``."""
    hits = 0
    for features, right, _ in data:
        ranked = sorted(zip(features, right, strict=True), key=lambda one: -sum(map(float.__mul__, weights, one[0])))
        hits += any(is_right for _, is_right in ranked[:first])
    return hits / max(len(data), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("names", "texts"))
    parser.add_argument("sets", nargs="+", metavar="CORPUS=QUERIES[*WEIGHT]")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=150)
    settings = parser.parse_args()
    parts = {}
    for one in settings.sets:
        corpus, _, rest = one.partition("=")
        queries, _, weight = rest.partition("*")
        parts[queries] = rows(settings.kind, Path(corpus), Path(queries), float(weight or 1))
        random.Random(1).shuffle(parts[queries])
    for queries, data in parts.items():
        print(f"{queries}: {len(data)} queries with a right candidate")
    held: dict[str, list[float]] = {queries: [0.0, 0.0] for queries in parts}
    for fold in range(settings.folds):
        weights = fit(
            [row for data in parts.values() for at, row in enumerate(data) if at % settings.folds != fold],
            settings.rounds,
        )
        for queries, data in parts.items():
            left_out = data[fold :: settings.folds]
            for at, first in enumerate((1, 10)):
                held[queries][at] += recall(left_out, weights, first) * len(left_out) / len(data)
    for queries, (one_of, ten_of) in held.items():
        print(f"{queries}: held out R@1 {one_of:.4f} R@10 {ten_of:.4f}")
    weights = fit([row for data in parts.values() for row in data], settings.rounds)
    labels = names.WEIGHTS if settings.kind == "names" else texts.WEIGHTS
    for label, value in zip(labels, weights, strict=True):
        print(f'    "{label}": {value:.2f},')


if __name__ == "__main__":
    main()
