"""Formats in and out as the commands offer them: sources of every kind, destinations of every kind, and kills."""

import csv as standard
import io
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

import glossctl
from glossctl import exchange, toml
from glossctl.entries import Contents, Entry, Header
from glossctl.errors import GlossctlError
from glossctl.exchange.lists.columns import FIELDS, recognise
from glossctl.exchange.protocol import Pages
from glossctl.files.text import decode_any
from tests.program import GLOSSARIES, command, environment, run

LIST = "Acronym,Definition,Tags\nPO,Product Owner,team\nCI,Continuous Integration,delivery\nCI,Configuration Item,it\n"
_FORMATS = f"the formats are {', '.join(exchange.IMPORTS)}; documents and auto stand in place of one"
_UNSET = "a variable on the command line may be unset"
_FIELDS = f"the fields are {', '.join(FIELDS)}; - leaves a column out"
_TABULAR = (
    "--columns and --map are for csv, tsv, markdown, json, jsonl, yaml, html, sphinx, asciidoc, mediawiki, latex, xlsx"
)
_INSIDE = f"name the file in it: {os.path.join('folder', 'glossary.toml')}"
_JOIN = (
    "to add to it, import into NEW.toml and join the two: glossctl export json -g there.toml -g NEW.toml - "
    "| glossctl import json - BOTH.toml; --force overwrites it"
)
_LATIN = "if it is Windows-1252 or Latin-1: --encoding cp1252"
_KLINGON = 'there is no encoding "klingon"'


def write(name: str, text: str | bytes) -> str:
    """Make a file in the current folder and return its name."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


FORMATS = Path(__file__).parents[1] / "docs" / "reference" / "exchange-formats.md"


def test_the_reference_has_every_format_and_only_columns_that_are_recognised() -> None:
    page = FORMATS.read_text(encoding="utf-8")
    headings = " ".join(line for line in page.splitlines() if line.startswith("## "))
    assert [name for name in exchange.EXPORTS if f" {name}" not in headings] == []
    table = page.partition("| heading | field |\n|---|---|\n")[2].partition("\n\n")[0]
    for row in table.splitlines():
        words, fields = (cell.strip() for cell in row.strip("|").split("|"))
        for names, field in zip(words.split("; "), fields.split("; "), strict=False):
            for name in names.split(", "):
                found = recognise([name])[0]
                said = {
                    "short": "name",
                    "meaning": "expansion, where it fits the letters of the name",
                    "identifier": "left out",
                    "people": "left out",
                }
                assert said.get(found, found) == field, name


@pytest.mark.parametrize("name", exchange.EXPORTS)
def test_every_format_exports_the_bundled_words(name: str) -> None:
    if name == "skos":
        pytest.importorskip("rdflib")
    done = run("export", name, "out" if name in ("hugo", "vale") else "out.x")
    assert done.status == 0
    assert "entries in out" in done.err
    assert os.path.exists("out") or Path("out.x").stat().st_size > 1000


@pytest.mark.parametrize("name", ["csv", "tsv", "markdown", "json", "jsonl"])
def test_bundled_words_come_back_from_the_lossless_formats(name: str) -> None:
    run("export", name, "cloud-native-ai.x")
    assert run("import", name, "cloud-native-ai.x", "back.toml").status == 0
    back = toml.read(Path("back.toml").read_text(), "back.toml").entries
    words = glossctl.load().entries()
    key = repr
    assert sorted(back, key=key) == sorted((entry.replace(glossary="cloud-native-ai") for entry in words), key=key)


def test_import_says_how_many_where_and_what_next() -> None:
    write("team list.csv", LIST + ",lost,\n")
    done = run("import", "csv", "team list.csv", "team.toml")
    assert done == (
        0,
        "",
        "note: columns: Acronym -> name, Definition -> expansion, Tags -> tags\n"
        "3 entries in team.toml; not carried: 1 row without a name (line 5); "
        "next: glossctl define -g team.toml CI, glossctl validate team.toml\n",
    )
    assert run("define", "-g", "team.toml", "ci", "-o", "plain").out == (
        "CI — Continuous Integration\n\nCI — Configuration Item\n"
    )
    assert run("format", "--check", "team.toml").status == 0


def test_import_names_the_glossary() -> None:
    write("x.csv", LIST)
    done = run("import", "csv", "x.csv", "--name", "team", "--title", "Team words", "--language", "de")
    assert done.out.startswith('[glossary]\nname = "team"\ntitle = "Team words"\nlanguage = "de"\n\n[[term]]\n')


def test_import_reads_standard_input_and_writes_standard_output() -> None:
    done = run("import", "csv", "-", stdin=LIST)
    assert done.out.startswith('[glossary]\nname = "glossary"\n')
    assert done.err.endswith("\n3 entries\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_import_knows_encodings_by_their_byte_order_mark(encoding: str) -> None:
    write("x.csv", "Term;Meaning\nÄöü;日本\n".encode(encoding))
    assert 'name = "Äöü"\ndefinition = "日本"' in run("import", "csv", "x.csv").out


def test_import_takes_an_encoding() -> None:
    write("x.csv", "Term;Meaning\nÄöü;Straße\n".encode("cp1252"))
    assert 'name = "Äöü"' in run("import", "csv", "x.csv", "--encoding", "cp1252").out


@pytest.mark.parametrize(
    ("argv", "error", "hint"),
    [
        (["csv", "gone.csv"], "gone.csv: F001 no such file or directory", None),
        (["csv", "folder"], "folder: is a folder, and csv is read from a file", "name the file in it"),
        (["hugo", "list.csv"], "list.csv: is a file, and hugo is read from a folder", "name the folder of its pages"),
        (["hugo", "gone"], "gone: F001 no such file or directory", None),
        (["csv", "empty.csv"], "empty.csv: X002 it is empty", None),
        (["csv", "heading.csv"], "heading.csv: X002 there is nothing below the heading", None),
        (["csv", "latin.csv"], "latin.csv:2:1: F002 not UTF-8: byte 0xc4", _LATIN),
        (["csv", "wide.csv"], "wide.csv:1:1: F002 not UTF-8: byte 0xc4", "if it is UTF-16: --encoding utf-16"),
        (["csv", "list.csv", "--encoding", "klingon"], _KLINGON, "as in --encoding cp1252"),
        (["cvs", "list.csv"], 'there is no format "cvs"; the nearest is "csv"', _FORMATS),
        (["vale", "list.csv"], "vale can be exported, not imported", _FORMATS),
        (["tbx", "list.csv", "--map", "a=name"], "tbx has no columns to name", _TABULAR),
        (["csv", "list.csv", "there.toml"], "there.toml is there already", _JOIN),
        (["gone.csv"], "gone.csv: F001 no such file or directory", None),
        (["words.zip"], "words.zip is a zip file, not text", "unpack it, and import what is in it"),
        (["csv", "words.zip"], "words.zip is a zip file, not text", "unpack it, and import what is in it"),
        (["csv", "list.csv", "folder"], "can't write folder: it is a folder", _INSIDE),
    ],
)  # fmt: skip
def test_import_says_what_is_wrong_in_one_line(argv: list[str], error: str, hint: str | None) -> None:
    os.mkdir("folder")
    for name, content in (
        ("list.csv", LIST.encode()),
        ("empty.csv", b" \n"),
        ("heading.csv", b"Term,Meaning\n"),
        ("latin.csv", "Term,Meaning\nÄ,x\n".encode("latin-1")),
        ("wide.csv", "Ä,x\n".encode("utf-16-le")),
        ("words.zip", b"PK\x03\x04 words.csv"),
        ("there.toml", b"mine"),
    ):
        write(name, content)
    done = run("import", *argv)
    assert done == (2, "", f"error: {error}\n" + (f"hint: {hint}\n" if hint else ""))
    assert Path("there.toml").read_bytes() == b"mine"


def test_import_keeps_exact_repeats_and_says_how_to_leave_them_out() -> None:
    write("x.csv", "Term,Meaning\nAB,Alpha Beta\nAB,Alpha Beta\nAB,Alpha beta\nCD,\nAB,Alpha Beta\n")
    columns = "note: columns: Term -> name, Meaning -> expansion\n"
    hint = "note: 2 entries repeat another exactly: --unique leaves them out\n"
    done = run("import", "csv", "x.csv")
    assert (done.out.count("[[term]]"), done.err) == (5, f"{columns}{hint}5 entries\n")
    done = run("import", "csv", "x.csv", "--unique")
    assert (done.out.count("[[term]]"), done.err) == (3, f"{columns}3 entries; not carried: 2 exact repeats\n")
    done = run("import", "csv", "-", stdin="Term,Meaning\nAB,Alpha Beta\nAB,Alpha Beta\n")
    assert "note: 1 entry repeats another exactly: --unique leaves it out\n" in done.err


@pytest.mark.parametrize(
    ("name", "text", "looks", "way"),
    [
        ("csv", "# Words\n\n- **Pod**: a\n- **Key**: b\n", "Markdown", "glossctl import markdown 'my list'; "),
        ("tsv", '[{"name": "Pod"}]', "JSON", "glossctl import json 'my list'; "),
        ("csv", "---\nPod: a\n", "YAML", "glossctl import yaml 'my list'; "),
        ("csv", "<!doctype html>", "HTML", "glossctl import html 'my list'; "),
        ("csv", '[glossary]\nname = "x"\n', "a glossary", "it is one already; "),
        ("markdown", '{"name": "Pod"}\n{"name": "Key"}\n', "JSON Lines", "glossctl import jsonl 'my list'; "),
        ("json", "# Words\n\nText.\n", "Markdown", "glossctl import markdown 'my list'; "),
    ],
)  # fmt: skip
def test_import_refuses_what_looks_like_another_format(name: str, text: str, looks: str, way: str) -> None:
    write("my list", text)
    hint = f"hint: {way}--force reads it as {name} all the same\n"
    assert run("import", name, "my list") == (2, "", f"error: my list looks like {looks}\n{hint}")
    assert run("import", name, "my list", "--force").err != f"error: my list looks like {looks}\n{hint}"
    assert run("import", name, "-", stdin=text).status == 2


def test_the_way_to_join_two_glossaries_works() -> None:
    write("a.csv", "Term,Meaning\nPod,A unit\n")
    write("b.csv", "Term,Meaning\nKey,Opens\n")
    for name in ("a", "b"):
        assert run("import", f"{name}.csv", f"{name}.toml").status == 0
    joined = run("export", "json", "-g", "a.toml", "-g", "b.toml", "-").out
    done = run("import", "json", "-", stdin=joined)
    assert (done.out.count("[[term]]"), done.err) == (2, "2 entries\n")


def test_import_overwrites_when_told_to() -> None:
    write("x.csv", LIST)
    write("x.toml", "mine")
    assert run("import", "csv", "x.csv", "x.toml", "--force").status == 0
    assert Path("x.toml").read_text().startswith("[glossary]\n")


def test_export_takes_the_nearest_glossary_and_says_so() -> None:
    write("glossary.toml", '[glossary]\nname = "team"\n[[term]]\nname = "Pod"\ndefinition = "A unit."\n')
    done = run("export", "csv")
    assert done.out == "name,expansion,definition\nPod,,A unit.\n"
    assert done.err == f"note: exporting team ({Path('glossary.toml').resolve()}); -g names another\n"


def test_export_puts_glossaries_that_were_named_together() -> None:
    for name in "ab":
        write(f"{name}.toml", f'[[term]]\nname = "{name.upper()}"\n')
    assert run("export", "csv", "-g", "b.toml", "-g", "a.toml").out == "name,expansion,definition\nB,,\nA,,\n"


def test_export_says_what_the_format_does_not_carry() -> None:
    write("a.toml", '[[role]]\nname = "R"\nmottos = ["x", "y"]\nlinks = ["https://a.example"]\n')
    done = run("export", "anki", "-g", "a.toml")
    assert done.err == "note: 1 link, 2 mottos and 1 role or audience are not carried by anki\n"
    write("b.toml", '[[term]]\nname = "T"\nlinks = ["https://a.example"]\n')
    assert run("export", "anki", "-g", "b.toml").err == "note: 1 link is not carried by anki\n"


def test_export_writes_tabs_and_line_ends_as_they_are() -> None:
    write("a.toml", '[[term]]\nname = "A"\nexpansion = "b"\n')
    assert run("export", "tsv", "-g", "a.toml").out == "name\texpansion\tdefinition\nA\tb\t\n"


def test_export_gives_back_what_its_owners_publish() -> None:
    table = (
        "| Abbreviation | Definition | URL | Info |\n"
        "| --- | --- | --- | --- |\n"
        "| AB | Annual Budget | https://a.example | About money |\n"
        "| CD | Career Day | | |\n"
    )
    write("list.md", f"# Ours\n\n{table}")
    run("import", "markdown", "list.md", "list.toml")
    done = run(
        "export",
        "markdown",
        "-g",
        "list.toml",
        "--map",
        "Abbreviation=name,Definition=expansion,URL=links,Info=definition",
    )
    assert (done.out, done.err) == (table, "")


@pytest.mark.parametrize(
    ("argv", "error", "hint"),
    [
        (["hugo"], "hugo is a folder of files, which standard output can't take", "name a folder to write"),
        (["csv", "there"], "there is there already", "--force overwrites it"),
        (["vale", "full"], "full is there already", "--force overwrites it"),
        (["csv", "gone/x.csv"], "can't write gone/x.csv: there is no folder {cwd}/gone", None),
        (["csv", "new/"], "can't write new/: it is a folder's name", "name the file in it"),
        (["csv", ""], "can't write a file with an empty name", _UNSET),
        (["hugo", ""], "can't write to a folder with an empty name", _UNSET),
        (["csv", "--columns", "nam"], 'there is no field "nam"; the nearest is "name"', _FIELDS),
    ],
)  # fmt: skip
def test_export_says_what_is_wrong_in_one_line(argv: list[str], error: str, hint: str | None) -> None:
    write("there", "mine")
    os.mkdir("full")
    write("full/mine", "x")
    done = run("export", *argv, "-g", str(GLOSSARIES / "team.toml"))
    assert done.status == 2
    assert done.err == f"error: {error.format(cwd=os.getcwd())}\n" + (f"hint: {hint}\n" if hint else "")
    assert Path("there").read_text() == "mine"


def test_export_to_a_folder_too_deep_for_any_system_is_said() -> None:
    done = run("export", "hugo", "x/" * 3000)
    assert done.status == 2
    assert done.err.endswith("/: file name too long\n")


def test_skos_is_turtle_or_json_by_the_ending() -> None:
    for name in ("words.ttl", "words.jsonld"):
        assert run("export", "skos", name).status == 0
    assert Path("words.ttl").read_text().startswith("@prefix")
    assert Path("words.jsonld").read_text().startswith("{")


def test_language_chooses_what_is_read_where_there_are_several() -> None:
    run("export", "tbx", "words.tbx")
    assert run("import", "tbx", "words.tbx", "--language", "en").status == 0
    assert run("import", "tbx", "words.tbx", "--language", "fr").status == 2


def test_vale_is_a_folder_or_one_file_by_the_ending() -> None:
    assert run("export", "vale", "words").status == 0
    assert sorted(os.listdir("words")) == ["accept.txt", "reject.txt"]
    assert run("export", "vale", "accept.txt").status == 0
    assert Path("accept.txt").read_text() == Path("words/accept.txt").read_text()
    assert run("export", "vale", "words").status == 2
    assert run("export", "vale", "words", "--force").status == 0


def test_pages_never_climb_out_of_their_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages((("../x.md", "x"),))
    monkeypatch.setattr(exchange, "write_folder", lambda *_: pages)
    done = run("export", "hugo", "out")
    assert done.status == 2
    assert not Path("x.md").exists()


def test_csv_export_is_a_csv_file_to_others() -> None:
    rows = list(standard.DictReader(io.StringIO(run("export", "csv").out)))
    assert {row["name"]: row["expansion"] for row in rows}["MIG"] == "Multi-Instance GPU"


def test_reading_a_broken_glossary_is_an_error() -> None:
    write("glossary.toml", "no")
    assert run("export", "csv").status == 2


def test_renamed_changes_the_entries_too() -> None:
    old = Contents(Header("a"), (Entry("X", glossary="a", language="en"),))
    new = exchange.renamed(old, "b", language="de")
    assert (new.header.name, new.header.language) == ("b", "de")
    assert (new.entries[0].glossary, new.entries[0].language) == ("b", "de")


def test_decoded_reads_what_bytes_say() -> None:
    assert decode_any(b"\xef\xbb\xbfa", "x") == "a"
    with pytest.raises(GlossctlError):
        decode_any(b"\xff\xfea", "x")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")
def test_a_killed_import_leaves_the_old_file_or_the_new_one() -> None:
    rows = "".join(f"A{number},Term number {number},Some text about it\n" for number in range(3000))
    write("x.csv", f"Term,Meaning,Info\n{rows}")
    write("x.toml", "mine")
    argv = ["import", "csv", "x.csv", "x.toml", "--force"]
    began = time.monotonic()
    subprocess.run(command(*argv), env=environment(), check=True, capture_output=True)
    whole = time.monotonic() - began
    new = Path("x.toml").read_bytes()
    for step in range(12):
        write("x.toml", "mine")
        process = subprocess.Popen(command(*argv), env=environment(), stderr=subprocess.DEVNULL)
        time.sleep(whole * (step + 1) / 12)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert Path("x.toml").read_bytes() in (b"mine", new)
    assert run(*argv).status == 0
    assert sorted(os.listdir()) == [".git", "x.csv", "x.toml"]


def test_export_onto_a_glossary_says_how_to_export_it() -> None:
    text = '[[term]]\nname = "x"\n'
    Path("glossary.toml").write_text(text, encoding="utf-8")
    done = run("export", "csv", "glossary.toml")
    assert (done.status, done.err) == (
        2,
        "error: glossary.toml is there already, and export writes no TOML\n"
        "hint: to export it: glossctl export csv -g glossary.toml\n",
    )
    assert Path("glossary.toml").read_text(encoding="utf-8") == text
