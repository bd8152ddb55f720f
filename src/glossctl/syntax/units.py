"""Places in a text as other programs count them: lines from 0, and columns in units of UTF-8, UTF-16 or UTF-32."""

from bisect import bisect_right

from glossctl.syntax.spans import line_starts

_SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}  # bytes of a unit


class Units:
    r"""The places of one text; ``encoding`` is one of utf-8, utf-16 and utf-32, and utf-16 for any other.

    A place beyond the end of a line or of the text is that end; one within a character is where that begins.

    >>> units = Units("a 🐙 b\nc")
    >>> units.offset(0, 4), units.place(4), units.offset(7, 7)
    (3, (0, 5), 7)
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._size = _SIZES.get(encoding, 2)
        self._codec = {1: "utf-8", 4: "utf-32-le"}.get(self._size, "utf-16-le")
        self._starts = line_starts(text)

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end].rstrip("\r\n")

    def offset(self, line: int, column: int) -> int:
        """Return the offset, in code points, of a line and a column in units."""
        if line >= len(self._starts):
            return len(self.text)
        text = self._line(line)
        if text.isascii():
            return self._starts[line] + min(column, len(text))
        before = text.encode(self._codec, "surrogatepass")[: column * self._size]
        return self._starts[line] + len(before.decode(self._codec, "ignore"))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in units of an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        before = self._line(line)[: offset - self._starts[line]]
        return line, len(before) if before.isascii() else len(before.encode(self._codec, "surrogatepass")) // self._size

    def line(self, number: int) -> tuple[int, int]:
        """Return the offsets of begin and end of a line; of the last one where there are fewer."""
        number = min(number, len(self._starts) - 1)
        return self._starts[number], self._starts[number] + len(self._line(number))


def difference(old: str, new: str) -> tuple[int, int, str]:
    """Return the one part of ``old``, as two offsets, whose replacement by the third value makes ``new`` of it.

    >>> difference("a b d", "a b c d")
    (4, 4, 'c ')
    """
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    return first, len(old) - last, new[first : len(new) - last]


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
