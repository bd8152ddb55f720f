"""The site's data for programs: linked data, JSON, the search index of a big glossary, tooltips."""

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
    """Return the links of a glossary's header; one without a web address is only a name."""
    return [Target(link.title, link.url if is_safe(link.url) else "") for link in header.see_also]


def linked_set(header: "Header", title: str, base_url: str) -> str:
    """Return the glossary's description as JSON-LD for a script element; its terms are in a file beside the page.

    They would add a tenth to the page and repeat its text. Source: schema.org, DefinedTermSet.
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
    """Return a JSON object with ``rows`` under ``key``, a line each: easy to compare, and three times as fast."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"{json.dumps(head, ensure_ascii=False)[:-1]},\n{json.dumps(key)}: [\n{lines}\n]}}\n"


def tooltips_json(items: "Sequence[Item]") -> str:
    """Return the data of tooltips.js: the names, full form, first sentence and address of each entry.

    The names are two lists: those that match only as written, such as acronyms, and those that match in any case.
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
    """Return the script that gives the search of a big glossary its entries; unlike JSON, it also loads from a file."""
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
    """Return ``data`` as JSON that can't end a script element and that old JavaScript engines accept."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def address(item: "Item", base_url: str = "") -> str:
    """Return the address of an entry: absolute if the site's address is known, else relative to the site's folder."""
    return quoted(f"{base_url}{item.href}" if base_url or item.page else f"{HOME}{item.href}")


def quoted(href: str) -> str:
    """Return an address of the site with characters that a URI can't hold percent-encoded.

    >>> quoted("index.html#用語")
    'index.html#%E7%94%A8%E8%AA%9E'
    """
    return quote(href, safe="/:#?=&-._~+")
