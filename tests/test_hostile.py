"""Names, definitions and queries that mean harm are shown as they are written, and steer nothing."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import glossctl
from glossctl.text import is_unsafe
from tests.program import GLOSSARIES, run

OUTPUTS = ("panel", "plain", "json", "markdown")
ATTACKS = [
    "[red]x[/]",
    "[/]",
    "[link=javascript:alert(1)]x[/link]",
    "[bold",
    "\\[x]",
    ":warning:",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "a\x00b",
    "a\rb",
    "a\nb",
    "a\tb",
    "\x7f\x08",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "\u200fx",
    "\ufeffx",
    "a\u2028b\u2029c\x85d",
    "e" + "\u0301" * 50,
    "👩\u200d👩\u200d👧\u200d👦",
    "🇩🇪",
    "\U000e0001tag",
    "￿",
    "x" * 5000,
    "字" * 300,
    "' OR 1=1 --",
    '"; DROP TABLE entry; --',
    'NEAR("a" "b", 5)',
    "a* AND NOT b",
    "{}%s$HOME`id`",
    "<script>alert(1)</script>",
    "| a | b |",
    "# heading",
    "javascript:alert(1)",
    "-x",
    "--help",
    "-",
]
SURROGATES = ["\ud800", "a\udcffb"]
COMMANDS = (["define"], ["search"], ["expand"], ["expand", "--reverse"], ["related"], ["roles"])
SGR = re.compile(r"\x1b\[[0-9;]*m")
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
HARD = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
STORED = st.sampled_from(ATTACKS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def toml_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def glossary(*texts: str) -> str:
    """Return a glossary that has each text in each place an entry has for it."""
    parts = ["[glossary]", f"name = {toml_string(texts[0])}", f"title = {toml_string(texts[-1])}"]
    parts.append(f"see_also = [{{ title = {toml_string(texts[0])}, url = {toml_string(texts[-1])} }}]")
    for number, text in enumerate(texts):
        value = toml_string(text)
        kind = ("term", "role", "audience")[number % 3]
        parts += [f"[[{kind}]]", f"name = {toml_string('n' + text)}", f"expansion = {value}", f"definition = {value}"]
        parts += [f"{key} = [{value}]" for key in ("aliases", "tags", "related", "titles", "mottos", "links", "forms")]
        parts += [f"avoid = [{{ word = {value}, reason = {value} }}]", f"source = {value}", f"status = {value}"]
    return "\n".join(parts) + "\n"


def is_harmless(text: str) -> bool:
    return not any(is_unsafe(char) for char in text.replace("\n", "").replace("\t", ""))


def check(*argv: str) -> str:
    """Run a command, see that nothing of what it says steers a terminal, and return its standard output."""
    done = run(*argv)
    assert done.status in (0, 1), done.err
    assert "this is a bug" not in done.err
    assert is_harmless(done.err)
    links = LINK.findall(done.out)
    assert all(link == "" or link.startswith(("http://", "https://", "mailto:")) for link in links)
    assert is_harmless(SGR.sub("", LINK.sub("", done.out)))
    return done.out


def shown(panel: str) -> str:
    """Return the text in a panel's box, its line breaks undone."""
    return "".join(line.strip("│ ") for line in panel.splitlines())


NOT_INPUT: tuple[list[str], list[str]] = ([""], [])  # a dash stands alone, and standard input is empty here


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("attack", [*ATTACKS, *SURROGATES], ids=lambda text: ascii(text)[:30])
def test_any_query_is_just_a_query(attack: str, output: str) -> None:
    team = str(GLOSSARIES / "team.toml")
    for command in COMMANDS:
        said = check(*command, "-o", output, "-g", team, "--", attack, *NOT_INPUT[attack == "-"])
        if output == "json" and attack != "-":
            json.loads(said)


@settings(max_examples=60, deadline=None)
@given(HARD)
@example("\ud800")
def test_any_text_is_just_a_query(query: str) -> None:
    team = str(GLOSSARIES / "team.toml")
    for command in COMMANDS:
        check(*command, "-o", "plain", "-g", team, "--", query, *NOT_INPUT[query == "-"])
    if query == "-":  # standard input, which is empty here
        return
    document = json.loads(check("define", "-o", "json", "-g", team, "--", query))
    assert document["results"][0]["query"] == query


@pytest.mark.parametrize("output", [*OUTPUTS, "color"])
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda text: ascii(text)[:30])
def test_hostile_entries_are_shown_and_steer_nothing(attack: str, output: str) -> None:
    Path("hostile.toml").write_text(glossary(attack, attack, attack), encoding="utf-8", newline="")
    options = ["-o", "panel", "--color", "always"] if output == "color" else ["-o", output]
    for argv in (["define", "n" + attack], ["search", "n" + attack], ["list"], ["roles", "--motto"], ["sources"]):
        check(
            argv[0],
            "-g",
            "hostile.toml",
            *options,
            *(["--"] if len(argv) > 1 and argv[0] != "roles" else []),
            *argv[1:],
        )
    for argv in (["expand", "n" + attack], ["related", "n" + attack], ["roles", "--audiences"]):
        check(argv[0], "-g", "hostile.toml", *options, *argv[1:])


@settings(max_examples=25, deadline=None)
@given(STORED, STORED, STORED)
def test_json_is_lossless(one: str, two: str, three: str) -> None:
    texts = [text for text in (one, two, three) if text.strip() and not set(text) & set("\x1e\x1f")] or ["x"]
    Path("hostile.toml").write_text(glossary(*texts), encoding="utf-8", newline="")
    entries = json.loads(check("list", "-g", "hostile.toml", "-o", "json"))["entries"]
    assert sorted(entry["name"] for entry in entries) == sorted(("n" + text).strip() for text in texts)
    for entry in entries:
        text = next(text for text in texts if ("n" + text).strip() == entry["name"]).strip()
        assert [entry[key] for key in ("tags", "links", "mottos", "titles", "related")] == [[text]] * 5
        assert entry["expansion"] == entry["source"] == text


@pytest.mark.parametrize("attack", ["[red]x[/]", "[/]", "[link=https://x.example]x[/link]", ":warning:", "\\[x]"])
def test_markup_is_shown_as_it_is_written(attack: str) -> None:
    Path("hostile.toml").write_text(glossary(attack), encoding="utf-8")
    for command in (["define", "n" + attack], ["search", "n" + attack], ["list"], ["expand", "n" + attack]):
        assert attack in shown(check(*command, "-g", "hostile.toml"))
    assert attack in check("define", "n" + attack, "-g", "hostile.toml", "-o", "plain")


def test_an_unknown_key_or_a_broken_value_can_not_steer_the_error() -> None:
    for text in ('[[term]]\nname = "x"\n"\\u001b[31m\\u202e" = 1\n', '[[term]]\nname = "\\u001b[31m"\nnam = 1\n'):
        Path("hostile.toml").write_text(text, encoding="utf-8")
        done = run("define", "x", "-g", "hostile.toml")
        assert done.status == 2
        assert is_harmless(done.err)
        assert len(done.err.splitlines()) <= 2


def test_a_path_can_not_steer_the_error() -> None:
    done = run("define", "x", "-g", "a\x1b[31m\nb.toml")
    assert done.status == 2
    assert is_harmless(done.err)
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "//x", "x"]
)
def test_other_links_are_shown_but_not_linked(url: str) -> None:
    Path("links.toml").write_text(f'[[term]]\nname = "x"\nlinks = ["{url}"]\n', encoding="utf-8")
    panel = run("define", "x", "-g", "links.toml", "--color", "always").out
    assert url in SGR.sub("", panel)
    assert "\x1b]8" not in panel
    assert f"<{url}>" not in run("define", "x", "-g", "links.toml", "-o", "markdown").out


@pytest.mark.parametrize("url", ["https://x.example/a?b=c", "http://x.example", "mailto:a@x.example"])
def test_links_are_linked(url: str) -> None:
    Path("links.toml").write_text(f'[[term]]\nname = "x"\nlinks = ["{url}"]\n', encoding="utf-8")
    assert LINK.findall(run("define", "x", "-g", "links.toml", "--color", "always").out)[0] == url
    assert f"<{url}>" in run("define", "x", "-g", "links.toml", "-o", "markdown").out


def test_an_endless_query_takes_no_square_of_time() -> None:
    glossary = glossctl.load()
    started = time.monotonic()
    for word in ("x", "ab ", "gpu sharing "):
        query = word * (100_000 // len(word))
        glossary.answer(query)
        glossary.search(query)
    assert time.monotonic() - started < 30  # seconds; it takes two, and a square of them would take minutes


def test_what_is_quoted_is_cut_where_it_is_endless() -> None:
    word = "x" * 1_000_000
    Path("long.toml").write_text(f'[[term]]\nname = "{word}"\nexpantion = "y"\n', encoding="utf-8")
    done = run("define", "MIG", "-g", "long.toml")
    assert done.err.startswith('error: long.toml:3:1: T002 [[term]] "xxx')
    assert done.err.endswith('unknown key "expantion"; the nearest known key is "expansion"\n')
    for said in (done.err, run("define", "-", stdin=word).err, run("search", "-", stdin=word).err):
        assert len(said) < 10_000


def test_a_path_of_two_lines_is_said_on_one() -> None:
    done = run("add", "NPU", "--definition", "d", "-g", "a\nb.toml")
    assert (done.out, done.err) == ("added NPU to a b.toml\n", "created a b.toml\n")
    assert run("format", "a\nb.toml").out == "a b.toml is laid out\n"
    assert run("remove", "NPU", "-g", "a\nb.toml").out == "removed NPU from a b.toml\n"
