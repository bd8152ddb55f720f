"""The manual pages: one for each command, sound to groff, and where the wheel puts them."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from glossctl.cli.commands import ROWS

ROOT = Path(__file__).parents[1]
MAN = ROOT / "docs" / "man"
PAGES = {f"glossctl-{row.name}.1" for row in ROWS} | {"glossctl.1"}


def test_every_command_has_a_page_and_nothing_else_has() -> None:
    assert {path.name for path in MAN.iterdir()} == PAGES


def test_a_page_names_every_option_of_its_command() -> None:
    for row in ROWS:
        text = (MAN / f"glossctl-{row.name}.1").read_text(encoding="utf-8").replace("\\-", "-")
        assert [name for name in row.options if name not in text] == []


def test_the_wheel_puts_the_pages_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"] == {"docs/man": "share/man/man1"}


@pytest.mark.skipif(not shutil.which("groff") or sys.platform == "win32", reason="no groff here")
@pytest.mark.parametrize("name", sorted(PAGES))
def test_groff_reads_a_page_without_a_warning(name: str) -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(MAN / name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
