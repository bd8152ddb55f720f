"""MediaWiki's markup to the blocks of a page. Templates are no text: they are counted, not expanded.

Source: MediaWiki, Help:Formatting, Help:Tables, Help:Lists.
"""

import re

from glossctl.syntax.markup import decoded
from glossctl.syntax.pages import (
    HARD,
    Block,
    Code,
    Definition,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Run,
    Runs,
    Table,
    filled,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*$")
_HIDDEN = re.compile(r"<!--.*?-->|<ref\b[^>/]*/>|<ref\b[^>]*>.*?</ref>", re.DOTALL | re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*\}\}", re.DOTALL)
_ATTRIBUTE = r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s|]+)"
_STYLE = re.compile(rf"\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\|(?!\|)")
_MAGIC = re.compile(r"__[A-Z]+__")
_INLINE = re.compile(
    r"(?P<bold>'{5}|'{2,3})"
    r"|\[\[(?P<file>(?:File|Image|Category|Datei|Kategorie|Fichier|Catégorie):[^\[\]]*)\]\]"
    r"|\[\[(?P<page>[^\[\]|]+)(?:\|(?P<shown>[^\[\]]*))?\]\]"
    r"|\[(?P<address>(?:https?:|mailto:)//[^\s\]]+|mailto:[^\s\]]+)(?:\s+(?P<text>[^\]]*))?\]"
    r"|(?P<lost>\x00)"
    r"|<nowiki>(?P<plain>.*?)</nowiki>"
    r"|<br\s*/?>(?P<break>)"
    r"|<code>(?P<code>.*?)</code>"
    r"|</?(?P<tag>[A-Za-z][\w-]*)[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


def read(text: str) -> Page:
    """Return the blocks of a page of MediaWiki."""
    page = Page([])
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    page.filled = filled(text)

    def hidden(found: "re.Match[str]") -> str:
        page.counts["comment" if found[0].startswith("<!--") else "footnote"] += 1
        return "\n" * found[0].count("\n")

    text = _HIDDEN.sub(hidden, text)
    for _ in range(8):  # templates in templates
        text, replaced = _TEMPLATE.subn(lambda found: "\0" + "\n" * found[0].count("\n"), text)
        if not replaced:
            break
    page.blocks = _Reader(_MAGIC.sub("", text).split("\n")).blocks()
    return page


class _Reader:
    """Reads blocks line by line."""

    def __init__(self, lines: "Sequence[str]") -> None:
        self.lines = lines
        self.at = 0

    def blocks(self) -> "list[Block]":
        """Return the blocks of all lines."""
        found: list[Block] = []
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            if not line:
                self.at += 1
            elif line.startswith("{|"):
                found += self._table()
            elif heading := _HEADING.match(line):
                found.append(Heading(self.at, self.at + 1, len(heading[1]), runs(heading[2])))
                self.at += 1
            elif line[0] == ";":
                found.append(self._definition())
            elif line[0] in "*#":
                found.append(self._list(line[0]))
            elif self.lines[self.at].startswith(" "):
                found.append(Code(self.at, self.at + 1, line))
                self.at += 1
            else:
                self._paragraph(found)
        return found

    def _paragraph(self, found: "list[Block]") -> None:
        start = self.at
        while self.at < len(self.lines) and (line := self.lines[self.at].strip()):
            if self.at > start and (line[0] in "*#;" or line.startswith("{|") or _HEADING.match(line)):
                break
            self.at += 1
        text = "\n".join(self.lines[start : self.at]).lstrip(":")
        found.append(Paragraph(start, self.at, runs(text)))

    def _definition(self) -> Definition:
        start, terms, bodies = self.at, [], []
        while self.at < len(self.lines) and self.lines[self.at].startswith(";"):
            term, body = _parted(self.lines[self.at][1:])
            terms.append(runs(term.strip()))
            bodies += [body] if body.strip() else []
            self.at += 1
            if bodies:
                break
        while self.at < len(self.lines) and self.lines[self.at].startswith(":"):
            bodies.append(self.lines[self.at].lstrip(":*# "))
            self.at += 1
        texts: list[Block] = [Paragraph(start, self.at, runs(body.strip())) for body in bodies]
        return Definition(start, self.at, terms, [texts] if texts else [])

    def _list(self, mark: str) -> Items:
        start = self.at
        items: list[Item] = []
        while self.at < len(self.lines) and self.lines[self.at].startswith(mark):
            line = self.lines[self.at]
            text = line.lstrip("*#:;")
            block = Paragraph(self.at, self.at + 1, runs(text.strip()))
            if len(line) - len(text) > 1 and items:
                items[-1].blocks.append(block)
                items[-1].end = self.at + 1
            else:
                items.append(Item(self.at, self.at + 1, "-" if mark == "*" else "1.", [block]))
            self.at += 1
        return Items(start, self.at, items)

    def _table(self) -> "list[Block]":
        start, headed = self.at, False
        rows: list[tuple[int, list[str]]] = []
        cells: list[str] = []
        row, depth = self.at + 1, 0
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            self.at += 1
            depth += line.startswith("{|")
            if depth:  # a table in a cell
                depth -= line.startswith("|}")
            elif line.startswith("|}"):
                break
            elif line.startswith("|-"):
                rows += [(row, cells)] if cells else []
                cells, row = [], self.at + 1
            elif line[:1] in ("|", "!") and not line.startswith("|+"):
                headed = headed or (line[0] == "!" and not rows)
                marks = r"\|\||!!" if line[0] == "!" else r"\|\|"
                cells += [_STYLE.sub("", cell, count=1).strip() for cell in re.split(marks, line[1:])]
            elif cells and line:
                cells[-1] = f"{cells[-1]}\n{line}"
        rows += [(row, cells)] if cells else []
        return [Table(start, self.at, rows, runs, headed)] if rows else []


def _parted(line: str) -> tuple[str, str]:
    """Part a term from its definition at the first colon that is in no link."""
    depth = 0
    for at, char in enumerate(line):
        depth += (char == "[") - (char == "]")
        if char == ":" and not depth and (line[at - 1 : at] == " " or line[at + 1 : at + 2] == " "):
            return line[:at], line[at + 1 :]
    return line, ""


def runs(text: str) -> Runs:
    """Return the runs of inline markup."""
    made: list[Run] = []
    marks = [False, False]  # bold, italics
    at = 0
    for found in _INLINE.finditer(text):
        made += _lines(text[at : found.start()], *marks)
        at = found.end()
        if found["bold"]:
            marks[0] ^= len(found["bold"]) != 2
            marks[1] ^= len(found["bold"]) != 3
        elif found["tag"]:
            for number, tags in enumerate((("b", "strong"), ("i", "em"))):
                if found["tag"].lower() in tags:
                    marks[number] = not found[0].startswith("</")
        else:
            made.append(_run(found, *marks))
    return tuple(made + _lines(text[at:], *marks))


def _run(found: "re.Match[str]", strong: bool, emphasis: bool) -> Run:
    if found["page"]:
        target = found["page"].strip().lstrip(":")
        shown = (found["shown"] or target).replace("''", "")
        return Run(decoded(shown), strong, emphasis, href=f"#{target.partition('#')[0] or target.lstrip('#')}")
    if found["address"]:
        return Run(decoded(found["text"] or found["address"]), strong, emphasis, href=found["address"])
    if found["plain"] is not None:
        return Run(decoded(found["plain"]), strong, emphasis)
    if found["code"] is not None:
        return Run(decoded(found["code"]), strong, emphasis, code=True)
    if found["break"] is not None:
        return Run(HARD)
    return Run("", lost="image" if found["file"] else "macro")


def _lines(text: str, strong: bool, emphasis: bool) -> list[Run]:
    made: list[Run] = []
    for number, line in enumerate(decoded(text).split("\n")):
        made += [Run("\n")] * bool(number) + ([Run(line, strong, emphasis)] if line else [])
    return made
