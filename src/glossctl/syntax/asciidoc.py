"""AsciiDoc to prose with places, as Asciidoctor reads it. There is no parser for Python that keeps places.

Source: the AsciiDoc Language Documentation.
"""

import re

from glossctl.syntax.asciidoc_inline import INLINE
from glossctl.syntax.passages import Passage, lines
from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Kind, Prose

_VERBATIM = re.compile(r"-{4,}|\.{4,}|\+{4,}|/{4,}|```[\w-]*|[,:]===+")
_BOUNDARY = re.compile(r"={4,}|\*{4,}|_{4,}|--|~{4,}")  # of blocks that hold prose
_TABLE = re.compile(r"[|!]={3,}")
_UNREAD_STYLE = re.compile(
    r"\[(?:,|(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|plantuml|mermaid|ditaa|graphviz|wavedrom|"
    r"svgbob|blockdiag|seqdiag|bytefield|vega|d2|pikchr|nomnoml|erd|csv)(?![\w-]))"
)
_STYLE = re.compile(r"\[[^\n]*\]")
_ATTRIBUTE = re.compile(r":!?[\w][\w-]*!?:(?:[ \t]|\Z)")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(?=\S)")
_DISCRETE_END = re.compile(r"[ \t]+=+\Z")
_TITLE = re.compile(r"\.(?=[^\s.])")
_DIRECTIVE = re.compile(
    r"(?:include|image|video|audio|ifdef|ifndef|ifeval|endif|toc|icon|plantuml|ditaa|leveloffset|counter2?|tag|end)::?"
    r"[^\s\[]*\[[^\]]*\]"
)
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING):[ \t]+")
_MARKS = re.compile(r"(?:\*{1,6}|-|\.{1,6}|<(?:\d+|\.)>|\d+\.|[a-zA-Z]\.)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?P<term>\S[^\n]*?)(?:::{1,3}|;;)(?:[ \t]+|\Z)")
_CELL = re.compile(r"(?<!\\)(?:(?:\d+(?:\.\d+)?|\.\d+)[+*])?(?:[<^>](?:\.[<^>])?|\.[<^>])?[aehlmsdv]?(?<!\\)[|!]")
_COLUMNS = re.compile(r"cols\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\]\s]+))")


def read(text: str) -> "Prose":
    """Return the prose of an AsciiDoc document."""
    builder = Builder(text)
    _Reader(builder).read()
    return builder.prose()


class _Reader:
    """Reads line by line; a line is its offsets, without the space at its end."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.text = builder.text
        self.spans = [(start, start + len(self.text[start:end].rstrip())) for start, end in lines(self.text)]
        self.at = 0
        self.style = ""  # the attributes of the next block

    def line(self, at: int) -> str:
        """Return a line; "" behind the last."""
        return self.text[slice(*self.spans[at])] if at < len(self.spans) else ""

    def read(self) -> None:
        """Add every block."""
        if self.line(0).startswith("= ") and self.line(1) and not self.line(1).startswith((":", "//")):
            self.heading(2)
            while (line := self.line(self.at)) and not _ATTRIBUTE.match(line):  # author and revision
                self.at += 1
        while self.at < len(self.spans):
            line = self.line(self.at)
            if not line or line == "+":
                self.at += 1
            elif _STYLE.fullmatch(line):
                self.style = line if not line.startswith("[[") else self.style
                self.at += 1
            else:
                title = _TITLE.match(line)
                style = self.style
                self.block(line)
                self.style = style if title else ""

    def block(self, line: str) -> None:
        """Add the block that begins with the current line, or step over it."""
        unread = bool(self.style and _UNREAD_STYLE.match(self.style))
        if _VERBATIM.fullmatch(line) or (unread and _BOUNDARY.fullmatch(line)):
            self.verbatim(line)
        elif line.startswith("//"):
            self.comment(self.at, self.at + 1)
        elif _BOUNDARY.fullmatch(line) or _DIRECTIVE.fullmatch(line) or _ATTRIBUTE.match(line):
            self.at += 1
        elif _TABLE.fullmatch(line):
            self.table(line)
        elif heading := _HEADING.match(line):
            self.heading(heading.end())
        elif title := _TITLE.match(line):
            self.close([self.cut(title.end())], "caption")
        elif line in ("'''", "<<<", "---", "***", "* * *", "- - -"):
            self.at += 1
        elif unread:
            self.skip_paragraph()
        else:
            self.flow(line)

    def flow(self, line: str) -> None:
        """Add a paragraph, an item or a term."""
        bare = line.lstrip()
        skipped = len(line) - len(bare)
        if marks := _MARKS.match(bare):
            self.paragraph(skipped + marks.end(), "item")
        elif (term := _TERM.match(bare)) and "://" not in term[0]:
            start = self.spans[self.at][0] + skipped
            INLINE.close(Passage(self.builder, [(start, start + term.end("term"))]), "term")
            self.paragraph(skipped + term.end(), "definition")
        elif skipped:
            self.skip_paragraph()  # indented: literal
        else:
            label = _LABEL.match(line)
            self.paragraph(label.end() if label else 0, "quote" if "quote" in self.style else "paragraph")

    def cut(self, skipped: int) -> tuple[int, int]:
        """Return the current line without its first characters, and step to the next."""
        start, end = self.spans[self.at]
        self.at += 1
        return start + skipped, end

    def close(self, spans: list[tuple[int, int]], kind: "Kind", row: int = 0) -> None:
        """Add a block of lines."""
        INLINE.close(Passage(self.builder, spans), kind, row)

    def heading(self, skipped: int) -> None:
        """Add a title of a section or of the document."""
        start, end = self.cut(skipped)
        closing = _DISCRETE_END.search(self.text, start, end)
        self.close([(start, closing.start() if closing else end)], "heading")

    def skip_paragraph(self) -> None:
        """Step to the next empty line."""
        while self.line(self.at):
            self.at += 1

    def comment(self, first: int, last: int) -> None:
        """Take lines of comment, up to the last."""
        start = self.spans[first][0]
        self.builder.comment(self.text[start : self.spans[last - 1][1]], start)
        self.at = last

    def verbatim(self, boundary: str) -> None:
        """Step over a block that holds no prose, to the end of the document where it doesn't end."""
        closing = "```" if boundary.startswith("```") else boundary
        last = self.at + 1
        while last < len(self.spans) and self.line(last) != closing:
            last += 1
        last = min(last + 1, len(self.spans))
        if boundary.startswith("////"):
            self.comment(self.at, last)
        self.at = last

    def paragraph(self, skipped: int, kind: "Kind") -> None:
        """Add a paragraph that begins with the current line, without its first characters."""
        start, end = self.cut(skipped)
        spans = [(start, end)] if start < end else []
        while (line := self.line(self.at)) and not self.begins_other(line, kind):
            if line.startswith("//") and not line.startswith("///"):
                self.comment(self.at, self.at + 1)
                continue
            skipped = len(line) - len(line.lstrip())
            begin, end = self.cut(skipped)
            if line.endswith(" +"):  # a hard break
                end -= 2
            spans.append((begin, end))
        if spans:
            if self.text.endswith(" +", *spans[0]):
                spans[0] = (spans[0][0], spans[0][1] - 2)
            self.close(spans, kind)

    def begins_other(self, line: str, kind: str) -> bool:
        """Tell whether a line ends the paragraph above it."""
        if line == "+" or _VERBATIM.fullmatch(line) or _BOUNDARY.fullmatch(line) or _TABLE.fullmatch(line):
            return True
        if _STYLE.fullmatch(line) or _DIRECTIVE.fullmatch(line):
            return True
        bare = line.lstrip()
        return kind in ("item", "definition") and bool(_MARKS.match(bare) or _TERM.match(bare))

    def table(self, boundary: str) -> None:
        """Add the cells of a table: each begins at a bar, and may go on for lines."""
        bar = boundary[0]
        columns = self.columns()
        self.at += 1
        cells: list[list[tuple[int, int]]] = []
        while self.at < len(self.spans) and self.line(self.at) != boundary:
            line, (start, end) = self.line(self.at), self.spans[self.at]
            bars = [cell for cell in _CELL.finditer(line) if cell[0][-1] == bar]
            first = bars[0].start() if bars else len(line)
            if cells and line[:first].strip():
                cells[-1].append((start, start + first))
            for at, cell in enumerate(bars):
                ends = bars[at + 1].start() if at + 1 < len(bars) else end - start
                cells.append([(start + cell.end(), start + ends)])
            columns = columns or len(cells)
            self.at += 1
        self.at += 1
        for number, spans in enumerate(cells):
            if number % max(columns, 1) == 0:
                self.builder.row += 1
            self.close([span for start, end in spans if (span := self.bare(start, end))], "cell", self.builder.row)

    def bare(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a part of a line without the space around it; None where it is nothing else."""
        text = self.text[start:end]
        bare = text.strip()
        start += len(text) - len(text.lstrip())
        return (start, start + len(bare)) if bare else None

    def columns(self) -> int:
        """Return how many columns the attributes of a table give it; 0 where they don't say."""
        match = _COLUMNS.search(self.style)
        if not match:
            return 0
        count = 0
        for column in (match[1] or match[2] or match[3]).split(","):
            times, star, _ = column.partition("*")
            count += min(int(times), 100) if star and times.strip().isdecimal() else 1
        return count
