"""Completion of what options and arguments take, for Typer, which asks with the context of the line typed so far.

Where nothing is offered, shells offer files.
"""

import os
from contextlib import suppress
from typing import Any

from glossctl.cli import complete
from glossctl.cli.settings import COLORS
from glossctl.entries import KINDS
from glossctl.errors import GlossctlError
from glossctl.render import OUTPUTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossctl.glossary import Glossary


def names(ctx: Any, incomplete: str) -> list[str]:
    """Offer entries' names where ``complete`` itself passed the line on; Typer quotes nothing, so just plain ones."""
    return [] if ctx.params.get("text") is True else complete.plain_names(incomplete, _named(ctx))


def people(ctx: Any, incomplete: str) -> list[str]:
    """Offer the names of roles and audiences, as ``names`` does."""
    return names(ctx, incomplete)


def outputs(incomplete: str) -> list[str]:
    """Offer the shapes of a result."""
    return _begun(OUTPUTS, incomplete)


def fault_outputs(incomplete: str) -> list[str]:
    """Offer the shapes of faults."""
    from glossctl.render import faults

    return _begun(faults.OUTPUTS, incomplete)


def colors(incomplete: str) -> list[str]:
    """Offer when to colour."""
    return _begun(COLORS, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Offer the kinds of entries."""
    return _begun(KINDS, incomplete)


def imports(incomplete: str) -> list[str]:
    """Offer the formats that can be read."""
    from glossctl import exchange

    return _begun((*exchange.IMPORTS, exchange.AUTO), incomplete)


def exports(incomplete: str) -> list[str]:
    """Offer the formats that can be written."""
    from glossctl import exchange

    return _begun(exchange.EXPORTS, incomplete)


def tags(ctx: Any, incomplete: str) -> list[str]:
    """Offer the tags in force."""
    glossary = _opened(ctx)
    return _told(glossary.tags() if glossary else (), incomplete)


def languages(ctx: Any, incomplete: str) -> list[str]:
    """Offer the languages of the glossaries in force and of their translations."""
    glossary = _opened(ctx)
    return _told(glossary.tongues() if glossary else (), incomplete)


def glossaries(incomplete: str) -> list[str]:
    """Offer the names of the glossaries in force, and the glossary files in the current folder."""
    glossary = _opened(None)
    found = [row.glossary for row in glossary.sources() if row.glossary] if glossary else []
    with suppress(OSError):
        found += sorted(name for name in os.listdir() if name.endswith(".toml") and not name.startswith("."))
    return _told(found, incomplete)


def _named(ctx: Any) -> "tuple[str, ...]":
    return tuple((ctx.params.get("glossary") if ctx else None) or ())


def _opened(ctx: Any) -> "Glossary | None":
    try:
        return complete.opened(_named(ctx))
    except (GlossctlError, OSError):
        return None


def _told(found: "Iterable[str]", incomplete: str) -> list[str]:
    """Return what of ``found`` begins so and may be told; with spaces escaped for bash, which inserts it as it is."""
    told = _begun((one for one in found if complete.can_be_told(one) and complete.is_plain(one)), incomplete)
    is_bash = os.environ.get(complete.VARIABLE, "").endswith("_bash")
    return [one.replace(" ", "\\ ") for one in told] if is_bash else told


def _begun(found: "Iterable[str]", incomplete: str) -> list[str]:
    return [one for one in dict.fromkeys(found) if one.startswith(incomplete)]
