"""Results to text: one room for each shape of output, all with the same functions; only ``console`` prints."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Protocol

    from rich.console import RenderableType

    from glossctl.documents.values import Explanation
    from glossctl.entries import Answer, Branch, Entry, Expansion, Hits, SourceRow
    from glossctl.languages.report import LanguageRow

    Output = Literal["panel", "plain", "json", "markdown"]
    Expanded = tuple[str, tuple[Expansion, ...]]

    class Renderer(Protocol):
        """What each room offers: results in, a text or a Rich renderable out."""

        def answers(self, answers: "Sequence[Answer]") -> RenderableType:
            """Render what ``define`` found."""

        def hits(self, query: str, hits: "Hits") -> RenderableType:
            """Render what ``search`` found."""

        def expansions(self, results: "Sequence[Expanded]") -> RenderableType:
            """Render the full forms that ``expand`` found for each query."""

        def text(self, text: str, unclear: "Sequence[str]") -> RenderableType:
            """Render a text that ``expand`` has written full forms into."""

        def roles(self, roles: "Sequence[Entry]", audiences: "Sequence[Entry]", mottos: bool) -> RenderableType:
            """Render roles and audiences."""

        def entries(self, entries: "Sequence[Entry]") -> RenderableType:
            """Render many entries, one line each."""

        def tags(self, counts: "Mapping[str, int]") -> RenderableType:
            """Render tags, each with the number of entries that have it."""

        def tree(self, query: str, tree: Branch) -> RenderableType:
            """Render the tree of related terms."""

        def explanations(self, explained: "Sequence[Explanation]", unknown: bool) -> RenderableType:
            """Render what ``explain`` found in some documents; with ``unknown`` only what the glossary lacks."""

        def languages(self, rows: "Sequence[LanguageRow]", whole: bool) -> RenderableType:
            """Render how far translations are; ``whole`` says which entries, and what changed in the source."""

        def sources(self, rows: "Sequence[SourceRow]") -> RenderableType:
            """Render the layers in force."""


OUTPUTS: "tuple[Output, ...]" = ("panel", "plain", "json", "markdown")


def renderer(output: "Output") -> "Renderer":
    """Return the room for one shape of output; only that one is imported."""
    if output == "plain":
        from glossctl.render import plain

        return plain
    if output == "json":
        from glossctl.render import json

        return json
    if output == "markdown":
        from glossctl.render import markdown

        return markdown
    from glossctl.render import panel  # loads Rich

    return panel
