"""JSON Lines: an object an entry, an entry a line. Lossless but for the header's title, tags and see_also.

Read as ``json`` is, line by line; a line of ``-o json`` counts as the entries in it. Source: jsonlines.org.
"""

import json

from glossctl.errors import FileError
from glossctl.exchange.lists.columns import RECOGNISE
from glossctl.exchange.lists.records import RecordReader, fault, mapped, parse, record
from glossctl.exchange.losses import uncarried_header
from glossctl.exchange.protocol import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Contents
    from glossctl.exchange.lists.columns import Columns
    from glossctl.exchange.protocol import Reading


def read(text: str, path: str = "<text>", columns: "Columns" = RECOGNISE) -> "Reading":
    """Return the entries of JSON Lines. Raises FileError: X001 each line that is not JSON, X002 there are none."""
    reader = RecordReader(path, columns)
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            reader.take(parse(line))
        except (ValueError, RecursionError) as error:
            faults.append(fault(error, path, number))
    if faults:
        whole = text.lstrip()[:1] in ("[", "{") and faults[0].line == 1
        raise FileError(faults, "a document over several lines is JSON: glossctl import json" if whole else None)
    return reader.reading()


def write(contents: "Contents", columns: "Columns" = RECOGNISE) -> Writing:
    """Return ``contents`` as JSON Lines; with ``columns`` as objects with just those keys, all strings."""
    if columns != RECOGNISE:
        records, losses = mapped(contents, columns)
    else:
        records, losses = [record(entry) for entry in contents.entries], uncarried_header(contents.header)
    return Writing("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records), losses)
