"""What an entry says beside its name and definition, as lines with a label: for formats that are read as a page is.

``Label: value`` a field; the values of a list are parted as in a cell. ``pages`` reads them back.
"""

import re

from glossctl.entries import FIELDS
from glossctl.exchange.lists.cells import join, join_avoid, join_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Entry

UNLABELLED = ("name", "definition", "language", "glossary")
FIELD_OF = {field.label: field.name for field in FIELDS if field.name not in UNLABELLED}


_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def on_a_line(text: str) -> str:
    """Return a text without line breaks, its other space as it is."""
    return _BREAKS.sub(" ", text)


def labelled(entry: "Entry", without: tuple[str, ...] = ()) -> "Iterator[tuple[str, str]]":
    """Yield label and value of each field that says something, in the order of FIELDS.

    >>> from glossctl.entries import Entry
    >>> list(labelled(Entry("MIG", expansion="Multi-Instance GPU", tags=("gpu", "sharing"))))
    [('Full form', 'Multi-Instance GPU'), ('Tags', 'gpu; sharing')]
    """
    for label, name in FIELD_OF.items():
        value = getattr(entry, name)
        if not value or name in without or (name, value) == ("kind", "term"):
            continue
        if name == "links":
            yield label, join_links(value)
        elif name == "avoid":
            yield label, join_avoid(value)
        else:
            yield label, join(value) if isinstance(value, tuple) else value


def paragraphs(entry: "Entry") -> "Iterator[tuple[str, str]]":
    """Yield an entry's paragraphs with their labels: full form, definition ("" is its label), the rest."""
    lines = list(labelled(entry))
    yield from (line for line in lines if line[0] == "Full form")
    yield from (("", part) for part in entry.definition.split("\n\n") if part)
    yield from (line for line in lines if line[0] != "Full form")
