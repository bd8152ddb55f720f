"""Markdown's inline tokens, and the HTML between them, as runs."""

import re
from html import unescape

from glossctl.syntax.pages import HARD, Run, Runs, html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

ELEMENTS = html.KNOWN | frozenset(["br", "img", "sup", "input", "rp", "rt", "ruby", "picture", "source"])
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_BREAKS = frozenset(["p", "div", "li", "tr"])
_LOST = {"image": "image", "footnote_ref": "footnote"}


def read(tokens: "Iterable[Token]") -> Runs:
    """Return the runs of inline tokens."""
    reader = _Reader()
    for token in tokens:
        reader.take(token)
    reader.end_text()
    return tuple(reader.runs)


class _Reader:
    """Makes runs of tokens; adjacent tokens of text become one."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.text: list[str] = []
        self.strong = self.emphasis = self.code = 0
        self.links: list[str] = []
        self.titles: list[str] = []
        self.raised: int | None = None  # where a superscript begins
        self.hidden = 0

    def take(self, token: "Token") -> None:
        """Take the next token."""
        kind = token.type
        if kind in ("text", "text_special"):
            self.text.append(token.content)
            return
        self.end_text()
        if kind == "code_inline":
            self._add(token.content, code=True)
        elif kind in ("softbreak", "hardbreak"):
            self._add("\n" if kind == "softbreak" else HARD)
        elif kind in ("strong_open", "strong_close"):
            self.strong += token.nesting
        elif kind in ("em_open", "em_close", "s_open", "s_close"):
            self.emphasis += token.nesting
        elif kind == "html_inline":
            self._html(token.content)
        else:
            self._take_other(token)

    def end_text(self) -> None:
        """Add the text that was gathered."""
        if self.text:
            self._add("".join(self.text))
            self.text.clear()

    def _take_other(self, token: "Token") -> None:
        kind = token.type
        if kind == "link_open":
            self.links.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self.links.pop()
        elif kind == "wiki":
            self.links.append(f"#{token.info}")
            self._add(token.content)
            self.links.pop()
        elif kind in _LOST or (kind == "nothing" and token.info):
            self.runs.append(Run("", lost=_LOST.get(kind, token.info)))

    def _add(self, text: str, code: bool = False) -> None:
        if text and not self.hidden:
            self.runs.append(
                Run(
                    text,
                    self.strong > 0,
                    self.emphasis > 0,
                    code or self.code > 0,
                    self.links[-1] if self.links else "",
                    self.titles[-1] if self.titles else "",
                )
            )

    def _html(self, markup: str) -> None:
        if markup.startswith("<!--"):
            self.runs.append(Run("", lost="comment"))
            return
        match = _TAG.fullmatch(markup)
        tag = match[2].lower() if match else ""
        if not match or tag not in ELEMENTS:
            self._add(markup)  # a placeholder, or a type: some sites show it, others don't
            return
        step = -1 if match[1] else 1
        if tag == "br" or (step > 0 and tag in _BREAKS):
            self._add(HARD)
        elif tag == "img":
            self.runs.append(Run("", lost="image"))
        elif tag in ("script", "style"):
            self.hidden = max(self.hidden + step, 0)
        elif tag == "a":
            self._stack(self.links, _attribute(match[3], "href"), step)
        elif tag in ("abbr", "acronym"):
            self._stack(self.titles, _attribute(match[3], "title"), step)
        elif tag == "sup":
            self._sup(step)
        else:
            self.strong = max(self.strong + step * (tag in html.STRONG), 0)
            self.emphasis = max(self.emphasis + step * (tag in html.EMPHASIS), 0)
            self.code = max(self.code + step * (tag in html.CODE), 0)

    @staticmethod
    def _stack(stack: list[str], value: str, step: int) -> None:
        if step > 0:
            stack.append(value)
        elif stack:
            stack.pop()

    def _sup(self, step: int) -> None:
        if step > 0:
            self.raised = len(self.runs)
        elif self.raised is not None:
            before = "".join(run.text for run in self.runs[: self.raised])
            if html.is_note(before, self.runs[self.raised :]):
                self.runs[self.raised :] = [Run("", lost="footnote")]
            self.raised = None


def _attribute(attributes: str, name: str) -> str:
    """Return the value of an attribute; the last, where it is given twice."""
    values = [a or b or c for key, a, b, c in _ATTRIBUTE.findall(attributes) if key.lower() == name]
    return unescape(values[-1]).strip() if values else ""
