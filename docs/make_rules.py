"""The reference of the rules of ``validate`` and ``check``, made from their docstrings."""

from pathlib import Path

from glossctl.documents.check import RULES as DOCUMENT_RULES
from glossctl.rules import RULES, Rule
from glossctl.rules.validate import BROKEN, FAMILIES

PAGE = Path(__file__).parent / "reference" / "rules.md"

INTRODUCTION = """\
# Rules

Made by `make docs` from the program itself.

`glossctl validate [FILE...]` tries these rules and says `path:line:column: code message` for each fault, all of them in
one run. Status 0: no faults; 1: faults; 2: a file can't be read or is no glossary.

- `--select CODE,...` tries only these rules, `--ignore CODE,...` leaves these out. A code may be cut short (`N` is all
  rules about names); `ALL` is every rule, also those that are not tried unless they are selected.
- A comment in the file says that a fault is none. In an entry, or directly above it, it counts for that entry; at the
  top of the file or in `[glossary]`, for the whole file. Several codes have commas or spaces between; say why behind
  a colon:

  ```toml
  # glossctl: ignore A002: the m has no word of its own
  [[term]]
  name = "ROCm"
  expansion = "Radeon Open Compute"
  ```

- A name under `related`, or behind "see", may also be an entry of another file of the run, or of the bundled glossary.
- `-o json`, `-o sarif` and `-o github` are for programs, for code scanning and for the annotations of a workflow.

## F, T: what keeps a file from being a glossary

These are always said, before the other faults of their file, and the status is 2. The other rules are tried on what can
be understood of the file.

| code | name | what |
|---|---|---|
"""
DOCUMENTS = """
## U: the use of terms in documents

`glossctl check PATH...` tries these rules on documents, with the same options and outputs. A comment in the document
holds a finding back, in the syntax of its format: `<!-- glossctl: ignore MIG -->` on its line, `ignore-next-line` on
the next one, `ignore-file` anywhere for the whole file; it names words or codes, and without any it counts for all.
"""


def page() -> str:
    """Return the page."""
    parts = [INTRODUCTION]
    parts += [f"| {code} | {name} | {what} |\n" for code, (name, what) in BROKEN.items()]
    for family in FAMILIES:
        heading = (family.__doc__ or "").partition("\n")[0].removesuffix(".")
        parts.append(f"\n## {heading}\n")
        rules = [rule for rule in RULES.values() if rule.check.__module__ == family.__name__]
        parts += [_section(rule) for rule in sorted(rules, key=lambda rule: rule.code)]
    parts.append(DOCUMENTS)
    parts += map(_section, DOCUMENT_RULES.values())
    return "".join(parts)


def _section(rule: Rule) -> str:
    opt_in = "" if rule.is_default else " Tried only where it is selected."
    explanation = rule.explanation.replace("\nWrong: ", "\n**Wrong:** ").replace("\nMend: ", "\n**Mend:** ")
    return f"\n### {rule.code} {rule.name}\n\n{rule.summary}.{opt_in}\n\n{explanation}\n"
