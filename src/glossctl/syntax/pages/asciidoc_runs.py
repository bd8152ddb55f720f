"""AsciiDoc's inline markup as runs."""

import re

from glossctl.syntax.markup import decoded
from glossctl.syntax.pages import HARD, Run, Runs
from glossctl.syntax.pages.by_line import broken, inline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ANCHOR = re.compile(r"\[\[[^\[\]]*\]\]|\[#[^\[\]]*\](?=\S)|\(\(\([^()]*\)\)\)")
_ATTRIBUTE = re.compile(r"\{([\w-]+)\}")
_INLINE = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<address>(?:https?|ftp)://[^\s\[\]<>]+|mailto:[^\s\[\]<>]+|link:(?P<link>[^\s\[\]]+))(?:\[(?P<text>[^\]]*)\])?"
    r"|<<(?P<cross>[^<>,]+)(?:,\s*(?P<shown>[^<>]*))?>>"
    r"|xref:(?P<xref>[^\s\[\]]+)\[(?P<xtext>[^\]]*)\]"
    r"|\(\((?P<index>[^()]+)\)\)"
    r"|(?P<lost>(?:footnote|image|icon|kbd|btn|menu|stem|latexmath|anchor|indexterm2?):[^\s\[\]]*\[[^\]]*\])"
    r"|(?P<mark>\*\*|__|``|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)|(?<=\S)_(?![\w_])"
    r"|(?<![\w`])`(?=\S)|(?<=\S)`(?![\w`])|\+\+|(?<!\w)\+(?=\S)|(?<=\S)\+(?!\w)|\[\.?[\w.-]*\](?=#)|##|(?<!\w)#(?=\S)|(?<=\S)#(?!\w))"
    r"|(?P<escape>\\(?=[*_`#<\[(]))"
)


def runs(text: str, attributes: "Mapping[str, str]") -> Runs:
    """Return the runs of inline markup; ``attributes`` are those of the page."""
    text = _ATTRIBUTE.sub(lambda match: attributes.get(match[1], match[0]), ANCHOR.sub("", text))
    reader = _Reader()
    return inline(_INLINE, text, reader.plain, reader.marked)


class _Reader:
    """Keeps which marks are open."""

    def __init__(self) -> None:
        self.open: set[str] = set()

    def _run(self, text: str, href: str = "") -> Run:
        return Run(decoded(text), "*" in self.open, "_" in self.open, href=decoded(href))

    def plain(self, text: str) -> list[Run]:
        """Return the runs of text between marks."""
        like = Run("", "*" in self.open, "_" in self.open, "`" in self.open)
        return broken(decoded(text).replace(" +\n", HARD), like)

    def marked(self, match: "re.Match[str]") -> list[Run]:
        """Return the runs of what the expression matches."""
        if match["mark"]:
            self.open ^= {match["mark"][0]}
            return []
        if match["escape"]:
            return []
        if match["entity"]:
            return self.plain(match["entity"])
        if match["address"]:
            return self._link(match["link"] or match["address"], match["text"])
        if match["cross"] or match["xref"]:
            target = (match["cross"] or match["xref"]).strip()
            shown = match["shown"] or match["xtext"] or target.strip("#_").replace("_", " ")
            return [self._run(shown.strip(), f"#{target.rpartition('#')[2]}")]
        if match["index"]:
            return [self._run(match["index"])]
        kind = match["lost"].partition(":")[0]
        return [Run("", lost="footnote" if kind == "footnote" else "image" if kind in ("image", "icon") else "macro")]

    def _link(self, target: str, text: str | None) -> list[Run]:
        address = target.rstrip(".,:!?") if text is None else target
        shown = (text or "").partition(",window=")[0].rstrip("^").strip('"') or address
        rest = target[len(address) :]
        return [self._run(shown, address), *([Run(rest)] if rest else [])]
