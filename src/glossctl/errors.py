"""The errors of the library: few, each with a message for people and, where one helps, a hint.

Not finding something is a value, never an error.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class GlossctlError(Exception):
    """An error that a person can fix.

    ``message`` is one line: what happened and where. ``hint`` is one line, or None: what to do about it. ``reason`` is
    "" or a short name of the kind of error, and ``about`` the words it concerns, for callers that write their own hint:
    the command line names the option that helps.
    """

    message: str
    hint: str | None
    reason: str
    about: tuple[str, ...]

    def __init__(self, message: str, hint: str | None = None, reason: str = "", about: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.reason = reason
        self.about = about

    def __reduce__(self) -> "tuple[object, ...]":
        return _restore, (type(self), self.args, dict(self.__dict__))


def _restore(kind: type[GlossctlError], args: tuple[object, ...], state: dict[str, object]) -> GlossctlError:
    """Unpickle an error with all its attributes: workers pass errors on to the main process."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(GlossctlError):
    """The command line itself is wrong."""


class Fault:
    """A fault in a glossary file: where it is, its documented code, and what is wrong in one line.

    ``path`` is the path as it was given. ``line`` and ``column`` count from 1, columns in code points; 0 if the
    fault concerns the whole file. ``str(fault)`` is ``path:line:column: code message``.
    """

    __slots__ = ("path", "line", "column", "code", "message")
    path: str
    line: int
    column: int
    code: str
    message: str

    def __init__(self, path: str, line: int, column: int, code: str, message: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.code = code
        self.message = message

    def __str__(self) -> str:
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path}{place}: {self.code} {self.message}"

    def __repr__(self) -> str:
        return f"Fault({str(self)!r})"


class FileError(GlossctlError):
    """A glossary file can't be read or isn't valid; ``faults`` holds every fault, in file order.

    ``faults`` is never empty; ``message`` is the first of them and how many more there are.

    >>> import glossctl
    >>> try:
    ...     glossctl.load("nowhere.toml")
    ... except glossctl.FileError as error:
    ...     print(error.message, error.hint, error.faults[0].code, sep="; ")
    nowhere.toml: F001 no such file or directory; None; F001
    """

    faults: "tuple[Fault, ...]"

    def __init__(
        self, faults: "Iterable[Fault]", hint: str | None = None, reason: str = "", about: tuple[str, ...] = ()
    ) -> None:
        faults = tuple(faults)
        first, more = faults[0], len(faults) - 1
        super().__init__(f"{first} (and {more} more)" if more else str(first), hint, reason, about)
        self.faults = faults
