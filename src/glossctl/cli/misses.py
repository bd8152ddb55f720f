"""What a reader is told when nothing was found: near terms, and the line that would add this one."""

from glossctl.render import console
from glossctl.render.plain import headline
from glossctl.text import first_sentence, one_line, shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.entries import Hit
    from glossctl.glossary import Glossary


def report(
    query: str,
    glossary: "Glossary",
    suggestions: "Sequence[Hit]" = (),
    options: "Sequence[str]" = (),
    message: str = "",
) -> None:
    """Say on standard error that ``query`` was not found, up to three near terms, and how to add it.

    ``options`` are further ones for the line that adds it. Where a layer is broken its words are not known, so that
    line gives way to the one that says what is wrong there.
    """
    if not query.strip():
        console.error("the query is empty")
        return
    console.error(message or f'"{query}" is not in the glossary')
    if suggestions:
        console.note("hint: did you mean")
    for hit in suggestions[:3]:
        sentence = one_line(first_sentence(hit.entry.definition))
        console.note(f"  {headline(hit.entry)}" + (f": {sentence}" if sentence else ""))
    for layer, _ in glossary.faults:
        console.note(f"hint: the words of a broken file are left out: glossctl validate {shell_word(layer.path)}")
    if not glossary.faults:
        console.note(f"hint: {add_line(query, options)}")


def narrowed(tag: str, kind: str) -> str:
    """Return what ``--tag`` and ``--kind`` narrowed a question to, as the end of a sentence."""
    filters = [f'{label} "{value}"' for label, value in (("tag", tag), ("kind", kind)) if value]
    return f" with {' and '.join(filters)}" if filters else ""


def near_tags(tag: str, glossary: "Glossary") -> str | None:
    """Return a hint that names the tags spelled nearly like ``tag``."""
    import difflib  # only for a hint

    near = difflib.get_close_matches(tag.lower(), glossary.tags(), n=3) if tag else []
    return f"near tags: {', '.join(near)}" if near else None


def add_line(name: str, options: "Sequence[str]" = ()) -> str:
    """Return the command line that would add an entry of this name, ready to paste."""
    word = shell_word(name.strip())
    tail = " ".join((*options, '--definition "..."'))
    if name.strip().startswith("-"):  # else it would be read as an option
        return f"glossctl add {tail} -- {word}"
    return f"glossctl add {word} {tail}"
