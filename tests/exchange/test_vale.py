from glossctl.entries import Avoid, Entry
from glossctl.exchange import vale
from tests.exchanged import contents

GIVEN = contents(
    Entry("vGPU", aliases=("C++", "virtual GPU", "VGPU"), avoid=(Avoid("v-gpu", "old"), Avoid("G.P.U."))),
    Entry("api", definition="x"),
    Entry("API"),
)


def test_accepted_spellings_are_expressions_sorted_and_once() -> None:
    assert vale.write(GIVEN).text == "api\nC\\+\\+\nvGPU\nvirtual GPU\n"


def test_a_folder_holds_the_rejected_words_too() -> None:
    pages = vale.write_folder(GIVEN)
    assert pages.files == (("accept.txt", "api\nC\\+\\+\nvGPU\nvirtual GPU\n"), ("reject.txt", "G\\.P\\.U\\.\nv-gpu\n"))
    assert pages.losses == ("1 definition", "1 reason to avoid a word")


def test_one_text_leaves_the_rejected_words_behind() -> None:
    assert vale.write(GIVEN).losses == ("2 words to avoid (need a folder)", "1 definition")
