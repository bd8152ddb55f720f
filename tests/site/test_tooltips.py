"""tooltips.js on a page of another site: what it marks, what it shows, how it goes away."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import glossctl
from tests.site.team import TEAM

POLICY = "default-src 'none'; script-src {0}; connect-src {0}; style-src 'none'"
PAGE = """<!doctype html><meta charset="utf-8"><title>Another site</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<main><h1>MIG in practice</h1>
<p id="first">With <code>MIG</code> or <a href="#x">MIG</a> a GPU is sliced; <b>MIG</b> is strict, MIG is fast.</p>
<p id="second">A mig is no MIG. Two Pods, a pod; podcasts are none. MIG-mode is another name; PODS too.</p>
<p id="third">Claims are for DRAs. <span data-no-glossary>Multi-Instance GPU</span></p>
</main><footer>pod</footer>
<script src="{address}tooltips.js" defer></script>
"""


@pytest.fixture
def other(context: BrowserContext, tmp_path: Path, serve: Callable[[Path], str], write: Callable[..., Path]) -> Page:
    """A page of one site that uses the glossary of another, whose policy lets that in and nothing else."""
    address = serve(write(TEAM).parent)
    (tmp_path / "other").mkdir()
    text = PAGE.format(address=address, policy=POLICY.format(address))
    (tmp_path / "other" / "index.html").write_text(text, encoding="utf-8")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
    page.goto(serve(tmp_path / "other"))
    expect(page.locator(".glossctl-term").first).to_be_visible()
    return page


def test_the_first_use_of_each_term_in_prose_is_marked(other: Page) -> None:
    assert other.locator(".glossctl-term").all_text_contents() == ["MIG", "Pods", "DRAs"]
    assert other.locator("#first b .glossctl-term").count() == 1
    assert other.locator("h1 .glossctl-term, code .glossctl-term, a .glossctl-term, footer .glossctl-term").count() == 0
    assert (
        other.locator("#first").inner_text().startswith("With MIG or MIG a GPU is sliced; MIG is strict, MIG is fast.")
    )


def test_hover_shows_the_first_sentence_and_the_link(other: Page) -> None:
    other.locator(".glossctl-term").first.hover()
    card = other.locator(".glossctl-card")
    expect(card).to_have_text(
        "MIG (Multi-Instance GPU): Splits one GPU in hardware, with nvidia-smi mig; see the guide."
    )
    assert card.locator("a").evaluate("link => link.pathname + link.hash") == "/index.html#mig"
    card.hover()  # it stays while the pointer is on it
    other.wait_for_timeout(400)
    expect(card).to_be_visible()
    other.mouse.move(5, 700)
    expect(card).to_have_count(0)


def test_focus_shows_it_tab_reaches_the_link_and_escape_hides_it(other: Page) -> None:
    other.locator(".glossctl-term").first.focus()
    expect(other.locator(".glossctl-card")).to_be_visible()
    expect(other.locator(".glossctl-term").first).to_have_attribute("aria-expanded", "true")
    other.keyboard.press("Tab")
    expect(other.locator(".glossctl-card a")).to_be_focused()
    other.keyboard.press("Escape")
    expect(other.locator(".glossctl-card")).to_have_count(0)


def test_all_senses_are_shown(other: Page) -> None:
    other.locator(".glossctl-term").last.click()
    assert other.locator(".glossctl-card a").evaluate_all("links => links.map(link => link.hash)") == [
        "#dra-deep-residual-attention",
        "#dra-dynamic-resource-allocation",
    ]
    other.locator("h1").click()
    expect(other.locator(".glossctl-card")).to_have_count(0)


def test_the_script_is_small() -> None:
    script = Path(glossctl.__file__).parent / "site" / "tooltips.js"
    assert len(gzip.compress(script.read_bytes())) <= 3000
