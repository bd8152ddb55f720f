"""The parameters of commands: what an option or an argument is, and those that several commands share."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    # An option's or argument's values: a text, a list of texts, a whole number from 1, or a flag.
    Kind = Literal["text", "list", "number", "flag"]


class Parameter:
    """An option (``names`` holds its spellings) or an argument (it has none) of a command.

    ``key`` is its name in ``run``, or in ``Settings`` where the parameter ``settles`` how any command works. ``offer``
    names the function of ``cli.offers`` that completes it.
    """

    __slots__ = ("names", "key", "kind", "metavar", "what", "default", "offer", "required", "settles")

    def __init__(
        self,
        names: "tuple[str, ...]",
        key: str,
        kind: "Kind",
        metavar: str,
        what: str,
        default: str | None = None,
        offer: str = "",
        required: bool = False,
        settles: bool = False,
    ) -> None:
        self.names = names
        self.key = key
        self.kind = kind
        self.metavar = metavar
        self.what = what
        self.default = default
        self.offer = offer
        self.required = required
        self.settles = settles

    @property
    def takes_files(self) -> bool:
        """Whether a value is the name of a file or a folder."""
        return any(kind in self.metavar for kind in ("FILE", "PATH", "SOURCE", "DEST", "FOLDER"))

    def empty(self) -> "Any":
        """Return the value of a parameter that is not on the command line."""
        return [] if self.kind == "list" else False if self.kind == "flag" else self.default


def option(*names: str, metavar: str, what: str, key: str = "", default: str = "", offer: str = "") -> Parameter:
    """Return an option that takes a text."""
    return Parameter(names, key or _key(names), "text", metavar, what, default, offer)


def number(*names: str, what: str, default: str | None = None) -> Parameter:
    """Return an option that takes a whole number from 1; without ``default`` it may be None."""
    return Parameter(names, _key(names), "number", "N", what, default)


def several(*names: str, metavar: str, what: str, key: str = "", offer: str = "") -> Parameter:
    """Return an option that takes a text and may be given several times."""
    return Parameter(names, key or _key(names), "list", metavar, f"{what}; repeatable.", None, offer)


def flag(*names: str, what: str, key: str = "") -> Parameter:
    """Return an option that takes no value."""
    return Parameter(names, key or _key(names), "flag", "", what)


def argument(metavar: str, what: str, key: str = "", default: str | None = None, offer: str = "") -> Parameter:
    """Return an argument of one word: required, unless it has a default."""
    return Parameter((), key or metavar.lower(), "text", metavar, what, default, offer, required=default is None)


def words(metavar: str, what: str, offer: str = "", required: bool = False) -> Parameter:
    """Return an argument that takes all words there are."""
    key = metavar.removesuffix("...").lower()
    return Parameter((), key, "list", metavar, what, None, offer, required)


def _key(names: "tuple[str, ...]") -> str:
    return names[-1].lstrip("-").replace("-", "_")


COLOR = Parameter(
    ("--color",), "color", "text", "WHEN", "auto, always or never.", offer="colors", settles=True
)  # fmt: skip
OUTPUT = Parameter(
    ("-o", "--output"),
    "output",
    "text",
    "SHAPE",
    "panel, plain, json or markdown.",
    offer="outputs",
    settles=True,
)
GLOSSARY = Parameter(
    ("-g", "--glossary"),
    "glossary",
    "list",
    "NAME|PATH",
    "Just this glossary, by name or file; repeatable.",
    offer="glossaries",
    settles=True,
)
OWN = Parameter(
    ("-g", "--glossary"),
    "glossary",
    "list",
    "NAME|FILE",
    "This glossary file, not the nearest of your own.",
    offer="glossaries",
)
NO_PAGER = Parameter(
    ("--no-pager",), "no_pager", "flag", "", "Show a long answer on a terminal without $PAGER.", settles=True
)  # fmt: skip
LANGUAGE = Parameter(
    ("-l", "--language"),
    "language",
    "text",
    "TAG",
    "The language to read, as ja or zh-Hant; default: that of LC_ALL or LANG.",
    offer="languages",
    settles=True,
)
SHOWN = (OUTPUT, GLOSSARY, COLOR, NO_PAGER)
LOOK_UP = (OUTPUT, GLOSSARY, LANGUAGE, COLOR, NO_PAGER)
USER = flag("--user", what="Your own glossary in the configuration folder.")
NAME = words("NAME", "The entry's name.", offer="names", required=True)
SENSE = option("--sense", metavar="EXPANSION|N", what="Which sense: its full form, or its number.")
TAG = option("--tag", metavar="TAG", offer="tags", what="Only entries with this tag.")
KIND = option("--kind", metavar="KIND", offer="kinds", what="Only term, role or audience.")
FILES = words("FILE...", "Glossary files; - is standard input. Default: the project's.")
SOURCE = "A file or folder, of documents several; - is standard input. Behind it what to write, - without."
DESTINATION = argument("[DEST]", "What to write; - is standard output.", key="destination", default="-")
COLUMNS = option("--columns", metavar="FIELD,...", what="What the columns hold, in order; - leaves one out.")
MAPPING = option(
    "--map", metavar="THEIRS=OURS,...", key="mapping", what="Which column, or key, holds which field."
)  # fmt: skip

STDIN_FILENAME = option("--stdin-filename", metavar="NAME", what="What standard input is: its format, its name.")
JOBS = option("--jobs", metavar="N", what="How many processes; default: as many as are worth it.")
SCHEDULER = option("--scheduler", metavar="ADDRESS", what="Spread the work over this Dask cluster.")
