"""A real browser for the tests of the page: the machine's own Chromium, headless, one for all of them."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import glossctl
from tests.program import BUNDLED

NAMES = ("chromium", "chromium-browser", "google-chrome")
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.skip("there is no Chromium here; apt-get install chromium")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in which an error of a script, or what the policy of the page forbids, fails the test."""
    made = context.new_page()
    made.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
    made.on("console", lambda said: pytest.fail(said.text) if said.type in ("error", "warning") else None)
    made.set_default_timeout(5000)
    return made


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundled glossary's site."""
    return written(tmp_path_factory.mktemp("bundled"), BUNDLED)


def written(folder: Path, glossary: str | Path, title: str = "", base_url: str = "", footer: str = "") -> Path:
    """Write the site of a glossary file and return its folder."""
    with glossctl.load(glossary, cache=False) as opened:
        for name, text in opened.site(title, base_url, footer):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the site of a glossary's text and return the address of its page."""

    def write(text: str, title: str = "", base_url: str = "", footer: str = "") -> Path:
        source, folder = tmp_path / "glossary.toml", tmp_path / "site"
        source.write_text(text, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        return written(folder, source, title, base_url, footer) / "index.html"

    return write


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine and return its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Let pages of other sites read what is here, as the hosts of static pages do."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
