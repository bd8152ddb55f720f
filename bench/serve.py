"""How long an editor waits: hovers, and keystroke to findings, in a document of 5,000 words, and the memory it takes.

python bench/serve.py [DOCUMENT.md]; all of it through the protocol, with pygls's client and the bundled glossary.
"""

import asyncio
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import glossctl
from tests.serve.editor import Editor

WORDS = 5_000
ROUNDS = 200


def document() -> str:
    """Return prose of 5,000 words: the bundled definitions in an order of their own, with headings and links."""
    entries = list(glossctl.load().entries())
    random.Random(1).shuffle(entries)
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < WORDS:
        entry = entries[len(parts) % len(entries)]
        parts.append(f"## About {entry.name}\n\n{entry.definition} See [`{entry.name}`](https://example.org/#x) too.")
    return "\n\n".join(parts)


def told(what: str, times: list[float]) -> None:
    times.sort()
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{what}: median {middle * 1000:.1f} ms, p95 {high * 1000:.1f} ms")


async def measure(folder: Path, text: str) -> None:
    async with Editor(folder) as editor:
        editor.open("a.md", text)
        lines = text.split("\n")
        chance = random.Random(2)
        places = [(line, chance.randrange(len(lines[line]))) for line in range(len(lines)) if lines[line]]
        hovers, findings, during = [], [], []
        await editor.hover("a.md", 0, 0)
        for line, column in chance.choices(places, k=ROUNDS):
            start = time.perf_counter()
            await editor.hover("a.md", line, column)
            hovers.append(time.perf_counter() - start)
        for number in range(ROUNDS // 4):
            editor._news.clear()
            start = time.perf_counter()
            editor.change("a.md", f"{text}\n\nAsk the {'XQJ' if number % 2 else 'XQJ and the WQP'}.", number + 2)
            begun = time.perf_counter()
            await editor.hover("a.md", *chance.choice(places))
            during.append(time.perf_counter() - begun)
            while editor.findings.get(editor.uri("a.md"), (0,))[0] != number + 2:
                editor._news.clear()
                await editor._news.wait()
            findings.append(time.perf_counter() - start)
        print(f"{len(text.split()):,} words, {len(text):,} characters")
        told("hover", hovers)
        told("hover right after a keystroke", during)
        told("keystroke to findings", findings)
        process = editor.client._server
        status = Path(f"/proc/{process.pid}/status") if process else Path()
        if status.is_file():
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
            now, most = (int(said[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
            print(f"memory: {now:.0f} MB, at most {most:.0f} MB")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        asyncio.run(measure(Path(place), Path(sys.argv[1]).read_text() if sys.argv[1:] else document()))
