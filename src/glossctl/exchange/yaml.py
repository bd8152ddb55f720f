"""Plain YAML lists: a list of terms, or terms and their meanings; read only. Keys are recognised as those of JSON are.

No tag is obeyed and no type guessed: ``no`` is a text. Aliases and ``<<`` are followed within bounds. Source: YAML 1.1.
"""

from glossctl.errors import Fault, FileError
from glossctl.exchange.lists.objects import Pairs
from glossctl.exchange.lists.records import RecordReader
from glossctl.exchange.protocol import DEFAULT, Options
from glossctl.syntax import yaml
from glossctl.syntax.looks import looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from glossctl.exchange.protocol import Reading


def detect(text: str) -> bool:
    """Tell whether ``text`` may be of the format: it looks like nothing else."""
    return looks(text) in ("", "yaml", "markdown", "json")


def read(text: str, path: str = "<text>", options: Options = DEFAULT) -> "Reading":
    """Return the entries of a YAML text. Raises FileError: X001, X002 there are none, and those of ``yaml.read``."""
    value = yaml.read(text, path)
    if not isinstance(value, yaml.Table | list):
        raise FileError([Fault(path, 0, 0, "X001", "holds no list and no keys")])
    reader = RecordReader(path, options)
    reader.document(_pairs(value))
    return reader.reading()


def _pairs(value: "Any") -> "Any":
    if isinstance(value, yaml.Table):
        return Pairs((key, _pairs(item)) for key, item in value.items())
    return [_pairs(item) for item in value] if isinstance(value, list) else value
