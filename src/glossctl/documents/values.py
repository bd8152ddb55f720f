"""What ``explain`` and ``check`` answer with: frozen values with their places in the text.

Lines and columns count from 1, columns in code points of the text as it is; offsets count code points from 0.
"""

from glossctl.entries import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry


class Term(Value):
    """A term of the glossary that a text uses.

    ``entry`` is the sense that is meant, or the nearest where nothing decides; ``others`` are further senses of the
    name, nearest in meaning first. ``is_decided``: the text itself, or the words around, say that ``entry`` is meant.
    ``word`` is the term as it stands at its first use, ``line`` and ``column`` are where that is.
    """

    entry: "Entry"
    others: "tuple[Entry, ...]"
    uses: int
    line: int
    column: int
    word: str
    is_decided: bool = True


class Defined(Value):
    """An acronym that a text expands itself, with a full form that the glossary lacks.

    The place is that of its first use. ``is_listed``: the glossary has the acronym, with another full form.
    """

    acronym: str
    expansion: str
    uses: int
    line: int
    column: int
    is_listed: bool = False


class Unknown(Value):
    """An acronym that neither the text nor the glossary expands; the place is that of its first use."""

    acronym: str
    uses: int
    line: int
    column: int


class Explanation(Value):
    """What the terms and acronyms of a text mean; each part is in the order of first use.

    ``path`` is the document as it was named, "" for a text that has no name.
    """

    path: str = ""
    terms: tuple[Term, ...] = ()
    defined: tuple[Defined, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class Finding(Value):
    """One finding of ``check``: ``word`` is what stands there, from ``start`` to ``end`` (offsets in the text).

    ``code`` and ``rule`` name the rule, as in U001 and undefined. ``acronym`` is the word's bare form where it is an
    acronym, else None. ``uses`` counts the word in the document; 1 where each use is a finding of its own.
    ``replacement`` is what to write instead of ``word``, None where that is for a person to say. ``path`` is the
    document as it was named, "" for a text that has no name. ``end_column`` is that of the character behind the word.
    ``article`` is the a or an before the word that changes with it: from where to where, and what to write.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    rule: str
    acronym: str | None
    word: str
    message: str
    uses: int = 1
    replacement: str | None = None
    start: int = 0
    end: int = 0
    article: tuple[int, int, str] | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


class Occurrence(Value):
    """A term where it stands in a text: ``word``, from ``start`` to ``end`` (offsets), and the senses it may have.

    ``entries`` come in the order of look-ups, each once. ``spelled`` are the ways to write the full form there instead,
    one for each sense whose acronym it is.
    """

    entries: "tuple[Entry, ...]"
    word: str
    start: int
    end: int
    spelled: tuple[str, ...] = ()


class Typed(Value):
    """What may be meant where a text, from ``start`` on, has its beginning: ``text``, the name or full form."""

    entry: "Entry"
    text: str
    start: int


class Place(Value):
    """Where something stands in a file; line and column count from 1, columns in code points."""

    path: str
    line: int
    column: int
