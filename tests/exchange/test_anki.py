from glossctl.entries import Entry
from glossctl.exchange import anki
from tests.exchanged import contents

HEAD = "#separator:tab\n#html:false\n#columns:Front\tBack\tTags\n#tags column:3\n"


def test_a_note_has_front_back_and_tags() -> None:
    entry = Entry("MIG", expansion="Multi-Instance GPU", definition='Divides "it".', tags=("gpu sharing", "gpu"))
    made = anki.write(contents(entry))
    assert made.text == HEAD + 'MIG\t"Multi-Instance GPU\n\nDivides ""it""."\tgpu_sharing gpu\n'


def test_senses_share_a_note_lest_the_second_replace_the_first() -> None:
    made = anki.write(
        contents(Entry("CA", expansion="One", tags=("x",)), Entry("CA", expansion="Two", tags=("x", "y")))
    )
    assert made.text == HEAD + 'CA\t"1. One\n\n2. Two"\tx y\n'


def test_a_front_that_looks_like_a_comment_is_quoted() -> None:
    assert anki.write(contents(Entry("#tag", definition="x"))).text == HEAD + '"#tag"\tx\t\n'


def test_what_is_left_behind_is_counted() -> None:
    entry = Entry("CA", mottos=("a", "b", "c"), links=("https://a.example",) * 12, kind="role")
    assert anki.write(contents(entry)).losses == ("12 links", "3 mottos", "1 role or audience")
