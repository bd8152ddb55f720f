"""A hostile glossary stays inert: nothing in it becomes markup, script, style or a link that runs or reads anything."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from glossctl.entries import Avoid, Contents, Entry, Header, Link
from glossctl.site import build
from glossctl.site.history import Change, History
from glossctl.syntax.inline import spans
from glossctl.toml.write import write as toml

ATTACKS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "'><svg onload='window.hit=1'>",
    "</style><style>*{display:none}</style>",
    "<!--", "-->", "]]>", "{{ 7*7 }}", "{% raw %}",
    "[click](javascript:window.hit=1)",
    "[click](JaVaScRiPt&colon;window.hit=1)",
    "[click](data:text/html,<script>window.hit=1</script>)",
    "<javascript:window.hit=1>",
    "`<b>code</b>`",
    "\u202etxt.exe",
    "a\u0000b\u0007",
)  # fmt: skip
BAD_LINKS = (
    "javascript:window.hit=1",
    "  javascript:window.hit=1",
    "data:text/html,<script>1</script>",
    "//evil.example",
)


def hostile() -> Contents:
    entries = tuple(
        Entry(
            f"{attack} {number}",
            ("term", "role", "audience")[number % 3],
            expansion=attack,
            aliases=(f"{attack} alias",),
            definition=f"{attack}\n\n- {attack}\n\n- more",
            tags=(attack,),
            related=(attack, f"{attack} 0"),
            titles=(attack,),
            mottos=(attack,),
            links=(*BAD_LINKS, "https://example.com/\"'><script>window.hit=1</script>"),
            avoid=(Avoid(attack, attack),),
            source=attack if number % 2 else BAD_LINKS[0],
            status=attack,
        )
        for number, attack in enumerate(ATTACKS)
    )
    header = Header(
        ATTACKS[0],
        ATTACKS[1] + ATTACKS[2],
        language='en"><script>window.hit=1</script>',
        see_also=(Link(ATTACKS[2], BAD_LINKS[0]),),
    )
    return Contents(header, entries)


@pytest.mark.parametrize("split_from", [1000, 1], ids=["one page", "a page a letter"])
def test_nothing_of_it_runs_or_becomes_markup(
    context: BrowserContext, tmp_path: Path, serve: Callable[[Path], str], split_from: int
) -> None:
    footer = " ".join(ATTACKS)
    for name, text in build(hostile(), footer=footer, base_url="https://example.com/", split_from=split_from):
        (tmp_path / name).write_text(text, encoding="utf-8")
    address = serve(tmp_path)
    page = context.new_page()
    for name in sorted(path.name for path in tmp_path.glob("*.html")):
        page.goto(address + name)
        page.locator("#_query").fill("click script")
        expect(page.locator("#_status")).not_to_be_empty()
        assert page.evaluate("window.hit") is None
        assert page.locator("body img, body svg, body b b, body style, iframe, object, embed").count() == 0
        assert page.locator("script").count() <= 3
        schemes = page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
        assert set(schemes) <= {"http:", "https:", "mailto:"}


def test_what_stands_beside_the_page_is_well_formed() -> None:
    entry = hostile().entries[0]
    history = History("2026-01-02T03:04:05Z", (Change("2026-01-02T03:04:05Z", "new", entry.name, entry.expansion),))
    files = dict(build(hostile(), base_url="https://example.com/", history=history))
    for name, text in files.items():
        if name.endswith((".json", ".jsonld")):
            json.loads(text)
        elif name.endswith(".xml"):
            ET.fromstring(text)
    feed = ET.fromstring(files["feed.xml"])
    assert [node.text for node in feed.iter("{http://www.w3.org/2005/Atom}summary")] == [ATTACKS[0]]


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert(1))", "[x](vbscript:x)", "[x](data:text/html,x)", "[x](/etc/passwd)", "[x](file:///etc)"],
)
def test_only_web_pages_and_mailboxes_are_linked(text: str) -> None:
    assert {span.kind for span in spans(text)} == {"text"}


def test_a_hostile_glossary_file_is_written_as_its_text_says(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(toml(Contents(Header("x"), (Entry("<b>", definition="<i>"),))), encoding="utf-8")
    import glossctl

    with glossctl.load(path, cache=False) as glossary:
        page = dict(glossary.site())["index.html"]
    assert "&lt;b&gt;" in page
    assert "<i>" not in page
