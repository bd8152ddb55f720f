"""Entries that share a name, put together: for formats in which a name can stand only once."""

from glossctl.acronyms import stands_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossctl.entries import Entry


def articles(entries: "Iterable[Entry]") -> "dict[str, list[Entry]]":
    """Return the entries of each name, in order of first use; names that differ by case are two.

    >>> from glossctl.entries import Entry
    >>> {name: len(senses) for name, senses in articles([Entry("RAG"), Entry("rag"), Entry("RAG")]).items()}
    {'RAG': 2, 'rag': 1}
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.name, []).append(entry)
    return found


def numbered(senses: "Sequence[Entry]") -> str:
    """Return what the senses of a name say as one text; where there are several, each is numbered."""
    texts = ["\n\n".join(part for part in (entry.expansion, entry.definition) if part) for entry in senses]
    texts = [text for text in texts if text]
    return texts[0] if len(texts) == 1 else "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def full_forms(entries: "Iterable[Entry]") -> "Iterator[tuple[str, str]]":
    """Yield each acronym with its full form; an entry named by the full form has its acronym among its aliases."""
    for entry in entries:
        if entry.expansion:
            yield entry.name, entry.expansion
        else:
            for alias in entry.aliases:
                if stands_for(alias, entry.name):
                    yield alias, entry.name
