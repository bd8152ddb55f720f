"""An editor for tests: pygls's own client, which starts the program and speaks with it over its streams."""

import ast
import asyncio
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

PATIENCE = 20.0  # seconds
TEAM = """[glossary]
name = "team"
tags = ["ordering", "storage"]

[[term]]
name = "MIG"
expansion = "Migration Group"
definition = "The people who move data."

[[term]]
name = "QZX"
expansion = "Quick Zone Exchange"
definition = "How zones are swapped. It takes a minute."
aliases = ["zone swap"]
tags = ["storage"]
related = ["MIG", "注文"]

[[term]]
name = "注文"
definition = "An order."

[[term]]
name = "node pool"
definition = "Nodes of one kind."
avoid = [{ word = "pool", reason = "there are many" }]
"""


def at(line: int, character: int) -> lsp.Position:
    return lsp.Position(line, character)


class Editor:
    """One editor with a folder open; leaving the block closes it and checks that the server said goodbye quietly."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        encodings: Sequence[str] = (),
        options: Any = None,
        plain: bool = False,
        folders: Sequence[Path] = (),
    ) -> None:
        self.folder = folder
        self.folders = folders
        self.arguments = arguments
        self.options = options
        self.shown: list[str] = []
        self.logged: list[str] = []
        self.findings: dict[str, tuple[int | None, Sequence[lsp.Diagnostic]]] = {}
        self.edits: list[lsp.WorkspaceEdit] = []
        self.opened: list[lsp.ShowDocumentParams] = []
        self._news = asyncio.Event()
        self.client = LanguageClient("test", "1")
        hover = lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.PlainText]) if plain else None
        self.capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=list(encodings) or None),
            window=lsp.WindowClientCapabilities(show_document=lsp.ShowDocumentClientCapabilities(True)),
            text_document=lsp.TextDocumentClientCapabilities(hover=hover),
        )

    async def __aenter__(self) -> Self:
        client = self.client
        client.feature("textDocument/publishDiagnostics")(partial(self._publish))
        client.feature("window/showMessage")(lambda params: self.shown.append(params.message))
        client.feature("window/logMessage")(lambda params: self.logged.append(params.message))
        client.feature("workspace/applyEdit")(partial(self._apply))
        client.feature("window/showDocument")(partial(self._show))
        await client.start_io(sys.executable, "-m", "glossctl", "lsp", *self.arguments)
        folders = [lsp.WorkspaceFolder(folder.as_uri(), folder.name) for folder in self.folders or [self.folder]]
        params = lsp.InitializeParams(self.capabilities, workspace_folders=folders, root_uri=folders[0].uri)
        params.initialization_options = self.options
        self.server = (await asyncio.wait_for(client.initialize_async(params), PATIENCE)).capabilities
        client.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process: Any = self.client._server
        try:
            await asyncio.wait_for(self.client.shutdown_async(None), PATIENCE)
            self.client.exit(None)
            said = await asyncio.wait_for(process.stderr.read(), PATIENCE)
            if kind is None:
                assert said == b"", said.decode()
        finally:
            await self.client.stop()  # type: ignore[no-untyped-call]

    def _publish(self, params: lsp.PublishDiagnosticsParams) -> None:
        self.findings[params.uri] = params.version, params.diagnostics
        self._news.set()

    def _apply(self, params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
        self.edits.append(params.edit)
        return lsp.ApplyWorkspaceEditResult(True)

    def _show(self, params: lsp.ShowDocumentParams) -> lsp.ShowDocumentResult:
        self.opened.append(params)
        return lsp.ShowDocumentResult(True)

    def uri(self, name: str) -> str:
        return name if ":" in name else (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown", version: int = 1) -> lsp.TextDocumentIdentifier:
        item = lsp.TextDocumentItem(self.uri(name), language, version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return lsp.TextDocumentIdentifier(self.uri(name))

    def change(self, name: str, text: str, version: int) -> None:
        identity = lsp.VersionedTextDocumentIdentifier(version, self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(identity, [change]))

    def close(self, name: str) -> None:
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name))))

    async def hover(self, name: str, line: int, character: int) -> lsp.Hover | None:
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri(name)), at(line, character))
        return await asyncio.wait_for(self.client.text_document_hover_async(params), PATIENCE)

    async def hovered(self, name: str, line: int, character: int) -> str:
        found = await self.hover(name, line, character)
        return found.contents.value if found and isinstance(found.contents, lsp.MarkupContent) else ""

    async def complete(self, name: str, line: int, character: int) -> Sequence[lsp.CompletionItem]:
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(self.uri(name)), at(line, character))
        found = await asyncio.wait_for(self.client.text_document_completion_async(params), PATIENCE)
        assert isinstance(found, lsp.CompletionList)
        return found.items

    async def actions(self, name: str, line: int, character: int) -> dict[str, lsp.CodeAction]:
        place = lsp.Range(at(line, character), at(line, character))
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri(name)), place, lsp.CodeActionContext([]))
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), PATIENCE)
        return {one.title: _action(one) for one in found or ()}

    async def shows(self, name: str, *codes: str) -> Sequence[lsp.Diagnostic]:
        """Wait until just these codes are shown in a document, and return the findings."""

        async def wait() -> Sequence[lsp.Diagnostic]:
            while True:
                _, found = self.findings.get(self.uri(name), (None, ()))
                if [str(one.code) for one in found] == list(codes):
                    return found
                self._news.clear()
                await self._news.wait()

        try:
            return await asyncio.wait_for(wait(), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{name} shows {self.findings.get(self.uri(name))}") from None

    async def until(self, said: list[str], part: str) -> None:
        """Wait until a message with ``part`` has come."""
        for _ in range(int(PATIENCE * 20)):
            if any(part in message for message in said):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"no {part!r} in {said}")


def _action(found: lsp.CodeAction | lsp.Command) -> lsp.CodeAction:
    """Undo what the client takes an action with a command for."""
    if isinstance(found, lsp.CodeAction):
        return found
    return lsp.CodeAction(found.title, command=lsp.Command(**ast.literal_eval(found.command)))
