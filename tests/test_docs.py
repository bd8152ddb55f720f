"""The docs say what the program says today: pictures, examples and references are made anew and compared."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def make() -> ModuleType:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module("make")
    finally:
        sys.path.remove(str(ROOT / "docs"))


def test_docs_are_as_the_program_makes_them(make: ModuleType) -> None:
    made: dict[Path, str] = make.made()
    stale = [path.name for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "make docs"


def test_every_page_is_linked_and_every_link_leads_to_a_page() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    linked = {page for source in pages for page in _links(source)}
    assert [str(page.relative_to(ROOT)) for page in linked if not page.exists()] == []
    assert [str(page.relative_to(ROOT)) for page in pages[2:] if page not in linked] == []


def _links(source: Path) -> set[Path]:
    prose = source.read_text(encoding="utf-8").split("```")[::2]  # what stands between fences is an example
    text = "".join("".join(part.split("`")[::2]) for part in prose)
    targets = [part.partition(")")[0].partition("#")[0] for part in text.split("](")[1:]]
    local = [target for target in targets if target and "://" not in target and " " not in target]
    return {(source.parent / target).resolve() for target in local}
