"""Every text can be read on every usual palette: contrasts computed from what the program writes, by WCAG 2.1.

A terminal's own text is as its reader has chosen it; what the program adds is dimness and a few grounds with a colour
of their own. Dim text is mixed with the ground, two parts to one, as VTE does it; xterm's is stronger.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import run

GOLDEN = Path(__file__).parent / "golden"
READABLE = 4.5
PALETTES = {  # ground, text
    "xterm, dark": ("#000000", "#e5e5e5"),
    "xterm, light": ("#ffffff", "#000000"),
    "Solarized, dark": ("#002b36", "#839496"),
    "Solarized, light": ("#fdf6e3", "#657b83"),
    "GitHub, light": ("#ffffff", "#24292f"),
    "Windows Terminal": ("#0c0c0c", "#cccccc"),
    "iTerm, dark": ("#000000", "#c7c7c7"),
    "iTerm, light": ("#ffffff", "#000000"),
}
CUBE = (0, 95, 135, 175, 215, 255)  # the levels of the 256 colours, which no palette changes
BORDERS = "╭╮╰╯│─├└ "

Color = tuple[float, ...]


def rgb(text: str) -> Color:
    return tuple(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))


def cube(number: int) -> Color:
    assert 16 <= number <= 231, "a colour that each palette has its own of"
    return tuple(CUBE[(number - 16) // place % 6] / 255 for place in (36, 6, 1))


def luminance(color: Color) -> float:
    linear = (level / 12.92 if level <= 0.03928 else ((level + 0.055) / 1.055) ** 2.4 for level in color)
    return sum(weight * level for weight, level in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Style:
    """What the codes so far say of the text that follows."""

    def __init__(self) -> None:
        self.dim = False
        self.color: int | None = None
        self.ground: int | None = None

    def read(self, codes: list[int]) -> None:
        while codes:
            code = codes.pop(0)
            if code in (38, 48):
                assert codes.pop(0) == 5
                setattr(self, "color" if code == 38 else "ground", codes.pop(0))
            elif code == 0:
                self.__init__()  # type: ignore[misc]
            elif code == 2:
                self.dim = True
            else:
                assert code in (1, 3, 4), f"{code} is a colour of the reader's palette, or nothing known"


def runs(written: str) -> Iterator[tuple[str, Style]]:
    """Yield each run of text with its style."""
    style = Style()
    for code, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", written)):
        if text.strip(BORDERS + "\n"):
            yield text, style
        if not text:
            style.read([int(part or 0) for part in code.split(";")])


def screens() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.ansi"))}


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("broken.toml").write_text("[[term]]\n", encoding="utf-8")
    Path("odd.toml").write_text('[[term]]\nname = "ASR"\ndefinition = "Speech to text."\n', encoding="utf-8")
    missed = run("define", "kubernets").err + run("list", "--tag", "gpus").err
    warned = run("expand", "--text", stdin="Use MPS.").err
    return missed + warned + run("validate", "odd.toml").out + run("validate", "broken.toml").out


@pytest.mark.parametrize("palette", PALETTES)
def test_every_text_can_be_read(palette: str, messages: str) -> None:
    ground, own = map(rgb, PALETTES[palette])
    wanted = min(READABLE, contrast(ground, own))  # Solarized's own text has 4.1 on light
    for text, style in (found for written in (*screens().values(), messages) for found in runs(written)):
        if style.ground is not None:
            assert style.color is not None
            assert contrast(cube(style.color), cube(style.ground)) >= READABLE, text
        elif not style.dim:
            assert style.color is None, text
            assert contrast(ground, own) >= wanted
        elif not palette.startswith("Solarized"):  # with text of 4.1 and 4.8 to begin with, it has none to give
            dim = tuple((2 * level + base) / 3 for level, base in zip(own, ground, strict=True))
            assert contrast(ground, dim) >= READABLE, text


def test_nothing_dim_has_a_colour_on_top(messages: str) -> None:
    for written in (*screens().values(), messages):
        assert [text for text, style in runs(written) if style.dim and (style.color or style.ground)] == []


def test_only_labels_and_sources_are_dim() -> None:
    quiet = {text.strip(BORDERS) for text, style in runs("".join(screens().values())) if style.dim}
    labels = {"titles", "also", "avoid", "related", "tags", "see", "source", "see also", "…"}
    said = {"role", "audience", "not defined", "less likely"}
    sources = {"team", "other", "用語集", "cloud-native-ai", "Team handbook"}
    rest = quiet - labels - said - sources
    assert [text for text in rest if not re.fullmatch(r"\d+ •+|[\w ]+, \d+ entr(y|ies)|\d+ entr(y|ies)", text)] == []


def test_errors_and_hints_have_a_ground_of_their_own(messages: str) -> None:
    grounds = {text: style.ground for text, style in runs(messages) if style.ground is not None}
    assert {text: grounds.get(text) for text in ("error:", "hint:", "warning:", "A001")} == {
        "error:": 160,
        "hint:": 44,
        "warning:": 220,
        "A001": 220,
    }
    assert 160 in [ground for text, ground in grounds.items() if text == "T004"]


def test_the_term_is_the_strongest_text_of_its_frame() -> None:
    first = screens()["define-80"].split("\n")[1]
    assert "\x1b[1mMIG\x1b[0m  Multi-Instance GPU" in first
