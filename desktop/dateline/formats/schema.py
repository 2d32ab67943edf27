"""The JSON Schema of the format, made of the same table as the reader; editors use it to complete and to check.

It says all that the reader checks of a single value. What it cannot say: whether a date is EDTF in all its parts,
whether an id is unique, and whether a source, an event or a region of that name exists.
"""

import json

from dateline.formats import fields
from dateline.formats.values import Schema

SCHEMA_ID = "https://dateline.example/schema/dateline-1.schema.json"


def json_schema() -> Schema:
    """Return the schema as JSON's own types."""
    entries = (*fields.HEADER, *fields.LISTS)
    properties = {
        entry.key: entry.type.schema() | ({"description": entry.help} if entry.help else {}) for entry in entries
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Dateline chronology, version 1",
        "type": "object",
        "properties": {
            "dateline": {"enum": [int(fields.VERSION), fields.VERSION], "description": "The format's version."},
            **properties,
        },
        "required": ["dateline", *(entry.key for entry in entries if entry.is_required)],
        "additionalProperties": False,
    }


def schema_text() -> str:
    """Return the schema as the file in resources/schema has it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
