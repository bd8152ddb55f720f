"""Which words in capitals a reader may ask about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.documents import capitals
from glossctl.documents.capitals import acronyms
from glossctl.syntax import readers


def found(text: str, known: tuple[str, ...] = ()) -> list[str]:
    return [one.acronym for one in acronyms(readers.read(text, "markdown"), known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three ZQTs failed; the ZQT's log is gone, and ZQT-based tools too.", ["ZQT", "ZQT", "ZQT"]),
        ("ZQT/QZT and vZQT on mQZT, an IdZ and an E2E or P2P test of S3 and EC2.", None),
        ("the Z.Q.T. of 1999", ["Z.Q.T."]),
        ("ZQT共享 and ZQT-Knoten", ["ZQT", "ZQT"]),
    ],
)
def test_acronyms_are_found_bare(text: str, expected: list[str] | None) -> None:
    everything = ["ZQT", "QZT", "vZQT", "mQZT", "IdZ", "E2E", "P2P", "S3", "EC2"]
    assert found(text) == (everything if expected is None else expected)


@pytest.mark.parametrize(
    "text",
    [
        "You MUST NOT do it; it is REQUIRED and RECOMMENDED.",
        "# IMPORTANT NOTICE ABOUT LICENCES",
        "> [!WARNING]\n> Careful.",
        "Chapter IV and volume XVIII of Henry VIII.",
        "It takes 16 GB, 100GB or 5 Gbps at 3.2 GHz.",
        "Versions V1, V2 and V100, H100 and T4, quarter Q3, priority P0.",
        "GET, POST and DELETE it; then HEAD.",
        "KEP-5008, RFC2119, GPT-4 and CVE-2024-1234.",
        "Set QUOTA_HOME, $ZQT and --ZQT and ZQT=1.",
        "See README.md, LICENCE.TXT and ZQT.md.",
        "An API over HTTP, its URLs, CI/CD, I/O, TCP/IP and JSON-RPC; R&D and Q&A.",
        "NVIDIA, CUDA, gRPC, macOS and PyTorch.",
        "HTTPRoute, ClusterQueue and InferencePool.",
        "`ZQT`, <https://example.com/ZQT> and [it](https://example.com/ZQT).",
        "IN NO EVENT SHALL THE AUTHORS BE LIABLE; SOFTWARE IS PROVIDED AS IS.",
        "In Sacramento, CA 95814 it rains.",
        "error levels INFO2 and WARN4 and 5XX",
    ],
)
def test_other_capitals_are_no_acronyms(text: str) -> None:
    assert found(text) == []


def test_known_ones_are_passed_over_with_their_plural() -> None:
    assert found("ZQTs and QZT", known=("ZQT",)) == ["QZT"]


def test_a_word_that_the_document_has_in_small_letters_is_shouted() -> None:
    assert found("The quota is a QUOTA.") == []


@given(st.text("Aa1É. -/_", max_size=12))
def test_a_text_without_candidates_is_passed_over_only_then(text: str) -> None:
    assert capitals._HAS_CANDIDATE.search(text) or not capitals._CANDIDATE.search(text)
