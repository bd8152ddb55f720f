"""Glossaries of Sphinx, and other reStructuredText with a list of terms. Written: one ``glossary`` directive.

Read: that directive, definition lists, tables, sections; ``:term:`` makes related terms. Written: a term with its
aliases over one definition, the full form first, tags and the rest in fields. No directive is run, no file included.
Source: Sphinx, Glossary.
"""

from glossctl.exchange.lists import pages
from glossctl.exchange.losses import lossy
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.syntax.looks import looks
from glossctl.syntax.pages import rst
from glossctl.syntax.rst_text import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents, Entry


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "sphinx", "markdown")
