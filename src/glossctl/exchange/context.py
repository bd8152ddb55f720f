"""CONTEXT.md: the words of a project for those who work on it, people and coding agents; written only.

A heading, then each term in bold, its definition, and the words to avoid for it. ``import markdown`` reads it.
"""

from glossctl.exchange.lists.names import pair_of
from glossctl.exchange.losses import lossy
from glossctl.exchange.protocol import DEFAULT, Options, Writing
from glossctl.syntax.prose import escape
from glossctl.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents, Entry


def write(contents: "Contents", options: Options = DEFAULT) -> Writing:
    """Return ``contents`` as CONTEXT.md.

    >>> from glossctl.entries import Avoid, Contents, Entry, Header
    >>> entry = Entry("Order", definition="A request to buy.", avoid=(Avoid("purchase"),))
    >>> print(write(Contents(Header("shop", "The shop's words"), (entry,))).text, end="")
    # The shop's words
    <BLANKLINE>
    ## Language
    <BLANKLINE>
    **Order**:
    A request to buy.
    _Avoid_: purchase
    """
    blocks = [f"# {_one(contents.header.title or contents.header.name)}\n\n## Language\n"]
    blocks += ["\n".join(_lines(entry)) + "\n" for entry in contents.entries]
    carried = ("definition", "expansion", "aliases", "avoid", "related", "titles")
    return Writing("\n".join(blocks), lossy(contents, carried, ("title",)))


def _one(text: str) -> str:
    return escape(one_line(text).strip())


def _lines(entry: "Entry") -> "Iterator[str]":
    in_brackets = entry.expansion and pair_of(entry.name, entry.expansion) == (entry.name, entry.expansion)
    yield f"**{_one(entry.name)}**" + (f" ({_one(entry.expansion or '')}):" if in_brackets else ":")
    if entry.expansion and not in_brackets:
        yield f"_Full form_: {_one(entry.expansion)}"
    if entry.definition:
        yield "\n\n".join(map(_one, entry.definition.split("\n\n")))
    if entry.titles:
        yield f"_Job titles_: {_list(entry.titles)}"
    if entry.aliases:
        yield f"_Aliases_: {_list(entry.aliases)}"
    if entry.related:
        yield f"_Related_: {_list(entry.related)}"
    if entry.avoid:
        reasons = (f"{_one(one.word)} ({_one(one.reason)})" if one.reason else _one(one.word) for one in entry.avoid)
        yield f"_Avoid_: {', '.join(reasons)}"


def _list(values: "tuple[str, ...]") -> str:
    return ", ".join(map(_one, values))
