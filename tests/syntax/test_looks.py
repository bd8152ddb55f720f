"""What a text plainly looks like; what may as well be a table is none of it."""

import pytest

from glossctl.syntax.looks import begins_as_toml, looks, table


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", "# Our words\n\nSome, with commas.\n\n## Pod\n\nA unit.\n"),
        ("markdown", "# Our words\n\nText.\n\nMore.\n\nAnd more.\n\n| Term | Meaning |\n|---|---|\n| Pod | A |\n"),
        ("markdown", "Term | Meaning\n--- | ---\nPod | A unit\n"),
        ("markdown", "Words of ours, as we use them\n\n- **Pod**: a\n- **Key**: b\n"[31:]),
        ("markdown", "---\ntitle: Words\n---\n\n# Pod\n"),
        ("markdown", "```\nx\n```\n"),
        ("markdown", "*[MIG]: Multi-Instance GPU\n"),
        ("markdown", "* Pod - a unit\n* Key - a key\n"),
        ("json", '{\n  "MIG": "Multi-Instance GPU"\n}\n'),
        ("json", '[\n  {"name": "Pod"}\n]\n'),
        ("jsonl", '{"name": "Pod"}\n{"name": "Key"}\n'),
        ("yaml", "---\nPod: a unit\n"),
        ("contextive", "contexts:\n  - name: x\n    terms:\n"),
        ("html", "<!DOCTYPE html>\n<html>"),
        ("html", "<table><tr><td>Pod</td></tr></table>"),
        ("tbx", "<?xml version='1.0'?>\n<tbx type='TBX-Basic'>"),
        ("skos", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"),
        ("toml", '# ours\n[glossary]\nname = "team"\n'),
    ],
)  # fmt: skip
def test_formats_are_told_by_their_first_lines(kind: str, text: str) -> None:
    assert looks(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Term,Meaning\nPod,A unit\n",
        "# Our words\nTerm,Meaning\nPod,A unit\nKey,A key\n",
        "#Term;Meaning\nPod;A unit\n",
        "# Term,Meaning\nPod,A unit, sort of\nKey,A\n",
        'Term,Definition\nPod,"# Pod\n\n## Why\n\n```\nx\n```\n\n| a | b |\n|---|---|\n"\n',
        'Term,Definition\nPod,"- a\n- b\n- c\n- d"\n',
        "Term|Meaning\nPod|A unit\n",
        'Pod,"{""a"": 1}"\n',
        "-\n-,x\n",
        "MIG\nMPS\n",
        "MIG: Multi-Instance GPU\nMPS: Multi-Process Service\n",
        "[1] Pod,A unit\n",
        "C#,A language\nF#,Another\n",
    ],
)
def test_what_may_be_a_table_looks_like_nothing_else(text: str) -> None:
    assert looks(text) == ""


def test_tables_are_told_by_their_even_rows() -> None:
    assert table("Term;Meaning\nPod;a\nKey;b, c\n") == "csv"
    assert table("Term\tMeaning\nPod\ta\n") == "tsv"
    assert table("Only one line, with a comma.\n") == ""


def test_toml_begins_with_a_table_or_a_key() -> None:
    assert all(map(begins_as_toml, ("# x\n\n[a]\n", "[[term]] # y", "[[a]][[a]]", 'a.b = "x"', '"a" = 1')))
    assert not any(map(begins_as_toml, ("", "Term,Meaning", "# x\n\ny: z\n", '[{"a": 1}]')))
