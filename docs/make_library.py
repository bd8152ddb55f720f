"""The reference of the library, made from the signatures and docstrings of its public names."""

import ast
import inspect
from pathlib import Path

import glossctl
from glossctl import entries, glossary, opening

PAGE = Path(__file__).parent / "reference" / "library.md"

INTRODUCTION = """\
# The library

Made by `make docs` from the program itself.

```python
import glossctl

with glossctl.load() as glossary:
    for entry in glossary.define("MIG"):
        print(entry.name, "is", entry.expansion)
```

These names, all of them in `glossctl`, are what you can count on:

{names}
What holds for all of them:

- They never print, never exit, open no connection, and read no `GLOSSCTL_*` variable.
- Not finding something is an empty tuple or None, never an error. What is wrong with a file is a `FileError`.
- Values are frozen, compared by content, hashable and picklable; `value.replace(field=...)` returns a changed copy. All
  their lists are tuples.
- They are typed (`py.typed`). In the signatures below,

```python
{types}
```
"""

SECTIONS = {
    "Opening": ("load", "Glossary"),
    "Files": ("validate", "format", "add", "remove"),
    "Values": ("Entry", "Avoid", "Hit", "Hits", "Answer", "Expansion", "Branch", "Layer", "SourceRow", "Link"),
    "Documents": ("Explanation", "Term", "Defined", "Unknown", "Finding"),
    "Places": ("Place", "Occurrence", "Typed"),
    "Errors": ("GlossctlError", "FileError", "Fault"),
}


def page() -> str:
    """Return the page."""
    names = [", ".join(f"[`{name}`](#{name.lower()})" for name in section) for section in SECTIONS.values()]
    lines = [f"- {title}: {line}\n" for title, line in zip(SECTIONS, names, strict=True)]
    parts = [INTRODUCTION.format(names="".join(lines), types="\n".join(_types()))]
    for title, section in SECTIONS.items():
        parts += [f"\n## {title}\n", *(_name(name) for name in section)]
    return "".join(parts)


def _types() -> list[str]:
    """Return the names for types that the signatures use; they stand where only a type checker looks."""
    found = []
    for room in (entries, glossary, opening):
        for node in ast.parse(inspect.getsource(room)).body:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                found += [ast.unparse(one) for one in node.body if isinstance(one, ast.Assign)]
    return [line.replace("'", '"') for line in found if not line.startswith("Progress")]


def _name(name: str) -> str:
    value = getattr(glossctl, name)
    if not inspect.isclass(value):
        return f"\n### {name}\n\n{_code(f'{name}{_signature(value)}')}\n{_text(value)}"
    parts = [f"\n### {name}\n\n"]
    if value.__base__ is glossctl.GlossctlError:
        parts.append("A [`GlossctlError`](#glossctlerror).\n\n")
    if fields := [f"{field}: {_type(kind)}" for field, kind in inspect.get_annotations(value).items()]:
        parts.append(_code("\n".join(fields)) + "\n")
    parts.append(_text(value))
    for method, function in vars(value).items():
        if inspect.isfunction(function) and not method.startswith("_"):
            parts.append(f"\n#### {name}.{method}\n\n{_code(f'{method}{_signature(function)}')}\n{_text(function)}")
    return "".join(parts)


def _signature(function: object) -> str:
    assert callable(function)
    signature = inspect.signature(function)
    shown: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not any(one.startswith("*") for one in shown):
            shown.append("*")
        stars = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}".replace("'", '"')
        if parameter.name != "self":
            shown.append(f"{stars}{parameter.name}: {_type(parameter.annotation)}{default}")
    line = f"({', '.join(shown)}) -> {_type(signature.return_annotation)}"
    if len(line) < 100:
        return line
    return "(\n" + "".join(f"    {one},\n" for one in shown) + f") -> {_type(signature.return_annotation)}"


def _type(annotation: object) -> str:
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    for room in ("entries", "errors", "glossary"):
        text = text.replace(f"glossctl.{room}.", "")
    return text


def _code(text: str) -> str:
    return f"```python\n{text}\n```\n"


def _text(documented: object) -> str:
    """Return a docstring as Markdown: its examples between fences."""
    paragraphs = (inspect.getdoc(documented) or "").replace("``", "`").split("\n\n")
    return "\n".join(f"```pycon\n{one}\n```\n" if one.startswith(">>>") else f"{one}\n" for one in paragraphs)
