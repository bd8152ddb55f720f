"""``lsp``: the language server for editors, over standard input and output."""

import os
import sys

from glossctl.cli.exits import CLEAN
from glossctl.errors import GlossctlError, UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings

EDITORS = {  # each with the file in data/editors that says what to write where
    "neovim": "neovim.lua",
    "helix": "helix.toml",
    "vscode": "vscode.jsonc",
    "zed": "zed.jsonc",
    "emacs": "emacs.el",
    "jetbrains": "jetbrains.txt",
}


def run(settings: "Settings", print_config: str) -> int:
    """Serve until the editor ends it, or write what an editor needs to start it."""
    if print_config:
        console.write(snippet(print_config))
        return CLEAN
    try:
        from glossctl.serve.lsp import serve  # loads pygls, an extra
    except ImportError as error:
        raise GlossctlError("lsp needs the package pygls", "pip install 'glossctl[lsp]'") from error
    from glossctl.serve.keeper import Keeper

    serve(Keeper(settings.environment, settings.served()))
    return CLEAN


def snippet(editor: str) -> str:
    """Return the settings with which an editor starts the server. Raises UsageError for an editor that isn't known."""
    if editor not in EDITORS:
        raise UsageError(f'--print-config: there is no editor "{editor}"', f"choose one of {', '.join(EDITORS)}")
    from glossctl.files.text import read_text

    folder = os.path.join(os.path.dirname(sys.modules["glossctl"].__file__ or ""), "data", "editors")
    return read_text(os.path.join(folder, EDITORS[editor]))
