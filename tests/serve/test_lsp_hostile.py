"""``lsp`` and what no editor should send: each is answered or passed over, and the next request is served."""

import asyncio
import json
import os
import random
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")


import glossctl
from tests.program import command, environment
from tests.serve.editor import PATIENCE, TEAM, Editor


class Wire:
    """The program's streams, spoken to byte by byte."""

    def __init__(self, folder: Path) -> None:
        pipe = subprocess.PIPE
        argv = command("lsp")
        self.process = subprocess.Popen(argv, env=environment(), stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder)
        self.folder = folder
        self.watchdog = threading.Timer(90, self.process.kill)  # a test that waits for an answer fails then
        self.watchdog.daemon = True
        self.watchdog.start()
        self.ask(0, "initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self.say("initialized", {})

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        self.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def say(self, method: str, params: Any) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, number: int, method: str, params: Any) -> Any:
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return self.answer(number)

    def answer(self, number: int) -> Any:
        """Return the answer of this number; what comes before it is passed over."""
        while True:
            message = self.read()
            if message.get("id") == number and "method" not in message:
                return message

    def read(self) -> Any:
        out = self.process.stdout
        assert out is not None
        size = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        return json.loads(out.read(size))

    def open(self, name: str, text: str) -> None:
        document = {"uri": (self.folder / name).as_uri(), "languageId": "markdown", "version": 1, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})

    def hover(self, number: int, name: str, line: int = 0, character: int = 5) -> Any:
        place = {"line": line, "character": character}
        document = {"uri": (self.folder / name).as_uri()}
        return self.ask(number, "textDocument/hover", {"textDocument": document, "position": place})

    def end(self) -> None:
        self.ask(999_999, "shutdown", None)
        self.say("exit", None)
        _, said = self.process.communicate(timeout=60)
        assert b"Traceback" not in said
        assert said == b"", said.decode()


@pytest.fixture
def wire() -> Wire:
    (Path.cwd() / "glossary.toml").write_text(TEAM, encoding="utf-8")
    return Wire(Path.cwd())


def test_unknown_malformed_and_misplaced_messages_are_survived(wire: Wire) -> None:
    assert wire.ask(1, "no/such/method", {})["error"]["code"] == -32601
    wire.say("no/such/notification", {})
    wire.say("$/cancelRequest", {"id": 12345})
    wire.write(b"Content-Length: 9\r\n\r\n{half a m")
    wire.write(b"Content-Length: 2\r\n\r\n[]")
    wire.write(b"Content-Length: 4\r\n\r\nnull")
    wire.write(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd")
    wire.write(b"nonsense\r\n")
    wire.send({"jsonrpc": "1.0", "id": 5, "method": "shutdown"})
    wire.say(
        "textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.md", "version": 1}, "contentChanges": []}
    )
    wire.say("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.md"}})
    assert wire.ask(6, "textDocument/hover", {"position": "no place"})["error"]
    assert wire.ask(7, "workspace/executeCommand", {"command": "glossctl.add", "arguments": ["file:///x", "X", ""]})
    assert wire.ask(8, "workspace/executeCommand", {"command": "rm -rf"})["error"]
    wire.open("a.md", "The QZX.")
    assert "Quick Zone" in wire.hover(9, "a.md")["result"]["contents"]["value"]
    for line, character in ((0, 10**9), (10**9, 10**9), (2**31 - 1, 0)):
        wire.hover(10, "a.md", line, character)
    assert "Quick Zone" in wire.hover(11, "a.md")["result"]["contents"]["value"]
    wire.end()


def test_half_a_message_at_the_end_is_no_traceback(wire: Wire) -> None:
    wire.write(b"Content-Length: 5000\r\n\r\n{")
    _, said = wire.process.communicate(timeout=60)
    assert b"Traceback" not in said


def test_a_request_that_was_cancelled_is_answered_as_such(wire: Wire) -> None:
    wire.open("a.md", "The QZX. " * 5_000)
    document = {"uri": (wire.folder / "a.md").as_uri()}
    place = {"line": 0, "character": 5}
    context = {"includeDeclaration": True}
    for number in (1, 2, 3):
        wire.send(
            {
                "jsonrpc": "2.0",
                "id": number,
                "method": "textDocument/references",
                "params": {"textDocument": document, "position": place, "context": context},
            }
        )
    wire.say("$/cancelRequest", {"id": 3})
    assert wire.answer(3)["error"]["code"] == -32800
    wire.hover(4, "a.md")
    wire.end()


def test_a_document_of_a_hundred_megabytes_is_not_checked_and_stops_nobody(wire: Wire) -> None:
    wire.open("big.md", "The XQJ and the QZX stand here.\n" * 3_300_000)
    wire.open("a.md", "The QZX.")
    assert "Quick Zone" in wire.hover(1, "a.md")["result"]["contents"]["value"]
    assert wire.hover(2, "big.md", 3_000_000, 17)["result"]
    wire.end()


def test_ten_thousand_open_documents_are_served(wire: Wire) -> None:
    for number in range(10_000):
        wire.open(f"{number}.md", "The QZX.")
    assert wire.hover(1, "9999.md")["result"]
    for number in range(10_000):
        wire.say("textDocument/didClose", {"textDocument": {"uri": (wire.folder / f"{number}.md").as_uri()}})
    assert wire.hover(2, "9999.md")["result"] is None
    wire.end()


def test_a_workspace_at_the_root_and_a_folder_that_cant_be_read_are_no_trouble() -> None:
    closed = Path.cwd() / "closed"
    closed.mkdir()
    (closed / "glossary.toml").write_bytes(b"\xff\xfe[\x00")
    odd = Path.cwd() / "glossary.toml"
    odd.mkdir()
    closed.chmod(0)

    async def scenario() -> None:
        async with Editor(Path("/")) as editor:
            for name in (f"{closed}/a.md", f"{odd.parent}/a.md", "/nowhere/at/all/a.md", "/a.md"):
                editor.open(Path(name).as_uri(), "A MIG, an XQJ.")
                assert "Multi-Instance" in await editor.hovered(Path(name).as_uri(), 0, 3)
                await editor.shows(Path(name).as_uri(), "U001")

    try:
        asyncio.run(scenario())
    finally:
        closed.chmod(0o700)


LINES = (
    "The QZX and the XQJ.",
    "注文が届く。",
    "A 🐙 pool of MIGs",
    "# zone swap",
    "",
    "`QZX` <!-- glossctl: ignore -->",
    "WAQ \u2028 x",
)
EXTRA = '\n[[term]]\nname = "XQJ"\nexpansion = "Extra Quick Job"\n'
GLOSSARIES = (TEAM, TEAM + EXTRA, TEAM.replace("QZX", "WAQ"), "[[term")


@pytest.mark.parametrize("seed", range(int(os.environ.get("GLOSSCTL_TEST_EDITING", "2"))))
def test_whatever_is_edited_the_answers_are_the_librarys(seed: int) -> None:  # noqa: C901 — one play
    """Play at random and compare; GLOSSCTL_TEST_EDITING=600 plays for an hour."""
    chance = random.Random(seed)
    folder = Path.cwd()
    path = folder / "glossary.toml"
    path.write_text(TEAM, encoding="utf-8")
    texts: dict[str, str] = {}
    versions: dict[str, int] = {}
    good = TEAM

    async def scenario(editor: Editor) -> None:
        nonlocal good
        for _ in range(60):
            name = chance.choice(["a.md", "b.md", "c d.md"])
            act = chance.random()
            if act < 0.1 and name in texts:
                editor.close(name)
                del texts[name]
            elif act < 0.2:
                text = chance.choice(GLOSSARIES if texts else GLOSSARIES[:-1])
                for known in list(texts)[:1]:  # so that the server has seen what it is to keep
                    await editor.hover(known, 0, 0)
                good = good if text == "[[term" else text
                path.write_text(text, encoding="utf-8")
            elif act < 0.25:
                editor.client.protocol.notify("no/such/thing", {})
            else:
                text = "\n".join(chance.choices(LINES, k=4))
                versions[name] = versions.get(name, 0) + 1
                if name in texts:
                    editor.change(name, text, versions[name])
                else:
                    editor.open(name, text, version=versions[name])
                texts[name] = text
            if texts:
                name = chance.choice(list(texts))
                line = chance.randrange(4)
                written = texts[name].split("\n")[line]
                column = chance.randrange(len(written) + 1)
                units = len(written[:column].encode("utf-16-le")) // 2
                shown = await editor.hovered(name, line, units)
                with opened(good) as glossary:
                    offset = sum(len(one) + 1 for one in texts[name].split("\n")[:line]) + column
                    found = glossary.at(texts[name], offset)
                assert bool(shown) == bool(found), (name, line, column, texts[name])
                assert all(f"**{entry.name}**" in shown for entry in (found.entries if found else ()))
        path.write_text(TEAM, encoding="utf-8")
        with opened(TEAM) as glossary:
            for name, text in texts.items():
                await editor.shows(name, *(one.code for one in glossary.check(text)))

    def opened(text: str) -> glossctl.Glossary:
        beside = folder / "beside"
        beside.mkdir(exist_ok=True)
        (beside / "glossary.toml").write_text(text, encoding="utf-8")
        return glossctl.load(folder=beside)

    async def played() -> None:
        async with Editor(folder) as editor:
            await scenario(editor)
            assert [one for one in editor.logged if "Error" in one] == []

    asyncio.run(asyncio.wait_for(played(), 20 * PATIENCE))
