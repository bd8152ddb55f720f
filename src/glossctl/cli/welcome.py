"""``glossctl`` alone: a short welcome."""

from glossctl.cli.exits import FOUND
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import SourceRow

_WORTH_TRYING = (
    ("glossctl define MIG", "what is it?"),
    ('glossctl search "gpu sharing"', "what was it called?"),
    ("glossctl roles --motto", "who does what?"),
)


def run(settings: "Settings") -> int:
    """Say what to try, how many terms are loaded and from which files."""
    from glossctl import __version__

    rows = [row for row in settings.glossary().sources() if not row.error]
    total = sum(row.entries for row in rows)
    widest = max(len(command) for command, _ in _WORTH_TRYING)
    name = f"glossctl {__version__}"
    title = f"{name}: one glossary file, answers everywhere"
    lines = [title if len(title) <= settings.columns else name, ""]
    tried = [f"  {command:<{widest}}   {question}" for command, question in _WORTH_TRYING]
    if max(map(len, tried)) > settings.columns:
        tried = [f"  {command}" for command, _ in _WORTH_TRYING]
    lines += tried
    lines += ["", f"{total:,} {'entry' if total == 1 else 'entries'} from"]
    lines += [
        f"  {row.glossary} ({row.reason}, {row.entries:,})"
        + ("" if row.reason == "bundled" else f": {console.short_path(row.path)}")
        for row in rows
    ]
    lines += ["", *_own(rows), "", "glossctl --help lists all commands."]
    settings.show("".join(f"{line}\n" for line in lines))
    return FOUND


def _own(rows: "Sequence[SourceRow]") -> tuple[str, str]:
    """Return how to begin a glossary of one's own, or to go on with the one there is."""
    mine = next((row.glossary for row in rows if row.reason != "bundled"), None)
    return (f"add to {mine}:" if mine else "begin one of your own:", '  glossctl add NAME --definition "..."')
