"""JSON Schema (draft 2020-12) of an own record, for editors that check TOML as it is typed.

Made from the table in fields.py. What needs a look at two figures at once, or at the index, is the checker's alone: the order
of percentiles, decimals, and whether a code is known.
"""

from __future__ import annotations

from typing import Any

from occlookup.codes import OWN_CODE
from occlookup.index.own.fields import DESCRIBED_BY, MEASURE_FIELDS, MOST_IN_LINE, NEEDS, RECORD, Field

Schema = dict[str, Any]


def own_record_schema() -> Schema:
    """The schema of one file, its dates as text, as editors hand them over."""
    made = _table(RECORD)
    described = [{"required": [name]} for name in (*DESCRIBED_BY, "source", "date")]
    own_code = {"properties": {"code": {"pattern": f"^{OWN_CODE}$"}}}
    made["dependentRequired"] = {name: [other for other in needed if other != name] for name, needed in NEEDS.items()}
    made["allOf"] = [{"if": {"anyOf": described}, "then": own_code}]
    wages = made["properties"]["wages"]["items"]
    wages["allOf"] = [
        {"anyOf": [{"required": ["date"]}, {"required": ["period"]}]},
        {"anyOf": [{"required": [name]} for name in MEASURE_FIELDS]},
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:occlookup:own-record:1",
        "title": "occlookup own record",
        **made,
    }


def _table(field: Field) -> Schema:
    return {
        "description": field.about,
        "type": "object",
        "properties": {name: _schema(inner) for name, inner in field.fields.items()},
        "required": list(field.needed),
        "additionalProperties": False,
    }


def _schema(field: Field) -> Schema:
    about = {"description": field.about}
    if field.kind == "table":
        return _table(field)
    if field.kind == "tables":
        return {**about, "type": "array", "minItems": 1, "maxItems": field.most, "items": _table(field)}
    if field.kind == "lines":
        return {**about, "type": "array", "minItems": 1, "maxItems": field.most, "items": _text(MOST_IN_LINE)}
    if field.kind in ("number", "whole"):
        kind = "integer" if field.kind == "whole" else "number"
        return {**about, "type": kind, "minimum": field.low, "maximum": field.high}
    if field.kind == "choice":
        return {**about, "enum": list(field.words)}
    if field.pattern:
        longest = {"maxLength": field.most} if field.most else {}
        return {**about, "type": "string", "pattern": f"^{field.pattern}$", **longest}
    return {**about, **_text(field.most)}


def _text(most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": r"\S"}
