"""``sources``: which glossaries are in force, in order of precedence, and what each points to."""

from glossctl.cli.exits import FOUND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings


def run(settings: "Settings") -> int:
    """Show the layers in force, nearest first."""
    settings.show(settings.renderer.sources(settings.glossary().sources()))
    return FOUND
