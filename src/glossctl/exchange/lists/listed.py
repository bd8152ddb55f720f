"""Terms on a Markdown page without a table: definition lists, items and paragraphs that begin with a term, headings.

Each shape yields what stands there as Listed; which shape a page has and what becomes of it is ``formats.markdown``'s.
"""

import re

from glossctl.entries import Value
from glossctl.exchange.lists.cells import split
from glossctl.exchange.lists.columns import RECOGNISED, is_short_for
from glossctl.syntax.prose import blocks
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from glossctl.exchange.lists.pipes import Page

_DEFINITION = re.compile(r" {0,3}[:~][ \t]+(\S.*)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)")
_BOLD = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1[ \t]*(?:\(([^()]+)\))?[ \t]*(?::|[–—-]+(?=\s)|\Z|(?=\n))(.*)", re.DOTALL
)
_DASHED = re.compile(r"([^:–—]{1,80}?)(?::\s+|[ \t]+[–—-]{1,2}[ \t]+|[ \t]*—[ \t]*)(\S.*)", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_BRACKETS = re.compile(r"(.+?)[ \t]*\(([^()]+)\)")
_ABBREVIATION = re.compile(r" {0,3}\*\[([^\]]+)\]:[ \t]*(.*)")


class Listed(Value):
    """A term as listed: the line it begins on, and the Markdown of name, full form ("" for none) and definition."""

    line: int
    name: str
    expansion: str
    text: str


def named(line: int, name: str, text: str) -> Listed:
    """Return the listed term of a name that may hold its full form in brackets, or be it with the acronym there.

    >>> named(1, "MIG (Multi-Instance GPU)", "").expansion, named(1, "Multi-Instance GPU (MIG)", "").name
    ('Multi-Instance GPU', 'MIG')
    """
    if found := _BRACKETS.fullmatch(name):
        before, inside = found[1].strip(), found[2].strip()
        if is_short_for(before, inside):
            return Listed(line, before, inside, text)
        if is_short_for(inside, before) and " " not in inside:
            return Listed(line, inside, before, text)
    return Listed(line, name, "", text)


def definitions(page: "Page") -> "Iterator[Listed]":
    """Yield the terms of definition lists; several definitions of a term are senses of it."""
    term = -1  # the line of the term that a definition below belongs to; blank lines and definitions may come between
    for at, line in enumerate(page.lines):
        if page.code[at] or at in page.taken or not line.strip():
            continue
        found = _DEFINITION.fullmatch(line)
        if found and term >= 0:
            body = [found[1], *_continued(page, at)]
            page.taken |= {term, *range(at, at + len(body))}
            yield named(at + 1, page.lines[term].strip(), "\n".join(body))
        elif not found:
            term = at if _is_plain(page, at) else -1


def _is_plain(page: "Page", at: int) -> bool:
    line = page.lines[at]
    return bool(line.strip()) and not (
        _DEFINITION.fullmatch(line) or _ITEM.fullmatch(line) or line.startswith((" ", "\t"))
    )


def _continued(page: "Page", at: int) -> list[str]:
    """Return the lines below ``at`` that belong to the same item: indented ones, or text that runs on."""
    body: list[str] = []
    for below in range(at + 1, len(page.lines)):
        line = page.lines[below]
        if not line.strip():
            follows = page.lines[below + 1 : below + 2]
            if not follows or not follows[0].startswith(("  ", "\t")):
                break
            body.append("")
        elif line.startswith(("  ", "\t")):
            body.append(line.strip())
        elif _is_item(line) or body[-1:] == [""]:
            break
        else:
            body.append(line.strip())
    return body


def _is_item(line: str) -> bool:
    return any(shape.fullmatch(line) for shape in (_ITEM, _DEFINITION, _HEADING))


def items(page: "Page") -> "Iterator[Listed]":
    """Yield list items and paragraphs that begin with a term: in bold, or, items, parted by a colon or a dash.

    Paragraphs that follow one belong to it, up to the next term, list item or heading.
    """
    start = True
    for at, line in enumerate(page.lines):
        if not line.strip():
            start = True
        elif not page.code[at] and at not in page.taken:
            item = _ITEM.fullmatch(line)
            if item or start:
                body = [item[1], *_continued(page, at)] if item else _paragraphs(page, at)
                if listed := _item(at + 1, "\n".join(body), bool(item)):
                    page.taken |= set(range(at, at + len(body)))
                    yield listed
            start = False


def _paragraphs(page: "Page", at: int) -> list[str]:
    """Return the lines from ``at`` up to the next term in bold, list item or heading."""
    for end in range(at + 1, len(page.lines)):
        line = page.lines[end]
        begins = not page.lines[end - 1].strip() and _BOLD.match(line)
        if begins or _HEADING.fullmatch(line) or _ITEM.fullmatch(line):
            break
    else:
        end = len(page.lines)
    return [line.strip() for line in page.lines[at:end]]


def _item(line: int, text: str, is_item: bool) -> Listed | None:
    if found := _BOLD.match(text):
        name = found[2].rstrip(": ")
        body = found[4].strip()
        if name and found[3]:
            return Listed(line, name, found[3].strip(), body)
        return named(line, name, body) if name and (body or is_item) else None
    if is_item and (found := _DASHED.match(text)) and len(found[1].split()) <= 8:
        return named(line, found[1].strip(), found[2].strip())
    return None


def abbreviations(page: "Page") -> "Iterator[Listed]":
    """Yield the abbreviations of PHP Markdown Extra: ``*[MIG]: Multi-Instance GPU``."""
    for at, line in enumerate(page.lines):
        found = _ABBREVIATION.fullmatch(line)
        if found and not page.code[at] and at not in page.taken:
            page.taken.add(at)
            yield Listed(at + 1, found[1].strip(), found[2].strip(), "")


def sections(page: "Page") -> "Iterator[Listed]":
    """Yield a term for each heading of the level at which the most have a text of their own below them."""
    headings = [(at, *found) for at in range(len(page.lines)) if (found := _heading(page, at))]
    ends = [at for at, _, _, _ in headings[1:]] + [len(page.lines)] * bool(headings)
    filled = [
        level for (at, level, _, size), end in zip(headings, ends, strict=True) if _is_filled(page, at + size, end)
    ]
    if not filled:
        return
    wanted = max(sorted(set(filled), reverse=True), key=filled.count)
    for number, (at, level, title, size) in enumerate(headings):
        if level != wanted:
            continue
        end = next((below for below, other, _, _ in headings[number + 1 :] if other <= wanted), len(page.lines))
        page.taken |= set(range(at, end))
        yield named(at + 1, title, "\n".join(page.lines[at + size : end]))


def _heading(page: "Page", at: int) -> tuple[int, str, int] | None:
    """Return level, title and number of lines of the heading on a line, if there is one."""
    if page.code[at]:
        return None
    line = page.lines[at]
    if found := _HEADING.fullmatch(line):
        return len(found[1]), found[2], 1
    below = page.lines[at + 1] if at + 1 < len(page.lines) else ""
    above = page.lines[at - 1] if at else ""
    if below and _RULE.fullmatch(below) and _is_plain(page, at) and not above.strip() and len(below.strip()) > 1:
        return (1 if "=" in below else 2), line.strip(), 2
    return None


def _is_filled(page: "Page", start: int, end: int) -> bool:
    return any(line.strip() for line in page.lines[start:end])


_LABELLED = re.compile(r"[ \t]*([_*]{1,2})([^_*:]+)(?::\1|\1:)[ \t]*(\S.*)")


def body(markdown: str, counts: "Counter[str]") -> tuple[str, list[str], dict[str, list[str]]]:
    """Return the text below a term, a line a paragraph, the targets of its links, and the lists in it.

    ``counts`` takes the markup of the text that is lost.

    A list stands on a line that begins with its name in italics or bold: ``_Avoid_: purchase, order``.
    """
    kept: list[str] = []
    lists: dict[str, list[str]] = {}
    for line in markdown.split("\n"):
        found = _LABELLED.fullmatch(line)
        field = RECOGNISED.get(fold(found[2])) if found else None
        if found and field in ("aliases", "avoid", "related", "tags"):
            lists.setdefault(field, []).extend(split(found[3], "aliases"))
        else:
            kept.append(line)
    found_blocks, lost = blocks("\n".join(kept))
    counts.update(lost)
    links = [anchor.href for block in found_blocks for anchor in block.anchors]
    return "\n".join(block.text for block in found_blocks), links, lists
