"""Text in delimited cells, CSV and TSV, to entries and back: how it is cut, quoted and guarded.

What ``csv`` alone would do wrongly is mended here: a quotation mark that never closes would swallow the rest of the
file, line ends may be mixed, and its sniffer takes the wrong delimiter. Source: RFC 4180; RFC 7111 is not used.
"""

import csv
import io
import re

from glossctl.exchange.lists.columns import LABEL as UNKNOWN
from glossctl.exchange.lists.columns import Columns, is_heading, recognise
from glossctl.exchange.lists.rows import RowReader
from glossctl.exchange.lists.tables import table
from glossctl.exchange.losses import counted
from glossctl.exchange.protocol import Reading, Writing
from glossctl.syntax.markup import escaped, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.entries import Contents
    from glossctl.exchange.protocol import Options

DELIMITERS = (",", ";", "\t", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LIMIT = 2**31 - 1  # of a cell, in place of csv's 128 KiB
_CELL_LINES = 2000  # a quoted cell of more lines is taken for a quotation mark that never closes
_FAILURES = 100  # looks ahead in vain before they are kept short
_SHORT_LOOK = 20
_GUESSED_LINES = 30


def read(text: str, path: str, options: "Options", delimiter: str = "") -> Reading:
    """Return the entries in delimited text. Without ``delimiter`` it is guessed among , ; tab | from the first rows.

    Raises FileError (X002) when there is not one entry.
    """
    reader = RowReader(path, options, _inline)
    nulls = text.count("\0")
    if nulls:
        text = text.replace("\0", "")
    text, named = _named_delimiter(text)
    cutter = Cutter(text, named or guess(text, delimiter))
    limit = csv.field_size_limit(_LIMIT)
    try:
        reader.read(cutter.records())
    finally:
        csv.field_size_limit(limit)
    losses = [counted(nulls, "NUL character")] if nulls else []
    notes = []
    if cutter.unclosed:
        marks = counted(cutter.unclosed, "quotation mark that never closes", "quotation marks that never close")
        notes.append(f"{marks}: taken as text")
    return reader.reading(losses, notes)


def write(contents: "Contents", columns: Columns, delimiter: str) -> Writing:
    """Return ``contents`` as delimited text, quoted where needed; a cell a spreadsheet would run is guarded."""
    made = table(contents, columns)
    out = _Lines()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")  # so that both are quoted within cells
    writer.writerow(map(guarded, made.headings))
    for row in made.rows:
        writer.writerow([guarded(escaped(cell)) for cell in row])
    return Writing(out.getvalue(), made.losses)


class _Lines(io.StringIO):
    def write(self, row: str) -> int:
        return super().write(row.removesuffix("\r\n") + "\n")


_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")  # some spreadsheets trim a cell first
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


def guarded(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: "'" goes before what it would run as a formula.

    >>> guarded("=HYPERLINK(0)"), guarded("-1"), guarded("C++")
    ("'=HYPERLINK(0)", '-1', 'C++')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """Return what ``guarded`` was given."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


_TEXT = re.compile(r'="((?:[^"]|"")*)"')  # how a cell tells a spreadsheet that it is text


def _inline(cell: str) -> tuple[str, tuple[str, ...]]:
    if found := _TEXT.fullmatch(cell):
        cell = found[1].replace('""', '"')
    return plain(unguarded(cell))


def _named_delimiter(text: str) -> tuple[str, str]:
    """Take off the first line "sep=;" by which some spreadsheets name the delimiter."""
    first = text[:8].lower()
    if first.startswith("sep=") and len(text) > 5 and text[4] not in "\r\n" and text[5] in "\r\n":
        return text[5:], text[4]
    return text, ""


def guess(text: str, preferred: str = "") -> str:
    """Return the delimiter of a text: the one under which its heading has the most known names.

    Where there is no known heading, the one that cuts the most of the first rows into the same number of cells.
    ``preferred`` wins where it cuts at all.
    """
    best, chosen = (0, 0.0, 0), preferred or DELIMITERS[0]
    for delimiter in (preferred, *DELIMITERS) if preferred else DELIMITERS:
        rows = []
        for _, row in Cutter(text[:_GUESSED], delimiter).records():
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _GUESSED_LINES:
                break
        cut = [row for row in rows if len(row) > 1]
        if not cut:
            continue
        if delimiter == preferred:
            return delimiter
        heading = next((row for row in rows[:10] if is_heading(row)), [])
        known = sum(field != UNKNOWN for field in recognise(heading)) if len(heading) > 1 else 0
        widths = [len(row) for row in cut]
        width = max(set(widths), key=widths.count)
        score = (known, widths.count(width) / len(rows), width)
        if score > best:
            best, chosen = score, delimiter
    return chosen


_GUESSED = 1 << 16  # characters


class Cutter:
    """Cuts a text into records of cells; ``unclosed`` counts the quotation marks that were taken as text."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.text = text
        self.delimiter = delimiter
        self.unclosed = 0
        self._failures = 0
        self._closing = re.compile(rf'"[ \t]*(?:{re.escape(delimiter)}|[\r\n]|\Z)')

    def records(self) -> "Iterator[tuple[int, list[str]]]":
        """Yield each record with the line it begins on."""
        at, number, end = 0, 1, len(self.text)
        text, delimiter = self.text, self.delimiter
        while at < end:
            stop = _line_end(text, at)
            line = text[at:stop]
            if '"' not in line:
                yield number, line.rstrip("\r\n").split(delimiter)
                at, number = stop, number + 1
                continue
            cells, stop, lines = self._quoted(line, stop)
            yield number, cells
            at, number = stop, number + lines

    def _quoted(self, line: str, stop: int) -> tuple[list[str], int, int]:
        """Return the cells of a record that begins with ``line``, where it ends, and over how many lines."""
        cells = self._cells(line)
        if isinstance(cells, list):
            return cells, stop, 1
        if not cells:  # wrong within the line, such as text behind a closing quotation mark
            return next(csv.reader((line,), delimiter=self.delimiter)), stop, 1
        joined, at = [line], stop
        limit = _SHORT_LOOK if self._failures > _FAILURES else _CELL_LINES
        while at < len(self.text) and len(joined) < limit:
            end = _line_end(self.text, at)
            joined.append(self.text[at:end])
            at = end
            if self._closing.search(joined[-1]):
                cells = self._cells("".join(joined))
                if isinstance(cells, list):
                    return cells, at, len(joined)
                if not cells:
                    break
        self._failures += 1
        self.unclosed += 1
        return line.rstrip("\r\n").split(self.delimiter), stop, 1

    def _cells(self, record: str) -> "list[str] | bool":
        """Return the cells of a record; True where a quotation mark is still open, False where it is malformed."""
        try:
            lines = filter(None, _LINE.findall(record))
            rows = list(csv.reader(lines, delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return rows[0] if len(rows) == 1 else False


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end + 1
    carriage = text.find("\r", at, end)
    if carriage < 0:
        return end
    return carriage + 2 if text.startswith("\n", carriage + 1) else carriage + 1
