"""G: tags, by which a glossary is filtered and searched."""

from glossctl.rules import quoted, rule
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossctl.rules import Finding, Subject

_FREE = 20  # single tags from which on they may be free keywords, and no slips
_SIMILAR = 0.75  # of difflib's ratio: nearer than that is a likely slip
_MOST_COMPARED = 500


@rule("G001", "tag-not-on-the-list")
def tag_not_on_the_list(subject: "Subject") -> "Iterator[Finding]":
    """Find tags outside the closed list that the header declares with `tags`.

    The list is what keeps `gpu`, `GPU` and `gpus` from growing side by side.

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

    Often a slip of the pen; and a tag of one entry filters nothing. Not tried where the header declares its tags, where
    no tag is shared, and where most tags are single and there are more than 20 of them: they are free keywords then.

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

    They are meant to be one. The spelling that is used most is taken for the right one, or that of the header's list.

    Wrong: `tags = ["GPU Sharing"]` beside `tags = ["gpu sharing"]`.

    Mend: spell it one way.
    """
    spellings: dict[str, list[str]] = {}
    for tag in subject.tags:
        spellings.setdefault(fold(tag), []).append(tag)
    for found in spellings.values():
        if len(found) < 2:
            continue
        usual = max(found, key=lambda tag: (tag in subject.header.tags, len(subject.tags[tag])))
        for tag in found:
            for number, item in subject.tags[tag] if tag != usual and not subject.header.tags else ():
                yield subject.at(number, "tags", item), f"tag {quoted(tag)} is elsewhere spelled {quoted(usual)}"


@rule("G004", "tag-never-used", default=False)
def tag_never_used(subject: "Subject") -> "Iterator[Finding]":
    """Find tags on the header's list that no entry has.

    No fault while a list grows; select it once in a while.

    Wrong: the header says `tags = ["gpu", "quantum"]`, and no entry is tagged `quantum`.

    Mend: take it off the list.
    """
    for item, tag in enumerate(subject.header.tags):
        if tag not in subject.tags:
            yield (
                subject.places.place(("glossary", "tags", item)),
                f"tag {quoted(tag)} is on the list, and no entry has it",
            )


def _nearest(tag: str, others: "Iterable[str]", least: float) -> str:
    """Return the tag most like ``tag``, the first in order where several are; "" where none is like enough."""
    import difflib  # only for a fault's message

    key = fold(tag)
    score, _, near = max(
        (difflib.SequenceMatcher(None, key, fold(one)).ratio(), -at, one) for at, one in enumerate(sorted(others))
    )
    return near if score >= least else ""
