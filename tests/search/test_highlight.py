"""Where the words of a query stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.search.highlight import marks


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("gpu sharing", "Sharing a GPU", ["Sharing", "GPU"]),
        ("gpu", "Many GPUs", ["GPUs"]),
        ("gpus", "One GPU", ["GPU"]),
        ("share", "it shares, sharing", ["shares", "sharing"]),
        ("co", "container compute", []),
        ("deploy", "deployed in a deployment", ["deployed", "deployment"]),
        ("kubern", "Kubernetes", ["Kubernetes"]),
        ("kubernets", "Kubernetes runs", ["Kubernetes"]),
        ("shedulling", "a scheduling pod", ["scheduling"]),
        ("pod", "a pad, a pot", []),
        ("loadbalancer", "a load balancer", ["load", "balancer"]),
        ("cat", "category", []),
        ("who is it for", "it is for all who ask", ["it", "is", "for", "who"]),
        ("the gpu", "the GPU", ["GPU"]),
        ("multi-instance", "Multi-Instance GPU", ["Multi", "Instance"]),
        ("naive", "a naïve one", ["naïve"]),
        ("ＧＰＵ", "a GPU", ["GPU"]),
        ("推論", "モデルの推論とは", ["推論"]),
        ("it's", "it’s here", ["it’s"]),
        ("*", "a * b", []),
        ("", "nothing", []),
    ],
)
def test_marks_of(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(query, text)] == marked


@given(st.text(), st.text())
def test_spans_are_in_order_apart_and_inside_the_text(query: str, text: str) -> None:
    places = [place for span in marks(query, text) for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(start < end for start, end in marks(query, text))
