"""Lists as people keep them come in as a person reads them: each test is a kind that was once misread with status 0."""

import pytest

from glossctl.entries import Entry
from glossctl.errors import FileError, GlossctlError
from glossctl.exchange import csv, json, markdown, stardict, yaml
from glossctl.exchange.protocol import Reading


def shown(reading: Reading) -> dict[str, tuple[str | None, str]]:
    """Return full form and definition of each entry by its name."""
    return {entry.name: (entry.expansion, entry.definition) for entry in reading.contents.entries}


def page(text: str) -> dict[str, tuple[str | None, str]]:
    return shown(markdown.read(text, "glossary.md"))


def only(text: str) -> Entry:
    (entry,) = markdown.read(text, "glossary.md").contents.entries
    return entry


# Tables


@pytest.mark.parametrize(
    "table",
    [
        "Acronym | Meaning\n--- | ---\nDB | Data Base\nFTP | File Transfer Protocol\n",
        "| Acronym | Meaning |\n|---|---|\n| DB | Data Base |\nFTP | File Transfer Protocol\n",
        "|Acronym|Meaning\n|-|-\n|DB|Data Base\n|FTP|File Transfer Protocol\n",
        "<table><tr><th>Acronym<th>Meaning<tr><td>DB<td>Data <b>Base</b><tr><td>FTP<td>File Transfer Protocol</table>",
    ],
)
def test_tables_with_and_without_outer_bars_and_of_html(table: str) -> None:
    assert page(f"# Ours\n\n{table}") == {"DB": ("Data Base", ""), "FTP": ("File Transfer Protocol", "")}


def test_the_first_line_of_a_cell_is_the_full_form() -> None:
    text = "|Acronym|Meaning|\n|-|-|\n|RAM|Random Access Memory<br>Forgets at night.|\n"
    assert page(text) == {"RAM": ("Random Access Memory", "Forgets at night.")}
    assert shown(csv.read('Acronym,Meaning\nRAM,"Random Access Memory\nForgets at night."\n')) == page(text)
    assert shown(stardict.read("RAM\tRandom Access Memory\\nForgets at night.\n")) == page(text)


def test_addresses_in_a_column_of_related_terms_are_links() -> None:
    text = (
        "| Acronym | Meaning | See |\n|-|-|-|\n| AB | Annual Budget | <https://a.example> |\n"
        "| CD | Career Day | [page](https://c.example) |\n| EF | Early Finish | n/a |\n| GH | Good Hope | AB |\n"
    )
    entries = markdown.read(text).contents.entries
    assert [entry.links for entry in entries] == [("https://a.example",), ("https://c.example",), (), ()]
    assert [entry.related for entry in entries] == [(), (), (), ("AB",)]


# Names


@pytest.mark.parametrize(
    "heading",
    [
        "API {#api}",
        "API {#api .term}",
        "[API](#api)",
        "**API**",
        "`API`",
        "[[API]]",
        'API<a id="api"></a>',
        "API[^1]",
        "API<sup>[1]</sup>",
        "API <!-- todo -->",
        "API:",
        "“API”",
    ],
)
def test_names_are_what_readers_see_of_a_heading(heading: str) -> None:
    text = f"## {heading}\n\nLets programs talk.\n\n## Pod\n\nA unit.\n\n[^1]: A note.\n"
    assert list(page(text)) == ["API", "Pod"]


def test_links_of_names_are_links_and_related_terms_follow_ids() -> None:
    entries = markdown.read(
        "# Words\n\n## [Pod](https://p.example)\n\nA unit.\n\n## Quelle {#source .x}\n\nSiehe [Pod](#pod).\n"
    ).contents.entries
    assert [(entry.name, entry.links, entry.related) for entry in entries] == [
        ("Pod", ("https://p.example",), ()),
        ("Quelle", (), ("Pod",)),
    ]


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "—", ": ", "：", " → "])
def test_items_begin_with_a_term_before_any_dash_or_colon(dash: str) -> None:
    text = f"# Words\n\n- [TLS](https://t.example){dash}Transport Layer Security\n- [Slug](#slug){dash}a piece\n"
    assert page(text) == {"TLS": ("Transport Layer Security", ""), "Slug": (None, "a piece")}


def test_full_width_brackets_are_brackets() -> None:
    assert page("# 词汇\n\n- **随机存取存储器**（RAM）- 内存。\n- **列表** - 一个列表。\n") == {
        "RAM": ("随机存取存储器", "内存。"),
        "列表": (None, "一个列表。"),
    }


def test_brackets_behind_a_bold_name_say_which_is_the_acronym() -> None:
    assert page(
        "- **Random Access Memory** (RAM) - forgets.\n- **ROM** (Read-Only Memory): keeps.\n"
        '- **Main store** (formerly "first store"): the one.\n- **Speicher** (MEM): merkt sich etwas.\n'
    ) == {
        "RAM": ("Random Access Memory", "forgets."),
        "ROM": ("Read-Only Memory", "keeps."),
        "Main store": (None, 'the one.\n\nformerly "first store"'),
        "Speicher": (None, "merkt sich etwas."),
    }
    assert only("- **Speicher** (MEM): merkt sich etwas.\n").aliases == ("MEM",)


def test_names_parted_by_a_slash_with_space_around_it_are_found_under_each() -> None:
    entries = markdown.read("- **TAR / ZIP** (Tape Archive): a format.\n- **I/O**: both ways.\n").contents.entries
    assert [(entry.name, entry.aliases) for entry in entries] == [("TAR / ZIP", ("TAR", "ZIP")), ("I/O", ())]


def test_several_terms_over_a_definition_are_names_of_one_thing() -> None:
    assert only("Pod\nGroup\n: A unit.\n").aliases == ("Group",)
    assert only("<dl><dt>Random Access Memory<dt>RAM<dd>Forgets.</dl>\n").expansion == "Random Access Memory"


# Pages


def test_a_page_of_sections_with_lists_of_bold_terms_is_no_list_of_sections() -> None:
    text = "# Words\n\n## A\n\n- **Ape**: an animal.\n- **Ant**: another.\n\n## B\n\n- **Bee**: a third.\n"
    assert list(page(text)) == ["Ape", "Ant", "Bee"]


def test_comments_imports_components_and_macros_are_no_text() -> None:
    reading = markdown.read(
        "import Tabs from '@theme/Tabs';\n\n<!--\n## Hidden\n\nNo.\n-->\n\n## Pod\n\n<Tabs>\n\nA {{< x >}}unit"
        "{/* no */}.\n\n</Tabs>\n\n## Key\n\nOpens {% raw %}.\n"
    )
    assert shown(reading) == {"Pod": (None, "A unit."), "Key": (None, "Opens .")}
    assert reading.losses == ("1 import of a component", "2 macros of a site", "1 HTML tag", "2 comments")


def test_folded_texts_are_terms_under_their_summary() -> None:
    text = "# FAQ\n\n" + "".join(
        f"<details>\n<summary>{name}</summary>\n\nA *{name}*.\n\n</details>\n\n" for name in ("Pod", "Key")
    )
    assert page(text) == {"Pod": (None, "A Pod."), "Key": (None, "A Key.")}


def test_relative_and_reference_links_lose_their_brackets() -> None:
    text = "## Pod\n\nSee [the spec][s] and the [API][].\n\n## Key\n\nx\n\n[s]: /docs/spec\n[API]: https://a.example\n"
    assert page(text)["Pod"] == (None, "See the spec and the API.")


def test_a_single_entry_of_a_page_that_shows_many_is_an_error() -> None:
    text = "# Our words\n\n" + "".join(f"- word {number}\n" for number in range(9))
    with pytest.raises(FileError) as raised:
        markdown.read(text, "w.md")
    assert raised.value.message == "w.md: X002 only 1 entry was found on a page with 9 items of lists"
    assert raised.value.hint == (
        "put each term into a row, a heading, or an item that begins with it: **TERM**: definition"
    )


# Full forms


def test_a_full_form_ends_where_its_sentence_ends() -> None:
    assert page(
        "* TSC: Technical Steering Committee. For more see\n  [TSC](./GOVERNANCE.md#tsc).\n"
        "* WIP: Work In Progress - not finished.\n* CI: Continuous Integration, or merging often\n"
        "* DNS: Domain Name System is a phone book.\n* CPU: Central Processing Unit\n"
    ) == {
        "TSC": ("Technical Steering Committee", "For more see TSC."),
        "WIP": ("Work In Progress", "not finished."),
        "CI": ("Continuous Integration", "or merging often"),
        "DNS": ("Domain Name System", "Domain Name System is a phone book."),
        "CPU": ("Central Processing Unit", ""),
    }


@pytest.mark.parametrize(
    "rows",
    [
        "data source,A data source is a place where data come from.\nfront desk,Where visitors are met.\n"
        "access list,An access list is a list of who may enter.\npage group,A page group is a folder.\n",
        "指标,指标是一段时间内测得的数值。\n跨度,表示跟踪中的一个操作。\n日志,日志是带时间的文本记录。\n",
        "Template,a pattern that machines are made from.\nHost,holds other systems\n",
        "GPU,A processor that draws\nAPI,A programming interface\n",
    ],
)
def test_what_looks_like_a_word_has_a_definition(rows: str) -> None:
    assert {entry.expansion for entry in csv.read(f"Term,Definition\n{rows}").contents.entries} == {None}


def test_form_numbers_among_acronyms_have_definitions() -> None:
    rows = (
        "W-2,Wage and Tax Statement\nIRS,Internal Revenue Service\n1040,Form 1040: a return\nEIN,Employer ID Number\n"
    )
    assert shown(csv.read(f"acronym,definition\n{rows}")) == {
        "W-2": (None, "Wage and Tax Statement"),
        "IRS": ("Internal Revenue Service", ""),
        "1040": (None, "Form 1040: a return"),
        "EIN": ("Employer ID Number", ""),
    }


@pytest.mark.parametrize(
    "text",
    [
        '[{"term": "Mean Time To Repair", "abbreviation": "MTTR"}]',
        '[{"term": "MTTR", "abbreviation": "Mean Time To Repair"}]',
        '{"MTTR": {"type": "acronym", "term": "Mean Time To Repair"}}',
    ],
)
def test_the_letters_say_which_is_the_full_form(text: str) -> None:
    assert shown(json.read(text)) == {"MTTR": ("Mean Time To Repair", "")}


# Columns and keys


def test_an_exact_key_goes_before_one_that_is_like_it_and_identifiers_are_no_text() -> None:
    reading = json.read(
        '[{"row_id": 1, "abbreviation": "AB", "fullForm": "Annual Budget", "source_id": 2, "source": "X"}]'
    )
    assert reading.contents.entries[0].source == "X"
    assert shown(reading) == {"AB": ("Annual Budget", "")}
    assert reading.losses == ("2 columns of identifiers (row_id, source_id)",)


def test_a_titled_list_has_a_title() -> None:
    reading = json.read(
        '{"title": "Ours", "terms": [{"term": "Pod", "definition": "A"}, {"term": "Key", "definition": "B"}]}'
    )
    assert reading.contents.header.title == "Ours"
    assert shown(reading) == {"Pod": (None, "A"), "Key": (None, "B")}


def test_nested_senses_are_definitions() -> None:
    senses = '[{"Senses": [{"Definitions": ["Opens."]}, {"Definitions": ["A tone."]}]}]'
    text = f'[{{"Lemma": "key", "ID": 1, "Homonyms": {senses}}}]'
    assert shown(json.read(text)) == {"key": (None, "Opens.\n\nA tone.")}


def test_objects_for_each_language_are_read_in_one() -> None:
    reading = yaml.read("- slug: a\n  en: {term: Pod, def: A unit}\n  de: {term: Hülse, def: Eine}\n")
    assert shown(reading) == {"Pod": (None, "A unit")}
    assert reading.losses[0] == "1 row in other languages (de 1)"


def test_the_only_text_column_is_the_definition_without_a_label() -> None:
    reading = csv.read("Term,What is it?\nPod,TBD\nKey,Opens doors\n")
    assert shown(reading) == {"Pod": (None, "TBD"), "Key": (None, "Opens doors")}
    reading = csv.read("Term,Definition,Team\nPod,A unit,Red\n")
    assert reading.notes == ('columns: Term -> name, Definition -> definition, Team -> definition, as "Team: …"',)


@pytest.mark.parametrize("nothing", ["N/A", "-", "—", "none", "n.a."])
def test_nothing_is_no_text(nothing: str) -> None:
    assert shown(csv.read(f"Term,Definition,Notes\nPod,A unit,{nothing}\nKey,{nothing},Opens\n")) == {
        "Pod": (None, "A unit"),
        "Key": (None, "Opens"),
    }


def test_a_letter_above_its_rows_is_no_term() -> None:
    reading = markdown.read("| Term | Meaning |\n|-|-|\n| **A** | |\n| Ant | Small |\n| **B** | |\n| Bee | Stings |\n")
    assert shown(reading) == {"Ant": (None, "Small"), "Bee": (None, "Stings")}
    assert "2 letters above their rows" in reading.losses
    assert list(shown(json.read('["C", "R"]'))) == ["C", "R"]


def test_headings_of_several_words_are_headings() -> None:
    text = "Business Term,Business Definition,Field Name\nClient,Who buys,CLIENT_NO\nGood,What is sold,GOOD_NO\n"
    assert shown(csv.read(text)) == {
        "Client": (None, "Who buys\n\nField Name: CLIENT_NO"),
        "Good": (None, "What is sold\n\nField Name: GOOD_NO"),
    }


def test_what_has_no_label_comes_first() -> None:
    assert shown(csv.read("Word,Part of speech,Meaning\nrun,verb,move fast\n"))["run"][1] == (
        "move fast\n\nPart of speech: verb"
    )


def test_lines_that_each_begin_with_a_term_are_terms() -> None:
    assert page("# Words\n\nDB: Data Base\nTLS: Transport Layer Security\nPod: a unit\n") == {
        "DB": ("Data Base", ""),
        "TLS": ("Transport Layer Security", ""),
        "Pod": (None, "a unit"),
    }


def test_labels_below_headings_are_no_terms() -> None:
    text = (
        "# Words\n\n## TLS\n\n**Full form**: Transport Layer Security\n\n**Definition**: Keeps secrets.\n\n## Key\n\n"
    )
    assert page(f"{text}Opens.\n") == {"TLS": ("Transport Layer Security", "Keeps secrets."), "Key": (None, "Opens.")}
    assert page(f"{text}**Definition**: Opens.\n") == page(f"{text}Opens.\n")


def test_brackets_may_say_which_language_the_full_form_is_in() -> None:
    assert page("- **KPI** (engl. *Key Performance Indicator*): Kennzahl\n- **Amt**: Behörde\n") == {
        "KPI": ("Key Performance Indicator", "Kennzahl"),
        "Amt": (None, "Behörde"),
    }


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('{"glossary": {"title": "W", "terms": {"a": {"term": "Pod", "definition": "A"}, "b": {"term": "Key"}}}}',
         [("Pod", None, "A"), ("Key", None, "")]),
        ('[{"acronym": "CA", "meanings": ["Certificate Authority", "Cluster Autoscaler"]}]',
         [("CA", "Certificate Authority", ""), ("CA", "Cluster Autoscaler", "")]),
        ('[{"title": {"en": "Pod", "de": "Hülse"}, "body": {"en": "A unit", "de": "Eine Einheit"}}]',
         [("Pod", None, "A unit")]),
        ('{"data": [{"id": "1", "attributes": {"name": "Pod", "def": "A"}}, {"id": "2", "attributes": {"name": "K"}}]}',
         [("Pod", None, "A"), ("K", None, "")]),
        ('[{"term": "Pod", "definitions": [{"text": "A unit."}, {"text": "A hull."}]}]',
         [("Pod", None, "A unit.\n\nA hull.")]),
        ('{"version": "1", "kinds": [{"name": "Infra", "terms": [{"term": "Pod", "def": "A"}, {"term": "K"}]}]}',
         [("Pod", None, "A"), ("K", None, "")]),
        ('{"en": {"Pod": "A", "Key": "B", "Node": "C"}, "de": {"Pod": "D", "Key": "E", "Node": "F"}}',
         [("Pod", None, "A"), ("Key", None, "B"), ("Node", None, "C")]),
        ('{"Pod": "A unit", "Key": "Opens doors", "Node": "A machine"}',
         [("Pod", None, "A unit"), ("Key", None, "Opens doors"), ("Node", None, "A machine")]),
    ],
)  # fmt: skip
def test_objects_are_read_however_they_are_nested(text: str, entries: list[tuple[str, str | None, str]]) -> None:
    found = json.read(text).contents.entries
    assert [(entry.name, entry.expansion, entry.definition) for entry in found] == entries


def test_who_looks_after_an_entry_is_no_text_about_it() -> None:
    reading = csv.read("Term,Owner\nPod,Jane van Doe\nKey,John Roe\n")
    assert shown(reading) == {"Pod": (None, ""), "Key": (None, "")}
    assert reading.losses == ("1 column of people (Owner)",)
    reading = csv.read("Term,Owner,Contact e-mail,Definition\nPod,Jane Doe,j@a.example,A unit\n")
    assert shown(reading) == {"Pod": (None, "A unit")}
    assert reading.losses == ("2 columns of people (Owner, Contact e-mail)",)


@pytest.mark.parametrize(
    "heading", ["English,Español,Subsystem Tags", "Термин,Определение,Теги", "Mot-clé,Explication,Rubrique"]
)
def test_a_heading_in_any_language_is_no_entry(heading: str) -> None:
    assert list(shown(csv.read(f"{heading}\n2D,Bidimensional,\nAC,Corriente alterna,IT\n"))) == ["2D", "AC"]


def test_a_cell_that_a_spreadsheet_is_told_to_take_as_text_is_that_text() -> None:
    assert shown(csv.read('Code,Meaning\n="00123",First\n"=""007""",Second\n')) == {
        "00123": (None, "First"),
        "007": (None, "Second"),
    }


def test_rows_of_one_language_are_read() -> None:
    from glossctl.exchange.lists.columns import parse
    from glossctl.exchange.protocol import Options

    text = "Term,Meaning,Lang\nPod,A unit,en\nHülse,Eine Einheit,de\nKey,Opens,en\n"
    reading = csv.read(text, "w.csv", Options(parse(mapping="Lang=language")))
    assert (list(shown(reading)), reading.losses) == (["Pod", "Key"], ("1 row in other languages (de 1)",))
    reading = csv.read(text, "w.csv", Options(parse(mapping="Lang=language"), "de"))
    assert (list(shown(reading)), reading.contents.header.language) == (["Hülse"], "de")


def test_the_language_is_that_of_the_file_s_head_or_name_and_is_said() -> None:
    reading = markdown.read("---\ntitle: Wörter\nlang: de\n---\n\n- **Pod**: a\n", "words.md")
    assert (reading.contents.header.title, reading.contents.header.language) == ("Wörter", "de")
    assert reading.notes == ("language: de (as the file says)",)
    assert csv.read("Term,Meaning\nPod,A\n", "words.fr.csv").notes[0] == "language: fr (from the file's name)"


# StarDict


def test_bars_and_html_of_a_tab_file() -> None:
    (entry,) = stardict.read("a\\|b|c\t<div>noun<br>a <b>ship</b> &amp; more</div>\n").contents.entries
    assert (entry.name, entry.aliases, entry.definition) == ("a|b", ("c",), "noun\n\na ship & more")


def test_a_text_in_a_folder_of_names_is_refused_by_its_content() -> None:
    with pytest.raises(GlossctlError):
        markdown.read("\n", "x.md")


def test_senses_that_are_objects_keep_their_full_forms() -> None:
    text = (
        '[{"term": "MAC", "tags": "net", "senses": [{"expansion": "Media Access Control", "definition": "A card."}, '
        '{"expansion": "Mandatory Access Control", "definition": "A kernel."}]}, {"term": "SRV", "definition": "x"}]'
    )
    entries = json.read(text).contents.entries
    assert [(entry.name, entry.expansion, entry.definition) for entry in entries] == [
        ("MAC", "Media Access Control", "A card."),
        ("MAC", "Mandatory Access Control", "A kernel."),
        ("SRV", None, "x"),
    ]
    assert entries[0].tags == entries[1].tags == ("net",)


@pytest.mark.parametrize(("flag", "status"), [("true", "deprecated"), ("false", ""), ('"yes"', "deprecated")])
def test_a_flag_of_age_is_the_status_and_no_word_to_avoid(flag: str, status: str) -> None:
    entry = json.read(f'[{{"term": "SRV", "definition": "x", "deprecated": {flag}}}]').contents.entries[0]
    assert (entry.status, entry.avoid) == (status, ())


def test_of_keys_that_mean_the_same_field_each_entry_has_its_own() -> None:
    text = (
        '[{"term": "BGP", "long": "Border Gateway Protocol"}, {"term": "BFD", "expansion": "Bidirectional Forwarding '
        'Detection"}, {"term": "VRF", "full_form": "Virtual Routing and Forwarding"}]'
    )
    assert [entry.expansion for entry in json.read(text).contents.entries] == [
        "Border Gateway Protocol",
        "Bidirectional Forwarding Detection",
        "Virtual Routing and Forwarding",
    ]


def test_of_two_keys_for_one_field_in_an_entry_the_exact_one_goes_first() -> None:
    text = (
        '[{"term": "BGP", "long": "Border Gateway Protocol"}, {"term": "BFD", "long": "by Fred", '
        '"expansion": "Bidirectional Forwarding Detection"}]'
    )
    assert [(entry.expansion, entry.definition) for entry in json.read(text).contents.entries] == [
        ("Border Gateway Protocol", ""),
        ("Bidirectional Forwarding Detection", "long: by Fred"),
    ]
