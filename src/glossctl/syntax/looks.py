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
_RDF = re.compile(r"<rdf:RDF\b", re.IGNORECASE)
_LATEX = re.compile(
    r"\\(?:documentclass|usepackage|newacronym|newabbreviation|newglossaryentry|longnewglossaryentry|DeclareAcronym|acro|"
    r"acrodef|makeglossaries|begin\{|nomenclature|chapter|section|newdualentry|makenoidxglossaries|glsaddall)"
)
_WIKI_TABLE = re.compile(r"\{\|(?:\s|\Z)")
_WIKI_HEADING = re.compile(r"(={2,6})\s*[^=\s][^=]*\1\Z")
_DIRECTIVE = re.compile(
    r"\.\.\s+(?:glossary|toctree|list-table|csv-table|_[\w -]+:|contents|currentmodule|note|image)(?:::|\Z|:?)"
)
_ANY_DIRECTIVE = re.compile(r"\.\.\s+(?:glossary::|list-table::|csv-table::|\|[^|]+\|\s+replace::)")
_UNDERLINE = re.compile(r"([=~^\"'`#*+-])\1{3,}\Z")
_UNDERLINES = frozenset("~^\"'`#*+")  # those of "=" and "-" are Markdown's too
_MARKDOWN = ("# ", "## ", "|", "```")
_ADOC = re.compile(r"=\s+\S|\[glossary\]\Z|\|===\Z|:[\w-]+:(?:\s|\Z)|\[\[[\w-]+\]\]")
_ANCHOR = re.compile(r"\[\[[\w:.-]+(?:,[^\[\]]*)?\]\]")
_ADOC_TERM = re.compile(r"\S.*[^:]::(?:\s+\S|\Z)")
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
    "skos": "RDF",
    "html": "HTML",
    "latex": "LaTeX",
    "sphinx": "reStructuredText",
    "asciidoc": "AsciiDoc",
    "mediawiki": "MediaWiki's markup",
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
    tables = [at for at, line in enumerate(lines[:3]) if _TABLE.fullmatch(line)]
    if tables and (len(lines) == 1 or _begins_table(lines[tables[0] + 1 :])):
        return "toml"
    if _JSON.match("".join(lines[:3])) and not _ANCHOR.fullmatch(first):
        return "jsonl" if len(lines) > 1 and all(map(_OBJECT.fullmatch, lines[:2])) else "json"
    if first.startswith("<") and (kind := _marked_up(" ".join(lines))):
        return kind
    if _TURTLE.match(first):
        return "skos"
    if other := _other_markup(lines):
        return other
    if first == "---" or first in ("contexts:", "imports:"):
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
    if _RDF.search(text[:2000]):
        return "skos"
    return "html" if _HTML.match(text) else ""


def _begins_table(lines: list[str]) -> bool:
    """Tell whether the lines below a table's header are TOML's: an AsciiDoc block may have just that name."""
    below = [line for line in lines if not line.startswith("#")][:1]
    return not below or bool(_STATEMENT.match(below[0]))


def _other_markup(lines: list[str]) -> str:
    """Tell LaTeX, MediaWiki's markup, reStructuredText and AsciiDoc by what only these have."""
    first = next((line for line in lines if not line.startswith("%")), "")
    if _LATEX.match(first) and "|" not in first:
        return "latex"
    if any(map(_WIKI_TABLE.match, lines[:8])) or any(map(_WIKI_HEADING.match, lines[:3])):
        return "mediawiki"
    if first.startswith(";") and len(lines) > 1 and (lines[1].startswith(":") or " : " in first):
        return "mediawiki"
    if any(map(_ANY_DIRECTIVE.match, lines)) or _DIRECTIVE.match(first):
        return "sphinx"
    marks = {line[0] for line in lines[1:] if _UNDERLINE.match(line)}
    if marks & _UNDERLINES and len(lines) > 3 and not any(line.startswith(_MARKDOWN) for line in lines):
        return "sphinx"
    terms = sum(bool(_ADOC_TERM.match(line)) for line in lines)
    if (_ADOC.match(first) and not first.startswith(":")) or terms > 1 or (terms and any(map(_ADOC.match, lines))):
        return "asciidoc"
    return ""


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
