"""What a text defines itself: both ways round, in lists and tables, with cue words; and what only looks like it."""

import pytest

from glossctl.documents.definitions import definitions
from glossctl.syntax import readers


def found(text: str, syntax: str = "markdown") -> list[tuple[str, str]]:
    prose = readers.read(text, syntax)
    pairs = [(one.acronym, " ".join(one.expansion.split())) for one in definitions(prose)]
    for one in definitions(prose):
        assert prose.blocks[one.block].text[one.start : one.end] == one.expansion
    return pairs


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Zone Quota Table (ZQT) is small.", ("ZQT", "Zone Quota Table")),
        ("The ZQT (zone quota table) is small.", ("ZQT", "zone quota table")),
        ("Three Zone Quota Tables (ZQTs) are full.", ("ZQT", "Zone Quota Tables")),
        ("A hierarchical tile-map\nindex ([HTMI](https://example.com)).", ("HTMI", "hierarchical tile-map\nindex")),
        ("A **Zone Quota Table** (*ZQT*) is small.", ("ZQT", "Zone Quota Table")),
        ("Read with `LTR` (left to right) on.", ("LTR", "left to right")),
        ("It is a Model of Experts(MoE).", ("MoE", "Model of Experts")),
        ("Kubernetes (k8s) runs it.", ("k8s", "Kubernetes")),
        ("The quota database (DB) is slow.", ("DB", "database")),
        ("Our OrderedQueueTable (OQT) is sorted.", ("OQT", "OrderedQueueTable")),
        ("ZQT stands for Zone Quota Table.", ("ZQT", "Zone Quota Table")),
        (f"{'İ' * 80} and ZQT stands for Zone Quota Table.", ("ZQT", "Zone Quota Table")),
        ("Zone Quota Table, often abbreviated as ZQT, is small.", ("ZQT", "Zone Quota Table")),
        ("Zone Quota Table, or ZQT, is small.", ("ZQT", "Zone Quota Table")),
        ("Zone Quota Table (also known as ZQT) is small.", ("ZQT", "Zone Quota Table")),
        ("It was ill kept (zone quota table, ZQT).", ("ZQT", "zone quota table")),
        ("- ZQT: Zone Quota Table", ("ZQT", "Zone Quota Table")),
        ("- ZQT - Zone Quota Table, of all zones", ("ZQT", "Zone Quota Table")),
        ("- **ZQT** — zone quota table", ("ZQT", "zone quota table")),
        ("- Zone Quota Table: ZQT", ("ZQT", "Zone Quota Table")),
        ("| Short | Long |\n|---|---|\n| ZQT | Zone Quota Table |", ("ZQT", "Zone Quota Table")),
        ("| Long | Short |\n|---|---|\n| Zone Quota Table | ZQT |", ("ZQT", "Zone Quota Table")),
        ("ZQT\n: Zone Quota Table", ("ZQT", "Zone Quota Table")),
        ("# Zone Quota Table (ZQT)", ("ZQT", "Zone Quota Table")),
        ("Tests from end to end (E2E) are slow.", ("E2E", "end to end")),
        ("Mutual TLS (mTLS) is on.", ("mTLS", "Mutual TLS")),
        ("The Bureau of the Quota Register (BQR) rules.", ("BQR", "Bureau of the Quota Register")),
        ("(see the Zone Quota Table (ZQT) there)", ("ZQT", "Zone Quota Table")),
    ],
)
def test_a_definition_is_found(text: str, pair: tuple[str, str]) -> None:
    assert found(text) == [(pair[0], " ".join(pair[1].split()))]


@pytest.mark.parametrize(
    "text",
    [
        "An accelerator (GPU) is fast.",
        "It follows a standard (RFC 7591) of theirs.",
        "The persistent volumes (PVC) are full.",
        "Set the flag (default: true) or not (optional).",
        "It may be fast (or not).",
        "Sort them (by name) and count (see below).",
        "Use the open protocol (V2) for it.",
        "The values of phases (A) and (B) differ.",
        "All of it (new package) is there.",
        "It is CREATE or SCHEDULE (creation first).",
        "```\nZone Quota Table (ZQT)\n```",
        "HTTP - requests",
        "It is kept in storage (S3) for the percentile (P99).",
        "Ask the ZQT (or ZQT-arch for more).",
        "- NOTE: Not on this earth",
    ],
)
def test_what_only_looks_like_a_definition_is_none(text: str) -> None:
    assert found(text) == []


def test_each_place_of_a_definition_is_returned() -> None:
    text = "Zone Quota Table (ZQT).\n\nZone Quota Table (ZQT)."
    assert len(found(text)) == 2
