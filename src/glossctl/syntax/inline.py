"""The prose of a definition as spans: text, code and links, the only Markdown that a glossary's prose has.

Everything else stays as it is written: HTML is text, an asterisk an asterisk. A link that leads neither to a web page
nor to a mailbox is only its text.
"""

from markdown_it.rules_inline import autolink, backtick, link

from glossctl.entries import Value
from glossctl.syntax.markdown_parser import Parser
from glossctl.syntax.markup import is_web_address
from glossctl.syntax.pages import markdown_runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from markdown_it.token import Token

    SpanKind = Literal["text", "code", "link"]

_PARSER = Parser({"`": (backtick,), "[": (link,), "<": (autolink,)})
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
    tokens: list[Token] = []
    _PARSER.inline.parse(paragraph, _PARSER, {}, tokens)
    return tuple(
        Span("link", run.text, run.href) if is_safe(run.href) else Span("code" if run.code else "text", run.text)
        for run in markdown_runs.read(tokens)
    )


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
