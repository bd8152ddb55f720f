"""Plain command lines read without an option parser, whose import costs three times a whole plain look-up.

Takes only what is surely right: a look-up command, the options below with values, words. Anything else (``--help``, an
abbreviation, a missing value, an unknown option) is None and goes to Typer, whose word is final. A test holds both
against each other: what is taken here, Typer reads as the same call.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COMMON = {"-o": "output", "--output": "output", "-g": "glossary", "--glossary": "glossary", "--color": "color"}
_VALUES = {
    "define": _COMMON,
    "search": {**_COMMON, "--limit": "limit"},
    "expand": _COMMON,
    "roles": _COMMON,
    "list": {**_COMMON, "--tag": "tag", "--kind": "kind"},
    "related": {**_COMMON, "--depth": "depth"},
    "sources": _COMMON,
}
_FLAGS = {
    "expand": {"--reverse": "reverse", "--text": "text"},
    "roles": {"--motto": "motto", "--audiences": "audiences"},
}
_WORDLESS = ("list", "sources")
_WORDS_OPTIONAL = ("roles",)


def options(command: str) -> "tuple[Mapping[str, str], Mapping[str, str]]":
    """Return a command's options that take a value, and its flags, as they are known here."""
    return _VALUES.get(command, {}), _FLAGS.get(command, {})


class Call:
    """A command with its words and its options, as read from a command line."""

    __slots__ = ("command", "words", "values", "flags", "glossaries")

    def __init__(self, command: str) -> None:
        self.command = command
        self.words: list[str] = []
        self.values: dict[str, str] = {}
        self.flags: set[str] = set()
        self.glossaries: list[str] = []


def read(argv: "Sequence[str]") -> Call | None:
    """Return the call that ``argv`` (without the program's name) plainly is, or None."""
    rest = list(argv)
    color = None
    if rest[:1] == ["--color"] and len(rest) > 1:
        color, rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--color="):
        color, rest = rest[0].removeprefix("--color="), rest[1:]
    if not rest or rest[0] not in _VALUES:
        return None
    call = Call(rest[0])
    if color is not None:
        call.values["color"] = color
    return call if _take(call, rest[1:]) and _is_complete(call) else None


def _take(call: Call, rest: list[str]) -> bool:
    """Sort ``rest`` into ``call``; False where that isn't plain."""
    values, flags = _VALUES[call.command], _FLAGS.get(call.command, {})
    while rest:
        word = rest.pop(0)
        if word == "--":
            call.words += rest
            return True
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if word == "-" or not word.startswith("-"):
            call.words.append(word)
        elif word in flags:
            call.flags.add(flags[word])
        elif name in values and (equals or rest):
            _put(call, values[name], value if equals else rest.pop(0))
        else:
            return False
    return True


def _put(call: Call, name: str, value: str) -> None:
    if name == "glossary":
        call.glossaries.append(value)
    else:
        call.values[name] = value


def _is_complete(call: Call) -> bool:
    if call.command in _WORDLESS:
        return not call.words
    return bool(call.words) or call.command in _WORDS_OPTIONAL or "text" in call.flags


def run(call: Call) -> int:
    """Run a call and return its exit status."""
    from glossctl.cli import settings as settle  # after reading: what is wrong goes to Typer at no cost

    values, glossaries = call.values, call.glossaries
    command = call.command
    name = ""
    if command == "list":
        from glossctl.cli import list as listing

        glossaries, name = listing.parted(glossaries)
    settings = settle.settle(values.get("output"), glossaries, values.get("color"))
    if command == "define":
        from glossctl.cli import define

        return define.run(call.words, settings)
    if command == "search":
        from glossctl.cli import search

        return search.run(call.words, settings, settle.number("--limit", values.get("limit", search.LIMIT)))
    if command == "expand":
        from glossctl.cli import expand

        if "text" in call.flags:
            return expand.run_text(call.words, settings, "reverse" in call.flags)
        return expand.run(call.words, settings, "reverse" in call.flags)
    if command == "roles":
        from glossctl.cli import roles

        return roles.run(call.words, settings, "motto" in call.flags, "audiences" in call.flags)
    if command == "related":
        from glossctl.cli import related

        return related.run(call.words, settings, settle.number("--depth", values.get("depth", related.DEPTH)))
    if command == "sources":
        from glossctl.cli import sources

        return sources.run(settings)
    return listing.run(settings, values.get("tag", ""), values.get("kind", ""), name)
