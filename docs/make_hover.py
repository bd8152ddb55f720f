"""The picture of a hover: what the language server answers an editor, drawn as an editor shows it.

python docs/make_hover.py writes docs/pictures/hover.svg. The answer is asked for through the protocol.
"""

import asyncio
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console, Group
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from tests.serve.editor import Editor

PICTURE = Path(__file__).parent / "pictures" / "hover.svg"
LINES = ("## Sharing a card", "", "Each team gets two MIGs on an A100;", "time-slicing is off.")
LINE, COLUMN = 2, LINES[2].index("MIGs")


async def ask(folder: Path) -> str:
    """Return the hover on the acronym in the lines."""
    async with Editor(folder) as editor:
        editor.open("notes.md", "\n".join(LINES))
        return await editor.hovered("notes.md", LINE, COLUMN)


def draw(hover: str) -> None:
    """Write the picture of the lines and the hover below the acronym."""
    shown = [Text(f"{number:>3}  ", style="dim").append(line, style="default") for number, line in enumerate(LINES, 1)]
    shown[LINE].stylize("underline bold", 5 + COLUMN, 5 + COLUMN + len("MIGs"))
    panel = Padding(Panel(Markdown(hover), width=64, border_style="dim"), (0, 0, 0, 5 + COLUMN))
    console = Console(record=True, width=96, file=io.StringIO())
    console.print(Group(*shown[: LINE + 1], panel, *shown[LINE + 1 :]))
    console.save_svg(str(PICTURE), title="notes.md")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        draw(asyncio.run(ask(Path(place))))
