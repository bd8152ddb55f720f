"""Files, pipes and devices: what they hold, or why that can't be had."""

import os
from pathlib import Path

import pytest

from glossctl import files
from glossctl.errors import FileError
from tests.program import run

MISSING = "F001 no such file or directory"


def test_content_is_that_of_the_file() -> None:
    Path("x").write_bytes(b"\r\n\xff")
    assert files.content("x") == b"\r\n\xff"


def test_content_is_read_through_a_pipe() -> None:
    source, sink = os.pipe()
    os.write(sink, b"piped")
    os.close(sink)
    assert files.content(f"/dev/fd/{source}") == b"piped"
    os.close(source)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", f"nowhere: {MISSING}"),
        ("", '"": F001 no file has an empty name'),
        (".", ".: F001 is a directory"),
        ("a\0b", "a\0b: F001 embedded null byte"),
        ("x" * 300, f"{'x' * 300}: F001 file name too long"),
    ],
)
def test_what_can_not_be_read_is_said(path: str, message: str) -> None:
    with pytest.raises(FileError) as raised:
        files.content(path)
    assert raised.value.message == message


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/urandom"])
def test_a_device_without_an_end_is_refused(device: str) -> None:
    with pytest.raises(FileError, match="F001 is a device without an end, not a file"):
        files.content(device)
    assert files.content("/dev/null") == b""


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_every_command_refuses_a_device_without_an_end() -> None:
    said = "error: /dev/zero: F001 is a device without an end, not a file\n"
    for argv in (["define", "MIG", "-g"], ["format"], ["expand", "--text"], ["import", "csv"], ["export", "csv", "-g"]):
        assert run(*argv, "/dev/zero") == (2, "", said)


def test_every_command_says_that_a_name_is_empty() -> None:
    said = 'error: "": F001 no file has an empty name\nhint: a variable on the command line may be unset\n'
    for argv in (["define", "MIG", "-g"], ["format"], ["expand", "--text"], ["import", "csv"], ["export", "csv", "-g"]):
        assert run(*argv, "") == (2, "", said)
