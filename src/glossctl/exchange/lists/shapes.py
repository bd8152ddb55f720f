"""What an object in somebody's JSON or YAML is, by its keys: an entry, a list of them, senses, languages, a wrapper."""

from collections import Counter

from glossctl.exchange.lists import fullforms
from glossctl.exchange.lists.columns import MEANING, Columns, field_of
from glossctl.exchange.lists.headers import LANGUAGES
from glossctl.exchange.lists.objects import Pairs, is_strings
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

LISTS_OF_ENTRIES = frozenset(
    [
        "terms",
        "entries",
        "glossary",
        "glossaries",
        "acronyms",
        "abbreviations",
        "words",
        "items",
        "data",
        "definitions",
        "concepts",
        "vocabulary",
        "records",
        "list",
        "results",
        "dictionary",
    ]
)
_CERTAIN_LISTS = LISTS_OF_ENTRIES - {"data", "list", "items", "records", "results", "dictionary"}
_TEXTS = ("text", "content", "body")  # of a sense


def broken_list(pairs: Pairs) -> str:
    """Return the key of a document that names a list and holds none: a number, a truth value, or the only text."""
    for key, value in pairs:
        is_number = isinstance(value, bool) or (isinstance(value, str) and value.strip().isdigit())
        is_only_text = len(pairs) == 1 and isinstance(value, str)
        if (is_number and fold(key) in _CERTAIN_LISTS) or (is_only_text and fold(key) in LISTS_OF_ENTRIES):
            return key
    return ""


def is_map(pairs: Pairs) -> bool:
    """Tell whether a document is names and their meanings, though a name may be a word that heads columns too."""
    known = sum(bool(field_of(key)) for key, _ in pairs)
    return len(pairs) > 2 and known < 2 and all(isinstance(value, str) for _, value in pairs)


def is_translated(value: "Any") -> bool:
    """Tell whether a value is a text in several languages, each under its tag."""
    return (
        isinstance(value, Pairs)
        and len(value) > 1
        and all(key.partition("-")[0] in LANGUAGES and isinstance(text, str) for key, text in value)
    )


def unwrapped(pairs: Pairs, columns: Columns) -> Pairs:
    """Return an object with the keys of the one within it that says what the entry is, as "attributes" do."""
    inner = [key for key, value in pairs if isinstance(value, Pairs) and is_record(value, columns)]
    is_wrapper = len(inner) == 1 and field_of(inner[0]) == "" and fold(inner[0]) not in LISTS_OF_ENTRIES
    if not is_wrapper or len(pairs) < 2 or any(holds_objects(value) for key, value in pairs if key != inner[0]):
        return pairs
    return Pairs([*(pair for pair in pairs if pair[0] != inner[0]), *dict(pairs)[inner[0]]])


def one_key_a_field(records: "Sequence[tuple[int, Pairs]]") -> "Sequence[tuple[int, Pairs]]":
    """Return records with one key for what several name, such as "long" and "expansion".

    That is the field's own name, else the commonest. A record that has two of them keeps both.
    """
    counts: dict[str, Counter[str]] = {}
    for _, pairs in records:
        for key in {key for key, value in pairs if value and field_of(key)}:
            counts.setdefault(field_of(key), Counter())[key] += 1
    chosen = {
        field: field if field in found else found.most_common(1)[0][0]
        for field, found in counts.items()
        if len(found) > 1
    }
    return [(number, _renamed(pairs, chosen)) for number, pairs in records] if chosen else records


def _renamed(pairs: Pairs, chosen: "Mapping[str, str]") -> Pairs:
    fields = Counter(field_of(key) for key, value in pairs if value)
    return Pairs(
        (chosen.get(field_of(key), key) if value and fields[field_of(key)] == 1 else key, value) for key, value in pairs
    )


_SENSES = frozenset(["senses", "sense", "meanings", "definitions", "expansions"])
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def senses_apart(pairs: Pairs) -> "Iterator[Pairs]":
    """Yield a record for each sense of an entry that lists them as objects, where they have full forms of their own."""
    for key, value in pairs:
        is_list = isinstance(value, list) and not isinstance(value, Pairs) and holds_objects(value)
        if fold(key) in _SENSES and is_list and any(field_of(name) == "expansion" for one in value for name, _ in one):
            rest = [pair for pair in pairs if pair[0] != key]
            yield from (Pairs([*rest, *sense]) for sense in value)
            return
    yield pairs


def with_status(pairs: Pairs) -> Pairs:
    """Return a record whose flags of age, ``deprecated: true``, are its status: a truth value is no word to avoid."""
    flags = {key: _FLAGS.get(str(value).strip().lower()) for key, value in pairs if field_of(key) == "avoid"}
    if all(flag is None for flag in flags.values()):
        return pairs
    rest = [pair for pair in pairs if flags.get(pair[0]) is None]
    return Pairs([*rest, ("status", "deprecated")] if True in flags.values() else rest)


def full_forms_apart(pairs: Pairs) -> "Iterator[Pairs]":
    """Yield a record for each of several full forms of an acronym: they are senses."""
    name = next((value for key, value in pairs if field_of(key) in ("short", "name") and isinstance(value, str)), "")
    for key, value in pairs:
        several = value if field_of(key) in (MEANING, "expansion") and is_strings(value) else []
        if len(several) > 1 and all(fullforms.is_full_form(name, text) for text in several):
            yield from (Pairs((other, text if other == key else held) for other, held in pairs) for text in several)
            return
    yield pairs


def apart(pairs: Pairs) -> "Iterator[Pairs]":
    """Yield a record for each of several full forms or names: they are senses."""
    several = next((key for key, value in pairs if is_strings(value) and len(value) > 1 and _is_name(key)), "")
    values = dict(pairs).get(several) or [""]
    for text in values:
        yield Pairs((key, text if several and key == several else value) for key, value in pairs)


def _is_name(key: str) -> bool:
    return field_of(key) in ("name", "expansion")


def meanings(value: "Any", key: str = "") -> "Iterator[str]":
    """Yield the definitions in an object of senses, however deep; nothing where it holds none."""
    if isinstance(value, Pairs):
        for name, item in value:
            yield from meanings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from meanings(item, key)
    elif (field_of(key) in (MEANING, "definition") or fold(key) in _TEXTS) and isinstance(value, str) and value.strip():
        yield value.strip()


def holds_objects(value: "Any") -> bool:
    """Tell whether a value is an object, or a list of objects only."""
    is_list = isinstance(value, list) and not isinstance(value, Pairs)
    return isinstance(value, Pairs) or (is_list and all(isinstance(item, Pairs) for item in value))


def is_record_list(value: "Any", columns: Columns) -> bool:
    """Tell whether a value is a list with an entry in it."""
    return isinstance(value, list) and any(isinstance(item, Pairs) and is_record(item, columns) for item in value)


def is_record(pairs: Pairs, columns: Columns) -> bool:
    """Tell whether an object is an entry: one of its keys names it, and holds a name."""
    named = {fold(theirs) for theirs, ours in columns.named if ours == "name"}
    for key, value in pairs:
        if isinstance(value, str) and (fold(key) in named or field_of(key) in ("name", "short")):
            return len(pairs) > 1 or fold(key) in ("name", "term", "acronym", "abbreviation")
    return False
