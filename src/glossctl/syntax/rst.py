"""reStructuredText to prose with places, as docutils and Sphinx write it.

docutils itself keeps no columns, and a wrong line for every ninth paragraph. What is nested need not be known to find
the prose: a paragraph is one at any depth, and what is no prose ends where its indentation does. Source: the
reStructuredText Markup Specification, and Sphinx's lists of directives and roles.
"""

import re
from itertools import pairwise

from glossctl.syntax.passages import Passage, lines
from glossctl.syntax.rst_inline import INLINE
from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Kind, Prose

_UNREAD = re.compile(  # directives whose content is no prose
    "code|code-block|sourcecode|code-cell|literalinclude|include|parsed-literal|raw|math|highlight|toctree|image|contents|"
    "graphviz|digraph|graph|mermaid|uml|plantuml|plot|csv-table|prompt|console|doctest|testcode|testsetup|testcleanup|"
    "testoutput|productionlist|index|meta|default-role|role|sectnum|class|date|unicode|highlightlang|currentmodule|"
    "module|jinja|ipython|bibliography|tabularcolumns|program-output|command-output|argparse|click|swagger|openapi|"
    "auto[a-z]*|default-domain|target-notes|restructuredtext-test-directive|title|codeauthor|sectionauthor|only-code"
)
_TITLED = re.compile(  # directives whose argument is prose
    "admonition|topic|sidebar|rubric|table|list-table|centered|dropdown|card|tab-item|tab|details|collapse|attention|"
    "caution|danger|error|hint|important|note|tip|warning|seealso|epigraph|todo|replace"
)
_VERSION = re.compile(r"(?:version(?:added|changed|removed)|deprecated)\Z")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*")
_DIRECTIVE = re.compile(r"(?:\|[^|\n]+\|[ \t]+)?(?P<name>[\w.+:-]*?\w)[ \t]?::(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\[[^\]\n]+\](?:[ \t]+|\Z)")
_TARGET = re.compile(r"_(?:_|[^_\s]|`)")
_FIELD = re.compile(r":(?![: ])(?:[^:\\\n]|\\.|:(?!\s|\Z)){1,200}:(?:[ \t]+|\Z)")
_MARKS = re.compile(r"(?:(?:[-*+•‣⁃]|(?:\d{1,9}|#|[a-z])[.)]|\((?:\d{1,9}|#|[a-z])\))[ \t]+)+")
_EMPTY_ITEM = re.compile(r"(?:[-*+•‣⁃]|(?:\d{1,9}|#)[.)])\Z")
_LINE_BLOCK = re.compile(r"\|[ \t]+")
_GRID = re.compile(r"\+(?:[-=]+\+)+[ \t]*")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*")
_COLUMN = re.compile(r"=+")
_CLASSIFIER = re.compile(r"[ \t]+:[ \t]+")


def read(text: str) -> "Prose":
    """Return the prose of a reStructuredText document."""
    builder = Builder(text)
    _Reader(builder).read()
    return builder.prose()


class _Reader:
    """Reads line by line; a line is its offsets, without its indentation and the space at its end."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.text = builder.text
        self.indents: list[int] = []
        self.spans: list[tuple[int, int]] = []
        for start, end in lines(self.text):
            line = self.text[start:end].rstrip()
            bare = line.lstrip()
            self.indents.append(
                len(line.expandtabs(8)) - len(bare.expandtabs(8)) if "\t" in line else len(line) - len(bare)
            )
            self.spans.append((start + len(line) - len(bare), start + len(line)))
        self.at = 0

    def line(self, at: int) -> str:
        """Return a line without its indentation; "" behind the last."""
        return self.text[slice(*self.spans[at])] if at < len(self.spans) else ""

    def read(self) -> None:
        """Add every block."""
        if self.line(0).startswith("PEP: "):  # the head of a Python proposal is metadata
            self.skip_paragraph()
        while self.at < len(self.spans):
            if line := self.line(self.at):
                self.block(line)
            else:
                self.at += 1

    def block(self, line: str) -> None:
        """Add the block that begins with the current line, or step over it."""
        if line.startswith("..") and (len(line) == 2 or line[2] in " \t"):
            self.explicit(line)
        elif _ADORNMENT.fullmatch(line) and self.adorned(line):
            pass
        elif line.startswith((">>>", "__ ")):
            self.skip_paragraph()
        elif _GRID.fullmatch(line):
            self.grid()
        elif _SIMPLE.fullmatch(line):
            self.simple(line)
        elif field := _FIELD.match(line):
            self.paragraph(field.end(), "paragraph")
        elif (marks := _MARKS.match(line)) or _EMPTY_ITEM.match(line):
            self.paragraph(marks.end() if marks else len(line), "item")
        elif _LINE_BLOCK.match(line):
            self.line_block()
        elif self.is_title():
            self.heading(self.at, 2)
        else:
            self.paragraph(0, "paragraph")

    def skip_paragraph(self) -> None:
        """Step to the next empty line."""
        while self.line(self.at):
            self.at += 1

    def skip_deeper(self, indent: int) -> int:
        """Step over what is indented more than that, and return the first line behind it that is not empty."""
        while self.at < len(self.spans) and (not self.line(self.at) or self.indents[self.at] > indent):
            self.at += 1
        return self.at

    def explicit(self, line: str) -> None:
        """Read a directive, a footnote, a target or a comment."""
        at, indent = self.at, self.indents[self.at]
        body = line[2:].lstrip()
        skipped = len(line) - len(body)
        if directive := _DIRECTIVE.match(body):
            self.directive(directive["name"], skipped + directive.end())
        elif note := _NOTE.match(body):
            self.paragraph(skipped + note.end(), "item")
        elif not body and not self.line(at + 1):  # an empty comment takes nothing with it
            self.at += 1
        else:
            self.at += 1
            end = self.skip_deeper(indent)
            if not _TARGET.match(body):
                start = self.spans[at][0]
                self.builder.comment(self.text[start : self.spans[end - 1][1]], start)

    def directive(self, name: str, argument: int) -> None:
        """Read a directive whose argument begins at a column of the current line."""
        at, indent = self.at, self.indents[self.at]
        if ":" in name.strip(":") and not name.startswith("std:"):  # of a domain: what it documents is a name
            argument = len(self.line(at))
        if _UNREAD.fullmatch(name):
            self.at += 1
            self.skip_deeper(indent)
            return
        if _VERSION.match(name):  # the version comes first
            argument = len(self.line(at)) - len(self.line(at)[argument:].partition(" ")[2])
        elif not _TITLED.fullmatch(name):
            argument = len(self.line(at))
        if argument < len(self.line(at)):
            self.paragraph(argument, "paragraph")
        else:
            self.at += 1
        while _FIELD.match(self.line(self.at)) and self.indents[self.at] > indent:  # its options
            self.at += 1

    def adorned(self, line: str) -> bool:
        """Take a title with a line above it, or a line that parts two sections; tell whether it was one of these."""
        if self.line(self.at + 1) and _ADORNMENT.fullmatch(self.line(self.at + 2)) and line == self.line(self.at + 2):
            if _SIMPLE.fullmatch(line):
                return False
            self.heading(self.at + 1, 3)
        elif len(line) >= 4 and not self.line(self.at + 1):
            self.at += 1
        else:
            return False
        return True

    def is_title(self) -> bool:
        """Tell whether the current line has a line of punctuation below it."""
        below = self.line(self.at + 1)
        if not below or not _ADORNMENT.fullmatch(below) or self.indents[self.at + 1]:
            return False
        return below != "::" and (len(below) >= 4 or len(below) >= len(self.line(self.at)))

    def heading(self, at: int, count: int) -> None:
        """Add a title, and step over the lines that it takes."""
        INLINE.close(Passage(self.builder, [self.spans[at]]), "heading")
        self.at += count

    def paragraph(self, skipped: int, kind: "Kind") -> None:
        """Add a paragraph that begins with the current line, without its first characters."""
        indent = self.indents[self.at]
        start, end = self.spans[self.at]
        in_table = skipped and len(self.text[start : start + skipped].split()) > 1  # the items of a list-table's row
        spans = [(start + skipped, end)] if start + skipped < end else []
        self.at += 1
        deeper = self.line(self.at) and self.indents[self.at] > indent
        if deeper and not skipped:  # the line alone is the term of a definition
            classifier = _CLASSIFIER.search(self.text, start, end)
            spans, kind = [(start, classifier.start() if classifier else end)], "term"
        else:
            while (line := self.line(self.at)) and not (in_table and _MARKS.match(line)):
                if self.indents[self.at] < indent or bool(skipped) != (self.indents[self.at] > indent):
                    break
                spans.append(self.spans[self.at])
                self.at += 1
        if not spans:
            return
        passage = Passage(self.builder, spans)
        INLINE.close(passage, kind)
        if passage.text.endswith("::"):
            self.literal(indent)
        elif kind == "term" and not _MARKS.match(self.line(self.at)) and not self.line(self.at).startswith(".."):
            self.paragraph(0, "definition")

    def literal(self, indent: int) -> None:
        """Step over a literal block: what is indented more, or what is quoted at the same indentation."""
        at = self.at
        while at < len(self.spans) and not self.line(at):
            at += 1
        quote = self.line(at)[:1]
        if at < len(self.spans) and self.indents[at] == indent and _ADORNMENT.match(quote):
            while self.line(at)[:1] == quote:
                at += 1
            self.at = at
        else:
            self.skip_deeper(indent)

    def line_block(self) -> None:
        """Add lines that keep their breaks."""
        spans = []
        while mark := _LINE_BLOCK.match(self.line(self.at)):
            start, end = self.spans[self.at]
            spans.append((start + mark.end(), end))
            self.at += 1
        INLINE.close(Passage(self.builder, spans), "paragraph")

    def grid(self) -> None:
        """Add the cells of a table whose cells have borders."""
        bounds = [at for at, char in enumerate(self.line(self.at)) if char == "+"]
        cells: dict[int, list[tuple[int, int]]] = {}
        while (line := self.line(self.at)) and line[0] in "+|":
            if line[0] == "+":
                self.row(cells)
                bounds = [at for at, char in enumerate(line) if char == "+"] if _GRID.fullmatch(line) else bounds
            else:
                start = self.spans[self.at][0]
                bars = bounds if all(line[at : at + 1] == "|" for at in bounds) else None
                bars = bars or [at for at, char in enumerate(line) if char == "|"]
                for left, right in pairwise(bars):
                    self.cell(cells, left, start + left + 1, start + right)
            self.at += 1
        self.row(cells)

    def simple(self, line: str) -> None:
        """Add the cells of a table whose columns are underlined."""
        starts = [column.start() for column in _COLUMN.finditer(line)]
        indent = self.indents[self.at]
        cells: dict[int, list[tuple[int, int]]] = {}
        borders = 0
        while self.at < len(self.spans) and borders < 3:
            line = self.line(self.at)
            if _SIMPLE.fullmatch(line):
                borders += 1
                self.row(cells)
                if borders > 1 and not self.line(self.at + 1):
                    self.at += 1
                    break
            elif line and not re.fullmatch(r"[- \t]+", line):
                begin = self.spans[self.at][0] - self.indents[self.at] + indent
                end = self.spans[self.at][1]
                if self.indents[self.at] < indent + max(starts[1], 1):
                    self.row(cells)
                for left, right in zip(starts, [*starts[1:], None], strict=True):
                    self.cell(cells, left, begin + left, min(end, begin + right) if right else end)
            self.at += 1
        self.row(cells)

    def cell(self, cells: dict[int, list[tuple[int, int]]], column: int, start: int, end: int) -> None:
        """Put a line of a cell to those that are gathered."""
        text = self.text[start:end]
        if bare := text.strip():
            start += len(text) - len(text.lstrip())
            cells.setdefault(column, []).append((start, start + len(bare)))

    def row(self, cells: dict[int, list[tuple[int, int]]]) -> None:
        """Add the cells that were gathered."""
        if cells:
            self.builder.row += 1
        for column in sorted(cells):
            INLINE.close(Passage(self.builder, cells[column]), "cell", self.builder.row)
        cells.clear()
