"""Abbreviations as Markdown extensions read them, ``*[MIG]: Multi-Instance GPU``: for MkDocs, PHP Markdown Extra.

Full forms of one acronym stand on one line, parted by " / ", since the last line of an acronym wins.
Source: PHP Markdown Extra, Abbreviations; Python-Markdown, Abbreviations.
"""

from glossctl.errors import FileError
from glossctl.exchange.articles import full_forms
from glossctl.exchange.losses import counted, uncarried, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.syntax.looks import looks
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents, Entry
    from glossctl.exchange.protocol import Reading


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "markdown", "html", "yaml", "contextive")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the abbreviations in a Markdown text. Raises FileError (X002) when there are none."""
    from glossctl.exchange.lists.pages import abbreviations  # loads markdown-it, which writing needs none of
    from glossctl.syntax.pages import markdown

    return abbreviations(markdown.read_file(text, path), path, options)


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return the acronyms of ``contents`` with their full forms.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU"),))).text
    '*[MIG]: Multi-Instance GPU\n'
    """
    found: dict[str, dict[str, None]] = {}
    written = unwritable = 0
    for name, full_form in full_forms(contents.entries):
        if "]" in name or len(name.splitlines()) > 1:
            unwritable += 1
        else:
            found.setdefault(name, {})[one_line(full_form)] = None
            written += 1
    text = "".join(f"*[{name}]: {' / '.join(forms)}\n" for name, forms in found.items())
    without = sum(next(full_forms([entry]), None) is None for entry in contents.entries)
    losses = [counted(without, "entry", "entries") + " without an acronym"] if without else []
    if misread := _misread(text, found):
        losses.append(counted(misread, "full form that reads back otherwise", "full forms that read back otherwise"))
    if unwritable:
        losses.append(counted(unwritable, "acronym") + ' with "]" in it')
    bare = (entry if entry.expansion else entry.replace(aliases=_others(entry)) for entry in contents.entries)
    return Writing(text, (*losses, *uncarried(bare, ("expansion", "kind")), *uncarried_header(contents.header)))


def _misread(text: str, written: "dict[str, dict[str, None]]") -> int:
    """Return how many full forms ``read`` doesn't give back from what was written: several on a line, say."""
    pairs = [(name, form) for name, forms in written.items() for form in forms]
    if not pairs:
        return 0
    try:
        entries = read(text).contents.entries
    except FileError:
        return len(pairs)
    there = {(entry.name, entry.expansion, entry.definition) for entry in entries}
    return sum((name, form, "") not in there for name, form in pairs)


def _others(entry: "Entry") -> tuple[str, ...]:
    acronyms = {name for name, _ in full_forms([entry])}
    return tuple(alias for alias in entry.aliases if alias not in acronyms)
