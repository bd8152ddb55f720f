"""Plain text as it is written into other syntaxes, so that it says there just what it says: a function a target.

Each takes one line; ``document`` chooses by the format. CommonMark's is ``prose.escape``, HTML's ``html.escape``,
YAML's ``yaml.write``.
"""

import json
import re

from glossctl.text import visible

_RST = re.compile(
    r"[\\*`|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=\w)__(?=\w)|\[(?=[^\]]*\]_)|<(?=[^<>]*>)|:(?=:)|:(?=[\w.+-]+:)"
    r"|(?<=\s):(?=\s)|:(?=\s*\Z)"
)
_RST_BEGINS = re.compile(r"[^\w\s]|\w{1,4}[.)](?=\s|$)")
_ADOC = re.compile(
    r"[{}\\|<>]|&(?=#?\w+;)|[*_`#^~+](?![A-Za-z0-9])|(?<![A-Za-z0-9])[*_`#^~+]|([*_`#^~+])\1|[\[\]]|:(?=:)|(?<=:):|:(?=\s*\Z)"
    r"|;(?=;)|-(?=-)|\.(?=\.\.)|\((?=(?:C|R|TM)\)|\()|[-=](?=>)|(?<=\bxref):|(?<=\blink):|(?<=\bfootnote):"
)
_ADOC_BEGINS = re.compile(r"[^\w\s]|\w{1,9}\.(?=\s|$)|[A-Z]+:(?=\s)")


def rst(text: str) -> str:
    r"""Return a line of plain text as reStructuredText.

    >>> print(rst("*a* `b` snake_case c_"))
    \*a\* \`b\` snake_case c\_
    """
    marked = _RST.sub(lambda found: "".join(f"\\{char}" for char in found[0]), text)
    return f"\\{marked}" if marked[:1] != "\\" and _RST_BEGINS.match(marked) else marked


def asciidoc(text: str) -> str:
    r"""Return a line of plain text as AsciiDoc: what would be markup is written as a character reference.

    >>> print(asciidoc("*a* {b} snake_case"))
    &#42;a&#42; &#123;b&#125; snake_case
    """
    marked = _ADOC.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), text)
    if _ADOC_BEGINS.match(marked) and not marked.startswith("&#"):
        marked = f"&#{ord(marked[0])};{marked[1:]}"
    return marked.replace(";;", ";&#59;")


_TEX = {ord(char): f"\\{char}" for char in "#$%&_{}"} | {
    ord("\\"): r"\textbackslash{}", ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}"
}  # fmt: skip
_COMMENT = re.compile(r"(?!.*(?:--|'''))[\w ’'.,/&+()-]+")  # ends no comment and is no directive in any language


def latex(text: str) -> str:
    r"""Return a line of plain text as LaTeX.

    >>> print(latex("100% of R&D \\write18"))
    100\% of R\&D \textbackslash{}write18
    """
    return text.translate(_TEX)


def document(text: str, format: str) -> str | None:  # noqa: A002 — the word that users know
    """Return plain text as the prose of a document in one of ``readers``' formats shows it, on one line.

    None if that isn't sure: in a source file, where the text could end the comment it is written into.
    """
    from glossctl.syntax import prose  # loads markdown-it, which AsciiDoc and LaTeX don't need

    line = visible(" ".join(text.split()))
    if format in ("markdown", "mdx", "notebook"):
        marked = prose.escape(line).replace("$", "\\$")
        if format == "mdx":
            return _MDX.sub(r"\\\g<0>", marked)
        return json.dumps(marked, ensure_ascii=False)[1:-1] if format == "notebook" else marked
    if format == "html":
        return line.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;")
    if format in _LINES:
        return _LINES[format](line)
    return line if format == "plaintext" or _COMMENT.fullmatch(line) else None


_MDX = re.compile(r"(?<!\\)[{<]")
_LINES = {"rst": rst, "asciidoc": asciidoc, "latex": latex}
