"""Markdown's inline rules with places: markdown-it's own, called by the character they begin with.

markdown-it keeps no places of inline tokens, for it gathers text in a buffer. Here every token is pushed at once and
keeps the position it was pushed at, and a rule is tried only where its character stands, which is also faster.
"""

import re

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import (
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any, Literal

    from markdown_it import MarkdownIt

    Rule = Callable[[StateInline, bool], bool]


class PlacedToken(Token):
    """A token that knows where in the inline content it stands."""

    __slots__ = ("position",)
    position: int

    def __init__(self, type: str, tag: str, nesting: "Literal[-1, 0, 1]", position: int = 0) -> None:  # noqa: A002
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self.position = position
        self.attrs = {}
        self.map = None
        self.level = 0
        self.children = None
        self.content = ""
        self.markup = ""
        self.info = ""
        self.meta = {}
        self.block = False
        self.hidden = False


class State(StateInline):
    """markdown-it's state of inline content, whose text is pushed as tokens instead of being buffered."""

    expressions: "dict[int, int] | None" = None  # MDX's, once one was asked for

    def append_pending(self, text: str) -> None:
        """Push text that stands at the current position."""
        self.push("text", "", 0).content = text

    def push(self, ttype: str, tag: str, nesting: "Literal[-1, 0, 1]") -> Token:
        """Push a token that stands at the current position, or behind the text that was pushed at the same one."""
        position = self.pos
        if self.tokens:
            last = self.tokens[-1]
            assert isinstance(last, PlacedToken)
            if last.type == "text" and last.position + len(last.content) > position:
                position = last.position + len(last.content)
        token = PlacedToken(ttype, tag, nesting, position)
        meta: dict[str, Any] | None = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token.level = self.level
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token


def newline(state: StateInline, silent: bool) -> bool:
    """Take a line break and the space that the next line begins with."""
    if not silent:
        state.push("softbreak", "br", 0)
    state.pos = _SPACE.match(state.src, state.pos + 1, state.posMax).end()  # type: ignore[union-attr]  # matches ""
    return True


def line_break(state: StateInline, silent: bool) -> bool:
    """Take a line break as readers see it: behind two spaces it is one of the text."""
    before = state.tokens[-1] if state.tokens else None
    kind = "softbreak"
    if before and before.type == "text" and not silent:
        kind = "hardbreak" if before.content.endswith("  ") else kind
        before.content = before.content.rstrip(" ")
    if not silent:
        state.push(kind, "br", 0)
    state.pos = _SPACE.match(state.src, state.pos + 1, state.posMax).end()  # type: ignore[union-attr]  # matches ""
    return True


_SPACE = re.compile(r"[ \t]*")


def skipping(expression: str, token: str) -> "Rule":
    """Return a rule that takes what an expression matches, and leaves a token of that type for it."""
    pattern = re.compile(expression, re.DOTALL)

    def rule(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        if not silent:
            state.push(token, "", 0).content = match[0]
        state.pos = match.end()
        return True

    return rule


# What stands for nothing is "unseen"; what is seen but is no prose leaves a "gap".
FOOTNOTE = skipping(r"\[\^[^\]\s\[]{1,100}\]", "unseen")
MATH = skipping(r"(?<![\w$])(?:\$\$(?=[^$])[^$]{1,2000}\$\$|\$(?![\s$])[^$\n]{0,300}[^\s\\$]\$)(?![\w$])", "gap")
SHORTCODE = skipping(r"\{\{[<%].{0,2000}?[%>]\}\}|\{%.{0,2000}?%\}", "unseen")
ATTRIBUTES = skipping(r"\{:?[ \t]*[#.:][^{}\n]{0,300}\}|\{[\w-]+=[\"'][^{}\n]{0,300}\}", "unseen")
SUBSTITUTION = skipping(r"\{\{[^{}\n]{1,300}\}\}", "gap")

_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<shown>[^\[\]|\n]{1,200})\]\](?!\()")
_ROLE = re.compile(r"\{(?:term|abbr|dfn|sub|sup|index)\}`(?P<shown>[^`<>\n]{1,200})`|\{[A-Za-z][\w:+-]{0,60}\}(?=`)")


def _showing(pattern: "re.Pattern[str]") -> "Rule":
    """Return a rule that shows the group "shown" of what it matches, as a link, and nothing else of it."""

    def rule(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        if match["shown"] and not silent:
            state.push("link_open", "a", 1)
            state.pos = match.start("shown")
            state.push("text", "", 0).content = match["shown"]
            state.push("link_close", "a", -1)
        state.pos = match.end()
        return True

    return rule


WIKI_LINK = _showing(_WIKI)
ROLE = _showing(_ROLE)
PLAIN: "dict[str, tuple[Rule, ...]]" = {  # CommonMark's, and strikethrough
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "~": (strikethrough.tokenize,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "[": (link,),
    "!": (image,),
    "<": (autolink, html_inline),
    "&": (entity,),
}
RULES = PLAIN | {
    "[": (FOOTNOTE, WIKI_LINK, link),
    "$": (MATH,),
    "{": (SHORTCODE, SUBSTITUTION, ATTRIBUTES, ROLE),
}


class Inline(ParserInline):
    """markdown-it's parser of inline content, with the place of each token."""

    def __init__(self, rules: "dict[str, tuple[Rule, ...]]") -> None:
        super().__init__()
        self.rules = rules
        self.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])  # joining fragments loses their places
        chars = re.escape("".join(rules))
        self.special = re.compile(f"[{chars}]")
        self.special_or_end = re.compile(rf"[{chars}\]]")

    def parse(self, src: str, md: "MarkdownIt", env: "MutableMapping[str, Any]", tokens: list[Token]) -> list[Token]:
        """Append the tokens of ``src``."""
        state = State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Push the tokens of the state's range."""
        src, end = state.src, state.posMax
        search, rules = self.special.search, self.rules
        nests = state.level < state.md.options["maxNesting"]
        while state.pos < end:
            pos = state.pos
            match = search(src, pos, end)
            stop = match.start() if match else end
            if stop > pos:
                state.push("text", "", 0).content = src[pos:stop]
                state.pos = stop
                if stop >= end:
                    break
            for rule in rules[src[stop]] if nests else ():
                if rule(state, False):
                    break
            else:
                state.pos = stop
                state.push("text", "", 0).content = src[stop]
                state.pos = stop + 1

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Step over one token without pushing it."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        match = self.special_or_end.search(state.src, pos, state.posMax)
        stop = match.start() if match else state.posMax
        if stop > pos:
            state.pos = stop
        elif state.level < state.md.options["maxNesting"]:
            state.level += 1
            if not any(rule(state, True) for rule in self.rules.get(state.src[pos], ())):
                state.pos = pos + 1
            state.level -= 1
        else:
            state.pos = state.posMax
        state.cache[pos] = state.pos


def _expressions(src: str) -> dict[int, int]:
    """Return where each expression in braces ends, by where it begins; a brace in a string is none."""
    ends = {}
    opened: list[int] = []
    at = src.find("{")
    while at >= 0:
        if src[at] == "{":
            opened.append(at)
        elif src[at] == "}":
            ends[opened.pop()] = at + 1
        if opened:
            match = _BRACE.search(src, at + 1)
            while match and match[0][0] not in "{}":
                match = _BRACE.search(src, match.end())
            at = match.start() if match else -1
        else:
            at = src.find("{", at + 1)
    return ends


def _braces(state: StateInline, pos: int) -> int:
    """Return the end of an expression in braces that begins at ``pos``; 0 where it doesn't end."""
    assert isinstance(state, State)
    if state.expressions is None:
        state.expressions = _expressions(state.src)
    end = state.expressions.get(pos, 0)
    return end if end <= state.posMax else 0


_BRACE = re.compile(r"""[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
_JSX_TAG = re.compile(r"</?(?:[A-Za-z][\w.:-]*)?")
_JSX_PART = re.compile(r"""[\s\w.:=/-]+|"[^"]*"|'[^']*'""")


def expression(state: StateInline, silent: bool) -> bool:
    """Take an expression of MDX; a comment in it may speak to glossctl."""
    end = _braces(state, state.pos)
    if not end:
        return False
    if not silent:
        content = state.src[state.pos : end]
        state.push("comment" if content.startswith("{/*") else "gap", "", 0).content = content
    state.pos = end
    return True


def jsx(state: StateInline, silent: bool) -> bool:
    """Take a tag of JSX, whose attributes may be expressions."""
    src, end = state.src, state.posMax
    tag = _JSX_TAG.match(src, state.pos, end)
    at = tag.end() if tag else end
    while at < end and src[at] != ">":
        part = _JSX_PART.match(src, at, end)
        at = part.end() if part else _braces(state, at) if src[at] == "{" else 0
        if not at:
            return False
    if at >= end or (at - state.pos > 1 and src[state.pos + 1].isspace()):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = src[state.pos : at + 1]
    state.pos = at + 1
    return True


MDX_RULES: "dict[str, tuple[Rule, ...]]" = {
    **RULES,
    "<": (autolink, html_inline, jsx),
    "{": (SHORTCODE, ATTRIBUTES, expression),
}
