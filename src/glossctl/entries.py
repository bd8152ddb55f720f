"""The library's values, and FIELDS, the table of an entry's fields. No I/O.

The annotations of a value's class are its fields and make its constructor. ``dataclasses`` would do the same, but costs
more to import than a whole plain look-up.
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
        return lambda cls: cls


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
        cls = super().__new__(meta, name, bases, {**namespace, "__slots__": fields})
        cls._defaults = defaults
        return cls


@dataclass_transform(frozen_default=True)
class Value(metaclass=_Fields):
    """Base of the values: immutable, with fields from annotations; equal if all fields are equal."""

    if TYPE_CHECKING:
        __slots__: ClassVar[tuple[str, ...]]  # set by the metaclass

    def __init__(self, *values: "Any", **named: "Any") -> None:
        names = self.__slots__
        set_field = object.__setattr__
        for name, value in zip(names, values, strict=False):
            set_field(self, name, value)
        defaults = type(self)._defaults
        for name in names[len(values) :]:
            if name in named:
                set_field(self, name, named.pop(name))
            elif name in defaults:
                set_field(self, name, defaults[name])
            else:
                raise TypeError(f"{type(self).__name__}() needs {name}")
        if named or len(values) > len(names):
            raise TypeError(f"{type(self).__name__}() takes {', '.join(names)} and nothing else")

    def _fields(self) -> "Iterator[tuple[str, Any]]":
        return ((name, getattr(self, name)) for name in self.__slots__)

    def replace(self, **changes: "Any") -> "Self":
        """Return a copy with other values for the fields in ``changes``."""
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
    """The definition of an entry's field.

    ``type``: "text" is a string, "" if empty; "optional" a string or None; "list" a tuple of strings; "avoid" a tuple
    of Avoid; "kind" one of KINDS. ``label`` is shown before the value and as a column heading. ``noun`` and ``nouns``
    count its values. ``about`` tells writers of glossary files what belongs there. ``in_file`` says whether glossary
    files have it as a key, ``in_json`` whether ``-o json`` has it, ``is_prose`` whether its text may have line breaks.
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
    """Return the names of the fields of these types, in the order of FIELDS; ``in_file`` None doesn't filter.

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
    """A titled link, as in a glossary's ``see_also``; ``url`` is as the file has it."""

    title: str
    url: str


class Entry(Value):
    """One entry of a glossary: one sense of a term, a role, or an audience. Its fields are those of FIELDS.

    ``expansion`` is the full form of an acronym, or None. ``definition`` is plain text: one line a paragraph, separated
    by empty lines. ``related`` holds names or full forms, which need not be defined. ``titles`` are the job titles of
    an audience, ``mottos`` the mottos of a role, ``links`` URLs. ``hints`` are words that people search with if they
    don't know the name. ``source`` says where the entry was taken from, or is None. ``forms`` are irregular inflections
    of the name. ``case`` says how the name is matched in documents: "loose", "strict" (exactly these capitals) or ""
    (decided by the capitals of the name). ``status`` is the team's own word for the state of the entry. ``glossary`` is
    the name of its glossary, ``language`` the language of that glossary (BCP 47). ``id`` identifies the entry in
    addresses and pairs it with its translations; "" means the name does. In a translation, ``of`` is the fingerprint
    of the text it was made from; ``reading`` is how the name is read, for sorting. Lists are in file order.
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
        """Return every text that finds the entry: name, aliases, job titles, full form and irregular forms."""
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
    """How a team's documents are checked, from the [check] table of its glossary.

    ``known`` are acronyms that need no explanation. ``exclude`` are patterns as in .gitignore, relative to the file's
    folder. ``select`` and ``ignore`` are codes of rules, ``baseline`` the file of known findings.
    """

    known: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str = ""


class Header(Value):
    """The header of a glossary file. ``tags`` is the closed list of tags its entries may use; empty allows any.

    ``translates`` is the name of the file in the same folder that this one translates; "" for none.
    """

    name: str
    title: str = ""
    language: str = "en"
    see_also: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    translates: str = ""
    check: CheckSettings = CheckSettings()


class Contents(Value):
    """A whole glossary: its header, its entries in file order, and its translations."""

    header: Header
    entries: tuple[Entry, ...]
    translations: "tuple[Contents, ...]" = ()


class Hit(Value):
    """One answer of a search.

    ``score`` runs from 0 to 100 and means the same for every size of glossary: 100 is exact, a match from 97 on differs
    only in case, punctuation or a plural. ``matched`` names the fields that matched, best first.
    """

    entry: Entry
    score: float
    matched: "tuple[Matched, ...]" = ()


class Hits(tuple[Hit, ...]):
    """The hits of a search, best first: a tuple, with the number of all matches in ``total``."""

    total: int

    def __new__(cls, hits: "Iterable[Hit]" = (), total: int | None = None) -> "Self":
        """Hold the best hits of ``total`` matches, by default as many as there are hits."""
        instance = super().__new__(cls, hits)
        instance.total = len(instance) if total is None else total
        return instance


class Answer(Value):
    """The answer to a query: its senses, in the order of ``Glossary.define``, and how the query matched.

    ``query`` is as typed. ``match`` is how the first of ``entries`` matched. On a miss it is None, ``entries`` empty,
    and ``suggestions`` may hold up to three near hits, best first.
    """

    query: str
    match: "Match | None" = None
    entries: tuple[Entry, ...] = ()
    suggestions: tuple[Hit, ...] = ()


class Expansion(Value):
    """An acronym with one of its full forms, and the glossary it comes from."""

    acronym: str
    expansion: str
    glossary: str


class Branch(Value):
    """A node of the tree of related terms: a name, its entry (None if undefined), and its branches.

    ``branches`` are in the order the entry lists them; a leaf has none.
    """

    name: str
    entry: Entry | None = None
    branches: "tuple[Branch, ...]" = ()


class Layer(Value):
    """A glossary file in use, and why.

    ``reason``: "given" was handed to ``load``, "project" found at or above the folder, "user" in the configuration
    folder, "bundled" comes with glossctl; "flag" and "environment" are the command line's.
    """

    path: str
    reason: "Reason"


class SourceRow(Value):
    """A layer as ``sources`` shows it.

    ``entries`` is their number. ``index_bytes`` is the size of the compiled index in the cache folder, None if there is
    none. ``error`` is None, or says in one line why the file isn't used; then ``glossary`` is None too.
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
