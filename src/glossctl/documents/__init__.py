"""Documents: the terms and acronyms in running text, what explains them, and what is wrong with how they are used.

What is prose in a document, and where it stands, is ``syntax``'s; what a glossary holds is ``index``'s.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.documents.folders import walk as walk
    from glossctl.syntax.readers import FORMATS as FORMATS
    from glossctl.syntax.readers import format_of as format_of
    from glossctl.syntax.readers import read as read

_ROOMS = {
    "FORMATS": "syntax.readers",
    "format_of": "syntax.readers",
    "read": "syntax.readers",
    "walk": "documents.folders",
}
__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: to compile an index needs none of them."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"glossctl.{_ROOMS[name]}"), name)
