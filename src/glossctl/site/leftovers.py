"""Pages of an earlier build: files in a folder that this program made and that no longer belong to the site."""

import os

from glossctl.site import GENERATOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

_MARK = f'<meta name="generator" content="{GENERATOR}">'.encode()
_HEAD_BYTES = 2000


def is_ours(path: str) -> bool:
    """Tell whether this program made a page."""
    try:
        with open(path, "rb") as file:
            return _MARK in file.read(_HEAD_BYTES)
    except OSError:
        return False


def leftovers(folder: str, names: "Collection[str]") -> list[str]:
    """Return the paths of the pages in ``folder`` that this program made and that are not among ``names``."""
    paths = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".html") and name not in names]
    return [path for path in sorted(paths) if os.path.isfile(path) and not os.path.islink(path) and is_ours(path)]
