"""No row is lost: what `import markdown` reads, against the structure that markdown-it finds in generated pages.

Every word of a page stands there once. What a reader sees of it is in an entry, or on a line or in a row that is
counted.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from glossctl.entries import Entry
from glossctl.errors import FileError
from glossctl.exchange import markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin)
WORD = re.compile(r"[A-Z][a-z]+q[0-9]+")
COUNTED = re.compile(r"([0-9,]+) (?:line|row|repeated heading)s?\b(?! layout)")
DASHES = (" - ", " – ", " — ", " ― ", " -- ", ": ", ":  ", "： ", " : ")  # what people type


class Words:
    """Hands out words, each once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return f"{self.draw(st.sampled_from(['Alpha', 'Node', 'Zeta', 'Über']))}q{self.count}"

    def some(self, most: int = 4) -> str:
        return " ".join(self.next() for _ in range(self.draw(st.integers(1, most))))

    def inline(self) -> str:
        """Return a few words with markup in or around them."""
        text = self.some()
        shape = self.draw(st.sampled_from(
            ["{}", "{}", "{}", "**{}**", "*{}*", "`{}`", "[{}](https://a.example/x)", "{} <br> {more}", "{}<br/>{more}",
             "{} \\| {more}", "`{} \\| {more}`", "{} ({more})", "<b>{}</b>", "~~{}~~", "{}, {more}.", "{} &amp; {more}",
             "[{}][nowhere]", "![{more}](a.png) {}", "{} <!-- no --> {more}", "<{more}> {}", "{} \\* {more}"]
        ))  # fmt: skip
        return shape.format(text, more=self.next()) if "{more}" in shape else shape.format(text)


def table(draw: st.DrawFn, words: Words) -> list[str]:
    width = draw(st.integers(1, 4))
    framed = draw(st.booleans()) or width == 1
    headings = draw(st.permutations(["Term", "Definition", "Notes", "Example"]))[:width]
    if draw(st.booleans()):
        headings = [words.next() for _ in headings]
    lines = [
        row(headings, framed),
        row([draw(st.sampled_from(["---", ":--", "--:", ":-:", "-"])) for _ in headings], framed),
    ]
    for _ in range(draw(st.integers(1, 5))):
        size = draw(st.sampled_from([width, width, width, max(width - 1, 1), width + 1]))
        cells = [words.inline() if draw(st.integers(0, 5)) else "" for _ in range(size)]
        lines.append(row(cells, framed and draw(st.integers(0, 5)) > 0) if any(cells) else row([words.next()], True))
    return lines


def row(cells: list[str], framed: bool) -> str:
    line = " | ".join(cells)
    return f"| {line} |" if framed or not line.strip() or line.startswith(" ") else line


def listed(draw: st.DrawFn, words: Words) -> list[str]:
    bullet, dash = draw(st.sampled_from("-*+")), draw(st.sampled_from(DASHES))
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        name = words.some(2)
        term = draw(st.sampled_from(["**{}**", "__{}__", "**{}:**", "`{}`", "[{}](#x)", "**[{}](#x)**"])).format(name)
        lines.append(f"{bullet} {term}{dash}{words.inline()}")
        if not draw(st.integers(0, 3)):
            lines.append(f"  {words.inline()}")
        if not draw(st.integers(0, 5)):
            lines.append(f"  {bullet} {words.inline()}")
    return lines


def defined(draw: st.DrawFn, words: Words) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines += [words.inline() for _ in range(draw(st.sampled_from([1, 1, 2])))]
        for _ in range(draw(st.sampled_from([1, 1, 2]))):
            lines += [f"{draw(st.sampled_from([': ', ':   ', '~ ']))}{words.inline()}"]
        lines.append("")
    return lines


def headed(draw: st.DrawFn, words: Words) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines += [f"{'#' * draw(st.sampled_from([2, 2, 3, 4]))} {words.some(2)}", "", words.inline(), ""]
    return lines


@st.composite
def pages(draw: st.DrawFn) -> str:
    words = Words(draw)
    lines = [f"# {words.next()}", ""] if draw(st.booleans()) else []
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        if not draw(st.integers(0, 3)):
            lines += [words.inline(), *([""] if draw(st.booleans()) else [])]
        part = draw(st.sampled_from([table, table, listed, defined, headed]))(draw, words)
        first, rest = draw(
            st.sampled_from([("", ""), ("", ""), ("", ""), ("> ", "> "), ("- ", "  "), ("1. ", "   "), (" ", " ")])
        )
        lines += [(rest if at else first) + line for at, line in enumerate(part)]
        lines += [""] * draw(st.sampled_from([1, 1, 1, 0, 2]))
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines)


def seen(text: str) -> dict[str, int]:
    """Return the words that a reader of a page sees outside the headings of tables, each with its line."""
    words: dict[str, int] = {}
    heading = False
    line = 0
    for token in PARSER.parse(text):
        line = token.map[0] if token.map else line
        if token.type in ("thead_open", "thead_close"):
            heading = token.type == "thead_open"
        elif token.type == "inline" and not heading:
            for child in token.children or ():
                line += child.type in ("softbreak", "hardbreak")
                if child.type in ("text", "code_inline"):
                    words |= dict.fromkeys(WORD.findall(child.content), line)
    return words


def kept(entries: tuple[Entry, ...]) -> set[str]:
    return {word for entry in entries for word in WORD.findall(repr(entry))}


@settings(max_examples=300, deadline=None)
@given(pages())
def test_no_row_is_lost(text: str) -> None:
    try:
        reading = markdown.read(text, "page.md")
    except FileError:  # nothing was read, and that is said
        return
    there = kept(reading.contents.entries)
    lost = {line for word, line in seen(text).items() if word not in there}
    counted = sum(int(number.replace(",", "")) for loss in reading.losses for number in COUNTED.findall(loss))
    assert len(lost) <= counted, (sorted(lost), reading.losses)
