"""Documents as bytes: their size, encoding and format."""

from pathlib import Path

import pytest

from glossctl.errors import FileError
from glossctl.files import documents
from glossctl.files.documents import read_document
from glossctl.syntax import spans


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding_and_takes_no_column(encoding: str) -> None:
    prose = read_document("a.md", "Größe\n".encode(encoding))
    assert [block.text for block in prose.blocks] == ["Größe"]
    assert prose.place(prose.blocks[0].place(0, 1)[0]) == (1, 1)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"*a*")
    assert [block.text for block in read_document(str(tmp_path / "a.txt")).blocks] == ["*a*"]


def test_a_text_without_a_known_ending_is_markdown() -> None:
    assert [block.text for block in read_document("-", b"*a*").blocks] == ["a"]


def test_a_format_that_is_named_counts_more_than_the_ending() -> None:
    assert [block.text for block in read_document("a.md", b"*a*", "plaintext").blocks] == ["*a*"]


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            b"a\nGr\xf6\xdfe",
            "a.md:2:3: F002 not UTF-8: byte 0xf6",
            "it may be Windows-1252 or Latin-1; save it as UTF-8",
        ),
        (b"\xff\xfea", "a.md:1: F002 not UTF-16-LE: byte 0x61", "save it as UTF-8"),
        (b"a\0b", "a.md: F002 is not text: it holds NUL bytes", "leave it out; UTF-16 needs a byte-order mark"),
    ],
)
def test_what_can_not_be_read_is_said(content: bytes, message: str, hint: str | None) -> None:
    with pytest.raises(FileError) as error:
        read_document("a.md", content)
    assert (error.value.message, error.value.hint) == (message, hint)


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LIMIT", 1 << 20)
    (tmp_path / "a.md").write_bytes(b"a" * (2 << 20))
    with pytest.raises(FileError) as error:
        read_document(str(tmp_path / "a.md"))
    assert (error.value.message, error.value.hint) == (
        f"{tmp_path / 'a.md'}: F001 is larger than 1 MiB",
        "split it, or leave it out",
    )


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="F001 no such file or directory"):
        read_document(str(tmp_path / "a.md"))


def test_a_file_of_too_many_lines_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "MOST_LINES", 3)
    with pytest.raises(FileError) as error:
        read_document("a.md", b"a\n" * 4)
    assert (error.value.message, error.value.hint) == ("a.md: D001 has more than 3 lines", "split it, or leave it out")
