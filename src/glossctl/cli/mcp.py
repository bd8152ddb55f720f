"""``mcp``: the server for assistants, over standard input and output or, to this machine, over HTTP."""

import json

from glossctl.cli.exits import CLEAN
from glossctl.errors import GlossctlError, UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings

ASSISTANTS = {  # each with the file its settings stand in, and the key they stand under
    "claude-code": (".mcp.json", "mcpServers"),
    "claude-desktop": ("claude_desktop_config.json", "mcpServers"),
    "vscode": (".vscode/mcp.json", "servers"),
    "cursor": (".cursor/mcp.json", "mcpServers"),
}


PORT, LAST_PORT = 8000, 65_535


def run(settings: "Settings", print_config: str, http: bool, port: "int | None") -> int:
    """Serve until the client goes, or write what an assistant needs to start it."""
    if port is not None and not http:
        raise UsageError("--port is for --http", "glossctl mcp --http --port N")
    if port is not None and port > LAST_PORT:
        raise UsageError(f"--port: {port} is no port", f"a port is a number from 1 to {LAST_PORT}")
    if print_config:
        console.write(snippet(print_config, list(settings.paths())))
        return CLEAN
    try:
        from glossctl.serve.http import listening
        from glossctl.serve.mcp import serve  # loads the SDK, an extra
    except ImportError as error:
        raise GlossctlError("mcp needs the package mcp", "pip install 'glossctl[mcp]'") from error
    from glossctl.serve.keeper import Keeper

    keeper = Keeper(settings.environment, settings.served())
    listener = listening(port or PORT) if http else None
    if listener:
        host, bound = listener.getsockname()
        console.note(f"serving http://{host}:{bound}/mcp; Ctrl-C ends it")
    keeper.tell = console.warn
    serve(keeper, listener)
    return CLEAN


def snippet(assistant: str, glossaries: "list[str]") -> str:
    """Return the settings of an assistant. Raises UsageError for one that isn't known."""
    if assistant not in ASSISTANTS:
        raise UsageError(
            f'--print-config: there is no assistant "{assistant}"', f"choose one of {', '.join(ASSISTANTS)}"
        )
    arguments = ["mcp", *(part for path in glossaries for part in ("-g", path))]
    started = {"type": "stdio"} if assistant == "vscode" else {}
    server = {**started, "command": "glossctl", "args": arguments}
    return json.dumps({ASSISTANTS[assistant][1]: {"glossary": server}}, indent=2, ensure_ascii=False) + "\n"
