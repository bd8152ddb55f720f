"""Notes that Anki imports as they are: tab-separated, headed by its file headers; written only.

Front is the name, back the full form and the definition. Senses of a name make one numbered note, since a second note
with the same front would replace the first. A space in a tag becomes "_", since spaces part tags.
Source: Anki Manual, Importing, Text Files, File Headers.
"""

from glossctl.exchange.articles import articles, numbered, one_line
from glossctl.exchange.losses import lossy
from glossctl.exchange.protocol import DEFAULT, Options, Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents

_HEAD = "#separator:tab\n#html:false\n#columns:Front\tBack\tTags\n#tags column:3\n"


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return ``contents`` as notes.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> made = write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU", tags=("gpu sharing",)),)))
    >>> made.text.splitlines()[-1]
    'MIG\tMulti-Instance GPU\tgpu_sharing'
    """
    lines = []
    for name, senses in articles(contents.entries).items():
        tags = dict.fromkeys("_".join(tag.split()) for entry in senses for tag in entry.tags)
        lines.append("\t".join(map(_field, (one_line(name), numbered(senses), " ".join(tags)))) + "\n")
    return Writing(_HEAD + "".join(lines), lossy(contents, ("definition", "expansion", "tags")))


def _field(text: str) -> str:
    quoted = any(char in text for char in '\t\n\r"') or text.startswith("#")
    return '"' + text.replace('"', '""') + '"' if quoted else text
