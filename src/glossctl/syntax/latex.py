"""LaTeX to prose with places. What a command does with its arguments is in ``latex_names``; others' are read on.

pylatexenc is exact, but reads .23 MB/s. Macros are not expanded: what a document defines, it shows as itself.
"""

import re
import unicodedata

from glossctl.syntax import latex_names as names
from glossctl.syntax.spans import Builder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from glossctl.syntax.spans import Kind, Markup, Prose

_TOKEN = re.compile(
    r"%(?P<comment>[^\r\n]*)(?:(?:\r\n|[\r\n])[ \t]*(?![ \t\r\n]))?"
    r"|\\(?:begin|end)[ \t]*\{(?P<environment>[^{}\r\n]{1,60})\}"
    r"|\\verb\*?(?P<bar>[^\sa-zA-Z*]).*?(?P=bar)"
    r"|\\(?P<command>[a-zA-Z@]+\*?)"
    r"|\\(?P<symbol>\r\n|.|\Z)"
    r"|(?P<math>\$\$?)"
    r"|(?P<empty>(?:\r\n|\n|\r(?!\n))[ \t]*(?:(?:\r\n|[\r\n])[ \t]*)+)"
    r"|[{}&~]",
    re.DOTALL,
)
_BRACE = re.compile(r"\\.|%[^\r\n]*|[{}]", re.DOTALL)
_GROUP = re.compile(r"(?:[ \t]|(?:\r\n|[\r\n])(?=[ \t]*\{))*(?=\{)")
_OPTION = re.compile(r"[ \t]*(?:\[(?P<option>(?:[^\[\]{}]|\{[^{}]{0,500}\}){0,500})\]|<[^<>\r\n]{0,100}>)")
_MATH_ENDS = {
    "$": re.compile(r"(?:[^$\\\r\n]|\\.|(?:\r\n|[\r\n])(?![ \t]*[\r\n]))*\$", re.DOTALL),
    "$$": re.compile(r"(?:[^$\\]|\\.)*\$\$", re.DOTALL),
}
_DOCUMENT = re.compile(r"\\begin[ \t]*\{document\}")
_IN_PREAMBLE = re.compile(
    r"^[^%\r\n]*?\\(?P<command>title|subtitle|newacronym|acrodef|DeclareAcronym)(?![a-zA-Z])", re.M
)
_ACRONYMS = {"newacronym", "acro", "acrodef", "DeclareAcronym"}
_KEY = re.compile(r"(?P<key>short|long)\s*=\s*(?P<value>\{[^{}]*\}|[^,{}]*)")
_ACCENTED = re.compile(r"(?:\s*\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_NESTING = 20


def read(text: str) -> "Prose":
    """Return the prose of a LaTeX document, or of a file that is a part of one."""
    builder = Builder(text)
    _Reader(builder).read()
    return builder.prose()


class _Reader:
    """Reads command by command."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.text = builder.text
        self.at = 0
        self.kind: Kind = "paragraph"
        self.environments: list[bool] = []  # for each open one, whether it is a table
        self.in_table = 0  # how many of these are
        self.marks: list[Markup | None] = []  # for each open brace, what it marks
        self.notes: list[tuple[int, int]] = []  # that are read where the block ends
        self.depth = 0
        self.last: dict[str, int] = {}
        self.groups: dict[int, int] = {}
        opened: list[int] = []
        for brace in _BRACE.finditer(self.text):
            if brace[0] == "{":
                opened.append(brace.start())
            elif brace[0] == "}" and opened:
                self.groups[opened.pop()] = brace.start()

    def read(self) -> None:
        """Add every block."""
        begins = _DOCUMENT.search(self.text)
        start = begins.end() if begins else 0
        for match in _IN_PREAMBLE.finditer(self.text, 0, start):
            self.at = match.end("command")
            self.command(match["command"])
        ends = self.find(r"\end{document}", start) if begins else -1
        self.span(start, ends if ends >= 0 else len(self.text))

    def span(self, start: int, end: int) -> None:
        """Add the blocks between two offsets."""
        self.at = start
        while self.at < end and (token := _TOKEN.search(self.text, self.at, end)):
            self.builder.add(self.at, token.start())
            self.at = token.end()
            self.token(token, end)
        self.builder.add(self.at, end)
        self.close()

    def close(self) -> None:
        """End the block, and add the notes in it."""
        is_cell = self.kind == "cell" or bool(self.in_table and self.kind == "paragraph")
        self.builder.close("cell" if is_cell else self.kind, self.builder.row if is_cell else 0)
        self.kind = "paragraph"
        notes, self.notes = self.notes, []
        for start, end in notes:
            self.nested(start, end, "paragraph")

    def nested(self, start: int, end: int, kind: "Kind") -> None:
        """Add what stands between two offsets as blocks by themselves."""
        if self.depth >= _NESTING:
            return
        self.depth += 1
        at, outer = self.at, (self.environments, self.in_table, self.marks)
        self.environments, self.in_table, self.marks, self.kind = [], 0, [], kind
        self.span(start, end)
        self.at, (self.environments, self.in_table, self.marks) = at, outer
        self.depth -= 1

    def token(self, token: "re.Match[str]", end: int) -> None:
        """Take what is no plain text."""
        if token["comment"] is not None:
            self.builder.comment(token["comment"], token.start())
        elif token["environment"]:
            self.environment(token["environment"], token[0].startswith("\\b"))
        elif token["command"]:
            self.command(token["command"].rstrip("*"))
        elif token["symbol"] is not None:
            self.symbol(token)
        elif token["math"]:
            self.math(token, end)
        elif token["empty"]:
            self.close()
        elif token["bar"]:
            self.builder.gap(*token.span())
        else:
            self.character(token)

    def character(self, token: "re.Match[str]") -> None:
        """Take a brace, the mark between two cells, or a space that doesn't break."""
        if token[0] == "{":
            self.marks.append(None)
        elif token[0] == "}":
            if self.marks and (mark := self.marks.pop()):
                self.builder.end(mark)
        elif token[0] == "~":
            self.builder.put(" ", *token.span())
        elif self.in_table:
            self.close()
        else:
            self.builder.add(*token.span())

    def symbol(self, token: "re.Match[str]") -> None:
        """Take a backslash and one character."""
        char = token["symbol"]
        if char == "\\":
            self.option()
            if self.in_table:
                self.close()
                self.builder.row += 1
            else:
                self.builder.put("\n", *token.span())
        elif char in ("(", "["):
            closing = self.find({"(": "\\)", "[": "\\]"}[char], self.at)
            if closing >= 0:
                self.builder.gap(token.start(), closing + 2)
                self.at = closing + 2
        elif char in "%&_#${}":
            self.builder.add(token.end() - 1, token.end())
        elif char in names.ACCENTS:
            self.accent(char, token.start())
        elif char.isspace() or char in ",;:":
            self.builder.put(" ", *token.span())

    def accent(self, accent: str, start: int) -> None:
        """Take a letter with an accent above or below it."""
        if letter := _ACCENTED.match(self.text, self.at):
            shown = unicodedata.normalize("NFC", (letter[1] or letter[2]) + names.ACCENTS[accent])
            self.builder.put(shown, start, letter.end())
            self.at = letter.end()

    def math(self, token: "re.Match[str]", end: int) -> None:
        """Leave out a formula."""
        closing = _MATH_ENDS[token[0]].match(self.text, self.at, end)
        if closing:
            self.builder.gap(token.start(), closing.end())
            self.at = closing.end()

    def environment(self, name: str, begins: bool) -> None:
        """Begin or end an environment."""
        name = name.strip().rstrip("*")
        if not begins:
            self.close()
            if self.environments:
                self.in_table -= self.environments.pop()
            return
        if name in names.UNREAD_ENVIRONMENTS:
            ends = max(self.find(f"\\end{{{name}", self.at), 0)
            if ends:
                self.builder.gap(self.at - 1, self.at)
                self.at = self.text.find("}", ends) + 1 or len(self.text)
            return
        self.close()
        self.option()
        is_table = name in names.TABLES
        if is_table or name in names.ENVIRONMENTS_WITH_ARGUMENTS:
            while self.skip_group():
                self.option()
        self.environments.append(is_table)
        self.in_table += is_table
        self.builder.row += is_table

    def command(self, name: str) -> None:
        """Take a command and those of its arguments that are not read on."""
        start = self.at
        if handler := _COMMANDS.get(name):
            handler(self, name)
        elif name in names.SYMBOLS:
            self.builder.put(names.SYMBOLS[name], start - 1, start)
            self.at += self.text.startswith("{}", self.at) * 2
        elif len(name) == 1 and name in names.ACCENTS:
            self.accent(name, start - 1)
        elif name in names.SEEN:
            self.skip_arguments(name)
            self.builder.gap(start - 1, self.at)
        elif name in names.UNSEEN or names.DEFINING.fullmatch(name):
            self.skip_arguments(name)
        else:
            self.on(name)

    def note(self, _name: str) -> None:
        """Keep a note for the end of the block."""
        self.option()
        if group := self.group():
            self.notes.append(group)

    def paragraph(self, _name: str) -> None:
        """End the paragraph."""
        self.close()

    def on(self, name: str) -> None:
        """Read on within the arguments of a command that are text."""
        self.option()
        for _ in range(names.SKIPPED_FIRST.get(name, 0)):
            self.skip_group()
        markup: Any = names.MARKUP.get(name)
        if markup and (group := _GROUP.match(self.text, self.at)):
            self.at = group.end() + 1
            self.marks.append(markup)
            self.builder.begin(markup)

    def heading(self, name: str) -> None:
        """Add a title as a block by itself."""
        self.option()
        if group := self.group():
            self.close()
            self.nested(*group, "caption" if name == "caption" else "heading")

    def item(self, _name: str) -> None:
        """Begin an item; one with a label is a term and its definition."""
        self.close()
        self.kind = "item"
        option = _OPTION.match(self.text, self.at)
        if option and option["option"]:
            self.at = option.end()
            self.nested(*option.span("option"), "term")
            self.kind = "definition"

    def acronym(self, name: str) -> None:
        r"""Add the definition of an acronym, "\newacronym{mig}{MIG}{Multi-Instance GPU}", as an item "MIG: ..."."""
        options = []
        groups = []
        while True:
            if option := _OPTION.match(self.text, self.at):
                options.append(option.span("option"))
                self.at = option.end()
            elif group := self.group():
                groups.append(group)
            else:
                break
        if name == "DeclareAcronym" and len(groups) > 1:
            keys = {key["key"]: key.span("value") for key in _KEY.finditer(self.text, *groups[1])}
            parts = [keys[key] for key in ("short", "long") if key in keys]
        elif name == "newacronym":
            parts = groups[1:3]
        else:  # the key is the acronym where no other is given
            parts = [(options or groups)[0], groups[1]] if len(groups) > 1 else []
        if len(parts) == 2:
            self.close()
            (start, end), (long_start, long_end) = parts
            self.plain(start, end)
            self.builder.put(": ", end, end + 1)
            self.plain(long_start, long_end)
            self.builder.close("item")

    def plain(self, start: int, end: int) -> None:
        """Add a short text without its outer braces."""
        if self.text.startswith("{", start):
            start, end = start + 1, end - 1
        self.builder.add(start, end)

    def group(self) -> tuple[int, int] | None:
        """Step over the next argument and return where its text stands; None where there is none."""
        match = _GROUP.match(self.text, self.at)
        if not match or match.end() not in self.groups:
            return None
        start, end = match.end() + 1, self.groups[match.end()]
        self.at = end + 1
        return start, end

    def skip_group(self) -> bool:
        """Step over the next argument, if there is one."""
        return self.group() is not None

    def option(self) -> bool:
        """Step over an optional argument, if there is one."""
        match = _OPTION.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match is not None

    def skip_arguments(self, name: str) -> None:
        """Step over all arguments of a command; of one that defines another, over its name, too."""
        if names.DEFINING.fullmatch(name) and (defined := _DEFINED.match(self.text, self.at)):
            self.at = defined.end()
        while self.option() or self.skip_group():
            pass

    def find(self, mark: str, start: int) -> int:
        """Return where ``mark`` stands next; -1 where it doesn't, which is looked for only once."""
        if mark not in self.last:
            self.last[mark] = self.text.rfind(mark)
        return self.text.find(mark, start) if start <= self.last[mark] else -1


_DEFINED = re.compile(r"[ \t]*=?\\[a-zA-Z@]+[ \t]*(?:=?[ \t]*\\[a-zA-Z@]+|(?:#\d|[ \t\[\]])*)")
_COMMANDS = {
    **dict.fromkeys((*names.HEADINGS, "caption"), _Reader.heading),
    **dict.fromkeys(_ACRONYMS, _Reader.acronym),
    **dict.fromkeys(names.NOTES, _Reader.note),
    "item": _Reader.item,
    "par": _Reader.paragraph,
}
