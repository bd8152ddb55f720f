"""Where the words of a query stand in a text, for marking them: pure, and cheap to import."""

from glossctl.text import fold, inflections

_SHORTEST_STEM = 4  # letters: a shorter common beginning says nothing ("co" of container and compute)


def marks(query: str, text: str) -> list[tuple[int, int]]:
    """Return the spans [start, end) of the words of ``text`` that are words of ``query``, their inflections or kin.

    Kin is a word that begins with a query's word of four letters or more, or with all of it but its last letter or two
    ("sharing", "shares"). In a script without spaces the query's own characters are marked.
    """
    wanted = {word for word in fold(query).split() if any(char.isalnum() for char in word)}
    kin = {word[: max(_SHORTEST_STEM, len(word) - 3)] for word in wanted if len(word) >= _SHORTEST_STEM}
    wanted |= {form for word in tuple(wanted) for form in inflections(word)}
    spans = []
    for start, end in _words(text):
        key = fold(text[start:end])
        if key in wanted or any(key.startswith(stem) and abs(len(key) - len(stem)) <= 5 for stem in kin):
            spans.append((start, end))
    return spans or _unspaced(query, text)


def _words(text: str) -> list[tuple[int, int]]:
    spans, start = [], -1
    for at, char in enumerate(text + " "):
        if char.isalnum() or (start >= 0 and char in "'’" and text[at + 1 : at + 2].isalpha()):
            start = at if start < 0 else start
        elif start >= 0:
            spans.append((start, at))
            start = -1
    return spans


def _unspaced(query: str, text: str) -> list[tuple[int, int]]:
    if query.isascii():
        return []
    at = text.find(query)
    return [(at, at + len(query))] if at >= 0 else []
