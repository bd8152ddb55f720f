"""Which column, or key, of somebody's list holds what: their words for it, recognised or said by the caller.

Owns the recognised column names and the judgement between full form and definition; what becomes of a row is
``rows``'s.
"""

from glossctl.entries import FIELDS as ENTRY_FIELDS
from glossctl.entries import Value
from glossctl.errors import GlossctlError
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIELDS = tuple(
    field.name for field in ENTRY_FIELDS if field.name not in ("language", "glossary")
)  # these are the header's
SKIP = "-"
LABEL = "label"  # a column of no known name: a paragraph of the definition that begins with the column's name
SHORT = "short"  # the acronym where another column holds the term
MEANING = "meaning"  # full form or definition: decided by what the column holds

_NAMES = {
    "name": "name|term|terms|word|title|entry|concept|phrase|headword|key|item|topic|terme|begriff|wort|término|"
    "termino|termo|termine|nom|nombre|naam|用語|名称|术语",
    SHORT: "acronym|acronyms|abbreviation|abbreviations|abbr|abbrev|abrv|initialism|short|short form|short name|"
    "symbol|code|acro|sigla|sigle|acronyme|abréviation|abkürzung|kürzel|kurzform|acrónimo|acronimo|afkorting|略語|略称|缩写",
    "expansion": "expansion|expanded|expanded form|full form|fullform|full form/meaning|full name|full term|full title|"
    "long form|longform|long|long name|stands for|it stands for|what it stands for|spelled out|spelt out|written out|"
    "expanded name|full|full text|full meaning|full version|acronym expansion|expand|langform|ausgeschrieben|"
    "volle form|forme complète|forme longue|forma completa|forma larga|voluit|正式名称|正式名|フルスペル|全称",
    MEANING: "definition|definitions|meaning|meanings|description|descriptions|def|desc|explanation|value|"
    "what it means|means|gloss|summary|bedeutung|erklärung|beschreibung|signification|définition|explication|"
    "significado|definición|descripción|significato|definizione|descrição|definição|betekenis|意味|説明|定義|含义|定义",
    "definition": "info|information|additional information|additional info|more information|more info|note|notes|"
    "comment|comments|remark|remarks|detail|details|usage|context|background|further information|anmerkung|notiz|"
    "bemerkung|kommentar|remarque|commentaire|comentario|nota|備考|補足",
    "aliases": "alias|aliases|synonym|synonyms|also known as|aka|a.k.a.|other names|other name|alternative|"
    "alternatives|alternate names|alternative names|variants|alt|alts|synonyme|sinónimos|別名|同義語",
    "tags": "tag|tags|category|categories|label|labels|subject|subjects|topic area|domain|domains|area|areas|field|"
    "type|types|group|section|theme|kategorie|catégorie|categoría|categoria|カテゴリ|分類|类别",
    "related": "related|related term|related terms|see also|see|cf|related to|siehe auch|voir aussi|ver también|関連語",
    "links": "link|links|url|urls|uri|href|web|website|web site|site|homepage|web page|webpage|more at|read more|"
    "reference url|reference link|hyperlink|lien|enlace|リンク",
    "titles": "titles|job titles",
    "mottos": "mottos|motto",
    "hints": "hint|hints|search terms|keywords",
    "avoid": "avoid|words to avoid|deprecated|do not use",
    "forms": "forms|irregular forms|inflections",
    "case": "case",
    "status": "status",
    "source": "source|sources|reference|references|origin|quelle|fuente|fonte|出典",
    "kind": "kind",
}
RECOGNISED = {fold(name): field for field, names in _NAMES.items() for name in names.split("|")}
_HEADING_LENGTH = 48  # a longer first cell is a text, not a heading


class Columns(Value):
    """What the caller says of the columns: fields by position, and (their name, our field) pairs. Empty: recognise."""

    placed: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


RECOGNISE = Columns()


def parse(columns: str = "", mapping: str = "") -> Columns:
    """Return the Columns for a list of our fields and a list of pairs. Raises GlossctlError for an unknown field.

    >>> parse("name,expansion,-")
    Columns(placed=('name', 'expansion', '-'))
    >>> parse(mapping="Abbreviation=name,Info=definition").named
    (('Abbreviation', 'name'), ('Info', 'definition'))
    """
    placed = tuple(_field(part) for part in columns.split(",")) if columns.strip() else ()
    named = []
    for pair in mapping.split(",") if mapping.strip() else ():
        theirs, equals, ours = pair.rpartition("=")
        if not equals or not theirs.strip():
            raise GlossctlError(f'"{pair.strip()}" is no pair', "write theirs=ours, as in Abbreviation=name")
        named.append((theirs.strip(), _field(ours)))
    return Columns(placed, tuple(named))


def _field(text: str) -> str:
    field = text.strip()
    if field in ("", SKIP):
        return SKIP
    head, _, label = field.partition(".")
    if field in FIELDS or (head == "definition" and label):
        return field
    import difflib  # only for an error's message

    near = difflib.get_close_matches(field.lower(), FIELDS, n=1, cutoff=0)[0]
    hint = f"the fields are {', '.join(FIELDS)}; {SKIP} leaves a column out"
    raise GlossctlError(f'there is no field "{field}"; the nearest is "{near}"', hint)


def recognise(headings: "Sequence[str]") -> list[str]:
    """Return a field, SHORT, MEANING or LABEL for each heading, by its words in several languages.

    >>> recognise(["Abbreviation", "Definition", "URL", "Cost centre"])
    ['short', 'meaning', 'links', 'label']
    """
    fields = [_whole(heading) for heading in headings]
    known = {field for field in fields if field}
    for at, heading in enumerate(headings):
        if not fields[at] and heading.strip():
            guess = _by_word(heading)
            names_taken = guess in ("name", SHORT) and known & {"name", SHORT}
            texts_taken = guess in ("expansion", MEANING) and known & {"expansion", MEANING}
            if guess and not names_taken and not texts_taken:
                fields[at] = guess
    return [field or LABEL for field in fields]


def _whole(heading: str) -> str:
    """Recognise a heading as a whole, or, of "Acronym / Abbreviation (if any)", one of its alternatives."""
    bare = heading.strip().strip("*_`#:.? ")
    if field := RECOGNISED.get(fold(bare)):
        return field
    for mark in ("(", "[", ":"):
        bare = bare.partition(mark)[0]
    for mark in (",", "&", "+", " or ", " and "):
        bare = bare.replace(mark, "/")
    return next((field for part in bare.split("/") if (field := RECOGNISED.get(fold(part)))), "")


def _by_word(heading: str) -> str:
    """Recognise a heading by its last word, or its first: "Reference URL", "Link to the docs"."""
    words = fold(heading).split()
    if len(words) < 2 or len(words) > 5:
        return ""
    return RECOGNISED.get(words[-1]) or RECOGNISED.get(words[0]) or ""


def is_heading(row: "Sequence[str]", named: "Iterable[str]" = ()) -> bool:
    """Tell whether a row is a table's header: short cells, one of them known to name the entries, or two known."""
    cells = [cell.strip() for cell in row]
    if any(len(cell) > _HEADING_LENGTH for cell in cells):
        return False
    wanted = {fold(name) for name in named}
    if wanted and wanted <= {fold(cell) for cell in cells}:
        return True
    fields = [field for field in map(_whole, cells) if field]
    if len(cells) == 1:
        return fields in (["name"], [SHORT])
    return len(fields) > 1 or (bool({"name", SHORT} & set(fields)) and len([cell for cell in cells if cell]) > 1)


def assign(headings: "Sequence[str]", width: int, columns: Columns, path: str = "") -> list[str]:
    """Return the field of each of ``width`` columns: as ``columns`` says, else recognised, else by position.

    Without headings the first column is the name, the second full form or definition, the rest more of the definition.
    Raises GlossctlError when ``columns`` names a column there isn't.
    """
    fields = recognise(headings) if headings else ["name", MEANING][:width]
    fields += [LABEL if headings else "definition"] * (width - len(fields))
    if columns.named:
        _rename(fields, headings, columns.named, path)
    if columns.placed:
        fields[: len(columns.placed)] = columns.placed
    return _settle_names(fields)


def _rename(fields: list[str], headings: "Sequence[str]", named: "Sequence[tuple[str, str]]", path: str) -> None:
    keys = [fold(heading) for heading in headings]
    for theirs, ours in named:
        if fold(theirs) not in keys:
            there = ", ".join(f'"{heading}"' for heading in headings if heading.strip()) or "none with a name"
            raise GlossctlError(f'{path}: there is no column "{theirs}"', f"the columns are {there}")
        fields[keys.index(fold(theirs))] = ours
    taken = {ours for _, ours in named}
    said = {fold(theirs) for theirs, _ in named}
    single = taken & {"name", "expansion", "case", "kind", "status", "source"}
    if {"name", "expansion"} <= taken:
        single = single | {SHORT}
    for at, key in enumerate(keys):  # what was said goes before what was only recognised
        if key not in said and fields[at] in single:
            fields[at] = LABEL


def _settle_names(fields: list[str]) -> list[str]:
    """Leave one column each for name, acronym and full form; where none is known, take the first that are free."""
    for field in ("name", SHORT, "expansion"):
        for at in [at for at, one in enumerate(fields) if one == field][1:]:
            fields[at] = LABEL
    if SHORT in fields and "name" not in fields:
        fields[fields.index(SHORT)] = "name"
    if "name" not in fields and (free := [at for at, field in enumerate(fields) if field in (LABEL, MEANING)]):
        fields[free[0]] = "name"
        if not {MEANING, "expansion", "definition"} & set(fields) and free[1:]:
            fields[free[1]] = MEANING
    return fields


def is_short_for(name: str, text: str) -> bool:
    """Tell whether ``text`` may be the full form of the acronym ``name``: its letters stand in it in order.

    The first begins a word, and the text has no more words than an acronym of that length stands for.
    Source: A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions", 2003.

    >>> is_short_for("MIG", "Multi-Instance GPU"), is_short_for("GPU", "A processor that draws pictures, and much else")
    (True, False)
    """
    letters = [char for char in fold(name) if char.isalnum()]
    key = fold(text)
    words = key.split()
    if len(letters) < 2 or fold(name) in (key, *(word.strip(".,;:()") for word in words)):
        return False
    if len(words) > min(len(letters) + 5, 2 * len(letters) + 1):
        return False
    at = len(key)
    for number in range(len(letters) - 1, -1, -1):
        at = key.rfind(letters[number], 0, at)
        while number == 0 and at > 0 and key[at - 1].isalnum():
            at = key.rfind(letters[0], 0, at)
        if at < 0:
            return False
    return True


_FITTING = 0.4  # share of rows; real lists of full forms lie above 0.7, lists of definitions below 0.1


def holds_full_forms(pairs: "Iterable[tuple[str, str]]") -> bool:
    """Tell whether a column holds full forms, from (name, cell) pairs: in the whole column, not row by row."""
    judged = [is_short_for(name, text) for name, text in pairs if name and text]
    return bool(judged) and sum(judged) >= _FITTING * len(judged)
