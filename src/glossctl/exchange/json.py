"""One JSON document. Lossless, header and all: ``{"glossary": {...}, "entries": [...]}``, the objects of ``-o json``.

Read: that, the documents of ``-o json``, a list of objects with keys that are recognised (or ``columns`` names), an
object of names and their meanings, and lists or groups of these. A name that comes twice in an object is two senses.
Source: RFC 8259.
"""

import json

from glossctl.errors import FileError
from glossctl.exchange.lists.columns import RECOGNISE
from glossctl.exchange.lists.objects import fault, mapped, parse, record, whole
from glossctl.exchange.lists.records import RecordReader
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.syntax.looks import looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents
    from glossctl.exchange.protocol import Reading


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "json", "jsonl")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the entries of a JSON text. Raises FileError: X001 not JSON, X002 there are none."""
    reader = RecordReader(path, options)
    text, reader.halves = whole(text)
    try:
        reader.document(parse(text))
    except (ValueError, RecursionError) as error:
        lines = isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and error.lineno > 1
        hint = "one object a line is JSON Lines" if lines else None
        reason, about = ("looks-like", ("json", path, "jsonl")) if lines else ("", ())
        raise FileError([fault(error, path)], hint, reason, about) from error
    return reader.reading()


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as JSON; with ``columns`` as a list of objects with just those keys, all strings."""
    if options.columns != RECOGNISE:
        records, losses = mapped(contents, options.columns)
        return Writing(json.dumps(records, ensure_ascii=False, indent=2) + "\n", losses)
    header = contents.header
    glossary = {
        "name": header.name,
        "title": header.title,
        "language": header.language,
        "tags": list(header.tags),
        "see_also": [{"title": link.title, "url": link.url} for link in header.see_also],
    }
    document = {"glossary": glossary, "entries": [record(entry) for entry in contents.entries]}
    return Writing(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
