"""The shapes of the tools' answers: the schemas that assistants read, filled from the library's values."""

from pydantic import BaseModel

from glossctl.render.quoted import NOTE


class Shape(BaseModel, from_attributes=True):
    """A part of an answer, read from the library's value of the same fields."""


class Quoting(Shape):
    """An answer that quotes the glossary."""

    note: str = NOTE


class EntryShape(Shape):
    """One sense of a term, a role or an audience."""

    name: str
    kind: str
    expansion: str | None
    aliases: list[str]
    definition: str
    tags: list[str]
    related: list[str]
    glossary: str


class Defined(Quoting):
    """Every sense of a term; where there is none, near terms."""

    query: str
    match: str | None
    entries: list[EntryShape]
    suggestions: list[EntryShape]


class HitShape(Shape):
    """An entry that answers a search."""

    score: float
    matched: list[str]
    entry: EntryShape


class Found(Quoting):
    """Entries that answer a search, best first; ``total`` counts those beyond the limit, too."""

    query: str
    total: int
    results: list[HitShape]


class FindingShape(Shape):
    """Something to mend in a text; lines and columns count from 1."""

    line: int
    column: int
    code: str
    rule: str
    word: str
    message: str
    replacement: str | None


class Checked(Shape):
    """What is to be mended in a text; ``total`` counts what is left out here, too."""

    total: int
    findings: list[FindingShape]


class TermShape(Shape):
    """A term that a text uses, in the sense it has there; ``others`` are further senses."""

    entry: EntryShape
    others: list[EntryShape]
    uses: int
    line: int


class Explained(Quoting):
    """The terms of a text, the full forms that it gives itself, and the acronyms that nobody expands."""

    terms: list[TermShape]
    defined: dict[str, str]
    unknown: list[str]
