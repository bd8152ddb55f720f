"""A glossary as a static site: values to the texts of files, which the caller writes.

``build`` is the entry point. The page holds everything that readers, printers and search engines need; the files beside
it are for other programs.
"""

import base64
import hashlib
import os
import re
from functools import cache

from glossctl.entries import Avoid, Contents, Entry, Value
from glossctl.errors import UsageError
from glossctl.exchange import llms
from glossctl.site import data, feeds
from glossctl.site.anchors import Anchors
from glossctl.site.history import NOTHING, History
from glossctl.site.pages import HOME, SPLIT_FROM, pages
from glossctl.site.wording import direction, own_name, wording
from glossctl.syntax.inline import spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from jinja2 import Environment

    from glossctl.site.items import Item

    File = tuple[str, str]

GENERATOR = "glossctl"
_FOLDER = os.path.dirname(os.path.abspath(__file__))
_ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
    "<rect width='16' height='16' rx='4' fill='%230b5a73'/><path d='M4 4h8M4 8h5M4 12h7' stroke='%23fff'"
    " stroke-width='1.6' stroke-linecap='round'/></svg>"
)
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'self'"
)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def build(
    contents: "Contents",
    title: str = "",
    base_url: str = "",
    footer: str = "",
    history: History = NOTHING,
    split_from: int = SPLIT_FROM,
    translations: "Sequence[Contents]" = (),
) -> "tuple[File, ...]":
    """Return the files of a site as (relative path, text), index.html first.

    ``title`` replaces the glossary's own. ``base_url`` is the address of the site, for the site map, the search that
    browsers may add and the canonical link. ``footer`` is a line of prose. The feed is made from ``history``; if that
    is empty, there is none. A glossary with ``split_from`` entries or more gets a page a letter. ``translations`` have
    an entry for each of ``contents``, in its order, as their readers see it; each becomes a site in a folder named
    after its language. Raises UsageError for an invalid ``base_url``.
    """
    base_url = _checked(base_url)
    contents = contents.replace(entries=tuple(map(_clean, contents.entries)))
    anchors = Anchors(contents.entries)
    tags = [contents.header.language, *(translation.header.language for translation in translations)]
    files = list(_site(contents, anchors, title, base_url, footer, history, split_from, _switch(tags, 0, base_url)))
    for at, translation in enumerate(translations, 1):
        translation = translation.replace(entries=tuple(map(_clean, translation.entries)))
        tag, name = translation.header.language, translation.header.title or title or contents.header.title
        place = f"{base_url}{tag}/" if base_url else ""
        switch = _switch(tags, at, base_url)
        pages = _site(translation, anchors, name, place, footer, NOTHING, split_from, switch, contents.entries)
        files += ((f"{tag}/{path}", text) for path, text in pages)
    return tuple(files)


class Switch(Value):
    """A language of the site: its tag, its own name, and the link to its page from another language's page."""

    tag: str
    name: str
    href: str
    address: str


def _switch(tags: "Sequence[str]", here: int, base_url: str) -> "list[Switch]":
    """Return the languages offered on the page of the language ``tags[here]``; none if there is only one."""
    up = "../" if here else ""
    languages = []
    for at, tag in enumerate(tags):
        folder = f"{tag}/" if at else ""
        languages.append(
            Switch(tag, own_name(tag), f"{up}{folder}{HOME}", f"{base_url or up}{folder}{'' if base_url else HOME}")
        )
    return languages if len(tags) > 1 else []


def _site(
    contents: "Contents",
    anchors: Anchors,
    title: str,
    base_url: str,
    footer: str,
    history: History,
    split_from: int,
    languages: "Sequence[Switch]",
    sources: "Sequence[Entry]" = (),
) -> "tuple[File, ...]":
    """Return the files of the site in one language."""
    header = contents.header
    say = wording(header.language)
    parted, items = pages(contents.entries, anchors, say, split_from, header.language, sources)
    in_order = sorted(items, key=lambda item: (item.entry.kind != "term", item.entry.kind != "role", item.sort))
    title = _fit(title or header.title or header.name)
    several = len(parted) > 1
    site = {
        "title": title,
        "languages": languages,
        "home": HOME if several else "",
        "several": several,
        "see_also": data.see_also(header),
        "footer": spans(_fit(footer)),
        "summary": _summary(items, say),
        "sections": [section for page in parted[1:] for section in page.sections] + parted[0].sections,
        "language": header.language,
        "direction": direction(header.language),
        "base_url": base_url,
        "feed": bool(history.updated),
    }
    script, style = _asset("page.js"), _asset("page.css")
    policy = _POLICY.format(script=hashed(script) + (" 'self'" if several else ""), style=hashed(style))
    if not several:  # this forbids scripts to load scripts, which the search of several pages does
        policy += "; require-trusted-types-for 'script'; trusted-types 'none'"
    shared = {"site": site, "say": say, "direction": direction, "icon": _ICON, "generator": GENERATOR, "policy": policy}
    environment = _environment()
    template = environment.get_template("page.html")
    files = []
    for page in parted:
        first = page is parted[0]
        linked = data.linked_set(header, title, base_url) if first else ""
        text = template.render(shared, page=page, first=first, style=style, script=script, linked_data=linked)
        files.append((page.name, text))
    if several:
        files.append(("search.js", data.search_script(in_order)))
    files += [
        ("glossary.json", data.glossary_json(header, title, in_order, base_url)),
        ("glossary.jsonld", data.linked_data(header, title, in_order, base_url)),
        ("tooltips.json", data.tooltips_json(in_order)),
        ("tooltips.js", _asset("tooltips.js")),
        ("llms.txt", llms.write(contents).text),
    ]
    more: dict[str, dict[str, Any]] = {}
    if history.updated:
        news = list(feeds.news(header, in_order, history, base_url, say))
        more["feed.xml"] = {"news": news, "updated": history.updated, "id": feeds.feed_id(header, base_url)}
    if base_url:
        more |= {"sitemap.xml": {"pages": parted, "updated": history.updated}, "opensearch.xml": {}}
    files += [(name, environment.get_template(name).render(shared, **values)) for name, values in more.items()]
    return tuple(files)


def _checked(base_url: str) -> str:
    if not base_url:
        return ""
    if not re.fullmatch(r"https?://[^\s/?#\"'<>\\]+[^\s?#\"'<>\\]*", base_url):
        raise UsageError(f'"{base_url}" is no address of a site', "as in https://example.com/glossary/")
    return base_url if base_url.endswith("/") else base_url + "/"


def _summary(items: "Sequence[Item]", say: "Mapping[str, str]") -> str:
    """Return how many entries of each kind there are: "341 terms · 5 roles · 3 audiences"."""
    counts = {kind: sum(item.entry.kind == kind for item in items) for kind in ("term", "role", "audience")}
    return " · ".join(
        say[f"{kind}_one" if count == 1 else f"{kind}_many"].format(n=count)
        for kind, count in counts.items()
        if count or kind == "term"
    )


def _clean(entry: "Entry") -> "Entry":
    """Return an entry with U+FFFD for each character that HTML or XML can't hold."""
    changes: dict[str, Any] = {}
    for name in entry.__slots__:
        value = getattr(entry, name)
        fit = _fitting(value)
        if fit != value:
            changes[name] = fit
    return entry.replace(**changes) if changes else entry


def _fitting(value: "Any") -> "Any":
    if isinstance(value, str):
        return _fit(value)
    if isinstance(value, Avoid):
        return Avoid(_fit(value.word), _fit(value.reason))
    return tuple(map(_fitting, value)) if isinstance(value, tuple) else value


def _fit(text: str) -> str:
    return text if text.isprintable() else _UNFIT.sub("\ufffd", text)


def hashed(text: str) -> str:
    """Return the source expression that allows an inline script or style. Source: CSP Level 3, 2.3.1."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


@cache
def _environment() -> "Environment":
    """Return the templates' environment: values are escaped, and unknown names are errors."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(os.path.join(_FOLDER, "templates"))
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
