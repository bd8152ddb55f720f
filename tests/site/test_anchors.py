"""Anchors: what each entry's is, that they never move, and that several entries of one are all reached."""

import random

from hypothesis import given
from hypothesis import strategies as st

from glossctl.entries import Entry
from glossctl.site.anchors import Anchors

DRA = Entry("DRA", expansion="Dynamic Resource Allocation")
OTHER_DRA = Entry("DRA", expansion="Deep Residual Attention")
MIG = Entry("MIG", expansion="Multi-Instance GPU", aliases=("MIG mode", "sliced GPU"))


def of(*entries: Entry) -> dict[Entry, str]:
    return dict(zip(entries, Anchors(entries).own, strict=True))


def test_an_anchor_is_the_slug_of_the_name() -> None:
    assert of(MIG, Entry("A/B testing")) == {MIG: "mig", Entry("A/B testing"): "a-b-testing"}


def test_several_senses_have_their_full_forms_in_it_and_share_the_short_one() -> None:
    anchors = Anchors([DRA, MIG, OTHER_DRA])
    assert anchors.own == ["dra-dynamic-resource-allocation", "mig", "dra-deep-residual-attention"]
    assert anchors.shared == {"dra": (0, 2)}


def test_a_full_form_and_an_alias_lead_to_their_entry() -> None:
    assert Anchors([MIG]).others == [
        {"Multi-Instance GPU": "multi-instance-gpu", "MIG mode": "mig-mode", "sliced GPU": "sliced-gpu"}
    ]


def test_an_alias_that_is_a_name_leads_to_the_name() -> None:
    anchors = Anchors([Entry("GPU", aliases=("MIG",)), MIG])
    assert (anchors.own, anchors.others[0], anchors.shared) == (["gpu", "mig"], {}, {})


def test_an_alias_of_two_entries_leads_to_both() -> None:
    anchors = Anchors([Entry("Pod", aliases=("unit",)), Entry("Node", aliases=("unit",))])
    assert (anchors.shared, anchors.names) == ({"unit": (0, 1)}, {"unit": "unit"})


def test_names_of_one_slug_are_told_apart_by_what_they_are() -> None:
    c, cpp, csharp = Entry("C"), Entry("C++"), Entry("C#")
    anchors = of(c, cpp, csharp)
    assert len(set(anchors.values())) == 3
    assert anchors == of(csharp, c, cpp)
    assert anchors[cpp.replace(definition="")] == of(cpp, c.replace(definition="More."), csharp)[cpp]


def test_a_second_name_of_a_slug_leaves_the_short_anchor_to_both() -> None:
    assert of(Entry("C"))[Entry("C")] == "c"
    assert Anchors([Entry("C"), Entry("C++")]).shared == {"c": (0, 1)}


def test_an_id_keeps_an_old_anchor_and_the_name_is_one_too() -> None:
    anchors = Anchors([Entry("K8s", id="kubernetes"), Entry("Pod")])
    assert (anchors.own, anchors.others[0]) == (["kubernetes", "pod"], {"K8s": "k8s"})


def test_a_role_and_a_term_of_one_name_are_two() -> None:
    assert list(of(Entry("Users"), Entry("Users", "audience")).values()) == ["users-term", "users-audience"]


def test_entries_that_are_the_same_still_have_two_anchors() -> None:
    assert len(set(Anchors([DRA, DRA]).own)) == 2


ENTRIES = st.builds(
    Entry,
    st.sampled_from(["DRA", "dra", "C", "C++", "A B", "a-b", "用語", "…", "!", "Index"]),
    expansion=st.sampled_from([None, "Dynamic", "C", "b c"]),
    aliases=st.sampled_from([(), ("C",), ("x", "dra"), ("A B",)]),
    definition=st.sampled_from(["", "One.", "Two."]),
)


@given(st.lists(ENTRIES, max_size=8), st.randoms(use_true_random=False))
def test_anchors_are_different_and_the_order_of_the_file_moves_none(
    entries: list[Entry], chance: random.Random
) -> None:
    anchors = Anchors(entries)
    every = [*anchors.own, *anchors.shared, *(anchor for others in anchors.others for anchor in others.values())]
    assert len(set(every)) == len(every)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    again = Anchors(shuffled)
    assert sorted(anchors.own) == sorted(again.own)
    if len(set(entries)) == len(entries):
        assert of(*entries) == of(*shuffled)
    assert anchors.shared.keys() == again.shared.keys()
