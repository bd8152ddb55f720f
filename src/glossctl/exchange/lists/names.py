"""Names as people write them: with the full form in brackets, another name behind a slash, quotes around them."""

import re

from glossctl.acronyms import fits
from glossctl.exchange.lists import fullforms

_NAMED = re.compile(r"(.+?)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
ALSO = re.compile(
    r"(?:also(?: (?:known|referred to|called) as| called)?|a\.?k\.?a\.?|or|synonyms?|syn\.?"
    r"|abbr(?:eviated|eviation|\.)?(?: as)?|auch|oder|aussi|ou|también|o)(?:\s*[:：]\s*|\s+)(.+)"
    r"|(?:又称|也称|简称|即|別名)\s*[:：]?\s*(.+)",
    re.IGNORECASE,
)
_LONG = 6  # words in brackets that are no other name
_QUOTED = re.compile(r"[\"“„«'‘](.+)[\"”“»'’]")
_LANGUAGE = re.compile(
    r"\A(?:engl(?:isch|ish)?|english|en|eng|ang(?:lais|l)?|ingl[eé]s|inglese)(?:\.|:|\.:)?\s+(?=\S)", re.I
)
_SLASH = re.compile(r"\s+[/／|]\s+")
_MARKS = (", ", " - ", " – ", " — ", ": ", "：", " = ")


def tidy(name: str) -> str:
    """Return a name without the quotes around it, the colon or dash behind it, and the full stop of a bold name."""
    name = " ".join(name.split()).strip("* ").rstrip(":： ")
    name = re.sub(r"\s+[-–—]+$", "", name)
    if name.endswith((".", "。")) and not re.search(r"(?:^|[.\s])\w{1,3}\.$", name):
        name = name[:-1]
    if (found := _QUOTED.fullmatch(name)) and not re.search(r"[\"“”„«»]", found[1]):
        name = found[1]
    return name


def bracketed(name: str, inside: str) -> tuple[str, str, list[str], str]:
    """Return name, full form, aliases, and the rest, of a name and what stands in brackets behind it."""
    inside = _LANGUAGE.sub("", inside)
    for mark in (",", "，", "、"):
        inside = inside.removeprefix(f"{name}{mark}").strip()
    if pair := pair_of(name, inside, sure=True):
        return *pair, [], ""
    if several := _several(name, inside):
        return *several, ""
    if (fullforms.looks_short(inside) and " " not in inside) or _is_translation(name, inside):
        return name, "", [inside], ""
    if also := ALSO.fullmatch(inside):
        others = re.split(r",\s*|\s+or\s+|/", also[1] or also[2])
        return name, "", [other.strip(" \"'“”") for other in others if other.strip(" \"'“”")], ""
    return name, "", [], inside


def parse(name: str) -> tuple[str, str, list[str]]:
    """Return name, full form and aliases of a name that may hold them: in brackets, behind a comma, a dash or a slash.

    >>> parse("MIG (Multi-Instance GPU)"), parse("control-flow graph, CFG")
    (('MIG', 'Multi-Instance GPU', []), ('CFG', 'control-flow graph', []))
    >>> parse("OVA / OVF"), parse("I/O"), parse("Pod (group of containers)")
    (('OVA / OVF', '', ['OVA', 'OVF']), ('I/O', '', []), ('Pod (group of containers)', '', []))
    """
    if found := _NAMED.fullmatch(name):
        before, inside = found[1].strip(), found[2].strip()
        if pair := pair_of(before, inside):
            return *pair, alternatives(pair[0])
        short, expansion, aliases, rest = bracketed(before, inside)
        shorter = next((alias for alias in aliases if fullforms.shortens(alias, before)), "")
        if shorter:
            return shorter, before, [alias for alias in aliases if alias != shorter]
        if not rest and (expansion == "" or _several(before, inside)):
            return short, expansion, aliases
    for mark in _MARKS:
        before, parted, inside = name.rpartition(mark) if mark == ", " else name.partition(mark)
        if parted and (pair := pair_of(before.strip(), inside.strip(), fit=True)):
            return *pair, []
    return name, "", alternatives(name)


def _several(name: str, inside: str) -> tuple[str, str, list[str]] | None:
    """Return what brackets hold that give both, as in "(ASLR, Address Space Layout Randomization)"."""
    parts = [part.strip() for part in re.split(r"[,，、;；]\s*", inside) if part.strip()]
    if len(parts) == 2 and (pair := pair_of(parts[0], parts[1], fit=True)):
        return *pair, [] if name == pair[0] else [name]
    return None


def _is_translation(name: str, inside: str) -> bool:
    """Tell whether two texts are in different scripts: a name and what it is called elsewhere."""
    scripts = fullforms.is_latin(name), fullforms.is_latin(inside)
    is_name = any(map(str.isalpha, inside)) and len(inside.split()) < _LONG and inside[-1].isalnum()
    return scripts[0] != scripts[1] and is_name


def alternatives(name: str) -> list[str]:
    """Return the names that a slash with space around it parts; none where there is no such."""
    parts = [part.strip() for part in _SLASH.split(name)]
    if 1 < len(parts) < 5 and all(part and len(part.split()) < 5 for part in parts):
        return parts
    return []


def pair_of(name: str, inside: str, sure: bool = False, fit: bool = False) -> tuple[str, str] | None:
    """Return acronym and full form where one of two texts is that of the other: the letters say which is which.

    ``sure``: the second stands in brackets behind the first, which was marked as a name. ``fit``: only by the letters.
    """
    if any(fullforms.shortens(part, inside) for part in (name, *alternatives(name))):
        return name, inside
    if fullforms.shortens(inside, name):
        return inside, name
    if fit:
        return None
    foreign = not any(char.isascii() and char.isalpha() for char in name)
    if fullforms.looks_short(inside) and foreign and " " not in inside:
        return inside, name
    foreign = not any(char.isascii() and char.isalpha() for char in inside) and any(map(str.isalpha, inside))
    if fullforms.looks_short(name) and foreign and len(inside) < 30 and not re.search(r"[。；;，,.]", inside):
        return name, inside
    if sure and any(map(str.isupper, name[1:])) and 1 < len(inside.split()) < 7 and fits(name, inside):
        return name, inside
    if sure and fullforms.is_alike(name, inside):
        return name, inside
    return None
