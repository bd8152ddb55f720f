"""Glossaries as Hypothesis makes them up, for the formats that must give back what they were given."""

from hypothesis import strategies as st

from glossctl.entries import Contents, Entry, Header, Link
from glossctl.text import paragraphs
from tests.strategies import entries as any_entries

# What a table would be misread by: separators, quotes, markup, formulas, entities
_MARKS = (
    "= + - @ ' \" \\ | ; , : * _ ` [ ] ( ) < > & # ~ ! { } . $ <br> </a> <!-- &amp; &lt ''= https://a.b/?c=1&sect=2"
)
_PIECES = [*_MARKS.split(), " ", "- ", "1. ", "word", "GPU"]
_characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
_line = st.lists(st.sampled_from(_PIECES) | _characters, min_size=1, max_size=8)
word = _line.map("".join).map(str.strip).filter(bool)
words = st.lists(word, max_size=3).map(tuple)
_ADDRESSES = ["https://a.example/x_y?z=1,2;3", "https://b.example/(c)", "http://d.example/~e#f", "mailto:a@b.example"]
_definition = st.lists(word, max_size=3).map(lambda parts: "\n\n".join(paragraphs("\n\n".join(parts))))
_entry = any_entries(
    word,
    _definition,
    links=st.lists(st.sampled_from(_ADDRESSES), max_size=2, unique=True).map(tuple),
    status=st.just("") | word,
    language=st.just("en"),
    glossary=st.just("team"),
)
_entries = st.lists(_entry, min_size=1, max_size=4).map(tuple)
_see_also = st.lists(st.builds(Link, word, word), max_size=2).map(tuple)
glossaries = st.builds(Contents, st.just(Header("team")), _entries)
headed = st.builds(Contents, st.builds(Header, st.just("team"), word, st.just("de"), _see_also, words), _entries)


def contents(*entries: Entry, header: Header | None = None) -> Contents:
    """Return a glossary of these entries."""
    return Contents(header or Header("team"), tuple(entry.replace(glossary="team", language="en") for entry in entries))
