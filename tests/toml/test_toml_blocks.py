"""Read in blocks, a glossary is what it is when it is read as a whole: entry for entry, fault for fault."""

from collections.abc import Sequence

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from glossctl import toml
from glossctl.entries import Entry, Header
from glossctl.errors import FileError
from glossctl.toml import blocks as toml_blocks
from glossctl.toml.blocks import UnsureError

Read = tuple[Header, list[Entry], list[str]]

PIECES = [
    *("[[term]]\n", "[[term]]\n", "[[term]]\n", "[[role]]\n", "[[audience]]\n"),
    *('name = "a"\n', 'name = "b"\n', "name = ''\n", 'name = "é"\n', 'name="c"\n', '"name" = "q"\n', "name = 1\n"),
    *('expansion = "A B"\n', "expansion = [\n", "expansion = 'x\n", 'expansion = "x\n', 'expansion = "\\n"\n'),
    *('definition = """\none\ntwo"""\n', 'definition = """\n', '"""\n', "definition = '''\n", "'''\n"),
    *('definition = """say ""hi"" \\\n  there"""\n', 'definition = """a\n[[term]]\nb"""\n', 'definition = "\x01"\n'),
    *(
        'aliases = ["x", "y z"]\n',
        "aliases = []\n",
        'aliases = [\n  "x",\n]\n',
        'aliases = ["x", 1]\n',
        "aliases = 3\n",
    ),
    *('tags = ["", " a "]\n', 'titles = ["x",]\n', 'case = "bold"\n', 'avoid = [{ word = "x", reason = "y" }, 3]\n'),
    *(
        "\n",
        "# a comment\n",
        '# "quoted [[term]]\n',
        "  \n",
        "\t# tab\n",
        "nmae = 1\n",
        "x.y = 1\n",
        "x = 2024-01-01\n",
    ),
    *(
        "[term.x]\n",
        "[[term.x]]\n",
        "[role]\n",
        "[term]\n",
        "[glossary]\n",
        '[["term"]]\n',
        "[[ term ]]\n",
        " [[term]]\n",
    ),
    *(
        "[[term]] # why\n",
        "[[terms]]\n",
        "term = []\n",
        "[[term]]x\n",
        "]\n",
        "}\n",
        "\r\n",
        "y = {a = 1}\n",
        "z = 9e\n",
    ),
    *('name = "a"\r\n', "[[term]]\r\n", "[[role]]\r\n", "[x.y]\n", "[[term]]", "name = ", "'", '"', "\r"),
]
HEADS = [
    "",
    '[glossary]\nname = "g"\n',
    "# words\n\n",
    'glossary.name = "g"\n',
    '[glossary]\nnmae = 2\ntags = ["a", 1]\n',
]
WILD = st.builds(lambda head, pieces: head + "".join(pieces), st.sampled_from(HEADS), st.lists(st.sampled_from(PIECES)))
VALID = [  # one of each may stand in an entry
    ('name = "a"\n', 'name = "é" # why\n', "name = 'b'\n", '\nname="c"\n', '"name" = "d"\n', ""),
    ('expansion = "A B"\n', 'expansion = "\\u00e9"\n', "expansion = 1\n", ""),
    ('definition = """\none\ntwo"""\n', 'definition = """a ""b"" \\\n c"""\n', "definition = '''x'''\n", ""),
    ('definition = "plain"\n', 'aliases = ["x", "y z"]\n', "aliases = []\n", 'aliases = [\n  "x",\n  "y"\n]\n', ""),
    ('tags = ["", " a "]\n', 'avoid = [{ word = "x" }]\n', "nmae = 1\n", "# [[term]]\n", "\n\n", ""),
    ("[term.x]\n", "y.z = 1\n", "\n", '"x" = [[1], [\n2]]\n', "", "", "", ""),
]
ENTRIES = st.builds(
    lambda header, keys: header + "\n" + "".join(keys),
    st.sampled_from(["[[term]]", "[[term]]", "[[role]]", "[[audience]]"]),
    st.tuples(*map(st.sampled_from, VALID)),
)
TAME = st.builds(
    lambda head, entries, at, piece, end: head + "".join([*entries[:at], piece, *entries[at:]]).replace("\n", end),
    st.sampled_from(HEADS),
    st.lists(ENTRIES, min_size=2, max_size=8),
    st.integers(0, 8),
    st.sampled_from(PIECES) | st.just(""),
    st.sampled_from(["\n", "\r\n"]),
)
ENTRY = '[[term]]\nname = "a"\ntags = ["x", "y"]\n\n'


def whole(text: str) -> Read:
    contents, faults = toml.parse(text, "f.toml")
    return contents.header, list(contents.entries), [str(fault) for fault in faults]


def in_blocks(text: str, size: int) -> Read:
    """Read ``text`` in blocks. Raises UnsureError where the whole is needed."""
    content = text.encode()
    header, faults = toml_blocks.header(content, "f.toml")
    entries: dict[str, list[Entry]] = {table: [] for table in toml.TABLES}
    for block in toml_blocks.cut(content, size):
        assert block.before == {table: len(found) for table, found in entries.items()}
        found, more = toml_blocks.read_block(block, "f.toml", header)
        faults += more
        for table in entries:
            entries[table] += found[table]
    assert {table: len(found) for table, found in entries.items()} == toml_blocks.count(content)
    return header, [entry for found in entries.values() for entry in found], [str(fault) for fault in faults]


def said(error: FileError) -> list[str]:
    return [*map(str, error.faults), str(error.hint)]


@settings(max_examples=1500, deadline=None)
@given(WILD | TAME | TAME, st.integers(1, 120))
@example(ENTRY + '[[role]]\nname = "r"\n' + ENTRY, 1)
@example(ENTRY + 'definition = """\n[[term]]\nname = "x" """\n' + ENTRY, 1)
@example("term = []\n" + ENTRY * 2, 1)
@example('term = [{definition = """\n[[term]]\n"""}]\n' + ENTRY * 2, 1)
@example(ENTRY + '[[role]]\nname = "r"\n[term.x]\n' + ENTRY, 1)
@example("[[role]]\n[role.x]\n[[term]]\n[role.y]\n", 9)
def test_blocks_are_read_as_the_whole_is(text: str, size: int) -> None:
    expected: list[str] = []
    try:
        read = in_blocks(text, size)
    except UnsureError:
        event("needs the whole")
        return
    except FileError as error:
        event("no TOML")
        expected = said(error)
    if expected:
        with pytest.raises(FileError) as raised:
            whole(text)
        assert expected == said(raised.value)
        return
    event("faults" if read[-1] else "entries" if read[1] else "nothing")
    assert read == whole(text)


@pytest.mark.parametrize("text", [ENTRY * 9, '[glossary]\nname = "g"\n' + ENTRY * 9, ENTRY.replace("\n", "\r\n") * 9])
def test_what_is_usual_needs_no_whole(text: str) -> None:
    assert in_blocks(text, 40) == whole(text)


@pytest.mark.parametrize(
    "odd",
    [
        'name = "say \\"hi\\""\n',
        "name = 'x' # why\n",
        'name = "a"\naliases = [\n  "x",\n  "y",\n]\n',
        'name = "a"\n[term.sub]\nx = 1\n',
        'name = "a"\nnmae = 1\n',
        '# a comment\n\n  name = "a"\n',
    ],
)
def test_odd_entries_need_no_whole(odd: str) -> None:
    text = ENTRY * 3 + f"[[term]]\n{odd}\n" + ENTRY * 3
    assert in_blocks(text, 40) == whole(text)


@pytest.mark.parametrize(
    "text",
    [
        ENTRY + 'definition = """\n[[term]]\n"""\n' + ENTRY,
        ENTRY + '[glossary]\nname = "g"\n' + ENTRY,
        ENTRY + "[[terms]]\n" + ENTRY,
        ENTRY + '[[ term ]]\nname = "x"\n' + ENTRY,
        ENTRY + '[[role]]\nname = "r"\n[term.x]\ny = 1\n' + ENTRY,
        ENTRY + 'name = "b"\n' + ENTRY,
        ENTRY + 'definition = """\nnever closed\n' + ENTRY,
        "x = 1\n" + ENTRY,
    ],
)
def test_what_a_block_can_not_tell_needs_the_whole(text: str) -> None:
    with pytest.raises(UnsureError):
        in_blocks(text, 1)


def test_an_error_has_the_line_it_has_in_the_whole() -> None:
    with pytest.raises(FileError) as raised:
        in_blocks("# head\n" + ENTRY * 4 + "[[term]]\nname == 1\n" + ENTRY, 30)
    assert said(raised.value) == [
        "f.toml:19:7: T001 not TOML: Invalid value",
        "check the quotes and brackets there and on the line before",
    ]


def test_a_fault_has_the_line_and_number_it_has_in_the_whole() -> None:
    *_, faults = in_blocks(ENTRY * 4 + "[[term]]\ntags = 1\n" + ENTRY, 30)
    assert faults == [
        "f.toml:17:1: T004 [[term]] 5: an entry needs a name",
        "f.toml:18:1: T003 [[term]] 5: tags must be a list of strings, not a number",
    ]


def lengths(blocks: Sequence[toml_blocks.Block]) -> list[int]:
    return [len(block.content) for block in blocks]


def test_blocks_are_about_as_long_as_asked() -> None:
    content = (ENTRY * 100).encode()
    found = lengths(list(toml_blocks.cut(content, 10 * len(ENTRY))))
    assert found == [10 * len(ENTRY)] * 10
