import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossctl.errors import FileError
from glossctl.syntax import frontmatter


def test_yaml_front_matter() -> None:
    assert frontmatter.split("---\ntitle: A\ntags: [b, '']\n---\n\nText.\n", "a.md") == (
        {"title": "A", "tags": ["b", ""]},
        "\nText.\n",
    )


def test_toml_front_matter_gives_texts() -> None:
    table, body = frontmatter.split(
        '+++\r\ntitle = "A"\r\ndraft = true\r\ndate = 2024-01-02\r\n+++\r\nText.\r\n', "a.md"
    )
    assert table == {"title": "A", "draft": "true", "date": "2024-01-02"}
    assert body == "Text.\n"


def test_a_page_without_front_matter_is_all_body() -> None:
    assert frontmatter.split("# Title\n", "a.md") == (None, "# Title\n")
    assert frontmatter.split("---\nno end\n", "a.md") == (None, "---\nno end\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: A\ntitle: B\n---\n", 'a.md:3: Y003 "title" is written twice, first on line 2'),
        ("---\n- a\n---\n", 'a.md:2: X001 the front matter must hold keys, as "title: ..."'),
        (
            "+++\ntitle = A\n+++\n",
            "a.md:1: T001 the front matter is not TOML: Invalid value (at line 1, column 9)",
        ),
    ],
)
def test_a_fault_names_its_line(text: str, message: str) -> None:
    with pytest.raises(FileError) as caught:
        frontmatter.split(text, "a.md")
    assert caught.value.message == message


@given(st.dictionaries(st.text("abc", min_size=1), st.text(st.characters(exclude_categories=["Cs"]))))
def test_join_then_split_returns_the_page(table: dict[str, str]) -> None:
    assert frontmatter.split(frontmatter.join(table, "Body."), "a.md") == (table, "\nBody.\n")
