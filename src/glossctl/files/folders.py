"""The platform's folders for configuration and cache, given the environment.

A dozen lines instead of platformdirs, whose import costs 17 ms, more than a whole plain look-up. Source: XDG Base
Directory Specification 0.8; Apple's File System Programming Guide; Microsoft's Known Folders.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Environment = Mapping[str, str]


def config_folder(environment: "Environment") -> str | None:
    """Return the folder of the user's own glossaries; None if there is no home."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA")


def cache_folder(environment: "Environment") -> str | None:
    """Return the folder of the compiled indexes; None if there is no home."""
    return _folder(environment, "XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA")


def _folder(environment: "Environment", xdg: str, unix: str, mac: str, windows: str) -> str | None:
    base = environment.get(xdg, "")
    if not os.path.isabs(base):  # the specification: a relative path is invalid and ignored
        if sys.platform == "win32":
            base = environment.get(windows, "")
        else:
            home = environment.get("HOME", "")
            base = os.path.join(home, mac if sys.platform == "darwin" else unix) if os.path.isabs(home) else ""
    return os.path.join(base, "glossctl") if base else None
