"""The rows of an answer: what a line of JSONL, of CSV or of a grid is made of.

Owns taking the rows out of an answer's data, and putting those with fewer fields in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from occlookup.answers import AnswerKind, kind_of
from occlookup.errors import UsageError
from occlookup.render.fields import Wanted, keep, wanted_fields
from occlookup.render.json_text import to_plain
from occlookup.render.shapes import fields_of


class Rows(NamedTuple):
    """The rows of an answer, their type, and what is wanted of each (everything where that is empty).

    `field` is where they stand in the answer's data, None where the data is itself the one row.
    """

    rows: tuple[Any, ...]
    kind: type[tuple[Any, ...]]
    wanted: Wanted
    field: str | None


def rows_of(data: Any, names: tuple[str, ...] = ()) -> Rows:
    """The rows of an answer's data, with the fields of these names or, where there are none, with all.

    Raises:
        UsageError: its rows have no such field.
    """
    field = row_field(data)
    kind: Any = type(data) if field is None else row_type(type(data), field)
    rows = (data,) if field is None else getattr(data, field)
    return Rows(rows, kind, _wanted(kind, names), field)


def check_names(kinds: Sequence[AnswerKind], names: tuple[str, ...]) -> Wanted:
    """Hold that the rows of one of these kinds of answer have the fields of these names.

    Raises:
        UsageError: none has; it lists those of the first.
    """
    row_types = [row_type(kind.load(), field) for kind in kinds for field in kind.rows or ("",)]
    for other in row_types[1:]:
        with suppress(UsageError):
            return _wanted(other, names)
    return _wanted(row_types[0], names)


def row_field(data: Any) -> str | None:
    """The field that holds the rows: of several the first that has any."""
    candidates = kind_of(data).rows
    return next((name for name in candidates if getattr(data, name)), candidates[0] if candidates else None)


def row_type(kind: Any, field: str) -> Any:
    """The result type of the rows in this field; the type itself where there is none."""
    return fields_of(kind)[field].inner.type if field else kind


def plain_data(data: Any, names: tuple[str, ...]) -> Any:
    """An answer's data as dicts, lists and scalars, its rows with the fields of these names only."""
    rows = rows_of(data, names)
    if rows.field is None:
        return keep(data, rows.wanted)
    plain = {name: to_plain(value) for name, value in zip(data._fields, data, strict=True) if name != rows.field}
    kept = [keep(row, rows.wanted) for row in rows.rows]
    return {name: kept if name == rows.field else plain[name] for name in data._fields}


@lru_cache(maxsize=16)
def _wanted(kind: type[tuple[Any, ...]], names: tuple[str, ...]) -> Wanted:
    return wanted_fields(kind, names) if names else {}
