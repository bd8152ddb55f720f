"""The table of commands: a row each, with its parameters. The quick reader, Typer, completion and the docs read it.

A command is a row here and a file of its name beside this one (of ``room``, where Python keeps the name for itself),
whose ``run(settings, ...)`` takes the parameters under their keys and returns the exit status. Nothing here imports
Typer: a plain look-up is done in a third of the time that its import takes.
"""

from glossctl.cli.parameters import (
    COLOR,
    COLUMNS,
    DESTINATION,
    FILES,
    GLOSSARY,
    JOBS,
    KIND,
    LANGUAGE,
    LOOK_UP,
    MAPPING,
    NAME,
    NO_PAGER,
    OUTPUT,
    OWN,
    SCHEDULER,
    SENSE,
    SHOWN,
    SOURCE,
    STDIN_FILENAME,
    TAG,
    USER,
    Parameter,
    argument,
    flag,
    number,
    option,
    several,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Command:
    """A row of the table. ``lists`` says that its answer is a list: plain text is then the default in a pipe."""

    __slots__ = ("name", "short", "long", "parameters", "room", "lists")

    def __init__(
        self, name: str, short: str, long: str, *parameters: Parameter, room: str = "", lists: bool = False
    ) -> None:
        self.name = name
        self.short = short
        self.long = long
        self.parameters = parameters
        self.room = room or name
        self.lists = lists

    @property
    def arguments(self) -> "list[Parameter]":
        """The arguments, in their order."""
        return [parameter for parameter in self.parameters if not parameter.names]

    @property
    def options(self) -> "dict[str, Parameter]":
        """The options by each of their spellings."""
        return {name: parameter for parameter in self.parameters for name in parameter.names}

    @property
    def shapes(self) -> str:
        """What ``-o`` takes, in words; empty where there is no such option."""
        return next((parameter.what for parameter in self.parameters if "-o" in parameter.names), "")

    @property
    def looks_up(self) -> bool:
        """Whether the command answers in the shapes of ``-o`` that look-ups have."""
        return OUTPUT in self.parameters


ROWS = (
    Command(
        "define",
        "Answer a term, acronym, alias or full form.",
        "Show the entries of a term, acronym, alias, full form, role or audience.",
        words("TERM...", "Terms; - reads them from input.", offer="names", required=True),
        flag("--open", key="in_browser", what="Open the first link of the entries in your browser."),
        *LOOK_UP,
    ),
    Command(
        "search",
        "Rank entries for words, a typo, a description.",
        "Rank the entries for a few words, a half-remembered name, a typo or a description.",
        words("QUERY...", "Words; - reads queries from input.", offer="names", required=True),
        number("--limit", what="Show at most N entries.", default="10"),
        TAG,
        KIND,
        *LOOK_UP,
    ),
    Command(
        "expand",
        "Show full forms, or write them into a text.",
        "Show the full forms of acronyms, or write them into a text.",
        words("ACRONYM...", "Acronyms; - reads them from input.", offer="acronyms"),
        flag("--reverse", what="From the full form to the acronym."),
        flag("--text", what="Write the full forms into a text: a file, or standard input."),
        *LOOK_UP,
        lists=True,
    ),
    Command(
        "roles",
        "Show who is responsible for what.",
        "Show the roles and what they are responsible for.",
        words("NAME...", "Roles to show; all by default.", offer="people"),
        flag("--motto", what="With their mottos."),
        flag("--audiences", what="The audiences and the job titles they cover."),
        *LOOK_UP,
    ),
    Command(
        "list",
        "Show every entry, one line each.",
        "Show every entry, one line each.",
        TAG,
        KIND,
        flag("--tags", what="The tags instead, with the number of their entries."),
        *LOOK_UP,
        lists=True,
    ),
    Command(
        "related",
        "Show the tree of related terms.",
        "Show the tree of related terms.",
        words("TERM...", "A term.", offer="names", required=True),
        number("--depth", what="How many levels.", default="2"),
        *LOOK_UP,
    ),
    Command(
        "sources",
        "Show the glossaries in force.",
        "Show which glossaries are in force, nearest first.",
        *SHOWN,
        lists=True,
    ),
    Command(
        "explain",
        "Say what the acronyms of a text mean.",
        "Show a small glossary of the terms and acronyms in documents, in the order of first use.",
        words("FILE...", "Files or folders; without, or -, standard input."),
        flag("--unknown", what="Only what the glossary lacks, each with the command that adds it."),
        STDIN_FILENAME,
        JOBS,
        SCHEDULER,
        *SHOWN,
    ),
    Command(
        "check",
        "Find unexplained acronyms in documents.",
        "Find acronyms that nobody expands, full forms that contradict the glossary, and words to avoid.",
        words("PATH...", "Files or folders; - is standard input.", required=True),
        several("--select", metavar="CODE,...", what="Only these rules", offer="finding_codes"),
        several("--ignore", metavar="CODE,...", what="Not these rules", offer="finding_codes"),
        option(
            *("-o", "--output"),
            metavar="SHAPE",
            offer="fault_outputs",
            default="text",
            what="text, json, sarif or github.",
        ),
        flag("--fix", what="Write what is certain into the files."),
        option("--since", metavar="REV", what="Only lines changed since the merge base with this revision."),
        option("--baseline", metavar="FILE", what="Findings that are known and not reported."),
        flag("--write-baseline", what="Write the baseline instead of reporting."),
        flag("--statistics", what="How often each rule found something."),
        STDIN_FILENAME,
        JOBS,
        SCHEDULER,
        GLOSSARY,
        COLOR,
        NO_PAGER,
    ),
    Command(
        "languages",
        "Show what translations have and lack.",
        "Show which entries are translated, missing, or translated from an older text, language by language.",
        Parameter((), "id", "list", "[ID...]", "With --touch: the entries that were read again; all by default."),
        option("-l", "--language", metavar="TAG", offer="languages", what="Just this language, in full."),
        flag("--check", what="Status 1 if anything is missing or out of date."),
        flag("--touch", what="Write what was read again: the fingerprints of the texts as they are."),
        OUTPUT,
        GLOSSARY,
        COLOR,
        NO_PAGER,
        lists=True,
    ),
    Command(
        "add",
        "Write a new entry into your file.",
        "Write a new entry into your glossary file; the rest of the file stays as it is.",
        words("NAME", "The term, acronym, role or audience.", required=True),
        option("--expansion", metavar="TEXT", what="Its full form."),
        option("--definition", metavar="TEXT", what="What it is."),
        several("--alias", key="aliases", metavar="NAME", what="Another name"),
        several("--tag", key="tags", metavar="TAG", what="A subject", offer="tags"),
        several("--related", metavar="NAME", what="A related entry", offer="names"),
        several("--link", key="links", metavar="URL", what="A page about it"),
        several("--hint", key="hints", metavar="TEXT", what="Words people search with who don't know the name"),
        several("--title", key="titles", metavar="TEXT", what="An audience's job title"),
        several("--motto", key="mottos", metavar="TEXT", what="A role's motto"),
        option("--source", metavar="TEXT", what="Where it was taken from."),
        option("--kind", metavar="KIND", offer="kinds", what="term, role or audience."),
        flag("--role", what="The same as --kind role."),
        flag("--audience", what="The same as --kind audience."),
        flag("--sense", what="One more sense of a name that is there."),
        option("--language", metavar="TAG", offer="languages", what="A translation into this language."),
        option("--id", metavar="ID", what="Of a translation: the entry that it translates."),
        option("--reading", metavar="TEXT", what="How the name is read, for sorting: kana, pinyin."),
        USER,
        OWN,
    ),
    Command(
        "edit",
        "Open an entry in your editor.",
        "Open an entry of your glossary file in your editor ($VISUAL, $EDITOR), and check it before it counts.",
        words("NAME", "An entry; without one, the file.", offer="names"),
        SENSE,
        USER,
        OWN,
    ),
    Command(
        "remove",
        "Take an entry out of your file.",
        "Take an entry out of your glossary file; the rest of the file stays as it is.",
        NAME,
        SENSE,
        USER,
        OWN,
    ),
    Command(
        "validate",
        "Find the faults of glossary files.",
        "Find the faults of glossary files: duplicates, dead ends, misfits, typos.",
        FILES,
        several("--select", metavar="CODE,...", what="Only these rules", offer="codes"),
        several("--ignore", metavar="CODE,...", what="Not these rules", offer="codes"),
        option(
            *("-o", "--output"),
            metavar="SHAPE",
            offer="fault_outputs",
            default="text",
            what="text, json, sarif or github.",
        ),
        flag("--fix", what="First lay out as format does and mend white space and repeats; the rest is for a person."),
        flag("--statistics", what="How often each rule found something."),
        flag("--schema", what="Show the JSON Schema of glossary files, for editors."),
        GLOSSARY,
        COLOR,
        NO_PAGER,
    ),
    Command(
        "format",
        "Sort and lay out glossary files.",
        "Sort glossary files and lay them out, comments kept.",
        FILES,
        flag("--check", what="Write nothing; status 1 if a file would change."),
        flag("--diff", what="Write nothing; show what would change."),
        GLOSSARY,
        COLOR,
        NO_PAGER,
    ),
    Command(
        "import",
        "Take over a list in another format.",
        "Make a glossary file of a list in another format.",
        argument(
            "FORMAT",
            "As in csv, markdown, html or documents; auto, or none at all, is what the source looks like.",
            key="format_name",
            offer="imports",
        ),
        Parameter((), "words", "list", "SOURCE [DEST]", SOURCE),
        option("--name", metavar="NAME", what="Name the glossary; default: the file's."),
        option("--title", metavar="TITLE", what="Give it a title."),
        option("--language", metavar="TAG", what="Its language, as in en; of several, the one to read."),
        COLUMNS,
        MAPPING,
        option("--encoding", metavar="NAME", what="As in cp1252; default: UTF-8."),
        flag("--unique", what="Leave out exact repeats, which are kept otherwise."),
        flag("--force", what="Overwrite what is there; read what looks like another format."),
        room="import_",
    ),
    Command(
        "export",
        "Write a glossary in another format.",
        "Write a glossary in another format: the one named with -g, else the nearest.",
        argument(
            "FORMAT",
            "As in csv, markdown, html, sphinx, hugo, vale, llms.",
            key="format_name",
            offer="exports",
        ),
        DESTINATION,
        COLUMNS,
        MAPPING,
        flag("--force", what="Overwrite what is there."),
        GLOSSARY,
        COLOR,
    ),
    Command(
        "site",
        "Write a web page of a glossary.",
        "Write a web page of a glossary, with search: of the one named with -g, else the nearest.",
        argument("[FOLDER]", "Where the page is written.", key="folder", default="site"),
        option("--title", metavar="TITLE", what="In place of the glossary's own."),
        option("--base-url", metavar="URL", what="The address the page will have, for files that must name it."),
        option("--footer", metavar="TEXT", what="A line at the end of the page."),
        flag("--watch", what="Write nothing; show it in a browser on this machine, anew at each change."),
        flag("--force", what="Overwrite a page that is not glossctl's."),
        GLOSSARY,
        COLOR,
    ),
    Command(
        "lsp",
        "Serve editors: hovers, completion, findings.",
        "Serve an editor over standard input and output: hovers, completion, findings as you type, quick fixes.",
        option("--print-config", metavar="EDITOR", what="Write the settings that start it.", offer="editors"),
        GLOSSARY,
        COLOR,
    ),
    Command(
        "mcp",
        "Serve assistants: define, search, check.",
        "Serve an assistant over standard input and output: tools to define, search, check and explain.",
        option("--print-config", metavar="ASSISTANT", what="Write the settings that start it.", offer="assistants"),
        flag("--http", what="Serve HTTP on this machine instead."),
        number("--port", what="Of --http; default: 8000."),
        GLOSSARY,
        COLOR,
    ),
)
COMMANDS: "dict[str, Command]" = {row.name: row for row in ROWS}


def run(command: Command, values: "Mapping[str, Any]") -> int:
    """Run a command and return its exit status; ``values`` holds its parameters by key, those of the line at least."""
    from glossctl.cli import settings as settle  # after reading: what is wrong goes to Typer at no cost
    from glossctl.render import OUTPUTS

    given = {
        parameter.key: values.get(parameter.key, parameter.empty())
        for parameter in command.parameters
        if not parameter.settles
    }
    for parameter in command.parameters:
        if parameter.kind == "number" and given[parameter.key] is not None:
            given[parameter.key] = settle.number(parameter.names[-1], given[parameter.key])
    settings = settle.settle(
        values.get("output") if command.looks_up else OUTPUTS[0],
        values.get("glossary", ()) if GLOSSARY in command.parameters else (),
        values.get("color"),
        lists=command.lists,
        pager=not values.get("no_pager"),
        language=values.get("language") if LANGUAGE in command.parameters else "",
    )
    room: Any = __import__(f"glossctl.cli.{command.room}", fromlist=["run"])
    status: int = room.run(settings, **given)
    return status
