"""Comments of source files to prose with places, and the docstrings of Python.

Strings are found so that what looks like a comment in one isn't taken for it; nothing else of a language is known.
Python's own ``tokenize`` takes five times as long and refuses what is not of its own version.
"""

import re

from glossctl.syntax.passages import Inline, Passage, gap, lines, unseen
from glossctl.syntax.source_languages import pattern
from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.syntax.spans import Prose

    Line = tuple[int, int]
    Comment = tuple[int, int, list[Line], str]

_MARK = re.compile(r"(?://+!?|#+!?|--+\[*|;+|%+|!)|=begin[^\r\n]*")
_BLOCK_BEGINS = re.compile(r"/\*+!?|--\[\[|\{-+\|?|<#|=begin")
_BLOCK_ENDS = re.compile(r"\*+/\Z|\]\]\Z|-\}\Z|#>\Z|=end\Z")
_STAR = re.compile(r"[ \t]*\*(?!\*)[ \t]?")
_DOCSTRING = re.compile(r"[rRuU]?(\"\"\"|''')")
_PRAGMA = re.compile(  # comments that speak to a tool
    r"[+@]\w[\w.:/-]*(?:[=:]|\Z)|go:\w|nolint|noqa|type:|pylint:|pragma|eslint|prettier-|ts-|istanbul|c8 |v8 |fmt: |"
    r"mypy:|ruff:|isort:|coding[:=]|-\*-|vim?: |ex: |region|endregion|SPDX-|yaml-language-server|clang-|NOLINT|cspell|"
    r"glossctl|shellcheck |tflint|checkov|renovate:|\$schema|hadolint|codespell|spellchecker|textlint|vale "
)
_CODE = re.compile(  # a line that is more likely code that was taken out
    r".*[{}]|(?!.*\b[A-Za-z]+ [a-z]+ [a-z]+\b).*;|[\w.\[\]\"']+\([^()]*\)|[\w.\[\],*]+(?: [\w.\[\],*]+)?"
    r"[ \t]*(?::=|\+=|-=|==?)[ \t]*\S.*|"
    r"import [\w.]+|from [\w.]+ import .*|\W*"
)
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_NAMING = "param|arg|tparam|throws|exception|retval|property|prop|template|typedef|field"
_TAG = re.compile(
    rf"[@\\](?:{_NAMING})\b(?:\[[\w,]+\])?[ \t]*(?:\{{[^}}\r\n]*\}}[ \t]*)?\S*[ \t]*(?:-[ \t])?"
    r"|[@\\][a-zA-Z]\w*[ \t]*(?:\{[^}\r\n]*\})?[ \t]*"
    r"|:(?:param|type|raises?|rtype|returns?|var|ivar|cvar|keyword)\b[^:\r\n]*:[ \t]*"
)
_FENCE = re.compile(r"(`{3,}|~{3,})|<pre\b", re.IGNORECASE)
_INLINE = Inline(
    r"[`<{:]",
    ("role", r":[\w:+-]{1,40}:`[^`]{1,300}`", gap),
    ("code", r"``[^`]{1,500}``|`[^`\n]{1,300}`|<(code|tt)>.{0,500}?</\w+>|\{@\w+[^{}]{0,300}\}", gap),
    ("tag", r"</?[A-Za-z][\w-]{0,20}(?:[ \t][^<>\n]{0,200})?/?>", unseen),
)
_CODE_INDENT = 4  # columns more than the comment's own text


def read(text: str, language: str) -> "Prose":
    """Return the prose of the comments in the source of a language of ``source_languages``."""
    builder = Builder(text)
    for start, end, spans, style in _comments(text, language):
        builder.comment(text[start:end], start)
        if not start and text.startswith("#!"):  # what runs the file
            spans = spans[1:]
        _Paragraphs(builder, style).add(spans)
    return builder.prose()


def _comments(text: str, language: str) -> "Iterator[Comment]":
    """Yield each comment: its ends, its lines without the marks of the language, and "line", "block" or "docstring".

    Comments of one line that stand below each other are one.
    """
    run: list[Line] = []
    first = before = 0
    code = ""  # the last character that is no space and in no comment
    for match in pattern(language).finditer(text):
        start, end = match.span()
        between = text[before:start]
        groups = match.groupdict()
        is_line = groups.get("line") is not None or groups.get("hash") is not None
        if run and not (is_line and _NEXT_LINE.fullmatch(between)):
            yield first, before, run, "line"
            run = []
        code = between.rstrip()[-1:] or code
        if is_line:
            first = first if run else start
            start += len(match[0]) - len(match[0].lstrip())
            run.append((start + len(_MARK.match(text, start, end)[0]), end))  # type: ignore[index]  # a comment has one
            if not _BEGINS_LINE.search(between) and (before or between.strip()):  # behind code: by itself
                yield first, end, run, "line"
                run = []
        elif groups.get("block") is not None:
            yield start, end, _block(text, start, end), "block"
        else:
            quotes = _DOCSTRING.match(text, start, end) if language == "python" else None
            if quotes and code in ("", ":") and _ALONE.match(text, end) and (not start or _BEGINS_LINE.search(between)):
                yield start, end, _lines(text, quotes.end(), max(end - 3, quotes.end())), "docstring"
            code = '"'
        before = end
    if run:
        yield first, before, run, "line"


_BEGINS_LINE = re.compile(r"[\r\n][ \t]*\Z")
_NEXT_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*")
_ALONE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


def _lines(text: str, start: int, end: int) -> "list[Line]":
    return [(start + first, start + last) for first, last in lines(text[start:end])]


def _block(text: str, start: int, end: int) -> "list[Line]":
    """Return the lines of a comment of several lines, without what marks its begin, its end and each line."""
    begins = _BLOCK_BEGINS.match(text, start, end)
    closes = _BLOCK_ENDS.search(text, max(start + 2, end - 100), end)
    start, end = begins.end() if begins else start, closes.start() if closes else end
    spans = _lines(text, start, max(start, end))
    stars = [star.end() if (star := _STAR.match(text, *span)) else span[0] for span in spans[1:]]
    return [*spans[:1], *((star, span[1]) for star, span in zip(stars, spans[1:], strict=True) if star <= span[1])]


class _Paragraphs:
    """Adds the paragraphs and items of one comment."""

    def __init__(self, builder: Builder, style: str) -> None:
        self.builder = builder
        self.style = style
        self.lines: list[Line] = []
        self.is_item = False
        self.fence = ""
        self.is_session = False  # what was typed at a prompt, and its answer, up to an empty line
        self.indent = 0
        self.code = -1  # what is indented more than this is code; -1: nothing is

    def add(self, spans: "list[Line]") -> None:
        """Add what lines say."""
        bare = [self.bare(*span) for span in spans]
        text = self.builder.text
        indents = [len(text[start:begin].expandtabs(4)) for (start, _), (begin, _) in zip(spans, bare, strict=True)]
        first = 0 if self.style == "line" else 1  # elsewhere the first line stands behind the mark
        filled = [indent for indent, (begin, end) in zip(indents[first:], bare[first:], strict=True) if begin < end]
        base = min(filled, default=0)
        is_blank = True
        indents = [indent - base if number >= first else 0 for number, indent in enumerate(indents)]
        for indent, (begin, end) in zip(indents, bare, strict=True):
            if begin == end:
                self.close()
                self.is_session = False
                is_blank = True
            elif not self.is_code(text[begin:end], indent, is_blank):
                self.line(begin, end)
                is_blank = False
        self.close()

    def bare(self, start: int, end: int) -> "Line":
        """Return a line without the space around it."""
        line = self.builder.text[start:end]
        bare = line.strip()
        start += len(line) - len(line.lstrip())
        return start, start + len(bare)

    def is_code(self, line: str, indent: int, is_blank: bool) -> bool:
        """Tell whether a line is no prose."""
        if self.fence:
            if self.fence in line.lower():
                self.fence = ""
            return True
        if fence := _FENCE.match(line):
            self.fence = fence[1] or ("" if "</pre" in line.lower() else "</pre")
        elif self.is_session or line.startswith(">>>"):
            self.is_session = True
        elif self.code >= 0 and indent > self.code:
            return True
        elif not (_PRAGMA.match(line) or _CODE.fullmatch(line)):
            self.code = -1
            self.indent = indent
            deep = indent >= _CODE_INDENT and is_blank and self.style != "docstring"
            return deep and not _ITEM.match(line)
        self.close()
        return True

    def line(self, begin: int, end: int) -> None:
        """Add a line to the paragraph, or begin the next with it."""
        text = self.builder.text
        if mark := _ITEM.match(text, begin, end) or _TAG.match(text, begin, end):
            self.close()
            self.is_item = True
            begin = mark.end()
        self.lines.append((begin, end))

    def close(self) -> None:
        """End the paragraph."""
        spans = [span for span in self.lines if span[0] < span[1]]
        if spans:
            passage = Passage(self.builder, spans)
            _INLINE.close(passage, "item" if self.is_item else "comment")
            if self.style == "docstring" and passage.text.endswith("::"):
                self.code = self.indent
        self.lines, self.is_item = [], False
