"""The site for machines: linked data, JSON, the index of the search of a big glossary, what tooltips need."""

import json
from urllib.parse import quote

from glossctl.acronyms import is_acronym
from glossctl.site.items import Target
from glossctl.site.pages import HOME
from glossctl.syntax.inline import is_safe, plain
from glossctl.text import first_sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from glossctl.entries import Header
    from glossctl.site.items import Item

_SCHEMA = "https://schema.org"


def see_also(header: "Header") -> list[Target]:
    """Return the other places that a glossary points to; one that is no web address is a name only."""
    return [Target(link.title, link.url if is_safe(link.url) else "") for link in header.see_also]


def linked_set(header: "Header", title: str, base_url: str) -> str:
    """Return what the glossary is as JSON-LD, fit for a script element; its terms stand in a file beside the page.

    They would add a tenth to the page, all of it said there once already. Source: schema.org, DefinedTermSet.
    """
    return in_script({"@context": _SCHEMA, **_set(header, title, base_url), "url": base_url or HOME})


def linked_data(header: "Header", title: str, items: "Sequence[Item]", base_url: str) -> str:
    """Return the glossary as JSON-LD: a set, and each entry as a defined term of it."""
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": address(item, base_url),
            "name": item.entry.name,
            **({"alternateName": names} if (names := item.other_names) else {}),
            "description": item.entry.definition,
            "inDefinedTermSet": base_url or HOME,
        }
        for item in items
    ]
    return _lines({"@context": _SCHEMA, **_set(header, title, base_url)}, "hasDefinedTerm", terms)


def _set(header: "Header", title: str, base_url: str) -> "dict[str, Any]":
    return {"@type": "DefinedTermSet", "@id": base_url or HOME, "name": title, "inLanguage": header.language}


def glossary_json(header: "Header", title: str, items: "Sequence[Item]", base_url: str) -> str:
    """Return the glossary as JSON: its header, and its entries as ``-o json`` shows them, each with its ``url``."""
    head = {"glossary": {"name": header.name, "title": title, "language": header.language}}
    entries = [{**item.entry.as_dict(), "url": address(item, base_url)} for item in items]
    return _lines(head, "entries", entries)


def _lines(head: "dict[str, Any]", key: str, rows: "Sequence[dict[str, Any]]") -> str:
    """Return a JSON object with ``rows`` under ``key``, a line each: as easy to compare, in a third of the time."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"{json.dumps(head, ensure_ascii=False)[:-1]},\n{json.dumps(key)}: [\n{lines}\n]}}\n"


def tooltips_json(items: "Sequence[Item]") -> str:
    """Return what tooltips.js shows: of each entry its names, full form, first sentence and address.

    The names are two lists: those that count only as they are written, as an acronym does, and those of any case.
    """
    rows = []
    for item in items:
        names = [item.entry.name, *item.other_names]
        exact = [name for name in names if _is_exact(item, name)]
        loose = [name for name in names if name not in exact]
        sentence = plain(first_sentence(item.entry.definition))
        rows.append([exact, loose, item.entry.expansion or "", sentence, address(item)])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def _is_exact(item: "Item", name: str) -> bool:
    if name == item.entry.name and item.entry.case:
        return item.entry.case == "strict"
    return is_acronym(name)


def search_script(items: "Sequence[Item]") -> str:
    """Return the script that hands the search of a big glossary all its entries: a page may load it from anywhere."""
    rows = [
        [
            quoted(item.href),
            item.entry.name,
            item.entry.expansion or "",
            (*item.entry.aliases, *item.origin),
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


def address(item: "Item", base_url: str = "") -> str:
    """Return where an entry is: in full where the site's own address is known, else as seen from a file beside it."""
    return quoted(f"{base_url}{item.href}" if base_url or item.page else f"{HOME}{item.href}")


def quoted(href: str) -> str:
    """Return an address of the site with what a URI doesn't take percent-encoded.

    >>> quoted("index.html#用語")
    'index.html#%E7%94%A8%E8%AA%9E'
    """
    return quote(href, safe="/:#?=&-._~+")
