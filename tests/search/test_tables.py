"""The tables of search answer as a scan of everything does."""

import math
import sqlite3
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from glossctl import compiling
from glossctl.entries import Contents, Entry, Header
from glossctl.index import Index
from glossctl.search import candidates, texts
from glossctl.search import names as spellings
from glossctl.search.slips import KINDS
from glossctl.search.tables import FIELD_WEIGHTS, length_norm, names, searchable
from glossctl.search.tokens import spelling, stems

WORD = st.sampled_from(
    ["pod", "node", "cluster", "gpu", "share", "deploy", "container", "schedule", "model", "network", "storage"]
)
PHRASE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
ENTRIES = st.lists(
    st.builds(Entry, PHRASE, definition=PHRASE, tags=st.lists(WORD, max_size=2).map(tuple)), min_size=1, max_size=12
)


def opened(entries: list[Entry]) -> Index:
    connection = sqlite3.connect(":memory:")
    compiling.fill(connection, Contents(Header("test"), tuple(entries)))
    return Index(connection)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, PHRASE)
def test_near_spellings_are_those_of_a_scan(entries: list[Entry], query: str) -> None:
    found = {name: ratio for name, ratio, _ in candidates.near_spellings(searchable(opened(entries)), query)}
    size = len(query)
    every = {spelling(text) for entry in entries for text, _, _ in names(entry)}
    near = {name for name in every if size - max(2, size // 3) <= len(name) <= size + max(3, size // 2)}
    ratios = {name: fuzz.ratio(query, name) for name in near}
    least = 55 if max(ratios.values(), default=0) >= 70 else 45
    assert found == {name: ratio for name, ratio in ratios.items() if ratio >= least}


@settings(max_examples=60, deadline=None)
@given(ENTRIES, PHRASE)
def test_texts_are_ranked_as_a_scan_by_bm25_ranks_them(entries: list[Entry], query: str) -> None:
    index = searchable(opened(entries))
    wanted, _ = candidates.wanted(index, query)
    average = sum(len(stems(entry.definition)) for entry in entries) / len(entries)
    scores: dict[int, float] = {}
    for number, entry in enumerate(entries):
        fields = (entry.name, "", "", " ".join(entry.hints), " ".join(entry.tags), entry.definition)
        weights = Counter[str]()
        for weight, field in zip(FIELD_WEIGHTS, fields, strict=True):
            for one in stems(field, stop=False):
                weights[one] += weight  # type: ignore[assignment]
        norm = length_norm(len(stems(entry.definition)), average)
        for one, (share, others) in wanted.items():
            for stem, part in ((one, 1.0), *others):
                if weights[stem]:
                    scores[number] = scores.get(number, 0.0) + share * part * weights[stem] / (weights[stem] + norm)
    found = candidates.texts(index, wanted, 100)
    assert set(found) == set(scores)
    ranked = [scores[number] for number in found]
    assert all(after <= before + 0.01 for before, after in pairwise(ranked)), "to 1 of 255"


def test_pruning_keeps_the_best() -> None:
    entries = [Entry(f"entry {number}", definition="pod " * (number % 7) + "node cluster") for number in range(500)]
    entries[321] = Entry("rare", definition="pod gpu")
    index = searchable(opened(entries))
    wanted, _ = candidates.wanted(index, "gpu pod node cluster")
    assert candidates.texts(index, wanted, 5)[0] == 321
    assert candidates.texts(index, wanted, 5) == candidates.texts(index, wanted, 400)[:5]


def test_how_common_a_name_is_does_not_hang_on_the_size() -> None:
    for size in (50, 5000):
        entries = [Entry(f"x{number}", definition="pod" if number % 2 else "node") for number in range(size)]
        entries.append(Entry("pod", definition="thing"))
        common = searchable(opened(entries)).common[size]
        assert math.isclose(common, 255 * math.log(size / 2) / math.log(size), abs_tol=8)


def test_each_weight_has_its_feature() -> None:
    index = searchable(opened([Entry("pod", definition="a node of many")]))
    query = texts.Query(index, "a node")
    scores, _ = texts.by_text(index, query)
    assert [len(text.values) for *_, text in scores.values()] == [len(texts.WEIGHTS)]
    assert list(texts.WEIGHTS)[1:2] + list(texts.WEIGHTS)[7:8] == ["covered", "spoken of"]
    assert len(spellings.features("pod", "pad", "pods", 85.0, 9)) == len(spellings.WEIGHTS)
    assert tuple(spellings.WEIGHTS)[: len(KINDS)] == KINDS
