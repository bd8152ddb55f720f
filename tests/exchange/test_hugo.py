import contextlib
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossctl.entries import Contents, Entry, Header, Link
from glossctl.errors import FileError
from glossctl.exchange import hugo
from glossctl.exchange.hugo_front import parse_title
from glossctl.exchange.hugo_pages import read_pages
from glossctl.exchange.protocol import Options, Reading
from glossctl.files.fingerprint import fingerprint
from glossctl.text import paragraphs
from tests.strategies import entries as any_entries

CLUSTER = """---
title: Clusters
status: Completed\x20
category: Concept
tags: ["fundamental", "", "tag1"]
---

A cluster is a group of [nodes](/node/)
run as *one*; see [the site](https://example.org/a) and [nothing](/missing/).

## Problem it addresses

It [scales](/scaling/).

## Related terms

* [Node](/node/)
* [Scaling](https://glossary.example/scaling/)

{{% video abc %}}
"""
NODE = """+++
title = "Node (ND)"
status = "completed"
tags = ["fundamental", "tag 2"]
weight = 3
+++
A machine.
"""
SCALING = """---
Title: Scaling
status: Feedback Appreciated
---
Growing.
"""


def folder(root: Path, **pages: str) -> str:
    place = root / "site" / "content" / "en"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (place / f"{name.replace('0', '-')}.md").write_text(text, "utf-8")
    return str(place)


def read(place: str) -> tuple[dict[str, Entry], tuple[str, ...]]:
    reading = hugo.read_folder(place)
    return {entry.source or "": entry for entry in reading.contents.entries}, reading.losses


def fault(place: str) -> str:
    with pytest.raises(FileError) as caught:
        hugo.read_folder(place)
    return caught.value.message.replace(place + os.sep, "").replace(place + "/", "").replace(place, "FOLDER")


def test_a_page_is_an_entry(tmp_path: Path) -> None:
    entries, losses = read(folder(tmp_path, cluster=CLUSTER, node=NODE, scaling=SCALING))
    assert entries["cluster.md"] == Entry(
        "Clusters",
        definition="A cluster is a group of nodes run as one; see the site and nothing.\n\n"
        "Problem it addresses\n\nIt scales.",
        tags=("fundamental", "concept"),
        related=("Node", "Scaling"),
        links=("https://example.org/a", "/missing/", "https://glossary.example/scaling/"),
        language="en",
        glossary="site-en",
        source="cluster.md",
        status="current",
    )
    assert entries["node.md"].aliases == ("ND",)
    assert losses == (
        "1 status other than completed and deprecated",
        "1 shortcode",
        "3 placeholder tags",
        "1 mark of emphasis or code",
        "1 value of front matter (weight)",
    )


def test_a_kubernetes_page_has_a_short_and_a_long_definition(tmp_path: Path) -> None:
    pod = """---
title: Pod
id: pod
date: 2018-04-12
full_link: /docs/concepts/pods/
short_description: >
  The smallest object of a cluster.

aka:
- Pods group
tags:
- core-object
---
 The smallest object of a cluster.

<!--more-->

It runs on a {{< glossary_tooltip term_id="node" >}} with {{< glossary_tooltip text="limits" term_id="limit-range" >}}
and a {{<glossary_tooltip text="thing" term_id="gone">}}; see [the glossary](/docs/reference/glossary/#term-node).
"""
    limit = """---
title: LRG (Limit Range Group)
id: limit-range
short_description: >
  Bounds, in short.
aka:
---
Bounds of a namespace.
"""
    entries, losses = read(folder(tmp_path, pod=pod, node=NODE, limits=limit))
    assert entries["pod.md"].definition == (
        "The smallest object of a cluster.\n\nIt runs on a Node with limits and a thing; see the glossary."
    )
    assert entries["pod.md"].related == ("Node", "LRG")
    assert entries["pod.md"].links == ("/docs/concepts/pods/",)
    assert entries["pod.md"].aliases == ("Pods group",)
    assert entries["limits.md"].definition == "Bounds, in short.\n\nBounds of a namespace."
    assert entries["limits.md"].expansion == "Limit Range Group"
    assert losses == (
        "1 tooltip of a term without a page here",
        "1 placeholder tag",
        "3 values of front matter (date, id, weight)",
    )


def test_a_translation_has_the_same_source(tmp_path: Path) -> None:
    place = Path(folder(tmp_path, cluster=CLUSTER, node=NODE, scaling=SCALING))
    japanese = place.parent / "ja"
    japanese.mkdir()
    (japanese / "cluster.md").write_text(
        "---\ntitle: クラスター(CL)\nstatus: Completed\n---\n[ノード](/ja/node/)の\n集まり。\n", "utf-8"
    )
    (japanese / "node.md").write_text("---\ntitle: ノード\n---\n機械。\n", "utf-8")
    (japanese / "_index.md").write_text("---\ntitle: 用語集\n---\n", "utf-8")
    reading = hugo.read_folder(str(japanese))
    assert reading.contents.header == Header("site-ja", "用語集", "ja")
    cluster, _ = reading.contents.entries
    assert cluster == Entry(
        "クラスター",
        aliases=("CL",),
        definition="ノードの集まり。",
        related=("ノード",),
        language="ja",
        glossary="site-ja",
        source="cluster.md",
        status="current",
    )


def test_what_is_no_term_is_no_entry(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        _index="---\ntitle: Glossary\n---\n",
        _TEMPLATE="---\ntitle: Definition Template\n---\nText.\n",
        index="---\ntitle: Glossary\n---\n",
        README="# About\n",
        notes="No front matter.\n",
        search="---\ntitle: Search\nlayout: search\n---\n",
        half="---\ntitle: Half\ndraft: true\n---\nText.\n",
        old="---\ntitle: Old\nstatus: Deprecated\ndraft: true\n---\nText.\n",
        bare="---\ntitle: Bare\n---\n",
    )
    bundle = Path(place, "bundled")
    bundle.mkdir()
    (bundle / "index.md").write_text("---\ntitle: Bundled\n---\nSee [old](../old.md).\n")
    (Path(place) / "guide").mkdir()
    (Path(place) / "guide" / "how.md").write_text("---\ntitle: How\n---\n")
    entries, losses = read(place)
    assert [(entry.name, entry.status) for entry in entries.values()] == [
        ("Bare", ""),
        ("Bundled", ""),
        ("Old", "deprecated"),
    ]
    assert entries["bundled/index.md"].related == ("Old",)
    assert losses == (
        "1 draft",
        "1 page without front matter",
        "1 page of another layout",
        "1 draft mark of a deprecated page",
        "1 page in deeper folders",
    )


@pytest.mark.parametrize("name", ["term", "glossary"])
def test_a_paired_shortcode_shows_the_text_between_its_tags(tmp_path: Path, name: str) -> None:
    marked = '{{< NAME "node-pool" >}}machines{{< /NAME >}} and {{< NAME "Queue" >}}a line{{< /NAME >}}'
    body = f"Runs {marked}.".replace("NAME", name)
    pages = {
        "pod": f"---\ntitle: Pod\n---\n{body}\n",
        "node-pool": "---\ntitle: Node Pool\n---\nMany machines.\n",
        "queue": '---\ntitle: Queue\n---\n{{% note "nobody" %}}Waits.{{% /note %}}\n',
    }
    reading = hugo.read_folder(folder(tmp_path, **pages))
    assert [(entry.name, entry.definition, entry.related) for entry in reading.contents.entries] == [
        ("Node Pool", "Many machines.", ()),
        ("Pod", "Runs machines and a line.", ("Node Pool", "Queue")),
        ("Queue", "Waits.", ()),
    ]
    assert reading.losses == ("1 shortcode",)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    place = Path(folder(tmp_path, node=NODE))
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.md").write_text("---\ntitle: Secret\n---\n")
    (place / "a.md").symlink_to(tmp_path / "secret.md")
    (place / "b").symlink_to(tmp_path / "outside")
    (place / "c.md").symlink_to(place / "node.md")
    entries, losses = read(str(place))
    assert {entry.name for entry in entries.values()} == {"Node"}
    assert "2 links out of the folder" in losses


def languages(place: Path, **pages: str) -> None:
    """Write pages named as en_node: the language, and the page's own name."""
    for name, text in pages.items():
        tag, _, page = name.partition("_")
        path = place / tag.replace("0", "-") / f"{page}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_folder_of_languages_is_a_glossary_with_its_translations(tmp_path: Path) -> None:
    page = "---\ntitle: {}\ntags: [x]\n---\n## {}\n\n{}\n"
    languages(
        tmp_path,
        en_node=page.format("Worker Node", "What it is", "A machine."),
        en_pod=page.format("Pod", "What it is", "Containers."),
        ja_node=page.format("ノード", "概要", "機械。"),
        pt0br_gone=page.format("Velho", "O que é", "Nada."),
    )
    reading = hugo.read_folder(str(tmp_path))
    assert [(entry.id, entry.name, entry.definition) for entry in reading.contents.entries] == [
        ("node", "Worker Node", "A machine."),
        ("", "Pod", "Containers."),
    ]
    shown = [
        (made.header.language, [(entry.id, entry.name, entry.tags, entry.of) for entry in made.entries])
        for made in reading.contents.translations
    ]
    assert shown == [("ja", [("node", "ノード", (), "")]), ("pt-BR", [("gone", "Velho", (), "")])]
    assert reading.losses[0] == "ja: 1 heading before its page's text"


def test_the_language_asked_for_is_the_source(tmp_path: Path) -> None:
    languages(tmp_path, en_node=NODE, ja_node=NODE)
    reading = hugo.read_folder(str(tmp_path), Options(language="ja"))
    assert reading.contents.header.language == "ja"
    assert [made.header.language for made in reading.contents.translations] == ["en"]
    with pytest.raises(FileError) as caught:
        hugo.read_folder(str(tmp_path), Options(language="fr"))
    assert caught.value.message == f'{tmp_path}: X002 holds no folder of "fr", but of en, ja'


def test_git_says_which_page_was_translated(tmp_path: Path) -> None:
    def git(*argv: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
        subprocess.run(["git", "-C", str(tmp_path), *who, *argv], check=True, capture_output=True)

    page = "---\ntitle: Node\ntags: [{}]\n---\n{}\n"
    git("init", "-q")
    languages(
        tmp_path, en_node=page.format("a", "A machine."), en_pod=page.format("a", "Two."), ja_node=NODE, ja_pod=NODE
    )
    git("add", ".")
    git("commit", "-qm", "one")
    languages(tmp_path, en_node=page.format("a", "A machine that works."), en_pod=page.format("b", "Two."))
    git("commit", "-qam", "two")
    contents = hugo.read_folder(str(tmp_path)).contents
    current = {entry.definition: fingerprint(entry) for entry in contents.entries}
    (japanese,) = contents.translations
    of = {entry.id: entry.of for entry in japanese.entries}
    assert of["pod"] == current["Two."]
    assert of["node"] == fingerprint(Entry("Node", definition="A machine."))
    assert of["node"] != current["A machine that works."]


def test_faults_of_all_pages_are_told_together(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        a="---\ntitle: [A, B]\n---\n",
        b='---\ntitle: "B\n---\n',
        c="---\ntitle: C\naka: {d: e}\n---\n",
        d=NODE,
        e="---\na: &a\n- *a\n---\n",
    )
    with pytest.raises(FileError) as caught:
        hugo.read_folder(place)
    assert [str(fault).replace(place + "/", "") for fault in caught.value.faults] == [
        "a.md:2: X001 title must be one text, not a list",
        "b.md:2: Y001 not YAML: found unexpected end of stream",
        "c.md:3: X001 aka must be a text or a list",
        'e.md:3: Y002 the alias "*a" stands within what it names',
    ]


def test_unreadable_places(tmp_path: Path) -> None:
    place = folder(tmp_path)
    assert fault(place) == "FOLDER: X002 holds no page of a term"
    assert fault(str(tmp_path / "nowhere")) == "FOLDER: F001 is no folder of pages"
    Path(place, "big.md").write_bytes(b"---\n" + b"x" * 200_000)
    assert fault(place) == "big.md: X003 is longer than 200,000 bytes"
    Path(place, "big.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert fault(place) == "big.md:2: F002 not UTF-8: byte 0xff"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Policy as Code (PaC)", ("Policy as Code", None, "PaC")),
        ("CNI (Container network interface)", ("CNI", "Container network interface", None)),
        ("相互TLS認証(mTLS)", ("相互TLS認証", None, "mTLS")),
        ("オブザーバビリティ（可観測性）", ("オブザーバビリティ", None, "可観測性")),
        ("Node ()", ("Node ()", None, None)),
        ("A (b) (c)", ("A (b) (c)", None, None)),
        ("(a)", ("(a)", None, None)),
    ],
)
def test_titles(title: str, said: tuple[str, str | None, str | None]) -> None:
    assert parse_title(title) == said


def test_pages_link_the_terms_their_text_mentions() -> None:
    entries = (
        Entry("Service Mesh", aliases=("SM",), definition="Adds things to services.", related=("Service", "Proxy")),
        Entry(
            "Service",
            definition="A thing.\n\nWhy it is so\n\nNobody knows the service mesh.",
            related=("Service Mesh",),
        ),
        Entry("Proxy", status="deprecated", tags=("net", "concept")),
    )
    pages = dict(hugo.write_folder(Contents(Header("g", "G", "en"), entries)).files)
    assert pages["service-mesh.md"] == (
        "---\ntitle: Service Mesh (SM)\n---\n\nAdds things to [services](/service/).\n\n"
        "## Related terms\n\n- [Proxy](/proxy/)\n"
    )
    assert pages["service.md"] == (
        "---\ntitle: Service\n---\n\nA thing.\n\n## Why it is so\n\nNobody knows the [service mesh](/service-mesh/).\n"
    )
    assert pages["proxy.md"] == "---\ntitle: Proxy\nstatus: Deprecated\ncategory: concept\ntags:\n  - net\n---\n"
    assert pages["_index.md"] == "---\ntitle: G\nparams:\n  name: g\n  language: en\n---\n"


def test_names_of_files_never_climb_nor_clash() -> None:
    names = ("../../etc/passwd", "..", "a/b", "A b", "a-b", "index", "NUL", "x")
    entries = (
        *map(Entry, names),
        Entry("y", source="../y.md"),
        Entry("z", source="x.md"),
        Entry("i", source="index.md"),
    )
    files = [file for file, _ in hugo.write_folder(Contents(Header("g"), entries)).files]
    made = ["etc-passwd", "term", "a-b", "a-b-2", "a-b-3", "index-term", "nul-term", "x", "x-2", "y", "i"]
    assert files == sorted(f"{stem}.md" for stem in ("_index", *made))


def test_what_pages_cannot_hold_is_counted() -> None:
    entries = (Entry("a", tags=("tag1",)), Entry("b", status="half"), Entry("c"))
    header = Header("g", see_also=(Link("h", "https://h.example"),))
    losses = hugo.write_folder(Contents(header, entries)).losses
    assert losses == ("2 entries whose characters or layout pages can't hold",)


def test_a_folder_of_any_name_reads_back(tmp_path: Path) -> None:
    header = Header("g", "G", "ja", (Link("H", "https://h.example"),), ("x",))
    given = (Entry("サービス", related=("ノード",), source="service.md"), Entry("ノード", source="node.md"))
    entries = tuple(entry.replace(language="ja", glossary="g") for entry in given)
    pages = hugo.write_folder(Contents(header, entries))
    for file, text in pages.files:
        (tmp_path / file).write_text(text, "utf-8")
    assert "(/ja/node/)" in dict(pages.files)["service.md"]
    assert hugo.read_folder(str(tmp_path)).contents == Contents(header, entries[::-1])


WORDS = st.text("abcABC -_()*[]#&<>{}.:'\"1用語é", min_size=1, max_size=20).map(str.strip).filter(bool)
MANY = st.lists(WORDS, max_size=3, unique=True).map(tuple)
DEFINITIONS = st.lists(st.text("abc AB.-*#_1)[]<>&`{}|!\\用。", max_size=30), max_size=4).map(
    lambda parts: "\n\n".join(paragraphs("\n\n".join(parts)))
)
ENTRIES = any_entries(WORDS, DEFINITIONS, language=st.just("ja"), glossary=st.just("g"))


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=5))
def test_what_is_written_reads_back(entries: list[Entry]) -> None:
    """Every field of an entry round-trips; without a source it gets its file as one; the order is that of the files."""
    contents = Contents(Header("g", "", "ja"), tuple(entries))
    pages = hugo.write_folder(contents)
    back, _ = read_pages([page for page in pages.files if page[0] != "_index.md"], contents.header)
    assert pages.losses == ()
    assert sorted(map(_known, back), key=repr) == sorted(map(_known, entries), key=repr)


def _known(entry: Entry) -> Entry:
    return entry.replace(source=None) if (entry.source or ".md").endswith(".md") else entry


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.builds(lambda a, b: f"---\n{a}\n---\n{b}".encode(), st.text(), st.text()))
def test_any_page_is_read_or_a_file_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    place = tmp_path_factory.mktemp("pages")
    (place / "page.md").write_bytes(content)
    with contextlib.suppress(FileError):
        assert isinstance(hugo.read_folder(str(place)), Reading)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_among_the_pages_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pod.md")
    with pytest.raises(FileError, match=r"pod\.md: F001 is no plain file"):
        hugo.read_folder(str(tmp_path))
