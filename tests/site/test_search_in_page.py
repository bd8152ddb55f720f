"""The search of the page ranks as the program does: measured through the page itself, in a browser."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

import glossctl
from glossctl.text import fold
from tests.program import BUNDLED

Write = Callable[..., Path]
JUDGED = Path(__file__).parents[1] / "judged" / "bundled.jsonl"
WORSE = 0.05  # of R@1, that the page may be than the program: it has no table of words akin, and 4 kB
TYPOS = 0.99
SLIPS_A_NAME = 2
ANSWERS = """(queries) => queries.map((query) => {
  const input = document.querySelector("#_query");
  input.value = query;
  input.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("#_results a")].slice(0, 10).map((link) =>
    [link.querySelector("b").textContent, link.querySelector("i").textContent]);
})"""


def answers(page: Page, queries: list[str]) -> list[list[tuple[str, str]]]:
    found: list[list[list[str]]] = page.evaluate(ANSWERS, queries)
    return [[(name, full) for name, full in names] for names in found]


def first_is_right(found: list[tuple[str, str]], grades: dict[str, int]) -> bool:
    return any(grades.get(name, grades.get(f"{name}#{full}", 0)) == 2 for name, full in found[:1])


def test_the_judged_queries_are_ranked_as_the_program_ranks_them(page: Page, bundled: Path) -> None:
    page.goto((bundled / "index.html").as_uri())
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    queries = [row["query"] for row in rows]
    with glossctl.load(BUNDLED) as glossary:
        hits = [glossary.search(query, 1) for query in queries]
    program = [[(hit.entry.name, hit.entry.expansion or "") for hit in found] for found in hits]
    in_page, in_program = (
        sum(first_is_right(found, row["rel"]) for found, row in zip(every, rows, strict=True)) / len(rows)
        for every in (answers(page, queries), program)
    )
    assert in_page >= in_program - WORSE


def slip(word: str, chance: random.Random) -> str:
    """Return a word with one slip: a letter missed, doubled, replaced by another, or swapped with the next."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("missed", "doubled", "other", "swapped"))
    if kind == "missed":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "other":
        return word[:at] + chance.choice("aeiounrst") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_a_name_with_a_slip_is_found_first(page: Page, bundled: Path) -> None:
    page.goto((bundled / "index.html").as_uri())
    chance = random.Random(1)
    with glossctl.load(BUNDLED) as glossary:
        names = [entry.name for entry in glossary if len(entry.name) > 5]
        asked = [(slip(name, chance), name) for name in names for _ in range(SLIPS_A_NAME)]
        asked = [(typo, name) for typo, name in asked if fold(typo) != fold(name) and not glossary.define(typo)]
    found = answers(page, [typo for typo, _ in asked])
    wrong = [
        (*pair, names[:2]) for pair, names in zip(asked, found, strict=True) if not names or names[0][0] != pair[1]
    ]
    assert len(wrong) <= (1 - TYPOS) * len(asked), wrong


QUERIES = {
    "コンテナ実行": "コンテナ",
    "推論": "推論",
    "GPU 共有": "MIG",
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_word_inside_text_without_spaces_is_found(page: Page, write: Write, query: str) -> None:
    address = write(
        '[glossary]\nname = "ja"\nlanguage = "ja"\n'
        '[[term]]\nname = "コンテナ"\ndefinition = "プロセスを隔離して実行する仕組み。"\n'
        '[[term]]\nname = "推論"\ndefinition = "学習したモデルで答えを得ること。"\n'
        '[[term]]\nname = "MIG"\ndefinition = "一つのGPUを分けて共有する。"\n'
    )
    page.goto(address.as_uri())
    assert answers(page, [query])[0][0][0] == QUERIES[query]
