"""Entries that share a name, put together and taken apart again: for formats in which a name can stand only once."""

from glossctl.acronyms import stands_for
from glossctl.exchange.losses import counted

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


def senses_of(name: str, article: str) -> "Iterator[tuple[str, str]]":
    r"""Yield full form and definition of each sense in an article, as ``numbered`` puts them together.

    >>> list(senses_of("CA", "1. Certificate Authority\n\nSigns.\n\n2. Cluster Autoscaler"))
    [('Certificate Authority', 'Signs.'), ('Cluster Autoscaler', '')]
    """
    from glossctl.exchange.lists.fullforms import split  # for these formats only

    senses: list[list[str]] = []
    paragraphs = article.strip().split("\n\n")
    is_numbered = paragraphs[0].startswith("1. ") and any(part.startswith("2. ") for part in paragraphs)
    for paragraph in paragraphs:
        mark = f"{len(senses) + 1}. "
        if is_numbered and paragraph.startswith(mark):
            senses.append([paragraph.removeprefix(mark)])
        elif senses:
            senses[-1].append(paragraph)
        else:
            senses = [[paragraph]]
    for first, *rest in senses:
        full_form, more = split(name, first)
        yield full_form, "\n\n".join(filter(None, (more, *rest)))


def misread(name: str, senses: "Sequence[Entry]") -> int:
    """Return how many senses of a name ``senses_of`` reads otherwise than they are in what ``numbered`` writes."""
    given = [(entry.expansion or "", entry.definition) for entry in senses]
    read = list(senses_of(name, numbered(senses)))
    return len(given) if len(read) != len(given) else sum(a != b for a, b in zip(given, read, strict=True))


def otherwise(number: int) -> tuple[str, ...]:
    """Return the loss of entries whose full form or definition can't be told apart when they are read back."""
    noun = "entry whose full form and definition read back otherwise"
    nouns = "entries whose full form and definition read back otherwise"
    return (counted(number, noun, nouns),) if number else ()


def full_forms(entries: "Iterable[Entry]") -> "Iterator[tuple[str, str]]":
    """Yield each acronym with its full form; an entry named by the full form has its acronym among its aliases."""
    for entry in entries:
        if entry.expansion:
            yield entry.name, entry.expansion
        else:
            for alias in entry.aliases:
                if stands_for(alias, entry.name):
                    yield alias, entry.name
