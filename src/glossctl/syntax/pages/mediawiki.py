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
)
from glossctl.syntax.pages.by_line import Cursor, broken, inline, page_of

_TABLE = re.compile(r"\s*\{\|")
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
    page, text = page_of(text.replace("\0", ""))

    def hidden(match: "re.Match[str]") -> str:
        page.counts["comment" if match[0].startswith("<!--") else "footnote"] += 1
        return "\n" * match[0].count("\n")

    text = _HIDDEN.sub(hidden, text)
    for _ in range(8):  # templates in templates
        text, replaced = _TEMPLATE.subn(lambda match: "\0" + "\n" * match[0].count("\n"), text)
        if not replaced:
            break
    page.blocks = _Reader(_MAGIC.sub("", text).split("\n")).blocks()
    return page


class _Reader(Cursor):
    """Reads blocks line by line."""

    def blocks(self) -> "list[Block]":
        """Return the blocks of all lines."""
        blocks: list[Block] = []
        while not self.ended:
            line, at = self.line, self.at
            if not line:
                self.at += 1
            elif _TABLE.match(line):
                blocks += self._table()
            elif line[0] == " ":
                blocks.append(Code(at, at + 1, self.take().strip()))
            elif heading := _HEADING.match(line):
                blocks.append(Heading(at, at + 1, len(heading[1]), runs(heading[2])))
                self.at += 1
            elif line[0] == ";":
                blocks.append(self._definition())
            elif line[0] in "*#":
                blocks.append(self._list(line[0]))
            else:
                blocks.append(self._paragraph())
        return blocks

    def _paragraph(self) -> Paragraph:
        start = self.at
        lines = [self.take()]
        while (line := self.line) and line[0] not in "*#;" and not _TABLE.match(line) and not _HEADING.match(line):
            lines.append(self.take().strip())
        return Paragraph(start, self.at, runs("\n".join(lines).lstrip(":")))

    def _definition(self) -> Definition:
        start = self.at
        terms: list[Runs] = []
        bodies: list[str] = []
        while self.line.startswith(";") and not bodies:
            term, body = _split_term(self.take()[1:])
            terms.append(runs(term.strip()))
            bodies += [body] if body.strip() else []
        while self.line.startswith(":"):
            bodies.append(self.take().lstrip(":*# "))
        texts: list[Block] = [Paragraph(start, self.at, runs(body.strip())) for body in bodies]
        return Definition(start, self.at, terms, [texts] if texts else [])

    def _list(self, mark: str) -> Items:
        start = self.at
        items: list[Item] = []
        while self.line.startswith(mark):
            at, line = self.at, self.take()
            text = line.lstrip("*#:;")
            block = Paragraph(at, at + 1, runs(text.strip()))
            if len(line) - len(text) > 1 and items:
                items[-1].blocks.append(block)
                items[-1].end = at + 1
            else:
                items.append(Item(at, at + 1, "-" if mark == "*" else "1.", [block]))
        return Items(start, self.at, items)

    def _table(self) -> "list[Block]":
        start, headed = self.at, False
        rows: list[tuple[int, list[str]]] = []
        cells: list[str] = []
        row, depth = self.at + 1, 0
        self.at += 1
        while not self.ended:
            line = self.take().strip()
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


def _split_term(line: str) -> tuple[str, str]:
    """Split a term from its definition at the first colon that is in no link."""
    depth = 0
    for at, char in enumerate(line):
        depth += (char == "[") - (char == "]")
        if char == ":" and not depth and (line[at - 1 : at] == " " or line[at + 1 : at + 2] == " "):
            return line[:at], line[at + 1 :]
    return line, ""


def runs(text: str) -> Runs:
    """Return the runs of inline markup."""
    reader = _Inline()
    return inline(_INLINE, text, reader.plain, reader.marked)


class _Inline:
    """Keeps whether text is bold or in italics."""

    def __init__(self) -> None:
        self.strong = self.emphasis = False

    def _run(self, text: str, href: str = "", code: bool = False) -> list[Run]:
        return [Run(decoded(text), self.strong, self.emphasis, code, href)]

    def plain(self, text: str) -> list[Run]:
        """Return the runs of text between marks."""
        return broken(decoded(text), Run("", self.strong, self.emphasis))

    def marked(self, match: "re.Match[str]") -> list[Run]:
        """Return the runs of what the expression matches."""
        if match["bold"] or match["tag"]:
            self._switch(match)
            return []
        if match["page"]:
            target = match["page"].strip().lstrip(":")
            shown = (match["shown"] or target).replace("''", "")
            return self._run(shown, f"#{target.partition('#')[0] or target.lstrip('#')}")
        if match["address"]:
            return self._run(match["text"] or match["address"], match["address"])
        if match["plain"] is not None:
            return self._run(match["plain"])
        if match["code"] is not None:
            return self._run(match["code"], code=True)
        if match["break"] is not None:
            return [Run(HARD)]
        return [Run("", lost="image" if match["file"] else "macro")]

    def _switch(self, match: "re.Match[str]") -> None:
        """Open or close bold and italics."""
        if match["bold"]:
            self.strong ^= len(match["bold"]) != 2
            self.emphasis ^= len(match["bold"]) != 3
        elif match["tag"].lower() in ("b", "strong"):
            self.strong = not match[0].startswith("</")
        elif match["tag"].lower() in ("i", "em"):
            self.emphasis = not match[0].startswith("</")
