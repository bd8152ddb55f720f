"""Inline markup of AsciiDoc: quotes of all kinds, links, macros, attributes."""

import re
from html import unescape

from glossctl.syntax.passages import Inline, Passage, gap, unseen


def _escaped(passage: Passage, match: "re.Match[str]") -> None:
    passage.add(match.start() + 1, match.end())


def _entity(passage: Passage, match: "re.Match[str]") -> None:
    shown = unescape(match[0])
    if shown == match[0]:
        passage.add(*match.span())
    else:
        passage.put(shown, *match.span())


def _link(passage: Passage, match: "re.Match[str]") -> None:
    """Add the text of a link; of its attributes, which commas part, nothing is prose."""
    start, end = match.span("link")
    if passage.text.startswith('"', start) and (quote := passage.text.find('"', start + 1, end)) > 0:
        start, end = start + 1, quote
    elif attribute := _ATTRIBUTE.search(passage.text, start, end):
        end = attribute.start()
    if start == end:
        gap(passage, match)
    else:
        INLINE.add(passage, start, end, "link")


def _reference(passage: Passage, match: "re.Match[str]") -> None:
    if match["reference"]:
        INLINE.add(passage, *match.span("reference"), "link")
    else:
        gap(passage, match)


def _quote(mark: str, name: str) -> str:
    """Return the expression of text between two marks, or between two doubled ones within words."""
    twice = rf"{mark}{mark}(?=[^{mark}])(?P<{name}>.{{1,2000}}?){mark}{mark}"
    once = rf"{_START}{mark}(?=[^\s{mark}])(?P<{name}_word>[^{mark}]{{0,2000}}?)(?<=\S){mark}(?!\w)"
    return rf"{_ROLE}(?:{twice}|{once})"


_START = r"(?<![\w;:}\\])"
_ROLE = r"(?:\[[^\]\n]{0,80}\])?"
_ATTRIBUTE = re.compile(r",[ \t]*(?:window|role|opts|options|title|id|subject|body|xrefstyle)\s*=|\^\Z")
_LINK = r"link:|xref:|mailto:|https?://|ftp://|irc://"
_MACROS = "image|icon|kbd|btn|menu|pass|stem|latexmath|asciimath|anchor|indexterm2?|bibitem|cite"
_PASSED = (
    r"\+\+\+.{1,2000}?\+\+\+|\$\$.{1,2000}?\$\$|(?<![\w+])\+\+.{1,2000}?\+\+(?![\w+])"
    r"|(?<![\w+])\+(?=\S)[^+\n]{0,500}?(?<=\S)\+(?![\w+])"
)
_CODE = rf"{_ROLE}(?:``(?=\S).{{1,2000}}?``|{_START}`(?=[^\s`])[^`]{{0,2000}}?(?<=\S)`(?!\w))"
INLINE = Inline(
    rf"[\\`*_#^~+$\[<({{&\"']|\b(?:{_LINK}|footnote|(?:{_MACROS}):)",
    ("escaped", r"\\[\\`*_#^~+{<\[(&]", _escaped),
    ("passed", _PASSED, gap),
    ("typographic", r"\"`(?P<quoted>[^`]{1,2000}?)`\"|'`(?P<single>[^`]{1,2000}?)`'", ""),
    ("coded", _CODE, gap),
    ("bold", _quote(r"\*", "strong"), "strong"),
    ("italic", _quote("_", "em"), "em"),
    ("marked", _quote("\\#", "mark"), ""),
    ("raised", r"\^(?=\S)(?P<super>[^\s^]{1,200})\^|~(?=\S)(?P<sub>[^\s~]{1,200})~", ""),
    ("referring", r"<<[^<>,]{1,200}(?:,[ \t\n]*(?P<reference>[^<>]{0,500}?))?>>", _reference),
    ("linking", rf"(?:{_LINK})[^\s\[\]<>]{{0,500}}\[(?P<link>[^\]]{{0,500}})\]", _link),
    ("footnoted", r"footnote(?:ref)?:[\w-]{0,80}\[(?P<footnote>[^\]]{0,2000})\]", ""),
    ("macro", rf"\b(?:{_MACROS}):[^\s\[\]]{{0,300}}\[[^\]]{{0,500}}\]", gap),
    ("indexed", r"\(\(\([^()]{0,300}\)\)\)|\[\[\[?[^\]\n]{1,200}\]?\]\]", unseen),
    ("index_term", r"\(\((?P<term>[^()]{1,200})\)\)", ""),
    ("attribute", r"\{[\w:-]{1,80}\}", gap),
    ("entity", r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});", _entity),
)
