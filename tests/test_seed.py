"""What the working group's glossary defines is found by each of the ways it might be asked for."""

import pytest

import glossctl
from glossctl.entries import Entry
from tests.program import BUNDLED

FULL_FORMS = {
    "LLM": "Large Language Model",
    "MLOps": "Machine Learning Operations",
    "LLMOps": "Large Language Model Operations",
    "vGPU": "Virtual Graphics Processing Unit",
    "MIG": "Multi-Instance GPU",
    "MPS": "Multi-Process Service",
    "DRA": "Dynamic Resource Allocation",
    "RAG": "Retrieval-Augmented Generation",
}
MOTTOS = {
    "Data engineers": [
        "I make data science easier",
        "I am the unsung hero that does all the data plumbing, after all bad data in bad data out",
    ],
    "Data scientists": ["I solve business problems", "I don't want to learn about infrastructure if I don't have to"],
    "Platform engineers": [
        "I abstract complexity and build APIs to make the lives of data engineers and data scientists easier"
    ],
    "Site reliability engineers": ["I keep it all running 99.99999999% of the time"],
    "Hardware architects": ["I make those models run fast"],
}
TITLES = {
    "AI Practitioners": ["ML Engineers", "Data Scientists", "Data Engineers"],
    "Developers": [
        *("Software Engineers", "Frontend Engineers", "Backend Engineers", "Full Stack Engineers"),
        *("Software Architects", "Software Testers"),
    ],
    "Deployers": [
        *("DevOps Engineers", "Site Reliability Engineers", "Infrastructure Engineers", "Infrastructure Architects"),
        *("Application Administrators", "Cluster Administrators"),
    ],
}
GLOSSARY = glossctl.load(BUNDLED, cache=False)


def spellings(text: str) -> list[str]:
    """Return other ways to write a name."""
    parted = text.replace("-", " ")
    plural = text if text.endswith("s") else f"{text}s"
    singular = text.removesuffix("s")
    ways = [text, text.lower(), text.upper(), parted, parted.replace(" ", "-"), parted.replace(" ", "_").lower()]
    return list(dict.fromkeys([*ways, f"  {text} ", plural, plural.lower(), singular, singular.upper()]))


def found(query: str) -> list[str]:
    return [entry.name for entry in GLOSSARY.define(query)]


@pytest.mark.parametrize(("name", "full_form"), FULL_FORMS.items())
def test_a_term_and_its_full_form_are_found_however_they_are_written(name: str, full_form: str) -> None:
    assert {way: found(way) for way in (*spellings(name), *spellings(full_form)) if name not in found(way)} == {}
    assert GLOSSARY.expand(name)[0].expansion == full_form
    assert name in [one.acronym for one in GLOSSARY.contract(full_form)]


@pytest.mark.parametrize("name", [*FULL_FORMS, *MOTTOS, *TITLES])
def test_a_name_is_the_first_hit_of_a_search_however_it_is_written(name: str) -> None:
    ways = [name, name.lower(), name.replace(" ", "-"), *([FULL_FORMS[name].lower()] if name in FULL_FORMS else [])]
    assert {way: GLOSSARY.search(way)[0].entry.name for way in ways} == dict.fromkeys(ways, name)


@pytest.mark.parametrize("role", MOTTOS)
def test_a_role_is_found_however_it_is_written(role: str) -> None:
    assert {way: found(way) for way in spellings(role) if role not in found(way)} == {}
    (entry,) = [one for one in GLOSSARY.roles() if one.name == role]
    assert entry.definition
    assert [motto.replace("’", "'") for motto in entry.mottos] == MOTTOS[role]


@pytest.mark.parametrize(("role", "motto"), [(role, motto) for role, mottos in MOTTOS.items() for motto in mottos])
def test_a_motto_leads_to_its_role(role: str, motto: str) -> None:
    words = motto.split()
    for query in (motto, motto.lower(), " ".join(words[-7:])):
        names = [hit.entry.name for hit in GLOSSARY.search(query)]
        assert role in names[:3], query
    assert GLOSSARY.search(motto)[0].entry.name == role


@pytest.mark.parametrize(("audience", "title"), [(one, title) for one, titles in TITLES.items() for title in titles])
def test_a_job_title_leads_to_its_audience(audience: str, title: str) -> None:
    assert {way: found(way) for way in spellings(title) if audience not in found(way)} == {}
    assert audience in [hit.entry.name for hit in GLOSSARY.search(title)[:3]]


def test_the_audiences_have_their_titles_and_the_roles_are_all_there() -> None:
    assert {entry.name: list(entry.titles) for entry in GLOSSARY.audiences()} == TITLES
    assert [entry.name for entry in GLOSSARY.roles()] == sorted(MOTTOS)


def test_gpu_sharing_ranks_its_entry_first_and_the_three_ways_next() -> None:
    first, *ways = [hit.entry.name for hit in GLOSSARY.search("gpu sharing", limit=4)]
    assert first == "GPU sharing"
    assert set(ways) == {"MIG", "MPS", "vGPU"}
    assert found("gpu sharing") == ["GPU sharing"]


def test_it_points_to_the_cncf_glossary() -> None:
    (row,) = GLOSSARY.sources()
    assert [(link.title, link.url) for link in row.see_also] == [("CNCF Glossary", "https://glossary.cncf.io/")]


def test_every_entry_is_found_by_its_name_its_aliases_and_its_full_form() -> None:
    def lost(entry: Entry) -> list[str]:
        texts = [entry.name, *entry.aliases, *entry.titles, *([entry.expansion] if entry.expansion else [])]
        return [text for text in texts if entry not in GLOSSARY.define(text) and entry.name not in found(text)]

    assert [text for entry in GLOSSARY.entries() for text in lost(entry)] == []
