"""Which format a document has, and that every format has a reader."""

import pytest

from glossctl.syntax.readers import FORMATS, format_of, read
from glossctl.syntax.source_languages import ENDINGS


@pytest.mark.parametrize(
    ("path", "content", "format"),
    [
        ("a.MD", "", "markdown"),
        ("a.md", "import A from 'b'\n\n# c", "mdx"),
        ("a.md", "---\nb: c\n---\n\nimport { A } from '@b/c';\n", "mdx"),
        ("a.md", "How to import a from 'b'", "markdown"),
        ("docs/a.rst", "", "rst"),
        ("a.go", "", "go"),
        ("src/Dockerfile", "", "hash"),
        ("CMakeLists.txt", "", "hash"),
        ("-", "<!-- a -->\n<!DOCTYPE html>", "html"),
        ("-", '{\n "cells": []}', "notebook"),
        ("-", "% a\n\\documentclass{b}", "latex"),
        ("hook", "#!/usr/bin/env python3\n", "python"),
        ("hook", "#!/bin/sh\n", "shell"),
        ("-", "a", ""),
        ("a.png", "", ""),
    ],
)
def test_a_format_is_told_by_the_name_else_by_the_beginning(path: str, content: str, format: str) -> None:
    assert format_of(path, content) == format


def test_no_ending_has_two_formats() -> None:
    endings = [ending for formats in (FORMATS, ENDINGS) for each in formats.values() for ending in each]
    assert len(endings) == len(set(endings))
    assert not set(FORMATS) & set(ENDINGS)


@pytest.mark.parametrize("format", [*(name for name in FORMATS if name not in ("docx", "notebook")), *ENDINGS])
def test_every_format_reads_an_empty_document(format: str) -> None:
    assert read("", format).blocks == ()
