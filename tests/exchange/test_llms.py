from glossctl.entries import Entry, Header, Link
from glossctl.exchange import llms
from tests.exchanged import contents


def test_write_is_a_title_a_summary_and_lists() -> None:
    given = contents(
        Entry(
            "MIG",
            expansion="Multi-Instance GPU",
            definition="One\n\ntwo_three.",
            links=("https://a.example/(x)", "https://b"),
        ),
        Entry("Ops", kind="role", aliases=("Operators",), mottos=("Go",)),
        header=Header("team", "Team words", see_also=(Link("CNCF", "https://c.example"),)),
    )
    made = llms.write(given)
    assert made.text == (
        "# Team words\n\n> A glossary of 2 entries.\n\n## Terms\n\n"
        "- [MIG](<https://a.example/(x)>) (Multi-Instance GPU): One two_three.\n\n## Roles\n\n"
        "- **Ops** (also Operators)\n\n## Optional\n\n- [CNCF](https://c.example)\n"
    )
    assert made.losses == ("1 link beyond an entry's first", "1 motto")
