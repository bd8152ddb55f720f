"""What completes an option or an argument, by the names that the table of commands has for it.

Each offer takes the line typed so far and returns (text, meaning) pairs; None says that files are right, and those
are the shell's own to offer. The caller leaves out what doesn't begin as the word that is typed, but for the names of
entries, which a reader may type in many ways.
"""

import os

from glossctl.cli.settings import COLORS, settle
from glossctl.entries import KINDS
from glossctl.errors import GlossctlError
from glossctl.render import OUTPUTS, console
from glossctl.text import first_sentence, fold, one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from glossctl.glossary import Completed, Glossary

    Offer = list[tuple[str, str]]

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_MEANING_LENGTH = 80
_LARGEST_BYTES = 2_000_000  # a second to compile; nobody waits longer at a Tab
_LONGEST_PHRASE = 8
OF_ENTRIES = ("names", "people", "acronyms")  # which are typed in many ways: no start of their text need be
_ANY: "tuple[Completed, ...]" = ("name", "alias", "expansion")


class Request:
    """The line that is completed: the word typed so far, the words of the same argument before it, and the options.

    ``more`` is set to the number of names beyond those that are offered.
    """

    def __init__(
        self, typed: str, before: "Sequence[str]" = (), glossaries: "Sequence[str]" = (), flags: "Iterable[str]" = ()
    ) -> None:
        self.typed = typed
        self.before = before
        self.glossaries = glossaries
        self.flags = frozenset(flags)
        self.more = 0

    def opened(self) -> "Glossary":
        """Open the glossaries that the line names, or those in force, without what would take long to compile."""
        from glossctl.opening import open_layers

        settings = settle("plain", self.glossaries)
        return open_layers(settings.layers(), settings.environment, largest=_LARGEST_BYTES)


def offered(name: str, request: Request) -> "Offer | None":
    """Return what the offer of this name has for the line; None where files are right. Empty where anything is wrong.

    The texts are as they are shown, and none of them could steer a terminal or be taken for an option.
    """
    if not name:
        return None
    try:
        offer: Offer | None = globals()[name](request)
    except (GlossctlError, OSError):
        return []
    return offer if offer is None else [(text, meaning(about)) for text, about in offer if can_be_shown(text)]


def can_be_shown(text: str) -> bool:
    """Tell whether ``text`` is safe in every shell's reply."""
    return (
        text.isprintable()
        and visible(text) == text
        and "\\" not in text
        and ":::" not in text
        and not text.startswith("-")
    )


def meaning(text: str) -> str:
    """Return the first sentence of a definition as it stands beside a name."""
    line = console.spelled(visible(one_line(first_sentence(text)))).replace("\\", "/")
    return line if len(line) <= _MEANING_LENGTH else line[: _MEANING_LENGTH - 3].rstrip() + "..."


def names(request: Request) -> "Offer":
    """Offer what names an entry: its name, else an alias or the full form that begins as typed."""
    return _entries(request, _ANY if request.typed or request.before else ("name",))


def people(request: Request) -> "Offer":
    """Offer the names of roles and audiences; a job title leads to its audience."""
    glossary = request.opened()
    rows = [*glossary.roles(), *glossary.audiences()]

    def begun(prefix: str) -> "Offer":
        key = fold(prefix)
        return [
            (entry.name, entry.definition)
            for entry in rows
            if any(fold(name).startswith(key) for name in (entry.name, *entry.aliases, *entry.titles))
        ]

    return _phrases(request, begun)


def acronyms(request: Request) -> "Offer | None":
    """Offer acronyms; with --reverse full forms, with --text files."""
    if "text" in request.flags:
        return None
    fields: tuple[Completed, ...] = ("expansion",) if "reverse" in request.flags else ("name", "alias")
    return _entries(request, fields, acronyms=True)


def _entries(request: Request, fields: "Sequence[Completed]", acronyms: bool = False) -> "Offer":
    glossary = request.opened()

    def begun(prefix: str) -> "Offer":
        rows = glossary.completions(prefix, fields=fields, acronyms=acronyms)
        if len(rows) >= 50 and not acronyms:
            request.more = glossary.count_completions(prefix, fields) - len(rows)
        return [(text, about if text == name else f"{name}: {first_sentence(about)}") for text, name, about in rows]

    return _phrases(request, begun)


def _phrases(request: Request, begun: "Callable[[str], Offer]") -> "Offer":
    """Offer the rest of names that the words before begin with, as only the last word can be replaced; else names."""
    for start in range(max(0, len(request.before) - _LONGEST_PHRASE), len(request.before) + 1):
        phrase = request.before[start:]
        request.more = 0
        rests = {_rest(text, phrase): about for text, about in begun(" ".join((*phrase, request.typed)))}
        rests.pop("", None)
        if rests:
            return list(rests.items())
    return []


def _rest(text: str, before: "Sequence[str]") -> str:
    """Return what of ``text``, as it is shown, comes after the words ``before``; empty where it doesn't begin so."""
    spelled = console.spelled(one_line(text))
    if not before:
        return spelled
    typed, words = " ".join(before).split(), spelled.split(" ")
    return " ".join(words[len(typed) :]) if fold(" ".join(words[: len(typed)])) == fold(" ".join(typed)) else ""


def outputs(request: Request) -> "Offer":
    """Offer the shapes of a result."""
    return _bare(OUTPUTS)


def fault_outputs(request: Request) -> "Offer":
    """Offer the shapes of faults."""
    from glossctl.render import faults

    return _bare(faults.OUTPUTS)


def colors(request: Request) -> "Offer":
    """Offer when to colour."""
    return _bare(COLORS)


def kinds(request: Request) -> "Offer":
    """Offer the kinds of entries."""
    return _bare(KINDS)


def shells(request: Request) -> "Offer":
    """Offer the shells that there is a completion for."""
    return _bare(SHELLS)


def commands(request: Request) -> "Offer":
    """Offer the commands."""
    from glossctl.cli.commands import ROWS

    return [(row.name, row.short) for row in ROWS]


def imports(request: Request) -> "Offer":
    """Offer what ``import`` takes as its first word: the formats that can be read, ``documents`` and ``auto``."""
    from glossctl import exchange

    return _bare((*exchange.IMPORTS, "documents", exchange.AUTO))


def exports(request: Request) -> "Offer":
    """Offer the formats that can be written."""
    from glossctl import exchange

    return _bare(exchange.EXPORTS)


def codes(request: Request) -> "Offer":
    """Offer the rules of ``validate``, one after another."""
    from glossctl.rules import RULES, validate  # which registers the families

    return _chained(request, [(code, rule.summary) for code, rule in sorted(RULES.items()) if code in validate.CODES])


def finding_codes(request: Request) -> "Offer":
    """Offer the rules of ``check``, one after another."""
    from glossctl.documents.check import RULES

    return _chained(request, [(code, rule.name) for code, rule in sorted(RULES.items())])


def editors(request: Request) -> "Offer":
    """Offer the editors whose settings are known."""
    from glossctl.cli.lsp import EDITORS

    return _bare(EDITORS)


def assistants(request: Request) -> "Offer":
    """Offer the assistants whose settings are known."""
    from glossctl.cli.mcp import ASSISTANTS

    return _bare(ASSISTANTS)


def tags(request: Request) -> "Offer":
    """Offer the tags in force."""
    return _bare(request.opened().tags())


def languages(request: Request) -> "Offer":
    """Offer the languages of the glossaries in force and of their translations."""
    return _bare(request.opened().tongues())


def glossaries(request: Request) -> "Offer | None":
    """Offer the names of the glossaries in force, and the glossary files in the current folder; paths are files."""
    if os.sep in request.typed:
        return None
    rows = Request("").opened().sources()
    named = [(row.glossary, row.title) for row in rows if row.glossary]
    return named + _bare(sorted(name for name in os.listdir() if name.endswith(".toml") and not name.startswith(".")))


def _bare(texts: "Iterable[str]") -> "Offer":
    return [(text, "") for text in texts]


def _chained(request: Request, offer: "Offer") -> "Offer":
    """Offer what may come after the last comma of a list, together with what stands before it."""
    before, comma, _ = request.typed.rpartition(",")
    taken = before.split(",")
    return [(f"{before}{comma}{text}", about) for text, about in offer if text not in taken]
