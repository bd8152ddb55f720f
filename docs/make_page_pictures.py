"""Makes the README's pictures of the page, light and dark, from the bundled glossary.

    python docs/make_page_pictures.py

Needs Chromium (apt-get install chromium). Not part of ``make docs``: two machines with other fonts draw two pictures.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

import glossctl
from glossctl.layers import BUNDLED

PICTURES = Path(__file__).parent / "pictures"
SIZE = {"width": 1180, "height": 640}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUERY = {"light": "", "dark": "split a gpu"}


def picture(browser: Browser, folder: Path, scheme: Literal["light", "dark"]) -> None:
    """Draw the page in one colour scheme: in the light one the entries, in the dark one a search."""
    page = browser.new_page(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((folder / "index.html").as_uri() + ("" if QUERY[scheme] else "#mig"))
    page.locator("#_query").fill(QUERY[scheme])
    page.screenshot(path=PICTURES / f"page-{scheme}.png")
    page.close()


def main() -> None:
    """Draw both pictures."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as place, glossctl.load(BUNDLED) as glossary, sync_playwright() as started:
        folder = Path(place)
        for name, text in glossary.site():
            (folder / name).write_text(text, encoding="utf-8")
        browser = started.chromium.launch(executable_path=path)
        for scheme in SCHEMES:
            picture(browser, folder, scheme)
        browser.close()


if __name__ == "__main__":
    main()
