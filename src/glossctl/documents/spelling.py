"""How a term is to be written in the place of what stands in a text: its plural, its capital, its full form."""

from glossctl.text import fold, inflections, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry

_ENDS = (".", "!", "?", ":", "。")


def preferred(entry: "Entry", written: str, before: str, word: str) -> str:
    """Return the name of an entry as it should stand in the place of a word to avoid, in the capitals of ``written``.

    ``before`` is the text of the block up to there: at the beginning of a sentence a small letter becomes a capital.
    ``word`` is the word to avoid as the glossary has it.
    """
    name = entry.name
    if _is_plural(written, [one.word for one in entry.avoid]):
        name = name + "s" if name.isupper() else plural(name)
    if len(written) > 1 and written.isupper() and word.islower():
        return name.upper()
    starts = not before.strip() or before.rstrip().endswith(_ENDS) or word[:1].islower()
    is_plain = name.partition(" ")[0].islower()  # vGPU stays as it is
    if starts and written[:1].isupper() and is_plain:
        name = name[0].upper() + name[1:]
    return name


def _is_plural(written: str, words: "list[str]") -> bool:
    key = fold(written)
    keys = [fold(word) for word in words]
    return (
        key not in keys
        and any(key == fold(plural(word)) or word in inflections(key) for word in keys)
        and key.endswith("s")
    )


def in_shape(expansion: str, written: str, surface: str) -> str:
    """Return ``surface`` as it should be written where ``written`` stands, after its full form where there is one.

    >>> in_shape("Multi-Instance GPU", "MIGs", "MIG"), in_shape("", "Mlops", "MLOps")
    ('Multi-Instance GPUs (MIGs)', 'MLOps')
    """
    key, own = fold(written), fold(surface)
    ending = written[len(surface) :] if key.startswith(own) and key != own else ""
    name = surface + ending
    if not expansion:
        return name
    return f"{plural(expansion) if ending in ('s', 'es') else expansion} ({name})"


def is_misspelt(surface: str, written: str) -> bool:
    """Tell whether a name is written with other capitals than the glossary's; a capital may begin a sentence.

    >>> [is_misspelt("MLOps", "Mlops"), is_misspelt("data lake", "Data Lake"), is_misspelt("Kubernetes", "kubernetes")]
    [True, False, True]
    """
    if len(surface.split()) > 1 or "-" in surface or surface.islower():
        return False
    size = min(len(surface), len(written))
    same = written[:size].lower() == surface[:size].lower()
    return same and written[:size] != surface[:size] and not written.isupper()
