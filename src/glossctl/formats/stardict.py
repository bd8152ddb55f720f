r"""The tab file that StarDict's ``tabfile`` and PyGlossary compile: a name, a tab, its article; written only.

A line break in an article is ``\n``, a tab ``\t``, a backslash ``\\``. Senses of a name make one numbered article:
readers show only the first of several. Source: StarDict, HowToCreateDictionary.
"""

from glossctl.articles import articles, numbered, one_line
from glossctl.formats import Writing
from glossctl.losses import lossy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents


def write(contents: "Contents") -> Writing:
    r"""Return ``contents`` as a tab file, in the order of its names' first use.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("MIG", expansion="Multi-Instance GPU", definition="A\\B"),))).text
    'MIG\tMulti-Instance GPU\\n\\nA\\\\B\n'
    """
    lines = [f"{one_line(name)}\t{_escaped(numbered(senses))}\n" for name, senses in articles(contents.entries).items()]
    return Writing("".join(lines), lossy(contents, ("definition", "expansion")))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "").replace("\n", "\\n")
