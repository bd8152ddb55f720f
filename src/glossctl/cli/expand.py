"""``expand``: full forms of acronyms, acronyms of full forms, and texts with the full forms written in."""

from glossctl.cli.exits import FOUND, MISSED
from glossctl.errors import UsageError
from glossctl.render import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.glossary import Glossary


def run(settings: "Settings", acronym: "Sequence[str]", reverse: bool, text: bool) -> int:
    """Show the full forms of each word, or with ``reverse`` the acronyms of a full form; ``-``: standard input.

    With ``text``, ``acronym`` is at most one file, and what is shown is its text with the full forms written in.
    """
    if text:
        return _expand_text(acronym, settings, reverse)
    if not acronym:
        raise UsageError("missing argument 'ACRONYM...'", "glossctl expand --help")
    glossary = settings.glossary()
    if not console.is_input(acronym):
        queries = [answer.query for answer in glossary.exact(acronym)]
        return _show(queries, glossary, settings, reverse)
    status = FOUND
    for query in settings.queries():
        if query.strip():
            status = max(status, _show([query], glossary, settings, reverse))
        elif settings.output == "json":  # a document for every line keeps both sides in step
            settings.show(settings.renderer.expansions([(query, ())]))
        console.flush()
    return status


def _expand_text(files: "Sequence[str]", settings: "Settings", reverse: bool) -> int:
    if reverse:
        raise UsageError("--text and --reverse exclude each other", "a text gets full forms written in, none taken out")
    if len(files) > 1:
        raise UsageError(
            "--text takes one file", "call it once for each, or join them: cat A B | glossctl expand --text"
        )
    from glossctl.syntax.readers import format_of  # loads re, which a plain look-up does without

    glossary = settings.glossary()
    path = files[0] if files else "-"
    format_ = format_of(path)
    if format_ == "docx":
        raise UsageError("--text writes no Word documents", "save it as HTML or as a text first")
    text, mark = _text(path)
    expanded, unclear = glossary.expand_text(text, format_ or format_of(path, text) or "markdown")
    rendered = settings.renderer.text(expanded, unclear)
    if settings.output == "json" or not isinstance(rendered, str):
        settings.show(rendered)
    else:  # of the rest of the text, no byte is ours to change
        console.write_exactly(mark + rendered.encode("utf-8", "surrogateescape"))
    for acronym in unclear:
        forms = ", ".join(f'"{row.expansion}"' for row in glossary.expand(acronym))
        console.warn(f"{acronym} has several full forms, and the first was taken: {forms}")
    return FOUND


def _text(path: str) -> tuple[str, bytes]:
    """Return the text of a file, or for ``-`` of standard input, and its byte-order mark, if it has one."""
    from codecs import BOM_UTF8

    if path == "-":
        content = console.input_bytes()
        text = content.decode("utf-8-sig", "surrogateescape")
    else:
        from glossctl import files
        from glossctl.files.text import decode

        content = files.content(path)
        text = decode(content, path)
    return text, BOM_UTF8 if content.startswith(BOM_UTF8) else b""


def _show(queries: "Sequence[str]", glossary: "Glossary", settings: "Settings", reverse: bool) -> int:
    results = [(query, glossary.contract(query) if reverse else glossary.expand(query)) for query in queries]
    if settings.output == "json" or any(rows for _, rows in results):
        settings.show(settings.renderer.expansions(results))
    missed = [query for query, rows in results if not rows]
    for query in missed:
        _miss(query, glossary, reverse)
    return MISSED if missed else FOUND


def _miss(query: str, glossary: "Glossary", reverse: bool) -> None:
    if reverse and glossary.expand(query):
        console.error(f'"{query}" is an acronym itself', f"leave out --reverse: glossctl expand {query}")
    elif glossary.define(query):
        missing = "acronym" if reverse else "full form"
        console.error(f'"{query}" is in the glossary, but no {missing} of it')
    else:
        from glossctl.cli import misses  # only on a miss

        options = () if reverse else ('--expansion "..."',)
        misses.report(query, glossary, glossary.answer(query).suggestions, options)
