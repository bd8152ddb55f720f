"""AsciiDoc to the blocks of a page. Nothing is included; attributes of the page are replaced, others stay.

Source: AsciiDoc Language, Description Lists, Lists, Tables, Inline Text Formatting.
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

OURS = "// Written by glossctl."
_HEADING = re.compile(r"(={1,6}|#{1,6})\s+(\S.*)$")
_TERM = re.compile(r"(?!//)(\S.*?)(:{2,4}|;;)(?:\s+(\S.*))?$")
_ITEM = re.compile(r"\s*(\*{1,5}|-|\.{1,5}|\d+\.|[a-zA-Z]\.)\s+(\S.*)$")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:\s+(.*))?$")
_MACRO = re.compile(r"(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::")
_FENCES = {
    "----": True,
    "....": True,
    "++++": True,
    "```": True,
    "====": False,
    "****": False,
    "____": False,
    "--": False,
}
_ANCHOR = re.compile(r"\[\[[^\[\]]*\]\]|\[#[^\[\]]*\](?=\S)|\(\(\([^()]*\)\)\)")
_INLINE = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<address>(?:https?|ftp)://[^\s\[\]<>]+|mailto:[^\s\[\]<>]+|link:(?P<link>[^\s\[\]]+))(?:\[(?P<text>[^\]]*)\])?"
    r"|<<(?P<cross>[^<>,]+)(?:,\s*(?P<shown>[^<>]*))?>>"
    r"|xref:(?P<xref>[^\s\[\]]+)\[(?P<xtext>[^\]]*)\]"
    r"|\(\((?P<index>[^()]+)\)\)"
    r"|(?P<lost>(?:footnote|image|icon|kbd|btn|menu|stem|latexmath|anchor|indexterm2?):[^\s\[\]]*\[[^\]]*\])"
    r"|(?P<mark>\*\*|__|``|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)|(?<=\S)_(?![\w_])"
    r"|(?<![\w`])`(?=\S)|(?<=\S)`(?![\w`])|\+\+|(?<!\w)\+(?=\S)|(?<=\S)\+(?!\w)|\[\.?[\w.-]*\](?=#)|##|(?<!\w)#(?=\S)|(?<=\S)#(?!\w))"
    r"|(?P<escape>\\(?=[*_`#<\[(]))"
)


def read(text: str) -> Page:
    """Return the blocks of an AsciiDoc text."""
    page = Page([])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    page.filled = filled(text)
    page.is_ours = text.startswith(OURS)
    reader = _Reader(text.split("\n"), page)
    page.blocks = reader.blocks()
    heads = [block for block in page.blocks if isinstance(block, Heading) and block.level == 1]
    if len(heads) == 1 and heads[0] is page.blocks[0]:
        page.title = "".join(run.text for run in heads[0].runs)
    page.language = reader.attributes.get("lang", "")
    return page


class _Reader:
    """Reads blocks line by line."""

    def __init__(self, lines: "Sequence[str]", page: Page) -> None:
        self.lines = lines
        self.page = page
        self.at = 0
        self.attributes: dict[str, str] = {"empty": "", "blank": ""}

    def blocks(self) -> "list[Block]":
        """Return the blocks of all lines."""
        found: list[Block] = []
        while self.at < len(self.lines):
            found += self._next(found)
        return found

    def _line(self) -> str:
        return self.lines[self.at].rstrip() if self.at < len(self.lines) else ""

    def _next(self, found: "list[Block]") -> "list[Block]":
        line, at = self._line(), self.at
        if not line.strip() or line == "+":
            self.at += 1
            return []
        if passed := self._passed(line):
            return passed[1:]
        if heading := _HEADING.match(line):
            self.at += 1
            return [Heading(at, at + 1, len(heading[1]), self.runs(heading[2]))]
        if line.startswith(("|===", ",===", "!===")):
            return self._table()
        if line in _FENCES or re.fullmatch(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,})", line):
            return self._fenced(line)
        if _TERM.match(line) and not _ITEM.match(line):
            return [self._definition()]
        if _ITEM.match(line):
            return [self._list()]
        return [self._paragraph()]

    def _passed(self, line: str) -> "list[Block]":
        """Pass over comments, attributes, block titles and macros; return anything where there was one."""
        start = self.at
        marked: list[Block] = [Block(start, start)]
        if line.startswith("////"):
            self.at += 1
            while self.at < len(self.lines) and not self._line().startswith("////"):
                self.at += 1
            self.page.counts["comment"] += 1
        elif line.startswith("//"):
            self.page.counts["comment"] += 1
        elif attribute := _ATTRIBUTE.match(line):
            self.attributes[attribute[1]] = attribute[2] or ""
        elif _MACRO.match(line):
            self.page.counts["image" if line.startswith("image") else "macro"] += 1
        elif re.fullmatch(r"\[[^\[\]]*\]|\[\[[^\[\]]*\]\]|'''|<<<", line):
            pass
        elif re.match(r"\.[^\s.]", line):
            marked.append(Paragraph(start, start + 1, self.runs(line[1:])))
        else:
            return []
        self.at += 1
        if len(marked) == 1:
            self.page.aside.update(range(start, self.at))
        return marked

    def _fenced(self, fence: str) -> "list[Block]":
        start = self.at
        end = next((n for n in range(start + 1, len(self.lines)) if self.lines[n].rstrip() == fence), len(self.lines))
        self.at = end + 1
        if _FENCES.get(fence[:4], fence[0] in "-.+`"):
            return [Code(start, end + 1, "\n".join(self.lines[start + 1 : end]))]
        inner = _Reader(["", *self.lines[start + 1 : end]], self.page)
        inner.attributes = self.attributes
        blocks = inner.blocks()
        _moved(blocks, start)
        return blocks

    def _definition(self) -> Definition:
        start = self.at
        terms: list[Runs] = []
        body: list[Block] = []
        kind = ""
        while (found := _TERM.match(self._line())) and not _ITEM.match(self._line()):
            if kind and found[2] != kind:
                break
            kind = found[2]
            terms.append(self.runs(_ANCHOR.sub("", found[1]).strip()))
            if found[3]:
                body.append(Paragraph(self.at, self.at + 1, self._flowing(found[3])))
                break
            self.at += 1
            if self._line().strip() and not _TERM.match(self._line()):
                break
            while self.at < len(self.lines) and not self._line().strip():
                self.at += 1
        self._body(body, kind)
        return Definition(start, self.at, terms, [body] if body else [])

    def _flowing(self, text: str) -> Runs:
        """Take the lines that run on below a text."""
        lines = [text]
        self.at += 1
        while (line := self._line()).strip() and not self._begins(line):
            lines.append(line.strip())
            self.at += 1
        return self.runs("\n".join(lines))

    def _begins(self, line: str) -> bool:
        return bool(
            line == "+"
            or _TERM.match(line)
            or _ITEM.match(line)
            or _HEADING.match(line)
            or line in _FENCES
            or line.startswith(("|===", "//", "["))
        )

    def _body(self, body: "list[Block]", kind: str) -> None:
        """Take what belongs to a term: text right below it, what a plus sign joins, lists, and deeper terms."""
        if not body and self._line().strip() and not self._begins(self._line()):
            text = self._line().strip()
            start = self.at
            body.append(Paragraph(start, start + 1, self._flowing(text)))
        while self.at < len(self.lines):
            ahead = self.at
            while ahead < len(self.lines) and not self.lines[ahead].strip():
                ahead += 1
            line = self.lines[ahead].rstrip() if ahead < len(self.lines) else ""
            if line == "+":
                self.at = ahead + 1
                if not (part := self._next([])):
                    continue
                body += part
            elif _ITEM.match(line) and not line.startswith("["):
                self.at = ahead
                body.append(self._list())
            elif (term := _TERM.match(line)) and kind and term[2] != kind and len(term[2]) > len(kind):
                self.at = ahead
                body.append(self._definition())
            else:
                return

    def _list(self) -> Items:
        start = self.at
        items: list[Item] = []
        first = _ITEM.match(self._line())
        kind = first[1] if first else "*"
        while self.at < len(self.lines) and (found := _ITEM.match(self._line())):
            line = self.at
            if _alike(found[1], kind):
                items.append(Item(line, line + 1, "-" if kind[0] in "*-" else "1.", []))
                items[-1].blocks.append(Paragraph(line, line + 1, self._flowing(found[2])))
            elif (items and len(found[1]) > len(kind)) or found[1][0] != kind[0]:
                if not items or found[1] in self._outer:
                    break
                self._outer.append(kind)
                items[-1].blocks.append(self._list())
                self._outer.pop()
            else:
                break
            while self._line() == "+":
                self.at += 1
                items[-1].blocks += self._next([])
            items[-1].end = self.at
            ahead = self.at
            while ahead < len(self.lines) and not self.lines[ahead].strip():
                ahead += 1
            if ahead < len(self.lines) and _ITEM.match(self.lines[ahead].rstrip()):
                self.at = ahead
        return Items(start, self.at, items)

    @property
    def _outer(self) -> list[str]:
        if not hasattr(self, "_kinds"):
            self._kinds: list[str] = []
        return self._kinds

    def _paragraph(self) -> Paragraph:
        start = self.at
        text = re.sub(r"\A(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+", "", self._line())
        return Paragraph(start, self.at + 1, self._flowing(text))

    def _table(self) -> "list[Block]":
        start, fence = self.at, self._line()
        end = next((n for n in range(start + 1, len(self.lines)) if self.lines[n].rstrip() == fence), len(self.lines))
        options = " ".join(self.lines[max(start - 2, 0) : start])
        self.at = end + 1
        lines = self.lines[start + 1 : end]
        cells: list[tuple[int, str]] = []
        widths: list[int] = []
        for number, line in enumerate(lines, start + 2):
            parts = re.split(r"(?<!\\)(?:\d*[.\d+*]*[<^>.]*[aehlmsdv]?)\|", line) if "|" in line else [line]
            if cells and parts[0].strip():
                cells[-1] = (cells[-1][0], f"{cells[-1][1]}\n{parts[0].strip()}")
            cells += [(number, part.strip().replace("\\|", "|")) for part in parts[1:]]
            widths.append(len(parts) - 1)
        said = re.search(r'cols="?([^"\]]+)"?', options)
        width = next((size for size in widths if size), 1)
        if said:
            width = sum(
                int(part.partition("*")[0]) if "*" in part else 1 for part in said[1].split(",") if part.strip()
            )
        rows = [
            (cells[at][0], [cell for _, cell in cells[at : at + width]]) for at in range(0, len(cells), max(width, 1))
        ]
        headed = (
            "header" in options
            or "%header" in options
            or (len(lines) > 1 and bool(lines[0].strip()) and not lines[1].strip())
        )
        return [Table(start, end + 1, rows, self.runs, headed)] if rows else []

    # Inline

    def runs(self, text: str) -> Runs:
        """Return the runs of inline markup."""
        text = _ANCHOR.sub("", text)
        text = re.sub(r"\{([\w-]+)\}", lambda found: self.attributes.get(found[1], found[0]), text)
        made: list[Run] = []
        marks: dict[str, bool] = {}
        at = 0
        for found in _INLINE.finditer(text):
            made += self._plain(text[at : found.start()], marks)
            at = found.end()
            if found["entity"]:
                made += self._plain(found["entity"], marks)
            elif found["mark"]:
                mark = found["mark"][0]
                marks[mark] = not marks.get(mark, False)
            elif found["escape"] is None:
                made += self._linked(found, marks)
        return tuple(made + self._plain(text[at:], marks))

    def _linked(self, found: "re.Match[str]", marks: dict[str, bool]) -> list[Run]:
        strong, emphasis = marks.get("*", False), marks.get("_", False)
        if found["address"]:
            address = (
                (found["link"] or found["address"]).rstrip(".,:!?")
                if found["text"] is None
                else found["link"] or found["address"]
            )
            shown = (found["text"] or "").partition(",window=")[0].rstrip("^").strip('"') or address
            rest = (found["link"] or found["address"])[len(address) :]
            return [Run(decoded(shown), strong, emphasis, href=decoded(address)), *([Run(rest)] if rest else [])]
        if found["cross"] or found["xref"]:
            target = (found["cross"] or found["xref"]).strip()
            shown = found["shown"] or found["xtext"] or target.strip("#_").replace("_", " ")
            return [Run(decoded(shown.strip()), strong, emphasis, href=f"#{target.rpartition('#')[2]}")]
        if found["index"]:
            return [Run(decoded(found["index"]), strong, emphasis)]
        kind = found["lost"].partition(":")[0]
        return [Run("", lost="footnote" if kind == "footnote" else "image" if kind in ("image", "icon") else "macro")]

    def _plain(self, text: str, marks: dict[str, bool]) -> list[Run]:
        made: list[Run] = []
        for number, line in enumerate(text.split("\n")):
            if number:
                made.append(Run(HARD if made and made[-1].text.endswith(" +") else "\n"))
            if line:
                made.append(Run(decoded(line), marks.get("*", False), marks.get("_", False), marks.get("`", False)))
        return made


def _alike(mark: str, other: str) -> bool:
    return mark == other or (mark[-1] == "." == other[-1] and mark[0].isalnum() and other[0].isalnum())


def _moved(blocks: "Sequence[Block]", lines: int) -> None:
    for block in blocks:
        block.line += lines
        block.end += lines
        if isinstance(block, Items):
            for item in block.items:
                item.line += lines
                item.end += lines
                _moved(item.blocks, lines)
        elif isinstance(block, Definition):
            for body in block.bodies:
                _moved(body, lines)
