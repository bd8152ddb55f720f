"""A glossary with a cache of its own, for the tests of the index."""

import os
import time
from pathlib import Path

import glossctl

WORDS = """
[[term]]
name = "MIG"
expansion = "Multi-Instance GPU"
definition = "{}"
"""


class CachedGlossary:
    """A glossary with a cache of its own, queried in this process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "words.toml"
        self.cache = folder / "cache" / "glossctl"
        self.environment = {"XDG_CACHE_HOME": str(folder / "cache")}
        self.write("one")

    def write(self, definition: str) -> None:
        self.file.write_text(WORDS.format(definition), encoding="utf-8")

    def answer(self) -> str:
        glossary = glossctl.load(self.file, environment=self.environment)
        (entry,) = glossary.define("multi instance gpu")
        assert [hit.entry for hit in glossary.search("mig")] == [entry]
        glossary.close()
        return entry.definition

    def age(self) -> None:
        """Make the glossary look old, so that its index is trusted by its stamp alone."""
        old = time.time() - 100
        os.utime(self.file, (old, old))
        self.answer()
        young = time.time() + 100
        os.utime(self.index, (young, young))

    @property
    def index(self) -> Path:
        (path,) = self.cache.glob("*.index")
        return path
