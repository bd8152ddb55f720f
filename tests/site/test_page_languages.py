"""Facts about the page in several languages: a site each, linked, sorted, and open about what is old or missing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import glossctl
from glossctl.entries import Entry
from glossctl.files.fingerprint import fingerprint
from tests.site.conftest import written

SOURCE = """
[glossary]
name = "team"
title = "Team words"

[[term]]
name = "Agile"
definition = "Small steps."
related = ["Cloud"]

[[term]]
name = "Autoscaling"
definition = "More when needed."

[[term]]
name = "Cloud"
definition = "Machines of others."

[[term]]
name = "MPS"
expansion = "Multi-Process Service"

[[term]]
name = "MPS"
expansion = "Mean Parts Shipped"
"""
OF = fingerprint(Entry("Cloud", definition="Machines of others."))
TURKISH = f"""
[glossary]
title = "Ekip sözlüğü"
language = "tr"
translates = "team.toml"

[[term]]
id = "agile"
name = "Çevik"
definition = "Küçük adımlar."
of = "000000000000"

[[term]]
id = "autoscaling"
name = "Otomatik ölçekleme"
definition = "Gerektikçe daha çok."

[[term]]
id = "cloud"
name = "Cloud"
definition = "Başkalarının makineleri."
of = "{OF}"

[[term]]
id = "mps-mean-parts-shipped"
name = "OSP"
expansion = "Ortalama Sevk Edilen Parça"
"""
ARABIC = """
[glossary]
language = "ar"
translates = "team.toml"

[[term]]
id = "cloud"
name = "سحابة"
definition = "آلات الآخرين."
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for tag, text in (("", SOURCE), (".tr", TURKISH), (".ar", ARABIC)):
        (tmp_path / f"team{tag}.toml").write_text(text, encoding="utf-8")
    return tmp_path / "team.toml"


def site(source: Path, base_url: str = "") -> dict[str, str]:
    with glossctl.load(source, cache=False) as glossary:
        return dict(glossary.site(base_url=base_url))


def article(text: str, anchor: str) -> str:
    return re.findall(f'<article id="{anchor}".*?</article>', text, re.DOTALL)[0]  # type: ignore[no-any-return]


def test_each_language_has_a_site_of_its_own(source: Path) -> None:
    files = site(source)
    pages = [name for name in files if name.endswith("index.html")]
    assert pages == ["index.html", "ar/index.html", "tr/index.html"]
    heads = [re.findall(r"<html [^>]*>", files[name])[0] for name in pages]
    assert heads == ['<html lang="en" dir="ltr">', '<html lang="ar" dir="rtl">', '<html lang="tr" dir="ltr">']
    assert "<h1>Ekip sözlüğü</h1>" in files["tr/index.html"]
    assert {"tr/glossary.json", "tr/tooltips.json", "tr/llms.txt"} <= files.keys()


def test_a_glossary_in_one_language_has_no_switch(source: Path) -> None:
    for tag in ("tr", "ar"):
        source.with_name(f"team.{tag}.toml").unlink()
    text = site(source)["index.html"]
    assert "hreflang" not in text


def test_the_switch_leads_from_each_to_each(source: Path) -> None:
    files = site(source)
    assert '<a href="tr/index.html" hreflang="tr" lang="tr" dir="ltr">Türkçe</a>' in files["index.html"]
    assert '<a href="../ar/index.html" hreflang="ar" lang="ar" dir="rtl">العربية</a>' in files["tr/index.html"]
    assert '<a href="../index.html" hreflang="en" lang="en" dir="ltr">English</a>' in files["tr/index.html"]
    assert '<b lang="tr">Türkçe</b>' in files["tr/index.html"]


def test_search_engines_are_told_of_the_languages(source: Path) -> None:
    files = site(source, "https://example.com/g/")
    for name in ("index.html", "tr/index.html"):
        assert re.findall(r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">', files[name]) == [
            ("en", "https://example.com/g/"),
            ("ar", "https://example.com/g/ar/"),
            ("tr", "https://example.com/g/tr/"),
        ]
    assert '<link rel="canonical" href="https://example.com/g/tr/">' in files["tr/index.html"]


def test_names_are_sorted_as_the_language_sorts(source: Path) -> None:
    text = site(source)["tr/index.html"]
    names = re.findall(r'<h3><a href="#[^"]*">(.*?)</a>', text)
    assert names == ["Cloud", "Çevik", "MPS", "OSP", "Otomatik ölçekleme"]
    assert re.findall(r"<h2 [^>]*>(.*?)</h2>", text) == ["C", "Ç", "M", "O"]


def test_the_sources_name_stands_beside_the_translated_one(source: Path) -> None:
    text = site(source)["tr/index.html"]
    assert '<p class="source origin" lang="en"><bdi>Agile</bdi></p>' in article(text, "agile")
    assert "<bdi>MPS</bdi> · <bdi>Mean Parts Shipped</bdi>" in article(text, "mps-mean-parts-shipped")
    assert "origin" not in article(text, "cloud")


def test_anchors_are_the_same_in_every_language(source: Path) -> None:
    files = site(source)
    anchors = [re.findall(r'<article id="(.*?)"', files[name]) for name in ("index.html", "tr/index.html")]
    assert sorted(anchors[0]) == sorted(anchors[1])


def test_an_older_text_is_said_and_a_missing_one_shown_as_it_is(source: Path) -> None:
    files = site(source)
    turkish, arabic = files["tr/index.html"], files["ar/index.html"]
    assert "Translated from an older text" in article(turkish, "agile")
    assert "older" not in article(turkish, "cloud") + article(turkish, "autoscaling")
    missing = article(arabic, "agile")
    assert '<article id="agile" lang="en" dir="ltr">' in missing
    assert '<p class="source" lang="ar" dir="rtl">Not translated yet</p>' in missing
    assert "Small steps." in missing


def test_the_search_finds_both_names(source: Path, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    written(folder, source)
    page.goto((folder / "tr" / "index.html").as_uri())
    for query in ("çevik", "agile"):
        page.fill("#_query", query)
        assert page.inner_text("#_results li:first-child b") == "Çevik"
    page.fill("#_query", "")
    page.click("text=English")
    page.wait_for_selector("text=Small steps.")
