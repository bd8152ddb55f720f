"""A glossary from what documents expand themselves."""

from pathlib import Path

from tests.program import Run, run


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_the_commonest_full_form_leads_and_contradictions_are_said() -> None:
    write("docs/a.md", "The zone quota table (ZQT) and Wide Zone Writers (WZWs).")
    write("docs/b.md", "# Title\n\nA Zone Quota Table (ZQT).")
    write("docs/c.md", "A zip queue test (ZQT).")
    write("docs/d.md", "The Zone Quota Table (ZQT).")
    done = run("import", "documents", "docs", "g.toml", "--name", "team")
    assert Path("g.toml").read_text(encoding="utf-8") == (
        '[glossary]\nname = "team"\nlanguage = "en"\n\n'
        '# in 1 document: docs/a.md:1\n[[term]]\nname = "WZW"\nexpansion = "Wide Zone Writer"\n\n'
        "# in 3 documents: docs/a.md:1, docs/b.md:3, docs/d.md:1\n"
        '# also "zip queue test" in 1 document: docs/c.md:1\n'
        '[[term]]\nname = "ZQT"\nexpansion = "Zone Quota Table"\n'
    )
    assert done == Run(
        0,
        "",
        'note: ZQT has 2 full forms: "Zone Quota Table" in 3 documents (docs/a.md:1, docs/b.md:3, docs/d.md:1);'
        ' "zip queue test" in 1 document (docs/c.md:1)\n4 documents read; 2 entries in g.toml;'
        " next: glossctl define -g g.toml WZW, glossctl validate g.toml\n",
    )
    assert run("validate", "g.toml").status == 0


def test_several_paths_are_read_and_standard_output_is_written_to() -> None:
    write("a.md", "A zone quota table (ZQT).")
    write("b.md", "Nothing.")
    done = run("import", "documents", "a.md", "b.md")
    assert done.out.endswith('[[term]]\nname = "ZQT"\nexpansion = "zone quota table"\n')
    assert done.err == "2 documents read; 1 entry\n"


def test_where_no_acronym_is_expanded_one_line_says_so_and_nothing_is_written() -> None:
    write("docs/a.md", "Nothing.")
    Path("empty").mkdir()
    hint = 'hint: what is read is "Zone Quota Table (ZQT)", the full form before the acronym\n'
    for folder, count in (("docs", "1 document"), ("empty", "0 documents")):
        said = Run(1, "", f"error: no document expands an acronym; {count} read\n{hint}")
        assert run("import", "documents", folder, "team.toml") == said
        assert run("import", "documents", folder) == said
        write("old.toml", "# kept")
        assert run("import", "documents", folder, "old.toml", "--force") == said
    assert not Path("team.toml").exists()
    assert Path("old.toml").read_text(encoding="utf-8") == "# kept"


def test_a_file_there_is_kept() -> None:
    write("a.md", "Nothing.")
    write("g.toml", "")
    done = run("import", "documents", "a.md", "g.toml")
    assert done.err.startswith("error: g.toml is there already\nhint: to add to it, ")
    assert (done.status, Path("g.toml").read_text()) == (2, "")


def test_other_formats_take_one_source() -> None:
    done = run("import", "csv", "a", "b", "c")
    assert done.err == "error: csv takes one source and what to write\nhint: glossctl import --help\n"
