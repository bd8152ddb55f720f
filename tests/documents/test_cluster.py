"""A corpus on a Dask cluster: the same function on other processes, the same answer, also where one of them dies."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from glossctl.documents import corpus
from tests.program import run

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


def corpus_of(folder: str, count: int) -> None:
    for number in range(count):
        path = Path(folder, f"{number:03}.md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"BZW{chr(65 + number % 26)} is here.\n\n" * 40, encoding="utf-8")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_answer(cluster: Any) -> None:
    corpus_of("docs", 30)
    here = run("check", "docs", "-o", "json", "--jobs", "1")
    assert here.out.count('"rule"') == 30
    assert run("check", "docs", "-o", "json", "--scheduler", cluster.scheduler_address) == here


@pytest.mark.filterwarnings("ignore")
def test_documents_travel_as_bytes_where_a_worker_has_no_such_file(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus_of("docs", 3)
    listed = corpus.documents
    monkeypatch.setattr(corpus, "documents", lambda paths: (one.replace(stamp=(0, 0)) for one in listed(paths)))
    there = run("check", "docs", "-o", "json", "--scheduler", cluster.scheduler_address)
    assert there == run("check", "docs", "-o", "json")


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_changes_nothing(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus_of("docs", 200)
    here = run("check", "docs", "-o", "json", "--jobs", "1")
    monkeypatch.setattr(corpus, "_BATCH_DOCUMENTS", 4)
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        victim = next(iter(client.run(os.getpid).values()))
    killer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
    killer.start()
    started = time.monotonic()
    there = run("check", "docs", "-o", "json", "--scheduler", cluster.scheduler_address)
    killer.join()
    assert there.out == here.out
    assert time.monotonic() - started < 60
