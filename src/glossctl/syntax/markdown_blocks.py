"""Blocks that sites and wikis add to Markdown, as rules of markdown-it: containers, footnotes, code of other tools."""

import re

from mdit_py_plugins.footnote.index import footnote_def

TYPE_CHECKING = False
if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_CONTAINER = re.compile(
    r":{3,}[ \t]*(?:\{?[\w:.-]*\}?)(?:\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^{]*?))?[ \t]*(?:\{.*\})?[ \t]*\Z"
)
_INDENTED = re.compile(r"(?:!!!|\?\?\?\+?|===[+!]?)[ \t]+(?:[\w -]*?)(?:\"(?P<title>.*)\")?[ \t]*\Z")
_MODULE = re.compile(
    r"import[ \t]+(?:[\w*{][^'\"]*[ \t]from[ \t]+)?['\"][^'\"]+['\"];?[ \t]*\Z"
    r"|export[ \t]+(?:const|let|var|default|function|class|async)\b"
)
_IMPORT_BEGINS = re.compile(r"import[ \t]*\{[^}'\"]*\Z")
_CODE = re.compile(
    r"\{\{[<%]-?[ \t]*(?P<hugo>highlight|mermaid|math|katex|code|terminal|gist-code|chart)\b"
    r"|\{%-?[ \t]*(?P<jekyll>highlight|raw|mermaid|math|code)\b"
)
_MATH = (("$$", "$$"), ("\\[", "\\]"), ("\\begin{", "\\end{"))


def enable(parser: "MarkdownIt") -> None:
    """Add the rules of this file to a parser."""
    rules = parser.block.ruler
    rules.before("blockquote", "code_of_a_tool", code_of_a_tool, {"alt": ["paragraph"]})
    rules.before("blockquote", "container", container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.before("blockquote", "module", module)
    rules.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    rules.before("code", "indented", indented)
    rules.before("blockquote", "math", math, {"alt": ["paragraph"]})


def _line(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_code(state: "StateBlock", line: int) -> bool:
    return state.is_code_block(line)


def container(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    """Take one line that opens or closes a container of colons; its title is prose."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]) or _is_code(state, start):
        return False
    match = _CONTAINER.match(_line(state, start))
    if not match:
        return False
    if not silent:
        _title(state, match["label"] or match["title"], start)
        state.line = start + 1
    return True


def indented(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take an admonition or a tab of MkDocs: a line that says what it is, and indented blocks below it."""
    line = _line(state, start)
    if line[:3] not in ("!!!", "???", "===") or _is_code(state, start):
        return False
    match = _INDENTED.match(line)
    if not match:
        return False
    if silent:
        return True
    _title(state, match["title"], start)
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    outer, limit = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = outer + 4, last
    state.level += 1
    state.md.block.tokenize(state, start + 1, last)
    state.level -= 1
    state.blkIndent, state.lineMax = outer, limit
    state.line = last
    return True


def _title(state: "StateBlock", title: str | None, line: int) -> None:
    if title and title.strip():
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = title.strip(), [line, line + 1], []


def module(state: "StateBlock", start: int, end: int, _silent: bool) -> bool:
    """Take what MDX imports and exports: lines of JavaScript up to the next empty one."""
    if state.level or state.src[state.bMarks[start] : state.bMarks[start] + 7] not in ("import ", "import{", "export "):
        return False
    line = _line(state, start)
    if not _MODULE.match(line) and not _IMPORT_BEGINS.match(line):
        return False
    last = start + 1
    while last < end and not state.isEmpty(last):
        last += 1
    token = state.push("aside", "", 0)
    token.map, token.info = [start, last], "import"
    state.line = last
    return True


def code_of_a_tool(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take the code between two shortcodes of Hugo, or two tags of Jekyll."""
    if not state.src.startswith(("{{", "{%"), state.bMarks[start] + state.tShift[start]):
        return False
    match = _CODE.match(_line(state, start))
    if not match:
        return False
    closing = re.compile(
        rf"\{{\{{[<%]-?[ \t]*/[ \t]*{match['hugo']}\b" if match["hugo"] else rf"\{{%-?[ \t]*end{match['jekyll']}\b"
    )
    for line in range(start, end):
        if closing.search(state.src, state.bMarks[line], state.eMarks[line]):
            if not silent:
                state.line = line + 1
            return True
    return False


def math(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take a formula that stands by itself."""
    line = _line(state, start)
    for opening, closing in _MATH:
        if not line.startswith(opening) or _is_code(state, start):
            continue
        for last in range(start, end):
            text = line[len(opening) :] if last == start else _line(state, last)
            if closing in text:
                if not text.rstrip().endswith(("$", "]", "}")):
                    return False
                if not silent:
                    state.line = last + 1
                return True
            if state.isEmpty(last) and opening != "$$":
                return False
        return False
    return False
