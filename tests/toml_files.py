"""Random glossary files as people write them: comments anywhere, keys in any order, every kind of string and array."""

from hypothesis import strategies as st

SPACE = st.sampled_from(["", " ", "  ", "\t"])
COMMENT = st.sampled_from(["# a comment", "#", "# [[term]]", '# name = "x"', '#"""', "# ünï 語", "#\ttab  ", "#:odd"])
NAMES = ["MIG", "mig", "vGPU", "Ámi", "a b", "a-b", "GPU", "語", "Zed", "B\\C", 'q"q', "it's"]
TEXTS = [
    "Short.",
    "Two\nlines.",
    "One paragraph.\n\nAnother.",
    "- one\n- two",
    "long words " * 20,
    'quotes " """ \' and \\ # no comment',
    "語" * 70,
    "[[term]]",
    "",
]
TRAPS = ["[[term]]", "# no comment", "a = 1", "]", "}", ","]


def _basic(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@st.composite
def strings(draw: st.DrawFn, text: str) -> str:
    """A TOML string that says ``text`` in one of the four ways there are."""
    ways = [_basic(text), '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""']
    ways.append('"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"') + '\\\n   """')
    if "'" not in text:
        ways.append(f"'''{text}'''")
        if "\n" not in text:
            ways.append(f"'{text}'")
    return draw(st.sampled_from(ways))


@st.composite
def lists(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """A TOML array, over one line or several, with comments in it."""
    parts = ["["]
    items = draw(st.lists(values, max_size=4))
    commented = draw(st.booleans())
    for number, item in enumerate(items):
        if commented and draw(st.booleans()):
            parts.append(draw(SPACE) + draw(COMMENT) + "\n")
        parts += [draw(SPACE), draw(strings(item))]
        if number < len(items) - 1 or draw(st.booleans()):
            parts.append(draw(SPACE) + ",")
        if commented and draw(st.booleans()):
            parts.append(" " + draw(COMMENT) + "\n")
    if commented and draw(st.booleans()):
        parts.append("\n" + draw(COMMENT) + "\n")
    return "".join(parts) + "]"


@st.composite
def keys(draw: st.DrawFn, name: str) -> list[tuple[str, str]]:
    """The keys of an entry, in any order."""
    found = [("name", draw(strings(name)))]
    if draw(st.booleans()):
        found.append(("expansion", draw(strings(draw(st.sampled_from(["Full Form", "Another", ""]))))))
    if draw(st.booleans()):
        found.append(("definition", draw(strings(draw(st.sampled_from(TEXTS))))))
    words = st.sampled_from(["gpu", "a longer tag", "", " padded ", *TRAPS, "x" * 50])
    found += [(key, draw(lists(words))) for key in draw(st.sets(st.sampled_from(["tags", "aliases", "links"])))]
    if draw(st.booleans()):
        found.append(("avoid", draw(st.sampled_from(['["slice"]', '[{word="a", reason="b]"}, # why\n "c"]', "[]"]))))
    if draw(st.booleans()):
        found.append(("case", draw(st.sampled_from(['"strict"', "'loose'", '""']))))
    return draw(st.permutations(found))


def trivia() -> st.SearchStrategy[str]:
    """Blank and comment lines, likeliest none."""
    line = st.one_of(st.just("\n"), COMMENT.map(lambda comment: comment + "\n"), st.just("  \n"))
    return st.one_of(st.just(""), st.just("\n"), st.lists(line, max_size=5).map("".join))


@st.composite
def tables(draw: st.DrawFn, heading: str, found: list[tuple[str, str]]) -> str:
    """A table with its keys, comments between and behind."""
    behind = st.one_of(st.just(""), COMMENT.map(lambda comment: "  " + comment))
    parts = [draw(SPACE), heading, draw(behind), "\n"]
    for key, value in found:
        quoted = draw(st.sampled_from([key, key, f'"{key}"', f"'{key}'"]))
        parts += [draw(trivia()), draw(SPACE), quoted, draw(SPACE), "=", draw(SPACE), value, draw(behind), "\n"]
    return "".join(parts)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A whole file."""
    kinds = draw(st.lists(st.sampled_from(["term", "term", "role", "audience"]), max_size=5))
    parts = []
    for kind in kinds:
        heading = draw(st.sampled_from([f"[[{kind}]]", f"[[{kind}]]", f"[[ {kind} ]]", f'[["{kind}"]]']))
        table = draw(tables(heading, draw(keys(draw(st.sampled_from(NAMES))))))
        if draw(st.integers(0, 5)) == 0 and "avoid" not in table:
            table += draw(trivia()) + draw(tables(f"[[{kind}.avoid]]", [("word", '"w"'), ("reason", '"r"')]))
        parts.append(table)
    if draw(st.booleans()):
        header = [("name", '"team"'), ("title", draw(strings("Team words"))), ("language", '"en"')]
        shown = draw(tables("[glossary]", header[: draw(st.integers(0, 3))]))
        parts.insert(draw(st.sampled_from([0, 0, 0, len(parts)])), shown)
    text = draw(trivia()) + "".join(part + draw(trivia()) for part in parts)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text
