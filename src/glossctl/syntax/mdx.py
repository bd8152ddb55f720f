"""MDX to prose with places: Markdown whose tags are components, with expressions in braces and no indented code."""

from glossctl.syntax import markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.syntax.spans import Prose


def read(text: str) -> "Prose":
    """Return the prose of an MDX document. Raises GlossctlError as ``markdown.read`` does."""
    return markdown.read(text, mdx=True)
