"""What pages add to CommonMark, as rules of markdown-it: loose tables, attributes, macros, wiki links."""

import re

from markdown_it.rules_inline import autolink, html_inline, image, link
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from glossctl.syntax import markdown_inline
from glossctl.syntax.markdown_blocks import module
from glossctl.syntax.pages.markdown_runs import ELEMENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    Rows = list[tuple[int, list[str]]]

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_CELL = re.compile(r"((?:\\.|[^\\|]|\\\Z)*)(?:\||\Z)", re.DOTALL)
_STRAY = re.compile(r"""\s*["'“”‘’]\s+""")
_QUOTES = ("'", '"')
_ABBREVIATION = re.compile(r"\*\[([^\]]+)\]:[ \t]*(.*)")
_ATTRIBUTE = r"(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*(?:toc\b|{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*)?[ \t]*\}}")
_ROLE = re.compile(r"\{[A-Za-z][\w:+-]*\}(?=`)")
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{/\*.*?\*/\}", re.DOTALL)
_WIKI = re.compile(r"!?\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](?!\()")
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^<>\"'{}])*/?>")


def enable(parser: "MarkdownIt") -> None:
    """Add the blocks of this file to a parser."""
    parser.use(footnote_plugin, inline=False, move_to_end=True)
    enable_table(parser)
    rules = parser.block.ruler
    rules.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.before("reference", "attributes", _attributes, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.before("reference", "module", module)


def enable_table(parser: "MarkdownIt") -> None:
    """Add tables to a parser."""
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.enable("table")


def split(line: str) -> list[str]:
    r"""Return the cells of a table's row, which may lack its outer bars.

    >>> split(r"| a \| b | c"), split("a | |"), split("| a | b")
    (['a | b', 'c'], ['a', ''], ['a', 'b'])
    """
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.findall(line.strip())][:-1]  # the last: an empty match
    if line.lstrip().startswith("|"):
        del cells[0]
    return cells


def _text(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_rule(state: "StateBlock", line: int, width: int) -> bool:
    """Tell whether a line is the rule below a heading of some cells; the number of its own may differ a little."""
    text = _text(state, line).strip()
    if "-" not in text or not _RULE.fullmatch(text) or re.match(r"-\s", text):
        return False
    rules = len(split(text))
    return "|" in text if rules != width else width > 1 or "|" in text


def _table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take a table: GitHub's, and rows behind a blank line, a row broken in two, a rule of too few cells."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    head = _text(state, start)
    if "|" not in head or not (cells := split(head)) or not _is_rule(state, start + 1, len(cells)):
        return False
    if silent:
        return True
    rows: Rows = [(start + 1, cells)]
    is_framed = head.lstrip().startswith("|")
    at, before = start + 2, ""
    terminators = state.md.block.ruler.getRules("blockquote")
    while at < end and state.sCount[at] >= state.blkIndent:
        line = _text(state, at).rstrip()
        opened = line.startswith("|")
        if not line:
            below = next((number for number in range(at, end) if _text(state, number).strip()), end)
            if below == end or not _text(state, below).startswith("|") or _opens(state, below, end):
                break
            at, before = below, ""
            continue
        if not opened and any(rule(state, at, end, True) for rule in terminators if rule is not _table):
            break
        if is_framed and not opened and _completes(before, line, len(cells)):
            rows[-1] = (rows[-1][0], split(f"{before} {line}"))
            before = ""
        else:
            row = split(line[stray.end() :] if is_framed and (stray := _STRAY.match(line)) else line)
            rows.append((at + 1, row[:-1] if len(row) > len(cells) and row[-1] in _QUOTES else row))
            before = line
        at += 1
    token = state.push("rows", "", 0)
    token.map = [start, at]
    token.meta = {"rows": rows}
    state.line = at
    return True


def _opens(state: "StateBlock", line: int, end: int) -> bool:
    return line + 1 < end and _is_rule(state, line + 1, len(split(_text(state, line))))


def _completes(before: str, line: str, width: int) -> bool:
    """Tell whether a line ends the row that the line before it began: neither is whole without the other."""
    broken = before.startswith("|") and not before.endswith("|")
    return broken and line.endswith("|") and len(split(f"{before} {line}")) <= width


def _abbreviation(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not (found := _ABBREVIATION.fullmatch(_text(state, start))):
        return False
    if not silent:
        name = state.push("abbreviation", "", 0)
        name.map, name.info, name.content = [start, start + 1], found[1].strip(), found[2].strip()
        state.line = start + 1
    return True


def _attributes(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    """Pass over a line that only says what the block beside it is called or looks like."""
    line = _text(state, start).rstrip()
    if state.is_code_block(start) or not line.startswith("{") or not _ATTRIBUTES.fullmatch(line):
        return False
    if not silent:
        state.push("aside", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _macro(state: "StateInline", silent: bool) -> bool:
    """Take macros of sites, comments of MDX, and attribute lists behind what they are about."""
    if state.src[state.pos] != "{":
        return False
    kind, found = "macro", _MACRO.match(state.src, state.pos, state.posMax)
    if not found:
        kind, found = "", _ROLE.match(state.src, state.pos) or _ATTRIBUTES.match(state.src, state.pos)
        if not found or (not state.src[found.start() + 1 : found.end() - 1].strip(": ")):
            return False
    if not silent:
        state.push("nothing", "", 0).info = "comment" if found[0].startswith("{/*") else kind
    state.pos = found.end()
    return True


def _wiki(state: "StateInline", silent: bool) -> bool:
    found = _WIKI.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![" else None
    if not found:
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content, token.info = (found[2] or found[1].partition("#")[0] or found[1]).strip(), found[1].strip()
    state.pos = found.end()
    return True


def _component(state: "StateInline", silent: bool) -> bool:
    found = _COMPONENT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not found or found[0].strip("</>").lower() in ELEMENTS or re.fullmatch(r"</?[A-Z]>", found[0]):
        return False
    if not silent:
        state.push("nothing", "", 0).info = "HTML tag" if found[0][1] != "/" else ""
    state.pos = found.end()
    return True


PLAIN = markdown_inline.PLAIN | {"\n": (markdown_inline.line_break,)}
RULES = PLAIN | {
    "[": (_wiki, link, footnote_ref),
    "!": (_wiki, image),
    "<": (autolink, _component, html_inline),
    "{": (_macro,),
}
