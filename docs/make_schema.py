"""The JSON Schema of a glossary file, made from the table of known keys; editors read it for completion."""

import json
from pathlib import Path
from typing import Any

from glossctl.entries import FIELDS, Field
from glossctl.toml import CASES, CHECK_KEYS, HEADER_KEYS, TABLES

SCHEMA = Path(__file__).parents[1] / "src" / "glossctl" / "data" / "glossary.schema.json"

TABLE = {
    "term": "A term or an acronym. Two tables of one name are two senses.",
    "role": "A role and what it is responsible for.",
    "audience": "An audience, and the job titles it covers.",
}
HEADER = {
    "name": "Short name of the glossary, unique among those in force.",
    "title": "Title, as a reader should see it.",
    "language": "Language of the definitions, as a BCP 47 tag: en, ja, pt-BR.",
    "translates": "The file, in the same folder, of which this one is a translation: glossary.toml.",
    "tags": "The closed list of tags that entries draw from; without it, any tag may be used.",
    "see_also": "Other glossaries a reader may turn to.",
}
CHECK = {
    "known": "Acronyms in documents that need no explanation here.",
    "exclude": "Documents that are not checked: patterns as in .gitignore, relative to this file's folder.",
    "select": "The rules to try, by their codes or the beginnings of these.",
    "ignore": "Rules not to try.",
    "baseline": "The file of the findings that are known and not reported, relative to this file's folder.",
}


def schema() -> dict[str, Any]:
    """Return the schema. Source: JSON Schema draft 7, which all TOML editors' tools read."""
    tables = {
        table: {"description": TABLE[table], "type": "array", "items": {"$ref": "#/$defs/entry"}} for table in TABLES
    }
    glossary = {"description": "What the glossary says of itself.", "$ref": "#/$defs/glossary"}
    check = {"description": "How documents are checked.", "$ref": "#/$defs/check"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Glossary",
        "description": "A glossary file of glossctl.",
        "x-tombi-toml-version": "v1.0.0",
        **_object({"glossary": glossary, "check": check, **tables}),
        "$defs": {
            "glossary": _object({key: _header(key) for key in HEADER_KEYS}),
            "check": _object({key: _check(key) for key in CHECK_KEYS}),
            "entry": _object({field.name: _entry(field) for field in FIELDS if field.in_file}, required=["name"]),
        },
    }


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _header(key: str) -> dict[str, Any]:
    if key == "see_also":
        link = _object({"title": {"type": "string"}, "url": _url()}, required=["url"])
        return {"description": HEADER[key], "type": "array", "items": link}
    return {"description": HEADER[key], **(_texts() if key == "tags" else {"type": "string"})}


def _check(key: str) -> dict[str, Any]:
    return {"description": CHECK[key], **({"type": "string"} if key == "baseline" else _texts())}


def _entry(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"description": field.about}
    if field.type == "avoid":
        word = _object({"word": _text(), "reason": {"type": "string"}}, required=["word"])
        return {**described, "type": "array", "items": {"anyOf": [_text(), word]}}
    if field.name == "links":
        return {**described, "type": "array", "items": _url()}
    if field.type == "list":
        return {**described, **_texts()}
    if field.name == "case":
        return {**described, "type": "string", "enum": list(CASES)}
    return {**described, **(_text() if field.name == "name" else {"type": "string"})}


def _text() -> dict[str, Any]:
    return {"type": "string", "pattern": "\\S"}


def _texts() -> dict[str, Any]:
    return {"type": "array", "items": _text()}


def _url() -> dict[str, Any]:
    return {"type": "string", "pattern": "^(https?://|mailto:)\\S+$"}


def text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
