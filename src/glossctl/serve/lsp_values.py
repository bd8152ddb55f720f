"""The library's values in the words of the language server protocol: places, faults, completions, actions.

Owns a document's text as an editor has it, with positions in the editor's units.
"""

import os

from lsprotocol import types as lsp
from pygls.uris import from_fs_path, to_fs_path

from glossctl.documents import FORMATS, format_of
from glossctl.documents.fix import change
from glossctl.documents.ignores import ignoring
from glossctl.entries import Answer, Entry
from glossctl.opening import validate
from glossctl.render.markdown import answers as in_markdown
from glossctl.render.markdown import escape
from glossctl.render.plain import answers as in_plain_text
from glossctl.syntax.units import Units
from glossctl.text import first_sentence, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossctl.documents.values import Finding, Place, Typed
    from glossctl.editing.completing import Choice
    from glossctl.glossary import Glossary

ADD = "glossctl.add"  # the command that adds a word to the glossary
_LANGUAGES = {"restructuredtext": "rst", "tex": "latex", "text": "plaintext", "gitcommit": "plaintext"}


class Text:
    """An open document as it was at a request; ``is_wanted`` is False once the client has cancelled the request."""

    def __init__(self, uri: str, text: str, encoding: str = "utf-16", version: int | None = None, language: str = ""):
        self.uri = uri
        self.text = text
        self.version = version
        self.path = path_of(uri)
        known = language if language in FORMATS else _LANGUAGES.get(language, "")
        self.format = format_of(self.path or uri, text) or known
        self.units = Units(text, encoding)
        self.is_wanted = True

    def offset(self, position: lsp.Position) -> int:
        """Return the offset of a position."""
        return self.units.offset(position.line, position.character)

    def range(self, start: int, end: int) -> lsp.Range:
        """Return the range between two offsets."""
        return lsp.Range(lsp.Position(*self.units.place(start)), lsp.Position(*self.units.place(end)))


def path_of(uri: str) -> str | None:
    """Return the path of a file's URI; None for any other."""
    return to_fs_path(uri) if uri.startswith("file:") else None


def faults(text: Text) -> "Iterator[lsp.Diagnostic]":
    """Yield the faults of a glossary file."""
    for fault in validate(text.text, text.path or text.uri):
        start, end = text.units.line(max(fault.line, 1) - 1)
        level = lsp.DiagnosticSeverity.Error if fault.code[0] in "FT" else lsp.DiagnosticSeverity.Warning
        shown = text.range(min(start + max(fault.column, 1) - 1, end), end)
        yield lsp.Diagnostic(shown, fault.message, level, fault.code, source="glossctl")


def headline(entry: Entry) -> str:
    """Return the name and full form of an entry."""
    return one_line(f"{entry.name} — {entry.expansion}" if entry.expansion else entry.name)


def answer(word: str, entries: "Sequence[Entry]", is_markdown: bool) -> lsp.MarkupContent:
    """Return what a word means, as a hover shows it."""
    if not is_markdown:
        return lsp.MarkupContent(
            lsp.MarkupKind.PlainText, visible(in_plain_text([Answer(word, "exact", tuple(entries))]))
        )
    senses = (in_markdown([Answer(word, "exact", (entry,))]) for entry in entries)
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, visible("\n---\n\n".join(senses)))


def choice(text: Text, end: int, choice: "Choice") -> lsp.CompletionItem:
    """Return the completion of a key or a value in a glossary file, in place of the text up to ``end``."""
    kind = lsp.CompletionItemKind.Property if choice.is_key else lsp.CompletionItemKind.Value
    return _completion(text, choice.start, end, choice.text, choice.about, "", kind)


def name(text: Text, end: int, match: "Typed") -> lsp.CompletionItem:
    """Return the completion of a name or full form in a document, in place of the text up to ``end``."""
    entry = match.entry
    detail = entry.expansion if match.text == entry.name else entry.name
    about = first_sentence(entry.definition)
    return _completion(text, match.start, end, match.text, detail, about, lsp.CompletionItemKind.Text)


def _completion(
    text: Text, start: int, end: int, new: str, detail: str | None, about: str, kind: lsp.CompletionItemKind
) -> lsp.CompletionItem:
    shown = lsp.MarkupContent(lsp.MarkupKind.Markdown, escape(about)) if about else None
    edit = lsp.TextEdit(text.range(start, end), new)
    typed = text.text[start:end] or None
    return lsp.CompletionItem(new, None, kind, None, detail or None, shown, filter_text=typed, text_edit=edit)


def location(place: "Place") -> lsp.Location:
    """Return a place in a file."""
    position = lsp.Position(place.line - 1, place.column - 1)  # before a key of a table there are spaces at most
    return lsp.Location(from_fs_path(os.path.abspath(place.path)) or "", lsp.Range(position, position))


def actions(text: Text, finding: "Finding", glossary: "Glossary") -> "Iterator[lsp.CodeAction]":
    """Yield what can be done about a finding."""
    if finding.replacement is not None:
        yield edit_action(text, f'Write "{finding.replacement}"', *change(text.text, finding))
    if finding.code in ("U001", "U002") and finding.acronym:
        defined = glossary.explain(text.text, text.format).defined if finding.code == "U002" else ()
        expansion = next((row.expansion for row in defined if row.acronym == finding.acronym), "")
        title = f'Add "{finding.acronym}" to the glossary'
        command = lsp.Command(title, ADD, arguments=[text.uri, finding.acronym, expansion])
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, command=command)
    if comment := ignoring(text.text, finding, text.format):
        yield edit_action(text, f'Ignore "{finding.acronym or finding.word}" here', comment[0], comment[0], comment[1])


def edit_action(text: Text, title: str, start: int, end: int, new: str) -> lsp.CodeAction:
    """Return the action that replaces the text between two offsets."""
    edit = lsp.WorkspaceEdit(changes={text.uri: [lsp.TextEdit(text.range(start, end), new)]})
    return lsp.CodeAction(one_line(title), lsp.CodeActionKind.QuickFix, edit=edit)


def on_disk(path: str) -> str | None:
    """Return the text of a file as it is on disk; None if it can't be read."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, ValueError):
        return None
