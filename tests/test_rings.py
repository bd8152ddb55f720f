"""The floors: a room imports only rooms below it, no files import in a circle, each outside library has one door.

The imports are read from the source, those inside functions and those for types too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "glossctl"

ORDER = (  # from the ground up: a room imports only rooms before it
    "entries",
    "errors",
    "text",
    "bcp47",
    "acronyms",
    "syntax",
    "files",
    "workers",
    "index",
    "toml",
    "search",
    "exchange",
    "rules",
    "documents",
    "compiling",
    "define",
    "languages",
    "expand",
    "related",
    "layers",
    "editing",
    "site",
    "glossary",
    "opening",
    "render",
    "serve",
    "cli",
    "__main__",
)
PUBLIC = "__init__"  # only hands out names, so it may know every ring and every ring may know the version

# Library: the modules that may import it; a folder ends in a dot.
DOORS = {
    "typer": ["cli."],
    "rich": ["render."],
    "rapidfuzz": ["search."],
    "Stemmer": ["search."],
    "sqlite3": ["index.", "search.tables"],
    "tomllib": ["toml.", "editing.format", "syntax.frontmatter"],  # a value as it is written; the head of a page
    "yaml": ["syntax.yaml"],
    "rdflib": ["syntax.rdf"],
    "pathspec": ["documents.folders"],
    "distributed": ["documents.corpus"],
    "markdown_it": ["syntax."],
    "mdit_py_plugins": ["syntax."],
    "jinja2": ["site."],
    "pygls": ["serve."],
    "lsprotocol": ["serve."],
    "mcp": ["serve."],
    "uvicorn": ["serve."],  # what the SDK serves HTTP with
    "pydantic": ["serve."],  # the schemas of tools, for the SDK
}

# In the folders where each file is one of many of a kind: the files that serve the others.
SERVING = {
    "exchange": {"protocol", "losses", "articles", "lists"},
    "rules": set(),
    "render": {"advice", "console", "diff", "frames", "columns"},
    "cli": {
        "documents",
        "exits",
        "hints",
        "settings",
        "misses",
        "targets",
        "commands",
        "parameters",
        "offers",
        "replies",
        "import_",
    },  # export says of a taken place what import does
}
CALLING = {
    "cli": {"app", "argv", "complete"},
    "rules": {"validate"},
}  # tables that name every file


class Import:
    """One import of one module: who, what, and whether for types alone."""

    def __init__(self, importer: str, imported: str, line: int, for_types: bool) -> None:
        self.importer = importer
        self.imported = imported
        self.line = line
        self.for_types = for_types

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


TREES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def imports(importer: str) -> Iterator[Import]:
    """Yield what a module imports, ours as names under glossctl, others as the library's name."""
    tree = TREES[importer]
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{importer}:{node.lineno}: a relative import"
            module = node.module or ""
            below = [f"{module}.{alias.name}" for alias in node.names]
            names = [one if one.removeprefix("glossctl.") in TREES else module for one in below]
        else:
            continue
        for name in dict.fromkeys(names):
            yield Import(importer, name, node.lineno, id(node) in typed)


def floor(module: str) -> int:
    """Return the floor of a module's room: its place in ORDER."""
    return ORDER.index(module.partition(".")[0])


EVERY = [one for module in TREES for one in imports(module)]
OURS = [one for one in EVERY if one.imported.startswith("glossctl.") and one.importer != PUBLIC]


def ours(one: Import) -> str:
    return one.imported.removeprefix("glossctl.")


def test_imports_are_read() -> None:
    read = {str(one).partition(":")[0] + " " + one.imported for one in EVERY}
    assert {"__main__ glossctl.cli.app", "glossary glossctl.search.ranking", "entries typing", "cli.app typer"} <= read


def test_every_room_has_a_floor() -> None:
    assert {module.partition(".")[0] for module in TREES} - {PUBLIC} - set(ORDER) == set()


def test_a_room_imports_only_rooms_below_it() -> None:
    assert [str(one) for one in OURS if floor(ours(one)) > floor(one.importer)] == []


def test_no_files_import_each_other_in_a_circle() -> None:
    """Imports for types count too; a package's face and the files it hands out names of are one file."""
    arrows: dict[str, set[str]] = {}
    for one in OURS:
        if not one.for_types and ours(one) != one.importer:
            arrows.setdefault(one.importer, set()).add(ours(one))
    left = dict(arrows)
    while leaves := {module for module in TREES if module in left and not left[module] & left.keys()}:
        for module in leaves:
            del left[module]
    assert left == {}


def test_siblings_leave_each_other_alone() -> None:
    met = []
    for one in OURS:
        folder, _, name = one.importer.partition(".")
        other_folder, _, other = ours(one).partition(".")
        if folder != other_folder or folder not in SERVING or not name or not other:
            continue
        name, other = name.partition(".")[0], other.partition(".")[0]
        serves = other in SERVING[folder] or name in CALLING.get(folder, ()) or name in SERVING[folder]
        if not serves and not of_one_room(name, other):
            met.append(str(one))
    assert met == []


def of_one_room(name: str, other: str) -> bool:
    """Tell whether two files are parts of one: toml and toml_write, hugo and hugo_pages."""
    return name.partition("_")[0] == other.partition("_")[0]


def test_verbs_leave_each_other_alone() -> None:
    verbs = {"define", "expand", "related"}
    assert [str(one) for one in OURS if one.importer in verbs and ours(one) in verbs] == []


@pytest.mark.parametrize("library", DOORS)
def test_an_outside_library_has_one_door(library: str) -> None:
    users = {one.importer for one in EVERY if one.imported.partition(".")[0] == library and not one.for_types}
    doors = DOORS[library]
    assert [user for user in sorted(users) if not any(f"{user}.".startswith(door) for door in doors)] == []


def test_every_outside_library_is_named_here() -> None:
    outside = {one.imported.partition(".")[0] for one in EVERY} - {"glossctl"} - set(sys.stdlib_module_names)
    assert outside <= set(DOORS)


SPEAKING = {
    ("print",),
    ("input",),
    ("exit",),
    ("SystemExit",),
    ("sys", "exit"),
    ("sys", "stdout"),
    ("sys", "stderr"),
    ("sys", "stdin"),
    ("sys", "argv"),
    ("os", "environ"),
    ("os", "getenv"),
    ("os", "_exit"),
    ("os", "get_terminal_size"),
}
SPEAKING_ALLOWED = {
    ("workers", "os.environ"),  # said to the processes it starts
    ("workers", "os._exit"),  # of a worker whose parent is gone
    ("files.git", "os.environ"),  # likewise
    ("opening", "os.environ"),  # the documented default of load(environment=...)
}


def test_below_render_nobody_prints_exits_or_looks_around() -> None:
    spoken = set()
    for module, tree in TREES.items():
        if module == PUBLIC or floor(module) >= ORDER.index("render"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                said: tuple[str, ...] = (node.value.id, node.attr)
            elif isinstance(node, ast.Name):
                said = (node.id,)
            else:
                continue
            if said in SPEAKING:
                spoken.add((module, ".".join(said)))
    assert spoken <= SPEAKING_ALLOWED


def test_only_the_front_door_exits() -> None:
    exits = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("sys.exit", "os._exit", "exit", "quit")
    }
    assert exits == {"__main__", "workers"}  # a worker, when its parent is gone
