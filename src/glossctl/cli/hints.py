"""What to type about an error: the library says what is wrong, this table names the command or option that helps."""

from glossctl.text import shell_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.errors import GlossctlError

_HINTS = {  # by the reason of an error; {0} and on are the words it is about, quoted for a shell
    "no-id": "say which entry it translates: --id",
    "several-senses": "say which by its full form or its number: --sense 1",
    "no-text": 'glossctl add {0} --definition "..."',
    "no-translated-text": 'say it in {1}: --definition "..." or --expansion "..."',
    "entry-exists": "glossctl edit {0} changes it; --sense adds another sense",
    "translation-exists": "glossctl edit -g {1} {0} changes it",
    "sense-exists": "glossctl edit {0} changes it",
    "name-exists": "--sense adds this as another sense; glossctl edit {0} changes the one there",
    "looks-like": "glossctl import {2} {1}; --force reads it as {0} all the same",
    "looks-odd": "--force reads it as {0} all the same",
    "is-spreadsheet": "glossctl import xlsx {0}, or save the sheet as CSV",
    "is-glossary": "it is one already; --force reads it as {0} all the same",
    "is-glossary-already": "it is one already",
    "format-left-out": "did you mean: glossctl import {0} {1}",
    "no-import-format": "the formats are {raw[0]}; documents and auto stand in place of one",
    "no-columns": "--columns and --map are for {raw[0]}",
    "no-encoding": "as in --encoding cp1252",
    "other-encoding": "if it is {raw[0]}: --encoding {1}",
    "no-baseline": "--write-baseline writes it anew",
    "no-port": "--port takes another",
    "one-value": "lay it out first: glossctl format {0}",
}


def hint(error: "GlossctlError") -> str | None:
    """Return the hint of an error for someone at a command line, or None."""
    words = ["-" if word.startswith("<") else shell_word(word) for word in error.about]  # "<stdin>" is typed as -
    if error.reason == "other-format":
        kind, source = words
        return f"{error.hint}: glossctl import {kind} {source}"
    return _HINTS[error.reason].format(*words, raw=error.about) if error.reason in _HINTS else error.hint
