"""Spreadsheets of Excel (.xlsx), and of LibreOffice (.ods), with a list of terms; read only, with the extra ``xlsx``.

Each sheet is a table, those with the same heading one list; the values are read as the sheet shows them, formulas by
the result that was saved. Macros, links to other files and whatever else stands in the file are never touched.
Source: ECMA-376, Office Open XML; python-calamine.
"""

import io
import re
import zipfile
import zlib
from importlib import import_module
from typing import Any

from glossctl.errors import Fault, FileError, GlossctlError
from glossctl.exchange.lists.columns import is_heading
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import DEFAULT, Options
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.exchange.protocol import Reading

    Rows = list[tuple[int, list[str]]]

_LIMIT = 512 << 20  # bytes unpacked: a small file can hold gigabytes of nothing
_CELLS = 20_000_000  # from the first cell of a sheet to its last: the reader holds those between them, empty or not
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_CHUNK = 1 << 20
_OVERLAP = 1 << 10  # of two chunks: more than a cell's start tag has


def read_bytes(content: bytes, path: str = "<file>", options: Options = DEFAULT) -> "Reading":
    """Return the entries of a spreadsheet. Raises GlossctlError without the extra; FileError: X001, X002, X003."""
    _check_size(content, path)
    try:
        calamine: Any = import_module("python_calamine")  # an optional extra, 3 MB
    except ImportError as error:
        hint = "pip install 'glossctl[xlsx]', or save the sheet as CSV"
        raise GlossctlError("spreadsheets are read with the package python-calamine", hint) from error
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except Exception as error:  # the reader raises errors of its own for whatever is damaged
        raise FileError([Fault(path, 0, 0, "X001", f"not a spreadsheet: {' '.join(str(error).split())}")]) from error
    reader = RowReader(path, options, lambda cell: (cell, ()))
    reader.place = "row"
    left = _read_sheets(reader, [(name, _rows(values)) for name, values in sheets], options)
    return reader.reading([f"{counted(left, 'row')} of sheets that don't look like a list of terms"] if left else [])


def _check_size(content: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LIMIT:
                raise FileError([Fault(path, 0, 0, "X003", f"unpacks to more than {_LIMIT >> 20} MB")])
            for name in archive.namelist():  # a sheet may stand under any name
                count = _extent(archive, name)
                if count > _CELLS:
                    raise FileError(
                        [Fault(path, 0, 0, "X003", f"{name} in it spans {count:,} cells, nearly all empty")]
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise FileError([Fault(path, 0, 0, "X001", "not a spreadsheet in .xlsx or .ods")]) from error


def _extent(archive: zipfile.ZipFile, name: str) -> int:
    """Return how many cells the smallest rectangle has that holds all cells of a sheet."""
    rows: set[int] = set()
    columns: set[bytes] = set()
    with archive.open(name) as part:
        kept = b""
        while chunk := part.read(_CHUNK):
            for column, row in _CELL.findall(kept + chunk):
                columns.add(column.upper())
                rows.add(int(row))
            rows = {min(rows), max(rows)} if rows else rows  # a sheet may have a million
            kept = chunk[-_OVERLAP:]
    if not rows:
        return 0
    places = [_column(column) for column in columns]
    return (max(rows) - min(rows) + 1) * (max(places) - min(places) + 1)


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(values: "list[list[Any]]") -> "Rows":
    return [(number, [_text(cell) for cell in row]) for number, row in enumerate(values, 1)]


def _text(cell: "Any") -> str:
    """Return a cell as the sheet shows it: a number without the decimals that it doesn't have."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _read_sheets(reader: RowReader, sheets: "list[tuple[str, Rows]]", options: Options) -> int:
    """Read the sheets that have a known heading; where none has one, all. Return how many rows are left."""
    theirs = [name for name, _ in options.columns.named]
    filled = [[row for row in rows if any(row[1])] for _, rows in sheets]
    known = [rows for rows in filled if any(is_heading(cells, theirs) for _, cells in rows[:10])]
    joined: dict[tuple[str, ...], Rows] = {}
    for rows in known or filled:
        if not rows:
            continue
        key = tuple(map(fold, rows[0][1]))
        if key in joined:
            joined[key] += rows[1:]
        else:
            joined[key] = rows
    for rows in joined.values():
        reader.read(rows)
    return sum(map(len, filled)) - sum(map(len, known or filled))
