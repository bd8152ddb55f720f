"""No importer opens a socket, starts a program or opens a file beside its source, whatever the source names.

All are read in one process of its own, under an audit hook that ends it at the first attempt.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import environment

PLACE = "http://127.0.0.1:9/evil"
SOURCES = {  # PLACE stands for that address
    "x.csv": 'Term,Meaning,Link\nPod,"=WEBSERVICE(""PLACE"")",PLACE\n',
    "x.tsv": "Term\tMeaning\nPod\t<img src=PLACE>\n",
    "x.md": "![x](PLACE)\n\n- **Pod**: <script src='PLACE'></script> {{< include \"/etc/passwd\" >}}\n",
    "x.json": '[{"term": "Pod", "definition": "A", "$ref": "PLACE", "@context": "PLACE"}]',
    "x.jsonl": '{"term": "Pod", "$ref": "PLACE"}\n',
    "x.yaml": "- term: Pod\n  definition: A\n  include: PLACE\n",
    "x.html": "<link rel=stylesheet href=PLACE><script src=PLACE></script><base href=PLACE><dl><dt>Pod<dd>A</dl>",
    "x.rst": ".. include:: /etc/passwd\n.. raw:: html\n   :url: PLACE\n\n.. glossary::\n\n   Pod\n      A\n",
    "x.adoc": "include::PLACE[]\ninclude::/etc/passwd[]\n\nPod:: A\n",
    "x.wiki": "{{:Other page}}\n; Pod : A [[File:x.png]]\n",
    "x.tex": "\\input{/etc/passwd}\\write18{touch owned}\n\\newacronym{p}{POD}{Plain Old Data}\n",
    "x.ttl": "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<urn:a> a skos:Concept ; skos:prefLabel "Pod"@en ; skos:exactMatch <PLACE> .\n',
    "x.jsonld": '{"@context": [["PLACE"]], "@graph": []}',
    "y.jsonld": '{"@context": {"a": {"@id": "urn:a", "@context": [[["PLACE"]]]}}, "@graph": []}',
    "x.rdf": '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>',
    "x.tbx": '<!DOCTYPE tbx SYSTEM "PLACE"><tbx><text><body><conceptEntry><langSec><termSec><term>Pod</term></termSec>'
    "</langSec></conceptEntry></body></text></tbx>",
    "x.glossary.yml": "imports:\n  - PLACE\ncontexts:\n  - terms:\n      - name: Pod\n",
}
WATCHED = """
import os, sys
from glossctl import exchange
from glossctl.errors import GlossctlError
for path in sys.argv[1:]:  # what is needed is loaded before the watch begins
    try:
        exchange.read(exchange.recognised(path), path)
    except GlossctlError:
        pass
source = ""
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "http.")):
        os.write(2, f"{source}: {event} {arguments}".encode()); os._exit(3)
    if event == "open" and isinstance(arguments[0], str) and os.path.abspath(arguments[0]) != source:
        if not arguments[0].startswith((sys.prefix, sys.base_prefix)) and not arguments[0].endswith((".py", ".pyc")):
            os.write(2, f"{source}: open {arguments[0]}".encode()); os._exit(3)
sys.addaudithook(watch)
for path in sys.argv[1:]:
    source = os.path.abspath(path)
    try:
        print(path, len(exchange.read(exchange.recognised(path), path).contents.entries))
    except GlossctlError as error:
        print(path, error.message)
"""


def test_no_importer_reaches_beyond_its_source(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text.replace("PLACE", PLACE))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *SOURCES], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    refused = {name for name, what in said.items() if what != "1"}
    assert refused <= {"x.jsonld", "y.jsonld", "x.rdf", "x.tbx"}
    assert not (tmp_path / "owned").exists()
