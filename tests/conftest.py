"""Every test runs in an empty folder and home of its own, in an environment that says nothing to the program.

Expected screens and cases are files under golden/ and cases/. ``--update-screens`` writes them anew from what the
program says now; look at the difference before it is committed.
"""

import os
from pathlib import Path

import hypothesis
import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None)  # a clock says nothing on a shared machine
settings.load_profile("project")

hypothesis.settings.register_profile("any machine", deadline=None)  # a busy one may take seconds for an example
hypothesis.settings.load_profile("any machine")

_SPEAKING = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "TERM_PROGRAM")
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="write the golden screens and cases anew")


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew."""
    return bool(request.config.getoption("--update-screens"))


@pytest.fixture(scope="session")
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(
        "cache"
    )  # one for all: compiling the bundled words for each test would take a minute


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, _shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name in _SPEAKING + _LOCALES or name.startswith(("GLOSSCTL_", "XDG_", "_GLOSSCTL", "_TYPER", "COMP_")):
            monkeypatch.delenv(name)
    home, folder = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    (folder / ".git").mkdir()  # a repository's root: nothing above it is looked at
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(_shared_cache))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.chdir(folder)
