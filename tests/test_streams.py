"""Standard input, output and error as they come: closed, full, of any encoding, interrupted."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.program import GLOSSARIES, command, environment, run, spawn

CJK = str(GLOSSARIES / "cjk.toml")
COMMANDS = [["define", "MIG"], ["list", "-o", "plain"], ["roles", "--motto"], ["sources", "-o", "json"], []]


def shell(line: str, **variables: str) -> tuple[int, str, str]:
    """Run ``line`` with bash, $G being the program; return the program's status, what was written, and the errors."""
    program = " ".join(command())
    script = f"G='{program}'; {line}"
    done = subprocess.run(["bash", "-c", script], env=environment(variables), capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("words", ["list -o plain", "list", "list -oplain", "roles --motto", "list -o json"])
def test_a_closed_pipe_is_a_quiet_success(words: str) -> None:
    line = f"$G {words} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    assert shell(line) == (0, "0\n", "")


@pytest.mark.parametrize("output", ["panel", "plain", "json", "markdown"])
def test_a_pipe_closed_before_much_is_written_is_a_quiet_success(output: str) -> None:
    long = "word " * 100
    words = "".join(f'[[term]]\nname = "t{number}"\ndefinition = "{long}"\n' for number in range(1500))
    Path("many.toml").write_text(words, encoding="utf-8")
    line = f"$G list -g many.toml -o {output} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    assert shell(line) == (0, "0\n", "")


def test_a_pipe_closed_while_a_batch_is_answered_is_a_quiet_success() -> None:
    line = "(yes MIG | head -20000) | $G define - -o plain | head -1; echo ${PIPESTATUS[1]}"
    assert shell(line) == (0, "MIG — Multi-Instance GPU\n0\n", "")


def test_a_pipe_closed_to_the_help_is_a_quiet_success() -> None:
    assert shell("$G --help | true; echo ${PIPESTATUS[0]}") == (0, "0\n", "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_disk_under_standard_output_is_said(words: list[str]) -> None:
    status, _, err = shell(f"$G {' '.join(words)} >/dev/full")
    assert (status, err) == (2, "error: standard output: No space left on device\n")


@pytest.mark.parametrize("words", ["define MIG", "list -o json", "--version"])
def test_a_closed_standard_output_is_said(words: str) -> None:
    assert shell(f"$G {words} >&-") == (2, "", "error: standard output is closed\n")


def test_a_closed_standard_error_is_no_reason_to_fail() -> None:
    assert shell("$G define MIG -g nowhere.toml 2>&-") == (2, "", "")
    assert shell("$G define MPS -o plain 2>&-")[0] == 0


@pytest.mark.parametrize("gone", ["2>/dev/full", "2>&1 >/dev/null | true"])
def test_a_standard_error_that_takes_nothing_changes_no_status(gone: str) -> None:
    for words, status in (("define nowhere", 1), ("validate bad.toml", 2), ("define MIG -g bad.toml", 2)):
        Path("bad.toml").write_text("[[", encoding="utf-8")
        assert shell(f"$G {words} {gone}; exit ${{PIPESTATUS[0]}}")[0] == status


@pytest.mark.parametrize(
    "words",
    ["add NPU --definition d", "add NPU --definition d -g x.toml", "import csv list.csv x.toml", "export csv x.csv"],
)
def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / "list.csv").write_text("term,definition\na,b\n", encoding="utf-8")
    line = f"mkdir gone && cd gone && rmdir ../gone && $G {words.replace('list.csv', str(tmp_path / 'list.csv'))}"
    status, _, err = shell(line)
    assert status == 2
    assert err.splitlines()[-2:] == ["error: the current folder is gone", "hint: cd to one that is there"]
    assert shell("mkdir gone && cd gone && rmdir ../gone && $G define MPS -o plain")[0] == 0


def test_a_closed_standard_input_is_said() -> None:
    assert shell("$G define - <&-") == (2, "", "error: standard input is closed\n")
    assert shell("$G expand --text <&-") == (2, "", "error: standard input is closed\n")


def test_a_closed_standard_input_does_not_matter_to_who_does_not_read_it() -> None:
    assert shell("$G define MPS -o plain <&- | head -1") == (0, "MPS — Multi-Process Service\n", "")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("validate -", b'[[term]]\nname = "MIG "\n'),
        ("format -", b"[[term]]\nname='MIG'\n"),
        ("expand --text", b"MIG\n"),
        ("import csv -", b"Term,Definition\nPod,A group\n"),
        ("define -", b"MIG\nvGPU\n"),
        ("search - -o plain", b"kubernets\n"),
        ("check -", b"ZQX\n"),
    ],
)
def test_a_standard_input_that_does_not_block_is_waited_for(words: str, given: bytes) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    process = subprocess.Popen(
        command(*words.split()), env=environment(), stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    os.close(reading)
    for half in (given[:5], given[5:]):
        time.sleep(0.3)
        os.write(writing, half)
    os.close(writing)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out.decode(), err.decode()) == spawn(*words.split(), stdin=given)


def test_an_interrupt_is_status_130_and_silent() -> None:
    with subprocess.Popen(
        command("define", "-", "-o", "plain"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"MIG\n")
        process.stdin.flush()
        assert (
            process.stdout.readline() == "MIG — Multi-Instance GPU\n".encode()
        )  # streamed: the answer is here already
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (130, b"")


def test_answers_of_a_batch_are_streamed() -> None:
    started = time.monotonic()
    line = '(echo MIG; sleep 3; echo MPS) | $G define - -o plain | while read -r line; do echo "$SECONDS"; done'
    status, out, _ = shell(line)
    assert status == 0
    assert int(out.split()[0]) < 3 <= int(out.split()[-1]), out
    assert time.monotonic() - started > 3


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("output", ["panel", "plain", "markdown"])
def test_every_encoding_gets_an_answer(encoding: str, output: str) -> None:
    done = subprocess.run(
        command("define", "推論", "GPU", "-g", CJK, "-o", output),
        env=environment({"PYTHONIOENCODING": encoding}),
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "GPU" in done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_json_is_utf8_whatever_the_encoding_of_the_output(encoding: str) -> None:
    done = subprocess.run(
        command("list", "-g", CJK, "-o", "json"),
        env=environment({"PYTHONIOENCODING": encoding}),
        capture_output=True,
    )
    assert json.loads(done.stdout.decode("utf-8")) == json.loads(run("list", "-g", CJK, "-o", "json").out)


def test_the_c_locale_gets_an_answer() -> None:
    for extra in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = spawn("define", "MIG", "-o", "plain", env=extra)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith(("MIG — Multi", "MIG - Multi"))


def test_an_ascii_panel_keeps_its_width() -> None:
    done = spawn("define", "推論", "-g", CJK, env={"PYTHONIOENCODING": "ascii", "COLUMNS": "50"})
    assert {len(line) for line in done.out.splitlines()} == {50}


@pytest.mark.parametrize(
    "rest", [b"\r\nx\r\n", b"\fx\x1b[1m", "\u200f\u202e\ufeff".encode(), b"\xff\xfe\x00", b"no end", b""]
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_of_a_text_no_byte_is_changed_but_for_the_full_forms(mark: bytes, rest: bytes) -> None:
    given = mark + b"MIG\n" + rest
    expected = mark + b"MIG (Multi-Instance GPU)\n" + rest
    done = subprocess.run(command("expand", "--text"), input=given, env=environment(), capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")
    Path("text.md").write_bytes(given)
    if b"\xff" not in rest:
        done = subprocess.run(command("expand", "--text", "text.md"), env=environment(), capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")


def test_bytes_that_are_no_text_are_just_a_query() -> None:
    done = subprocess.run(
        [*command("expand", "SLO"), b"\xff\xfe", "-g", str(GLOSSARIES / "team.toml")],
        env=environment(),
        capture_output=True,
    )
    assert done.stdout.decode() == "SLO — Service-Level Objective\n"
    done = subprocess.run(command("expand", "-", "-o", "plain"), input=b"\xff\nMIG\n", capture_output=True)
    assert done.stdout.decode() == "MIG — Multi-Instance GPU\n"


COMMANDS = [
    ["--help"],
    ["define", "MIG"],
    ["search", "shedulling", "-o", "plain"],
    ["roles", "--motto"],
    ["expand", "--text", "a.md"],
    ["explain", "a.md"],
    ["check", "a.md", "-o", "sarif"],
    ["validate", "g.toml"],
    ["format", "--diff", "g.toml"],
    ["export", "markdown", "-g", "g.toml"],
    ["site", "page", "-g", "g.toml"],
    ["import", "csv", "a.csv", "b.toml", "--force"],
    ["nope"],
]
OPTIONS = ["-O", "-OO", "-I", "-u", "-bb", "-X utf8", "-W error", "-X dev", "-X dev -W error"]


@pytest.fixture
def files() -> None:
    Path("a.md").write_text("MIG, ZQX and 注文.\n", encoding="utf-8")
    Path("a.csv").write_text("Term,Definition\nZQ,Zone Ş\n", encoding="utf-8")
    term = '[[term]]\nname = "注文"\ndefinition = "İnce “ı” — 注文."\nlinks = ["https://example.com"]\n'
    Path("g.toml").write_text(f'[glossary]\nname = "g"\n\n{term}', encoding="utf-8")


@pytest.mark.parametrize("options", OPTIONS)
def test_the_options_of_python_change_nothing(options: str, files: None) -> None:
    for argv in COMMANDS:
        done = spawn(*argv, options=options.split())
        assert (done.status, done.out, done.err) == run(*argv), argv


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a Japanese, a Chinese and a Turkish locale that are not in UTF-8."""
    folder = tmp_path_factory.mktemp("locales")
    for language, charset in (("ja_JP", "EUC-JP"), ("zh_CN", "GBK"), ("tr_TR", "ISO-8859-9")):
        command = ["localedef", "-i", language, "-f", charset, str(folder / f"{language}.{charset}")]
        if not shutil.which("localedef") or subprocess.run(command, capture_output=True, env=environment()).returncode:
            pytest.skip("localedef, or its sources of locales, are not installed")
    return folder


@pytest.mark.parametrize("name", ["C", "ja_JP.EUC-JP", "zh_CN.GBK", "tr_TR.ISO-8859-9"])
def test_a_locale_changes_no_status_and_no_file(name: str, files: None, request: pytest.FixtureRequest) -> None:
    folder = "" if name == "C" else str(request.getfixturevalue("locales"))
    extra = {"LC_ALL": name, "LOCPATH": folder, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for argv in COMMANDS:
        Path("b.toml").unlink(missing_ok=True)
        expected = run(*argv)
        written = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
        done = spawn(*argv, env=extra)
        assert done.status == expected.status, (argv, done)
        assert "Traceback" not in done.err
        assert "this is a bug" not in done.err
        assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == written, argv


def test_a_colour_is_asked_for_or_not_there() -> None:
    def colored(*words: str, **env: str) -> bool:
        return "\x1b[" in spawn("define", "MIG", *words, env=env).out

    assert not colored()
    assert colored("--color", "always")
    assert colored(FORCE_COLOR="1")
    assert colored("--color=always", NO_COLOR="1")
    assert not colored(FORCE_COLOR="1", NO_COLOR="1")
    assert not colored("--color", "never", FORCE_COLOR="1")
    assert not colored(FORCE_COLOR="")
    assert colored("--color", "always", TERM="dumb")
    assert "\x1b[" in spawn("--color", "always", "define", "MIG").out
    assert "\x1b[" not in spawn("--color", "always", "define", "MIG", "-o", "plain").out
