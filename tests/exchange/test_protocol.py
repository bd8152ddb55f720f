"""The table of formats says what each module offers; mypy holds the modules to their protocols here."""

import pytest

from glossctl import exchange
from glossctl.exchange import (
    abbreviations,
    anki,
    asciidoc,
    context,
    contextive,
    csv,
    html,
    hugo,
    json,
    jsonl,
    latex,
    llms,
    markdown,
    mediawiki,
    skos,
    sphinx,
    stardict,
    tbx,
    tsv,
    vale,
    xlsx,
    yaml,
)
from glossctl.exchange.protocol import BytesReader, FolderReader, FolderWriter, Reader, Writer

READERS: dict[str, Reader] = {
    "csv": csv,
    "tsv": tsv,
    "markdown": markdown,
    "json": json,
    "jsonl": jsonl,
    "yaml": yaml,
    "html": html,
    "sphinx": sphinx,
    "asciidoc": asciidoc,
    "mediawiki": mediawiki,
    "latex": latex,
    "contextive": contextive,
    "skos": skos,
    "tbx": tbx,
    "abbreviations": abbreviations,
    "stardict": stardict,
    "anki": anki,
}
WRITERS: dict[str, Writer] = {
    "csv": csv,
    "tsv": tsv,
    "markdown": markdown,
    "json": json,
    "jsonl": jsonl,
    "html": html,
    "sphinx": sphinx,
    "asciidoc": asciidoc,
    "contextive": contextive,
    "skos": skos,
    "tbx": tbx,
    "abbreviations": abbreviations,
    "stardict": stardict,
    "vale": vale,
    "context": context,
    "llms": llms,
    "anki": anki,
}
BYTES_READERS: dict[str, BytesReader] = {"xlsx": xlsx}
FOLDER_READERS: dict[str, FolderReader] = {"hugo": hugo}
FOLDER_WRITERS: dict[str, FolderWriter] = {"hugo": hugo, "vale": vale}


@pytest.mark.parametrize("form", exchange.FORMATS, ids=lambda form: form.name)
def test_each_format_reads_and_writes_what_the_table_says(form: exchange.Format) -> None:
    assert (form.reads in ("text", "both")) == (form.name in READERS)
    assert (form.reads == "bytes") == (form.name in BYTES_READERS)
    assert (form.reads in ("folder", "both")) == (form.name in FOLDER_READERS)
    assert (form.writes in ("text", "both")) == (form.name in WRITERS)
    assert (form.writes in ("folder", "both")) == (form.name in FOLDER_WRITERS)
    assert form.reads or form.writes
