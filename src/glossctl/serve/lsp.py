"""The language server: what the library says of a document, in the words of the protocol. pygls speaks it.

A document comes whole with each change: pygls counts lines otherwise than editors do where a text has unusual line
separators, and 5,000 words are 30 kB. One thread answers requests and another checks documents, so that a hover waits
for no check.
"""

import asyncio
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.uris import from_fs_path
from pygls.workspace import TextDocument

from glossctl import __version__
from glossctl.documents import FORMATS
from glossctl.editing.add import add
from glossctl.entries import Entry
from glossctl.errors import GlossctlError
from glossctl.layers import PROJECT_FILE
from glossctl.serve import lsp_values as values
from glossctl.serve.lsp_values import Text
from glossctl.syntax.units import difference
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from glossctl.documents.values import Finding, Place
    from glossctl.glossary import Glossary
    from glossctl.serve.keeper import Keeper

_PAUSE = 0.02  # seconds after a keystroke, so that those of a fast typist are checked together
_GLOSSARY_PAUSE = 0.2  # the same, for a glossary that is being edited
_POLL = 1.0  # seconds between two looks at the files
_LARGEST = 4 << 20  # characters of a document that are checked
_SYMBOLS = 200


class Protocol(LanguageServerProtocol):
    """The protocol, with an answer to requests whose parameters can't be read: a client would wait for it."""

    def structure_message(self, data: "dict[str, Any]") -> Any:
        """Return a message as a value of the protocol."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, keeper: "Keeper") -> None:
        super().__init__("glossctl", __version__, lsp.TextDocumentSyncKind.Full, protocol_cls=Protocol, max_workers=2)
        self.keeper = keeper
        self._comments = False  # whether comments of source files are checked
        self._options: object = None
        self._requests = ThreadPoolExecutor(1)
        self._checks = ThreadPoolExecutor(1)
        self._due: dict[str, None] = {}  # the last one is checked first
        self._shown: dict[str, list[lsp.Diagnostic]] = {}
        self._from: dict[str, Glossary] = {}  # what a document was checked with
        self._tasks: dict[str, asyncio.Task[None]] = {}
        for method, work, options in _ANSWERS:
            self.feature(method, options)(self._answering(work))
        self.feature(lsp.INITIALIZE)(partial(self._keep_options))
        self.feature(lsp.INITIALIZED)(partial(self._begin))
        self.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(lambda params: self._configure(params.settings))
        self.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(lambda _: self._start("refresh", self._refresh()))
        self.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(lambda params: self._edited(params.text_document.uri))
        self.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(lambda params: self._edited(params.text_document.uri))
        self.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(lambda params: self._edited(params.text_document.uri))
        self.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(lambda params: self._closed(params.text_document.uri))
        self.feature(lsp.WORKSPACE_SYMBOL)(partial(self._find))
        self.command(values.ADD)(partial(self._add))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log an error; a message that can't be read is nothing to interrupt a writer with."""
        self._log(f"{type(error).__name__}: {error}")

    def _log(self, message: str) -> None:
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Warning, one_line(message)))

    def _keep_options(self, params: lsp.InitializeParams) -> None:
        self._options = params.initialization_options

    async def _begin(self, _: lsp.InitializedParams) -> None:
        loop = asyncio.get_running_loop()

        def say(message: str) -> None:  # from any thread
            shown = lsp.ShowMessageParams(lsp.MessageType.Warning, one_line(message))
            loop.call_soon_threadsafe(self.window_show_message, shown)

        self.keeper.tell = say
        self._configure(self._options)
        self._start("watch", self._watch())

    def _configure(self, options: object) -> None:
        """Take over settings: ``{"comments": true}``, alone or under ``"glossctl"``."""
        own = options.get("glossctl", options) if isinstance(options, dict) else None
        if isinstance(own, dict) and isinstance(own.get("comments"), bool):
            self._comments = own["comments"]
            self._check(*self._uris())

    def _start(self, name: str, work: "Any") -> None:
        """Run a coroutine beside the requests, in place of an earlier one of this name."""
        if name in self._tasks:
            self._tasks[name].cancel()
        self._tasks[name] = asyncio.ensure_future(work)
        self._tasks[name].add_done_callback(lambda done: self._tasks.get(name) is done and self._tasks.pop(name))

    # Documents and their glossaries

    def _text(self, uri: str) -> Text | None:
        """Return an open document; None for any other file, which is none of the server's business."""
        known = self._known(uri)
        if known is None:
            return None
        return Text(known.uri, known.source, self._encoding(), known.version, known.language_id or "")

    def _known(self, uri: str) -> TextDocument | None:
        known: TextDocument | None = self.workspace.text_documents.get(unquote(uri))  # pygls files them so
        return known

    def _uris(self) -> list[str]:
        return [known.uri for known in self.workspace.text_documents.values()]

    def _encoding(self) -> str:
        encoding = self.workspace.position_encoding
        return str(getattr(encoding, "value", encoding))

    def _root(self, path: str | None = None) -> str:
        """Return the folder of the workspace that a file is in; else the first one."""
        folders = [root for folder in self.workspace.folders.values() if (root := values.path_of(folder.uri))]
        inside = [folder for folder in folders if path and path.startswith(os.path.join(folder, ""))]
        return max(inside, key=len, default="") or (folders or [self.workspace.root_path or "."])[0]

    def _folder(self, path: str | None) -> str:
        """Return the folder whose glossary counts for a file."""
        return os.path.dirname(path) if path else self._root()

    def _glossary(self, text: Text) -> "Glossary":
        return self.keeper.glossary(self._folder(text.path))

    def _is_glossary(self, path: str | None) -> bool:
        counts = path and any(layer.path == path for layer in self.keeper.layers(os.path.dirname(path)))
        return bool(counts) or os.path.basename(path or "") == PROJECT_FILE

    def _answering(self, work: "Callable[[Server, Text, Any], Any]") -> "Callable[[Any], Any]":
        async def answer(params: Any) -> Any:
            return await self._answer(params.text_document.uri, lambda text: work(self, text, params))

        return answer

    async def _answer(self, uri: str, work: "Callable[[Text], Any]") -> Any:
        """Return what is made of an open document; None of any other, and where the library can't."""
        text = self._text(uri)
        try:
            return text and await asyncio.get_running_loop().run_in_executor(self._requests, work, text)
        except asyncio.CancelledError:
            if text:
                text.is_wanted = False
            raise
        except GlossctlError as error:
            self._log(error.message)
            return None

    # Checking

    def _check(self, *uris: str) -> None:
        """Have documents checked soon."""
        for uri in uris:
            self._due.pop(uri, None)
            self._due[uri] = None
        if self._due and "check" not in self._tasks:
            self._start("check", self._check_due())

    async def _check_due(self) -> None:
        await asyncio.sleep(_PAUSE)
        while self._due:
            uri, _ = self._due.popitem()
            text = self._text(uri)
            if text is None:
                continue
            try:
                glossary, diagnostics = await asyncio.get_running_loop().run_in_executor(
                    self._checks, self._checked, text
                )
            except Exception as error:  # noqa: BLE001 — the other documents are checked all the same
                self._log(f"{uri}: {type(error).__name__}: {error}")
                continue
            now = self._known(uri)
            if now is not None and now.version == text.version:
                self._from[uri] = glossary
                if diagnostics or self._shown.get(uri):
                    self._shown[uri] = diagnostics
                    self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics, text.version))

    def _checked(self, text: Text) -> "tuple[Glossary, list[lsp.Diagnostic]]":
        glossary = self._glossary(text)
        if self._is_glossary(text.path):
            return glossary, list(values.faults(text))
        level = lsp.DiagnosticSeverity.Information
        return glossary, [
            lsp.Diagnostic(
                text.range(finding.start, finding.end), finding.message, level, finding.code, source="glossctl"
            )
            for finding in self._findings(text, glossary)
        ]

    def _findings(self, text: Text, glossary: "Glossary") -> "tuple[Finding, ...]":
        is_prose = text.format in FORMATS and text.format != "docx"
        if len(text.text) > _LARGEST or not (is_prose or (text.format and self._comments)):
            return ()
        try:
            return glossary.check(text.text, text.format)
        except GlossctlError:  # half-written: a notebook that is no JSON for a moment
            return ()

    # Files that change

    def _edited(self, uri: str) -> None:
        self._check(uri)
        if self._is_glossary(values.path_of(uri)):
            self._start(f"glossary {uri}", self._take_over(uri))

    def _closed(self, uri: str) -> None:
        self._due.pop(uri, None)
        self._from.pop(uri, None)
        if self._shown.pop(uri, None):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        if self._is_glossary(values.path_of(uri)):
            self._start(f"glossary {uri}", self._take_over(uri, 0))

    async def _take_over(self, uri: str, pause: float = _GLOSSARY_PAUSE) -> None:
        """Take over the text of a glossary that is being edited, or was closed."""
        await asyncio.sleep(pause)
        text, path = self._text(uri), values.path_of(uri) or ""
        if text is None or values.on_disk(path) == text.text:
            self.keeper.texts.pop(path, None)
        else:
            self.keeper.texts[path] = text.text
        await self._refresh()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_POLL)
            await self._refresh()

    async def _refresh(self) -> None:
        """Have the documents checked whose glossary has changed."""
        folders: dict[str, list[str]] = {}
        for uri in self._from:
            folders.setdefault(self._folder(values.path_of(uri)), []).append(uri)
        for folder, uris in folders.items():
            glossary = await asyncio.get_running_loop().run_in_executor(self._checks, self.keeper.glossary, folder)
            self._check(*(uri for uri in uris if self._from.get(uri, glossary) is not glossary))

    # Answers

    def hover(self, text: Text, params: lsp.HoverParams) -> lsp.Hover | None:
        """Return what the term at a position means, all its senses."""
        occurrence = self._glossary(text).at(text.text, text.offset(params.position), text.format)
        if occurrence is None:
            return None
        known = self.client_capabilities.text_document
        kinds = known and known.hover and known.hover.content_format
        is_markdown = not kinds or lsp.MarkupKind.Markdown in kinds
        content = values.answer(occurrence.word, occurrence.entries, is_markdown)
        return lsp.Hover(content, text.range(occurrence.start, occurrence.end))

    def complete(self, text: Text, params: lsp.CompletionParams) -> lsp.CompletionList:
        """Return names that begin as what is being written does; in a glossary file, keys, tags and names."""
        glossary, offset = self._glossary(text), text.offset(params.position)
        if self._is_glossary(text.path) and (choices := glossary.choices(text.text, offset)):
            items = [values.choice(text, offset, choice) for choice in choices]
        else:
            items = [values.name(text, offset, match) for match in glossary.typed(text.text, offset, text.format)]
        for rank, item in enumerate(items):
            item.sort_text = f"{rank:04}"
        return lsp.CompletionList(True, items)

    def define(self, text: Text, params: lsp.DefinitionParams) -> list[lsp.Location]:
        """Return where the entries of the term at a position stand."""
        glossary = self._glossary(text)
        occurrence = glossary.at(text.text, text.offset(params.position), text.format)
        return [
            values.location(place)
            for entry in (occurrence.entries if occurrence else ())
            if (place := glossary.place(entry))
        ]

    def refer(self, text: Text, params: lsp.ReferenceParams) -> list[lsp.Location]:
        """Return where the term at a position stands: its entries, entries related to it, documents that are open."""
        glossary = self._glossary(text)
        occurrence = glossary.at(text.text, text.offset(params.position), text.format)
        if occurrence is None:
            return []
        locations = self.define(text, lsp.DefinitionParams(params.text_document, params.position))
        if not params.context.include_declaration:
            locations = []
        mentions = dict.fromkeys(place for entry in occurrence.entries for place in glossary.mentions(entry))
        locations += map(values.location, mentions)
        for other in filter(None, map(self._text, self._uris())):
            if text.is_wanted and other.format in FORMATS and self._glossary(other) is glossary:
                for use in glossary.occurrences(other.text, other.format):
                    if set(use.entries) & set(occurrence.entries):
                        locations.append(lsp.Location(other.uri, other.range(use.start, use.end)))
        return locations

    def act(self, text: Text, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return what can be done about the term and the findings in a range."""
        if self._is_glossary(text.path):
            return []
        start, end = text.offset(params.range.start), text.offset(params.range.end)
        glossary = self._glossary(text)
        near = [finding for finding in self._findings(text, glossary) if finding.start <= end and start <= finding.end]
        actions = [action for finding in near for action in values.actions(text, finding, glossary)]
        if occurrence := glossary.at(text.text, start, text.format):
            actions += [
                values.edit_action(text, f"Spell out: {long}", occurrence.start, occurrence.end, long)
                for long in occurrence.spelled
            ]
        once = {action.title: action for action in actions}
        return list(once.values())

    async def _find(self, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        folders = [path for folder in self.workspace.folders.values() if (path := values.path_of(folder.uri))]
        every = dict.fromkeys(
            [*(folders or [self._root()]), *(self._folder(values.path_of(uri)) for uri in self._from)]
        )
        return await asyncio.get_running_loop().run_in_executor(self._requests, self.symbols, params.query, every)

    def symbols(self, query: str, folders: "dict[str, None]") -> list[lsp.WorkspaceSymbol]:
        """Return the entries that answer a query, in the glossaries of some folders."""
        symbols: dict[Place, lsp.WorkspaceSymbol] = {}
        for glossary in dict.fromkeys(map(self.keeper.glossary, folders)):
            entries = [hit.entry for hit in glossary.search(query, _SYMBOLS)] if query.strip() else list(glossary)
            for entry in entries[:_SYMBOLS]:
                if place := glossary.place(entry):
                    kind = lsp.SymbolKind.String
                    symbols[place] = lsp.WorkspaceSymbol(
                        values.location(place), values.headline(entry), kind, container_name=entry.glossary
                    )
        return list(symbols.values())

    async def _add(self, uri: str, word: str, expansion: str = "") -> None:
        """Have the editor add a word to the project's glossary, and show the new entry where it can."""
        made = await self._answer(uri, lambda text: self.addition(text, word, expansion))
        if made is None:
            return
        edit, file, blank = made
        done = await self.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit, f"Add {word}"))
        window = self.client_capabilities.window
        if done.applied and window and window.show_document:
            await self.window_show_document_async(lsp.ShowDocumentParams(file, take_focus=True, selection=blank))

    def addition(self, text: Text, word: str, expansion: str) -> "tuple[lsp.WorkspaceEdit, str, lsp.Range]":
        """Return the edit that adds a word to the project's glossary, the file's URI, and what there is to fill in."""
        layers = [layer for layer in self.keeper.layers(self._folder(text.path)) if layer.reason not in _NOT_OURS]
        path = os.path.abspath(layers[0].path) if layers else os.path.join(self._root(text.path), PROJECT_FILE)
        uri = from_fs_path(path) or ""
        opened, on_disk = self._text(uri), values.on_disk(path)
        old = Text(uri, opened.text if opened else on_disk or "", self._encoding(), opened.version if opened else None)
        blank = f"TODO: what {word} is."
        new = add(old.text, Entry(word, expansion=expansion or None, definition=blank), path, another=True)
        start, end, written = difference(old.text, new)
        edit = lsp.TextEdit(old.range(start, end), written)
        file = lsp.OptionalVersionedTextDocumentIdentifier(uri, old.version)
        created = [lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True))] if on_disk is None else []
        at = new.find(blank, max(0, start - len(blank)))
        blank_range = Text(uri, new, self._encoding()).range(at, at + len(blank))
        return lsp.WorkspaceEdit(document_changes=[*created, lsp.TextDocumentEdit(file, [edit])]), uri, blank_range


_NOT_OURS = ("user", "bundled")
_ANSWERS: "tuple[tuple[str, Callable[[Server, Text, Any], Any], Any], ...]" = (
    (lsp.TEXT_DOCUMENT_HOVER, Server.hover, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, Server.complete, lsp.CompletionOptions(trigger_characters=['"'])),
    (lsp.TEXT_DOCUMENT_DEFINITION, Server.define, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, Server.refer, None),
    (lsp.TEXT_DOCUMENT_CODE_ACTION, Server.act, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
)


def serve(keeper: "Keeper") -> None:
    """Serve one editor over standard input and output, until it says goodbye or goes away."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # what matters goes to the editor's log
    sys.setswitchinterval(0.001)  # a hover shares the interpreter with a check
    protocol = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever else is written there would break the protocol
    Server(keeper).start_io(sys.stdin.buffer, protocol)
