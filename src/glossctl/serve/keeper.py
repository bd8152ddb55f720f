"""Glossaries by folder, for programs that run on: opened anew when a file changes, kept when it breaks."""

import os
from threading import Lock

from glossctl import layers as layering
from glossctl.glossary import Glossary
from glossctl.opening import open_layers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossctl.entries import Layer

    Stamp = tuple[object, ...]

_FOLDERS = 64  # whose glossaries are held open


class Keeper:
    """Hands out the glossary of a folder, or of the ``layers`` that were named.

    ``texts`` are the contents of files that an editor has and the disk hasn't yet. ``tell`` hears of each file that
    can't be read any more, once, and when it can be again. Threads may share one.
    """

    def __init__(self, environment: "Mapping[str, str]", layers: "tuple[Layer, ...]" = ()) -> None:
        self.texts: dict[str, str] = {}
        self.tell: Callable[[str], None] = lambda _: None
        self._environment = environment
        self._layers = layers
        self._held: dict[tuple[Layer, ...], tuple[Stamp, Glossary]] = {}
        self._broken: dict[str, str] = {}
        self._lock = Lock()

    def layers(self, folder: str) -> "tuple[Layer, ...]":
        """Return the layers in force for a folder, nearest first."""
        return self._layers or layering.standing(folder, self._environment)

    def glossary(self, folder: str) -> Glossary:
        """Return the glossary of a folder as its files now are. Cost: a look at each file, where none has changed."""
        layers = self.layers(folder)
        with self._lock:
            stamp = tuple(self._stamp(layer.path) for layer in layers)
            held = self._held.pop(layers, None)
            if held is None or held[0] != stamp:
                before = held[1] if held else self._last(layers)
                glossary = open_layers(layers, self._environment, texts=dict(self.texts), before=before)
                self._say(glossary)
                held = stamp, glossary
            self._held[layers] = held  # the last one is the one last used
            while len(self._held) > _FOLDERS:
                del self._held[next(iter(self._held))]
            return held[1]

    def _last(self, layers: "tuple[Layer, ...]") -> Glossary:
        """Return what a glossary that shares layers had of them, so that a broken one is kept for new folders, too."""
        shared = (glossary for known, (_, glossary) in reversed(self._held.items()) if set(known) & set(layers))
        return next(shared, Glossary([]))

    def _stamp(self, path: str) -> object:
        if path in self.texts:
            return self.texts[path]
        try:
            stat = os.stat(path)
        except (OSError, ValueError):
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def _say(self, glossary: Glossary) -> None:
        broken = {layer.path: error.message for layer, error in glossary.faults}
        for path, message in broken.items():
            if self._broken.get(path) != message and path not in self.texts:  # an editor shows the faults of its text
                self.tell(f"{message}; the last good answers stay in force")
            self._broken[path] = message
        for layer in glossary.layers:
            if layer.path in self._broken and layer.path not in broken:
                del self._broken[layer.path]
                self.tell(f"{layer.path} can be read again")
