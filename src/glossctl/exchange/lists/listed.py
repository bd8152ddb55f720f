"""The terms that the blocks of a page begin with: in definition lists, and in items and paragraphs.

A term is marked (bold, a link, code), or parted from its text by a colon, a dash, an arrow or a bracket. Which terms
are those of a page is decided in ``pages``.
"""

import re
from collections import Counter

from glossctl.entries import Value
from glossctl.exchange.lists import fullforms, names
from glossctl.exchange.lists.columns import field_of
from glossctl.syntax.pages import HARD, Block, Code, Definition, Items, Paragraph, Run, text_of
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossctl.syntax.pages import Item, Runs

_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*(?:[(（][^()（）]*[)）][^()（）\[\]【】]*)*)[)）\]】]")
_SEPARATOR = re.compile(
    r"\s*(?:[:：]|=>?|→|->)\s*|\s+[-–—―‒−]{1,3}\s*|[-–—―‒−]{1,3}\s+|[–—―]|\s*\Z|[ \t]*[\n" + HARD + r"]\s*"
)
_DASHED = re.compile(r"(.{1,80}?)(?:\s*[:：]\s+|：|\s+[-–—―‒−]{1,3}\s+|\s*—\s*|\s+(?:=>?|→|->)\s+)(?=\S)")
_WORDS = 8  # of a name in a list's item
_FEW = 5  # items that are nothing but an acronym


class Listed(Value):
    """A term as listed: the lines it stands on, its names, its full form where that stands apart, and what follows."""

    line: int
    end: int
    names: "tuple[Runs, ...]"
    expansion: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    body: "tuple[Block, ...]" = ()
    is_marked: bool = True


def without_labels(found: "Sequence[Listed]", has_sections: bool) -> list[Listed]:
    """Return terms but those that label the parts of each entry: "**Definition**: …" below many headings."""
    keys = [fold(text_of(item.names[0]).strip(" :：")) for item in found]
    counts = Counter(keys)
    if has_sections and all(map(field_of, keys)):
        return []
    return [item for item, key in zip(found, keys, strict=True) if counts[key] < 2 or not field_of(key)]


def broken(runs: "Iterable[Run]") -> "Iterator[list[Run]]":
    """Yield the lines of the source; a line break that readers see stays at the end of its line."""
    line: list[Run] = []
    for run in runs:
        if run.text in ("\n", HARD):
            yield [*line, run] if run.text == HARD else line
            line = []
        else:
            line.append(run)
    yield line


def follows(block: Block) -> bool:
    """Tell whether a block belongs to the term above it."""
    if isinstance(block, Paragraph):
        return not paragraphs(block)
    return isinstance(block, Code) or (isinstance(block, Items) and not items(block))


def defined(block: Definition) -> "Iterator[Listed]":
    """Yield the terms of a group of a definition list; several definitions of a term are senses of it."""
    if not block.terms:
        return
    bodies = [body for body in block.bodies if body] or [[]]
    for number, body in enumerate(bodies):
        line = block.line if not number else body[0].line
        end = bodies[number + 1][0].line if number + 1 < len(bodies) else block.end
        yield Listed(line, end, tuple(block.terms), body=tuple(body))


def items(block: Items) -> list[Listed]:
    """Return the terms of a list: of items that begin with them, marked as such or parted from what follows."""
    marked = [_item(item) for item in block.items]
    loose = [_head(item, marked=False) if not term else None for item, term in zip(block.items, marked, strict=True)]
    bare = [_bare(item) for item, term in zip(block.items, marked, strict=True) if not term]
    if sum(map(bool, bare)) > 2 and 5 * sum(map(bool, [*bare, *filter(None, marked)])) >= 4 * len(block.items):
        bare_terms = iter(bare)
        marked = [term or next(bare_terms) for term in marked]
    lone = [_lone(item) for item in block.items]
    if len(lone) > _FEW and 5 * sum(map(bool, [*filter(None, lone), *filter(None, loose)])) >= 4 * len(lone):
        loose = [term or other for term, other in zip(loose, lone, strict=True)]
    strong = sum(map(bool, marked))
    take_loose = 2 * (strong + sum(map(bool, loose))) >= len(block.items)
    found: list[Listed] = []
    for item, term, other in zip(block.items, marked, loose, strict=True):
        chosen = term or (other if take_loose else None)
        inner = [part for part in item.blocks if isinstance(part, Items)]
        nested = [below for part in inner for below in items(part)]
        if len(nested) > 1 and (not chosen or _is_group(chosen, inner)):
            found += nested
        elif chosen:
            found.append(chosen)
    return found


def _is_group(term: Listed, inner: "Sequence[Items]") -> bool:
    """Tell whether a term has no text but the list below it: then it is the title of that."""
    return all(part in inner for part in term.body) or not term.is_marked


def _item(item: "Item") -> Listed | None:
    return _head(item, marked=True)


def _head(item: "Item", marked: bool) -> Listed | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    term = (
        _begins(first.runs, item.line, item.end, is_item=True) if marked else _dashed(first.runs, item.line, item.end)
    )
    return term.replace(body=(*term.body, *item.blocks[1:])) if term else None


def _lone(item: "Item") -> Listed | None:
    """Return the term of an item that is nothing but an acronym."""
    first = item.blocks[0] if len(item.blocks) == 1 else None
    if isinstance(first, Paragraph) and fullforms.looks_short(text_of(first.runs).strip()):
        return Listed(item.line, item.end, (first.runs,), is_marked=False)
    return None


def _bare(item: "Item") -> Listed | None:
    """Return the term of an item that begins with bold text, with nothing between that and the rest."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    size = _marked_size(first.runs, strong=True)
    text = "".join(run.text for run in first.runs)
    if not size or not text[size:].strip() or len(text[:size].split()) > _WORDS or not text[size].isspace():
        return None
    rest = text[size:].split()
    whole = rest[0].lower() in ("is", "are", "means", "refers", "stands", "describes")
    body = first.runs if whole else cut(first.runs, size)
    return Listed(
        item.line,
        item.end,
        (cut(first.runs, 0, size),),
        body=(Paragraph(first.line, first.end, body), *item.blocks[1:]),
    )


def paragraphs(block: Paragraph) -> list[Listed]:
    """Return the terms that a paragraph begins with, or, where several of its lines do, each line's."""
    lines = list(broken(block.runs))
    starts = [
        at for at, line in enumerate(lines) if line and line[0].strong and _begins(tuple(line), 0, 0, is_item=False)
    ]
    if len(starts) > 1 and starts[0] == 0:
        found = []
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            runs = tuple(
                run for number, line in enumerate(lines[start:end]) for run in ([Run("\n")] * bool(number) + line)
            )
            while runs and runs[-1].text == HARD:
                runs = runs[:-1]
            at = min(block.line + start, block.end - 1)
            found.append(_begins(runs, at, max(at + 1, min(block.line + end, block.end)), is_item=False))
        return [term for term in found if term]
    term = _begins(block.runs, block.line, block.end, is_item=False)
    if term:
        return [term]
    shown = [line for line in _by_hard(block.runs) if line]
    shown = shown if len(shown) > 1 else [tuple(line) for line in broken(block.runs) if line]
    dashed = [_dashed(line, block.line, block.end) for line in shown]
    return [one for one in dashed if one] if len(shown) > 2 and all(dashed) else []


def _by_hard(runs: "Runs") -> "Iterator[Runs]":
    line: list[Run] = []
    for run in runs:
        if run.text == HARD:
            yield tuple(line)
            line = []
        else:
            line.append(run)
    yield tuple(line)


def _marked_size(runs: "Sequence[Run]", strong: bool) -> int:
    """Return how many characters at the beginning stand in bold, or, where that will do, in a link, code or italics."""
    size = 0
    first = next((run for run in runs if run.text), None)
    if first is None:
        return 0
    for run in runs:
        if not run.text:
            continue
        alike = run.strong if first.strong else bool(run.href or run.code or run.title or run.emphasis)
        if not alike or run.text in ("\n", HARD) or (strong and not first.strong):
            break
        size += len(run.text)
    return size


def _begins(runs: "Runs", line: int, end: int, is_item: bool) -> Listed | None:
    """Return the term that a text begins with in bold; in an item a link, code or italics are enough."""
    size = _marked_size(runs, strong=not is_item)
    if not size:
        return None
    text = "".join(run.text for run in runs)
    name = text[:size]
    is_strong = next(run for run in runs if run.text).strong
    closed = name.rstrip().endswith((":", "：", "-", "–", "—")) or (
        is_strong and name.endswith((".", "。")) and text[size:].strip()
    )
    bracket, at = "", size
    if (found := _BRACKET.match(text, size)) and found[1].strip():
        bracket, at = found[1].strip(), found.end()
    separator = _SEPARATOR.match(text, at)
    if not separator and not closed:
        return None
    at = separator.end() if separator else at
    name_runs = cut(runs, 0, size)
    body = cut(runs, at)
    if not name.strip(" :：.") or len(name) > 160 or not (body or is_item or bracket):
        return None
    if not is_strong and (not body or len(name.split()) > _WORDS):
        return None
    return Listed(line, end, (name_runs,), bracket, body=(Paragraph(line, end, body),) if body else ())


def _dashed(runs: "Runs", line: int, end: int) -> Listed | None:
    """Return the term of an item that parts it from its text by a colon, a dash or an arrow."""
    text = "".join(run.text for run in runs)
    found = _DASHED.match(text.partition("\n")[0] if "\n" in text[:100] else text) or _DASHED.match(text)
    if not found or len(found[1].split()) > _WORDS or found[1].rstrip().endswith((".", "!", "?")) or "\n" in found[1]:
        return None
    name = cut(runs, 0, found.end(1))
    return Listed(line, end, (name,), body=(Paragraph(line, end, cut(runs, found.end())),), is_marked=False)


def cut(runs: "Sequence[Run]", start: int, end: int | None = None) -> "Runs":
    """Return the runs of the characters from ``start`` to ``end``, without the space around them."""
    made: list[Run] = []
    at = 0
    for run in runs:
        size = len(run.text)
        if not size:
            if at >= start and (end is None or at <= end):
                made.append(run)
            continue
        low, high = max(start - at, 0), size if end is None else min(end - at, size)
        if low < high:
            made.append(run.replace(text=run.text[low:high]) if (low, high) != (0, size) else run)
        at += size
    while made and made[-1].text and not made[-1].text.strip():
        made.pop()
    return tuple(made)


def named(term: Listed) -> tuple[str, str, list[str], str]:
    """Return the name of a term, its full form, its aliases, and what stands in brackets behind it otherwise."""
    first, *others = (names.tidy(text_of(runs)) for runs in term.names)
    name, expansion, aliases = names.parse(first)
    note = ""
    if term.expansion:
        name, full_form, more, note = names.bracketed(name, term.expansion)
        expansion = full_form or expansion
        aliases += more
    for other in others:
        pair = names.pair_of(name, other) if not expansion else None
        if pair:
            name, expansion = pair
        elif other and other != name:
            aliases.append(other)
    return name, expansion, aliases, note


def slug(name: str) -> str:
    """Return the anchor that sites make of a heading."""
    return "-".join("".join(char if char.isalnum() or char in " -_" else "" for char in name.lower()).split(" "))
