"""``import``: somebody's list becomes a glossary file."""

import os

from glossctl import exchange
from glossctl.cli.exits import FOUND, MISSED, WRONG
from glossctl.errors import GlossctlError, UsageError
from glossctl.exchange.lists.columns import parse
from glossctl.exchange.losses import counted
from glossctl.files import rewrite
from glossctl.render import console
from glossctl.text import one_line, shell_word, visible
from glossctl.toml import write as toml_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossctl.cli.settings import Settings
    from glossctl.entries import Contents, Entry

OUT = "-"
DOCUMENTS = "documents"
_EXPANDED = 'what is read is "Zone Quota Table (ZQT)", the full form before the acronym'


def run(
    settings: "Settings",
    format_name: str,
    words: "Sequence[str]",
    name: str,
    title: str,
    language: str,
    columns: str,
    mapping: str,
    encoding: str,
    unique: bool,
    force: bool,
) -> int:
    """Read a source and write a glossary file, sorted; say what was not carried. ``-`` is a standard stream.

    ``words`` are the source and what to write; of documents there may be several, and what to write ends in .toml.
    Entries that repeat another in every field are kept and counted, so that no row is lost; ``unique`` leaves them out.
    """
    format_name, words = _placed(format_name, words)
    sources, destination = _parted(format_name, words)
    if format_name not in exchange.SEVERAL_LANGUAGES:
        _refuse(destination, force)
    if format_name == DOCUMENTS:
        return _from_documents(settings, sources, destination, name, title, force)
    (source,) = sources
    content = console.input_bytes() if source == "-" else None
    if format_name == exchange.AUTO:
        format_name = exchange.recognised(source, content)
        console.note(f"note: read as {format_name}")
    reading = exchange.read(format_name, source, parse(columns, mapping), encoding, content, language, force)
    destination = _file(destination, bool(reading.contents.translations))
    _refuse(destination, force)
    contents = exchange.renamed(reading.contents, name, title, language)
    repeats = exchange.repeats(contents)
    contents = exchange.unique(contents) if unique else contents
    contents = contents.replace(entries=tuple(toml_write.ordered(contents.entries, contents.header)))
    text = toml_write.write(contents)
    translated: list[str] = []
    if destination == OUT:
        console.write_exactly(text.encode())
    else:
        put(destination, text, force)
        translated = _put_translations(contents, destination, force)
    for note in reading.notes:
        console.note(f"note: {note}")
    if repeats and not unique:
        count = counted(repeats, "entry repeats", "entries repeat")
        console.note(f"note: {count} another exactly: --unique leaves {'it' if repeats == 1 else 'them'} out")
    repeated = (counted(repeats, "exact repeat"),) if repeats and unique else ()
    if destination == OUT and contents.translations:
        files = counted(len(contents.translations), "translation", "translations")
        repeated = (*repeated, f"{files}, a file each")
    for row in translated:
        console.note(f"note: {row}")
    console.note(_summary(contents, destination, (*reading.losses, *repeated)))
    return FOUND


def _file(destination: str, has_translations: bool) -> str:
    """Return the file to write: where there are translations beside it, ``destination`` may be their folder."""
    if destination == OUT or not has_translations or destination.endswith(".toml"):
        return destination
    try:
        os.makedirs(destination, exist_ok=True)
    except OSError as error:
        raise GlossctlError(f"can't make the folder {destination}: {(error.strerror or str(error)).lower()}") from error
    return os.path.join(destination, "glossary.toml")


def _put_translations(contents: "Contents", destination: str, force: bool) -> list[str]:
    """Write the translations beside the glossary, and return what each has and lacks."""
    from glossctl.languages.report import LanguageRow, compared
    from glossctl.layers import translation_file

    sentences = []
    for made in contents.translations:
        header = made.header.replace(name=contents.header.name, translates=os.path.basename(destination))
        ordered = toml_write.ordered(made.entries, header)
        path = translation_file(destination, header.language)
        put(path, toml_write.write(made.replace(header=header, entries=tuple(ordered))), force)
        row = LanguageRow(header.name, header.language, header.title, path, destination, 0)
        row = compared(row, contents.entries, ordered)
        parts = [f"{header.language}: {len(row.present):,} of {row.entries:,}"]
        parts += [f"{len(row.out_of_date):,} out of date"] if row.out_of_date else []
        parts += [f"orphaned: {', '.join(row.orphans)}"] if row.orphans else []
        sentences.append("; ".join(parts))
    return sentences


def _placed(format_name: str, words: "Sequence[str]") -> "tuple[str, Sequence[str]]":
    """Return the format and the words of a command line that may have left the format out."""
    if format_name in (*exchange.IMPORTS, *exchange.EXPORTS, exchange.AUTO, DOCUMENTS):
        if not words:
            raise UsageError("import needs a source", f"glossctl import {format_name} FILE")
    elif len(words) < 2 and _is_source(format_name):
        return exchange.AUTO, [format_name, *words]
    return format_name, words or [""]


def _is_source(word: str) -> bool:
    """Tell whether a word in the place of the format is a source: one that is there, or is named as one."""
    return word == "-" or os.path.exists(word) or bool(exchange.named_format(word))


def _parted(format_name: str, words: "Sequence[str]") -> "tuple[Sequence[str], str]":
    """Return the sources among the words of a command line, and the destination."""
    if format_name == DOCUMENTS:
        is_given = len(words) > 1 and (words[-1] == OUT or words[-1].endswith(".toml"))
        return (words[:-1], words[-1]) if is_given else (words, OUT)
    if len(words) > 2:
        raise UsageError(f"{format_name} takes one source and what to write", "glossctl import --help")
    return words[:1], words[1] if len(words) > 1 else OUT


def _from_documents(
    settings: "Settings", paths: "Sequence[str]", destination: str, name: str, title: str, force: bool
) -> int:
    """Write a glossary of the acronyms that documents expand themselves; say who contradicts whom."""
    from glossctl.cli.documents import listed, worked_off
    from glossctl.documents import gather

    with settings.glossary() as glossary:
        setup = glossary.setup("gather")
        documents = listed(paths, "", setup.exclude, setup.root)
        outcomes = worked_off(glossary, setup, documents, "", "", "reading documents")
    collected = gather.collect(row for outcome in outcomes for row in outcome.gathered)
    is_faulty = any(outcome.fault for outcome in outcomes)
    if not collected:
        console.error(f"no document expands an acronym; {counted(len(outcomes), 'document')} read", _EXPANDED)
        return WRONG if is_faulty else MISSED
    contents = gather.contents(collected, name or "documents", title)
    text = _commented(contents, gather.comments(collected))
    if destination == OUT:
        console.write_exactly(text.encode())
    else:
        put(destination, text, force)
    for note in gather.notes(collected):
        console.note(f"note: {note}")
    console.note(f"{counted(len(outcomes), 'document')} read; {_summary(contents, destination, ())}")
    return WRONG if is_faulty else FOUND


def _commented(contents: "Contents", comments: "dict[str, list[str]]") -> str:
    """Return a glossary file with comments above its entries."""
    parts = [toml_write.header_table(contents.header)]
    for entry in toml_write.ordered(contents.entries, contents.header):
        lines = "".join(f"# {visible(one_line(line))}\n" for line in comments[entry.name])
        parts.append(lines + toml_write.entry_table(entry))
    return "\n".join(parts)


def _refuse(destination: str, force: bool) -> None:
    """Raise GlossctlError early where ``destination`` could not be written: before minutes are spent on reading."""
    if destination == OUT:
        return
    if os.path.isdir(destination):
        inside = os.path.join(destination, "glossary.toml")
        raise GlossctlError(f"can't write {destination}: it is a folder", f"name the file in it: {inside}")
    if os.path.lexists(destination) and not force:
        raise there_already(destination)


def there_already(destination: str) -> GlossctlError:
    """Return the error for a destination that is there and must not be overwritten."""
    hint = "--force overwrites it"
    if destination.endswith(".toml"):
        both = f"glossctl export json -g {shell_word(destination)} -g NEW.toml - | glossctl import json - BOTH.toml"
        hint = f"to add to it, import into NEW.toml and join the two: {both}; {hint}"
    return GlossctlError(f"{destination} is there already", hint)


def put(destination: str, text: str, force: bool) -> None:
    """Write a file whole or not at all; what is there is only overwritten with ``force``."""
    try:
        rewrite.put(destination, text.encode(), force)
    except FileExistsError as error:
        raise there_already(destination) from error


def _summary(contents: "Contents", destination: str, losses: "tuple[str, ...]") -> str:
    parts = [counted(len(contents.entries), "entry", "entries")]
    if destination != OUT:
        parts[0] += f" in {destination}"
    if losses:
        parts.append(f"not carried: {', '.join(losses)}")
    if destination != OUT and contents.entries:
        path = shell_word(destination)
        name = shell_word(_example(contents.entries).name)
        parts.append(f"next: glossctl define -g {path} {name}, glossctl validate {path}")
    return "; ".join(parts)


def _example(entries: "tuple[Entry, ...]") -> "Entry":
    """Return an entry worth showing: the first with all that can be shown, else the first."""
    return next((entry for entry in entries if entry.expansion and entry.name.isalnum()), entries[0])
