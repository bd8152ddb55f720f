"""Plain text as it is written into other syntaxes, so that it says there just what it says: a function a target.

Each takes one line. CommonMark's is ``prose.escape``, HTML's ``html.escape``, YAML's ``yaml.write``.
"""

import re

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
