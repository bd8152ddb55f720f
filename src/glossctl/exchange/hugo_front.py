"""A Hugo page's front matter, typed: what it names, what its title says, and whether it is a term's page at all."""

import re
from collections import Counter

from glossctl.entries import Link
from glossctl.errors import Fault, FileError
from glossctl.syntax import frontmatter
from glossctl.syntax.yaml import Table
from glossctl.text import fold, initials, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from glossctl.entries import Header

_CURRENT = ("completed", "complete", "current", "published")
_DEPRECATED = ("deprecated", "obsolete", "retired")
_TITLE = re.compile(r"([^()（）]*[^()（）\s])\s*[(（]([^()（）]*)[)）]")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)


class Page:
    """A file's front matter, typed, and its body."""

    def __init__(self, file: str, text: str, path: str, counts: Counter[str]) -> None:
        self.file = file
        self.path = path
        front, self.body = frontmatter.split(text, path)
        counts["plain"] += front is None
        self.front = Table(1) if front is None else front
        self.has_front = front is not None
        params = self.front.get("params")
        self.params = params if isinstance(params, Table) else Table(1)
        stem = file.removesuffix("/index.md").removesuffix(".md")
        self.slug = stem.casefold()
        self.id = (self.first("id") or self.first("slug") or stem).casefold()
        title = self.first("title") or stem.replace("-", " ")
        self.name, self.expansion, self.alias = parse_title(title)
        if name := self.first("name", self.params):
            self.name, self.expansion, self.alias = name, None, None
        self.expansion = self.first("expansion", self.params) or self.expansion
        status = self.first("status").casefold()
        self.status = "current" if status in _CURRENT else "deprecated" if status in _DEPRECATED else ""
        self.odd_status = bool(status) and not self.status

    def texts(self, key: str, table: Table | None = None) -> list[str]:
        """Return the value of ``key`` as texts, stripped; a single text is a list of one."""
        table = self.front if table is None else table
        value = table.get(key)
        values = value if isinstance(value, list) else [value]
        if not all(item is None or isinstance(item, str) for item in values):
            raise FileError([Fault(self.path, table.lines.get(key, 1), 0, "X001", f"{key} must be a text or a list")])
        return [item.strip() for item in values if item is not None]

    def first(self, key: str, table: Table | None = None) -> str:
        """Return the value of ``key`` as one text, empty where there is none."""
        found = self.texts(key, table)
        if len(found) > 1:
            line = (self.front if table is None else table).lines.get(key, 1)
            raise FileError([Fault(self.path, line, 0, "X001", f"{key} must be one text, not a list")])
        return found[0] if found else ""

    def is_entry(self, counts: Counter[str]) -> bool:
        """Tell whether the page is a term's, and count why not."""
        if not self.has_front:
            return False
        draft = self.first("draft").casefold() == "true"
        if draft:
            counts["hidden" if self.status == "deprecated" else "draft"] += 1
        if draft and self.status != "deprecated":
            return False
        if self.texts("layout") and not self.body.strip() and not self.texts("short_description"):
            counts["layout"] += 1
            return False
        return True


def parse_title(title: str) -> tuple[str, str | None, str | None]:
    """Return name, expansion and alias that a title says.

    >>> parse_title("Policy as Code (PaC)"), parse_title("CNI (Container network interface)")
    (('Policy as Code', None, 'PaC'), ('CNI', 'Container network interface', None))
    """
    found = _TITLE.fullmatch(title)
    if not found or not found[2].strip():
        return title, None, None
    head, inner = found[1], found[2].strip()
    if " " in inner and " " not in head and fold(initials(inner)) == fold(head):
        return head, inner, None
    return head, None, inner


def language_of(name: str) -> str:
    """Return the BCP 47 tag that a folder is named after, as it is usually written; empty where it is none.

    >>> language_of("ja"), language_of("zh-cn"), language_of("zh-hans"), language_of("static")
    ('ja', 'zh-CN', 'zh-Hans', '')
    """
    found = _LANGUAGE.fullmatch(name)
    if not found:
        return ""
    primary, script, region = found.groups()
    return "-".join(filter(None, (primary.lower(), script and script.title(), region and region.upper())))


def read_index(text: str, header: "Header") -> "Header":
    """Return ``header`` with what a folder's ``_index.md`` says; what it says wrongly is passed over."""
    try:
        page = Page("_index.md", text, "_index.md", Counter())
        title = " ".join(visible(page.first("title")).split())
        named = {key: value for key in ("name", "language") if (value := page.first(key, page.params))}
        tags = tuple(filter(None, page.texts("tags", page.params)))
        said: Any = page.params.get("see_also")
        links = [item for item in said if isinstance(item, Table)] if isinstance(said, list) else []
        see_also = tuple(Link(page.first("title", one), page.first("url", one)) for one in links)
    except FileError:
        return header
    return header.replace(title=title, see_also=see_also, tags=tags, **named)
