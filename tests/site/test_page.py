"""The page in a browser: what readers do with it, with and without JavaScript, and what no glossary can make it do."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

import glossctl
from glossctl.entries import Contents, Entry, Header
from glossctl.site import build
from glossctl.site.preview import Preview
from tests.program import BUNDLED
from tests.site.team import TEAM

Write = Callable[..., Path]
KB = 1000


def entries(page: Page) -> list[str]:
    return page.locator("#_results a b").all_text_contents()


def test_slash_focuses_arrows_go_enter_opens_and_escape_clears(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri())
    page.keyboard.press("/")
    page.keyboard.type("dra")
    expect(page.locator("#_results a")).to_have_count(2)
    assert not page.locator("#_all").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#_query")).to_be_focused()
    page.keyboard.press("Escape")
    assert (page.locator("#_query").input_value(), page.locator("#_all").is_visible()) == ("", True)
    page.keyboard.type("mgi")
    page.keyboard.press("Enter")
    assert page.url.endswith("#mig")
    assert page.locator("#mig").is_visible()
    assert page.locator("#_query").input_value() == ""


def test_what_was_found_is_announced(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri())
    said = page.get_by_role("status")
    for query, words in (
        ("dra", "2 entries for “dra”."),
        ("mig", "One entry for “mig”."),
        ("zzzz", "No entry is near"),
    ):
        page.locator("#_query").fill(query)
        expect(said).to_contain_text(words)


def test_a_link_may_hold_a_search(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri() + "?q=smallest+thing")
    assert entries(page)[0] == "pod"
    page.goto(write(TEAM).as_uri() + "?q=smallest#mig")  # an entry says more than a search
    assert page.locator("#mig").is_visible()


def test_a_hint_is_without_the_words_that_are_never_searched(page: Page, write: Write) -> None:
    term = '[[term]]\nname = "lease"\ndefinition = "A lock."\nhints = ["who is the leader?", "what is it"]\n'
    page.goto(write(term).as_uri())
    assert page.locator("article").get_attribute("data-hints") == "leader?|what is it"


def test_a_hint_is_searched_and_never_shown(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri())
    assert "accelerator" not in page.locator("body").inner_text()
    page.locator("#_query").fill("accelerator slices")
    assert entries(page)[0] == "MIG"


def test_a_tag_leads_to_its_entries(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri())
    page.locator("#pod .tags a").click()
    assert entries(page) == ["pod"]


def test_senses_full_forms_and_aliases_have_anchors(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri())
    assert page.locator("#dra article").count() == 2
    for anchor in (
        "#dra-dynamic-resource-allocation",
        "#dra-deep-residual-attention",
        "#multi-instance-gpu",
        "#mig-mode",
    ):
        assert page.locator(anchor).count() == 1, anchor
    assert page.locator("#mig .see a").evaluate_all("links => links.map(link => link.hash)") == ["#dra", "#pod"]


def test_an_anchor_of_an_entry_that_is_gone_searches_for_its_words(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri() + "#dynamic-allocation-of-resources")
    assert entries(page)[0] == "DRA"


def test_without_javascript_everything_is_there_and_no_dead_field(browser: Browser, write: Write) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(TEAM).as_uri())
    assert page.locator("article:visible").count() == 5
    assert page.locator("#mig p code").text_content() == "nvidia-smi mig"
    assert not page.locator("#_query").is_visible()
    page.locator("#mig .see a").first.click()
    assert page.url.endswith("#dra")
    context.close()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing(browser: Browser, write: Write, scheme: Literal["dark", "light"]) -> None:
    # axe needs eval, which the page's own policy forbids.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(write(TEAM, base_url="https://example.com/", footer="By [us](https://example.com/).").as_uri())
    found = []
    for width, query in ((1200, ""), (320, ""), (1600, "pod"), (320, "dra")):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator("#_query").fill(query)
        found += [rule["id"] for rule in Axe().run(page).response["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 480, 768, 1200, 1920])
def test_no_width_needs_scrolling_sideways(page: Page, bundled: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((bundled / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#_query").fill("kubernetes")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_is_two_columns_of_entries_and_nothing_else(page: Page, write: Write) -> None:
    page.goto(write(TEAM).as_uri() + "?q=pod")
    page.emulate_media(media="print")
    assert page.locator("#_all").evaluate("node => getComputedStyle(node).columnCount") == "2"
    assert page.locator("article:visible").count() == 5
    for hidden in ("form", "nav", "#_results", "#_status"):
        assert not page.locator(hidden).is_visible(), hidden


def test_one_request_loads_the_page(context: BrowserContext, bundled: Path, serve: Callable[[Path], str]) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(serve(bundled))
    page.locator("#_query").fill("gpu")
    assert len(entries(page)) > 1
    assert len(asked) == 1


def test_the_page_its_script_and_its_style_are_small(bundled: Path) -> None:
    with glossctl.load(BUNDLED) as glossary:
        count = len(glossary)
    page = (bundled / "index.html").read_bytes()
    assert len(gzip.compress(page)) <= 0.21 * KB * count
    source = Path(glossctl.__file__).parent / "site"
    assert len(gzip.compress((source / "page.js").read_bytes())) <= 4 * KB
    assert len(gzip.compress((source / "page.css").read_bytes())) <= 3 * KB


def test_the_page_allows_its_own_script_and_style_and_nothing_else(bundled: Path) -> None:
    html = (bundled / "index.html").read_text(encoding="utf-8")
    policy = html.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0].replace("&#39;", "'")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == rules["base-uri"] == ["'none'"]
    assert [len(rules[name]) for name in ("script-src", "style-src")] == [1, 1]
    assert all(rules[name][0].startswith("'sha256-") for name in ("script-src", "style-src"))
    assert rules["require-trusted-types-for"] == ["'script'"]
    assert rules["trusted-types"] == ["'none'"]
    assert "style=" not in html.partition("<body>")[2]
    assert not any(f" on{event}=" in html for event in ("click", "load", "error", "input"))


def test_the_linked_data_is_a_set_of_defined_terms(bundled: Path) -> None:
    html = (bundled / "index.html").read_text(encoding="utf-8")
    inside = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    beside = json.loads((bundled / "glossary.jsonld").read_text(encoding="utf-8"))
    assert inside["@type"] == beside["@type"] == "DefinedTermSet"
    mig = next(term for term in beside["hasDefinedTerm"] if term["name"] == "MIG")
    assert mig["@type"] == "DefinedTerm"
    assert (mig["@id"], mig["inDefinedTermSet"]) == ("index.html#mig", "index.html")
    assert mig["description"].startswith("A technology")


def test_the_preview_loads_a_page_again_when_it_changed(page: Page) -> None:
    def files(word: str) -> dict[str, str]:
        return dict(build(Contents(Header("team"), (Entry("MIG", definition=word),))))

    with Preview(files("Before.")) as preview:
        page.goto(preview.address)
        expect(page.locator("#mig p")).to_have_text("Before.")
        page.wait_for_timeout(200)  # until the page listens
        preview.show(files("After."))
        expect(page.locator("#mig p")).to_have_text("After.")
        page.goto("about:blank")
