"""Completion inside a glossary file: which table the cursor is in decides its keys."""

import pytest

from glossctl.editing.completing import choices
from glossctl.toml import CHECK_KEYS, HEADER_KEYS


def words(before: str) -> list[str]:
    return [choice.text for choice in choices(before + "\n", len(before), tuple, lambda _: ())]


@pytest.mark.parametrize(
    ("before", "keys"),
    [
        ("[glossary]\nna", HEADER_KEYS),
        ('[glossary]\nname = "a"\n[ "check" ] # settings\n', CHECK_KEYS),
        ('[check]\nknown = [\n  "[glossary]",\n]\n', CHECK_KEYS),
        ('[check]\nbaseline = """\n[[term]]\n"""\n', CHECK_KEYS),
        ('[check]\nknown = ["a\n', CHECK_KEYS),
        ("na", ()),
        ("[[term.avoid]]\nwo", ()),
    ],
)
def test_the_keys_are_those_of_the_table_the_cursor_is_in(before: str, keys: tuple[str, ...]) -> None:
    assert words(before) == list(keys)


def test_a_term_has_the_keys_of_an_entry() -> None:
    assert {"aliases", "definition", "avoid"} < set(words('[check]\n[[term]]\nname = "a"\nal'))
