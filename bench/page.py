"""The page, measured: what it weighs, how soon its search answers, how well it ranks, how fast it is made.

    python -m bench.page [--runs 5] [--json FILE]

Slow 4G is 1.6 Mb/s with 150 ms, as the browser's own tools have it; the page comes from a server on this machine that
compresses as hosts of static pages do. The first answer is from the start of the navigation to a link with a search
until its first result is in the page. The figures of other tools were taken the same way on 349 entries; beside them
stand those of a page with as many of the bundled words.
"""

import argparse
import contextlib
import gzip
import http.server
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import glossctl
from bench.generate import write as generate
from glossctl import site
from glossctl.entries import Contents, Header
from glossctl.layers import BUNDLED

SOURCE = Path(glossctl.__file__).parent / "site"
JUDGED = Path(__file__).parents[1] / "tests" / "judged" / "bundled.jsonl"
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
BIG = 10_000
PEERS_ENTRIES = 349
ASSETS = ("page.js", "page.css", "tooltips.js")
QUERIES = ("gpu sharing", "kuberntes", "who deploys models", "delay before the first token", "zxqw")
PEERS = """\
| Sphinx + Furo | 72 kB / 10 | 1.4 s | 1 |
| Material + ezglossary | 265 kB / 6 | 2.5 s | 1,715 |
| Docusaurus with a glossary plugin | 274 kB / 15 | 1.8 s | 1,491 |
| CNCF Glossary (Hugo) | 472 kB / 13 | 3.9 s | 6 |
"""
TIMED = """(queries) => queries.map((query) => Math.min(...Array.from({length: 9}, () => {
  const start = performance.now();
  search(query);
  return performance.now() - start;
})))"""  # the least of nine: what the machine did besides is not the search's
FIRST = """([query]) => {
  const input = document.querySelector("#_query");
  input.value = query;
  input.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("#_results a")].slice(0, 1).map((link) =>
    [link.querySelector("b").textContent, link.querySelector("i").textContent]);
}"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Serves files as the hosts of static pages do: compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.directory) / (self.path.partition("?")[0].lstrip("/") or "index.html")
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Compressed(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def built(contents: Contents, folder: Path) -> float:
    """Write a site; return the seconds it took to make."""
    start = time.perf_counter()
    files = site.build(contents)
    seconds = time.perf_counter() - start
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    return seconds


def read(path: str | Path) -> Contents:
    with glossctl.load(path) as glossary:
        return Contents(Header("bench", "A glossary", "en"), glossary.entries())


def first_answer(browser: Browser, address: str) -> tuple[float, int]:
    """Return the milliseconds to the first result on a slow line, and how many requests were made."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if request.url.startswith("http") else None)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    page.add_init_script(
        "new MutationObserver((_, watcher) => { if (document.querySelector('#_results a')) {"
        " self.answered = performance.now(); watcher.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true });"
    )
    page.goto(f"{address}?q=kuberntes")
    page.locator("#_results a").first.wait_for()
    milliseconds = float(page.evaluate("self.answered"))
    context.close()
    return milliseconds, len(requests)


def recall(page: Page) -> tuple[float, float]:
    """Return R@1 of the judged queries in the page and in the program."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    hits = {"page": 0, "program": 0}
    with glossctl.load(BUNDLED) as glossary:
        for row in rows:
            found = {
                "page": page.evaluate(FIRST, [row["query"]]),
                "program": [[hit.entry.name, hit.entry.expansion or ""] for hit in glossary.search(row["query"], 1)],
            }
            for where, names in found.items():
                grades = row["rel"]
                hits[where] += any(grades.get(name, grades.get(f"{name}#{full}", 0)) == 2 for name, full in names)
    return hits["page"] / len(rows), hits["program"] / len(rows)


def findings(browser: Browser, address: str) -> int:
    """Return how many nodes axe finds fault with, in both schemes."""
    total = 0
    for scheme in ("dark", "light"):
        context = browser.new_context(bypass_csp=True, color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        total += sum(len(rule["nodes"]) for rule in Axe().run(page).response["violations"])
        context.close()
    return total


def size(content: bytes) -> int:
    return len(gzip.compress(content))


def weighed(browser: Browser, contents: Contents, runs: int) -> dict[str, object]:
    """Return the figures of one page that holds all entries."""
    with tempfile.TemporaryDirectory() as place:
        folder, count = Path(place), len(contents.entries)
        seconds = min(built(contents, folder) for _ in range(3))
        index = size((folder / "index.html").read_bytes())
        with served(folder) as address:
            answers = [first_answer(browser, address) for _ in range(runs)]
            page = browser.new_page()
            page.goto(address + "?q=gpu")
            times = page.evaluate(TIMED, list(QUERIES))
            ranked = recall(page) if count > PEERS_ENTRIES else None
            nodes = findings(browser, address)
            page.close()
    return {
        "entries": f"{count:,}",
        "index.html, kB gzip": round(index / 1000, 1),
        "the same, an entry": round(index / 1000 / count, 3),
        "requests": answers[0][1],
        "first answer on slow 4G, s": round(statistics.median(answer for answer, _ in answers) / 1000, 2),
        "a search after that, ms, slowest query": round(max(times), 1),
        "axe findings, nodes": nodes,
        "built in, s": round(seconds, 2),
        "R@1 in the page / of the program": f"{ranked[0]:.3f} / {ranked[1]:.3f}" if ranked else "",
    }


def weighed_by_letter(browser: Browser) -> dict[str, object]:
    """Return the figures of a glossary with a page a letter."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        generate(folder / "glossary.toml", BIG)
        seconds = built(read(folder / "glossary.toml"), folder)
        with served(folder) as address:
            page = browser.new_page()
            page.goto(address + "?q=gpu")
            page.locator("#_status:not(:empty)").wait_for()
            times = page.evaluate(TIMED, list(QUERIES))
            page.close()
        pages = [size(path.read_bytes()) for path in folder.glob("*.html")]
    return {
        "entries": f"{BIG:,}",
        "pages": len(pages),
        "largest page, kB gzip": round(max(pages) / 1000, 1),
        "a search, ms, slowest query": round(max(times), 1),
        "built in, s": round(seconds, 2),
    }


def tabled(*columns: dict[str, object]) -> str:
    """Return columns of figures as a Markdown table."""
    rows = [f"| {' | '.join([name, *(str(column[name]) for column in columns)])} |" for name in columns[0]]
    return "\n".join([rows[0], "|---" * (len(columns) + 1) + "|", *rows[1:]]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("google-chrome")
    whole = read(BUNDLED)
    step = len(whole.entries) // PEERS_ENTRIES or 1
    part = whole.replace(entries=whole.entries[::step][:PEERS_ENTRIES])
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path)
        version = browser.version
        few, all_of_them = weighed(browser, part, asked.runs), weighed(browser, whole, asked.runs)
        many = weighed_by_letter(browser)
        browser.close()
    assets = {name: round(size((SOURCE / name).read_bytes()) / 1000, 2) for name in ASSETS}
    print(f"Chromium {version}; kB gzip: {', '.join(f'{name} {kilobytes}' for name, kilobytes in assets.items())}\n")
    print(tabled(few, all_of_them))
    print(tabled(many))
    print("| | page / requests | first answer, slow 4G | axe findings |\n|---|---|---|---|")
    print(
        f"| glossctl | {few['index.html, kB gzip']} kB / {few['requests']} | {few['first answer on slow 4G, s']} s | "
        f"{few['axe findings, nodes']} |"
    )
    print(PEERS, end="")
    if asked.json:
        found = {"few": few, "bundled": all_of_them, "many": many, "assets": assets}
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
