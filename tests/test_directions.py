"""Facts about text that is read from the right: isolated on screens, as it is in pipes."""

from pathlib import Path

from tests.program import run

ARABIC = """
[glossary]
name = "team"
language = "ar"

[[term]]
name = "سحابة"
expansion = "Cloud"
aliases = ["غيوم", "Sky"]
definition = "آلات الآخرين (NVIDIA)."
"""
FSI, PDI = "\u2068", "\u2069"


def test_a_screen_isolates_what_is_read_from_the_right() -> None:
    Path("words.toml").write_text(ARABIC, encoding="utf-8")
    screen = run("define", "-g", "words.toml", "Cloud", "-o", "panel").out
    assert f"{FSI}سحابة{PDI}  Cloud" in screen
    assert f"{FSI}آلات الآخرين (NVIDIA).{PDI}" in screen
    assert f"{FSI}غيوم{PDI} · Sky" in screen
    assert len({len(line.replace(FSI, "").replace(PDI, "")) for line in screen.splitlines()}) == 1


def test_a_list_isolates_each_column() -> None:
    Path("words.toml").write_text(ARABIC, encoding="utf-8")
    assert f"{FSI}سحابة{PDI}  Cloud" in run("list", "-g", "words.toml", "-o", "panel").out


def test_plain_text_is_as_it_is_in_the_file() -> None:
    Path("words.toml").write_text(ARABIC, encoding="utf-8")
    done = run("list", "-g", "words.toml", "-o", "plain")
    assert done.out == "سحابة\tCloud\tآلات الآخرين (NVIDIA).\n"
