"""Markdown's pipe tables, written: each cell reads back as what it was, and only what must be is escaped."""

from glossctl.syntax.markup import plain
from glossctl.syntax.pages import hrefs, markdown, text_of
from glossctl.syntax.prose import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def written(headings: "Sequence[str]", rows: "Iterator[Sequence[str]] | Sequence[Sequence[str]]") -> str:
    """Return a pipe table.

    >>> print(written(["Name", "Full form"], [["MIG", "Multi-Instance GPU"]]), end="")
    | Name | Full form |
    | --- | --- |
    | MIG | Multi-Instance GPU |
    """
    reader = markdown.Cells()
    lines = [_row(headings, reader), f"|{' --- |' * len(headings)}", *(_row(cells, reader) for cells in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: "Sequence[str]", reader: markdown.Cells) -> str:
    return "|" + "".join(f" {_cell(cell, reader)} |" if cell else " |" for cell in cells)


def _cell(text: str, reader: markdown.Cells) -> str:
    text = "\n\n".join(" ".join(part.splitlines()) for part in text.split("\n\n"))  # a line break would end the row
    bare = text.replace("|", "\\|").replace("\n\n", "<br><br>")
    if not any(char in text for char in "<&"):
        runs = reader.runs(bare.replace("\\|", "|"))
        if text_of(runs) == text and not hrefs(runs) and plain(text) == (text, ()):
            return bare
    return "<br><br>".join("\\|".join(map(escape, part.split("|"))) for part in text.split("\n\n"))
