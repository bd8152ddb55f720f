"""G: tags, which filter a glossary."""

from glossctl.rules import quoted, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossctl.rules import Finding, Subject

_FREE = 20  # more single tags than this may be free keywords, not mistakes
_SIMILAR = 0.75  # difflib's ratio: a nearer tag is a likely typing mistake
_MOST_COMPARED = 500


@rule("G001", "tag-not-on-the-list")
def tag_not_on_the_list(subject: "Subject") -> "Iterator[Finding]":
    """Find tags outside the closed list that the header declares with `tags`.

    The list keeps `gpu`, `GPU` and `gpus` from growing side by side.

    Wrong: `tags = ["gpus"]` where the header says `tags = ["gpu", "serving"]`.

    Mend: use a tag of the list, or add the new one to it.
    """
    listed = set(subject.header.tags)
    if not listed:
        return
    for tag, uses in subject.tags.items():
        if tag not in listed:
            near = _nearest(tag, listed, 0.0)
            for number, item in uses:
                message = f"tag {quoted(tag)} is not on the list in the header; the nearest there is {quoted(near)}"
                yield subject.at(number, "tags", item), message


@rule("G002", "tag-used-once")
def tag_used_once(subject: "Subject") -> "Iterator[Finding]":
    """Find tags that only one entry has, in a glossary whose other tags are shared.

    It is often a typing mistake, and a tag of one entry filters nothing. The rule doesn't apply if the header declares
    the tags, if no tag is shared, or if most tags are single and more than 20: then they are free keywords.

    Wrong: `tags = ["netwroking"]` beside many `tags = ["networking"]`.

    Mend: use a tag that other entries have, or declare the tags in the header.
    """
    single = [tag for tag, uses in subject.tags.items() if len(uses) == 1]
    shared = [tag for tag, uses in subject.tags.items() if len(uses) > 1]
    if subject.header.tags or not shared or (len(single) > _FREE and len(single) > len(shared)):
        return
    folded = {fold(tag) for tag in shared}
    for tag in single:
        if fold(tag) not in folded:  # else it is G003's
            number, item = subject.tags[tag][0]
            near = _nearest(tag, shared[:_MOST_COMPARED], _SIMILAR)
            hint = f"; did you mean {quoted(near)}?" if near else ""
            yield subject.at(number, "tags", item), f"tag {quoted(tag)} is used once{hint}"


@rule("G003", "tag-spelled-otherwise")
def tag_spelled_otherwise(subject: "Subject") -> "Iterator[Finding]":
    """Find tags that differ from another one only by capitals, spaces or hyphens.

    They are meant to be the same. The right spelling is the one in the header's list, else the most frequent one.

    Wrong: `tags = ["GPU Sharing"]` beside `tags = ["gpu sharing"]`.

    Mend: spell it one way.
    """
    spellings: dict[str, list[str]] = {}
    for tag in subject.tags:
        spellings.setdefault(fold(tag), []).append(tag)
    for variants in spellings.values():
        if len(variants) < 2:
            continue
        usual = max(variants, key=lambda tag: (tag in subject.header.tags, len(subject.tags[tag])))
        for tag in variants:
            for number, item in subject.tags[tag] if tag != usual and not subject.header.tags else ():
                yield subject.at(number, "tags", item), f"tag {quoted(tag)} is elsewhere spelled {quoted(usual)}"


@rule("G004", "tag-never-used", default=False)
def tag_never_used(subject: "Subject") -> "Iterator[Finding]":
    """Find tags on the header's list that no entry has.

    Not a fault while a list grows; select the rule once in a while.

    Wrong: the header says `tags = ["gpu", "quantum"]`, and no entry is tagged `quantum`.

    Mend: remove it from the list.
    """
    for item, tag in enumerate(subject.header.tags):
        if tag not in subject.tags:
            yield (
                subject.places.place(("glossary", "tags", item)),
                f"tag {quoted(tag)} is on the list, and no entry has it",
            )


def _nearest(tag: str, others: "Iterable[str]", least: float) -> str:
    """Return the tag most similar to ``tag``, the first of several; "" if none is similar enough."""
    import difflib  # only for a fault's message

    key = fold(tag)
    score, _, near = max(
        (difflib.SequenceMatcher(None, key, fold(other)).ratio(), -at, other) for at, other in enumerate(sorted(others))
    )
    return near if score >= least else ""
