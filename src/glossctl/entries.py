"""The values that the library stores and answers with: frozen, compared by content, no I/O.

Written out by hand because ``dataclasses`` alone costs more to import than a whole plain look-up.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal, Self

    Kind = Literal["term", "role", "audience"]
    Match = Literal["exact", "alias", "expansion", "inflection"]
    Matched = Literal["name", "alias", "expansion", "tag", "definition"]
    Reason = Literal["flag", "environment", "project", "user", "bundled", "given"]

KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")


class Value:
    """Base of the values: slots, set once, equal when the fields are equal."""

    __slots__: tuple[str, ...] = ()

    def _set(self, **fields: "Any") -> None:
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def _fields(self) -> "Iterator[tuple[str, Any]]":
        names: tuple[str, ...] = self.__slots__
        return ((name, getattr(self, name)) for name in names)

    def replace(self, **changes: "Any") -> "Self":
        """Return a copy with the fields in ``changes`` set anew."""
        return type(self)(**{**dict(self._fields()), **changes})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: can't set {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: can't delete {name}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(value == getattr(other, name) for name, value in self._fields())

    def __hash__(self) -> int:
        return hash((type(self), *(value for _, value in self._fields())))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._fields() if value not in ((), None, ""))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> "tuple[Any, ...]":
        return _restore, (type(self), dict(self._fields()))


def _restore(kind: "type[Value]", fields: "dict[str, Any]") -> Value:
    return kind(**fields)


class Avoid(Value):
    """A word not to use for an entry, and why (the reason may be empty)."""

    __slots__ = ("word", "reason")
    word: str
    reason: str

    def __init__(self, word: str, reason: str = "") -> None:
        self._set(word=word, reason=reason)


class Link(Value):
    """A titled pointer to another place, as in a glossary's ``see_also``; ``url`` is as the file has it."""

    __slots__ = ("title", "url")
    title: str
    url: str

    def __init__(self, title: str, url: str) -> None:
        self._set(title=title, url=url)


class Entry(Value):
    """One entry of a glossary: one sense of a term, a role, or an audience.

    ``expansion`` is the full form of an acronym, or None. ``definition`` is plain text, its paragraphs parted by an
    empty line, each on one line. ``related`` holds names, which need not be defined. ``titles`` are the job titles of
    an audience, ``mottos`` those of a role, ``links`` URLs. ``source`` says what the entry was taken from, or is None.
    ``forms`` are irregular inflections of the name. ``case`` says how the name is matched in documents: "loose",
    "strict" (just these capitals) or "" (decided by the name's own shape). ``status`` is what the team thinks of it,
    in a word of its own. ``glossary`` names the glossary it came from, ``language`` is that one's (BCP 47). Lists are
    in the file's order.
    """

    __slots__ = (
        "name",
        "kind",
        "expansion",
        "aliases",
        "definition",
        "tags",
        "related",
        "titles",
        "mottos",
        "links",
        "avoid",
        "language",
        "glossary",
        "source",
        "forms",
        "case",
        "status",
    )
    name: str
    kind: "Kind"
    expansion: str | None
    aliases: tuple[str, ...]
    definition: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    titles: tuple[str, ...]
    mottos: tuple[str, ...]
    links: tuple[str, ...]
    avoid: tuple[Avoid, ...]
    language: str
    glossary: str
    source: str | None
    forms: tuple[str, ...]
    case: str
    status: str

    def __init__(
        self,
        name: str,
        kind: "Kind" = "term",
        expansion: str | None = None,
        aliases: tuple[str, ...] = (),
        definition: str = "",
        tags: tuple[str, ...] = (),
        related: tuple[str, ...] = (),
        titles: tuple[str, ...] = (),
        mottos: tuple[str, ...] = (),
        links: tuple[str, ...] = (),
        avoid: tuple[Avoid, ...] = (),
        language: str = "",
        glossary: str = "",
        source: str | None = None,
        forms: tuple[str, ...] = (),
        case: str = "",
        status: str = "",
    ) -> None:
        put = object.__setattr__  # one call a field: a million entries are built through here
        put(self, "name", name)
        put(self, "kind", kind)
        put(self, "expansion", expansion)
        put(self, "aliases", aliases)
        put(self, "definition", definition)
        put(self, "tags", tags)
        put(self, "related", related)
        put(self, "titles", titles)
        put(self, "mottos", mottos)
        put(self, "links", links)
        put(self, "avoid", avoid)
        put(self, "language", language)
        put(self, "glossary", glossary)
        put(self, "source", source)
        put(self, "forms", forms)
        put(self, "case", case)
        put(self, "status", status)

    def as_dict(self) -> "dict[str, Any]":
        """Return the entry as ``-o json`` shows it: always the same fourteen keys, in their order, tuples as lists.

        ``forms``, ``case`` and ``status`` are not among them.

        >>> import glossctl, json
        >>> entry = glossctl.load().define("DRA")[0]
        >>> json.loads(json.dumps(entry.as_dict()))["expansion"]
        'Dynamic Resource Allocation'
        """
        return {
            "name": self.name,
            "kind": self.kind,
            "expansion": self.expansion,
            "aliases": list(self.aliases),
            "definition": self.definition,
            "tags": list(self.tags),
            "related": list(self.related),
            "titles": list(self.titles),
            "mottos": list(self.mottos),
            "links": list(self.links),
            "avoid": [{"word": one.word, "reason": one.reason} for one in self.avoid],
            "language": self.language,
            "glossary": self.glossary,
            "source": self.source,
        }


class Header(Value):
    """What a glossary file says of itself. ``tags`` is the closed list its entries draw from; empty means open."""

    __slots__ = ("name", "title", "language", "see_also", "tags")
    name: str
    title: str
    language: str
    see_also: tuple[Link, ...]
    tags: tuple[str, ...]

    def __init__(
        self,
        name: str,
        title: str = "",
        language: str = "en",
        see_also: tuple[Link, ...] = (),
        tags: tuple[str, ...] = (),
    ) -> None:
        self._set(name=name, title=title, language=language, see_also=see_also, tags=tags)


class Contents(Value):
    """A whole glossary: its header and its entries in file order."""

    __slots__ = ("header", "entries")
    header: Header
    entries: tuple[Entry, ...]

    def __init__(self, header: Header, entries: tuple[Entry, ...]) -> None:
        self._set(header=header, entries=entries)


class Hit(Value):
    """One answer of a search.

    ``score`` runs from 0 to 100 and means the same at every size of glossary: 100 is the query as it is written, 97 and
    more the same but for case, punctuation or a plural. ``matched`` names the fields that matched, best first.
    """

    __slots__ = ("entry", "score", "matched")
    entry: Entry
    score: float
    matched: "tuple[Matched, ...]"

    def __init__(self, entry: Entry, score: float, matched: "tuple[Matched, ...]" = ()) -> None:
        self._set(entry=entry, score=score, matched=matched)


class Answer(Value):
    """What was found for one query: its senses, in the order of ``Glossary.define``, and how the query matched.

    ``query`` is as it was asked. ``match`` is how the first of ``entries`` matched; it is None and ``entries`` empty on
    a miss, and then ``suggestions`` may hold up to three near hits, best first.
    """

    __slots__ = ("query", "match", "entries", "suggestions")
    query: str
    match: "Match | None"
    entries: tuple[Entry, ...]
    suggestions: tuple[Hit, ...]

    def __init__(
        self,
        query: str,
        match: "Match | None" = None,
        entries: tuple[Entry, ...] = (),
        suggestions: tuple[Hit, ...] = (),
    ) -> None:
        self._set(query=query, match=match, entries=entries, suggestions=suggestions)


class Expansion(Value):
    """An acronym with one of its full forms, and the glossary that says so."""

    __slots__ = ("acronym", "expansion", "glossary")
    acronym: str
    expansion: str
    glossary: str

    def __init__(self, acronym: str, expansion: str, glossary: str) -> None:
        self._set(acronym=acronym, expansion=expansion, glossary=glossary)


class Branch(Value):
    """A node of the tree of related terms: a name, its entry (None where nothing defines it), and its branches.

    ``branches`` are in the order in which the entry names them; a leaf has none.
    """

    __slots__ = ("name", "entry", "branches")
    name: str
    entry: Entry | None
    branches: "tuple[Branch, ...]"

    def __init__(self, name: str, entry: Entry | None = None, branches: "tuple[Branch, ...]" = ()) -> None:
        self._set(name=name, entry=entry, branches=branches)


class Layer(Value):
    """A glossary file that is in force, and why it counts.

    ``reason``: "given" was handed to ``load``, "project" found at or above the folder, "user" in the configuration
    folder, "bundled" comes with glossctl; "flag" and "environment" are the command line's.
    """

    __slots__ = ("path", "reason")
    path: str
    reason: "Reason"

    def __init__(self, path: str, reason: "Reason") -> None:
        self._set(path=path, reason=reason)


class SourceRow(Value):
    """A layer as ``sources`` tells of it.

    ``entries`` is their number. ``index_bytes`` is the size of the compiled index in the cache folder, None where none
    is kept. ``error`` is None, or says in one line why the file is out of force: then ``glossary`` is None too.
    """

    __slots__ = ("glossary", "title", "language", "path", "reason", "entries", "see_also", "index_bytes", "error")
    glossary: str | None
    title: str
    language: str
    path: str
    reason: "Reason"
    entries: int
    see_also: tuple[Link, ...]
    index_bytes: int | None
    error: str | None

    def __init__(
        self,
        path: str,
        reason: "Reason",
        glossary: str | None = None,
        title: str = "",
        language: str = "",
        entries: int = 0,
        see_also: tuple[Link, ...] = (),
        index_bytes: int | None = None,
        error: str | None = None,
    ) -> None:
        self._set(
            glossary=glossary,
            title=title,
            language=language,
            path=path,
            reason=reason,
            entries=entries,
            see_also=see_also,
            index_bytes=index_bytes,
            error=error,
        )
