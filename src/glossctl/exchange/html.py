"""HTML pages that hold a list of terms, and a clean fragment of a glossary for a wiki or a page.

Read with the standard library's parser: definition lists, tables, headings, folded texts, lists and paragraphs that
begin with a term; scripts, styles and navigation are no text. Written: one ``dl``, in a page where the file is one,
else as a fragment. Nothing is run or fetched. Source: HTML, the dl element.
"""

import html as standard

from glossctl.exchange.lists import pages
from glossctl.exchange.lists.cells import join_links
from glossctl.exchange.lists.labels import labelled, paragraphs
from glossctl.exchange.losses import counted, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Reading, Writing
from glossctl.files.slugs import distinct, slug
from glossctl.syntax.looks import looks
from glossctl.syntax.markup import is_web_address
from glossctl.syntax.pages import html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents, Entry

_PAGES = (".html", ".htm")


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "html", "markdown")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> Reading:
    """Return the entries of an HTML page. Raises FileError (X002) when there are none."""
    return pages.read(html.read(text), path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as a definition list, in a page of its own where the file is to be one.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> print(write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text, end="")
    <dl class="glossctl">
    <dt id="mig">MIG</dt>
    <dd>
    <p><em>Full form</em>: Multi-Instance GPU</p>
    </dd>
    </dl>
    """
    header = contents.header
    ids = distinct(slug(entry.name) for entry in contents.entries)
    lines = ['<dl class="glossctl">']
    for id_, entry in zip(ids, contents.entries, strict=True):
        lines += [f'<dt id="{escape(id_)}">{escape(entry.name)}</dt>', "<dd>", *_body(entry), "</dd>"]
    lines.append("</dl>")
    losses = list(uncarried_header(header, ("title",) if options.ending.lower() in _PAGES else ()))
    if options.ending.lower() in _PAGES:
        title = escape(header.title or header.name)
        head = ["<!DOCTYPE html>", f'<html lang="{escape(header.language)}">', "<head>", '<meta charset="utf-8">']
        head += [f"<title>{title}</title>", "</head>", "<body>", f"<h1>{title}</h1>"]
        lines = [*head, *lines, "</body>", "</html>"]
    elif header.language not in ("", "en"):
        losses.append(f"the language ({header.language})")
    runs = sum("  " in text for entry in contents.entries for _, text in (("", entry.name), *paragraphs(entry)))
    if runs:
        losses.append(counted(runs, "text with several spaces in a row", "texts with several spaces in a row"))
    return Writing("\n".join(lines) + "\n", tuple(losses))


def escape(text: str) -> str:
    """Return a text as HTML, also where a site runs its pages through templates."""
    made = standard.escape(text)
    return made.replace("{", "&#123;") if "{{" in made or "{%" in made else made


def _body(entry: "Entry") -> "Iterator[str]":
    lines = [f"<p><em>{label}</em>: {escape(value)}</p>" for label, value in labelled(entry, ("links",))]
    if entry.expansion:
        position = next(number for number, line in enumerate(lines) if line.startswith("<p><em>Full form"))
        yield lines.pop(position)
    yield from (f"<p>{escape(part)}</p>" for part in entry.definition.split("\n\n") if part)
    yield from lines
    if entry.links:
        yield f"<p><em>Links</em>: {' '.join(map(_link, entry.links))}</p>"


def _link(address: str) -> str:
    shown = escape(join_links((address,)))
    return f'<a href="{escape(address)}">{shown}</a>' if is_web_address(address) else shown
