"""``languages``: what the translations of a glossary have and lack; ``--touch`` says that some were read again."""

from functools import partial

from glossctl.cli.exits import CLEAN, FINDINGS
from glossctl.errors import GlossctlError, UsageError
from glossctl.exchange.losses import counted
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.languages.report import LanguageRow

_FEW = 20  # entries that are missing or out of date are listed, with changes, without being asked for


def run(settings: "Settings", id: "Sequence[str]", language: str, check: bool, touch: bool) -> int:  # noqa: A002 — its name
    """Show how far each translation of the glossary named, or of the nearest one, is."""
    if id and not touch:
        raise UsageError("ids are for --touch", f"glossctl languages --touch {' '.join(id)}")
    if touch and check:
        raise UsageError("--check writes nothing, and --touch does", "name one of them")
    rows = _rows(settings, language)
    if touch:
        return _touch(rows, id)
    whole = bool(language) or sum(len(row.missing) + len(row.out_of_date) for row in rows) <= _FEW
    if rows or settings.output == "json":
        settings.show(settings.renderer.languages(rows, whole))
    if check and not all(row.is_complete for row in rows):
        return FINDINGS
    return CLEAN


def _rows(settings: "Settings", language: str) -> "tuple[LanguageRow, ...]":
    from glossctl.bcp47 import lookup
    from glossctl.opening import open_layers

    layers = settings.layers()
    named = bool(settings.paths())
    with open_layers(layers if named else layers[:1], settings.environment) as glossary:
        for _, error in glossary.faults:
            raise error
        path = glossary.layers[0].path
        if not named:
            console.note(f"note: the translations of {console.short_path(path)}; -g names another glossary")
        rows = glossary.languages(history=True)
    if language:
        chosen = lookup(language, [row.language for row in rows])
        if chosen is None:
            known = ", ".join(row.language for row in rows)
            raise GlossctlError(
                f"{path} has no translation into {language}", f"there are {known}" if known else _begin(path)
            )
        return tuple(row for row in rows if row.language == chosen)
    if not rows:
        console.note(f"there are no translations of {console.short_path(path)}")
        console.note(f"hint: {_begin(path)}")
    return rows


def _begin(path: str) -> str:
    from glossctl.text import shell_word

    return f'glossctl add -g {shell_word(path)} --language ja --id ID NAME --definition "..." begins one'


def _touch(rows: "Sequence[LanguageRow]", ids: "Sequence[str]") -> int:
    """Write the fingerprints of the sources into the entries named, or into all that lack one or are out of date."""
    from glossctl import toml
    from glossctl.editing.touch import touch
    from glossctl.files import rewrite
    from glossctl.files.text import read_text
    from glossctl.layers import BUNDLED

    _refuse_unknown(ids, {id_ for row in rows for id_ in row.present})
    for row in rows:
        if row.source == BUNDLED:
            raise GlossctlError("the bundled glossary stays as it is", "-g names another glossary")
        sources = toml.read(read_text(row.source), row.source).entries
        chosen = {*row.present} & {*ids} if ids else {*row.without_of, *(entry.id for entry in row.out_of_date)}
        change = partial(touch, sources=sources, touched=chosen, path=row.path)
        if rewrite.rewrite(row.path, change):
            console.say(f"touched {counted(len(chosen), 'entry', 'entries')} in {row.path}")
        else:
            console.say(f"{row.path} is up to date")
    return CLEAN


def _refuse_unknown(ids: "Sequence[str]", known: "set[str]") -> None:
    for id_ in ids:
        if id_ not in known:
            import difflib  # only for the message

            near = difflib.get_close_matches(id_, sorted(known), n=1, cutoff=0)
            hint = f'the nearest that is: "{near[0]}"' if near else "nothing is translated yet"
            raise GlossctlError(f'no entry of the id "{id_}" is translated', hint)
