"""JSON Schema (draft 2020-12) of the answers, made from the result types.

Owns how a result type is said as a schema. What the types are and which command answers with which is answers.py's.
"""

from __future__ import annotations

from typing import Any

from occlookup.answers import ANSWERS
from occlookup.model import Source
from occlookup.render.shapes import Shape, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ERROR_KINDS = ("error", "usage", "malformed_code", "not_found", "ambiguous", "damaged_data", "output", "network")

_SCALARS: dict[type[Any], str] = {str: "string", int: "integer", float: "number", bool: "boolean"}

Schema = dict[str, Any]


def answer_schema(name: str) -> Schema:
    """The schema of the JSON document in which the command whose answers are called `name` answers.

    It says what always stands there, and forbids nothing more: a later release may add a field.

    Raises:
        KeyError: no answers are called that.
    """
    definitions: Schema = {}
    kinds = [_reference(kind.load(), definitions) for kind in ANSWERS[name]]
    return _document(name, _envelope(name, kinds, definitions), definitions)


def error_schema() -> Schema:
    """The schema of the JSON object that stands for an error; `line` and `input` are there where a line of many was wrong."""
    suggestion = _object({"code": {"type": "string"}, "title": {"type": "string"}})
    error = _object(
        {
            "kind": {"enum": list(ERROR_KINDS)},
            "message": {"type": "string"},
            "hint": {"type": "string"},
            "suggestions": {"type": "array", "items": suggestion},
        }
    )
    error["properties"] |= {"line": {"type": "integer", "minimum": 1}, "input": {"type": "string"}}
    return _document("error", _object({"error": error}), {})


def every_schema() -> Schema:
    """The schema of any answer or error."""
    definitions: Schema = {}
    answers = [
        _envelope(name, [_reference(kind.load(), definitions) for kind in kinds], definitions)
        for name, kinds in ANSWERS.items()
    ]
    error = {name: value for name, value in error_schema().items() if not name.startswith("$")}
    return _document("answer", {"oneOf": [*answers, error]}, definitions)


def _document(name: str, schema: Schema, definitions: Schema) -> Schema:
    document = {"$schema": DIALECT, "$id": f"urn:occlookup:{name}:1", "title": f"occlookup {name}", **schema}
    return {**document, "$defs": dict(sorted(definitions.items()))} if definitions else document


def _envelope(name: str, kinds: list[Schema], definitions: Schema) -> Schema:
    source = _reference(Source, definitions)
    return _object(
        {
            "schema": {"const": f"occlookup/{name}/1"},
            "data": kinds[0] if len(kinds) == 1 else {"anyOf": kinds},
            "sources": {"type": "object", "additionalProperties": source},
        }
    )


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(record: Any, definitions: Schema) -> Schema:
    """A reference to the definition of a result type, which is made where it is not there yet."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # named before its fields are looked at
        described = {"description": " ".join(record.__doc__.split())} if record.__doc__ else {}
        properties = {field: _schema(shape, definitions) for field, shape in fields_of(record).items()}
        definitions[name] = {**described, **_object(properties)}
    return {"$ref": f"#/$defs/{name}"}


def _schema(shape: Shape, definitions: Schema) -> Schema:
    if shape.kind == "record":
        schema = _reference(shape.type, definitions)
        return {"anyOf": [schema, {"type": "null"}]} if shape.nullable else schema
    if shape.kind == "list":
        schema = {"type": "array", "items": _schema(shape.inner, definitions)}
    elif shape.kind == "mapping":
        schema = {"type": "object", "additionalProperties": _schema(shape.inner, definitions)}
    elif shape.words:
        return {"enum": [*shape.words, *([None] if shape.nullable else [])]}
    else:
        schema = {"type": _SCALARS[shape.type]}
    return {**schema, "type": [schema["type"], "null"]} if shape.nullable else schema
