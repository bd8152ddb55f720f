"""The site for machines: linked data, JSON, the index of the search of a big glossary, what tooltips need."""

import json
from urllib.parse import quote

from glossctl.acronyms import is_acronym
from glossctl.site.items import Target
from glossctl.syntax.inline import is_safe
from glossctl.text import first_sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from glossctl.entries import Header
    from glossctl.site.items import Item


def see_also(header: "Header") -> list[Target]:
    """Return the other places that a glossary points to; one that is no web address is a name only."""
    return [Target(link.title, link.url if is_safe(link.url) else "") for link in header.see_also]


def linked_data(header: "Header", title: str, items: "Sequence[Item]", base_url: str) -> str:
    """Return the glossary as JSON-LD, fit for a script element. Source: schema.org, DefinedTermSet.

    Each term has its name and address; its definition stands in the page.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        **({"@id": base_url, "url": base_url} if base_url else {}),
        "name": title,
        "inLanguage": header.language,
        "hasDefinedTerm": [
            {"@type": "DefinedTerm", "@id": base_url + quoted(item.href), "name": item.name.text} for item in items
        ],
    }
    return in_script(data)


def glossary_json(header: "Header", title: str, items: "Sequence[Item]", base_url: str) -> str:
    """Return the glossary as JSON: its header, and its entries as ``-o json`` shows them, each with its ``url``."""
    document = {
        "glossary": {"name": header.name, "title": title, "language": header.language},
        "entries": [{**item.entry.as_dict(), "url": base_url + quoted(item.href)} for item in items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def tooltips_json(items: "Sequence[Item]") -> str:
    """Return what tooltips.js shows: for each entry its names, full form, short definition, address, and its case.

    Names are [name, aliases..., full form]; ``1`` at the end: the first name counts only as it is written.
    """
    rows = [
        [
            [item.entry.name, *item.entry.aliases, *([item.entry.expansion] if item.entry.expansion else ())],
            item.entry.expansion or "",
            first_sentence(item.entry.definition),
            quoted(item.href),
            int(item.entry.case == "strict" or (item.entry.case != "loose" and is_acronym(item.entry.name))),
        ]
        for item in items
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def search_script(items: "Sequence[Item]") -> str:
    """Return the script that hands the search of a big glossary all its entries: a page may load it from anywhere."""
    rows = [
        [
            quoted(item.href),
            item.entry.name,
            item.entry.expansion or "",
            item.entry.aliases,
            item.hints,
            item.entry.tags,
            [item.entry.definition, *item.entry.mottos, *item.entry.titles],
        ]
        for item in items
    ]
    return f"entries = {in_script(rows)};\n"


def in_script(data: "Any") -> str:
    """Return ``data`` as JSON that no script element ends in, and no old JavaScript engine stumbles over."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def quoted(href: str) -> str:
    """Return an address of the site with what a URI doesn't take percent-encoded.

    >>> quoted("index.html#用語")
    'index.html#%E7%94%A8%E8%AA%9E'
    """
    return quote(href, safe="/#?=&-._~+")
