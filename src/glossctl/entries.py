"""The values that the library stores and answers with, and FIELDS, the one table of what an entry has. No I/O.

A value's class states its fields as annotations, and its constructor follows from them. ``dataclasses`` would do the
same, but costs more to import than a whole plain look-up.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, ClassVar, Literal, Self, dataclass_transform

    Kind = Literal["term", "role", "audience"]
    Match = Literal["exact", "alias", "expansion", "inflection"]
    Matched = Literal["name", "alias", "expansion", "hint", "tag", "definition"]
    Reason = Literal["flag", "environment", "project", "user", "bundled", "given"]
    Type = Literal["text", "optional", "list", "avoid", "kind"]
else:

    def dataclass_transform(**_: object) -> "Any":
        """Stand in for ``typing.dataclass_transform``, which only type checkers read."""
        return lambda made: made


KINDS: "tuple[Kind, ...]" = ("term", "role", "audience")


class _Fields(type):
    """Turns the annotations of a class into its slots, and their values into the defaults of its constructor."""

    _defaults: "dict[str, Any]"

    def __new__(meta, name: str, bases: tuple[type, ...], namespace: "dict[str, Any]") -> "_Fields":
        annotations = namespace.get("__annotations__")
        if annotations is None and (annotate := namespace.get("__annotate_func__")):  # Python 3.14 and newer
            annotations = annotate(1)
        fields = tuple(annotations or ())
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        made = super().__new__(meta, name, bases, {**namespace, "__slots__": fields})
        made._defaults = defaults
        return made


@dataclass_transform(frozen_default=True)
class Value(metaclass=_Fields):
    """Base of the values: fields from annotations, set once, equal when the fields are equal."""

    if TYPE_CHECKING:
        __slots__: ClassVar[tuple[str, ...]]  # set by the metaclass

    def __init__(self, *values: "Any", **named: "Any") -> None:
        names = self.__slots__
        put = object.__setattr__
        for name, value in zip(names, values, strict=False):
            put(self, name, value)
        defaults = type(self)._defaults
        for name in names[len(values) :]:
            if name in named:
                put(self, name, named.pop(name))
            elif name in defaults:
                put(self, name, defaults[name])
            else:
                raise TypeError(f"{type(self).__name__}() needs {name}")
        if named or len(values) > len(names):
            raise TypeError(f"{type(self).__name__}() takes {', '.join(names)} and nothing else")

    def _fields(self) -> "Iterator[tuple[str, Any]]":
        return ((name, getattr(self, name)) for name in self.__slots__)

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


class Field(Value):
    """What the program knows of one field of an entry.

    ``type``: "text" is a string, "" where nothing is said; "optional" a string or None; "list" a tuple of strings;
    "avoid" a tuple of Avoid; "kind" one of KINDS. ``label`` is what readers see before its value and as a column's
    heading. ``noun`` and ``nouns`` count its values. ``about`` tells a writer of glossary files what belongs there.
    ``in_file`` says whether it is a key of an entry in a glossary file, ``in_json`` whether ``-o json`` shows it;
    ``is_prose`` whether its text may have line breaks.
    """

    name: str
    type: "Type"
    label: str
    noun: str
    nouns: str
    about: str
    in_file: bool = True
    in_json: bool = True
    is_prose: bool = False


FIELDS = (  # in the order of a glossary file's keys, and of the keys of ``-o json``
    Field(
        "id",
        "text",
        "Id",
        "id",
        "ids",
        "Its name in addresses and translations, by default made of its name; in a translation, its source's.",
        in_json=False,
    ),
    Field(
        "name",
        "text",
        "Name",
        "name",
        "names",
        "The name as people write it: an acronym, or the term itself in the singular.",
    ),
    Field(
        "reading",
        "text",
        "Reading",
        "reading",
        "readings",
        "How the name is read, for sorting: kana of a Japanese name, pinyin of a Chinese one.",
        in_json=False,
    ),
    Field("kind", "kind", "Kind", "role or audience", "roles and audiences", "term, role or audience.", in_file=False),
    Field(
        "expansion",
        "optional",
        "Full form",
        "full form",
        "full forms",
        "The full form of an acronym, with the capitals its owners use.",
    ),
    Field(
        "aliases",
        "list",
        "Aliases",
        "alias",
        "aliases",
        "Other names people type. Plurals, capitals, hyphens and accents need no alias.",
    ),
    Field(
        "definition",
        "text",
        "Definition",
        "definition",
        "definitions",
        "What it is, in one to four sentences; the first stands alone. A blank line parts paragraphs.",
        is_prose=True,
    ),
    Field("tags", "list", "Tags", "tag", "tags", "Subject fields."),
    Field(
        "related",
        "list",
        "Related",
        "related term",
        "related terms",
        "Names of entries a reader goes on to; of a name with several senses, the full form.",
    ),
    Field("titles", "list", "Job titles", "job title", "job titles", "The job titles of an audience."),
    Field("mottos", "list", "Mottos", "motto", "mottos", "The mottos of a role.", is_prose=True),
    Field("links", "list", "Links", "link", "links", "Pages about it, as whole addresses."),
    Field(
        "avoid",
        "avoid",
        "Words to avoid",
        "word to avoid",
        "words to avoid",
        "Words not to use for it, each with a reason.",
        is_prose=True,
    ),
    Field(
        "hints",
        "list",
        "Hints",
        "hint",
        "hints",
        "What people type who don't know the name: a need, a symptom, everyday words. Searched, never shown.",
    ),
    Field("language", "text", "Language", "language", "languages", "The glossary's language, BCP 47.", in_file=False),
    Field("glossary", "text", "Glossary", "glossary", "glossaries", "The glossary it came from.", in_file=False),
    Field(
        "forms",
        "list",
        "Irregular forms",
        "irregular form",
        "irregular forms",
        "Irregular inflections: indices, data.",
        in_json=False,
    ),
    Field(
        "case",
        "text",
        "Case",
        "case rule",
        "case rules",
        "How documents are matched: strict is just these capitals, loose is any.",
        in_json=False,
    ),
    Field(
        "status",
        "text",
        "Status",
        "status",
        "statuses",
        "What the team thinks of the entry, in a word of its own.",
        in_json=False,
    ),
    Field("source", "optional", "Source", "source", "sources", "Where the entry was taken from."),
    Field(
        "of",
        "text",
        "Of",
        "fingerprint",
        "fingerprints",
        "In a translation, the fingerprint of the text it was made from; languages --touch writes it.",
        in_json=False,
    ),
)


def names_of(*types: "Type", in_file: bool | None = None) -> tuple[str, ...]:
    """Return the names of the fields of these types, in the order of FIELDS; ``in_file`` None takes all of them.

    >>> names_of("optional")
    ('expansion', 'source')
    """
    return tuple(
        field.name for field in FIELDS if field.type in types and (in_file is None or field.in_file is in_file)
    )


LISTS = names_of("list")
FILE_KEYS = tuple(field.name for field in FIELDS if field.in_file)
_JSON_KEYS = tuple(field.name for field in FIELDS if field.in_json)


class Avoid(Value):
    """A word not to use for an entry, and why (the reason may be empty)."""

    word: str
    reason: str = ""


class Link(Value):
    """A titled pointer to another place, as in a glossary's ``see_also``; ``url`` is as the file has it."""

    title: str
    url: str


class Entry(Value):
    """One entry of a glossary: one sense of a term, a role, or an audience. Its fields are those of FIELDS.

    ``expansion`` is the full form of an acronym, or None. ``definition`` is plain text, its paragraphs parted by an
    empty line, each on one line. ``related`` holds names or full forms, which need not be defined. ``titles`` are the
    job titles of an audience, ``mottos`` those of a role, ``links`` URLs. ``hints`` are words people search with who
    don't know the name. ``source`` says what the entry was taken from, or is None.
    ``forms`` are irregular inflections of the name. ``case`` says how the name is matched in documents: "loose",
    "strict" (just these capitals) or "" (decided by the name's own shape). ``status`` is what the team thinks of it,
    in a word of its own. ``glossary`` names the glossary it came from, ``language`` is that one's (BCP 47). ``id``
    names the entry in addresses and pairs it with its translations, "" where its name does; ``of`` is, in a
    translation, the fingerprint of the text it was made from; ``reading`` is how the name is read, for sorting. Lists
    are in the file's order.
    """

    name: str
    kind: "Kind" = "term"
    expansion: str | None = None
    aliases: tuple[str, ...] = ()
    definition: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mottos: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    hints: tuple[str, ...] = ()
    language: str = ""
    glossary: str = ""
    forms: tuple[str, ...] = ()
    case: str = ""
    status: str = ""
    source: str | None = None
    id: str = ""
    reading: str = ""
    of: str = ""

    def called(self) -> "tuple[str, ...]":
        """Return all that a look-up finds the entry by: name, aliases, job titles, full form and irregular forms."""
        return (self.name, *self.aliases, *self.titles, *((self.expansion,) if self.expansion else ()), *self.forms)

    def as_dict(self) -> "dict[str, Any]":
        """Return the entry as ``-o json`` shows it: always the same keys, in the order of FIELDS, tuples as lists.

        ``id``, ``reading``, ``forms``, ``case``, ``status`` and ``of`` are not among them.

        >>> import glossctl, json
        >>> entry = glossctl.load().define("DRA")[0]
        >>> json.loads(json.dumps(entry.as_dict()))["expansion"]
        'Dynamic Resource Allocation'
        """
        return {name: plain(getattr(self, name)) for name in _JSON_KEYS}


def plain(value: "Any") -> "Any":
    """Return a field's value as JSON has it: tuples as lists, a word to avoid as an object."""
    if isinstance(value, tuple):
        return [dict(item._fields()) if isinstance(item, Value) else item for item in value]
    return value


class CheckSettings(Value):
    """How a team's documents are checked: what its glossary's [check] table says.

    ``known`` are acronyms that need no explanation. ``exclude`` are patterns as in .gitignore, relative to the file's
    folder. ``select`` and ``ignore`` are codes of rules, ``baseline`` the file of the findings that are known.
    """

    known: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str = ""


class Header(Value):
    """What a glossary file says of itself. ``tags`` is the closed list its entries draw from; empty means open.

    ``translates`` is the name of the file, in the same folder, of which this one is a translation; "" for none.
    """

    name: str
    title: str = ""
    language: str = "en"
    see_also: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    translates: str = ""
    check: CheckSettings = CheckSettings()


class Contents(Value):
    """A whole glossary: its header, its entries in file order, and its translations, each as its file has it."""

    header: Header
    entries: tuple[Entry, ...]
    translations: "tuple[Contents, ...]" = ()


class Hit(Value):
    """One answer of a search.

    ``score`` runs from 0 to 100 and means the same at every size of glossary: 100 is the query as it is written, 97 and
    more the same but for case, punctuation or a plural. ``matched`` names the fields that matched, best first.
    """

    entry: Entry
    score: float
    matched: "tuple[Matched, ...]" = ()


class Hits(tuple[Hit, ...]):
    """The hits of a search, best first: a tuple, with the number of all that were found in ``total``."""

    total: int

    def __new__(cls, hits: "Iterable[Hit]" = (), total: int | None = None) -> "Self":
        """Make the best hits of ``total``, by default of as many as there are."""
        made = super().__new__(cls, hits)
        made.total = len(made) if total is None else total
        return made


class Answer(Value):
    """What was found for one query: its senses, in the order of ``Glossary.define``, and how the query matched.

    ``query`` is as it was asked. ``match`` is how the first of ``entries`` matched; it is None and ``entries`` empty on
    a miss, and then ``suggestions`` may hold up to three near hits, best first.
    """

    query: str
    match: "Match | None" = None
    entries: tuple[Entry, ...] = ()
    suggestions: tuple[Hit, ...] = ()


class Expansion(Value):
    """An acronym with one of its full forms, and the glossary that says so."""

    acronym: str
    expansion: str
    glossary: str


class Branch(Value):
    """A node of the tree of related terms: a name, its entry (None where nothing defines it), and its branches.

    ``branches`` are in the order in which the entry names them; a leaf has none.
    """

    name: str
    entry: Entry | None = None
    branches: "tuple[Branch, ...]" = ()


class Layer(Value):
    """A glossary file that is in force, and why it counts.

    ``reason``: "given" was handed to ``load``, "project" found at or above the folder, "user" in the configuration
    folder, "bundled" comes with glossctl; "flag" and "environment" are the command line's.
    """

    path: str
    reason: "Reason"


class SourceRow(Value):
    """A layer as ``sources`` tells of it.

    ``entries`` is their number. ``index_bytes`` is the size of the compiled index in the cache folder, None where none
    is kept. ``error`` is None, or says in one line why the file is out of force: then ``glossary`` is None too.
    """

    path: str
    reason: "Reason"
    glossary: str | None = None
    title: str = ""
    language: str = ""
    entries: int = 0
    see_also: tuple[Link, ...] = ()
    index_bytes: int | None = None
    error: str | None = None
