"""The bundled words: what every entry keeps to, tried on the file itself with nothing of the program between."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import glossctl

FILE = Path(__file__).parents[1] / "src" / "glossctl" / "data" / "glossary.toml"
TEXT = FILE.read_text(encoding="utf-8")
DOCUMENT = tomllib.loads(TEXT)
TABLES = ("term", "role", "audience")
ENTRIES: list[dict[str, Any]] = [entry for table in TABLES for entry in DOCUMENT[table]]
KEYS = [
    *("name", "expansion", "aliases", "definition", "tags", "related", "titles", "mottos", "links", "avoid", "hints"),
    *("forms", "case", "status", "source"),
]
SEED_SOURCE = "CNCF Cloud Native AI Working Group"
SEED_NAMES = {
    *("LLM", "MLOps", "LLMOps", "vGPU", "MIG", "MPS", "DRA", "RAG"),
    *("Data engineers", "Data scientists", "Platform engineers", "Site reliability engineers", "Hardware architects"),
    *("AI Practitioners", "Developers", "Deployers"),
}

# Names whose letters don't follow their full form by the rule of ``fits``, each with the reason.
KNOWN_INITIALS_EXCEPTIONS = {
    "Adam": "the letters are no initials: Ada and m",
    "AdamW": "the letters are no initials: Adam and W",
    "AIOps": "Information gives no letter to the name",
    "AMX": "the X is taken from the sound of Extensions",
    "AVX": "the X is taken from the sound of Extensions",
    "BF16": "the number of bits stands last in the name and first in the full form",
    "CNF": "one N stands for Native and Network",
    "CXL": "the X is taken from the sound of Express",
    "DAPO": "the A is taken from inside Sampling",
    "DoRA": "the letters follow those of LoRA",
    "E2E": "the digit reads as to",
    "EC2": "the digit counts the initials",
    "FP16": "the number of bits stands last in the name and first in the full form",
    "FP32": "the number of bits stands last in the name and first in the full form",
    "FP4": "the number of bits stands last in the name and first in the full form",
    "FP64": "the number of bits stands last in the name and first in the full form",
    "FP8": "the number of bits stands last in the name and first in the full form",
    "GIE": "API gives no letter to the name",
    "GPL": "GNU gives its first letter only, and General none",
    "GPQA": "Level gives no letter to the name",
    "HAMi": "the makers join letters from inside the words",
    "IA3": "the digit counts the initials",
    "INT4": "the number of bits stands last in the name and first in the full form",
    "INT8": "the number of bits stands last in the name and first in the full form",
    "ISO": "the letters are the same in every language and in no order",
    "LoHa": "Rank and Product give no letter to the name",
    "LoKr": "Rank and Product give no letter to the name",
    "MXFP4": "the X is taken from inside Microscaling",
    "NF4": "the number of bits stands last in the name and first in the full form",
    "NVFP4": "the number of bits stands last in the name and amid the full form",
    "ONNX": "the X is taken from the sound of Exchange",
    "OpenVINO": "the letters are taken from inside the words",
    "P2P": "the digit reads as to",
    "PiSSA": "Values and Vectors give no letter to the name",
    "POSIX": "the X recalls Unix",
    "PTX": "the X is taken from the sound of Execution",
    "RWX": "the X stands for many",
    "S3": "the digit counts the initials",
    "SGX": "the X is taken from the sound of Extensions",
    "SPDX": "the X is taken from the sound of Exchange",
    "TDX": "the X is taken from the sound of Extensions",
    "UTC": "the order is a compromise between languages",
    "UX": "the X is taken from the sound of Experience",
    "VeRA": "the letters follow those of LoRA",
    "VXLAN": "the X is taken from the sound of Extensible",
    "W3C": "the digit counts the initials",
    "XAI": "the X is taken from the sound of Explainable",
    "XGBoost": "the X is taken from the sound of Extreme",
    "XLA": "the X is taken from the sound of Accelerated",
    "XML": "the X is taken from the sound of Extensible",
    "XSS": "the X is the sign of a cross",
}

# Capitals in a definition that are proper names or units, not short forms of anything a reader would look up.
PROPER_NAMES = {
    *("NVIDIA", "OpenAI", "CRI-O", "MLCommons", "EPYC", "EAGLE", "GB200", "NVL72", "MI300A", "AGENTS", "BeeAI"),
    *("FastAPI", "OpenBLAS", "cuBLAS", "CoreDNS", "SELinux", "RocksDB", "MySQL", "NET", "FA2", "FA3", "TFJob"),
    *("E4M3", "E5M2"),
}


def test_tables_stand_in_order_and_names_are_sorted_in_each() -> None:
    headings = re.findall(r"^\[\[(\w+)\]\]$", TEXT, re.MULTILINE)
    assert headings == sorted(headings, key=TABLES.index)
    for table in TABLES:
        names = [_key(entry["name"]) for entry in DOCUMENT[table]]
        assert names == sorted(names)


def test_keys_stand_in_the_documented_order_and_none_is_empty() -> None:
    assert [entry["name"] for entry in ENTRIES if list(entry) != [key for key in KEYS if key in entry]] == []
    assert [entry["name"] for entry in ENTRIES if not all(entry.values())] == []


def test_prose_is_wrapped_at_100_columns() -> None:
    lines = [line for entry in ENTRIES for line in entry["definition"].splitlines()]
    assert [line for line in lines if len(line) > 100] == []


def test_no_sense_is_defined_twice() -> None:
    senses = Counter((_key(entry["name"]), _key(entry.get("expansion", ""))) for entry in ENTRIES)
    texts = Counter(_prose(entry) for entry in ENTRIES)
    assert [sense for sense, count in senses.items() if count > 1] == []
    assert [text for text, count in texts.items() if count > 1] == []


def test_an_alias_leads_to_one_entry_only() -> None:
    aliases = [(_key(alias), entry["name"]) for entry in ENTRIES for alias in entry.get("aliases", ())]
    assert [alias for alias, count in Counter(alias for alias, _ in aliases).items() if count > 1] == []
    # SRE is the discipline and, as people use it, the engineer: both are meant to be shown.
    clashes = {(alias, name) for alias, name in aliases if alias in _names() | _expansions()}
    # Triton is the language, and as people say it, the server.
    assert clashes == {("sre", "Site reliability engineers"), ("triton", "Triton Inference Server")}


def test_every_tag_is_on_the_list_and_every_listed_tag_is_used() -> None:
    used = {tag for entry in ENTRIES for tag in entry["tags"]}
    assert used == set(DOCUMENT["glossary"]["tags"])
    assert [entry["name"] for entry in ENTRIES if not 1 <= len(entry["tags"]) <= 3] == []


def test_every_related_term_is_one_sense_of_another_entry() -> None:
    senses = Counter(entry["name"] for entry in ENTRIES)
    full_forms = Counter(entry["expansion"] for entry in ENTRIES if senses[entry["name"]] > 1)
    related = [(entry, other) for entry in ENTRIES for other in entry.get("related", ())]
    assert [(entry["name"], other) for entry, other in related if (senses[other] or full_forms[other]) != 1] == []
    assert [entry["name"] for entry, other in related if _is_itself(entry, other, senses)] == []


def test_a_definition_is_one_to_three_sentences_within_600_characters() -> None:
    definitions = {entry["name"]: _prose(entry) for entry in ENTRIES}
    assert [name for name, prose in definitions.items() if len(prose) > 600 or not prose.endswith(".")] == []
    assert [name for name, prose in definitions.items() if len(re.findall(r"[.!?](?= |$)", prose)) > 3] == []


def test_a_first_sentence_does_not_begin_with_its_own_name() -> None:
    openings = {entry["name"]: _key(_prose(entry)) for entry in ENTRIES}
    assert [
        name for name, prose in openings.items() if prose.startswith((_key(name) + " is", "it is", "this is"))
    ] == []


def test_every_acronym_in_a_definition_is_an_entry_or_expanded_there() -> None:
    known = _names() | {_key(alias) for entry in ENTRIES for alias in entry.get("aliases", ())}
    unknown = [
        (entry["name"], acronym)
        for entry in ENTRIES
        for acronym in _acronyms(_prose(entry))
        if not {_key(acronym), _key(acronym.removesuffix("s"))} & known
    ]
    assert unknown == []


def test_a_full_form_fits_its_initials_or_is_a_known_exception() -> None:
    misfits = {
        entry["name"] for entry in ENTRIES if "expansion" in entry and not fits(entry["name"], entry["expansion"])
    }
    assert misfits == set(KNOWN_INITIALS_EXCEPTIONS)


def test_the_seed_keeps_its_source_and_no_other_entry_claims_it() -> None:
    sourced = [entry["name"] for entry in ENTRIES if entry.get("source") == SEED_SOURCE]
    assert sorted(sourced) == sorted(SEED_NAMES)


def test_gpu_sharing_is_an_entry_that_names_its_kinds_and_their_tag() -> None:
    tagged = [(entry["name"], entry.get("expansion")) for entry in ENTRIES if "gpu sharing" in entry["tags"]]
    assert tagged == [
        ("GPU sharing", None),
        ("MIG", "Multi-Instance GPU"),
        ("MPS", "Multi-Process Service"),
        ("time-slicing", None),
        ("vGPU", "Virtual Graphics Processing Unit"),
        ("vGPU", "Virtual GPU"),
    ]
    (whole,) = [entry for entry in ENTRIES if entry["name"] == "GPU sharing"]
    assert [name for name in ("MIG", "MPS", "time-slicing", "vGPU") if name not in _prose(whole)] == []


def fits(name: str, expansion: str) -> bool:
    """Say whether a name's letters occur in order in its full form, beginning with the first, and use each capital."""
    letters = re.sub(r"[\W_]", "", name).casefold()
    capitals = "".join(word[0] for word in re.findall(r"\S+", expansion) if word[0].isupper()).casefold()
    spelled = re.sub(r"[\W_]", "", expansion).casefold()
    return spelled[:1] == letters[:1] and _in_order(letters, spelled) and _in_order(capitals, letters)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_itself(entry: dict[str, Any], other: str, senses: Counter[str]) -> bool:
    return other == entry["name"] or (not senses[other] and other == entry.get("expansion"))


@cache
def _titles_pattern() -> re.Pattern[str]:
    """Return what finds a title or a proper name, the longest first."""
    titles = sorted(_titles() | PROPER_NAMES, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})s?(?!\w)")


def _acronyms(prose: str) -> list[str]:
    """Return what looks like an acronym in a definition and is neither a proper name nor explained in brackets."""
    prose = _titles_pattern().sub(" ", prose)
    found = re.findall(r"\b[A-Za-z0-9]*[A-Z][A-Z0-9]*[A-Z][A-Za-z0-9]*\b", prose)
    return [acronym for acronym in found if f"({acronym})" not in prose and f"{acronym} (" not in prose]


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[-_]", " ", bare).split())


def _prose(entry: dict[str, Any]) -> str:
    return " ".join(entry["definition"].split())


def _titles() -> set[str]:
    return {entry["name"] for entry in ENTRIES}


def _names() -> set[str]:
    return {_key(name) for name in _titles()}


def _expansions() -> set[str]:
    return {_key(entry["expansion"]) for entry in ENTRIES if "expansion" in entry}


def test_no_acronym_answers_for_another_with_a_capital_s() -> None:
    """``OS`` is not the singular of OSS, nor ``GC`` of GCS."""
    with glossctl.load(str(FILE)) as glossary:
        names = {entry.name for entry in glossary if entry.name.isupper() and entry.name.isalnum()}
        for name in sorted(names):
            for asked in (f"{name}S", name.removesuffix("S")):
                senses = glossary.define(asked) if len(asked) > 1 else ()
                assert all(name != sense.name for sense in senses if asked not in sense.called()), asked
            assert {name, f"{name}S"} & {sense.name for sense in glossary.define(f"{name}s")}
