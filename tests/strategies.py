"""One strategy of entries, from the table of their fields: a new field is drawn wherever entries are."""

from typing import Any

from hypothesis import strategies as st

from glossctl.entries import FIELDS, KINDS, Avoid, Entry

UNCARRIED = ("id", "of", "reading", "language", "glossary")  # a translation's, and what the header says


def entries(
    word: "st.SearchStrategy[str]", prose: "st.SearchStrategy[str] | None" = None, **fields: "st.SearchStrategy[Any]"
) -> "st.SearchStrategy[Entry]":
    """Return a strategy of entries of ``word``, with definitions of ``prose``; ``fields`` are drawn otherwise."""
    words = st.lists(word, max_size=3, unique=True).map(tuple)
    avoided = st.lists(st.builds(Avoid, word, st.just("") | word), max_size=2, unique=True).map(tuple)
    drawn: dict[str, st.SearchStrategy[Any]] = {"text": st.just("") | word, "optional": st.none() | word}
    drawn |= {"list": words, "avoid": avoided, "kind": st.sampled_from(KINDS)}
    chosen = {field.name: drawn[field.type] for field in FIELDS}
    chosen |= dict.fromkeys(UNCARRIED, st.just(""))
    chosen |= {"name": word, "case": st.sampled_from(["", "loose", "strict"])}
    chosen |= {
        "status": st.sampled_from(["", "current", "deprecated"]),
        "definition": drawn["text"] if prose is None else prose,
    }
    return st.builds(Entry, **(chosen | fields))
