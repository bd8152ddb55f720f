"""What ``validate --fix`` mends in the values of a glossary: white space that nobody sees, and items that occur twice.

Only what is certain. Where two items differ in a letter's case, a person has to say which is right.
"""

import re

from glossctl.entries import FIELDS, Avoid, Contents, Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossctl.entries import Entry, Header

_SPACES = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_AS_WRITTEN = ("definition", "mottos", "links")  # prose may have line breaks; a link with a space is for a person


def mended(contents: "Contents") -> "Contents":
    r"""Return a glossary with each name and word on one line, parted by single spaces, and no item twice in a list.

    >>> from glossctl.entries import Entry, Header
    >>> mended(Contents(Header("team"), (Entry("MIG", aliases=("a\nb", "a  b")),))).entries[0].aliases
    ('a b',)
    """
    header = _header(contents.header)
    return contents.replace(header=header, entries=tuple(_entry(entry, header.name) for entry in contents.entries))


def _entry(entry: "Entry", glossary: str) -> "Entry":
    values: dict[str, object] = {"glossary": glossary}
    for field in FIELDS:
        value = getattr(entry, field.name)
        if not value or not field.in_file:
            continue
        if field.type == "avoid":  # repeats stay: each may be a table with comments of its own
            values[field.name] = tuple(Avoid(_spaced(avoid.word), avoid.reason) for avoid in value)
        elif field.type == "list":
            values[field.name] = _once(value if field.name in _AS_WRITTEN else map(_spaced, value))
        elif field.name not in _AS_WRITTEN:
            values[field.name] = _spaced(value)
    return entry.replace(**values)


def _header(header: "Header") -> "Header":
    links = tuple(Link(_spaced(link.title) or link.url, link.url) for link in header.see_also)
    return header.replace(
        name=_spaced(header.name), title=_spaced(header.title), tags=_once(map(_spaced, header.tags)), see_also=links
    )


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _once(items: "Iterable[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
