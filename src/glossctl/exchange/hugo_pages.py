"""What a Hugo page of a glossary says: its front matter and Markdown as an entry.

A title "Name (ABC)" gives the alias ABC, "ABC (full form)" the expansion. Links and tooltips to other pages are related
terms. The file's name becomes the source: it pairs a page with its translations. What Hugo has no key for stands under
``params``.
"""

import re
from collections import Counter
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

from glossctl.entries import LISTS as ENTRY_LISTS
from glossctl.entries import Avoid, Entry
from glossctl.errors import Fault, FileError
from glossctl.exchange.hugo_front import Page, language_of
from glossctl.exchange.losses import counted
from glossctl.syntax import prose
from glossctl.syntax.yaml import Table
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from glossctl.entries import Header, Kind

KEYS = frozenset(
    (
        "title",
        "id",
        "status",
        "category",
        "tags",
        "draft",
        "full_link",
        "short_description",
        "aka",
        "abbreviation",
        "acronym",
        "abbr",
        "params",
        "layout",
    )
)
LISTS = tuple(name for name in ENTRY_LISTS if name != "tags")
PARAMS = frozenset((*LISTS, "name", "kind", "expansion", "avoid", "case", "source"))
CATEGORIES = ("concept", "technology", "property", "コンセプト", "テクノロジー", "プロパティ")
_KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")
_PLACEHOLDER = re.compile(r"tag ?\d+", re.IGNORECASE)
_MORE = re.compile(r"<!--\s*more\s*-->")
_SHORTCODE = re.compile(r"\{\{[<%]([^{}]{0,2000})[>%]\}\}")
_PAIRED = re.compile(
    r"\{\{[<%]\s*([\w/-]+)\s([^{}]{0,2000})[>%]\}\}((?:(?!\{\{[<%]).){0,500}?)\{\{[<%]\s*/\s*\1\s*[>%]\}\}",
    re.DOTALL,
)
_SHORT_KEYS = ("abbreviation", "acronym", "abbr")
_ARGUMENT = re.compile(r'(?:([\w-]+)=)?(?:"([^"]*)"|(\S+))')
_TERM = "glossary-term:"  # the scheme of a link of our own: to the page with this id
_SCHEMES = ("http", "https", "mailto", "")
_NOUNS = (
    ("draft", "draft", "drafts"),
    ("plain", "page without front matter", "pages without front matter"),
    ("layout", "page of another layout", "pages of other layouts"),
    ("status", "status other than completed and deprecated", "statuses other than completed and deprecated"),
    ("hidden", "draft mark of a deprecated page", "draft marks of deprecated pages"),
    ("shortcode", "shortcode", "shortcodes"),
    ("tooltip", "tooltip of a term without a page here", "tooltips of terms without a page here"),
    ("link", "link of another kind", "links of other kinds"),
    ("within", "link within its page", "links within their pages"),
    ("opening", "heading before its page's text", "headings before their pages' texts"),
    *prose.NOUNS[:-1],
    ("placeholder", "placeholder tag", "placeholder tags"),
    prose.NOUNS[-1],
)


def read_pages(
    texts: "Iterable[tuple[str, str]]", header: "Header", folder: str = "", with_ids: bool = False
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return an entry for each page of a term in (file, text) pairs, in their order, and what they didn't carry.

    ``with_ids`` gives each the id of its file's name, which pairs a page with its translations.
    Raises FileError with the first fault of each page: X001 a value of the wrong kind, and those of ``frontmatter``.
    """
    counts: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    pages: list[Page] = []
    entries: list[Entry] = []
    faults: list[Fault] = []
    for file, text in texts:
        try:
            page = Page(file, text, f"{folder}/{file}" if folder else file, counts)
            if page.is_entry(counts):
                pages.append(page)
        except FileError as error:
            faults += error.faults
    known = {page.id: page for page in pages} | {page.slug: page for page in pages}
    reader = _Reader(known, header, counts, keys)
    for page in pages:
        try:
            entry = reader.entry(page)
            entries.append(entry.replace(id=page.slug) if with_ids else entry)
        except FileError as error:
            faults += error.faults
    if faults:
        raise FileError(sorted(faults, key=lambda fault: fault.path))
    lost = [counted(counts[key], one, many) for key, one, many in _NOUNS if counts[key]]
    keys = +keys
    if keys:
        ranked = sorted(keys, key=lambda key: (-keys[key], key))
        names = ", ".join(ranked[:5]) + (", ..." if len(keys) > 5 else "")
        lost.append(f"{counted(keys.total(), 'value')} of front matter ({names})")
    return tuple(entries), tuple(lost)


def read_earlier(
    texts: "Iterable[tuple[str, str]]", earlier: "Iterable[tuple[str, str]]", header: "Header"
) -> "Iterator[Entry | None]":
    """Yield the entry that each of the ``earlier`` pages was, its links led to ``texts``; None for what was none."""
    counts: Counter[str] = Counter()
    known: dict[str, Page] = {}
    for file, text in texts:
        with suppress(FileError):
            page = Page(file, text, file, counts)
            known |= {page.id: page, page.slug: page}
    reader = _Reader(known, header, counts, counts)
    for file, text in earlier:
        try:
            yield reader.entry(Page(file, text, file, counts))
        except FileError:
            yield None


class _Reader:
    """Turns pages into entries, each knowing the others its links may lead to."""

    def __init__(self, pages: dict[str, Page], header: "Header", counts: Counter[str], keys: Counter[str]) -> None:
        self.pages = pages
        self.header = header
        self.counts = counts
        self.keys = keys

    def entry(self, page: Page) -> Entry:
        """Return the entry a page says."""
        definition, related, links = self._body(page)
        short = " ".join(
            block.text for block in prose.blocks(self._without_shortcodes(page.first("short_description")))[0]
        )
        if short and fold(short).rstrip(".。") not in fold(definition):
            definition = "\n\n".join(filter(None, (short, definition)))
        lists = {key: tuple(filter(None, page.texts(key, page.params))) for key in LISTS}
        brief = [text for key in _SHORT_KEYS for text in page.texts(key) if text not in (page.name, page.alias)]
        aliases = dict.fromkeys(filter(None, (page.alias, *brief, *page.texts("aka"), *lists["aliases"])))
        self.counts["status"] += page.odd_status
        self.keys.update(key for key, value in page.front.items() if key not in KEYS and value)
        self.keys.update(f"params.{key}" for key, value in page.params.items() if key not in PARAMS and value)
        self.keys["id"] += page.first("id").casefold() not in ("", page.slug)
        self.keys["params"] += bool(page.front.get("params")) and not page.params
        return Entry(
            name=page.name,
            kind=self._kind(page),
            expansion=page.expansion,
            aliases=tuple(aliases),
            definition=definition,
            tags=self._tags(page),
            related=lists["related"] or related,
            titles=lists["titles"],
            mottos=lists["mottos"],
            links=tuple(dict.fromkeys((*filter(None, page.texts("full_link")), *lists["links"], *links))),
            avoid=_avoid(page),
            language=self.header.language,
            glossary=self.header.name,
            source=page.first("source", page.params) or page.file,
            forms=lists["forms"],
            case=page.first("case", page.params),
            status=page.status,
            hints=lists["hints"],
        )

    def _kind(self, page: Page) -> "Kind":
        kind = page.first("kind", page.params)
        return next((one for one in _KINDS if one == kind), "term")

    def _tags(self, page: Page) -> tuple[str, ...]:
        tags = dict.fromkeys(page.texts("tags"))
        placeholders = [tag for tag in page.texts("tags") if not tag or _PLACEHOLDER.fullmatch(tag)]
        self.counts["placeholder"] += len(placeholders)
        categories = dict.fromkeys(filter(None, map(str.casefold, page.texts("category"))))
        return (*(tag for tag in tags if tag not in placeholders and tag not in categories), *categories)

    def _body(self, page: Page) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        found, counts = prose.blocks(self._without_shortcodes(_MORE.sub("\n\n", page.body)))
        self.counts.update(counts)
        kinds = [block.kind for block in found[:2] if not block.bare]
        if kinds == ["heading", "text"]:  # "What it is" says nothing
            self.counts["opening"] += 1
            del found[0]
        related: dict[str, None] = {}
        links: dict[str, None] = {}
        led = [[self._target(anchor.href, page) for anchor in block.anchors] for block in found]
        for block, targets in zip(found, led, strict=True):
            for anchor, target in zip(block.anchors, targets, strict=True):
                if target is not None and target is not page:
                    related[target.name] = None
                if target is None or anchor.href.startswith("http"):
                    self._keep(anchor.href, links)
        texts = _without_pointers(found, [bool(targets) and None not in targets for targets in led])
        return "\n\n".join(texts), tuple(related), tuple(links)

    def _keep(self, href: str, links: dict[str, None]) -> None:
        if href.startswith("#"):
            self.counts["within"] += 1
        elif href.startswith(_TERM):
            self.counts["tooltip"] += 1
        elif not href or _scheme(href) not in _SCHEMES:
            self.counts["link"] += 1
        else:
            links[href if "://" in href else unquote(href)] = None

    def _without_shortcodes(self, body: str) -> str:
        """Return the body with tooltips as links and references as paths; other shortcodes are dropped and counted."""

        def replaced(found: "re.Match[str]") -> str:
            inner = found[1].strip().removesuffix("/")
            if inner.startswith("/*"):
                return "&#123;{" + inner[2:].removesuffix("*") + "}}"
            name, _, rest = inner.partition(" ")
            named, positional = _arguments(rest)
            if name in ("ref", "relref") and positional:
                return positional[0]
            term = _term_id(named, positional)
            page = self.pages.get(term.casefold())
            if term and (page or "gloss" in name):
                text = named.get("text") or (page.name if page else term)
                return f"[{prose.escape(text)}]({_TERM}{quote(term)})"
            self.counts["shortcode"] += not name.startswith("/")
            return ""

        def shown(found: "re.Match[str]") -> str:
            term = _term_id(*_arguments(found[2].strip()))
            if term.casefold() in self.pages or (term and "gloss" in found[1]):
                return f"[{found[3].strip()}]({_TERM}{quote(term)})"
            return found[0]

        return _SHORTCODE.sub(replaced, _PAIRED.sub(shown, body))

    def _target(self, href: str, page: Page) -> Page | None:
        """Return the page of this folder that a link leads to, or None."""
        if href.startswith(_TERM):
            return self.pages.get(unquote(href.removeprefix(_TERM)).casefold())
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        if parts.fragment and "glossary" in parts.path and (found := self.pages.get(parts.fragment.casefold())):
            return found
        if parts.fragment.startswith("term-") and (found := self.pages.get(parts.fragment[5:].casefold())):
            return found
        path = [part for part in unquote(parts.path).split("/") if part not in ("", ".", "..")]
        if path and path[-1] in ("index.md", "_index.md"):
            path.pop()
        if not path or (parts.scheme and parts.scheme not in ("http", "https")):
            return None
        leads_here = len(path) == 1 or (len(path) == 2 and language_of(path[0])) or "glossary" in path[:-1]
        return self.pages.get(path[-1].removesuffix(".md").casefold()) if leads_here else None


def _term_id(named: "dict[str, str]", positional: "list[str]") -> str:
    """Return the page that a shortcode's arguments may name."""
    return named.get("term_id") or named.get("id") or (positional[0] if positional else "")


def _scheme(href: str) -> str:
    try:
        return urlsplit(href).scheme
    except ValueError:
        return "invalid"


def _arguments(rest: str) -> tuple[dict[str, str], list[str]]:
    named, positional = {}, []
    for name, quoted, bare in _ARGUMENT.findall(rest):
        if name:
            named[name] = quoted or bare
        else:
            positional.append(quoted or bare)
    return named, positional


def _without_pointers(found: "Sequence[prose.Block]", resolved: "Sequence[bool]") -> "Iterator[str]":
    """Yield the paragraphs, without the sections that only list links to related terms: those are carried as such."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].kind == "item" and found[end].bare and resolved[end]:
            end += 1
        closes = end == len(found) or found[end].kind == "heading"
        if found[at].kind == "heading" and end > at + 1 and closes:
            at = end
            continue
        yield found[at].text
        at += 1


def _avoid(page: Page) -> tuple[Avoid, ...]:
    value: Any = page.params.get("avoid")
    found = []
    for item in value if isinstance(value, list) else []:
        if isinstance(item, Table) and (word := page.first("word", item)):
            found.append(Avoid(word, page.first("reason", item)))
        elif isinstance(item, str) and item.strip():
            found.append(Avoid(item.strip()))
    return tuple(found)
