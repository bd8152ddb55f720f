"""The formats a glossary is read from and written to: one file each, ``toml`` the native one.

What a module here offers, so that ``exchange`` can treat all alike:

- text formats: ``read(text, path) -> Reading`` and ``write(contents) -> Writing``; ``path`` only names the source in
  messages and gives the glossary its name where the text itself doesn't. The text is whole, without a byte-order mark,
  its line ends as they came.
- folder formats: ``read_folder(folder) -> Reading`` and ``write_folder(contents) -> Pages``; a module may have both
  pairs. The paths in Pages are relative, with "/", and never climb.
- tabular formats take one more argument in both directions, ``columns`` (see ``columns.Columns``): which column or key
  holds what.
- A module has only the functions its format makes sense for: no ``read``, no import.

Readers gather faults and raise FileError (codes X001 and on: X001 not of this format, X002 nothing in it that is an
entry, X003 a limit passed; each format documents its own) or GlossctlError; they never print, fetch, execute, or leave
the folder. What a format could not carry is a sentence in ``losses``, in the words "12 links", "3 rows without a name",
that can follow "not carried: ": counted, most important first. Whatever is not carried must stand there;
``losses.lossy`` counts the fields that a format has no place for. ``notes`` says how a text was understood.

Entries of a Reading are as ``toml.read`` makes them: definitions normalised (``text.paragraphs`` joined by a blank
line), strings stripped, list fields tuples of non-empty strings, ``glossary`` and ``language`` those of the header.
"""

from glossctl.entries import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


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
