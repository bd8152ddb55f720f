"""A glossary as Hugo pages that read back as the same entries: one file each, named as its source or its name.

What is written is read back at once: where links and headings in the text would change an entry, the page has plain
paragraphs and the rest under ``params``; what still differs is counted.
"""

import re

from glossctl.entries import Contents, Entry, Header
from glossctl.exchange.hugo_front import parse_title
from glossctl.exchange.hugo_pages import CATEGORIES, LISTS, read_pages
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options, Pages
from glossctl.files.slugs import RESERVED, distinct, slug
from glossctl.syntax import frontmatter, prose
from glossctl.text import fold, initials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_STATUSES = {"current": "Completed", "deprecated": "Deprecated"}
_HEADINGS = {"ja": "関連する用語", "de": "Verwandte Begriffe", "fr": "Termes associés", "es": "Términos relacionados"}
_FILE = re.compile(r"(?![._])[\w-][\w.-]{0,80}\.md")
_LETTER = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")  # \w would take "APIは" for one word


def write_folder(contents: Contents, options: Options = DEFAULT) -> Pages:
    """Return one page an entry, by their files' names. Their order isn't carried: a folder has none."""
    files = [f"{stem}.md" for stem in distinct(map(_stem, contents.entries))]
    writer = _Writer(contents, files)
    texts = {}
    for file, entry in zip(files, contents.entries, strict=True):
        texts[file] = writer.page(file, entry)
    for file, (entry, back) in _differing(texts, files, contents).items():
        only_related = back.replace(related=entry.related) == entry
        texts[file] = writer.page(file, entry, linked=only_related, related=True)
    changed = len(_differing(texts, files, contents))
    one, many = "entry whose characters or layout", "entries whose characters or layout"
    texts["_index.md"] = _index(contents.header)
    return Pages(tuple(sorted(texts.items())), (f"{counted(changed, one, many)} pages can't hold",) if changed else ())


def _index(header: Header) -> str:
    """Return the folder's own page, which says the header again: the folder may be called anything."""
    params: dict[str, Any] = {"name": header.name, "language": header.language}
    if header.tags:
        params["tags"] = list(header.tags)
    if header.see_also:
        params["see_also"] = [{"title": link.title, "url": link.url} for link in header.see_also]
    return frontmatter.join(({"title": header.title} if header.title else {}) | {"params": params}, "")


def _stem(entry: Entry) -> str:
    """Return the name of the page an entry came from, where that is safe; else one made of its own name."""
    source = (entry.source or "").replace("/index.md", ".md")
    stem = source.removesuffix(".md")
    return stem if _FILE.fullmatch(source) and stem.casefold() not in RESERVED else slug(entry.name)


def _differing(texts: "dict[str, str]", files: "Sequence[str]", contents: Contents) -> "dict[str, tuple[Entry, Entry]]":
    """Return, by file, each entry that its page doesn't read back as, with what it reads back as.

    An entry without a source reads back with its file as source, and one of another glossary's as one of this.
    """
    header = contents.header
    back, _ = read_pages([(file, texts[file]) for file in files], header)
    found: dict[str, tuple[Entry, Entry]] = {}
    for file, entry, other in zip(files, contents.entries, back, strict=True):
        wanted = entry.replace(source=entry.source or file, language=header.language, glossary=header.name)
        if wanted != other:
            found[file] = wanted, other
    return found


class _Writer:
    """Makes pages, each knowing the others' files."""

    def __init__(self, contents: Contents, files: "Sequence[str]") -> None:
        language = contents.header.language
        self.prefix = "/" if language.partition("-")[0] == "en" else f"/{language}/"
        self.heading = _HEADINGS.get(language.partition("-")[0], "Related terms")
        self.slugs: dict[str, str] = {}
        self.spellings: dict[str, tuple[str, ...]] = {}
        for entry, file in zip(contents.entries, files, strict=True):
            spellings = (entry.name, *filter(None, (entry.expansion,)), *entry.aliases)
            for spelling in spellings:
                self.slugs.setdefault(fold(spelling), file.removesuffix(".md"))
            self.spellings.setdefault(file.removesuffix(".md"), spellings)

    def page(self, file: str, entry: Entry, linked: bool = True, related: bool = False) -> str:
        """Return an entry's page; ``linked``: with links in its text; ``related``: with the terms under params too."""
        title, named, aliases = _title(entry)
        tags = entry.tags
        front: dict[str, Any] = {"title": title}
        if entry.status:
            front["status"] = _STATUSES.get(entry.status, entry.status)
        if tags and tags[-1] in CATEGORIES:
            front["category"] = tags[-1]
            tags = tags[:-1]
        front |= {key: list(values) for key, values in (("tags", tags), ("aka", aliases)) if values}
        if entry.links:
            front["full_link"] = entry.links[0]
        params = named | _params(entry)
        if related and entry.related:
            params["related"] = list(entry.related)
        if entry.source and entry.source != file:
            params["source"] = entry.source
        if params:
            front["params"] = params
        return frontmatter.join(front, self._linked(entry) if linked else prose.write(entry.definition))

    def _linked(self, entry: Entry) -> str:
        paragraphs = entry.definition.split("\n\n") if entry.definition else []
        wanted = {slug: name for name in entry.related if (slug := self.slugs.get(fold(name)))}
        links: list[list[tuple[int, int, str]]] = [[] for _ in paragraphs]
        longest_first = sorted(wanted, key=lambda slug: -len(wanted[slug]))  # no "mesh" inside "service mesh"
        missing = [target for target in longest_first if not self._link(target, paragraphs, links)]
        parts = []
        for at, paragraph in enumerate(paragraphs):
            text = _marked(paragraph, sorted(links[at]), self.prefix)
            parts.append(f"## {text}" if prose.is_heading(paragraphs, at) else text)
        body = prose.join(parts)
        pointers = [
            f"- [{prose.escape(name)}]({self.prefix}{slug.lower()}/)"
            for slug, name in wanted.items()
            if slug in missing
        ]
        section = f"## {self.heading}\n\n" + "\n".join(pointers) if pointers else ""
        return "\n\n".join(filter(None, (body, section)))

    def _link(self, target: str, paragraphs: "Sequence[str]", links: list[list[tuple[int, int, str]]]) -> bool:
        """Note the first mention of a term in running text that is no link yet."""
        text = "\n".join(paragraphs).casefold()
        for spelling in self.spellings[target]:
            if spelling.casefold() not in text:
                continue
            for at, paragraph in enumerate(paragraphs):
                if prose.is_heading(paragraphs, at) or prose.item_mark(paragraph):
                    continue
                for start, end in _mentions(spelling, paragraph):
                    if all(end <= taken or start >= until for taken, until, _ in links[at]):
                        links[at].append((start, end, target))
                        return True
        return False


def _mentions(spelling: str, paragraph: str) -> "Iterator[tuple[int, int]]":
    """Yield where a spelling stands as a word, or its plural: an expression for each would take 2 ms to make."""
    lower, wanted = paragraph.lower(), spelling.lower()
    if len(lower) != len(paragraph):  # letters that are longer in lower case
        lower, wanted = paragraph, spelling
    at = lower.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (wanted[0].isascii() and _LETTER.match(paragraph[at - 1 : at])):
            ending = next((one for one in ("es", "s", "") if lower.startswith(one, end)), "")
            until = end + len(ending) if wanted[-1].isascii() else end
            if not (wanted[-1].isascii() and _LETTER.match(paragraph[until : until + 1])):
                yield at, until
        at = lower.find(wanted, at + 1)


def _title(entry: Entry) -> "tuple[str, dict[str, Any], tuple[str, ...]]":
    """Return the title, what of the name it doesn't say for ``params``, and the aliases it doesn't say."""
    space = " " if entry.name[-1].isascii() else ""
    name, expansion, aliases = entry.name, entry.expansion, entry.aliases
    if expansion and parse_title(title := f"{name}{space}({expansion})") == (name, expansion, None):
        return title, {}, aliases
    if not expansion and aliases and _is_short(aliases[0], name):
        title = f"{name}{space}({aliases[0]})"
        if parse_title(title) == (name, None, aliases[0]):
            return title, {}, aliases[1:]
    named = {} if parse_title(name) == (name, None, None) else {"name": name}
    return name, named | ({"expansion": expansion} if expansion else {}), aliases


def _is_short(alias: str, name: str) -> bool:
    return " " not in alias and (fold(initials(name)) == fold(alias) or sum(char.isupper() for char in alias) > 1)


def _params(entry: Entry) -> "dict[str, Any]":
    params: dict[str, Any] = {}
    if entry.kind != "term":
        params["kind"] = entry.kind
    lists = {key: getattr(entry, key) for key in LISTS if key not in ("aliases", "related", "links")}
    lists["links"] = entry.links[1:]
    params |= {key: list(values) for key, values in lists.items() if values}
    if entry.avoid:
        params["avoid"] = [{"word": one.word} | ({"reason": one.reason} if one.reason else {}) for one in entry.avoid]
    if entry.case:
        params["case"] = entry.case
    return params


def _marked(paragraph: str, links: "Sequence[tuple[int, int, str]]", prefix: str) -> str:
    mark = prose.item_mark(paragraph)
    last, parts = len(mark), [mark]
    for start, end, target in links:
        parts += [
            prose.escape(paragraph[last:start]),
            f"[{prose.escape(paragraph[start:end])}]({prefix}{target.lower()}/)",
        ]
        last = end
    return "".join((*parts, prose.escape(paragraph[last:])))
