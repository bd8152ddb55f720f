"""``check`` on files: its rules, what is held back, what is mended, and what goes wrong around them."""

import json
import os
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

import glossctl
from glossctl.errors import GlossctlError
from tests.program import BUNDLED, Run, run

TEAM = """\
[glossary]
name = "team"

[[term]]
name = "node pool"
definition = "A group of like nodes."
avoid = [{ word = "pool", reason = "say which" }, "nodepool", "machine set"]

[[term]]
name = "ZQT"
expansion = "Zone Quota Table"
definition = "It counts."

[[term]]
name = "QuotaOps"
definition = "The work with quotas."

[[term]]
name = "Quotaboard"
definition = "It shows quotas."
"""

LISTS = """\
[glossary]
name = "team"

[[term]]
name = "allowlist"
definition = "What may pass."
avoid = [{ word = "whitelist", reason = "plain words" }]

[[term]]
name = "local net"
definition = "A net of a house."
avoid = ["intranet"]

[[term]]
name = "SIG"
definition = "A group."
avoid = ["working circle"]
"""


@pytest.fixture(autouse=True)
def _team() -> None:
    Path("glossary.toml").write_text(TEAM, encoding="utf-8")


def write(text: str | bytes, name: str = "a.md") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def findings(*argv: str, stdin: str = "") -> list[tuple[int, int, str, str]]:
    """Return (line, column, rule, word) of what is found."""
    done = run("check", "-o", "json", *(argv or ("a.md",)), stdin=stdin)
    found = json.loads(done.out)["findings"]
    assert done.status == (1 if found else 0), done.err
    return [(one["line"], one["column"], one["rule"], one["word"]) for one in found]


def check(text: str, *argv: str) -> list[tuple[int, int, str, str]]:
    write(text)
    return findings("a.md", *argv)


def git(*words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], check=True, capture_output=True
    )


@pytest.fixture
def repository() -> None:
    os.rmdir(".git")
    git("init", "-q")


class TestUndefined:
    def test_markup_is_no_prose(self) -> None:
        text = (
            "---\nteam: BZW\n---\nCall `BZW_RUN`:\n\n```sh\nexport BZW=2\n```\n\n[it](https://example.com/BZW.html)\n"
        )
        assert check(text) == []

    @pytest.mark.parametrize("end", ["\n", " "])
    def test_a_definition_may_go_over_markup_and_lines(self, end: str) -> None:
        assert check(f"It reads a sorted tile-map{end}list ([STML](https://example.com/s)).\n\nSTML is small.") == []

    def test_what_is_defined_later_is_defined(self) -> None:
        assert check("BZW comes first.\n\nThe Basic Zone Writer (BZW) follows.") == []

    def test_plural_possessive_and_compound_are_one_finding_at_the_first_use(self) -> None:
        write("Four BZWs fell; the BZW's own BZW-like log.")
        done = run("check", "a.md", "-o", "json")
        (one,) = json.loads(done.out)["findings"]
        assert (one["line"], one["column"], one["end_column"]) == (1, 6, 10)
        assert (one["word"], one["acronym"], one["uses"]) == ("BZWs", "BZW", 3)

    def test_the_message_says_what_to_do(self) -> None:
        write("BZW and BZW, BZW.")
        assert run("check", "a.md").out == (
            'a.md:1:1: U001 "BZW" is used 3 times and expanded nowhere: write it out once,'
            ' or glossctl add BZW --expansion "..."\n'
        )

    def test_capitals_that_are_no_acronyms_are_let_be(self) -> None:
        text = "# READ THIS FIRST\n\nYou MUST NOT go.\n\n> [!NOTE]\n> Part VI: PUT and HEAD take 4 MB. FIXME: shorten\n"
        assert check(text) == []

    def test_places_are_exact_behind_wide_characters_and_escapes(self) -> None:
        text = "| 名前 | Wert |\n|---|---|\n| 🎯 über | see BZW\\|WZB |\n"
        assert check(text) == [(3, 16, "undefined", "BZW"), (3, 21, "undefined", "WZB")]

    def test_what_the_glossary_has_is_defined(self) -> None:
        assert check("ZQTs and the ZQT's end.") == []

    def test_a_part_of_a_name_of_several_words_is_defined_there_and_nowhere_else(self) -> None:
        Path("glossary.toml").write_text('[[term]]\nname = "SKOS-QXL"\ndefinition = "Labels."\n', encoding="utf-8")
        assert check("Labels of SKOS-QXL.\n\nNow QXL alone.\n") == [(3, 5, "undefined", "QXL")]

    def test_what_the_team_knows_is_not_reported(self) -> None:
        write(TEAM.replace("\n[[term]]", '\n[check]\nknown = ["BZW"]\n\n[[term]]', 1), "glossary.toml")
        assert check("BZWs and WZB") == [(1, 10, "undefined", "WZB")]


class TestContradiction:
    def test_another_full_form_is_found_where_it_stands(self) -> None:
        write("A Zip Queue Test (ZQT) failed.")
        done = run("check", "a.md")
        assert done.out == (
            'a.md:1:3: U002 "ZQT" is expanded as "Zip Queue Test", but the glossary has "Zone Quota Table":'
            " correct it, or add the sense\n"
        )

    @pytest.mark.parametrize(
        "form", ["zone-quota tables", "ZONE QUOTA TABLE", "new Zone Quota Table", "ZoneQuotaTable"]
    )
    def test_hyphens_capitals_and_plurals_are_no_contradiction(self, form: str) -> None:
        assert check(f"The {form} (ZQT) is full.") == []


class TestAvoid:
    def test_inside_the_preferred_term_nothing_is_avoided(self) -> None:
        text = "A node pool is no pool. Set `pool=2` in [it](https://example.com/pool)."
        assert check(text) == [(1, 19, "avoid", "pool")]

    def test_the_message_has_the_reason(self) -> None:
        write("Many pools.")
        assert run("check", "a.md").out == 'a.md:1:6: U003 write "node pools" instead of "pools": say which\n'

    def test_the_longest_match_wins(self) -> None:
        assert check("That machine set is a nodepool.") == [
            (1, 6, "avoid", "machine set"),
            (1, 23, "avoid", "nodepool"),
        ]

    @pytest.mark.parametrize("word", ["Whitelist", "WHITELIST", "WhiteList", "whitelists", "WHITELISTS", "whitelisted"])
    def test_capitals_and_inflections_are_found(self, word: str) -> None:
        write(LISTS, "glossary.toml")
        assert check(f"See the {word} there.") == [(1, 9, "avoid", word)]

    def test_a_verb_form_is_said_and_not_mended(self) -> None:
        write(LISTS, "glossary.toml")
        write("Whitelisted, or whitelisting.")
        done = run("check", "--fix", "a.md")
        assert done.out == (
            'a.md:1:1: U003 write a form of "allowlist" instead of "Whitelisted": plain words\n'
            'a.md:1:17: U003 write a form of "allowlist" instead of "whitelisting": plain words\n'
        )
        assert Path("a.md").read_text(encoding="utf-8") == "Whitelisted, or whitelisting."

    def test_a_word_to_avoid_for_a_phrase_has_no_verb_forms(self) -> None:
        assert check("Connections are pooled; pooling helps.") == []


class TestRulesThatAreOff:
    def test_unexpanded_is_the_first_use_without_full_form(self) -> None:
        text = "# ZQT\n\nThe ZQT counts. ZQT again."
        assert check(text) == []
        assert check(text, "--select", "U004") == [(3, 5, "unexpanded", "ZQT")]
        assert check("The Zone Quota Table (ZQT) counts. ZQT again.", "--select", "unexpanded") == []

    def test_repeated_is_a_second_full_form(self) -> None:
        text = "Zone Quota Table (ZQT).\n\nZone Quota Table (ZQT)."
        assert check(text, "--select", "U005") == [(3, 1, "repeated", "Zone Quota Table")]

    def test_spelling_is_a_name_with_other_capitals(self) -> None:
        text = "quotaboard and Quotaops, QuotaOps and QUOTABOARD"
        assert check(text, "--select", "U006") == [(1, 1, "spelling", "quotaboard"), (1, 16, "spelling", "Quotaops")]

    def test_an_unknown_code_is_wrong_usage(self) -> None:
        write("")
        done = run("check", "a.md", "--select", "U9")
        assert (done.status, done.err) == (
            2,
            'error: unknown code "U9"; the nearest known code is "U006"\nhint: codes begin with U\n',
        )


class TestIgnores:
    def test_a_comment_ignores_one_word_on_its_line(self) -> None:
        text = "BZW and WZB. <!-- glossctl: ignore BZW -->\n\nBZW again.\n"
        assert check(text) == [(1, 9, "undefined", "WZB"), (3, 1, "undefined", "BZW")]

    def test_a_comment_ignores_a_code_on_the_next_line_or_in_the_file(self) -> None:
        assert check("<!-- glossctl: ignore-next-line U003 -->\nA pool of BZW.\n") == [(2, 11, "undefined", "BZW")]
        assert check("A pool of BZW.\n\n<!-- glossctl: ignore-file U001 -->\n") == [(1, 3, "avoid", "pool")]

    @pytest.mark.parametrize("verb", ["ignroe", "off"])
    def test_a_comment_that_asks_for_nothing_known_is_warned_of(self, verb: str) -> None:
        write(f"All is well.\n\n<!-- glossctl: {verb} BZW -->\n")
        said = (
            f'warning: a.md:3: the comment "glossctl: {verb}" does nothing: '
            "write ignore, ignore-next-line or ignore-file\n"
        )
        assert run("check", "a.md") == Run(0, "", said)

    def test_what_is_held_back_is_counted(self) -> None:
        write("BZW, BZW. <!-- glossctl: ignore -->\n")
        assert json.loads(run("check", "a.md", "-o", "json").out)["suppressed"] == {"inline": 1, "baseline": 0}


class TestBaseline:
    def test_a_swap_of_one_finding_for_another_is_noticed(self) -> None:
        write("BZW runs.")
        assert run("check", "--baseline", "known.json", "--write-baseline", "a.md") == Run(
            0, "", "1 finding written to known.json\n"
        )
        assert findings("--baseline", "known.json", "a.md") == []
        write("The Basic Zone Writer (BZW) runs, and WZB.")
        done = run("check", "--baseline", "known.json", "a.md", "-o", "json")
        document = json.loads(done.out)
        assert [(one["column"], one["word"]) for one in document["findings"]] == [(39, "WZB")]
        assert document["stale"] == [{"path": "a.md", "rule": "undefined", "word": "BZW"}]
        assert done.err.startswith('stale in the baseline: a.md: undefined "BZW"\n')

    def test_its_name_may_stand_behind_the_option_that_writes_it(self) -> None:
        write("BZW runs.")
        assert run("check", "--write-baseline", "known.json", "a.md") == Run(0, "", "1 finding written to known.json\n")
        assert findings("--baseline", "known.json", "a.md") == []

    def test_how_many_were_written_is_said_of_none_and_several_too(self) -> None:
        write("Fine.")
        done = run("check", "--baseline", "known.json", "--write-baseline", "a.md")
        assert done == Run(0, "", "0 findings written to known.json\n")
        write("BZW and WZB.")
        done = run("check", "--baseline", "known.json", "--write-baseline", "a.md", "-o", "json")
        assert done.err == "2 findings written to known.json\n"

    def test_what_moves_stays_known(self) -> None:
        write("Use the pool that is there.")
        run("check", "--baseline", "known.json", "--write-baseline", "a.md")
        assert check("New.\n\nUse the pool that is there.", "--baseline", "known.json") == []
        assert check("Drop no pool that is full.", "--baseline", "known.json") == [(1, 9, "avoid", "pool")]

    def test_it_holds_from_another_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("BZW runs.", "docs/a.md")
        run("check", "--baseline", "known.json", "--write-baseline", "docs")
        monkeypatch.chdir("docs")
        assert findings("--baseline", "../known.json", "a.md") == []

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("no", "known.json: the baseline is no JSON: Expecting value: line 1 column 1 (char 0)"),
            ("[]", "known.json: the baseline is of version None, not 1"),
            ('{"version": 2}', "known.json: the baseline is of version 2, not 1"),
            ('{"version": 1, "findings": [{}]}', "known.json: the baseline has a finding without 'path'"),
        ],
    )
    def test_what_is_no_baseline_is_an_error(self, content: str, said: str) -> None:
        write("BZW")
        write(content, "known.json")
        done = run("check", "a.md", "--baseline", "known.json")
        assert done == Run(2, "", f"error: {said}\nhint: --write-baseline writes it anew\n")

    def test_a_missing_baseline_is_an_error(self) -> None:
        write("BZW")
        done = run("check", "a.md", "--baseline", "known.json")
        said = "error: known.json: F001 no such file or directory\nhint: --write-baseline writes it anew\n"
        assert done == Run(2, "", said)

    def test_writing_needs_a_file(self) -> None:
        write("BZW")
        done = run("check", "a.md", "--write-baseline")
        assert done.err == "error: there is no file to write the baseline to\nhint: name it: --baseline FILE\n"


class TestFix:
    def test_a_word_to_avoid_is_replaced_and_nothing_else(self) -> None:
        write("A node pool is a pool. Pools, `pool` and BZW.\r\n")
        done = run("check", "--fix", "a.md")
        assert Path("a.md").read_bytes() == b"A node pool is a node pool. Node pools, `pool` and BZW.\r\n"
        assert done.status == 1
        assert done.err.startswith("2 places mended\n")

    @pytest.mark.parametrize(
        ("text", "mended"),
        [
            ("A whitelist is a\nwhitelist.", "An allowlist is an\nallowlist."),
            ("An intranet, or an Intranet.", "A local net, or a Local net."),
            ("The Whitelist, WHITELISTS and Whitelists.", "The Allowlist, ALLOWLISTS and Allowlists."),
            ("In plan A whitelists count.", "In plan A allowlists count."),
            ("A *whitelist*, as a <!-- x --> whitelist.", "An *allowlist*, as an <!-- x --> allowlist."),
        ],
    )
    def test_the_article_and_the_capitals_fit_the_replacement(self, text: str, mended: str) -> None:
        write(LISTS, "glossary.toml")
        write(text)
        run("check", "--fix", "a.md")
        assert Path("a.md").read_text(encoding="utf-8") == mended

    def test_an_article_that_the_letters_do_not_decide_is_for_a_person(self) -> None:
        write(LISTS, "glossary.toml")
        write("A working circle, the working circle.")
        run("check", "--fix", "a.md")
        assert Path("a.md").read_text(encoding="utf-8") == "A working circle, the SIG."

    @pytest.mark.parametrize(
        "text",
        [
            "ZQT and quotaboard; Quotaops in a machine\nset.",
            "> A pool, **pools** and *Pool*. ZQTs are ZQTs.",
            "| ZQT | pool |\n|---|---|\n| quotaops | nodepools |",
            "## ZQT pool\n\nThe ZQT-like pool's end.",
        ],
    )
    def test_a_second_run_changes_nothing(self, text: str) -> None:
        write(text)
        run("check", "--fix", "--select", "ALL", "a.md")
        once = Path("a.md").read_bytes()
        assert once != text.encode()
        run("check", "--fix", "--select", "ALL", "a.md")
        assert Path("a.md").read_bytes() == once

    def test_the_full_form_is_written_in_the_words_own_number(self) -> None:
        write("Three ZQTs.")
        run("check", "--fix", "--select", "U004", "a.md")
        assert Path("a.md").read_text(encoding="utf-8") == "Three Zone Quota Tables (ZQTs)."

    def test_a_full_form_of_other_letters_is_written_once(self) -> None:
        term = '[[term]]\nname = "{}"\nexpansion = "{}"\n'
        pairs = [("gRPC", "gRPC Remote Procedure Calls"), ("RWX", "ReadWriteMany"), ("KServ", "The serving project")]
        Path("glossary.toml").write_text("".join(term.format(*pair) for pair in pairs), encoding="utf-8")
        write("Use gRPC, RWX and KServ.\n")
        for _ in range(2):
            assert run("check", "a.md", "--fix", "--select", "U004").status == 0
            assert Path("a.md").read_text(encoding="utf-8") == (
                "Use gRPC Remote Procedure Calls (gRPC), ReadWriteMany (RWX) and The serving project (KServ).\n"
            )

    def test_every_bundled_full_form_is_written_once(self) -> None:
        Path("glossary.toml").unlink()
        with glossctl.load(BUNDLED) as glossary:
            named = {entry.name for entry in glossary if entry.expansion}
            write("".join(f"Here {name} stands.\n\n" for name in sorted(named)))
        run("check", "a.md", "--fix", "--select", "U004")
        mended = Path("a.md").read_text(encoding="utf-8")
        assert mended.count(" (") > 300
        with glossctl.load(BUNDLED) as glossary:
            senses = Counter(entry.name for entry in glossary)
        left = [name for *_, name in findings("a.md", "--select", "U004")]
        # Which of several is meant is for a person, and so is a sign that may be markup.
        assert all(senses[name] > 1 or ";" in name for name in left)
        run("check", "a.md", "--fix", "--select", "U004")
        assert Path("a.md").read_text(encoding="utf-8") == mended

    @pytest.mark.parametrize(
        "text",
        [
            "the file whitelist.yaml",
            "with --whitelist=a",
            "with -whitelist",
            "the WHITELIST_IPS=b",
            "in foo/whitelist/bar",
            "in ./whitelist",
            "at whitelist@example.com",
            "as $whitelist",
        ],
    )
    def test_parts_of_identifiers_and_paths_are_no_words_to_avoid(self, text: str) -> None:
        Path("glossary.toml").write_text(LISTS, encoding="utf-8")
        assert check(f"We read {text} now.\n") == []

    def test_a_long_text_without_spaces_takes_time_by_its_length(self) -> None:
        Path("glossary.toml").write_text(LISTS, encoding="utf-8")
        started = time.process_time()
        assert len(check("whitelist," * 4_000)) == 4_000
        assert time.process_time() - started < 10  # it took a minute

    @pytest.mark.parametrize("text", ["ZQT_DEBUG=INFO", "POD_ZQT", "ZQT/2", "a/ZQT/b", "zqt.ZQT.b"])
    def test_parts_of_identifiers_are_not_spelled_out(self, text: str) -> None:
        assert check(f"Set {text} now.\n", "--select", "U004") == []

    @pytest.mark.parametrize("text", ["One of them (ZQT!) is here.", "Both (a (b) and ZQT) are here."])
    def test_within_brackets_a_full_form_is_for_a_person(self, text: str) -> None:
        write(text)
        assert run("check", "a.md", "--fix", "--select", "U004").status == 1
        assert Path("a.md").read_text(encoding="utf-8") == text

    def test_a_reference_is_for_a_person_and_an_abbreviation_of_html_is_spelled_out(self) -> None:
        write("See :term:`ZQT` now.\n", "a.rst")
        assert run("check", "a.rst", "--fix", "--select", "U004").status == 1
        assert Path("a.rst").read_text(encoding="utf-8") == "See :term:`ZQT` now.\n"
        write('<p>An <abbr title="Zone Quota Table">ZQT</abbr> is here.</p>', "a.html")
        assert findings("a.html", "--select", "U004") == []
        write('<p>An <abbr title="Zone Quota Table"><b>ZQT</b></abbr> is here.</p>', "a.html")
        assert findings("a.html", "--select", "U004") == []
        write('<p>An <abbr title="Zoo Quest Trail">ZQT</abbr> is here.</p>', "a.html")
        assert len(findings("a.html", "--select", "U004")) == 1

    @pytest.mark.parametrize("text", ["red, green/whitelist", "the note:whitelist is here", "whitelist/list"])
    def test_words_joined_in_prose_are_words_to_avoid(self, text: str) -> None:
        Path("glossary.toml").write_text(LISTS, encoding="utf-8")
        assert [word for *_, word in check(f"See {text} now.\n")] == ["whitelist"]

    def test_what_is_ignored_is_not_mended(self) -> None:
        write("A pool. <!-- glossctl: ignore pool -->")
        run("check", "--fix", "a.md")
        assert Path("a.md").read_text(encoding="utf-8") == "A pool. <!-- glossctl: ignore pool -->"

    def test_standard_input_is_not_mended(self) -> None:
        done = run("check", "--fix", "-", stdin="A pool.")
        assert (done.status, done.err) == (2, "error: standard input can't be mended\nhint: name the file\n")

    def test_another_encoding_is_left_as_it_is(self) -> None:
        write("A pool.".encode("utf-16"))
        done = run("check", "--fix", "a.md")
        assert Path("a.md").read_bytes() == "A pool.".encode("utf-16")
        assert "left as it is" in done.err


class TestFolders:
    def test_a_folder_is_walked_as_git_sees_it(self, repository: None) -> None:
        for name in ("docs/b.md", "docs/a.md", "docs/out.md", "docs/deep/c.md", "docs/x.png"):
            write("BZW", name)
        write("out.md\n", ".gitignore")
        git("add", "docs/a.md")
        done = run("check", "docs")
        assert [line.partition(":")[0] for line in done.out.splitlines()] == [
            "docs/a.md",
            "docs/b.md",
            "docs/deep/c.md",
        ]

    def test_a_folder_outside_a_repository_is_walked_whole(self, tmp_path: Path) -> None:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        (folder / "a.md").write_text("BZW", encoding="utf-8")
        (folder / "loop").symlink_to(folder)
        assert [one[3] for one in findings(str(folder))] == ["BZW"]

    def test_a_folder_without_documents_is_said(self) -> None:
        write("no prose", "pictures/x.png")
        assert run("check", "pictures") == Run(0, "", "no document in pictures\n")
        assert run("check", "-o", "json", "pictures").err == "no document in pictures\n"

    @pytest.mark.parametrize(
        ("named", "said"),
        [("gen/a.md", ""), ("gen", "no document in gen\n"), (".", "")],
    )
    def test_what_is_excluded_is_so_when_it_is_named(self, named: str, said: str) -> None:
        write(TEAM.replace("\n[[term]]", '\n[check]\nexclude = ["gen/**"]\n\n[[term]]', 1), "glossary.toml")
        write("BZW", "gen/a.md")
        assert run("check", named) == Run(0, "", said)

    def test_a_file_that_is_not_there_is_wrong_usage(self) -> None:
        assert run("check", "no.md") == Run(2, "", "error: no.md: F001 no such file or directory\n")

    def test_a_document_that_cannot_be_read_is_said_and_the_rest_is_checked(self) -> None:
        write(b"caf\xe9", "docs/a.md")
        write(b"a\0b", "docs/b.md")
        write("BZW", "docs/c.md")
        done = run("check", "docs")
        assert done.status == 2
        assert done.out.startswith("docs/c.md:1:1: U001")
        assert done.err == (
            "error: docs/a.md:1:4: F002 not UTF-8: byte 0xe9\n"
            "hint: it may be Windows-1252 or Latin-1; save it as UTF-8\n"
            "error: docs/b.md: F002 is not text: it holds NUL bytes\n"
            "hint: leave it out; UTF-16 needs a byte-order mark\n"
            "1 finding in 1 of 3 documents; 2 documents could not be read\n"
        )

    def test_standard_input_has_a_name(self) -> None:
        assert findings("-", stdin="*BZW*") == [(1, 2, "undefined", "BZW")]
        assert findings("-", "--stdin-filename", "a.html", stdin="<p>Is &amp; BZW") == [(1, 13, "undefined", "BZW")]

    def test_processes_do_not_change_a_byte(self) -> None:
        for number in range(12):
            write(f"BZW{chr(65 + number)} and a pool. " * 100, f"docs/{number}.md")
        one, two = (run("check", "docs", "--jobs", jobs) for jobs in ("1", "2"))
        assert one == two
        assert one.out.count("\n") > 12

    def test_the_number_of_processes_is_one(self) -> None:
        write("")
        done = run("check", "a.md", "--jobs", "none")
        assert done.err == 'error: --jobs: "none" is not a whole number of 1 or more\nhint: for example --jobs 2\n'


class TestSince:
    def test_only_lines_that_changed_count(self, repository: None) -> None:
        write("BZW is old.\n\nText.\n")
        git("add", ".")
        git("commit", "-qm", "one")
        write("BZW is old.\n\nText.\n\nWZB is new.\n")
        write("QZW is new.\n", "docs/näme b.md")
        assert findings("--since", "HEAD", ".") == [(5, 1, "undefined", "WZB"), (1, 1, "undefined", "QZW")]
        git("add", ".")
        assert findings("--since", "HEAD", ".") == [(5, 1, "undefined", "WZB"), (1, 1, "undefined", "QZW")]

    def test_a_revision_that_git_does_not_know_is_wrong_usage(self, repository: None) -> None:
        write("BZW")
        done = run("check", "a.md", "--since", "nowhere")
        said = 'error: git knows no revision "nowhere"\nhint: as in origin/main or HEAD~1; fetch it first\n'
        assert done == Run(2, "", said)

    def test_without_a_repository_nothing_is_known_to_have_changed(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("BZW", encoding="utf-8")
        os.rmdir(".git")
        done = run("check", str(tmp_path / "a.md"), "--since", "HEAD")
        assert done.status == 2
        assert done.err.startswith("error: git says: fatal: not a git repository")

    def test_without_git_nothing_is_known_to_have_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("BZW")
        monkeypatch.setenv("PATH", "")
        done = run("check", "a.md", "--since", "HEAD")
        assert done.status == 2
        assert done.err.startswith("error: git can't be run, and it knows what changed\nhint: ")
        assert run("check", ".").status == 1  # a folder is then walked whole


class TestOutputs:
    def test_sarif_has_the_place_and_the_rule(self) -> None:
        write("The pool 🎯 BZW", "docs/näme.md")
        (made,) = json.loads(run("check", "docs", "-o", "sarif").out)["runs"]
        assert made["columnKind"] == "unicodeCodePoints"
        assert made["tool"]["driver"]["informationUri"].startswith("https://")
        (first, second) = made["results"]
        assert (first["ruleId"], second["ruleId"]) == ("U003", "U001")
        place = second["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "docs/n%C3%A4me.md"}
        assert place["region"] == {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 15}

    def test_github_has_a_workflow_command_a_finding(self) -> None:
        write("Use a pool.", "a,b.md")
        assert run("check", "a,b.md", "-o", "github").out == (
            "::error file=a%2Cb.md,line=1,col=7,endLine=1,endColumn=11,title=U003 avoid::"
            'write "node pool" instead of "pool": say which\n'
        )

    def test_statistics_count_the_findings_of_each_rule(self) -> None:
        write("A pool and a pool; BZW.")
        assert run("check", "a.md", "--statistics").out == "2  U003  avoid\n1  U001  undefined\n"

    def test_no_control_character_reaches_a_terminal_or_a_workflow(self) -> None:
        name = "a\x1b[31m\n::error::b.md"
        write("BZW\x1b[31m\u202e", name)
        for output in ("text", "github", "sarif", "json"):
            done = run("check", name, "-o", output)
            assert done.status == 1
            assert "\x1b" not in done.out
            assert "\u202e" not in done.out
            assert not any(line.startswith("::error::b") for line in done.out.splitlines())


class TestHostile:
    def test_odd_documents_are_read_or_said(self) -> None:
        write("```\nBZW\n" * 3, "docs/fence.md")
        write("> " * 10_000 + "BZW", "docs/quotes.md")
        write("{", "docs/a.ipynb")
        write(b"PK\x03\x04", "docs/a.docx")
        write("[" * 50_000 + "(" * 50_000 + "BZW", "docs/brackets.md")
        write("BZW " * 50_000, "docs/long.md")
        done = run("check", "docs")
        assert done.status == 2
        assert "bug" not in done.err

    def test_a_file_that_vanishes_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from glossctl.documents import corpus

        write("BZW")
        listed = list(corpus.documents(["a.md"]))
        os.unlink("a.md")
        (outcome,) = corpus.run((corpus.Setup("vanished", "check", ()), tuple(listed)))
        assert str(outcome.fault) == "a.md: F001 no such file or directory"


def test_a_cluster_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from glossctl.documents import corpus

    with pytest.raises(GlossctlError, match="there is no Dask scheduler at nowhere"):
        corpus._client("nowhere://x")


def test_a_replacement_that_would_be_markup_is_for_a_person() -> None:
    names = ["a\n\n1. b", "- b", "1. b", "__init__", "_x_", "x_", "a\tb"]
    words = [f"foo{letter}" for letter in "abcdefg"]
    term = '[[term]]\nname = {}\ndefinition = "d"\navoid = [{{ word = "{}" }}]\n'
    text = "".join(term.format(json.dumps(name), word) for name, word in zip(names, words, strict=True))
    text += '[[term]]\nname = "EVL"\nexpansion = "Evil\\n- list"\ndefinition = "d"\n'
    Path("g.toml").write_text(text)
    given = "".join(f"Use {word} now.\n\n" for word in [*words, "EVL"])
    Path("a.md").write_text(given)
    done = run("check", "--fix", "a.md", "-g", "g.toml", "--select", "U003,U004")
    assert (done.status, len(done.out.splitlines())) == (1, 8)
    assert Path("a.md").read_text() == given
    Path("b.md").write_text("Use fooa.\n")
    Path("g.toml").write_text(term.format('"is .NET 4"', "fooa"))
    assert run("check", "--fix", "b.md", "-g", "g.toml").status == 0
    assert Path("b.md").read_text() == "Use is .NET 4.\n"
