"""Makes the parts of the docs that the program itself can say: pictures, examples, references, manual pages.

    python docs/make.py [--check]

An example is a fenced ``console`` block: each line ``$ glossctl ...`` is run, in order, in one empty folder for each
page with a home of its own, and what follows it becomes what the program printed. ``--check`` writes nothing and exits
1 where something on disk differs.
"""

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import make_library
import make_man
import make_rules
import make_schema
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = (ROOT / "README.md", *sorted((DOCS / "how-to").glob("*.md")), DOCS / "reference" / "json.md")
PICTURES = {
    "define": "glossctl define MIG",
    "search": 'glossctl search "gpu sharing" --limit 5',
    "roles": "glossctl roles --motto",
}
_NORMAL = [(0, 0, 0)] * 8  # no content has a colour of the palette; a test holds that
THEMES = {  # near GitHub's own two, on which readers of the README see them
    "dark": TerminalTheme((13, 17, 23), (230, 237, 243), _NORMAL),
    "light": TerminalTheme((255, 255, 255), (17, 20, 24), _NORMAL),
}
COMMANDS = DOCS / "reference" / "commands.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 80

# Rich's own template fetches a font from a content network; the reader's own monospace does as well.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: ui-sans-serif, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Folder:
    """An empty folder with a home of its own, in which the examples of one page are run."""

    def __init__(self, place: str) -> None:
        self.work = Path(place) / "team"
        self.work.mkdir()
        keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
        path = f"{Path(sys.executable).parent}{os.pathsep}{keep.get('PATH', '')}"
        self.environment = {**keep, "PATH": path, "HOME": place, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"}

    def run(self, command: str, *options: str) -> str:
        """Return what a command line prints on both streams; it may have a pipe or a here-document."""
        program, *words = command.split(" ", 1)
        line = " ".join([program, *options, *words])
        done = subprocess.run(
            line,
            shell=True,  # the project's own examples, as a reader would type them
            cwd=self.work,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said = (done.stdout + done.stderr).replace(self.environment["HOME"], "/home/you")
        return said.replace(str(ROOT / "src"), "/home/you/lib")  # wherever the program is installed


def page(path: Path) -> str:
    """Return a page with what its examples print today."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(place)
        return BLOCK.sub(lambda block: f"```console\n{_block(block[1], folder)}```", text)


def _block(block: str, folder: Folder) -> str:
    lines = block.splitlines()
    said = []
    for number, line in enumerate(lines):
        if not line.startswith("$ "):
            continue
        command = line[2:]
        here = re.search(r"<<'?(\w+)'?$", command)
        following = lines[number + 1 :]
        document = following[: following.index(here[1]) + 1] if here else []
        said += [line, *document]
        output = folder.run("\n".join([command, *document]))
        said += output.rstrip("\n").split("\n") if output else []
    return "".join(f"{line}\n" for line in said)


def pictures(name: str, command: str) -> dict[Path, str]:
    """Return SVG pictures of what a command line shows on terminals of 80 columns, a dark one and a light one."""
    with tempfile.TemporaryDirectory() as place:
        shown = Folder(place).run(command, "--color", "always")
    made = {}
    for ground, theme in THEMES.items():
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False)
        console.print(Text.from_ansi(shown.rstrip("\n")))
        svg = console.export_svg(title=f"$ {command}", theme=theme, code_format=SVG, unique_id="glossctl")
        made[DOCS / "pictures" / f"{name}-{ground}.svg"] = svg
    return made


def commands() -> str:
    """Return the reference of commands: each one's help."""
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(place)
        overview = folder.run("glossctl --help")
        names = re.findall(r"^  ([a-z]+) ", overview.partition("Commands:\n")[2], re.MULTILINE)
        parts = [f"# Commands\n\nMade by `make docs` from the program itself.\n\n```text\n{overview}```\n"]
        for name in names:
            parts.append(f"\n## {name}\n\n```text\n{folder.run(f'glossctl {shlex.quote(name)} --help')}```\n")
    return "".join(parts)


def made() -> dict[Path, str]:
    """Return each file that is made, with what it should hold."""
    shown = {path: svg for name, command in PICTURES.items() for path, svg in pictures(name, command).items()}
    generated = {one.PAGE: one.page() for one in (make_library, make_rules)} | {make_schema.SCHEMA: make_schema.text()}
    manual = make_man.pages()
    return {COMMANDS: commands(), **generated, **manual, **shown, **{path: page(path) for path in PAGES}}


def main() -> int:
    """Make, or with --check compare, and return the exit status."""
    check = sys.argv[1:] == ["--check"]
    stale = [path for path, text in made().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in made().items() if stale and not check else ():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{'differs' if check else 'made'}: {path.relative_to(ROOT)}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
