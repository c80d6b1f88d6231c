"""CSV and TSV turned back into the rows that they were made of, by the types of the fields: the reading that docs promise."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from occlookup.render.shapes import Shape, fields_of, noted_fields

Cells = dict[str, str]


def row_type(kind: Any, field: str) -> Any:
    """The result type of the rows in this field of an answer; the answer's own where there is none."""
    return fields_of(kind)[field].inner.type if field else kind


def read_table(text: str, delimiter: str) -> list[list[str]]:
    """The cells of every line, by Python's csv; a line of another length than the first is an error."""
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert {len(line) for line in table} <= {len(line) for line in table[:1]}
    return table


def read_rows(text: str, kind: Any, delimiter: str) -> list[dict[str, Any]]:
    """The rows as dicts, lists and scalars; every column must belong to the type."""
    header, *lines = read_table(text, delimiter)
    rows = []
    for line in lines:
        cells = dict(zip(header, line, strict=True))
        assert len(cells) == len(header), "a column stands there twice"
        rows.append(_record(cells, kind, ""))
        assert not cells, f"columns of no field: {list(cells)}"
    return rows


def _record(cells: Cells, kind: Any, prefix: str) -> dict[str, Any]:
    """The record whose columns begin with `prefix`, which are taken out of the cells."""
    noted = noted_fields(kind)
    notes = {name: note for name in noted if (note := cells.pop(f"{prefix}{name}_note"))}
    fields = fields_of(kind).items()
    return {name: notes if name == "notes" and noted else _value(cells, shape, prefix + name) for name, shape in fields}


def _value(cells: Cells, shape: Shape, name: str) -> Any:
    if shape.kind == "record":
        below = [column for column in cells if column.startswith(f"{name}.")]
        is_null = shape.nullable and not any(cells[column] for column in below)
        record = None if is_null else _record(cells, shape.type, f"{name}.")
        if is_null:
            for column in below:
                del cells[column]
        return record
    cell = cells.pop(name)
    if not cell and (shape.nullable or shape.type is not str or shape.kind != "scalar"):
        assert shape.nullable, f"{name} is empty"
        return None
    if shape.kind != "scalar":
        return json.loads(cell)
    return cell if shape.type is str else _scalar(cell, shape.type)


def _scalar(cell: str, kind: type) -> Any:
    value = json.loads(cell)
    assert isinstance(value, bool) is (kind is bool)
    assert isinstance(value, (int, float))
    return value
