"""Notes that Anki imports as they are: tab-separated, headed by its file headers.

Front is the name, back the full form and the definition. Senses of a name make one numbered note, since a second note
with the same front would replace the first. A space in a tag becomes "_", since spaces part tags.
Source: Anki Manual, Importing, Text Files, File Headers.
"""

from glossctl.exchange.articles import articles, misread, numbered, otherwise, senses_of
from glossctl.exchange.lists.cells import join
from glossctl.exchange.lists.columns import Columns
from glossctl.exchange.lists.labels import on_a_line
from glossctl.exchange.losses import counted, lossy
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.syntax.looks import looks
from glossctl.syntax.markup import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents
    from glossctl.exchange.protocol import Reading

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_META = ("deck", "notetype", "guid")
_MOST = 100  # fields of a note
_HEAD = "#separator:tab\n#html:false\n#columns:Front\tBack\tTags\n#tags column:3\n"


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "markdown")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the notes of a text that Anki exports or imports: front, back, tags. Raises FileError (X002) for none.

    The file headers say the separator, which column holds what, and whether fields are HTML, which is taken out.
    """
    from glossctl.exchange.lists.delimited import Cutter  # for reading only
    from glossctl.exchange.lists.rows import RowReader

    lines = text.splitlines(keepends=True)
    size = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    said = dict(line[1:].strip().lower().split(":", 1) for line in lines[:size] if ":" in line)
    delimiter = _SEPARATORS.get(said.get("separator", "tab"), said.get("separator", "\t")[:1] or "\t")
    columns = [at for at in range(_MOST) if str(at + 1) not in {said.get(f"{key} column") for key in _META}]
    tags = int(said.get("tags column", "0")) - 1
    rows = []
    for number, row in Cutter("".join(lines[size:]), delimiter).records():
        fields = [(cell if said.get("html") == "false" else plain(cell)[0]).strip() for cell in row]
        front, back = ([fields[at] for at in columns if at < len(fields) and at != tags] + ["", ""])[:2]
        labels = [tag.replace("_", " ") for tag in fields[tags].split()] if 0 <= tags < len(fields) else []
        rows += [(size + number, [front, *parts, join(labels)]) for parts in senses_of(front, back)]
    reader = RowReader(path, options, lambda cell: (cell, ()))
    reader.read_exactly(rows, Columns(("name", "expansion", "definition", "tags")))
    return reader.reading()


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return ``contents`` as notes.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> made = write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU", tags=("gpu sharing",)),)))
    >>> made.text.splitlines()[-1]
    'MIG\tMulti-Instance GPU\tgpu_sharing'
    """
    lines = []
    read_otherwise = retagged = 0
    for name, senses in articles(contents.entries).items():
        read_otherwise += misread(on_a_line(name), senses)
        tags = dict.fromkeys("_".join(tag.split()) for entry in senses for tag in entry.tags)
        back = tuple(tag.replace("_", " ") for tag in tags)
        retagged += sum(entry.tags != back for entry in senses)
        lines.append("\t".join(map(_field, (on_a_line(name), numbered(senses), " ".join(tags)))) + "\n")
    losses = [*otherwise(read_otherwise)]
    if retagged:
        losses.append(
            counted(retagged, "entry whose tags read back otherwise", "entries whose tags read back otherwise")
        )
    losses += lossy(contents, ("definition", "expansion", "tags"))
    return Writing(_HEAD + "".join(lines), tuple(losses))


def _field(text: str) -> str:
    quoted = any(char in text for char in '\t\n\r"') or text.startswith("#")
    return '"' + text.replace('"', '""') + '"' if quoted else text
