"""The tree of related terms."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.entries import Branch, Entry
from glossctl.related import related
from glossctl.text import fold
from tests.program import run

NAMES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES | st.just("nowhere"), max_size=4), min_size=1)


def tree_of(graph: dict[str, list[str]], root: str, depth: int) -> Branch:
    entries = {name: Entry(name, related=tuple(others)) for name, others in graph.items()}
    return related(entries[root], lambda name: [entries[fold(name)]] if fold(name) in entries else [], depth)


def names(branch: Branch) -> list[str]:
    return [branch.name, *(name for child in branch.branches for name in names(child))]


def height(branch: Branch) -> int:
    return max((1 + height(child) for child in branch.branches), default=0)


def test_a_circle_ends() -> None:
    tree = tree_of({"a": ["b"], "b": ["c"], "c": ["a"]}, "a", 10)
    assert names(tree) == ["a", "b", "c"]


def test_a_term_stands_as_near_to_the_root_as_it_can() -> None:
    tree = tree_of({"a": ["b", "c"], "b": ["c"], "c": []}, "a", 3)
    assert [child.name for child in tree.branches] == ["b", "c"]
    assert tree.branches[0].branches == ()


@pytest.mark.parametrize("output", ["panel", "plain", "json", "markdown"])
def test_a_long_chain_is_followed_only_so_far(output: str) -> None:
    chain = "".join(f'[[term]]\nname = "t{number}"\nrelated = ["t{number + 1}"]\n' for number in range(2000))
    Path("chain.toml").write_text(chain, encoding="utf-8")
    done = run("related", "t0", "--depth", "999999999", "-g", "chain.toml", "-o", output)
    assert (done.status, done.err) == (0, "")
    assert done.out.count("t1") >= 1
    assert "t1999" not in done.out


def test_a_term_is_not_related_to_itself() -> None:
    assert tree_of({"a": ["A", "a"]}, "a", 2).branches == ()


def test_what_nothing_defines_is_a_leaf_without_an_entry() -> None:
    (leaf,) = tree_of({"a": ["nowhere"]}, "a", 2).branches
    assert (leaf.name, leaf.entry, leaf.branches) == ("nowhere", None, ())


@given(GRAPHS, st.integers(1, 5), st.data())
def test_each_name_stands_once_and_no_deeper_than_asked(
    graph: dict[str, list[str]], depth: int, data: st.DataObject
) -> None:
    tree = tree_of(graph, data.draw(st.sampled_from(sorted(graph))), depth)
    found = names(tree)
    assert len(found) == len(set(found))
    assert height(tree) <= depth
