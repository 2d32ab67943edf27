"""The JSON Schema of the format, made of the same table as the reader; editors use it to complete and to check.

It says all that the reader checks of a single value. What it cannot say: whether a date is EDTF in all its parts,
whether an id is unique, and whether a source, an event or a region of that name exists.
"""

import json
from typing import Any

from dateline.formats import fields
from dateline.formats.values import ID, TEXT, Number, Schema, Type

SCHEMA_ID = "https://dateline.example/schema/dateline-1.schema.json"


_SHARED: dict[str, Type] = {
    "text": TEXT,
    "id": ID,
    "date": fields.DATE,
    "number": Number(),
    "names": fields.NAMES,
    "code": fields.CODE,
}
"""Types that occur in many places, by their name among the definitions."""


def json_schema() -> Schema:
    """Return the schema as JSON's own types."""
    entries = (*fields.HEADER, *fields.LISTS)
    properties = {
        entry.key: entry.type.schema() | ({"description": entry.help} if entry.help else {}) for entry in entries
    }
    definitions = {name: kind.schema() for name, kind in _SHARED.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Dateline chronology, version 1",
        "type": "object",
        "properties": {
            "dateline": {"enum": [int(fields.VERSION), fields.VERSION], "description": "The format's version."},
            **{key: _referring(schema, definitions) for key, schema in properties.items()},
        },
        "required": ["dateline", *(entry.key for entry in entries if entry.is_required)],
        "additionalProperties": False,
        "$defs": {name: _referring(schema, definitions, inside=True) for name, schema in definitions.items()},
    }


def schema_text() -> str:
    """Return the schema as the file in resources/schema has it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _referring(part: Any, definitions: dict[str, Schema], inside: bool = False) -> Any:
    """Return a schema in which what is defined is referred to; `inside`: the schema is a definition itself."""
    if isinstance(part, list):
        return [_referring(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    help_text = {key: text for key, text in part.items() if key == "description" and isinstance(text, str)}
    bare = {key: value for key, value in part.items() if key not in help_text}
    name = next((name for name, schema in definitions.items() if schema == bare), None)
    if name is not None and not inside:
        return {"$ref": f"#/$defs/{name}"} | help_text
    return {key: _referring(value, definitions) for key, value in part.items()}
