"""Comments in a glossary file that speak to ``validate``: ``# glossctl: ignore CODES: why``."""

import re

from glossctl.entries import Value

_DIRECTIVE = re.compile(r"#+\s*(?P<tool>[A-Za-z-]{5,12})\s*(?P<colon>:?)\s*(?P<verb>[A-Za-z-]+)(?P<rest>[\s:=,].*|\Z)")
_FIRST = re.compile(r"\s*([^\s,:]+)")
_NEXT = re.compile(r"\s*,\s*([A-Za-z]{1,3}[0-9]+|[A-Z]\b)|\s+([A-Za-z]{1,3}[0-9]+)(?![^\s,:;.])")
_TOOL = "glossctl"
_VERB = "ignore"


class Ignored(Value):
    """A comment that ignores faults: the codes it names, upper case; ``is_formed``: it is written as it has to be."""

    codes: tuple[str, ...]
    is_formed: bool = True


def ignored(comment: str) -> Ignored | None:
    """Return what a comment ignores, or seems to be meant to ignore; None where it says something else.

    >>> ignored("# glossctl: ignore A002, N001: the letters are older"), ignored("# glossctl: ignroe A002 N001").codes
    (Ignored(codes=('A002', 'N001'), is_formed=True), ('A002', 'N001'))
    """
    found = _DIRECTIVE.match(comment)
    if not found:
        return None
    said = (found["tool"], found["colon"], found["verb"])
    is_formed = said == (_TOOL, ":", _VERB)
    if not is_formed and not (_resembles(said[0], _TOOL) and _resembles(said[2], _VERB)):
        return None
    codes = _codes(found["rest"])
    return Ignored(codes, is_formed and bool(codes))


def _resembles(word: str, other: str) -> bool:
    import difflib  # only for a comment that is almost one of ours

    return difflib.SequenceMatcher(None, word.lower(), other).ratio() >= 0.75


def _codes(text: str) -> tuple[str, ...]:
    """Return the codes that a text begins with, parted by commas or spaces; the first word is one, whatever it is."""
    first = _FIRST.match(text)
    if not first:
        return ()
    codes, at = [first[1].upper()], first.end()
    while more := _NEXT.match(text, at):
        codes.append((more[1] or more[2]).upper())
        at = more.end()
    return tuple(codes)
