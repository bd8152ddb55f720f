"""``site``: a static web page of the glossary, written into a folder or previewed on this machine."""

import os
import time

from glossctl.cli.exits import FOUND
from glossctl.errors import GlossctlError
from glossctl.exchange.losses import counted
from glossctl.files.tree import write_tree
from glossctl.render import console

_POLL_SECONDS = 0.3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.cli.settings import Settings
    from glossctl.glossary import Glossary


def run(settings: "Settings", folder: str, title: str, base_url: str, footer: str, watch: bool, force: bool) -> int:
    """Write the page of the glossaries that were named, else of the nearest one; with ``watch`` only show it."""
    if watch:
        return _watch(settings, title, base_url, footer)
    from glossctl.site.leftovers import is_ours, leftovers

    index = os.path.join(folder, "index.html")
    if not force and os.path.lexists(index) and not is_ours(index):
        raise GlossctlError(f"{index} is there already, and not a page of glossctl", "--force overwrites it")
    with _opened(settings) as glossary:
        files = glossary.site(title, base_url, footer, history=True)
        write_tree(folder, files)
        for path in leftovers(folder, [name for name, _ in files]):
            os.unlink(path)
        console.note(f"{counted(len(glossary), 'entry', 'entries')} in {index}")
    return FOUND


def _watch(settings: "Settings", title: str, base_url: str, footer: str) -> int:
    """Show the page to this machine until Ctrl-C, anew whenever a file of the glossary has changed."""
    from glossctl.layers import translations
    from glossctl.site.preview import Preview, stamps

    with _opened(settings) as glossary:
        paths = [layer.path for layer in glossary.layers]
        paths += [beside for path in paths for beside in translations(path).values()]
        seen = stamps(paths)
        files = dict(glossary.site(title, base_url, footer, history=True))
    with Preview(files) as preview:
        console.note(f"{preview.address} shows the page and follows its changes; Ctrl-C ends it")
        while True:
            time.sleep(_POLL_SECONDS)
            if (now := stamps(paths)) == seen:
                continue
            seen = now
            try:
                with _opened(settings, quiet=True) as glossary:
                    preview.show(dict(glossary.site(title, base_url, footer, history=True)))
                    console.note(f"{counted(len(glossary), 'entry', 'entries')} shown anew")
            except GlossctlError as error:  # an editor in the middle of a change: the page stays as it was
                console.warn(error.message)


def _opened(settings: "Settings", quiet: bool = False) -> "Glossary":
    """Open the glossaries that were named, or the nearest of those in force, and say which that is."""
    from glossctl.opening import open_layers

    layers = settings.layers()
    if not layers:
        raise GlossctlError("there is no glossary in force", "name one with -g")
    named = bool(settings.paths())
    with console.Progress("compiling the glossary") as progress:
        glossary = open_layers(
            layers if named else layers[:1], settings.environment, workers=None, progress=progress.tell
        )
    for _, error in glossary.faults:
        raise error
    if not named and not quiet:
        console.note(f"note: the page of {glossary.layers[0].path}; -g names another glossary")
        settings.warn_of_misnamed(glossary.layers[0])
    return glossary
