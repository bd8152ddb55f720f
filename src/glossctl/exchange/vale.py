r"""A vocabulary for the prose linter Vale: the spellings to accept, and the words to reject; written only.

A folder ``config/vocabularies/<name>`` with ``accept.txt`` and ``reject.txt``, each line a regular expression; as one
text, ``accept.txt`` alone. Source: Vale, Vocabularies.
"""

from glossctl.exchange.losses import counted, uncarried, uncarried_header
from glossctl.exchange.protocol import DEFAULT, Options, Pages, Writing
from glossctl.text import fold, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossctl.entries import Contents

_SPECIAL = frozenset("\\.+*?()[]{}|^$#")


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    r"""Return ``accept.txt``: names and aliases as they are to be spelt, sorted.

    >>> from glossctl.entries import Contents, Entry, Header
    >>> write(Contents(Header("team"), (Entry("vGPU", aliases=("C++", "VGPU")),))).text
    'C\\+\\+\nvGPU\n'
    """
    rejected = counted(sum(len(entry.avoid) for entry in contents.entries), "word to avoid", "words to avoid")
    losses = _losses(contents)
    return Writing(
        _accepted(contents), losses if rejected.startswith("0 ") else (f"{rejected} (need a folder)", *losses)
    )


def write_folder(contents: "Contents", options: Options = DEFAULT) -> Pages:
    """Return ``accept.txt`` and ``reject.txt``."""
    words = (one.word for entry in contents.entries for one in entry.avoid)
    reasons = sum(bool(one.reason) for entry in contents.entries for one in entry.avoid)
    losses = (counted(reasons, "reason to avoid a word", "reasons to avoid a word"),) if reasons else ()
    return Pages((("accept.txt", _accepted(contents)), ("reject.txt", _lines(words))), _losses(contents) + losses)


def _losses(contents: "Contents") -> tuple[str, ...]:
    return (*uncarried(contents.entries, ("aliases", "avoid", "kind")), *uncarried_header(contents.header))


def _accepted(contents: "Contents") -> str:
    return _lines(
        [entry.name for entry in contents.entries] + [one for entry in contents.entries for one in entry.aliases]
    )


def _lines(words: "Iterable[str]") -> str:
    """Return a word a line, sorted; of spellings that differ only by case the first, for Vale enforces each."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(one_line(word).casefold(), one_line(word))
    return "".join(f"{_pattern(word)}\n" for word in sorted(found.values(), key=lambda word: (fold(word), word)))


def _pattern(word: str) -> str:
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in word)
