"""``lsp`` in a real editor: Neovim without a screen, with its own client, on a folder of files."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from tests.program import command, environment
from tests.serve.editor import TEAM

SCRIPT = Path(__file__).with_name("neovim.lua")


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed: apt-get install neovim")
def test_neovim_attaches_hovers_completes_shows_findings_and_mends() -> None:
    folder = Path.cwd()
    (folder / "glossary.toml").write_text(TEAM, encoding="utf-8")
    (folder / "notes.md").write_text("The QZX, the XQJ.\n\nA zone s\n", encoding="utf-8")
    seen = folder / "seen.json"
    given = {"GLOSSCTL_TEST_COMMAND": json.dumps(command("lsp")), "GLOSSCTL_TEST_SEEN": str(seen)}
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-n", "-l" if is_new() else "-S", str(SCRIPT)],
        env=environment(given),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert seen.exists(), done.stderr
    told = json.loads(seen.read_text(encoding="utf-8"))
    assert told["attached"] is True
    assert "**QZX** — Quick Zone Exchange" in told["hover"]
    assert told["completion"] == [["QZX", "Quick Zone Exchange"]]
    assert told["findings"] == [["U001", 0, 13, 3]]
    assert told["actions"] == ["Spell out: Quick Zone Exchange (QZX)"]
    assert told["line"] == "The Quick Zone Exchange (QZX), the XQJ."
    assert told["definition"] == 10


def is_new() -> bool:
    """Tell whether Neovim takes a Lua script by -l (0.9 and newer) and not by -S."""
    said = subprocess.run(["nvim", "--version"], capture_output=True, text=True).stdout
    major, minor = said.split()[1].lstrip("v").split(".")[:2]
    return (int(major), int(minor)) >= (0, 9)
