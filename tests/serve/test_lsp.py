"""``lsp`` as an editor meets it: a process of its own, spoken with by pygls's client over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types as lsp

from tests.program import run
from tests.serve.editor import TEAM, Editor, at

Scenario = Callable[[Editor], Awaitable[None]]


@pytest.fixture
def folder() -> Path:
    folder = Path.cwd()
    (folder / "glossary.toml").write_text(TEAM, encoding="utf-8")
    return folder


def play(folder: Path, scenario: Scenario, *arguments: str, **settings: object) -> None:
    async def played() -> None:
        async with Editor(folder, *arguments, **settings) as editor:  # type: ignore[arg-type]
            await scenario(editor)

    asyncio.run(played())


def test_hover_explains_terms_plurals_possessives_aliases_and_terms_within_a_run(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "The QZX, two QZXs, the QZX's, a zone swap, 注文が届く.\n\nNothing here.")
        line = "The QZX, two QZXs, the QZX's, a zone swap, 注文が届く."
        for word in ("QZX,", "QZXs", "QZX's", "zone swap"):
            assert "**QZX** — Quick Zone Exchange" in await editor.hovered("a.md", 0, line.index(word) + 1), word
        found = await editor.hover("a.md", 0, line.index("注") + 1)
        assert found is not None
        assert found.range == lsp.Range(at(0, line.index("注")), at(0, line.index("が")))
        assert await editor.hover("a.md", 0, line.index("届") + 1) is None
        assert await editor.hover("a.md", 2, 3) is None

    play(folder, scenario)


def test_hover_shows_every_sense_once_the_nearer_glossary_first(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "A MIG.")
        shown = await editor.hovered("a.md", 0, 3)
        assert shown.index("Migration Group") < shown.index("Multi-Instance GPU")
        assert shown.count("**MIG**") == 2

    play(folder, scenario)


def test_in_source_only_comments_and_strings_are_hovered_and_completed(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.py", 'QZX = "QZX"  # QZX\nx = "QZ\n', "python")
        assert await editor.hover("a.py", 0, 1) is None
        assert "Quick" in await editor.hovered("a.py", 0, 8)
        assert "Quick" in await editor.hovered("a.py", 0, 16)
        assert [item.label for item in await editor.complete("a.py", 1, 7)] == ["QZX"]
        assert await editor.complete("a.py", 0, 2) == ()

    play(folder, scenario)


def test_completion_offers_names_with_full_form_and_first_sentence(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "See zone sw and qz.\n\n注")
        (item,) = await editor.complete("a.md", 0, 11)
        assert (item.label, item.detail) == ("QZX", "Quick Zone Exchange")
        assert isinstance(item.documentation, lsp.MarkupContent)
        assert item.documentation.value == "How zones are swapped."
        assert item.text_edit == lsp.TextEdit(lsp.Range(at(0, 4), at(0, 11)), "QZX")
        assert "QZX" in [item.label for item in await editor.complete("a.md", 0, 18)]
        assert [item.label for item in await editor.complete("a.md", 2, 1)] == ["注文"]

    play(folder, scenario)


def test_findings_come_as_information_while_typing_and_go_when_the_glossary_has_the_word(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "Ask the XQJ about the pool.")
        undefined, avoided = await editor.shows("a.md", "U001", "U003")
        assert undefined.severity == lsp.DiagnosticSeverity.Information
        assert undefined.range == lsp.Range(at(0, 8), at(0, 11))
        assert avoided.message == 'write "node pool" instead of "pool": there are many'
        editor.change("a.md", "Ask the QZX.", 2)
        await editor.shows("a.md")
        editor.change("a.md", "Ask the XQJ.", 3)
        editor.open("b.md", "The XQJ again.")
        await editor.shows("a.md", "U001")
        await editor.shows("b.md", "U001")
        editor.open("glossary.toml", TEAM, "toml")
        editor.change("glossary.toml", TEAM + '\n[[term]]\nname = "XQJ"\nexpansion = "Extra Quick Job"\n', 2)
        await editor.shows("a.md")  # without a save
        await editor.shows("b.md")
        editor.close("glossary.toml")
        await editor.shows("a.md", "U001")

    play(folder, scenario)


def test_source_is_checked_only_where_that_is_asked_for(folder: Path) -> None:
    text = "# The XQJ works with the EPQ, as before.\n"

    async def silent(editor: Editor) -> None:
        editor.open("a.py", text, "python")
        editor.open("a.md", "The XQJ.")
        await editor.shows("a.md", "U001")
        assert editor.uri("a.py") not in editor.findings

    async def asked(editor: Editor) -> None:
        editor.open("a.py", text, "python")
        await editor.shows("a.py", "U001", "U001")

    play(folder, silent)
    play(folder, asked, options={"comments": True})


def test_quick_fixes_spell_out_prefer_add_and_ignore(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        text = "Two QZXs ask the XQJ about a pool."
        document = editor.open("a.md", text)
        await editor.shows("a.md", "U001", "U003")
        actions = await editor.actions("a.md", 0, 5)
        assert new_text(actions["Spell out: Quick Zone Exchanges (QZXs)"], document) == "Quick Zone Exchanges (QZXs)"
        actions = await editor.actions("a.md", 0, text.index("pool"))
        assert new_text(actions['Write "node pool"'], document) == "node pool"
        actions = await editor.actions("a.md", 0, text.index("XQJ"))
        assert list(actions) == ['Add "XQJ" to the glossary', 'Ignore "XQJ" here']
        assert new_text(actions['Ignore "XQJ" here'], document) == " <!-- glossctl: ignore XQJ -->"
        editor.change("a.md", f"{text} <!-- glossctl: ignore XQJ -->", 2)
        await editor.shows("a.md", "U003")
        command = actions['Add "XQJ" to the glossary'].command
        assert command is not None
        params = lsp.ExecuteCommandParams(command.command, command.arguments)
        await editor.client.workspace_execute_command_async(params)
        (edit,) = editor.edits
        (change,) = edit.document_changes or ()
        assert isinstance(change, lsp.TextDocumentEdit)
        assert change.text_document.uri == editor.uri("glossary.toml")
        assert change.edits[0].new_text.strip() == '[[term]]\nname = "XQJ"\ndefinition = "TODO: what XQJ is."'  # type: ignore[union-attr]
        (opened,) = editor.opened
        assert opened.selection == lsp.Range(at(28, 14), at(28, 32))

    play(folder, scenario)


def test_a_word_is_added_to_a_new_glossary_at_the_root_where_there_is_none() -> None:
    async def scenario(editor: Editor) -> None:
        document = editor.open("docs/a.md", "The XQJ.")
        await editor.shows("docs/a.md", "U001")
        params = lsp.ExecuteCommandParams("glossctl.add", [document.uri, "XQJ", ""])
        await editor.client.workspace_execute_command_async(params)
        created, change = editor.edits[0].document_changes or ()
        assert isinstance(created, lsp.CreateFile)
        assert isinstance(change, lsp.TextDocumentEdit)
        assert created.uri == change.text_document.uri == editor.uri("glossary.toml")

    play(Path.cwd(), scenario)


def new_text(action: lsp.CodeAction, document: lsp.TextDocumentIdentifier) -> str:
    assert action.edit is not None
    (edit,) = (action.edit.changes or {})[document.uri]
    return edit.new_text


def test_definition_and_references_lead_into_the_glossary_file(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        document = editor.open("a.md", "A QZX and 注文.")
        editor.open("b.md", "Another 注文.")
        params = lsp.DefinitionParams(document, at(0, 3))
        place = lsp.Range(at(10, 0), at(10, 0))
        found = await editor.client.text_document_definition_async(params)
        assert found == [lsp.Location(editor.uri("glossary.toml"), place)]
        context = lsp.ReferenceContext(include_declaration=True)
        asked = lsp.ReferenceParams(context, document, at(0, 11))
        references = await editor.client.text_document_references_async(asked)
        places = [(one.uri.rpartition("/")[2], one.range.start.line) for one in references or ()]
        assert places == [("glossary.toml", 18), ("glossary.toml", 15), ("a.md", 0), ("b.md", 0)]

    play(folder, scenario)


def test_workspace_symbols_are_the_entries_of_all_folders(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        found = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("zone exchange"))
        assert found
        assert (found[0].name, found[0].container_name) == ("QZX — Quick Zone Exchange", "team")
        assert found[0].location.uri == editor.uri("glossary.toml")
        assert await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams(""))

    play(folder, scenario)


def test_a_glossary_file_shows_its_faults_and_completes_keys_tags_and_names(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        text = (
            TEAM
            + '\n[[term]]\nname = "ABC"\ndefinition = "Letters."\ntags = ["ordering", "st"]\nrelated = ["QZ"]\nalia'
        )
        editor.open("glossary.toml", text, "toml")
        (fault,) = await editor.shows("glossary.toml", "T001")
        assert fault.severity == lsp.DiagnosticSeverity.Error
        last = text.count("\n")
        assert "aliases" in [item.label for item in await editor.complete("glossary.toml", last, 4)]
        line = 'tags = ["ordering", "st'
        assert "storage" in [item.label for item in await editor.complete("glossary.toml", last - 2, len(line))]
        assert "QZX" in [item.label for item in await editor.complete("glossary.toml", last - 1, len('related = ["QZ'))]
        editor.change("glossary.toml", TEAM.replace("storage", "stroage", 1), 2)
        assert [one.severity for one in (await editor.shows("glossary.toml", "G001", "O001"))] == [
            lsp.DiagnosticSeverity.Warning,
            lsp.DiagnosticSeverity.Warning,
        ]

    play(folder, scenario)


def test_each_file_has_the_nearest_glossary_of_its_own_folder(folder: Path) -> None:
    other = folder / "other"
    (other / ".git").mkdir(parents=True)
    (other / "glossary.toml").write_text('[[term]]\nname = "QZX"\nexpansion = "Quiet Zero X"\n', encoding="utf-8")

    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "A QZX.")
        editor.open("other/a.md", "A QZX.")
        assert "Quick Zone Exchange" in await editor.hovered("a.md", 0, 3)
        shown = await editor.hovered("other/a.md", 0, 3)
        assert "Quiet Zero X" in shown
        assert "Quick Zone" not in shown

    play(folder, scenario, folders=[folder, other])


def test_a_glossary_that_changes_breaks_or_vanishes_on_the_disk_is_noticed(folder: Path) -> None:
    path = folder / "glossary.toml"

    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "The XQJ and the QZX.")
        await editor.shows("a.md", "U001")
        path.write_text(TEAM + '\n[[term]]\nname = "XQJ"\nexpansion = "Extra Quick Job"\n', encoding="utf-8")
        await editor.shows("a.md")
        path.write_text("[[term", encoding="utf-8")
        await editor.until(editor.shown, "the last good answers stay in force")
        assert "Extra Quick Job" in await editor.hovered("a.md", 0, 5)
        path.write_text(TEAM, encoding="utf-8")
        await editor.until(editor.shown, "can be read again")
        await editor.shows("a.md", "U001")
        path.unlink()
        await editor.shows("a.md", "U001", "U001")
        assert await editor.hover("a.md", 0, 17) is None

    play(folder, scenario)


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_places_count_in_the_encoding_that_was_agreed_on(folder: Path, encoding: str, start: int) -> None:
    async def scenario(editor: Editor) -> None:
        assert editor.server.position_encoding == encoding
        editor.open("a.md", "🐙 XQJ\u2028 QZX\r\n注文")
        (finding,) = await editor.shows("a.md", "U001")
        assert finding.range.start == at(0, start)
        assert await editor.hovered("a.md", 1, 0)

    play(folder, scenario, encodings=[encoding])


def test_hostile_words_are_inert_in_a_hover(folder: Path) -> None:
    name = "<img src=x onerror=alert(1)>"
    text = "[x](command:evil) <script>alert(1)</script> **bold** <command:evil?%22x%22> `code` &lt;b&gt;"
    (folder / "glossary.toml").write_text(
        f'[[term]]\nname = "EVX"\nexpansion = "{name}"\ndefinition = \'{text}\'\nlinks = ["command:evil"]\n',
        encoding="utf-8",
    )

    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "An EVX.")
        shown = await editor.hovered("a.md", 0, 4)
        from markdown_it import MarkdownIt

        html = MarkdownIt("commonmark", {"html": True}).render(shown)
        assert "<a" not in html
        assert "<script" not in html
        assert "<img" not in html
        assert "<code" not in html
        assert "&lt;script&gt;" in html

    play(folder, scenario)


def test_a_client_without_markdown_gets_plain_text(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "A QZX.")
        shown = await editor.hovered("a.md", 0, 3)
        assert shown == "QZX — Quick Zone Exchange\nHow zones are swapped. It takes a minute.\n"

    play(folder, scenario, plain=True)


def test_only_open_documents_are_answered(folder: Path) -> None:
    (folder / "secret.md").write_text("The QZX.", encoding="utf-8")

    async def scenario(editor: Editor) -> None:
        assert await editor.hover("secret.md", 0, 5) is None
        assert await editor.hover("file:///etc/passwd", 0, 5) is None
        editor.open("untitled:Untitled-1", "The QZX and the XQJ.")
        await editor.shows("untitled:Untitled-1", "U001")
        assert "Quick Zone" in await editor.hovered("untitled:Untitled-1", 0, 5)

    play(folder, scenario)


def test_places_beyond_the_end_are_the_end(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "The QZX")
        assert await editor.hovered("a.md", 0, 9999)
        assert await editor.hovered("a.md", 9999, 9999)
        editor.open("b.md", "")
        assert await editor.hover("b.md", 3, 3) is None

    play(folder, scenario)


def test_a_glossary_that_was_named_counts_alone(folder: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("a.md", "A MIG and a QZX.")
        assert (await editor.hovered("a.md", 0, 3)).count("**MIG**") == 1

    play(folder, scenario, "-g", "glossary.toml")
    done = run("lsp", "-g", "nowhere.toml")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: nowhere.toml: F001 no such file or directory\n"


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    monkeypatch.delitem(sys.modules, "glossctl.serve.lsp", raising=False)
    done = run("lsp")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: lsp needs the package pygls\nhint: pip install 'glossctl[lsp]'\n"


def test_settings_are_printed_for_each_editor() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "use-it-in-your-editor.md").read_text(encoding="utf-8")
    for editor in ("neovim", "helix", "vscode", "zed", "emacs", "jetbrains"):
        done = run("lsp", "--print-config", editor)
        assert done.status == 0
        assert done.out.strip() in page
    done = run("lsp", "--print-config", "ed")
    assert done.err.startswith('error: --print-config: there is no editor "ed"\nhint: choose one of neovim, helix')
