"""What a text plainly looks like, told by its first lines: for the message that names the right format.

Rather nothing than a wrong guess: a list in CSV may hold Markdown, JSON or HTML in its cells.
"""

import re

_SEEN = 1 << 16  # characters
_LINES = 60
_TABLE = re.compile(r"\[{1,2}(?:glossary|term|role|audience)\]{1,2}\s*(?:#.*)?")
_STATEMENT = re.compile(r"""\[{1,2}[\w."' -]+\]|[\w."'-]+\s*=""")
_JSON = re.compile(r"""\{\s*(?:"|\})|\[\s*[\[{"\]]""")
_OBJECT = re.compile(r'\{\s*".*\}\s*')
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|ul|dl|div)\b", re.IGNORECASE)
_TBX = re.compile(r"<(?:tbx|martif)\b", re.IGNORECASE)
_TURTLE = re.compile(r"@prefix\s|prefix\s+\w*:\s*<", re.IGNORECASE)
_YAML_KEY = re.compile(r"[\w-]+:(?:\s|\Z)")
_HEADING = re.compile(r"#{1,6}\s+\S")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w-]*\s*")
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?:(?::?-+:?)\s*\|?)?\s*")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)\s+\S|(?:\*\*|__)\S")
_DELIMITERS = "\t;,|"
SPOKEN = {
    "toml": "a glossary",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "yaml": "YAML",
    "contextive": "a glossary of Contextive",
    "markdown": "Markdown",
    "tbx": "TBX",
    "skos": "Turtle",
    "html": "HTML",
    "csv": "CSV",
    "tsv": "TSV",
}


def looks(text: str) -> str:
    r"""Return "toml", "json", "jsonl", "yaml", "contextive", "markdown", "tbx", "skos" or "html"; "" for none plainly.

    >>> looks("# Words"), looks('[{"name": "MIG"}]'), looks("name,definition"), looks("| a | b |\n|---|---|")
    ('markdown', 'json', '', 'markdown')
    """
    lines = [line.strip() for line in text[:_SEEN].splitlines() if line.strip()][:_LINES]
    if not lines:
        return ""
    first = lines[0]
    if any(map(_TABLE.fullmatch, lines[:3])):
        return "toml"
    if _JSON.match("".join(lines[:3])):
        return "jsonl" if len(lines) > 1 and all(map(_OBJECT.fullmatch, lines[:2])) else "json"
    if first.startswith("<") and (kind := _marked_up(" ".join(lines))):
        return kind
    if _TURTLE.match(first):
        return "skos"
    if first == "---" or re.fullmatch(r"contexts:", first):
        return _yaml(lines)
    return "markdown" if _is_markdown(lines) else ""


def table(text: str) -> str:
    r"""Return "csv" or "tsv" where most of the first lines have the same number of cells, two or more; else "".

    >>> table("a,b\nc,d\n"), table("a\tb\nc\td\n"), table("Once, twice.\nNever.\n")
    ('csv', 'tsv', '')
    """
    lines = [line for line in text[:_SEEN].splitlines() if line.strip()][:_LINES]
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        if usual and len(lines) > 1 and counts.count(usual) >= 0.6 * len(lines):
            return "tsv" if delimiter == "\t" else "csv"
    return ""


def begins_as_toml(text: str) -> bool:
    """Tell whether the first line that is no comment could be one of TOML: a table's header, or a key with a value."""
    lines = (line.strip() for line in text[:_SEEN].splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return bool(_STATEMENT.match(first))


def _marked_up(text: str) -> str:
    if _TBX.search(text[:2000]):
        return "tbx"
    return "html" if _HTML.match(text) else ""


def _yaml(lines: list[str]) -> str:
    """Tell front matter, which a Markdown page begins with, from a file of YAML."""
    body = lines[1:] if lines[0] == "---" else lines
    if not body or not _YAML_KEY.match(body[0]):
        return ""
    if lines[0] == "---" and "---" in body:
        return "markdown"
    return "contextive" if any(line == "contexts:" for line in body) else "yaml"


def _is_markdown(lines: list[str]) -> bool:
    first = lines[0]
    is_delimited = any(mark in first for mark in ",;\t")
    rules = [at for at, line in enumerate(lines[1:], 1) if _RULE.fullmatch(line) and "|" in lines[at - 1]]
    if rules and (rules[0] <= 2 or not is_delimited):
        return True
    if _FENCE.fullmatch(first) or _ABBREVIATION.match(first):
        return True
    headings = [line for line in lines if _HEADING.match(line)]
    if first in headings:  # or it is a remark above a table, or the heading of one
        return not table("\n".join(line for line in lines if line not in headings)) and (
            not is_delimited or len(headings) > 1
        )
    items = [line for line in lines if _ITEM.match(line)]
    if table("\n".join(lines)) or (is_delimited and first not in items):
        return False
    return len(headings) > 1 or (len(lines) > 1 and 2 * len(items) > len(lines))
