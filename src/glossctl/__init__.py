"""glossctl: one glossary file, answers everywhere.

>>> import glossctl
>>> glossary = glossctl.load()
>>> glossary.define("MIG")[0].expansion
'Multi-Instance GPU'
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Answer, Avoid, Branch, Entry, Expansion, Hit, Layer, Link, SourceRow
    from glossctl.errors import Fault, FileError, GlossctlError
    from glossctl.glossary import Glossary, load

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Avoid",
    "Branch",
    "Entry",
    "Expansion",
    "Fault",
    "FileError",
    "Glossary",
    "GlossctlError",
    "Hit",
    "Layer",
    "Link",
    "SourceRow",
    "load",
]

_ROOMS = {
    "Answer": "entries",
    "Avoid": "entries",
    "Branch": "entries",
    "Entry": "entries",
    "Expansion": "entries",
    "Fault": "errors",
    "FileError": "errors",
    "Glossary": "glossary",
    "GlossctlError": "errors",
    "Hit": "entries",
    "Layer": "entries",
    "Link": "entries",
    "SourceRow": "entries",
    "load": "glossary",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the front door needs none of them to answer ``--version``."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
