"""Names to names of files, and of things in a URI: safe on every platform, no two alike."""

import unicodedata

from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST, _LONGEST_BYTES = 80, 230  # a file's name may have 255 bytes, a number and an ending among them
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
RESERVED = _DEVICES | {"index", "readme", "search"}  # on Windows; on a site


def slug(name: str) -> str:
    """Return ``name`` as letters, digits and hyphens, in lower case; "term" where none is left.

    >>> slug("Multi-Instance GPU"), slug("../../etc/passwd"), slug("NUL"), slug("用語集")
    ('multi-instance-gpu', 'etc-passwd', 'nul-term', '用語集')
    """
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in fold(name))
    made = "-".join(kept.split())[:_LONGEST].encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").strip("-")
    return f"{made}-term" if made in RESERVED else made or "term"


def distinct(slugs: "Iterable[str]") -> list[str]:
    """Return the slugs in order, each a second time with the first free number behind it.

    >>> distinct(["rag", "mig", "rag", "rag-2"])
    ['rag', 'mig', 'rag-2', 'rag-2-2']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    made = []
    for wanted in slugs:
        found, key = wanted, wanted.casefold()
        while found.casefold() in taken:
            numbers[key] = numbers.get(key, 1) + 1
            found = f"{wanted}-{numbers[key]}"
        taken.add(found.casefold())
        made.append(found)
    return made
