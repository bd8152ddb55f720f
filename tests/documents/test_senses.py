"""Which sense a text means: judged texts for the bundled names of several senses.

Each row of judged/senses.jsonl is a text, the name in it, and the full form that is meant; ``kind`` is "rewritten"
where a sentence of a real document was put into other words, else "written". The writer knew the definitions, so the
figure is rather what to hold than what strangers' texts would reach.
"""

import json
from pathlib import Path

import glossctl

ROWS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "judged" / "senses.jsonl").read_text("utf-8").splitlines()
]
LEAST = 0.90


def test_the_words_around_tell_the_senses_apart() -> None:
    right = 0
    with glossctl.load() as glossary:
        for row in ROWS:
            (term,) = [term for term in glossary.explain(row["text"]).terms if term.entry.name == row["name"]]
            right += term.is_decided and term.entry.expansion == row["expansion"]
    assert right / len(ROWS) >= LEAST
    assert len(ROWS) >= 80
