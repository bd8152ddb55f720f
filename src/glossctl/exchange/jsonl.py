"""JSON Lines: an object an entry, an entry a line. Lossless but for the header's title, tags and see_also.

Read as ``json`` is, line by line; a line of ``-o json`` counts as the entries in it. Source: jsonlines.org.
"""

import json

from glossctl.errors import FileError
from glossctl.exchange.lists.columns import RECOGNISE
from glossctl.exchange.lists.objects import fault, mapped, parse, record, whole
from glossctl.exchange.lists.records import RecordReader
from glossctl.exchange.losses import uncarried_header
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
    """Return the entries of JSON Lines. Raises FileError: X001 each line that is not JSON, X002 there are none."""
    reader = RecordReader(path, options)
    text, reader.halves = whole(text)
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            reader.take(parse(line))
        except (ValueError, RecursionError) as error:
            faults.append(fault(error, path, number))
    if faults:
        is_document = text.lstrip()[:1] in ("[", "{") and faults[0].line == 1
        reason, about = ("looks-like", ("jsonl", path, "json")) if is_document else ("", ())
        raise FileError(faults, "a document over several lines is JSON" if is_document else None, reason, about)
    return reader.reading()


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as JSON Lines; with ``columns`` as objects with just those keys, all strings."""
    if options.columns != RECOGNISE:
        records, losses = mapped(contents, options.columns)
    else:
        records, losses = [record(entry) for entry in contents.entries], uncarried_header(contents.header)
    return Writing("".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in records), losses)
