"""glossctl: one glossary file, answers everywhere.

>>> import glossctl
>>> glossary = glossctl.load()
>>> glossary.define("MIG")[0].expansion
'Multi-Instance GPU'
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.documents.values import Defined, Explanation, Finding, Occurrence, Place, Term, Typed, Unknown
    from glossctl.editing.add import add
    from glossctl.editing.format import format  # noqa: A004 — a verb has one name everywhere
    from glossctl.editing.remove import remove
    from glossctl.entries import Answer, Avoid, Branch, Entry, Expansion, Hit, Hits, Layer, Link, SourceRow
    from glossctl.errors import Fault, FileError, GlossctlError
    from glossctl.glossary import Glossary
    from glossctl.opening import load, validate

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Avoid",
    "Branch",
    "Defined",
    "Entry",
    "Expansion",
    "Explanation",
    "Fault",
    "FileError",
    "Finding",
    "Glossary",
    "GlossctlError",
    "Hit",
    "Hits",
    "Layer",
    "Link",
    "Occurrence",
    "Place",
    "SourceRow",
    "Term",
    "Typed",
    "Unknown",
    "add",
    "format",
    "load",
    "remove",
    "validate",
]

_ROOMS = {
    "Answer": "entries",
    "Avoid": "entries",
    "Branch": "entries",
    "Defined": "documents.values",
    "Entry": "entries",
    "Expansion": "entries",
    "Explanation": "documents.values",
    "Fault": "errors",
    "FileError": "errors",
    "Finding": "documents.values",
    "Glossary": "glossary",
    "GlossctlError": "errors",
    "Hit": "entries",
    "Hits": "entries",
    "Layer": "entries",
    "Link": "entries",
    "Occurrence": "documents.values",
    "Place": "documents.values",
    "SourceRow": "entries",
    "Term": "documents.values",
    "Typed": "documents.values",
    "Unknown": "documents.values",
    "add": "editing.add",
    "format": "editing.format",
    "load": "opening",
    "remove": "editing.remove",
    "validate": "opening",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the front door needs none of them to answer ``--version``."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = value  # help() and a second look find it without this function
    return value


def __dir__() -> list[str]:
    """List the public names, for help() and completion in a prompt."""
    return sorted([*__all__, "__doc__", "__version__"])
