"""HTML to prose with places: whole documents, and the blocks of HTML in Markdown. ``html.parser`` reads."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from glossctl.syntax.spans import GAP, Builder, located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.syntax.spans import Kind, Markup, Prose, Segment


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Elements whose content is no prose. Those with an optional end tag are not among them, so that none runs on.
UNREAD = _names("code kbd samp var tt pre script style svg math template noscript textarea select object iframe head")
_CONTAINERS = _names("table tr ul ol dl")
_DEPTH = 100  # open elements that are looked at
_KINDS: "dict[str, Kind]" = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "caption": "caption",
    "figcaption": "caption",
}
# What parts the text on both sides: blocks, and the line break.
BREAKING = _names(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section "
    "summary table tbody td tfoot th thead title tr ul video audio"
)
_TAG = re.compile(r"</?([A-Za-z][^\s/>]*)")


def tag_name(tag: str) -> str:
    """Return the name of a tag as it is written, in lower case where it is HTML's; "" where it is no tag."""
    match = _TAG.match(tag)
    return (match[1].lower() if match[1].lower() in UNREAD | BREAKING else match[1]) if match else ""


def read(text: str) -> "Prose":
    """Return the prose of an HTML document."""
    builder = Builder(text)
    add(builder, text, [(0, 0, len(text))])
    return builder.prose()


def add(builder: Builder, content: str, segments: "Sequence[Segment]") -> None:
    """Add the blocks of ``content``, which was put together from segments of the builder's document."""
    content = _closed(content)
    reader = _Reader(builder, content, segments)
    reader.feed(content)
    reader.close()
    reader.finish()


_TEMPLATE = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}")
_ENDS = {  # elements whose end tag may be left out, by the tags that end them
    "li": _names("li"),
    **dict.fromkeys(("dt", "dd"), _names("dt dd")),
    **dict.fromkeys(("td", "th"), _names("td th")),
    "tr": _names("tr td th"),
}
_MARKUP: "dict[str, Markup]" = {
    "a": "link",
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("em", "i", "dfn"), "em"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
}
_WORDS_OF_CODE = _names("code kbd samp var tt")
_BLOCKS_OF_CODE = _names("pre script style head template noscript")


def _closed(content: str) -> str:
    """Return ``content`` up to a comment or a tag that doesn't end: html.parser looks for the end of each anew."""
    comment = content.find("<!--", content.rfind("-->") + 1)
    content = content if comment < 0 else content[:comment]
    tag = _TAG_BEGINS.search(content, content.rfind(">") + 1)
    return content[: tag.start()] if tag else content


_TAG_BEGINS = re.compile(r"<[A-Za-z/!?]")


class Parser(HTMLParser):
    """Python's parser of HTML, which raises nothing whatever it is fed."""

    def parse_html_declaration(self, i: int) -> int:
        """Take a marked section as a comment, as HTML 5 has it; html.parser raises AssertionError for a broken one."""
        return self.parse_bogus_comment(i) if self.rawdata.startswith("<![", i) else super().parse_html_declaration(i)


class _Reader(Parser):
    """Adds the text of a piece of HTML to a builder, block by block."""

    def __init__(self, builder: Builder, content: str, segments: "Sequence[Segment]") -> None:
        super().__init__(convert_charrefs=False)
        self.builder = builder
        self.segments = segments
        self.content = content
        self.lines = [0, *accumulate(len(line) + 1 for line in content.split("\n"))]
        self.open: list[str] = []  # elements that give what is in them a kind, and those around them
        self.unread = ""  # the element whose content is being left out
        self.depth = 0

    def finish(self) -> None:
        """End the last block."""
        kind: Kind = next((_KINDS[tag] for tag in reversed(self.open[-_DEPTH:]) if tag in _KINDS), "paragraph")
        self.builder.close(kind, self.builder.row if kind == "cell" else 0)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if self.unread:
            self.depth += tag == self.unread
            return
        if tag in BREAKING:
            self._break(tag)
        if tag in _BLOCKS_OF_CODE:
            self.finish()
        elif tag in UNREAD or tag == "img":
            self._put(GAP, len(self.get_starttag_text() or ""))
        if tag in UNREAD:
            self.unread, self.depth = tag, 1
        elif tag in _MARKUP:
            self.builder.begin(_MARKUP[tag])

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if not self.unread and tag in BREAKING:
            self._break(tag)

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._put("\n", 1)
            return
        self.finish()
        if tag == "tr":
            self.builder.row += 1
        if tag in _KINDS or tag in _CONTAINERS:
            while self.open and self.open[-1] in _ENDS.get(tag, ()):
                self.open.pop()
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unread in _WORDS_OF_CODE and tag in BREAKING:
            self.unread = ""  # it was never closed
        if self.unread:
            self.depth -= tag == self.unread
            self.unread = self.unread if self.depth else ""
            return
        if tag in BREAKING and tag != "br":
            self.finish()
            if tag in self.open[-_DEPTH:]:
                while self.open.pop() != tag:
                    pass
        elif tag in _MARKUP:
            self.builder.end(_MARKUP[tag])

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        start = self._at()
        end = start + len(data)
        for template in _TEMPLATE.finditer(data) if "{" in data else ():
            self.builder.add_through(self.segments, start, end - len(data) + template.start())
            start = end - len(data) + template.end()
            self._put(GAP, 1)
        self.builder.add_through(self.segments, start, end)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}", name)

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}", name)

    def _reference(self, written: str, name: str) -> None:
        if self.unread:
            return
        at = self._at()
        closed = self.content.startswith(";", at + len(written))
        shown = unescape(f"{written};") if closed or name[0] != "#" else unescape(written)
        if shown.startswith(written):  # "AT&T", "?a=1&b=2": no reference at all
            self.builder.add_through(self.segments, at, at + len(written) + closed)
        else:
            self._put(shown, len(written) + closed)

    def handle_comment(self, data: str) -> None:
        self.builder.comment(data, located(self.segments, self._at()))

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _put(self, shown: str, length: int) -> None:
        at = self._at()
        self.builder.put(shown, located(self.segments, at), located(self.segments, at + length))
