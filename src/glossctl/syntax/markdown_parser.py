"""The parser of Markdown: markdown-it's rules of blocks, called by the character that a line begins with.

markdown-it tries every rule at every block, and again at every line of a paragraph to see whether it ends there: twice,
for headings that are underlined read the paragraph, too. Here a rule is tried only where its character stands, and
paragraphs and underlined headings are one rule, which keeps where each line stands. Measured: half the time, and the
same blocks.
"""

import re
import sys
from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block.state_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

from glossctl.syntax.markdown_inline import Inline, PlacedToken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any, Literal

    from markdown_it.token import Token

    from glossctl.syntax.markdown_inline import Rule as InlineRule

    Rule = Callable[[StateBlock, int, int, bool], bool]

NESTING = 100  # levels of quotes and lists; each costs two or three frames of the stack
_NORMAL = re.compile(r"(?:https?://[a-z0-9.-]+(?=[/?#]|\Z))?[A-Za-z0-9/?#!$&'()*+,;=._~-]*")
_DESTINATION = re.compile(r"[A-Za-z0-9/?#!$'*+,;=._~%:@-]+(?=[) \n])")
_TABLE_RULE = re.compile(r"^[ \t>]*[|:-][|: \t-]*$", re.MULTILINE)
# The characters that a line has to begin with for a rule to match. What is not named here is called everywhere.
_BEGINS = {
    "fence": "`~",
    "indented": "!?=",
    "code_of_a_tool": "{",
    "container": ":",
    "module": "ie",
    "math": "$\\",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "abbreviation": "*",
    "attributes": "{",
    "heading": "#",
}
_OWN = ("table", "code", "lheading", "deflist", "paragraph")  # called where the lines around say so
_CODE = 4  # columns of indentation


class TooManyTokensError(Exception):
    """One block has more tokens than are held."""


class BlockState(StateBlock):
    """markdown-it's state of blocks, whose tokens are made in half the time."""

    most_tokens = sys.maxsize  # a list, a quote or a table can be as long as the file

    def __init__(self, src: str, md: MarkdownIt, env: "MutableMapping[str, Any]", tokens: "list[Token]") -> None:
        super().__init__(src, md, env, tokens)
        rules = [bisect_right(self.bMarks, match.start()) - 1 for match in _TABLE_RULE.finditer(src)]
        self.below_heading = frozenset(rules)  # lines that may be the rule below the heading of a table

    def push(self, ttype: str, tag: str, nesting: "Literal[-1, 0, 1]") -> "Token":
        """Push a token."""
        if len(self.tokens) >= self.most_tokens:
            raise TooManyTokensError
        token = PlacedToken(ttype, tag, nesting)
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class Blocks(ParserBlock):
    """markdown-it's parser of blocks, with a rule tried only where its character stands."""

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: "MutableMapping[str, Any]",
        outTokens: "list[Token]",  # noqa: N803  # markdown-it's name
    ) -> "list[Token]":
        """Push the tokens of a text."""
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, 0, state.lineMax)
        return outTokens

    def prepare(self) -> None:
        """Sort the rules by their characters; once all are there, and those that are not wanted are disabled."""
        self.named = dict(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        ending = self.ruler.getRules("paragraph")
        self.begin = self._by_character(list(self.named.values()))
        self.end = self._by_character([rule for rule in self.named.values() if rule in ending])

    def _by_character(self, rules: "list[Rule]") -> "dict[str, tuple[Rule, ...]]":
        begins = {self.named[name]: chars for name, chars in _BEGINS.items() if name in self.named}
        return {
            char: tuple(rule for rule in rules if char in begins.get(rule, ""))
            for char in set("".join(begins.values()))
        }

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  # markdown-it's names
        """Push the tokens of some lines."""
        line = startLine
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                return
            self.block(state, line, endLine)
            state.tight = False  # no list is shown: none has to mark its paragraphs
            line = state.line
            if line < endLine and state.isEmpty(line):
                line += 1
                state.line = line

    def block(self, state: StateBlock, line: int, end: int) -> None:
        """Push the tokens of the block that begins on a line; what is nested too deeply is a paragraph."""
        if state.level >= state.md.options["maxNesting"] - 1:
            last = line + 1
            while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
                last += 1
            self._push(state, line, last, 0)
            return
        if state.sCount[line] - state.blkIndent >= _CODE and "code" in self.named:
            self.named["code"](state, line, end, False)
            return
        if self._may_be_table(state, line, end) and self.named["table"](state, line, end, False):
            return
        char = state.src[state.bMarks[line] + state.tShift[line]]
        for rule in self.begin.get(char, ()):
            if rule(state, line, end, False):
                return
        self._text(state, line, end)

    @staticmethod
    def _may_be_table(state: StateBlock, line: int, end: int) -> bool:
        assert isinstance(state, BlockState)
        return line + 1 < end and line + 1 in state.below_heading

    @staticmethod
    def _first(state: StateBlock, line: int) -> str:
        """Return the character that a line begins with; empty where it has none."""
        start = state.bMarks[line] + state.tShift[line]
        return state.src[start : min(start + 1, state.eMarks[line])]

    def _text(self, state: StateBlock, line: int, end: int) -> None:
        """Push a paragraph, an underlined heading, or terms with their definitions."""
        below = line + 1 + (line + 1 < end and state.isEmpty(line + 1))
        if below < end and self._first(state, below) in (":", "~"):
            for name in ("lheading", "deflist", "paragraph"):
                if self.named[name](state, line, end, False):
                    return
        outer, state.parentType = state.parentType, "paragraph"
        last = line + 1
        level = 0
        while last < state.lineMax and not state.isEmpty(last):
            indent = state.sCount[last]
            if indent - state.blkIndent < _CODE and indent >= 0:
                if indent >= state.blkIndent and (level := self._underlined(state, last)):
                    break
                if self._ends(state, last):
                    break
            last += 1
        state.parentType = outer
        self._push(state, line, last, level)

    @staticmethod
    def _underlined(state: StateBlock, line: int) -> int:
        """Return the level of the heading that a line underlines, 0 where it is no such line."""
        start = state.bMarks[line] + state.tShift[line]
        marker = state.src[start]
        if marker not in ("=", "-") or state.src[start : state.eMarks[line]].strip(" \t").strip(marker):
            return 0
        return 1 if marker == "=" else 2

    def _ends(self, state: StateBlock, line: int) -> bool:
        """Tell whether a paragraph ends before a line that is not empty."""
        for rule in self.end.get(self._first(state, line), ()):
            if rule(state, line, state.lineMax, True):
                return True
        if self._may_be_table(state, line, state.lineMax) and self.named["table"](state, line, state.lineMax, True):
            return True
        return state.ddIndent >= 0 and self.named["deflist"](state, line, state.lineMax, True)

    @staticmethod
    def _push(state: StateBlock, line: int, last: int, level: int) -> None:
        """Push the lines of a paragraph as one token, or of a heading with its level as three."""
        state.line = last + (level > 0)
        if level:
            state.push("heading_open", f"h{level}", 1).map = [line, state.line]
        token = state.push("inline", "", 0)
        token.map = [line, last]
        token.children = []
        starts = [state.bMarks[at] + state.tShift[at] for at in range(line, last)]
        lines = [state.src[start : state.eMarks[at]] for at, start in enumerate(starts, line)]
        lines[-1] = lines[-1].rstrip(" \t")
        token.content = "\n".join(lines)
        token.meta = {"starts": starts}
        if level:
            state.push("heading_close", f"h{level}", -1)


class _Helpers:
    """markdown-it's helpers; the destination of a link is seldom so written that it must go from sign to sign."""

    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815  # markdown-it's names
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> "Any":  # noqa: N802
        """Return whether a destination stands there, where it ends, and what it is."""
        match = _DESTINATION.match(string, pos, maximum)
        return _Destination(match) if match else parseLinkDestination(string, pos, maximum)


class _Destination:
    __slots__ = ("ok", "pos", "str")

    def __init__(self, match: "re.Match[str]") -> None:
        self.ok = True
        self.pos = match.end()
        self.str = match[0]


class Parser(MarkdownIt):
    """markdown-it for CommonMark and definition lists, with other rules of inline content.

    ``extend`` adds and removes rules of blocks.
    """

    block: Blocks

    def __init__(
        self, rules: "dict[str, tuple[InlineRule, ...]]", extend: "Callable[[MarkdownIt], object] | None" = None
    ) -> None:
        super().__init__("commonmark", {"maxNesting": NESTING})
        names = self.block.ruler.get_active_rules()
        self.block, self.inline = Blocks(), Inline(rules)
        self.helpers: Any = _Helpers
        self.block.ruler.enableOnly(names)
        self.use(deflist_plugin)
        if extend:
            extend(self)
        self.block.prepare()

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        """Return an address as browsers write it; most are written so, and markdown-it takes long to find out."""
        return url if _NORMAL.fullmatch(url) else super().normalizeLink(url)
