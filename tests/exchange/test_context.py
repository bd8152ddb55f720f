from glossctl.entries import Avoid, Entry, Header
from glossctl.exchange import context
from tests.exchanged import contents


def test_write_lays_out_terms_with_the_words_to_avoid() -> None:
    avoid = Avoid("deal", "vague"), Avoid("buy")
    given = contents(
        Entry(
            "Order",
            aliases=("PO_1",),
            definition="A *request*.\n\nTo buy.",
            avoid=avoid,
        ),
        Entry("MIG", expansion="Multi-Instance GPU", related=("GPU",), tags=("x",)),
        header=Header("shop", "The shop's words"),
    )
    made = context.write(given)
    assert made.text == (
        "# The shop's words\n\n## Language\n\n"
        "**Order**:\nA \\*request\\*.\n\nTo buy.\n_Aliases_: PO_1\n_Avoid_: deal (vague), buy\n\n"
        "**MIG** (Multi-Instance GPU):\n_Related_: GPU\n"
    )
    assert made.losses == ("1 tag",)
