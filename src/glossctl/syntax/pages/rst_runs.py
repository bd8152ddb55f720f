"""reStructuredText's inline markup as runs."""

import re

from glossctl.syntax.pages import Run, Runs
from glossctl.syntax.pages.by_line import broken, inline

_INLINE = re.compile(
    r"(?P<escape>\\(?P<escaped>.))"
    r"|``(?P<code>.+?)``"
    r"|(?::(?P<role>[\w:+.-]+):)`(?P<text>(?:\\.|[^`\\])+)`"
    r"|`(?P<link>(?:\\.|[^`\\])+)`(?P<under>_{0,2})"
    r"|\*\*(?P<strong>\S(?:.*?\S)??)\*\*"
    r"|\*(?P<emphasis>\S(?:.*?\S)??)\*"
    r"|(?P<note>\[(?:#?[\w-]*|\*)\]_)"
    r"|(?P<reference>(?<![\w`])[A-Za-z][\w.-]*__?(?!\w))"
    r"|(?P<address>https?://[^\s<>`\"\\]+[^\s<>`\"\\.,;:!?)])",
    re.DOTALL,
)
_TARGET = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)
_DEFINED = re.compile(r"\.\.\s+_(`[^`]+`|[^:]+):\s+(\S+)$", re.MULTILINE)


class Inline:
    """Reads inline markup; links that a text names are followed to the targets that it defines."""

    def __init__(self, text: str = "") -> None:
        self.targets = {name.strip("`").lower(): target for name, target in _DEFINED.findall(text)}

    def runs(self, text: str) -> Runs:
        """Return the runs of inline markup."""
        return inline(_INLINE, text, broken, self._marked)

    def _marked(self, match: "re.Match[str]") -> list[Run]:
        if match["escape"]:
            return [Run(match["escaped"])] if match["escaped"].strip() else []
        if match["code"]:
            return [Run(match["code"], code=True)]
        if match["role"]:
            return self._role(match["role"], match["text"])
        if match["link"]:
            return self._link(match["link"], match["under"])
        if match["strong"] or match["emphasis"]:
            return [Run(match["strong"] or match["emphasis"], bool(match["strong"]), bool(match["emphasis"]))]
        if match["note"]:
            return [Run("", lost="footnote")]
        if match["reference"]:
            name = match["reference"].rstrip("_")
            return [Run(name, href=self.targets.get(name.lower(), ""))]
        return [Run(match["address"], href=match["address"])]

    def _role(self, role: str, text: str) -> list[Run]:
        target = _TARGET.match(text)
        shown, place = (target[1], target[2]) if target else (text.lstrip("~!"), text.lstrip("~!"))
        kind = role.rpartition(":")[2]
        if kind in ("abbr", "abbreviation") and (spelled := re.fullmatch(r"(.*?)\s*\((.*)\)\s*", text)):
            return [Run(spelled[1], title=spelled[2])]
        if kind == "term":
            return [Run(shown, href=f"#{place}")]
        if kind in ("strong", "dfn"):
            return [Run(shown, True)]
        if kind in ("index", "ref", "doc", "sup", "sub", "guilabel", "numref", "any", "envvar"):
            return [Run(shown)]
        return [Run(shown, code=True)]

    def _link(self, text: str, under: str) -> list[Run]:
        target = _TARGET.match(text)
        if target and under:
            return [Run(target[1] or target[2], href=target[2])]
        if under:
            return [Run(text, href=self.targets.get(" ".join(text.split()).lower(), ""))]
        return [Run(text, code=True)]
