"""Inline markup of reStructuredText: literals, roles, references, emphasis."""

import re

from glossctl.syntax.passages import Inline, Passage, gap, unseen

_TEXT_ROLE = re.compile(
    "abbr|abbreviation|dfn|emphasis|guilabel|index|menuselection|strong|sub|subscript|sup|superscript|t|term|title|"
    "title-reference"
)
_TITLE = re.compile(r"(.*?\S)\s*<[^<>]*>\Z", re.DOTALL)
_BEFORE = r"(?<![\w\\`*|])"
_ENDS = r"(?<=[^\s\\])"


def _role(passage: Passage, match: "re.Match[str]") -> None:
    """Add the text of a role that has some of its own, or a title before its target; what others show is a name."""
    start, end = match.span("role")
    if title := _TITLE.match(passage.text, start, end):
        INLINE.add(passage, start, title.end(1))
    elif _TEXT_ROLE.fullmatch(match["named"].rpartition(":")[2]):
        INLINE.add(passage, start, end)
    else:
        gap(passage, match)


def _reference(passage: Passage, match: "re.Match[str]") -> None:
    start, end = match.span("reference")
    title = _TITLE.match(passage.text, start, end)
    INLINE.add(passage, start, title.end(1) if title else end, "link")


def _escape(passage: Passage, match: "re.Match[str]") -> None:
    if not match[0][1].isspace():
        passage.add(match.start() + 1, match.end())


INLINE = Inline(
    r"[\\`*|_:\[]",
    ("escaped", r"\\.", _escape),
    ("literal", r"``(?=\S).+?(?<=\S)``(?!`)", gap),
    ("roled", r":(?P<named>[\w:.+-]{1,60}):`(?P<role>(?:[^`\\]|\\.)+)`(?!`)", _role),
    ("referring", rf"{_BEFORE}_?`(?P<reference>[^`\s](?:[^`\\]|\\.)*)`__?(?![\w`])", _reference),
    ("targeted", rf"{_BEFORE}_`(?P<target>[^`\s](?:[^`\\]|\\.)*)`", ""),
    ("interpreted", rf"{_BEFORE}`[^`\s](?:[^`\\]|\\.)*`(?::[\w:.+-]+:)?", gap),
    ("bold", rf"{_BEFORE}\*\*(?=[^\s*])(?P<strong>.+?){_ENDS}\*\*(?!\w)", "strong"),
    ("italic", rf"{_BEFORE}\*(?=[^\s*])(?P<em>[^*]*?){_ENDS}\*(?![\w*])", "em"),
    ("substitution", rf"{_BEFORE}\|(?=[^\s|])[^|\n]*?{_ENDS}\|_{{0,2}}(?!\w)", gap),
    ("note", r"\[(?:\d+|[#*]|#?[\w.-]+)\]_(?!\w)", unseen),
    ("word", r"(?<=[A-Za-z0-9])__?(?![\w`])", unseen),
)
