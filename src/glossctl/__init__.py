"""glossctl: one glossary file, answers everywhere.

>>> import glossctl
>>> glossary = glossctl.load()
>>> glossary.define("MIG")[0].expansion
'Multi-Instance GPU'
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Answer, Entry, Expansion, Hit
    from glossctl.errors import FileError, GlossctlError
    from glossctl.glossary import Glossary, load

__version__ = "0.1.0"
__all__ = ["Answer", "Entry", "Expansion", "FileError", "Glossary", "GlossctlError", "Hit", "load"]

_ROOMS = {
    "Answer": "entries",
    "Entry": "entries",
    "Expansion": "entries",
    "FileError": "errors",
    "Glossary": "glossary",
    "GlossctlError": "errors",
    "Hit": "entries",
    "load": "glossary",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the front door needs none of them to answer ``--version``."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
