"""The prose of a definition as spans: text, code and links, the only Markdown that a glossary's prose has.

Everything else stays as it is written: HTML is text, an asterisk an asterisk, and where a link leads anywhere but to a
web page or a mailbox, only its text is kept.
"""

from markdown_it import MarkdownIt

from glossctl.entries import Value
from glossctl.syntax.markup import is_web_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    SpanKind = Literal["text", "code", "link"]

_PARSER = MarkdownIt("zero").enable(["backticks", "link", "autolink"])
_MARKS = "`[<"


class Span(Value):
    """A run of prose; ``href`` is where a link leads, else empty."""

    kind: "SpanKind"
    text: str
    href: str = ""


def spans(paragraph: str) -> tuple[Span, ...]:
    """Return one paragraph's spans, in order. Source: CommonMark 0.31, code spans, links and autolinks.

    >>> [(span.kind, span.text) for span in spans("Run `kubectl`, <b>see</b> [its page](https://k8s.io/).")]
    [('text', 'Run '), ('code', 'kubectl'), ('text', ', <b>see</b> '), ('link', 'its page'), ('text', '.')]
    """
    if not any(mark in paragraph for mark in _MARKS):
        return (Span("text", paragraph),) if paragraph else ()
    found: list[Span] = []
    href = ""
    for token in _PARSER.parseInline(paragraph)[0].children or ():
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        elif token.content:
            code = token.type == "code_inline"
            leads = is_safe(href)
            found.append(Span("link" if leads else "code" if code else "text", token.content, href if leads else ""))
    return tuple(found)


def plain(paragraph: str) -> str:
    """Return a paragraph as it is read, without the marks of its code and links.

    >>> plain("Run `kubectl`, see [its page](https://k8s.io/).")
    'Run kubectl, see its page.'
    """
    return "".join(span.text for span in spans(paragraph))


def is_safe(target: str) -> bool:
    """Tell whether a link may lead to ``target``: a web page or a mailbox, never a script or a file.

    >>> [is_safe(target) for target in ("https://k8s.io/", "mailto:a@example.com", "javascript:alert(1)", "//x", "")]
    [True, True, False, False, False]
    """
    return is_web_address(target) or target.lower().startswith("mailto:")
