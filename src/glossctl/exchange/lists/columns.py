"""Which column, or key, of somebody's list holds what: their words for it, recognised or said by the caller.

Owns the recognised column names; what becomes of a row is ``rows``'s.
"""

import re

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

IDENTIFIER = "identifier"  # of a database: no text
PEOPLE = "people"  # who looks after an entry: no text about it
LANGUAGE = "language"  # of each row, where it is said

_NAMES = {
    "name": "name|names|term|terms|word|words|title|entry|concept|phrase|headword|head word|lemma|key|item|topic|"
    "pref label|preferred term|preferred label|display name|glossary term|terme|begriff|begriffe|wort|término|termino|"
    "termo|termine|vocabolo|nom|nombre|naam|woord|pojem|hasło|terim|термин|термины|слово|термін|用語|用语|名称|術語|术语|"
    "词汇|詞彙|名词|名詞|용어|단어|이름|المصطلح|מונח",
    SHORT: "acronym|acronyms|abbreviation|abbreviations|abbr|abbrev|abrv|initialism|short|short form|short name|tla|"
    "symbol|code|acro|sigla|sigle|acronyme|abréviation|abkürzung|kürzel|kurzform|acrónimo|acronimo|acrônimo|afkorting|"
    "skrót|zkratka|kısaltma|сокращение|аббревиатура|скорочення|略語|略称|缩写|縮寫|缩略语|简称|약어|اختصار",
    "expansion": "expansion|expanded|expanded form|full form|fullform|full form/meaning|full name|full term|full title|"
    "long form|longform|long|long name|stands for|it stands for|what it stands for|spelled out|spelt out|written out|"
    "expanded name|full|full text|full meaning|full version|acronym expansion|expand|langform|ausgeschrieben|"
    "volle form|forme complète|forme longue|forma completa|forma larga|forma estesa|voluit|расшифровка|正式名称|正式名|"
    "フルスペル|全称|全稱|英文全称",
    MEANING: "definition|definitions|meaning|meanings|description|descriptions|def|desc|explanation|explanations|value|"
    "what it means|means|gloss|summary|short description|long description|brief description|short definition|"
    "plain english|bedeutung|erklärung|beschreibung|signification|définition|explication|significado|definición|"
    "descripción|explicación|significato|definizione|descrizione|spiegazione|descrição|definição|betekenis|definitie|"
    "omschrijving|definicja|znaczenie|význam|tanım|anlam|açıklama|определение|значение|описание|визначення|"
    "意味|説明|定義|定义|含义|释义|解释|解釋|說明|说明|描述|뜻|정의|설명|의미|التعريف|הגדרה",
    "definition": "info|information|additional information|additional info|more information|more info|note|notes|"
    "comment|comments|remark|remarks|detail|details|usage|context|background|further information|anmerkung|notiz|"
    "bemerkung|kommentar|remarque|commentaire|comentario|nota|примечание|комментарий|備考|補足|备注|備註|비고",
    "aliases": "alias|aliases|synonym|synonyms|also known as|aka|a.k.a.|other names|other name|alternative|alt label|"
    "alternative terms|alternate terms|alternative term|alternate names|other terms|equivalent terms|"
    "alternatives|alternate names|alternative names|variants|alt|alts|alt labels|synonyme|sinónimos|синонимы|別名|"
    "同義語|同义词|别名",
    "tags": "tag|tags|category|categories|label|labels|subject|subjects|topic area|domain|domains|area|areas|field|"
    "type|types|group|section|theme|kategorie|catégorie|categoría|categoria|категория|カテゴリ|分類|类别|分类|분류",
    "related": "related|related term|related terms|related concepts|see|see also|seealso|cf|related to|siehe auch|"
    "voir aussi|ver también|vedi anche|zie ook|関連語|相关术语",
    "links": "link|links|url|urls|uri|href|web|website|web site|site|homepage|home page|web page|webpage|more at|"
    "read more|learn more|reference url|reference link|hyperlink|lien|enlace|ссылка|リンク|链接|링크",
    "titles": "titles|job titles",
    "mottos": "mottos|motto",
    "hints": "hint|hints|hidden label|hidden labels|search terms|keywords",
    "avoid": "avoid|words to avoid|deprecated|do not use",
    "forms": "forms|irregular forms|inflections|plural|plurals",
    "case": "case",
    "status": "status",
    "source": "source|sources|reference|references|origin|quelle|fuente|fonte|источник|出典|来源",
    "kind": "kind",
    PEOPLE: "owner|owners|term owner|data owner|contact|contacts|contact person|contact email|email|e mail|mail|phone|"
    "telephone|author|authors|maintainer|maintainers|steward|stewards|data steward|responsible|accountable|assignee|"
    "reviewer|reviewers|approver|approved by|reviewed by|added by|created by|updated by|modified by|last modified by|"
    "submitted by|submitter|contributor|contributors|point of contact|poc|sme|editor|verantwortlich|verantwortlicher|"
    "ansprechpartner|autor|eigentümer|responsable|auteur|propriétaire|contacto|担当|担当者|作成者|负责人|联系人|담당자",
    IDENTIFIER: "id|ids|letter|initial|uid|uuid|guid|pk|oid|row|row id|#|nr|no|no.|num|index|idx|rank|slug|anchor|sort|"
    "order|position|created|updated|modified|created at|updated at|timestamp|etag|is active|active|"
    "is deleted|deleted|published|is published|enabled|visible|序号|編號|编号|번호",
}
_LANGUAGE_NAMES = frozenset(
    [
        "english",
        "french",
        "german",
        "spanish",
        "italian",
        "portuguese",
        "dutch",
        "russian",
        "ukrainian",
        "polish",
        "czech",
        "turkish",
        "arabic",
        "hebrew",
        "hindi",
        "chinese",
        "japanese",
        "korean",
        "deutsch",
        "français",
        "español",
        "italiano",
        "português",
        "nederlands",
        "русский",
        "українська",
        "polski",
        "čeština",
        "türkçe",
        "العربية",
        "עברית",
        "हिन्दी",
        "中文",
        "英文",
        "英语",
        "英語",
        "日本語",
        "한국어",
        "영어",
        "svenska",
        "norsk",
        "dansk",
        "suomi",
        "greek",
        "swedish",
    ]
)
RECOGNISED = {fold(name): field for field, names in _NAMES.items() for name in names.split("|")}
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SINGLE = frozenset(("name", SHORT, "expansion", MEANING, "source", "status", "case", "kind"))
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
    if field in FIELDS or field == LANGUAGE or (head == "definition" and label):
        return field
    import difflib  # only for an error's message

    near = difflib.get_close_matches(field.lower(), FIELDS, n=1, cutoff=0)[0]
    hint = f"the fields are {', '.join(FIELDS)}; {SKIP} leaves a column out"
    raise GlossctlError(f'there is no field "{field}"; the nearest is "{near}"', hint)


def field_of(heading: str) -> str:
    """Return the field that a heading or key names in so many words, or ""; "relatedTerms" is "related terms".

    >>> field_of("relatedTerms"), field_of("Full form"), field_of("acronym_id")
    ('related', 'expansion', '')
    """
    return RECOGNISED.get(fold(_spaced(heading)), "") or RECOGNISED.get(fold(heading), "")


def _spaced(heading: str) -> str:
    return _CAMEL.sub(" ", heading) if heading.isascii() and " " not in heading and not heading.isupper() else heading


def recognise(headings: "Sequence[str]") -> list[str]:
    """Return a field, SHORT, MEANING, IDENTIFIER or LABEL for each heading, by its words in several languages.

    What a heading names in so many words goes before what it is only like.

    >>> recognise(["Abbreviation", "Definition", "URL", "Cost centre", "source_id", "source"])
    ['short', 'meaning', 'links', 'label', 'identifier', 'source']
    """
    fields = [_whole(heading) for heading in headings]
    known = {field for field in fields if field}
    for at, heading in enumerate(headings):
        if not fields[at] and heading.strip():
            guess = _by_word(heading)
            names_taken = guess in ("name", SHORT) and known & {"name", SHORT}
            texts_taken = guess in ("expansion", MEANING) and known & {"expansion", MEANING}
            if guess and not names_taken and not texts_taken and not (guess in _SINGLE and guess in known):
                fields[at] = guess
                known.add(guess)
    return [field or LABEL for field in fields]


def _whole(heading: str) -> str:
    """Recognise a heading as a whole, or, of "Acronym / Abbreviation (if any)", one of its alternatives."""
    if field := field_of(heading.strip()):
        return field
    bare = heading.strip().strip("*_`#:.? ")
    if field := field_of(bare):
        return field
    for mark in ("(", "[", ":", "（"):
        bare = bare.partition(mark)[0]
    for mark in (",", "&", "+", " or ", " and ", "／"):
        bare = bare.replace(mark, "/")
    return next((field for part in bare.split("/") if (field := field_of(part.strip()))), "")


def _by_word(heading: str) -> str:
    """Recognise a heading by its last word, or its first: "Reference URL", "Link to the docs"."""
    words = fold(_spaced(heading)).split()
    if len(words) < 2 or len(words) > 5:
        return ""
    return RECOGNISED.get(words[-1]) or RECOGNISED.get(words[0]) or ""


def is_heading(row: "Sequence[str]", named: "Iterable[str]" = ()) -> bool:
    """Tell whether a row is a table's header: short cells, one of them known to name the entries, or two known.

    A name of a language, above the terms in it, is known too.
    """
    cells = [cell.strip() for cell in row]
    if any(len(cell) > _HEADING_LENGTH for cell in cells):
        return False
    wanted = {fold(name) for name in named}
    if wanted and wanted <= {fold(cell) for cell in cells}:
        return True
    fields = [field for field in map(_whole, cells) if field]
    guesses = {_whole(cell) or _by_word(cell) for cell in cells}
    if len(cells) > 1 and guesses & {"name", SHORT} and guesses & {MEANING, "expansion", "definition"}:
        return True
    if len(cells) == 1:
        return fields in (["name"], [SHORT])
    languages = sum(fold(cell) in _LANGUAGE_NAMES for cell in cells)
    if languages > 1 or (languages and any(map(_by_word, cells))):
        return True
    if not wanted and any(_whole(cell) in (MEANING, "expansion") for cell in cells[1:]) and all(cells):
        return True
    return len(fields) > 1 or (bool({"name", SHORT} & set(fields)) and len([cell for cell in cells if cell]) > 1)


def stands_out(row: "Sequence[str]", below: "Sequence[Sequence[str]]") -> bool:
    """Tell whether a row is a heading in words that aren't known: short where what stands below is long."""
    cells = [cell.strip() for cell in row]
    if len(cells) < 2 or len(below) < 3 or not all(cells) or any(len(cell) > 25 or "." in cell for cell in cells):
        return False
    if any(char.isdigit() for cell in cells for char in cell) or len(set(map(fold, cells))) < len(cells):
        return False
    sizes = sorted(len(other[1]) for other in below if len(other) > 1)
    if not sizes or sizes[len(sizes) // 2] < max(25, 3 * len(cells[1])) or sizes[0] <= len(cells[1]):
        return False
    firsts = [other[0].strip() for other in below if other]
    return cells[0] not in firsts and not cells[0].isupper() and cells[1][:1].isalpha()


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
        for at in [at for at, other in enumerate(fields) if other == field][1:]:
            fields[at] = LABEL
    if SHORT in fields and "name" not in fields:
        fields[fields.index(SHORT)] = "name"
    if "name" not in fields:
        free = [at for at, field in enumerate(fields) if field in (LABEL, MEANING)]
        if IDENTIFIER in fields and (not free or (len(free) == 1 and fields[free[0]] == MEANING)):
            fields[fields.index(IDENTIFIER)] = "name"  # a list of codes and what they mean
        elif free:
            fields[free[0]] = "name"
            if not {MEANING, "expansion", "definition"} & set(fields) and free[1:]:
                fields[free[1]] = MEANING
    return fields
