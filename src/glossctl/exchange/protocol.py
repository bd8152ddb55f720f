"""What a module of ``exchange`` offers, so that all formats are treated alike, and the values that go in and out.

A module has the functions of the protocols below that its format makes sense for; ``exchange.FORMATS`` says which.
Texts are whole, without a byte-order mark, their line ends as they came; ``path`` only names the source in messages and
gives the glossary its name where the text itself doesn't. Paths in Pages are relative, with "/", and never climb.

Readers gather faults and raise FileError (codes X001 and on: X001 not of this format, X002 nothing in it that is an
entry, X003 a limit passed; each format documents its own) or GlossctlError; they never print, fetch, execute, or leave
the folder. What a format could not carry is a sentence in ``losses``, in the words "12 links", "3 rows without a name",
that can follow "not carried: ": counted, most important first. Whatever is not carried must stand there;
``losses.lossy`` counts the fields that a format has no place for. ``notes`` says how a text was understood.

Entries of a Reading are as ``toml.read`` makes them: definitions normalised (``text.paragraphs`` joined by a blank
line), strings stripped, list fields tuples of non-empty strings, ``glossary`` and ``language`` those of the header.
"""

from typing import Protocol

from glossctl.entries import Value
from glossctl.exchange.lists.columns import RECOGNISE, Columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


class Options(Value):
    """What the caller says of a source or a destination: a format takes what concerns it.

    ``columns`` names columns or keys, ``language`` is the one to read where there are several, ``ending`` is that of
    the file to write, where a format has two syntaxes.
    """

    columns: Columns = RECOGNISE
    language: str = ""
    ending: str = ""


DEFAULT = Options()


class Reader(Protocol):
    """A format that is read from a text."""

    def detect(self, text: str) -> bool:
        """Tell whether ``text`` may be of the format: False where it plainly is of another."""

    def read(self, text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
        """Return what a text says."""


class Writer(Protocol):
    """A format that is written as one text."""

    def write(self, contents: "Contents", options: Options = DEFAULT) -> "Writing":
        """Return a glossary as a text."""


class BytesReader(Protocol):
    """A format that is read from the bytes of a file."""

    def read_bytes(self, content: bytes, path: str = "<file>", options: Options = DEFAULT) -> "Reading":
        """Return what the bytes of a file say."""


class FolderReader(Protocol):
    """A format that is read from a folder of files."""

    def read_folder(self, folder: str, options: Options = DEFAULT) -> "Reading":
        """Return what the files of a folder say."""


class FolderWriter(Protocol):
    """A format that is written as a folder of files."""

    def write_folder(self, contents: "Contents", options: Options = DEFAULT) -> "Pages":
        """Return a glossary as the files of a folder."""


class Reading(Value):
    """What a format's text was read as, what of it a glossary could not carry, and how it was understood."""

    contents: "Contents"
    losses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Writing(Value):
    """A glossary in the text of a format, and what of it the format could not carry."""

    text: str
    losses: tuple[str, ...] = ()


class Pages(Value):
    """A glossary as the files of a folder: (relative path, text) pairs, and what the format could not carry."""

    files: tuple[tuple[str, str], ...]
    losses: tuple[str, ...] = ()
