"""Acronyms: what looks like one, and which full form fits its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.acronyms import fits, has_initials, is_acronym, is_spelled_out

FITTING = """
MLOps: Machine Learning Operations
vGPU: Virtual GPU
K8s: Kubernetes
i18n: internationalization
IoT: Internet of Things
OTel: OpenTelemetry
XML: eXtensible Markup Language
XML: Extensible Markup Language
XSS: Cross-Site Scripting
2FA: Two-Factor Authentication
A2A: Agent2Agent
B2B: business to business
P2P: Peer-to-Peer
W3C: World Wide Web Consortium
C2PA: Coalition for Content Provenance and Authenticity
S3: Simple Storage Service
3GPP: 3rd Generation Partnership Project
5G: fifth generation
HTTP: Hypertext Transfer Protocol
HTTP/2: Hypertext Transfer Protocol version 2
DB: Database
DBMS: Database Management System
TV: Television
KBD: Keyboard
LXC: Linux Containers
PVCs: Persistent Volume Claims
SLOs: Service Level Objective
CI/CD: Continuous Integration / Continuous Delivery
TCP/IP: Transmission Control Protocol/Internet Protocol
FOSS/FLOSS: Free and Open Source Software
ISO: International Organization for Standardization
FP16: 16-bit Floating Point
BF16: Brain Floating Point 16-bit
GIE: Gateway API Inference Extension
ONNX: Open Neural Network Exchange
gRPC: gRPC Remote Procedure Calls
YAML: YAML Ain't Markup Language
PyPI: Python Package Index
NVMe: Non-Volatile Memory Express
QLoRA: Quantized Low-Rank Adaptation
R&D: Research and Development
SOLID: Single responsibility, Open-closed, Liskov substitution, Interface segregation and Dependency inversion
TTFT: Time To First Token of a request in a queue
SLOC: (Source) Lines Of Code
LOC: (Source) Lines Of Code
SE: Software Engineer or System Engineer
SoC: System on a Chip
AI: 人工知能
ÉNA: École nationale d'administration
PostgreSQL: PostgreSQL
DevOps: Development and Operations
"""
MISFITS = """
GPU: Graphical Processing Device
GPU: Central Processing Unit
MIG: Multi-Process Service
RAG: Retrieval Generation
LLM: Large Language
LLM: Language Model
DRA: Dynamic Resource
MPS: Multi-Process
API: Application Program
KV: Value Key
NPU: Neural Unit
HPA: Vertical Pod Autoscaler
CFP: A Call is an announcement in which organizers ask speakers to send in what they have to say
K9s: Kubernetes
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(name, form) for name, _, form in (line.partition(": ") for line in text.strip().splitlines())]


@pytest.mark.parametrize(("acronym", "full_form"), pairs(FITTING))
def test_a_full_form_fits(acronym: str, full_form: str) -> None:
    assert fits(acronym, full_form)


@pytest.mark.parametrize(("acronym", "full_form"), pairs(MISFITS))
def test_a_full_form_does_not_fit(acronym: str, full_form: str) -> None:
    assert not fits(acronym, full_form)


def test_an_acronym_is_one_word_with_hardly_a_small_letter() -> None:
    names = (
        "GPU",
        "vGPU",
        "MLOps",
        "IoT",
        "GPUs",
        "CI/CD",
        "eBPF",
        "K8s",
        "KServe",
        "OpenAI",
        "NVLink",
        "A B",
        "A",
        "",
    )
    assert [name for name in names if is_acronym(name)] == ["GPU", "vGPU", "MLOps", "IoT", "GPUs", "CI/CD", "eBPF"]


def test_initials_are_two_capitals_or_digits_in_one_word() -> None:
    names = ("GPU", "K8s", "DevOps", "Kubernetes", "A/B testing", "", "42")
    assert [name for name in names if has_initials(name)] == ["GPU", "K8s", "DevOps"]


def test_a_definition_spells_an_acronym_out_in_neighbouring_words() -> None:
    assert is_spelled_out("DAG", "In graph theory, a directed acyclic graph has no cycles.")
    assert is_spelled_out("RoI", "The Return on Investment in percent.")
    assert not is_spelled_out("DAG", "A graph that is directed and acyclic.")
    assert not is_spelled_out("AI", "An important thing.")  # two small letters in a row prove nothing


@given(st.text(), st.text())
def test_no_text_makes_them_raise(name: str, text: str) -> None:
    assert {is_acronym(name), has_initials(name), fits(name, text), is_spelled_out(name, text)} <= {True, False}


@given(st.lists(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]), min_size=2, max_size=6))
def test_the_initials_of_words_always_fit(words: list[str]) -> None:
    assert fits("".join(word[0] for word in words), " ".join(words))
    assert is_spelled_out("".join(word[0] for word in words), " ".join(words))


def test_long_texts_take_no_time() -> None:
    assert not fits("XYZ", "(" * 500 + "a or " * 50_000)
    assert not is_spelled_out("XYZ", "x " * 100_000)
